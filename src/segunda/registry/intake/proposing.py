"""A file nobody has seen: which column seems to mean what, and why."""

from dataclasses import dataclass, replace
from pathlib import Path

from segunda.law.text import Text
from segunda.registry.intake import mapping
from segunda.registry.intake.facilities import matching
from segunda.registry.intake.feet import without_feet
from segunda.registry.intake.header import find_header, tokens
from segunda.registry.intake.mapping_checks import TEXTS
from segunda.registry.intake.meanings import meanings, recognised
from segunda.registry.intake.names import plain, words
from segunda.registry.intake.profiles import Profile, profile
from segunda.registry.intake.reading import first_rows, likely_sheet, read_sheet
from segunda.registry.intake.sheets import Sheet
from segunda.registry.intake.vocabulary import Match, matches, vocabulary

SEEN_BY_VALUES = ("sex", "legal_status")
"""Targets so marked by their values that the heading is not needed."""

ABOUT_THE_PERSON = frozenset(
    {*TEXTS, "age_years", "birth_date", "sex", "legal_status", "custody_start_date",
     "custody_end_date", "sentence_imposed_date", "sentence_months", "sentence_days"}
)  # fmt: skip
"""What a column about someone's child or dependant never tells."""
COUNTED_IN_UNITS = frozenset(
    {"sentence_months", "youngest_child_age_months", "youngest_dependant_age_years"}
)
"""Targets whose bare numbers are years in one register and months in another."""
YEARS_OR_MONTHS = Text(
    "¿Los números de esta columna son años o meses? Quite los # y deje uno: [years] o [months]",
    "Are the numbers of this column years or months? Remove the # and leave one of the two",
)


@dataclass(frozen=True)
class Guess:
    """What one column (or the parts of a length) seems to mean, how surely and why.

    With a `question` it is proposed as a comment, for a person to answer.
    """

    headings: tuple[str, ...]
    target: str
    kind: str
    score: float
    why: Text
    profile: Profile
    units: tuple[str, ...] = ()
    question: Text | None = None

    @property
    def listed(self) -> bool:
        """True where the mapping lists the values of the column, one by one."""
        return self.kind == "coded" or self.target == "offence_class"

    @property
    def personal(self) -> bool:
        """True where examples may speak of one person: all but the values that are listed."""
        return not self.listed


@dataclass(frozen=True)
class Proposal:
    """The guesses for a whole file, the columns nothing was guessed of, the titles above them."""

    sheet: Sheet
    guesses: tuple[Guess, ...]
    unknown: tuple[Profile, ...]
    alike: str = ""
    titles: tuple[str, ...] = ()


def propose(path: Path) -> Proposal:
    """The proposal for `path`; Refusal where the file cannot be read at all."""
    wanted = likely_sheet(path)
    top = first_rows(path, sheet=wanted)
    header = find_header(top)
    sheet = without_feet(read_sheet(path, header, sheet=wanted))
    alike = _known_layout(sheet)
    if alike and mapping.load(alike).row in ("facility", "movement"):
        return Proposal(sheet, (), (), alike)  # its rows are not people: nothing to propose
    profiles = {name: profile(name, sheet.table[name]) for name in sheet.table.columns}
    lengths = _lengths_in_parts(profiles)
    taken = {h for guess in lengths for h in guess.headings}
    offers = [
        guess for name, seen in profiles.items() if name not in taken for guess in _guesses(seen)
    ]
    guesses = _given_names(lengths + _settled(offers, {g.target for g in lengths}))
    taken = {h for guess in guesses for h in guess.headings}
    ordered = sorted(guesses, key=lambda g: sheet.table.columns.index(g.headings[0]))
    unknown = tuple(p for name, p in profiles.items() if name not in taken)
    titles = tuple(dict.fromkeys(cell for row in top[: header[0] - 1] for cell in row if cell))
    return Proposal(sheet, tuple(ordered), unknown, alike, titles)


