"""A package is received, shown with exact numbers, witnessed; a bad one is refused and logged."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import now

from segunda.access.scope import JOBS, acting
from segunda.exchange import keys
from segunda.exchange.package import read
from segunda.exchange.tests.making import RECEIVER, SENDER, STRANGER, TO, digest_of, made, parts
from segunda.exchange.witness import Told, words
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.actions.packages import Received
from segunda.monitoring.models import PackageRefusal, StatePackage, WitnessedHead
from segunda.monitoring.tests.follow_up import recommend
from segunda.web.once import KEY, new_key
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
STATE = keys.public_of(SENDER)


@pytest.fixture(autouse=True)
def known_keys() -> None:
    """This program has its key, and has noted the State's."""
    actions.note_own_key(TO, at=AT)
    actions.trust(STATE, at=AT)


def received(content: bytes, name: str = "paquete.segunda", at: datetime = AT) -> Received:
    """What becomes of a file a lawyer brings."""
    with acting(reader("lawyer", f"abogada.{uuid.uuid4().hex[:8]}")) as one:
        return actions.receive(content, name=name, by=one, at=at)


def sent(client: Client, content: bytes) -> str:
    """Where the page leads after a file was sent."""
    answer = client.post("/paquetes/", {
        "file": SimpleUploadedFile("semana.segunda", content), "_key": str(uuid.uuid4()),
        "_form": "sheet", "_route": "/paquetes/",
    })  # fmt: skip
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_package_sent_on_the_page_is_shown_with_exact_numbers() -> None:
    client = browser("lawyer")
    page = client.get(sent(client, made())).content.decode()
    assert "CEFERE" in page
    assert "De la semana, número 1" in page
    client.cookies["segunda_monitor_lang"] = "en"
    assert "Weekly, number 1" in client.get("/paquetes/").content.decode()


def test_counts_by_facility_are_those_of_the_rows() -> None:
    package = received(made()).package
    assert package is not None
    with acting(JOBS):
        one = package.facilities.get()
    assert (one.code, one.people, one.women, one.men, one.places) == ("cefere", 2, 2, 0, 2)
    assert one.by_status == {"pretrial": 1, "sentenced_final": 1}


def test_a_forged_package_is_refused_with_a_sentence_and_logged() -> None:
    client = browser("lawyer")
    where = sent(client, made(secret=STRANGER))
    page = client.get(where).content.decode()
    assert "cuya llave no está anotada" in page
    assert "semana.segunda" in page
    with acting(JOBS):
        assert StatePackage.objects.count() == 0
        assert PackageRefusal.objects.get().reason == "stranger"


def test_repeated_missing_and_twin_are_refused_and_nothing_is_lost() -> None:
    one = made()
    assert received(one).package
    reasons = [
        received(bad).refusal
        for bad in (one, made(3, "0" * 64), made(kind="month"), b"no es un paquete")
    ]
    assert [refusal and refusal.reason for refusal in reasons] == [
        "repeated", "missing", "twin", "unreadable",
    ]  # fmt: skip
    assert received(made(2, digest_of(one))).package
    for bad, reason in ((one, "repeated"), (made(kind="month"), "twin")):  # of the past
        refusal = received(bad).refusal
        assert refusal
        assert refusal.reason == reason
    with acting(JOBS):
        assert [p.sequence for p in StatePackage.objects.order_by("sequence")] == [1, 2]


def test_a_refusal_that_tells_of_another_past_is_an_alarm_on_the_first_page() -> None:
    now = timezone.now()
    with acting(JOBS):
        assert actions.receive(made(), name="a.segunda", by=JOBS, at=now).package
        actions.receive(b"x", name="b.segunda", by=JOBS, at=now)  # unreadable: no alarm
    client = browser("director")
    assert "Alarma" not in client.get("/").content.decode()
    with acting(JOBS):  # of the same number, from an older backup of the State's
        refusal = actions.receive(made(kind="month"), name="c.segunda", by=JOBS, at=now).refusal
    assert refusal
    page = client.get("/").content.decode()
    assert "Alarma: se rechazó un paquete que dice venir del Estado" in page
    assert "quien envía volvió atrás" in page
    assert "/hojas/traza/" in page


