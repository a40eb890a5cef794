"""The proposed mapping as YAML a clerk can read and correct, with its reasons beside each entry."""

from pathlib import Path

from segunda.law import facts as dictionary
from segunda.registry.intake.meanings import NOT_STATED
from segunda.registry.intake.names import value_key
from segunda.registry.intake.profiles import Profile, shape
from segunda.registry.intake.proposing import Guess, Proposal, value_meanings
from segunda.registry.intake.questions import Question, questions
from segunda.registry.intake.vocabulary import vocabulary

EXAMPLES = 3
WHO_IS_M = (
    '      # ¿«M» es mujer o masculino? Quite el # y escriba "F" (mujer) o "M" (hombre).'
    ' / Is “M” a woman or a man? Remove the # and write "F" or "M".'
)
SHORT_YEARS = (
    "    # los años de dos cifras quedan sin saber: escríbalos con cuatro (1961 o 2061)"
    " / years of two figures stay unknown: write them with four"
)
BOTH_ORDERS = (
    "    # unas fechas llevan primero el día y otras el mes: las que pueden ser ambas se leen"
    " como dice «dates»; compruébelas en los documentos\n"
    "    # some dates have the day first and others the month: those that may be both are read as"
    " “dates” says; check them against the papers"
)
IF_FINAL = [
    "    # «condenado» no dice si la sentencia está en firme: si lo está, escriba sentenced_final",
    "    # “sentenced” does not say whether it is final: if final write sentenced_final",
]
VALUES_SHOWN = 60
HEAD = """\
# Tabla de lectura propuesta por el programa: revísela y corríjala antes de usarla.
# Proposed mapping: read it and correct it before using it.
#
# - «to» dice qué es la columna; borre la entrada si no es eso.
#   “to” says what the column is; delete the entry if it is not that.
# - Un valor con # delante no se reconoció: quite el # y escriba lo que significa.
#   A value with # before it was not recognised: remove the # and write what it means.
# - «proved_by» dice qué documento prueba la columna; sin él, el dato queda «declarado».
#   “proved_by” says which paper proves the column; without it the fact stays “declared”.
# - De las demás columnas los ejemplos muestran solo la forma (a = letra, 9 = cifra).
#   Of other columns the examples show the shape only (a = letter, 9 = digit).
"""
REASONS = """\
reasons:
  sentence_finality_not_stated:
    es: hay condena, pero el archivo no dice si está firme
    en: there is a sentence, but the file does not say whether it is final
  another_title:
    es: ni detención provisional ni pena
    en: neither pre-trial detention nor a sentence
"""


def as_yaml(proposal: Proposal) -> str:
    """The whole YAML document."""
    sheet = proposal.sheet
    lines = [HEAD]
    if proposal.alike:
        lines.append(
            f"# Ya hay una tabla para este archivo / there is one already: {proposal.alike}\n"
        )
    title = _quoted(sheet.path.name)
    lines.append(f"about: {{es: {title}, en: {title}}}\n")
    if sheet.header_lines != (1,):
        lines.append(f"header_lines: {list(sheet.header_lines)}\n")
    if sheet.sheet_name:
        lines.append(f"sheet: {_quoted(sheet.sheet_name)}\n")
    lines += [REASONS, "columns:\n"]
    lines += [_entry(guess) for guess in proposal.guesses]
    lines += [_question(question) for question in questions(proposal)]
    lines.append(_unknown(proposal.unknown))
    return "".join(lines)


def examples(profile: Profile, *, personal: bool) -> list[str]:
    """A few values of the column; only their shape where they would name a person."""
    shown = [value for value, _ in profile.values.most_common(EXAMPLES)]
    texts = [shape(value) if personal else value[:60] for value in shown]
    return ["".join(c if c.isprintable() else "�" for c in text) for text in texts]


def _quoted(text: str) -> str:
    """A text between quotes as YAML takes it: what cannot be printed is written as its code."""
    return '"' + "".join(_escaped(c) for c in text) + '"'


def _escaped(c: str) -> str:
    if c in '"\\':
        return f"\\{c}"
    return c if c.isprintable() and c != "\ufeff" else f"\\U{ord(c):08x}"


def _entry(guess: Guess) -> str:
    shown = ", ".join(examples(guess.profile, personal=guess.personal)).replace("\n", " ")
    sources = [_quoted(h) for h in guess.headings]
    source = sources[0] if len(sources) == 1 else f"[{', '.join(sources)}]"
    lines = [
        f"  # {guess.why.es} / {guess.why.en}. Ejemplos / examples: {shown}",
        f"  - from: {source}",
    ]
    if guess.target != "charge":
        lines.append(f"    to: {guess.target}")
    if guess.units:
        lines.append(f"    as: [{', '.join(guess.units)}]")
    if guess.kind == "date":
        lines += _dates(guess)
    if guess.kind in ("number", "length") and guess.profile.decimals == ",":
        lines.append('    decimal: ","')
    if guess.question and not guess.units:
        lines.append("    as: [years]   # o / or [months]")
    lines += _values(guess) + _silent(guess) + _blank(guess) + _paper(guess)
    if guess.question:
        asked = f"  # {guess.question.es} / {guess.question.en}."
        lines = [lines[0], asked, *(f"  # {line[2:]}" for line in lines[1:])]
    return "\n".join(lines) + "\n"


