"""Files of others lie here unchanged, with their licence and the hash we wrote down."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "src" / "segunda" / "report" / "static" / "fonts"
PRINTED = ROOT / "src" / "segunda" / "report" / "fonts"
EVERY = sorted([*FONTS.glob("*.woff2"), *PRINTED.glob("*.ttf")])


@pytest.mark.parametrize("font", EVERY, ids=lambda font: font.name)
def test_each_font_is_the_one_in_the_readme(font: Path) -> None:
    digest = hashlib.sha256(font.read_bytes()).hexdigest()
    readme = (font.parent / "README.md").read_text(encoding="utf-8")
    assert f"| `{font.name}` | `{digest}` |" in readme


def test_fonts_and_licences_are_there() -> None:
    assert len(EVERY) == 5
    for folder in (FONTS, PRINTED):
        assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence
