"""What is wrong in a mapping, said before any file is read with it."""

from collections.abc import Mapping as Map
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from segunda.law import facts as dictionary
from segunda.law.text import Refusal, Text
from segunda.registry.intake.faults import KINDS as FLAGS
from segunda.registry.intake.movement_kinds import KINDS, MOVEMENTS
from segunda.registry.intake.values import is_pattern

if TYPE_CHECKING:
    from segunda.registry.intake.mapping import Column

SOME_DATES = "DD/MM/YYYY, YYYY-MM-DD, DD MMM YYYY (5 de julio de 1990), MM/YYYY, YYYY"
DATES = (
    "birth_date",
    "youngest_child_birth_date",
    "youngest_dependant_birth_date",
    "custody_start_date",
    "pretrial_start_date",
    "sentence_imposed_date",
    "custody_end_date",
)
IDENTITY = ("id", "name", "surnames", "given_names", "document_number")
TEXTS = (*IDENTITY, "document_type", "facility", "nationality", *dictionary.SEALED_ATTRIBUTES)
"""What stays in the words of the file; a mapping's `values` may rename some of them."""


def refused(name: str, es: str, en: str) -> Refusal:
    """The sentence for a mapping that cannot be used."""
    return Refusal(
        Text(
            f"La tabla de lectura [{name}] tiene un error: {es}; corríjalo y vuelva a intentarlo.",
            f"The mapping [{name}] has an error: {en}; correct it and try again.",
        )
    )


def check_keys(entry: Map[str, Any], known: set[str], name: str) -> None:
    """Every key is one we know; Refusal naming the nearest."""
    for key in entry:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = near[0] if near else ", ".join(sorted(known))
            raise refused(
                name, f"clave desconocida [{key}], ¿quiso decir [{hint}]?",
                f"unknown key [{key}], did you mean [{hint}]?",
            )  # fmt: skip


def check_target(target: str | None, name: str, row: str = "person") -> None:
    """`to` is a column of the person table or a fact of the dictionary; or of a movement."""
    known = {*TEXTS, *DATES, "sentence_days", *dictionary.person()}
    if row == "movement":
        known = set(MOVEMENTS)
    if target is not None and target not in known:
        near = get_close_matches(str(target), known, n=1)
        es = (
            f"¿quiso decir [{near[0]}]?"
            if near
            else "borre la entrada y quedará en la línea original"
        )
        en = f"did you mean [{near[0]}]?" if near else "delete the entry: it stays in the raw line"
        raise refused(name, f"«to» desconocido [{target}], {es}", f"unknown “to” [{target}], {en}")


def check_dates(patterns: tuple[str, ...], name: str) -> None:
    """Each form of date is one that can be read, with a year of four figures."""
    wrong = next((p for p in patterns if not is_pattern(p)), None)
    if wrong is not None:
        short = "Y" in wrong.upper() and wrong.upper().count("Y") < 4
        why = (" (un año de dos cifras no dice el siglo)", " (two figures do not tell the century)")
        es, en = why if short else ("", "")
        raise refused(
            name, f"no se conoce la forma de fecha [{wrong}]{es}; escriba por ejemplo {SOME_DATES}",
            f"the form of date [{wrong}] is not known{en}; write for example {SOME_DATES}",
        )  # fmt: skip


def check_values(column: "Column", name: str, row: str = "person") -> None:
    """Each meaning is one of the values of the fact."""
    fact = dictionary.person().get(column.target or "")
    allowed = {"bool": ("true", "false"), "enum": fact.values if fact else ()}.get(
        fact.type if fact else ""
    )
    if row == "movement" and column.target == "kind":
        allowed = tuple(KINDS)
    for meaning in column.values.values():
        if allowed and meaning.value is not None and meaning.value not in allowed:
            raise _not_one_of(meaning.value, column, allowed, name)


COUNTED_AS = {
    "sex": ("F", "M", "X", "unknown"),
    "legal_status": ("pretrial", "sentenced_not_final", "sentenced_final", "other", "unknown"),
}
"""What the census counts a person under (CONTRACTS.md); another word would lose the person."""


def check_counted(column: "Column", name: str) -> None:
    """`count_as` is one of the counts of the census."""
    counts = COUNTED_AS.get(column.target or "", ())
    listed = ", ".join(counts) or "—"
    for meaning in column.values.values():
        if meaning.count_as is not None and meaning.count_as not in counts:
            said = meaning.count_as
            raise refused(
                name, f"«count_as» [{said}] no sirve para [{column.target}]; sirve: {listed}",
                f"“count_as” [{said}] is not for [{column.target}]; use: {listed}",
            )  # fmt: skip


def check_blank(blank: str | None, name: str) -> None:
    """`blank` names one of the sentences about an empty cell."""
    known = tuple(flag for flag in FLAGS if flag.startswith("blank_"))
    if blank is not None and blank not in known:
        listed = ", ".join(known)
        raise refused(
            name, f"«blank» [{blank}] no se conoce; sirve: {listed}",
            f"“blank” [{blank}] is not known; use: {listed}",
        )  # fmt: skip


def _not_one_of(said: str, column: "Column", allowed: tuple[str, ...], name: str) -> Refusal:
    fact = dictionary.person().get(str(column.target))
    names = KINDS if fact is None else fact.names
    pairs = [(code, names.get(code)) for code in allowed]
    es = ", ".join(code if words is None else f"{code} ({words.es})" for code, words in pairs)
    en = ", ".join(code if words is None else f"{code} ({words.en})" for code, words in pairs)
    return refused(
        name, f"el valor [{said}] de [{column.target}] no es uno de: {es}",
        f"the value [{said}] of [{column.target}] is not one of: {en}",
    )  # fmt: skip


def check_constant(column: "Column", name: str) -> None:
    """A constant is a name of a centre or a country, or one of the values of a fact."""
    if column.constant is None:
        return
    fact = dictionary.person().get(column.target or "")
    if fact is not None and fact.type in ("bool", "enum"):
        allowed = ("true", "false") if fact.type == "bool" else fact.values
        if column.constant not in allowed:
            raise _not_one_of(column.constant, column, allowed, name)
    elif column.target not in ("facility", "nationality") or not column.constant.strip():
        raise refused(
            name, f"«constant» no sirve para [{column.target}]; sirve para facility, nationality "
            "y los hechos con lista de valores",
            f"“constant” is not for [{column.target}]; it is for facility, nationality and the "
            "facts with a list of values",
        )  # fmt: skip


def check_proof(proof: Map[str, Any] | None, target: str | None, name: str) -> None:
    """The paper of `proved_by` is one we know, and its column is not the proposal's «…»."""
    if proof and str(proof.get("column", "")).strip() in ("…", "..."):
        raise refused(
            name, f"«proved_by» de [{target}] dice «…»: escriba la columna que muestra que el "
            "documento está, o borre «proved_by»",
            f"“proved_by” of [{target}] says “…”: write the column that shows that the paper is "
            "there, or delete “proved_by”",
        )  # fmt: skip
    if proof and proof["paper"] not in dictionary.papers():
        paper = proof["paper"]
        near = get_close_matches(str(paper), dictionary.papers(), n=1, cutoff=0.4)
        es, en = (f", ¿quiso decir [{n}]?" for n in near), (f", did you mean [{n}]?" for n in near)
        raise refused(
            name, f"documento desconocido [{paper}]{''.join(es)}",
            f"unknown paper [{paper}]{''.join(en)}",
        )  # fmt: skip
