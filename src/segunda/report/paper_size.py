"""The paper a country prints on, in one place: every PDF and DOCX asks here.

Source: Unicode CLDR, supplemental data (`measurementData`, UTS #35 part 6): US Letter in the
territories below, A4 in the rest of the world. A4 printed on letter paper is cut or shrunk.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperSize:
    """A sheet upright: the name one types, the name Typst knows, its width and height in mm."""

    name: str
    typst: str
    width: float
    height: float


LETTER = PaperSize("letter", "us-letter", 215.9, 279.4)
A4 = PaperSize("a4", "a4", 210.0, 297.0)
SIZES = {size.name: size for size in (LETTER, A4)}
LETTER_TERRITORIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)


def paper_size_of(country: str) -> PaperSize:
    """The paper of a country by its code of two letters (ISO 3166-1)."""
    return LETTER if country in LETTER_TERRITORIES else A4


OURS = paper_size_of("PA")