@pytest.mark.parametrize(("days", "told"), [(None, False), (10, False), (11, True)])
def test_that_no_package_comes_any_more_is_told(
    days: int | None, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = None if days is None else timezone.now() - timedelta(days=days, minutes=-5)
    monkeypatch.setattr(queries, "last_received", lambda **_user: last)
    page = browser("lawyer").get("/").content.decode()
    assert ("días que no llega un paquete" in page) == told


def test_a_new_key_ends_the_one_before() -> None:
    actions.trust(keys.public_of(STRANGER), at=AT)
    refusal = received(made()).refusal
    assert refusal
    assert refusal.reason == "stranger"
    assert received(made(secret=STRANGER)).package
    with acting(reader("doctor")) as one:
        assert "keeping.trust" in {act.action for act in queries.acts(user=one)}


def test_after_a_lost_key_what_was_made_for_it_opens_and_what_it_signed_is_sent_again() -> None:
    first = made()
    assert received(first).package
    lawyer = reader("lawyer", "repite")
    with acting(lawyer):
        one = recommend(lawyer, "minsa")
        actions.send_to_state(one, today=AT.date(), by=lawyer, at=AT)
    actions.pack(RECEIVER, at=AT)
    later = AT + timedelta(hours=1)
    fresh = "66" * 32
    actions.note_own_key(keys.public_of(fresh), at=later)  # the one before is lost
    on_the_way = made(2, digest_of(first))  # the State had made it for the lost one
    assert received(on_the_way).package
    with acting(lawyer):
        actions.send_to_state(one, today=AT.date(), by=lawyer, at=later)
    sequence, content = actions.pack(fresh, at=later)
    assert sequence == 1  # a key counts its own packages
    [row] = read(content, trusted=[keys.public_of(fresh)], to=STATE).parts["recommendation.v1"]
    assert row["recommendation"] == str(one.public_id)
    with acting(lawyer), pytest.raises(Refusal, match="solo un texto nuevo"):
        actions.send_to_state(one, today=AT.date(), by=lawyer, at=later)
    refusal = received(made(3, digest_of(on_the_way), to=STATE)).refusal  # for another program
    assert refusal
    assert refusal.reason == "elsewhere"


def test_the_programs_own_key_is_not_the_states() -> None:
    with pytest.raises(Refusal, match="este mismo programa"):
        actions.trust(TO, at=AT)


def second(heads: list[tuple[int, str]], at: datetime = AT) -> StatePackage:
    """The second of two packages; the first told of seal 1 and seal 5."""
    first = made(of=parts([(1, "a" * 64), (5, "b" * 64)]))
    assert received(first, at=at).package
    package = received(made(2, digest_of(first), of=parts(heads)), at=at).package
    assert package is not None
    return package


@pytest.mark.parametrize(
    ("heads", "broken"),
    [
        ([(1, "a" * 64), (5, "b" * 64), (9, "c" * 64)], []),
        ([(1, "a" * 64), (5, "d" * 64), (9, "c" * 64)], ["seal 5: changed"]),
        ([(1, "a" * 64), (9, "c" * 64)], ["seal 5: gone"]),
        ([(1, "a" * 64)], ["seal 5: gone", "seal 1: truncated"]),
        ([], ["seal 1: gone", "seal 5: gone"]),
    ],
)
def test_what_contradicts_a_witnessed_head_is_told(
    heads: list[tuple[int, str]], broken: list[str]
) -> None:
    assert second(heads).breaks == broken


def test_a_broken_trace_is_an_alarm_on_the_page() -> None:
    package = second([(1, "f" * 64), (5, "b" * 64)], at=now())  # the first page tells it 90 days
    client = browser("director")
    assert "no coincide con lo que este programa firmó" in client.get("/paquetes/").content.decode()
    page = client.get(f"/paquetes/{package.pk}/").content.decode()
    assert "Sello 1: no es el que se firmó" in page
    assert "Alarma: la traza del Estado no coincide" in client.get("/").content.decode()
    for step in re.findall(r'href="(/hojas/traza/)"', page):
        assert "Pida al Estado, por escrito" in client.get(step).content.decode()
        break
    else:
        pytest.fail("nothing is said of what to do now")


def test_while_the_trace_agrees_no_page_tells_an_alarm() -> None:
    package = second([(1, "a" * 64), (5, "b" * 64)])
    client = browser("director")
    for page in ("/", "/paquetes/", f"/paquetes/{package.pk}/"):
        assert "no coincide" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("heads", "broken"),
    [([(1, "a" * 64), (5, "b" * 64), (6, "c" * 64)], []), ([(1, "a" * 64)], ["seal 5: gone",
     "seal 1: truncated"]), ([(1, "d" * 64), (5, "b" * 64)], ["seal 1: changed"])],
)  # fmt: skip
def test_the_first_package_of_a_new_key_is_compared_with_what_was_signed_before(
    heads: list[tuple[int, str]], broken: list[str]
) -> None:
    assert received(made(of=parts([(1, "a" * 64), (5, "b" * 64)]))).package
    actions.trust(keys.public_of(STRANGER), at=AT)  # the State says that its key was lost
    package = received(made(of=parts(heads), secret=STRANGER)).package
    assert package
    assert package.breaks == broken
    page = browser("lawyer").get("/paquetes/").content.decode()
    assert ("No coincide con lo que se firmó antes" in page) == bool(broken)


