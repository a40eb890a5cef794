"""Our own template: its columns, made from the dictionary, and the XLSX a clerk fills in.

Columns: the identity of the person, the facts nobody can derive, and for each paper one column
`paper_<id>` for its number or date; where that is filled, the facts the paper proves count as
proved on that row. In Parquet the headings are the English keys; in XLSX a row of labels in
Spanish or English. Both are read back by the mapping `template`.
"""

from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import cache

from segunda.law import facts as dictionary
from segunda.law.facts import Fact
from segunda.law.text import Text
from segunda.registry.intake.mapping import Column, Meaning, Proof
from segunda.registry.intake.movement_kinds import KINDS, MOVEMENTS
from segunda.registry.intake.names import value_key

NOT_APPLICABLE = Text("no aplica", "not applicable")
YES, NO = Text("sí", "yes"), Text("no", "no")
NOT_ASKED = ("tbl_max_detention_days", "served_fraction")
"""A setting of the country, never a fact of one person; and what only the computation gives."""
NO_PAPER = ("configuration",)
IDENTITY = {
    "person_id": Text("número de la persona", "person number"),
    "surnames": Text("apellidos", "surnames"),
    "given_names": Text("nombres", "given names"),
    "document_type": Text("clase de documento", "document type"),
    "document_number": Text("número de documento", "document number"),
    "nationality": Text("nacionalidad", "nationality"),
    "facility": Text("centro penitenciario", "facility"),
    "custody_start_date": Text("fecha de ingreso", "custody start date"),
    "birth_date": Text("fecha de nacimiento", "birth date"),
    "sentence_imposed_date": Text("fecha de la condena", "sentence date"),
    "pretrial_start_date": Text("inicio de la detención provisional", "pre-trial start date"),
    "youngest_child_birth_date": Text(
        "fecha de nacimiento de su hijo o hija menor", "birth date of the youngest child"
    ),
    "youngest_dependant_birth_date": Text(
        "fecha de nacimiento de la persona más joven a su cargo",
        "birth date of the youngest dependant",
    ),
    "sentence_days": Text("días de la pena", "days of the sentence"),
    "custody_end_date": Text("fecha de egreso", "custody end date"),
    **dictionary.SEALED_ATTRIBUTES,
}
GENDERS = {
    "woman": Text("mujer", "woman"),
    "man": Text("hombre", "man"),
    "trans_woman": Text("mujer trans", "trans woman"),
    "trans_man": Text("hombre trans", "trans man"),
    "non_binary": Text("no binaria", "non-binary"),
    "other": Text("otra", "other"),
    "prefers_not_to_say": Text("prefiere no decir", "prefers not to say"),
}
"""What the list of declared gender offers; the person's own word may be written instead."""
DATE_PAPERS = {
    "birth_date": "identity_document",
    "custody_start_date": "custody_record",
    "pretrial_start_date": "custody_record",
    "youngest_child_birth_date": "child_birth_certificate",
    "youngest_dependant_birth_date": "child_birth_certificate",
    "sentence_days": "sentence_computation",
}
"""What proves a day time is counted from; what is derived from it is proved by it."""


@dataclass(frozen=True)
class Field:
    """A column of the template: its key, its label, what it takes and the words of its list."""

    key: str
    label: Text
    kind: str
    choices: tuple[tuple[str, Text], ...] = ()
    paper: str = ""


def asked_facts() -> tuple[Fact, ...]:
    """The facts the template asks for: not those the law counts from a date of the template.

    A counted fact that may not apply (the age of a child there is not) is asked for all the same.
    """
    return tuple(
        fact
        for fact in dictionary.person().values()
        if fact.name not in NOT_ASKED and not (fact.moves and not fact.nullable)
    )


@cache
def fields() -> tuple[Field, ...]:
    """The columns of the sheet of persons, in order."""
    identity = [
        Field(
            key,
            label,
            "date" if key.endswith("_date") else "text",
            tuple(GENDERS.items()) if key == "gender" else (),
        )
        for key, label in IDENTITY.items()
    ]
    facts = [
        Field(fact.name, fact.label, fact.type, _choices(fact), fact.paper)
        for fact in asked_facts()
    ]
    return (*identity, *facts, *_paper_fields())


def _paper_fields() -> list[Field]:
    return [
        Field(
            f"paper_{paper.id}",
            Text(f"documento: {paper.name.es}", f"document: {paper.name.en}"),
            "text",
        )
        for paper in dictionary.papers().values()
        if paper.id in _papers_of_people()
    ]


@cache
def _papers_of_people() -> frozenset[str]:
    """The papers that prove something about a person; others belong to orders and hearings."""
    return frozenset(fact.paper for fact in dictionary.person().values()) - set(NO_PAPER)


def _choices(fact: Fact) -> tuple[tuple[str, Text], ...]:
    """The words of a drop-down list, with the key each stands for."""
    if fact.type == "bool":
        return (("true", YES), ("false", NO))
    if fact.type != "enum":
        return ()
    listed = tuple((value, fact.names.get(value, Text(value, value))) for value in fact.values)
    return (*listed, ("none", NOT_APPLICABLE)) if fact.nullable else listed


def columns() -> tuple[Column, ...]:
    """The entries of the mapping `template`: every fact is taken, asked for or not."""
    identity = [
        Column(
            source=(key,),
            also=(label.es, label.en, *(("id",) if key == "person_id" else ())),
            target="id" if key == "person_id" else key,
            values=_words_of(GENDERS) if key == "gender" else {},
            proof=Proof(DATE_PAPERS[key], f"paper_{DATE_PAPERS[key]}")
            if key in DATE_PAPERS
            else None,
        )
        for key, label in IDENTITY.items()
    ]
    return (*identity, *(_fact_column(fact) for fact in dictionary.person().values()))


def movement_fields() -> tuple[Field, ...]:
    """The columns of the sheet of movements, in order."""
    lists = {"kind": tuple(KINDS.items())}
    return tuple(
        Field(key, label, "date" if key == "date" else "text", lists.get(key, ()))
        for key, label in MOVEMENTS.items()
    )


def movement_columns() -> tuple[Column, ...]:
    """The entries of the mapping `template_movements`."""
    return tuple(
        Column(
            source=(key,),
            also=(label.es, label.en),
            target=key,
            values=_words_of(KINDS) if key == "kind" else {},
        )
        for key, label in MOVEMENTS.items()
    )


def _words_of(choices: Map[str, Text]) -> dict[str, Meaning]:
    """Every spelling of a list: the key itself and its word in each language."""
    return {
        value_key(word): Meaning(key)
        for key, text in choices.items()
        for word in (key, text.es, text.en)
    }


def _fact_column(fact: Fact) -> Column:
    words = {value_key(text): key for key, names in _choices(fact) for text in (names.es, names.en)}
    words |= {value_key(key): key for key, _ in _choices(fact)}
    words.pop("none", None)
    outside = {value_key(t) for t in ("none", NOT_APPLICABLE.es, NOT_APPLICABLE.en)}
    return Column(
        source=(fact.name,),
        also=(fact.label.es, fact.label.en),
        target=fact.name,
        values={word: Meaning(key) for word, key in words.items() if word not in outside},
        not_applicable=frozenset(outside) if fact.nullable else frozenset(),
        proof=Proof(fact.paper, f"paper_{fact.paper}") if fact.paper not in NO_PAPER else None,
    )


def paper_headings() -> dict[str, tuple[str, ...]]:
    """Every heading the column of a paper may have."""
    return {f.key: (f.key, f.label.es, f.label.en) for f in _paper_fields()}
