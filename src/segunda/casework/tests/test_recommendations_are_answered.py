"""A recommendation comes in signed and is answered, and the answer leaves in a package."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from segunda.access.scope import JOBS, acting
from segunda.casework import actions
from segunda.casework.models import MadePackage, Recommendation, Reply, TakenPackage
from segunda.exchange import keys
from segunda.exchange.package import FIRST, Sheet, make, read
from segunda.law.text import Refusal
from tests.village.day import NOON, TODAY
from tests.village.people import Village

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
OWN, THEIRS = "44" * 32, "22" * 32
# Word for word from the mechanism's report of 2024 (General Directorate, searches).
TEXT = (
    "The General Directorate of the Penitentiary System is urged to verify the protocol of "
    "searches, through supervisory visits in which compliance is certified, taking into account "
    "the differentiated approach to gender and human rights, especially for vulnerable groups."
)
ABOUT = uuid.UUID(int=16)
ROW = {
    "recommendation": str(ABOUT), "addressees": ["DGSP", "MINGOB"], "theme": "Requisas",
    "text": TEXT, "language": "en", "legal_basis": "", "measure": "", "needs": ["staff"],
    "deadline": None, "sent": "2024-06-28",
}  # fmt: skip


@pytest.fixture(autouse=True)
def known_keys(village: Village) -> None:
    assert village
    actions.note_own_key(keys.public_of(OWN), at=NOON)
    actions.trust(keys.public_of(THEIRS), at=NOON)


def package(sequence: int = 1, secret: str = THEIRS) -> bytes:
    """A package of the mechanism with one recommendation."""
    sheet = Sheet(keys.public_of(OWN), sequence, FIRST, "letters", "2024-06-28", "2024-06-28", NOON)
    return make(secret, sheet, {"recommendation.v1": [ROW], "countersignatures.v1": []})


def browser_of(village: Village, account: str) -> Client:
    """A browser signed in as one of the village."""
    client = Client()
    client.force_login(village.users[account])
    return client


def post(client: Client, address: str, **data: object) -> str:
    """Where a form leads."""
    sent = client.post(address, {"_key": str(uuid.uuid4()), "_form": "sheet", "_route": address,
                                 **data})  # fmt: skip
    assert sent.status_code == 302, sent.content.decode()[:2000]
    return str(sent["Location"])


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("mecanismo.segunda", content)


def test_it_is_received_assigned_answered_and_the_answer_leaves(village: Village) -> None:
    client = browser_of(village, "nacional")
    where = post(client, "/recomendaciones/recibir/", file=file(package()))
    assert "Requisas" in client.get(where).content.decode()
    one = f"/recomendaciones/{ABOUT}/"
    assert TEXT in client.get(one).content.decode()
    to = village.users["nacional"]
    post(client, f"{one}encargar/", addressee="*", to=str(to.pk))
    post(client, f"{one}contestar/", addressee="DGSP", text="Se verificará en julio.")
    page = client.get(one).content.decode()
    assert "Se verificará en julio." in page
    assert to.name in page
    client.cookies["segunda_lang"] = "en"
    assert "leaves in the next package" in client.get(one).content.decode()
    actions.make_due(OWN, today=TODAY, at=NOON)
    with acting(JOBS):
        letters = MadePackage.objects.get(kind="letters")
        assert Reply.objects.get().package == letters.sequence
        parts = read(bytes(letters.content), trusted=[keys.public_of(OWN)],
                     to=keys.public_of(THEIRS)).parts  # fmt: skip
    [reply] = parts["reply.v1"]
    assert (reply["recommendation"], reply["addressee"]) == (str(ABOUT), "DGSP")
    assert actions.make_due(OWN, today=TODAY, at=NOON) == 0


def test_whoever_is_to_answer_finds_it_on_the_first_page(village: Village) -> None:
    records, director = browser_of(village, "nacional"), browser_of(village, "direccion.norte")
    post(records, "/recomendaciones/recibir/", file=file(package()))
    line = 'href="/recomendaciones/por-contestar/"'
    assert line in records.get("/").content.decode()
    assert line not in director.get("/").content.decode()
    one = f"/recomendaciones/{ABOUT}/"
    post(records, f"{one}encargar/", addressee="*", to=str(village.users["direccion.norte"].pk))
    assert line not in records.get("/").content.decode()
    assert line in director.get("/").content.decode()
    post(director, f"{one}contestar/", addressee="DGSP", text="Se verificará.")
    assert "1 de 2" in director.get("/recomendaciones/por-contestar/").content.decode()
    post(director, f"{one}contestar/", addressee="MINGOB", text="Se financiará.")
    assert line not in director.get("/").content.decode()
    assert "Ninguna espera" in director.get("/recomendaciones/por-contestar/").content.decode()


def test_nobody_speaks_for_an_institution_without_being_asked(village: Village) -> None:
    records, director = browser_of(village, "nacional"), browser_of(village, "direccion.norte")
    post(records, "/recomendaciones/recibir/", file=file(package()))
    one = f"/recomendaciones/{ABOUT}/"
    for client in (records, director):
        page = client.get(f"{one}contestar/").content.decode()
        assert "A usted nadie le encargó" in page
        assert "<textarea" not in page
    post(records, f"{one}encargar/", addressee="DGSP",
         to=str(village.users["direccion.norte"].pk))  # fmt: skip
    page = director.get(f"{one}contestar/").content.decode()
    assert '<option value="DGSP"' in page
    assert "MINGOB" not in page.split("<form", 1)[1].split("</form>")[0]
    line = 'href="/recomendaciones/por-contestar/"'
    assert line in records.get("/").content.decode(), "nobody was asked to answer for MINGOB"
    assert "por MINGOB: nadie todavía" in records.get("/recomendaciones/").content.decode()
    with acting(village.reader("direccion.norte")) as asked:
        about = Recommendation.objects.get()
        facts: Any = {"text": "Sí.", "on": TODAY, "by": asked, "at": NOON}
        with pytest.raises(Refusal, match="Nadie le encargó"):
            actions.answer(about, addressee="MINGOB", **facts)
        assert actions.answer(about, addressee="DGSP", **facts).pk
    with acting(village.reader("nacional")) as takes:
        asked_too = village.users["nacional"]
        actions.assign(about, addressee="DGSP", to=asked_too, by=takes, at=NOON)
    with acting(village.reader("direccion.norte")), pytest.raises(Refusal, match="le encargó"):
        actions.answer(Recommendation.objects.get(), addressee="DGSP", **facts)
    assert line not in director.get("/").content.decode()
    sent = director.post(f"{one}contestar/", {
        "_key": str(uuid.uuid4()), "_form": "sheet", "_route": f"{one}contestar/",
        "addressee": "DGSP", "text": "Escrito mientras se lo quitaban.",
    }).content.decode()  # fmt: skip
    assert "A usted nadie le encargó" in sent
    assert "Escrito mientras se lo quitaban." in sent, "what was typed is lost"


def test_a_forged_one_is_refused_on_the_page_and_kept_in_the_list(village: Village) -> None:
    client = browser_of(village, "nacional")
    where = post(client, "/recomendaciones/recibir/", file=file(package(secret="55" * 32)))
    assert "cuya llave no está anotada" in client.get(where).content.decode()
    with acting(JOBS):
        assert Recommendation.objects.count() == 0
        assert TakenPackage.objects.get().refused == "stranger"


def test_the_same_package_twice_is_one_recommendation(village: Village) -> None:
    with acting(village.reader("nacional")) as one:
        assert actions.take(package(), by=one, at=NOON).refused == ""
        assert actions.take(package(), by=one, at=NOON).refused == "repeated"
        assert actions.take(package(3), by=one, at=NOON).refused == "missing"
        assert Recommendation.objects.count() == 1


def test_what_was_made_for_a_lost_key_of_this_program_still_opens(village: Village) -> None:
    actions.note_own_key(keys.public_of("66" * 32), at=NOON)
    with acting(village.reader("nacional")) as one:
        assert actions.take(package(), by=one, at=NOON).refused == ""


def test_nobody_answers_for_an_institution_it_was_not_sent_to(village: Village) -> None:
    with acting(village.reader("nacional")) as one:
        actions.take(package(), by=one, at=NOON)
        about = Recommendation.objects.get()
        actions.assign(about, to=village.users["nacional"], by=one, at=NOON)
        with pytest.raises(Refusal, match="no va dirigida"):
            actions.assign(about, addressee="MINSA", to=village.users["nacional"], by=one, at=NOON)
        for addressee, text, why in (("MINSA", "Sí.", "no va dirigida"), ("DGSP", "  ", "Escriba")):
            with pytest.raises(Refusal, match=why):
                actions.answer(about, addressee=addressee, text=text, on=TODAY, by=one, at=NOON)


def test_those_who_do_not_answer_see_nothing_and_packages_are_the_jobs_alone(
    village: Village,
) -> None:
    with acting(village.reader("nacional")) as one:
        actions.take(package(), by=one, at=NOON)
    actions.make_due(OWN, today=TODAY, at=NOON)
    for account in ("defensa.ana", "secretaria.cumplimiento"):
        assert browser_of(village, account).get("/recomendaciones/").status_code == 403
        with acting(village.reader(account)):
            assert Recommendation.objects.count() == 0
    with acting(village.reader("nacional")):
        assert MadePackage.objects.count() == 0
    for statement in ("DELETE FROM casework_recommendation",
                      "UPDATE casework_recommendation SET text = 'x'",
                      "UPDATE casework_reply SET text = 'x'"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)
