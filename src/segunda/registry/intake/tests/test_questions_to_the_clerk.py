"""What a file only suggests is written as a comment with its question, and works once answered."""

from pathlib import Path

import yaml

from segunda.registry.intake import read
from segunda.registry.intake.mapping import from_yaml
from segunda.registry.intake.proposal import open_questions
from segunda.registry.intake.proposal_yaml import as_yaml
from segunda.registry.intake.proposing import propose
from segunda.registry.intake.tests.files import text_file

ROWS = (
    "Nombre;Situación jurídica;Fecha de ingreso;Pena;Pabellón\n"
    "Ana Ficticia;procesada;15/02/2024;;1\nEva Inventada;condenada;16/03/2022;5 años;2\n"
)
TITLE = "DIRECCIÓN FICTICIA — Centro Femenino Inventado;;;;\n\n"
TARGETS = ("pretrial_start_date", "penalty_type", "facility")


def asked(written: str) -> dict[str, str]:
    """The commented entries by their target, as a clerk would free them of their #."""
    lines = [line[4:] for line in written.splitlines() if line.startswith("  # ")]
    entries = "\n".join(lines).split("- ")[1:]
    found = {}
    for entry in entries:
        keys = [k for k in entry.splitlines() if k.strip().startswith(("from:", "to:", "dates:", "constant:"))]  # fmt: skip # noqa: E501
        target = next(k.split(":")[1].strip() for k in keys if k.strip().startswith("to:"))
        found[target] = "  - " + "\n    ".join(k.strip() for k in keys) + "\n"
    return found


def test_nothing_suggested_is_read_before_it_is_answered(tmp_path: Path) -> None:
    written = as_yaml(propose(text_file(tmp_path, TITLE + ROWS)))
    read_now = {c.target for c in from_yaml(yaml.safe_load(written), "x").columns}
    assert read_now.isdisjoint(TARGETS)
    assert "¿El ingreso es también el día en que empezó la detención provisional?" in written
    assert open_questions(propose(text_file(tmp_path, TITLE + ROWS))) == 3
    assert "Is every penalty told in years or months a prison term?" in written


def test_each_suggestion_is_read_once_it_is_freed_of_its_mark(tmp_path: Path) -> None:
    path = text_file(tmp_path, TITLE + ROWS)
    written = as_yaml(propose(path))
    entries = asked(written)
    answered = written + "".join(entries[target] for target in TARGETS)
    people = read(path, from_yaml(yaml.safe_load(answered), "x")).people
    assert people["pretrial_start_date"].to_list() == people["custody_start_date"].to_list()
    assert people["penalty_type"].to_list() == [None, "prison"]
    assert people["facility"].to_list() == ["Centro Femenino Inventado"] * 2


def test_a_ward_is_not_a_centre_and_stays_in_the_raw_line(tmp_path: Path) -> None:
    proposal = propose(text_file(tmp_path, TITLE + ROWS))
    assert [p.heading for p in proposal.unknown] == ["Pabellón"]


def test_without_people_awaiting_trial_nothing_is_asked_about_them(tmp_path: Path) -> None:
    rows = (
        "Nombre;Situación jurídica;Fecha de ingreso\nAna Ficticia;condenada en firme;15/02/2024\n"
    )
    written = as_yaml(propose(text_file(tmp_path, rows)))
    assert "pretrial_start_date" not in written
    assert "penalty_type" not in written
    assert "to: facility" not in written


def test_what_people_wrote_freely_is_shown_by_its_shape_only(tmp_path: Path) -> None:
    rows = "Nombre;Sexo;Observaciones;Celda de\nAna Ficticia;F;hermana de Zoila;Zoila\n"
    written = as_yaml(propose(text_file(tmp_path, rows)))
    assert "Zoila" not in written
    assert "aaaaaaa aa aaaaa" in written
