"""Everything held about a person, to read, to print and to take away; no third parties in it.

Names of other people, with whom a child lives and what was noted of the children are left out;
so are the accounts of who wrote a row. The reader sees what her role sees, no more.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from segunda.access.door import Guest, allow
from segunda.access.roles import PURPOSES
from segunda.law import facts as dictionary
from segunda.law.text import Text
from segunda.registry.models import Court
from segunda.registry.queries import PersonFile
from segunda.registry.queries.rooms import Held, held_in_rooms
from segunda.registry.views import proof
from segunda.registry.views.file import opened
from segunda.registry.views.headings import COLUMNS, TABLES, VALUES
from segunda.registry.views.lines import Line, Places, Row, birth_words, day_words
from segunda.registry.views.sections import why_there
from segunda.registry.words import number_kind, source_words
from segunda.web.dates import moment_words
from segunda.web.language import current
from segunda.web.lists import Cell

THIRD_PARTIES = {"dependant": ("name", "lives_with", "birth_from", "birth_to")}
CHILDREN = "children_tonight"
_OURS = ("id", "entity", "person_id", "load_id", "file_id", "number_key", "row")
_ACCOUNTS = ("_by_id", "_load_id")


@allow("person.everything")
def everything(request: Guest, public_id: UUID) -> HttpResponse:
    """The page one prints and gives her."""
    held = opened(request, public_id, action="person.everything")
    tables = [
        (TABLES[table], [_lines(table, row) for row in rows])
        for table, rows in told(held).items()
        if rows
    ]
    tables += [(one.title, [_of_room(one, row) for row in one.rows])
               for one in _rooms(request, held) if one.rows]  # fmt: skip
    about = {"person": held.person, "tables": tables, "today": request.today,
             "purpose": PURPOSES[request.purpose]}  # fmt: skip
    return render(request, "registry/everything.html", about)


@allow("person.everything")
def everything_file(request: Guest, public_id: UUID) -> HttpResponse:
    """The same for a machine, as a JSON file."""
    held = opened(request, public_id, action="person.everything")
    person = held.person
    whole = {
        "person": {"public_id": person.public_id, "surnames": person.surnames,
                   "given_names": person.given_names},
        **told(held),
        **{one.name: [{name: _plainly(value) for name, value in row.items()} for row in one.rows]
           for one in _rooms(request, held)},
    }  # fmt: skip
    return HttpResponse(
        json.dumps(whole, ensure_ascii=False, indent=1, default=str),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="expediente.json"'},
    )


def _rooms(request: Guest, held: PersonFile) -> list[Held]:
    """What the rooms above the registry hold of her."""
    return list(held_in_rooms(user=request.reader, people=held.people))


def _of_room(one: Held, row: Row) -> list[Line]:
    return [Line(words, _value("", name, row[name]) if not isinstance(row[name], Text)
                 else row[name])
            for name, words in one.columns.items() if row.get(name) not in (None, "")]  # fmt: skip


def _plainly(value: Any) -> Any:
    """A value for a machine: words in both languages."""
    return {"es": value.es, "en": value.en} if isinstance(value, Text) else value


def told(held: PersonFile) -> dict[str, list[dict[str, Any]]]:
    """All rows about her by table, without third parties and without our own numbers."""
    places = Places(held)
    courts = dict(Court.objects.values_list("pk", "name"))
    papers = {row["entity"]: _paper_words(row) for row in held["document"]}
    return {
        table: [_own(table, _with_paper(row, papers), places, courts) for row in held[table]]
        for table in TABLES
    }  # fmt: skip


def _paper_words(row: Row) -> str:
    return f"{dictionary.papers()[row['paper']].name.in_(current())} {row['reference']}".strip()


def _with_paper(row: Row, papers: Mapping[Any, str]) -> Row:
    """A row that points to a paper of hers names it; our own number would tell her nothing."""
    named = papers.get(row.get("document"))
    return row if named is None else {**row, "document": named}


def _own(table: str, row: Row, places: Places, courts: Mapping[int, str]) -> dict[str, Any]:
    hidden = (*_OURS, *THIRD_PARTIES.get(table, ()))
    own = {k: v for k, v in row.items() if k not in hidden and not k.endswith(_ACCOUNTS)}
    if table == "placement":
        own["place"] = places.of(row)
    if table == "dependant" and row["birth_from"]:
        own["birth_year"] = row["birth_from"].year
    if table == "admissionanswer" and row["question"] == CHILDREN:
        own["note"] = ""
    if own.get("court_id") is not None:
        own["court"] = courts.get(own["court_id"], "")
    return {k: v for k, v in own.items() if k not in ("facility_id", "unit_id", "cell_id",
                                                      "court_id")}  # fmt: skip


def _lines(table: str, row: Row) -> list[Line]:
    """One row in words: what is empty is left out, what a code means is said."""
    if table == "sourcerecord":
        return _from_source(row)
    if table == "factrecord":
        return [Line(proof.fact_label(row["name"]), proof.entered_value(row)), *_plain(table, row)]
    return _plain(table, row)


def _plain(table: str, row: Row) -> list[Line]:
    """The columns in the order of COLUMNS; a birth date is said once."""
    born = [Line(Text("Nacimiento", "Birth"), birth_words(row))] if row.get("birth_from") else []
    return born + [
        Line(COLUMNS.get(f"{table}.{name}", COLUMNS[name]), _value(table, name, row[name]))
        for name in COLUMNS
        if row.get(name) not in (None, "")
    ]


def _value(table: str, name: str, value: Any) -> Any:
    if table == "placement" and name == "reason":
        return why_there(value)
    if table == "identitynumber" and name == "kind":
        return number_kind(value)
    if name == "about":
        return proof.fact_label(value)
    if isinstance(value, datetime):
        return moment_words(value, current())
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, bool):
        return Text("sí", "yes") if value else Text("no", "no")
    words: Mapping[str, Text] = VALUES.get(f"{table}.{name}", VALUES.get(name, {}))
    return words.get(str(value), str(value))


def _from_source(row: Row) -> list[Line]:
    facts = proof.told_by(row["values"], row["source"])
    return [
        Line(Text("Quién lo dice", "Who says so"), source_words(row["source"])),
        *(Line(proof.fact_label(name), Cell(one.value, small=one.paper))
          for name, one in facts.items()),
        *_plain("sourcerecord", {k: v for k, v in row.items() if k != "values"}),
    ]  # fmt: skip
