"""Rows = accepted + refused; before + in − out = after; the same file changes nothing."""

import datetime as dt

import pytest

from segunda.access.scope import JOBS, acting
from segunda.law.text import Refusal
from segunda.registry.loading import account_of, account_text, start
from segunda.registry.loading.tests.files import JULY, JUNE, NOON, checked, content, load, person
from segunda.registry.loading.tests.rows import ask, counts, digest

pytestmark = pytest.mark.usefixtures("record")
THREE = content(person(1), person(2), person(3, facility="Sur"))
DAMAGED = content(person(1), person(2), person(3, custody_start_date="2024-02-31"))


def test_a_first_file_brings_everybody() -> None:
    done = load(THREE)
    found = account_of(done.account)
    assert (done.state, found.rows, found.new, found.accepted, found.refused) == (
        "done", 3, 3, 3, 0,
    )  # fmt: skip
    assert (found.before, found.came, found.went, found.after) == (0, 3, 0, 3)
    assert ask("SELECT count(*) FROM registry_person WHERE held") == [(3,)]


def test_the_same_file_twice_changes_nothing() -> None:
    load(THREE)
    before, said = counts(), digest()
    assert load(THREE).state == "same"
    assert (counts(), digest()) == (before, said)


def test_the_same_people_on_a_later_day_change_nothing_they_said() -> None:
    load(THREE)
    before = counts()
    done = load(THREE, JULY)
    assert (done.account["unchanged"], done.account["before"], done.account["after"]) == (3, 3, 3)
    assert counts() == before


def test_who_comes_and_who_is_missing_make_the_new_stock() -> None:
    rows = [person(n) for n in range(1, 31)]
    load(content(*rows))
    done = load(content(*rows[1:], person(31), person(32)), JULY)
    found = account_of(done.account)
    assert (found.before, found.came, found.went, found.after) == (30, 2, 1, 31)
    assert found.unreported == 1
    assert found.adds_up


def test_a_refused_row_is_counted_and_holds_the_others_back() -> None:
    one = checked(DAMAGED)
    assert (one.account["accepted"], one.account["refused"]) == (2, 1)
    with acting(JOBS), pytest.raises(Refusal, match="1 filas no se pueden cargar"):
        start(JOBS, one, good_rows_now=False, by=None, at=NOON)
    assert counts()["person"] == 0


def test_good_rows_now_loads_the_others_and_keeps_the_refused_line_word_for_word() -> None:
    done = load(DAMAGED, good_rows_now=True)
    assert (done.state, counts()["person"]) == ("done", 2)
    [(text, flag)] = ask(
        "SELECT text, faults -> 0 ->> 'flag' FROM registry_loadline WHERE outcome = 'refused'"
    )
    assert "2024-02-31" in text
    assert flag == "impossible_date"


def test_a_dry_run_writes_lines_and_nothing_else() -> None:
    checked(THREE)
    assert set(counts().values()) == {0}
    assert ask("SELECT outcome, count(*) FROM registry_loadline GROUP BY 1") == [("new", 3)]


def test_an_older_file_is_refused_in_one_sentence() -> None:
    load(THREE, JULY)
    with pytest.raises(Refusal, match=r"Ya se cargó un archivo de \[ficticio\] del 2024-07-01"):
        load(content(person(9)), JUNE)


def test_the_account_is_told_in_both_languages() -> None:
    lines = account_text(account_of(load(THREE).account), done=True)
    assert lines[0].es == "3 filas = 3 aceptadas + 0 rechazadas."
    assert lines[2].en == "People of this source: 0 + 3 in − 0 out = 3."


def test_a_file_of_another_country_is_one_clear_sentence() -> None:
    done = load(b"EIN;NAVN;FENGSEL\n1;Ola;Oslo\n", name="norge.csv", source="norge")
    assert done.state == "failed"
    assert done.message_es.count(".") <= 3
    assert "norge.csv" in done.message_es
    assert done.message_en != done.message_es
    assert counts()["person"] == 0


def test_a_file_that_speaks_of_another_day_is_refused() -> None:
    done = load(THREE, dt.date(2024, 6, 2), name="register_20240601.parquet")
    assert done.state == "failed"
    assert "2024-06-01" in done.message_es