def _question(asked: Question) -> str:
    """An entry as a comment, below the question it waits for."""
    sources = [_quoted(h) for h in asked.headings]
    source = sources[0] if len(sources) == 1 else f"[{', '.join(sources)}]"
    keys = [f"from: {source}"] if sources else []
    keys.append(f"to: {asked.target}")
    if asked.dates:
        keys.append(f"dates: [{', '.join(_quoted(p) for p in _whole_years(asked.dates))}]")
    if asked.constant:
        keys.append(f"constant: {_quoted(asked.constant)}")
    lines = [f"  # - {keys[0]}", *(f"  #   {key}" for key in keys[1:])]
    return "\n".join([f"  # {asked.text.es} / {asked.text.en}.", *lines]) + "\n"


def _whole_years(patterns: tuple[str, ...]) -> list[str]:
    """The patterns with years of four figures: two figures do not tell the century."""
    return list(dict.fromkeys(p if "YYYY" in p else p.replace("YY", "YYYY") for p in patterns))


def _dates(guess: Guess) -> list[str]:
    lines = []
    if guess.profile.undecided_dates:
        lines.append(
            "    # ningún día pasa de 12: no se sabe si el día va primero; se supone que sí"
            " / no day is above 12: day first is assumed"
        )
    if guess.profile.both_orders:
        lines.append(BOTH_ORDERS)
    whole = _whole_years(guess.profile.dates)
    if whole != list(guess.profile.dates):
        lines.append(SHORT_YEARS)
    patterns = ", ".join(_quoted(p) for p in whole)
    return [*lines, f"    dates: [{patterns}]"]


def _values(guess: Guess) -> list[str]:
    if not guess.listed:
        return []
    known = value_meanings(guess)
    shown = [value for value, _ in guess.profile.values.most_common(VALUES_SHOWN)]
    lines = ["    # lo que puede significar un valor / what a value may mean:"]
    lines += [f"    #   {code} = {es} / {en}" for code, es, en in _allowed(guess.target)]
    if NOT_STATED in known.values():
        lines += IF_FINAL
    lines.append("    values:")
    lines += [_known_value(guess.target, v, known[v]) for v in shown if v in known]
    # a comment, so that the value stays unknown and is pointed out until someone says what it means
    for value in (v for v in shown if v not in known):
        if guess.target == "sex" and value_key(value) == "m":
            lines.append(WHO_IS_M)
        lines.append(f"      # {_quoted(value)}: ")
    return lines


def _allowed(target: str) -> list[tuple[str, str, str]]:
    """The meanings a value of `target` may have, with their words in Spanish and English."""
    fact = dictionary.person().get(target)
    if fact is None or fact.type == "bool":
        return [("true", "sí", "yes"), ("false", "no", "no")]
    return [(code, fact.names[code].es, fact.names[code].en) for code in fact.values]


def _known_value(target: str, value: str, said: str) -> str:
    """One value with its meaning, and the meaning's words beside it."""
    line = f"      {_quoted(value)}: {said if said.startswith('{') else _quoted(said)}"
    words = next(((es, en) for code, es, en in _allowed(target) if code == said), None)
    return f"{line}  # {words[0]} / {words[1]}" if words else line


def _silent(guess: Guess) -> list[str]:
    """Values that say nothing, as unknown; as “does not apply” where the fact allows it."""
    fact = dictionary.person().get(guess.target)
    apart = vocabulary().not_applicable if fact is not None and fact.nullable else frozenset()
    outside = [_quoted(v) for v in guess.profile.silent if value_key(v) in apart]
    empty = [_quoted(v) for v in guess.profile.silent if value_key(v) not in apart]
    lines = [f"    empty: [{', '.join(empty)}]"] if empty else []
    return [*lines, f"    not_applicable: [{', '.join(outside)}]"] if outside else lines


def _blank(guess: Guess) -> list[str]:
    flags = {"sex": "blank_gender", "offence_class": "blank_charge", "charge": "blank_charge"}
    return [f"    blank: {flags[guess.target]}"] if guess.target in flags else []


def _paper(guess: Guess) -> list[str]:
    fact = dictionary.person().get(guess.target)
    if fact is None:
        return []
    name = dictionary.papers()[fact.paper].name
    return [f"    # proved_by: {{paper: {fact.paper}, column: …}}   # {name.es} / {name.en}"]


def _unknown(profiles: tuple[Profile, ...]) -> str:
    """The columns nothing was guessed of, as comments: they stay in the raw line."""
    if not profiles:
        return ""
    lines = ["  # Columnas que no se reconocieron; quedan en la línea original.",
             "  # Columns not recognised; they stay in the raw line."]  # fmt: skip
    for seen in profiles:
        shown = ", ".join(examples(seen, personal=True))
        lines += [
            f"  # - from: {_quoted(seen.heading)}   # {shown}".replace("\n", " "),
            "  #   to: ",
        ]
    return "\n".join(lines) + "\n"


def default_path(path: Path) -> Path:
    """Where the proposal is written when nobody says: beside the caller, named after the file."""
    stem = path.name.split(".")[0] or "register"
    return Path(f"{stem}.yaml")
