"""Papers to ask for: asked in one go, once; answered; one that arrives changes the answer."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from segunda.access.models import AuditEntry
from segunda.access.scope import JOBS, Reader, acting
from segunda.law.text import Refusal
from segunda.registry import actions
from segunda.registry.actions import Arrived
from segunda.registry.keeping import check_everybody
from segunda.registry.models import Document, FactRecord, PaperNeed, PaperRequest, Person
from segunda.registry.models.verdicts import MET, UNKNOWN
from segunda.registry.queries import papers as queries
from segunda.registry.tests.pages import browser_of
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
HERS, OTHER = "Yaneth Peña Santos", "Marta Quirós Santos"
PAPER = "conduct_certificate"


@pytest.fixture
def checked(village: Village) -> Village:
    """The village with what the law says of everybody kept."""
    check_everybody("first", day=TODAY)
    return village


def ask(village: Village, account: str, *names: str, **more: Any) -> list[PaperRequest]:
    by = village.reader(account)
    said: dict[str, Any] = {"paper": PAPER, "asked_date": date(2024, 6, 10), "asked_how": "letter"}
    with acting(by):
        return actions.ask_paper(
            people=[village.people[name] for name in names], by=by, at=NOON, **(said | more)
        )


def receive(by: Reader, person: Person, paper: str, **more: Any) -> Document:
    with acting(by):
        return actions.receive_paper(
            person=person, paper=paper, arrived=Arrived(**({"reference": "FIC-1"} | more)),
            received_date=date(2024, 6, 20), by=by, at=NOON,
        )  # fmt: skip


def open_rows(village: Village, account: str = "nacional") -> list[PaperRequest]:
    with acting(village.reader(account)):
        return list(PaperRequest.objects.filter(superseded_at=None, answered_date=None))


def test_who_is_asked_for_twice_keeps_the_first_day(village: Village) -> None:
    first = ask(village, "registro.norte", HERS)
    again = ask(village, "social.norte", HERS, OTHER, asked_date=date(2024, 6, 12))
    assert [row.person_id for row in again] == [village.people[OTHER].pk]
    rows = {row.person_id: row for row in open_rows(village)}
    assert rows[village.people[HERS].pk].pk == first[0].pk
    assert rows[village.people[OTHER].pk].remind_date == date(2024, 6, 27)


def test_asking_leaves_one_line_in_the_trace_of_each(village: Village) -> None:
    ask(village, "registro.norte", HERS, OTHER)
    with acting(village.reader("registro.norte")):
        rows = AuditEntry.objects.filter(action="paper.ask").values_list("person", flat=True)
        assert set(rows) == {village.people[n].pk for n in (HERS, OTHER)}
        assert len(rows) == 2


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"paper": "prenatal_record"}, "protegido"),
        ({"asked_date": timezone.localdate() + timedelta(days=400)}, "todavía no ha llegado"),
        ({"remind_date": date(2024, 6, 10)}, "después del día"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    village: Village, more: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        ask(village, "registro.norte", HERS, **more)
    assert open_rows(village) == []


def test_nobody_asks_for_somebody_outside_her_reach(village: Village) -> None:
    with pytest.raises((Refusal, Person.DoesNotExist)):
        ask(village, "registro.sur", HERS)
    with pytest.raises(Refusal, match="marque al menos"):
        ask(village, "registro.sur")
    assert open_rows(village) == []


def test_a_request_that_only_a_sealed_rule_needs_is_sealed(checked: Village) -> None:
    """The paper itself is ordinary; that it is asked for would tell why."""
    person, health = checked.people[HERS], checked.reader("salud.norte")
    with acting(JOBS):
        PaperNeed.objects.filter(person=person, paper="precautionary_order").delete()
        PaperNeed.objects.create(person=person, paper="precautionary_order", paths=1, alone=False,
                                 fact_class="sealed")  # fmt: skip
    ask(checked, "salud.norte", HERS, paper="precautionary_order")
    assert [row.fact_class for row in open_rows(checked, "salud.norte")] == ["sealed"]
    assert open_rows(checked, "nacional") == []
    ask(checked, "registro.norte", HERS, paper="precautionary_order")  # refused, it would tell
    assert [row.fact_class for row in open_rows(checked, "nacional")] == ["ordinary"]
    with acting(health):
        assert "precautionary_order" in queries.needs_of(user=health, person=person.pk)
    clerk = checked.reader("registro.norte")
    with acting(clerk):
        assert "precautionary_order" not in queries.needs_of(user=clerk, person=person.pk)


def test_an_answer_closes_the_request_once(village: Village) -> None:
    (row,) = ask(village, "registro.norte", HERS)
    by = village.reader("registro.norte")
    said: dict[str, Any] = {"outcome": "refused", "answer": "falta una nota", "by": by, "at": NOON}
    with acting(by), pytest.raises(Refusal, match="antes del día"):
        actions.answer_request(entity=row.entity, answered_date=date(2024, 6, 1), **said)
    with acting(by):
        actions.answer_request(entity=row.entity, answered_date=date(2024, 6, 20), **said)
        with pytest.raises(Refusal, match="ya tiene respuesta"):
            actions.answer_request(entity=row.entity, answered_date=date(2024, 6, 20), **said)
    assert open_rows(village) == []
    assert len(ask(village, "registro.norte", HERS)) == 1  # it may be asked anew


def test_asking_again_keeps_who_asked_first_and_since_when(village: Village) -> None:
    (row,) = ask(village, "social.norte", HERS)
    by = village.reader("registro.norte")
    with acting(by):
        actions.ask_again(entity=row.entity, remind_date=date(2024, 8, 1), by=by, at=NOON)
    (now,) = open_rows(village)
    assert (now.asked_by_id, now.asked_date) == (village.users["social.norte"].pk, row.asked_date)
    assert now.remind_date == date(2024, 8, 1)


def convicted(village: Village) -> Person:
    """Somebody whose conviction is recorded, and whose judgment is not in her file yet."""
    by, person = village.reader("registro.norte"), village.people[OTHER]
    with acting(by):
        actions.change_status(person=person, status="sentenced_final", document="FIC-S",
                              start_date=date(2024, 6, 1), by=by, at=NOON)  # fmt: skip
    return person


def test_a_paper_that_arrives_closes_its_request_and_changes_the_answer(checked: Village) -> None:
    by, person = checked.reader("registro.norte"), convicted(checked)
    ask(checked, "registro.norte", OTHER, paper="judgment")
    with acting(by):
        before = queries.path_answers(user=by, person=person.pk)
    facts = {"penalty_type": "prison", "sentence_months": "12"}
    document = receive(by, person, "judgment", facts=facts)
    with acting(by):
        after = queries.path_answers(user=by, person=person.pk)
        proved = FactRecord.objects.filter(person=person, superseded_at=None, state="proved")
        assert {f.name: f.document for f in proved} == dict.fromkeys(facts, document.entity)
        (row,) = PaperRequest.objects.filter(person=person, superseded_at=None)
    assert (row.outcome, row.document) == ("arrived", document.entity)
    assert (before["PA-CP-112"], after["PA-CP-112"]) == (UNKNOWN, MET)


def test_the_page_says_what_the_paper_changed(checked: Village) -> None:
    person, client = convicted(checked), browser_of(checked, "registro.norte")
    address = f"/personas/{person.public_id}/papeles/judgment/"
    page = client.get(address).content.decode()
    sent = {
        "_form": "llego", "_key": re.findall(r'name="_key" value="([^"]+)"', page)[0],
        "reference": "FIC-9", "received_date": "20/06/2024", "fact_penalty_type": "prison",
        "fact_sentence_months": "doce",
    }  # fmt: skip
    refused = client.post(address, sent).content.decode()
    assert "Debe ser un número" in refused
    assert 'value="FIC-9"' in refused  # nothing typed is lost
    done = client.post(address, sent | {"fact_sentence_months": "12"}, follow=True)
    assert "Ahora cumple: Reprensión pública o privada." in done.content.decode()


def test_a_paper_of_somebody_else_is_refused_and_nothing_is_saved(village: Village) -> None:
    by = village.reader("nacional")
    hers, other = village.people[HERS], village.people[OTHER]
    lies = receive(by, other, PAPER, facts={"conduct_good": "true"})
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"document": lies.entity}, "expediente de otra persona"),
        ({"identity_number": "99-0002-000002"}, "es de otra persona"),
        ({"identity_number": "99-0002-000002", "checked": True}, "es de otra persona"),
        ({"identity_number": "99-7777-7777"}, "no es el de esta persona"),
        ({"facts": {"penalty_type": "prison"}}, "no prueba ese hecho"),
        ({"facts": {"conduct_good": "quizás"}}, "true"),
    ]
    for more, why in wrong:
        with pytest.raises(Refusal, match=why) as refused:
            receive(by, hers, PAPER, **more)
        assert "Marta" not in refused.value.text.es + refused.value.text.en
    with acting(by):
        assert not Document.objects.filter(person=hers).exists()
        assert not FactRecord.objects.filter(person=hers).exists()
    receive(by, hers, PAPER, identity_number="99-7777-7777", checked=True)
    receive(by, hers, PAPER, identity_number="99 1 1")  # hers, written otherwise


def test_a_request_in_a_merged_file_is_that_of_the_file_that_was_kept(village: Village) -> None:
    """Not asked for twice, counted once, closed when the paper arrives."""
    by, kept, merged = village.reader("nacional"), village.people[HERS], village.people[OTHER]
    ask(village, "nacional", OTHER)
    with acting(by):
        Person.objects.filter(pk=merged.pk).update(held=False)
        merged.refresh_from_db()
        actions.merge_people(kept=kept, merged=merged, by=by, at=NOON)
        (count,) = [c for c in queries.paper_counts(user=by, today=TODAY) if c.paper == PAPER]
        assert count.asked == 1
    assert ask(village, "nacional", HERS) == []
    receive(by, kept, PAPER)
    assert open_rows(village) == []


def test_a_clerk_does_not_receive_a_sealed_paper(village: Village) -> None:
    with pytest.raises(Refusal, match="protegido"):
        receive(village.reader("registro.norte"), village.people[HERS], "prenatal_record")


def test_the_counts_are_those_of_the_lists(checked: Village) -> None:
    """Counted here by hand from the needs kept, person by person."""
    ask(checked, "nacional", HERS, OTHER, paper="judgment", asked_date=date(2024, 6, 1))
    for account in ("registro.norte", "nacional", "salud.norte"):
        by = checked.reader(account)
        with acting(by):
            counts = {c.paper: c for c in queries.paper_counts(user=by, today=TODAY)}
            wanted = set(PaperNeed.objects.filter(paper="judgment").values_list("person", "alone"))
            assert counts["judgment"].people == len({person for person, _ in wanted})
            assert counts["judgment"].alone == len({p for p, alone in wanted if alone})
            asked = {checked.people[name].pk for name in (HERS, OTHER)}
            assert (counts["judgment"].asked, counts["judgment"].late) == (2, 2)
            assert counts["judgment"].oldest == date(2024, 6, 1)
            for which, many in (("todas", counts["judgment"].people), ("pedido", 2),
                                ("sin-pedir", len({p for p, _ in wanted} - asked))):  # fmt: skip
                assert len(walked(by, which)) == many


def walked(by: Reader, which: str, order: str = "caminos", *, down: bool = False) -> list[Any]:
    """The whole list, three at a time, forwards."""
    found: list[Any] = []
    after: int | None = None
    while True:
        page = queries.people_needing(
            user=by, paper="judgment", which=which, today=TODAY, purpose="custody", at=NOON,
            order=order, descending=down, after=after, limit=3,
        )  # fmt: skip
        found += page.rows
        after = page.after
        if after is None:
            return found


@pytest.mark.parametrize("order", sorted(queries.ORDERS))
@pytest.mark.parametrize("down", [False, True])
def test_pages_by_key_lose_and_repeat_nobody(checked: Village, order: str, down: bool) -> None:
    by = checked.reader("nacional")
    ask(checked, "nacional", HERS, OTHER, paper="judgment")
    with acting(by):
        rows = walked(by, "todas", order, down=down)
        wanted = set(PaperNeed.objects.filter(paper="judgment").values_list("person", flat=True))
    assert len(rows) == len({row.id for row in rows})
    assert {row.id for row in rows} == wanted
    keys = {
        "caminos": [-row.paths for row in rows],
        "nombre": [0 for _ in rows],
        "centro": [row.facility for row in rows],
        "desde": [row.since or date.max for row in rows],
    }[order]
    assert keys == sorted(keys, reverse=down)


def test_who_asked_is_withheld_where_it_was_the_defence(village: Village) -> None:
    """Who defends whom is not for the prison service."""
    clerk = village.reader("secretaria.cumplimiento")
    with acting(JOBS):
        actions.record_case(person=village.people[HERS], by=JOBS, at=NOON, number="1",
                            court=village.courts["cumplimiento-1"])  # fmt: skip
    with acting(clerk):
        actions.record_appointment(person=village.people[HERS], by=clerk, at=NOON,
                                   defender=village.users["defensa.ana"])  # fmt: skip
    ask(village, "defensa.ana", HERS)
    file = f"/personas/{village.people[HERS].public_id}/"
    shown = browser_of(village, "registro.norte").get(file).content.decode()
    assert "lo pidió: reservado" in shown
    assert "defensa.ana" not in shown
    assert "lo pidió: defensa.ana" in browser_of(village, "defensa.ana").get(file).content.decode()


def test_what_nobody_answered_stands_on_the_first_page(village: Village) -> None:
    words = "Papeles pedidos que nadie ha contestado"
    ask(village, "registro.norte", HERS, asked_date=date(2024, 6, 16))
    home = browser_of(village, "registro.norte").get("/").content.decode()
    assert "nada espera" in home.split(words)[1][:200]
    ask(village, "registro.norte", OTHER, asked_date=date(2024, 6, 15))
    client = browser_of(village, "registro.norte")
    assert "/pendientes/recordatorios/" in client.get("/").content.decode()
    page = client.get("/pendientes/recordatorios/").content.decode()
    assert OTHER in page
    assert HERS not in page
    assert browser_of(village, "estadistica").get("/pendientes/recordatorios/").status_code == 404


def test_the_list_for_an_office_names_who_was_asked_for_and_her_number(village: Village) -> None:
    ask(village, "registro.norte", HERS)
    page = browser_of(village, "registro.norte").get("/papeles/oficina/centre/").content.decode()
    assert "Peña Santos, Yaneth" in page
    assert "99-0001-000001" in page
    assert "Yaneth" not in browser_of(village, "registro.sur").get(
        "/papeles/oficina/centre/").content.decode()  # fmt: skip