def test_heads_are_countersigned_and_go_back_with_the_recommendation() -> None:
    assert received(made()).package
    assert actions.sign_heads(RECEIVER) == 1
    assert actions.sign_heads(RECEIVER) == 0
    with acting(JOBS):
        head = WitnessedHead.objects.get()
    said = words(STATE, Told(1, "a" * 64), AT.isoformat())
    assert keys.holds(TO, said, head.signature)
    letter = RECOMMENDATION | {"recommendation": str(uuid.uuid4())}
    with acting(reader("deputy")) as one:
        actions.send_recommendation(letter, by=one, at=AT)
    sequence, content = actions.pack(RECEIVER, at=AT)
    opened = read(content, trusted=[TO], to=STATE)
    assert sequence == 1
    assert opened.parts["recommendation.v1"] == [letter]
    assert [row["seal"] for row in opened.parts["countersignatures.v1"]] == [1]
    with pytest.raises(Refusal, match="No hay nada"):
        actions.pack(RECEIVER, at=AT + timedelta(hours=1))


RECOMMENDATION = {
    "addressees": ["Ministerio de Gobierno"], "theme": "Requisas", "text": "Texto.",
    "language": "es", "legal_basis": "", "measure": "", "needs": ["equipment"],
    "deadline": None, "sent": "2026-11-27",
}  # fmt: skip


def test_a_recommendation_goes_from_its_page_and_its_reply_comes_back_by_itself() -> None:
    first = made()
    assert received(first).package
    lawyer = reader("lawyer", "envia")
    with acting(lawyer):
        one = recommend(lawyer, "mingob", "minsa")
    client = browser("lawyer", "pulsa")
    page = f"/recomendaciones/{one.public_id}/"
    assert client.post(f"{page}enviar/", {KEY: new_key()}).status_code == 302
    assert "Espera en el próximo paquete" in client.get(page).content.decode()
    client.post(f"{page}enviar/", {KEY: new_key()})
    assert "no hace falta enviarla otra vez" in client.get(page).content.decode()
    sequence, content = actions.pack(RECEIVER, at=AT)
    [row] = read(content, trusted=[TO], to=STATE).parts["recommendation.v1"]
    assert row["recommendation"] == str(one.public_id)
    assert row["addressees"] == ["Ministerio de Gobierno", "Ministerio de Salud"]
    assert client.get(f"/paquetes/enviados/{sequence}/").content == content
    sent = [a.sent_on for a in one.addressees.order_by("pk")]
    assert sent == [AT.date(), AT.date()]
    client.post(f"{page}enviar/", {KEY: new_key()})
    assert "solo un texto nuevo se envía" in client.get(page).content.decode()
    reply = {"recommendation": str(one.public_id), "reply": str(uuid.uuid4()),
             "addressee": "Ministerio de Salud", "text": "Se nombró un psiquiatra.",
             "answered": "2026-11-26"}  # fmt: skip
    answer = made(2, digest_of(first), kind="letters", of={"reply.v1": [reply]})
    assert received(answer).package
    with acting(lawyer):
        found = queries.recommendation(
            one.public_id, user=lawyer, today=AT.date() + timedelta(days=10), at=AT
        )
    assert found
    told = {s.addressee.authority: (s.silent, [r.text for r in s.replies])
            for s in found.standings}  # fmt: skip
    assert told == {"mingob": (10, []), "minsa": (None, ["Se nombró un psiquiatra."])}


def test_a_recommendation_without_addressee_is_not_sent() -> None:
    row = RECOMMENDATION | {"recommendation": str(uuid.uuid4())}
    with acting(reader("lawyer")) as one:
        for bad in (row | {"addressees": []}, row | {"addressees": [" "]}, row | {"theme": None}):
            with pytest.raises(Refusal):
                actions.send_recommendation(bad, by=one, at=AT)


def test_a_reply_is_kept_as_it_came() -> None:
    about, own = uuid.uuid4(), uuid.uuid4()
    reply = {"recommendation": str(about), "reply": str(own), "addressee": "DGSP",
             "text": "Se hará.", "answered": "2026-11-26"}  # fmt: skip
    assert received(made(kind="letters", of={"reply.v1": [reply]})).package
    with acting(reader("lawyer")) as one:
        [found] = queries.replies_to([about], user=one)
    assert (found.public_id, found.addressee, found.text) == (own, "DGSP", "Se hará.")


def test_the_keeper_of_the_computer_sees_no_package() -> None:
    package = received(made()).package
    assert package
    keeper = browser("computer_administrator")
    assert keeper.get("/paquetes/").status_code == 403
    with acting(reader("computer_administrator", "cuidado.2")), connection.cursor() as cursor:
        for table in ("statepackage", "packageplace", "witnessedhead", "packagerefusal"):
            cursor.execute(f"SELECT count(*) FROM monitoring_{table}")  # noqa: S608
            assert cursor.fetchone() == (0,)


def test_nobody_changes_a_package_or_a_head_that_came() -> None:
    received(made())
    lawyer = reader("lawyer")
    for statement in (
        "UPDATE monitoring_statepackage SET sequence = 9",
        "DELETE FROM monitoring_statepackage",
        "UPDATE monitoring_witnessedhead SET digest = repeat('c', 64)",
        "DELETE FROM monitoring_packagerefusal",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(lawyer):
            connection.cursor().execute(statement)