def _known_layout(sheet: Sheet) -> str:
    """The mapping of ours that already reads the file, if one finds nearly all its columns."""
    found = {plain(name) for name in sheet.table.columns}
    for name in mapping.names():
        known = mapping.load(name)
        if known.row == "facility" and all(
            matching(known.facilities[key], sheet.table.columns) for key in ("name", "total")
        ):
            return name
        if known.strict and not set(sheet.table.columns) <= {c.source[0] for c in known.columns}:
            continue
        wanted = [c for c in known.columns if c.target]
        there = [c for c in wanted if any(plain(n) in found for n in (*c.source, *c.also))]
        if len(there) >= 3 and len(there) >= 0.9 * len(wanted):
            return name
    return ""


def _settled(offers: list[Guess], taken: set[str]) -> list[Guess]:
    """Each target once and each column once, the surest guess first."""
    out: list[Guess] = []
    targets, headings = set(taken), set[str]()
    for guess in sorted(offers, key=lambda g: -g.score):
        if guess.target not in targets and guess.headings[0] not in headings:
            out.append(guess)
            targets.add(guess.target)
            headings.add(guess.headings[0])
    return out


def _given_names(guesses: list[Guess]) -> list[Guess]:
    """Beside a column of surnames, one called «Nombre» holds the given names only."""
    targets = {guess.target for guess in guesses}
    if "surnames" not in targets or "given_names" in targets:
        return guesses
    return [replace(g, target="given_names") if g.target == "name" else g for g in guesses]


def _guesses(seen: Profile) -> list[Guess]:
    """What one column may be: by its heading where its cells agree, or by its cells alone."""
    if not seen.distinct:
        return []
    by_name = [g for match in matches(seen.heading) if (g := _by_name(match, seen)) is not None]
    found = by_name + _by_values(seen)
    of_a_child = not vocabulary().child.isdisjoint(words(seen.heading))
    return [g for g in found if g.target not in ABOUT_THE_PERSON] if of_a_child else found


def _by_name(match: Match, seen: Profile) -> Guess | None:
    agrees = _agreement(match, seen)
    if agrees < 0.5:
        return None
    why = Text(
        f"el encabezado se parece a «{match.phrase}» y {_looks(match, seen).es}",
        f"the heading is like “{match.phrase}” and {_looks(match, seen).en}",
    )
    target, kind = match.target, match.kind
    if kind == "charge" and recognised("offence_class", seen) >= 0.2:
        target = "offence_class"
    score = match.score * (0.6 + 0.4 * agrees)
    units = _unit_told(seen.heading) if target in COUNTED_IN_UNITS else ()
    asked = target in COUNTED_IN_UNITS and not units and seen.number_share > 0
    question = YEARS_OR_MONTHS if asked else None
    return Guess((seen.heading,), target, kind, score, why, seen, units, question)


def _unit_told(heading: str) -> tuple[str, ...]:
    """The unit a heading names, «Pena (años)»; () where it names none, or several."""
    found = set(words(heading))
    told = tuple(unit for unit, known in vocabulary().parts.items() if found & known)
    return told if len(told) == 1 else ()


def _agreement(match: Match, seen: Profile) -> float:
    """How far the cells are what the heading promises, 0 to 1."""
    if match.kind == "date":
        return seen.date_share
    if match.kind == "number":  # an age may name its unit: «33 años»
        return seen.number_share + (seen.length_share if match.target == "age_years" else 0.0)
    if match.kind == "length":
        return max(seen.length_share, seen.number_share if seen.date_share < 0.9 else 0.0)
    if match.kind == "months":
        return seen.length_share + seen.number_share
    if match.kind == "coded":
        known = recognised(match.target, seen) if seen.coded else 0.0
        # codes nobody knows under a plain heading: proposed all the same, for the clerk to fill in
        by_heading = match.target in SEEN_BY_VALUES and seen.coded and match.score >= 0.7
        return max(known, 0.5) if by_heading else known
    if match.kind == "name":
        return seen.word_share
    if match.kind in ("text", "charge"):
        # «FEC. NAC.» begins like nationality, and no country has figures
        return _without_figures(seen) if match.target == "nationality" else 1.0 - seen.date_share
    return _tells_apart(seen)


