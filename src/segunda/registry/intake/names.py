"""Names of columns and values as people write them, brought to one spelling for comparing."""

import re
import unicodedata


def plain(text: str) -> str:
    """`text` without accents, case, or anything but letters and digits: for comparing only."""
    if text.isascii():
        return re.sub(r"[^a-z0-9]", "", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


def words(text: str) -> list[str]:
    """The words of a heading: also split where small letters meet capitals (FechaDetencion)."""
    split = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", text)
    decomposed = unicodedata.normalize("NFKD", split.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.findall(r"[a-z]+|[0-9]+", kept)


def unique_names(names: list[str]) -> list[str]:
    """Headings made distinct: an empty one is named by its place, a repeated one is numbered."""
    seen: dict[str, int] = {}
    out = []
    for place, name in enumerate(names, start=1):
        base = name.strip() or f"column {place}"
        seen[base] = seen.get(base, 0) + 1
        out.append(base if seen[base] == 1 else f"{base} ({seen[base]})")
    if len(set(out)) < len(out):  # a heading already ended in "(2)"
        return unique_names(out)
    return out


def value_key(text: str) -> str:
    """A cell's value for comparing: outer spaces, case and accents do not count."""
    folded = " ".join(text.split()).casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
