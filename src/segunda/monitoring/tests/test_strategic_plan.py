"""The strategic plan: from challenge to action; an action without owner or date is none."""

import csv
import io
import uuid
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from segunda.access.models import User
from segunda.access.scope import Reader, acting, reader_of
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.models import PlanItem, PlanWording
from segunda.monitoring.tests.places import enter_place
from segunda.monitoring.tests.plans import TODAY, plan_visit
from tests.monitor.team import AT, browser, member, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
LEVELS = ("challenge", "need", "priority")
DUE = date(2026, 11, 1)


def plan_down_to_priority(by: Reader) -> list[PlanItem]:
    """A plan, a challenge, a need, a priority; invented."""
    top = {"text": "Plan ficticio", "from_year": 2026, "to_year": 2029}
    made = [actions.add_to_plan(level="plan", above=None, facts=top, by=by, at=AT)]
    for level in LEVELS:
        facts = {"text": f"{level} ficticio"}
        made.append(actions.add_to_plan(level=level, above=made[-1], facts=facts, by=by, at=AT))
    return made


def action_facts(owner: int | None, **changed: Any) -> dict[str, Any]:
    """An action of this owner's, due on the first of November."""
    return {"text": "Formar en entrevistas", "owner": owner, "due_on": DUE,
            "indicator": "Ocho miembros formados"} | changed  # fmt: skip


def send(client: Client, path: str, form: str = "sheet", **typed: str) -> Any:
    """A form sent from its page."""
    known = {"_key": str(uuid.uuid4()), "_form": form, "_route": path}
    return client.post(path, known | typed)


@pytest.mark.parametrize(("changed", "words"), [
    ({"owner": None}, "sin responsable no vale"),
    ({"due_on": None}, "sin fecha no vale"),
    ({"indicator": " "}, "Falta el indicador"),
    ({"text": ""}, "Falta qué dice"),
])  # fmt: skip
def test_an_action_without_owner_date_or_indicator_is_refused(
    changed: dict[str, Any], words: str
) -> None:
    with acting(reader("lawyer")) as one:
        priority = plan_down_to_priority(one)[-1]
        facts = action_facts(one.user) | changed
        with pytest.raises(Refusal, match=words):
            actions.add_to_plan(level="action", above=priority, facts=facts, by=one, at=AT)
        assert not PlanItem.objects.filter(level="action").exists()


@pytest.mark.parametrize("missing", ["owner_id", "due_on", "indicator"])
def test_the_database_itself_refuses_such_an_action(missing: str) -> None:
    with acting(reader("lawyer")) as one:
        priority = plan_down_to_priority(one)[-1]
        item = PlanItem.objects.create(level="action", above=priority)
        whole: dict[str, Any] = {
            "item": item, "level": "action", "text": "x", "owner_id": one.user, "due_on": DUE,
            "indicator": "y", "written_by_id": one.user, "written_at": AT,
        }  # fmt: skip
        empty = "" if missing == "indicator" else None
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanWording.objects.create(**whole | {missing: empty})
        PlanWording.objects.create(**whole)


def test_nothing_hangs_from_the_wrong_level() -> None:
    with acting(reader("lawyer")) as one:
        plan, challenge, *_ = plan_down_to_priority(one)
        for level, above in (("action", challenge), ("need", plan), ("challenge", None),
                             ("plan", plan)):  # fmt: skip
            with pytest.raises(Refusal, match="no cuelga de ahí"):
                actions.add_to_plan(level=level, above=above, facts={"text": "x"}, by=one, at=AT)


def test_a_plan_has_its_years() -> None:
    with acting(reader("lawyer")) as one, pytest.raises(Refusal, match="los años del plan"):
        actions.add_to_plan(level="plan", above=None, by=one, at=AT,
                            facts={"text": "x", "from_year": 2029, "to_year": 2026})  # fmt: skip


def test_a_member_who_left_owns_no_new_action_and_the_page_says_so_of_an_old_one() -> None:
    gone = member("doctor")
    with acting(reader("lawyer", "abogada.uno")) as one:
        priority = plan_down_to_priority(one)[-1]
        actions.add_to_plan(level="action", above=priority, facts=action_facts(gone.pk), by=one,
                            at=AT)  # fmt: skip
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with acting(reader("lawyer", "abogada.dos")) as one, pytest.raises(Refusal, match="se cerró"):
        actions.add_to_plan(level="action", above=priority, facts=action_facts(gone.pk), by=one,
                            at=AT)  # fmt: skip
    page = browser("psychologist").get("/estrategia/").content.decode()
    assert "su cuenta se cerró: escoja a otra persona" in page


