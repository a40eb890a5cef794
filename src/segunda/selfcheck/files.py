"""Writes the files an organisation puts on its site, prints or hands on, with their hashes."""

import gzip
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from segunda.law.text import LANGUAGES
from segunda.report.paper_size import OURS, PaperSize
from segunda.selfcheck.page import FILES, REGIONS, fingerprint, page, region_page
from segunda.selfcheck.words import SAME

SUMS = "SHA256SUMS"
SHOWN = 16  # letters of the page's fingerprint at the foot of each paper


def write_all(folder: Path, paper: PaperSize | None = OURS) -> dict[str, str]:
    """Writes every file into `folder` (made if need be); name → SHA-256, as in SHA256SUMS.

    Without `paper` nothing that is printed is made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sums: dict[str, str] = {}
    for language in LANGUAGES:
        for name, content in _files(language, paper):
            (folder / name).write_bytes(content)
            sums[name] = sha256(content).hexdigest()
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (folder / SUMS).write_text(lines, encoding="utf-8")
    return sums


def compressed(content: bytes) -> bytes:
    """As a web server sends it: gzip, without time of day."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _files(language: str, paper: PaperSize | None) -> Iterator[tuple[str, bytes]]:
    yield FILES[language], page(language).encode()
    yield REGIONS[language], region_page(language).encode()
    if paper:
        for name, content in papers(language, paper):
            yield f"{name}.{language}.pdf", content


def papers(language: str, paper: PaperSize = OURS) -> Iterator[tuple[str, bytes]]:
    """What is printed, by name: the questionnaire, the posters, the workshop kit."""
    from segunda.selfcheck.kit import kit
    from segunda.selfcheck.paper import questionnaire
    from segunda.selfcheck.posters import poster, poster_ids
    from segunda.selfcheck.printed import pdf_of

    version = SAME.in_(language) + fingerprint(language)[:SHOWN]
    yield "questionnaire", pdf_of("questionnaire.typ", questionnaire(language, version), paper)
    for name in poster_ids():
        yield f"poster-{name}", pdf_of("poster.typ", poster(name, language, version), paper)
    yield "workshop-kit", pdf_of("kit.typ", kit(language, version), paper)