def _without_figures(seen: Profile) -> float:
    plain_words = sum(n for v, n in seen.values.items() if not any(c.isdigit() for c in v))
    return plain_words / max(1, sum(seen.values.values()))


def _tells_apart(seen: Profile) -> float:
    """How nearly each person has a number of their own; 0 for dates, lengths and names."""
    dated = seen.date_share if seen.number_share < 1 else 0.0
    if max(dated, seen.length_share, seen.word_share) >= 0.5:
        return 0.0
    return seen.distinct / max(1, sum(seen.values.values()))


def _looks(match: Match, seen: Profile) -> Text:
    """What the cells look like, in words."""
    coded = match.kind == "coded"
    share = round(100 * (recognised(match.target, seen) if coded else _agreement(match, seen)))
    said = {
        "date": Text(f"el {share} % son fechas", f"{share} % are dates"),
        "number": Text(f"el {share} % son números", f"{share} % are numbers"),
        "length": Text(f"el {share} % son duraciones", f"{share} % are lengths"),
        "months": Text(f"el {share} % son edades", f"{share} % are ages"),
        "coded": Text(
            f"se reconoce el {share} % de los valores", f"{share} % of the values are known"
        ),
        "name": Text(f"el {share} % son palabras", f"{share} % are words"),
    }
    return said.get(
        match.kind, Text("las celdas no lo contradicen", "the cells do not contradict it")
    )


def _by_values(seen: Profile) -> list[Guess]:
    """Sex, legal status, lengths and Panamanian identity cards show by their cells alone."""
    out = []
    for target in SEEN_BY_VALUES:
        if seen.coded and seen.distinct > 1 and recognised(target, seen) > 0.9:
            why = Text("por sus valores", "by its values")
            out.append(Guess((seen.heading,), target, "coded", 0.5, why, seen))
    if seen.length_share > 0.9:
        why = Text("por sus valores: son duraciones", "by its values: they are lengths")
        out.append(Guess((seen.heading,), "sentence_months", "length", 0.5, why, seen))
    if seen.document_share > 0.8:
        why = Text("por su forma de cédula panameña", "by the shape of Panamanian identity cards")
        out.append(Guess((seen.heading,), "document_number", "id", 0.55, why, seen))
    return out


def _lengths_in_parts(profiles: dict[str, Profile]) -> list[Guess]:
    """A sentence told in columns of years, months and days: «Condena | Años», «Condena | Meses»."""
    words = vocabulary()
    sentence = next(s for s in words.sought if s.target == "sentence_months")
    single = {phrase[0] for phrase in sentence.phrases if len(phrase) == 1}
    parts: dict[str, str] = {}
    for name, seen in profiles.items():
        found = tokens(name, words.stop)
        unit = next((u for u, known in words.parts.items() if found and found[-1] in known), None)
        is_length = any(word in single or word == "duracion" for word in found[:-1])
        if unit and unit not in parts and is_length and seen.number_share > 0.9:
            parts[unit] = name
    if "years" not in parts or not all(_within(profiles[parts[u]], u) for u in parts):
        return []  # months beyond 11 are the whole length told another way, not a part of it
    units = tuple(unit for unit in ("years", "months", "days") if unit in parts)
    why = Text("una duración en partes, cada una con su unidad",
               "a length in parts, each with its unit")  # fmt: skip
    first = profiles[parts[units[0]]]
    headings = tuple(parts[unit] for unit in units)
    return [Guess(headings, "sentence_months", "length", 0.95, why, first, units)]


def _within(seen: Profile, unit: str) -> bool:
    """True if the numbers of a part stay below the next unit, as parts do."""
    highest = {"years": 100, "months": 11, "days": 31}[unit]
    cells = sum(seen.values.values())
    inside = sum(n for v, n in seen.values.items() if v.isdigit() and int(v) <= highest)
    return inside >= 0.95 * cells


def value_meanings(guess: Guess) -> dict[str, str]:
    """The proposed meanings of the values of a coded guess; {} where values are not listed."""
    if guess.listed:
        return meanings(guess.target, guess.profile)
    return {}