def test_the_tree_counts_its_actions_and_the_late_ones_come_first() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        priority = plan_down_to_priority(one)[-1]
        for text, due in (("A tiempo", date(2099, 3, 1)), ("Atrasada", DUE)):
            actions.add_to_plan(level="action", above=priority, by=one, at=AT,
                                facts=action_facts(one.user, text=text, due_on=due))  # fmt: skip
        plan = queries.strategic_plans(user=one)[0]
        late = {branch.said.text: branch.late(TODAY) for branch in plan.actions()}
    assert late == {"A tiempo": 0, "Atrasada": 26}
    page = browser("doctor").get("/estrategia/").content.decode()
    assert "Acciones: 2. Hechas: 0. <b>Con la fecha pasada: 1.</b>" in page
    assert page.index("Atrasada") < page.index("A tiempo")


def test_progress_needs_evidence_and_what_it_was_before_stays() -> None:
    with acting(reader("lawyer")) as one:
        priority = plan_down_to_priority(one)[-1]
        item = actions.add_to_plan(level="action", above=priority, facts=action_facts(one.user),
                                   by=one, at=AT)  # fmt: skip
        first = item.wordings.get()
        with pytest.raises(Refusal, match="Falta la evidencia"):
            actions.move_action(item, before=first.pk, progress="done", evidence=" ", by=one, at=AT)
        actions.move_action(
            item, before=first.pk, progress="done", evidence="Acta 4", by=one, at=AT
        )
        with pytest.raises(Refusal):  # over a version that no longer stands
            actions.move_action(item, before=first.pk, progress="done", evidence="x", by=one, at=AT)
        said = [(w.progress, w.text) for w in queries.wordings_of(item, user=one)]
        assert said == [("done", first.text), ("not_started", first.text)]
        branch = queries.strategic_item(item.public_id, user=one)
        assert branch
        assert branch.late(TODAY) == 0


def test_what_is_taken_out_takes_along_what_hangs_from_it_and_stays_readable() -> None:
    with acting(reader("lawyer")) as one:
        _, challenge, *_, priority = plan_down_to_priority(one)
        actions.add_to_plan(level="action", above=priority, facts=action_facts(one.user), by=one,
                            at=AT)  # fmt: skip
        actions.word_plan(challenge, before=challenge.wordings.get().pk,
                          facts={"text": "challenge ficticio", "withdrawn": True}, by=one,
                          at=AT)  # fmt: skip
        plan = queries.strategic_plans(user=one)[0]
        assert (plan.below, queries.priorities(user=one)) == ([], [])
    page = browser("doctor").get(f"/estrategia/{challenge.public_id}/").content.decode()
    assert "Se sacó del plan." in page


def test_a_planned_visit_and_a_recommendation_serve_a_priority() -> None:
    lawyer = member("lawyer")
    with acting(reader_of(lawyer)) as one:
        priority = plan_down_to_priority(one)[-1]
        first = queries.recommendations(user=one, today=TODAY)[0].one
        actions.serve_priority(priority, first, by=one, at=AT)
        actions.serve_priority(priority, first, by=one, at=AT)
        assert len(queries.served(priority, user=one)) == 1
        planned = plan_visit(one, enter_place(one), priority=priority)
    path = f"/estrategia/{priority.public_id}/"
    own = Client()
    own.force_login(lawyer)
    assert f"/plan/{planned.public_id}/" in own.get(path).content.decode()
    other = browser("social_worker").get(path).content.decode()
    assert "/recomendaciones/" in other
    assert str(planned.public_id) not in other
    assert "Visitas planificadas que usted ve" not in other


def test_on_the_pages_a_plan_is_made_and_an_action_without_date_keeps_what_was_typed() -> None:
    client, owner = browser("lawyer", "abogada.uno"), member("doctor")
    where = send(client, "/estrategia/nueva/", text="Plan", from_year="2026", to_year="2028")
    below = where["Location"]
    for _ in LEVELS:
        below = send(client, f"{below}anadir/", text="Algo")["Location"]
    typed = {"text": "Comprar equipo", "owner": str(owner.pk), "indicator": "Comprado"}
    page = send(client, f"{below}anadir/", **typed).content.decode()
    assert "Falta corregir algo" in page
    assert "Comprar equipo" in page
    where = send(client, f"{below}anadir/", due_on="01/03/2027", **typed)
    assert "Quién la hace" in client.get(where["Location"]).content.decode()
    assert send(client, where["Location"], "avance", progress="done", evidence="Factura",
                _version="0").status_code == 409  # fmt: skip


def test_the_plan_is_taken_out_as_a_file_with_every_branch() -> None:
    with acting(reader("lawyer", "abogada.uno")) as one:
        plan, *_, priority = plan_down_to_priority(one)
        actions.add_to_plan(level="challenge", above=plan, facts={"text": "Otro"}, by=one, at=AT)
        actions.add_to_plan(level="action", above=priority, facts=action_facts(one.user), by=one,
                            at=AT)  # fmt: skip
    path = f"/estrategia/plan/{plan.public_id}/archivo/"
    content = browser("doctor").get(path).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[1][:4] == ["challenge ficticio", "need ficticio", "priority ficticio",
                           "Formar en entrevistas"]  # fmt: skip
    assert rows[1][5:8] == ["2026-11-01", "Ocho miembros formados", "no ha empezado"]
    assert rows[2] == ["Otro", *[""] * 9]
