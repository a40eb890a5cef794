"""Where the tests find the reference files, and how they write small ones of their own."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[5]
SHARED = Path(os.environ.get("SEGUNDA_SHARED", REPOSITORY / ".." / "shared"))
NYC = SHARED / "data" / "nyc_custody"
SISDEPEN = SHARED / "data" / "brazil_sisdepen"


def reference(path: Path) -> Path:
    """`path`, or a plain skip where the reference material is not on this machine."""
    if not path.exists():
        pytest.skip(f"reference file not here: {path.name}")
    return path


def nyc(day: str) -> Path:
    """The New York file of `day` (20230701)."""
    return reference(NYC / f"DOC_Inmates_InCustody_Daily_{day}.csv.gz")


def text_file(folder: Path, content: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    """A small text file with `content`."""
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path
