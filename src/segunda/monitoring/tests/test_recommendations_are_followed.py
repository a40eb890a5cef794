"""Recommendations cannot be forgotten: refusals first, then replies, silence, repeats."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from segunda.access.scope import Reader, acting
from segunda.law.text import Refusal
from segunda.monitoring import actions, queries
from segunda.monitoring.likeness import ENOUGH, likeness
from segunda.monitoring.models import Finding, Recommendation, Wording
from segunda.monitoring.queries.recommendations import Followed
from segunda.monitoring.scoreboard import page, write_scoreboard
from segunda.monitoring.tests.follow_up import (
    DAY,
    FACTS,
    WORDING,
    recommend,
    write_commitment,
    write_finding,
)
from tests.monitor.team import AT, browser, reader

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])
SENT = DAY - timedelta(days=40)
ACT: dict[str, Any] = {"today": DAY, "at": AT}


def stands(one: Recommendation, user: Reader) -> Followed:
    """The recommendation as it stands."""
    found = queries.recommendation(one.public_id, user=user, today=DAY, at=AT)
    assert found
    return found


def test_a_recommendation_without_addressee_is_refused() -> None:
    with acting(reader("lawyer")) as lawyer:
        for nobody in ((), ("ministerio inventado",)):
            with pytest.raises(Refusal):
                recommend(lawyer, *nobody)
        assert Recommendation.objects.count() == 16


def test_the_page_says_in_a_sentence_that_the_addressee_is_missing() -> None:
    sent = browser("lawyer").post("/recomendaciones/nueva/", {
        "theme": "health", "original": "es", "text_es": "Que haya médico.", "_form": "sheet",
        "_route": "/recomendaciones/nueva/",
    })  # fmt: skip
    assert sent.status_code != 302
    assert "A quién va dirigida" in sent.content.decode()


def test_the_sixteen_of_the_report_are_there_first_word_for_word_and_marked() -> None:
    with acting(reader("lawyer")) as lawyer:
        found = queries.recommendations(user=lawyer, today=DAY)
        assert actions.load_first_recommendations(at=AT) == 0
    assert [one.one.number for one in found] == list(range(1, 17))
    assert all(one.one.source and one.wording.original == "en" for one in found)
    assert {one.wording.text_es for one in found} == {""}
    assert {one.wording.deadline for one in found} == {None}
    assert len({one.wording.theme for one in found}) == 9
    assert found[14].wording.text_en == (
        "It is recommended that the Ministry of Health and the Ministry of Government ensure that "
        "pregnant women receive adequate medical attention and prenatal care during their "
        "imprisonment to protect their health and that of the baby."
    )
    assert [s.addressee.authority for s in found[14].standings] == ["minsa", "mingob"]


def test_the_mechanism_adds_spanish_and_the_report_stays_word_for_word() -> None:
    with acting(reader("lawyer")) as lawyer:
        first = queries.recommendations(user=lawyer, today=DAY)[0]
        same = {name: getattr(first.wording, name) for name in WORDING}
        for changed in ({"text_en": "Another"}, {"original": "es", "text_es": "Otro"}):
            with pytest.raises(Refusal):
                actions.word_anew(first.one, before=first.wording.pk, wording=same | changed,
                                  by=lawyer, at=AT)  # fmt: skip
        actions.word_anew(first.one, before=first.wording.pk,
                          wording=same | {"text_es": "Se insta…"}, by=lawyer, at=AT)  # fmt: skip
        with pytest.raises(Refusal):  # over a wording that no longer stands
            actions.word_anew(first.one, before=first.wording.pk, wording=same, by=lawyer, at=AT)
        now = stands(first.one, lawyer)
        assert (now.wording.text_es, now.wording.text_en) == ("Se insta…", first.wording.text_en)
        assert first.one.wordings.count() == 2


def test_the_database_refuses_to_change_a_wording() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), acting(reader("lawyer")):
        Wording.objects.update(text_en="otro")


def test_silence_is_counted_from_the_day_it_was_sent_and_each_answers_for_itself() -> None:
    with acting(reader("lawyer")) as lawyer:
        one = recommend(lawyer, "minsa", "mingob", deadline=DAY - timedelta(days=3))
        before = stands(one, lawyer)
        assert [s.silent for s in before.standings] == [None, None]
        for standing in before.standings:
            actions.note_sent(standing.addressee, sent_on=SENT, by=lawyer, **ACT)
        minsa = stands(one, lawyer).standings[0].addressee
        with pytest.raises(Refusal):
            actions.note_sent(minsa, sent_on=DAY, by=lawyer, **ACT)
        actions.note_reply(minsa, received_on=DAY, reference="N-1", text="Sí.", by=lawyer, **ACT)
        actions.assess(minsa, state="done", evidence="Visita 2", assessed_on=DAY, by=lawyer, **ACT)
        now = stands(one, lawyer)
    assert [(s.silent, s.overdue, s.state) for s in now.standings] == [
        (None, 0, "done"), (40, 3, "not_yet"),
    ]  # fmt: skip
    assert (now.silent, now.overdue) == (40, 3)


def test_a_reply_before_it_was_sent_or_tomorrow_is_refused() -> None:
    reply: dict[str, Any] = {"reference": "", "text": "x"}
    with acting(reader("lawyer")) as lawyer:
        one = stands(recommend(lawyer, "minsa"), lawyer).standings[0].addressee
        with pytest.raises(Refusal):
            actions.note_reply(one, received_on=DAY, by=lawyer, **reply, **ACT)
        actions.note_sent(one, sent_on=SENT, by=lawyer, **ACT)
        one.refresh_from_db()
        for day in (SENT - timedelta(days=1), DAY + timedelta(days=1), date(1970, 1, 1)):
            with pytest.raises(Refusal):
                actions.note_reply(one, received_on=day, by=lawyer, **reply, **ACT)


def test_an_assessment_needs_evidence_and_the_one_before_stays() -> None:
    with acting(reader("lawyer")) as lawyer:
        one = stands(recommend(lawyer, "minsa"), lawyer).standings[0].addressee
        with pytest.raises(Refusal):
            actions.assess(one, state="done", evidence=" ", assessed_on=DAY, by=lawyer, **ACT)
        for state in ("partial", "worsened"):
            actions.assess(one, state=state, evidence="Acta", assessed_on=DAY, by=lawyer, **ACT)
        assert list(one.assessments.order_by("pk").values_list("state", "superseded_at")) == [
            ("partial", AT), ("worsened", None),
        ]  # fmt: skip


def test_nothing_is_assessed_before_it_was_sent() -> None:
    with acting(reader("lawyer")) as lawyer:
        one = stands(recommend(lawyer, "minsa"), lawyer).standings[0].addressee
        actions.note_sent(one, sent_on=SENT, by=lawyer, **ACT)
        one.refresh_from_db()
        with pytest.raises(Refusal, match="anterior al envío"):
            actions.assess(one, state="done", evidence="Acta", by=lawyer,
                           assessed_on=SENT - timedelta(days=1), **ACT)  # fmt: skip


def test_a_repeat_is_recognised_explained_and_linked_and_a_stranger_is_not() -> None:
    with acting(reader("lawyer")) as lawyer:
        old = queries.recommendations(user=lawyer, today=DAY)[14]
        told = old.wording.text_en.replace("adequate", "timely")
        again = stands(recommend(lawyer, "minsa", original="en", text_en=told, text_es=""), lawyer)
        alike = queries.like(again, user=lawyer, today=DAY)
        assert [pair[0].one.number for pair in alike] == [15]
        assert "prenatal" in alike[0][1].shared
        link = actions.link_repeat(again.one, old.one, by=lawyer, at=AT)
        assert link.score == alike[0][1].score
        assert queries.like(again, user=lawyer, today=DAY) == []
        with pytest.raises(Refusal):
            actions.link_repeat(old.one, again.one, by=lawyer, at=AT)
    assert likeness("Reparar las duchas rotas", "Contratar psiquiatras").score == 0


def test_none_of_the_sixteen_is_taken_for_a_repeat_of_another() -> None:
    with acting(reader("lawyer")) as lawyer:
        texts = [f.wording.text_en for f in queries.recommendations(user=lawyer, today=DAY)]
    pairs = [(a, b) for i, a in enumerate(texts) for b in texts[:i]]
    assert max(likeness(a, b).score for a, b in pairs) < ENOUGH


def test_a_finding_without_evidence_is_refused_also_by_the_database() -> None:
    with acting(reader("lawyer")) as lawyer:
        with pytest.raises(Refusal):
            write_finding(lawyer, reference=" ")
        with pytest.raises(IntegrityError, match="finding_with_evidence"), transaction.atomic():
            Finding.objects.create(section="general", fact_class="ordinary", written_at=AT,
                                   written_by_id=lawyer.user or 0,
                                   **FACTS | {"reference": ""})  # fmt: skip


def test_a_medical_finding_is_read_by_health_professionals_alone() -> None:
    with acting(reader("doctor")) as doctor:
        one = write_finding(doctor, "medical")
    with acting(reader("lawyer", "otra")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM monitoring_finding")
        assert cursor.fetchone() == (0,)
    assert browser("director").get(f"/hallazgos/{one.public_id}/").status_code == 404
    assert browser("psychologist").get(f"/hallazgos/{one.public_id}/").status_code == 200


def test_from_a_finding_its_theme_and_norm_come_along_and_a_hidden_one_leads_nowhere() -> None:
    lawyer = browser("lawyer")
    with acting(reader("doctor", "otra.medica")) as doctor:
        hidden = write_finding(doctor, "medical", theme="health")
    with acting(reader("lawyer", "otra.abogada")) as one:
        found = write_finding(one)
    new = "/recomendaciones/nueva/"
    assert lawyer.get(f"{new}?hallazgo={hidden.public_id}").status_code == 404
    assert lawyer.get(f"{new}?hallazgo=x").status_code == 404
    assert f"{new}?hallazgo={found.public_id}" in lawyer.get(
        f"/hallazgos/{found.public_id}/").content.decode()  # fmt: skip
    shown = lawyer.get(f"{new}?hallazgo={found.public_id}").content.decode()
    assert '<option value="isolation" selected>' in shown
    assert "Regla 44</textarea>" in shown
    assert f'value="{found.public_id}" checked' in shown


def test_an_agreement_has_an_owner_and_a_late_one_is_on_the_first_page() -> None:
    with acting(reader("lawyer")) as lawyer:
        with pytest.raises(Refusal):
            write_commitment(lawyer, owner="")
        one = write_commitment(lawyer)
        assert queries.late(one, DAY) == 26
        with pytest.raises(Refusal):
            actions.move_commitment(one, state="done", evidence="", by=lawyer, at=AT)
        done = actions.move_commitment(one, state="done", evidence="Acta 4", by=lawyer, at=AT)
        assert queries.commitments(user=lawyer) == [done]
        assert queries.late(done, DAY) == 0
        write_commitment(lawyer)
    assert "Mesa de salud" in browser("social_worker").get("/").content.decode()


def test_a_practice_without_source_is_refused() -> None:
    with acting(reader("lawyer")) as lawyer, pytest.raises(Refusal):
        actions.shelve_practice(theme="health", title="t", text="x", source=" ", by=lawyer, at=AT)


def test_the_scoreboard_has_no_person_no_script_and_each_number_leads_to_its_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting(reader("lawyer")) as lawyer:
        one = recommend(lawyer, "minsa")
        for standing in stands(one, lawyer).standings:
            actions.note_sent(standing.addressee, sent_on=SENT, by=lawyer, **ACT)
            standing.addressee.refresh_from_db()
            actions.note_reply(standing.addressee, received_on=DAY, reference="Nota",
                               text="Respuesta de Petra Ficticia", by=lawyer, **ACT)  # fmt: skip
        silent = stands(recommend(lawyer, "police"), lawyer).standings[0].addressee
        actions.note_sent(silent, sent_on=SENT, by=lawyer, **ACT)
        found = queries.recommendations(user=lawyer, today=DAY)
    assert [path.name for path in write_scoreboard(found, tmp_path, DAY)] == [
        "index.html", "en.html",
    ]  # fmt: skip
    for language in ("es", "en"):
        text = page(found, language, DAY)
        assert "Petra" not in text
        assert "<script" not in text
        assert "ficticio)" not in text
        for anchor, count in re.findall(r'href="#([\w-]+)"><b>(\d+)</b>', text):
            part = text.split(f'<h2 id="{anchor}">')[1].split("<h2")[0]
            assert part.count("<h3" if anchor == "todas" else '<li><a href="#r') == int(count)
    assert "días sin respuesta 40" in page(found, "es", DAY)
    assert "FICTICIO" in page(found, "es", DAY)
    monkeypatch.setattr("django.conf.settings.DEMONSTRATION", False)
    assert "FICTICIO" not in page(found, "es", DAY)


def test_a_recommendation_nobody_was_sent_is_not_on_the_scoreboard() -> None:
    with acting(reader("lawyer")) as lawyer:
        recommend(lawyer, "minsa", text_es="Un borrador ficticio")
        found = queries.recommendations(user=lawyer, today=DAY)
    assert len(found) == 17
    assert "Un borrador ficticio" not in page(found, "es", DAY)


def test_on_the_pages_a_lawyer_goes_from_the_recommendation_to_the_reply() -> None:
    client = browser("lawyer")
    day = timezone.localdate() - timedelta(days=10)
    typed = {"_form": "sheet", "theme": "health", "original": "es", "deadline": "",
             "text_es": "Que haya médico de noche.", "addressees": ["minsa"]}  # fmt: skip
    new = "/recomendaciones/nueva/"
    made = client.post(new, typed | {"_route": new})
    assert made.status_code == 302
    where = made["Location"]
    assert "no se puso plazo" in client.get(where).content.decode()
    steps = (
        ("envio", {"sent_on": f"{day:%d/%m/%Y}"}),
        ("respuesta", {"received_on": f"{day:%d/%m/%Y}", "text": "Se contrató.", "reference": "7"}),
        ("valoracion", {"state": "partial", "evidence": "Planilla 3",
                        "assessed_on": f"{day:%d/%m/%Y}"}),
    )  # fmt: skip
    with acting(reader("deputy")) as deputy:
        addressee = queries.recommendations(user=deputy, today=DAY)[-1].standings[0].addressee
    for step, values in steps:
        path = f"/recomendaciones/destinatario/{addressee.pk}/{step}/"
        assert client.post(path, values | {"_form": "sheet", "_route": path})["Location"] == where
    shown = client.get(where).content.decode()
    assert all(word in shown for word in ("Se contrató.", "Planilla 3", "en parte"))
    spanish = where + "texto/"
    version = re.findall(r'name="_version" value="([^"]+)"', client.get(spanish).content.decode())
    again = typed | {"text_en": "That there be a doctor at night.", "_route": spanish,
                     "_version": version[-1]}  # fmt: skip
    assert client.post(spanish, again)["Location"] == where
    assert "Textos anteriores" in client.get(where).content.decode()


def test_who_had_the_page_open_does_not_undo_a_colleagues_words() -> None:
    with acting(reader("lawyer", "autora")) as lawyer:
        one = recommend(lawyer, "dgsp", text_es="Que se abra.")
    client, path = browser("deputy"), f"/recomendaciones/{one.public_id}/texto/"
    opened = re.findall(r'name="_version" value="([^"]+)"', client.get(path).content.decode())[-1]
    typed = {"theme": "health", "original": "es", "_form": "sheet", "_route": path}
    first = typed | {"text_es": "Que se abra ya.", "_version": opened}
    assert client.post(path, first).status_code == 302
    second = client.post(path, typed | {"text_es": "Que no se cierre.", "_version": opened})
    assert second.status_code == 409
    assert "Que se abra ya." in second.content.decode()
    assert "Que no se cierre." in second.content.decode()
    assert Wording.objects.get(recommendation=one, superseded_at=None).text_es == "Que se abra ya."


def test_on_the_page_a_repeat_is_offered_and_linked() -> None:
    with acting(reader("lawyer", "autora")) as lawyer:
        old = queries.recommendations(user=lawyer, today=DAY)[5]
        new = recommend(lawyer, "dgsp", original="en", text_es="", text_en=old.wording.text_en)
    client, where = browser("deputy"), f"/recomendaciones/{new.public_id}/"
    assert "¿Repite una anterior?" in client.get(where).content.decode()
    sent = client.post(where + "repite/", {"anterior": str(old.one.public_id)})
    assert sent["Location"] == where
    assert "Repite una anterior" in client.get(where).content.decode()
    assert client.post(where + "repite/", {"anterior": "x"}).status_code == 404


def test_what_the_first_page_counts_is_what_each_page_says() -> None:
    lawyer = reader("lawyer", "cuenta")
    with acting(lawyer):
        one = recommend(lawyer, "mingob", "minsa", "dgsp", deadline=DAY - timedelta(days=3))
        to = list(one.addressees.order_by("pk"))
        for each in to[:2]:
            actions.note_sent(each, sent_on=DAY - timedelta(days=40), today=DAY, by=lawyer, at=AT)
        to[0].refresh_from_db()
        actions.note_reply(to[0], received_on=DAY, reference="", text="x", today=DAY, by=lawyer,
                           at=AT)  # fmt: skip
        actions.assess(to[1], state="done", evidence="Acta", assessed_on=DAY, today=DAY,
                       by=lawyer, at=AT)  # fmt: skip
        full = [
            (f.one.number, s.addressee.authority, s.silent, s.overdue, s.state, bool(s.replies))
            for f in queries.recommendations(user=lawyer, today=DAY) for s in f.standings
        ]  # fmt: skip
        light = [
            (s.number, s.authority, s.silent, s.overdue, s.state, s.replied)
            for s in queries.standings(user=lawyer, today=DAY)
        ]
    assert light == full
    assert (one.number, "mingob", None, 3, "not_yet", True) in light
    assert (one.number, "minsa", 40, 0, "done", False) in light
    assert (one.number, "dgsp", None, 3, "not_yet", False) in light


def test_the_list_is_narrowed_by_words_theme_authority_and_told_as_a_file() -> None:
    lawyer = reader("lawyer", "busca")
    with acting(lawyer):
        one = recommend(lawyer, "mingob", text_es="Que se repare el tanque de agua.")
        two = recommend(lawyer, "minsa", text_es="Que haya agua en la enfermería.", theme="health")

        def found(**asked: str) -> list[int]:
            rows, count = queries.recommendations_asked(
                user=lawyer, today=DAY, asked=queries.AskedAdvice(**asked)
            )
            assert count == len(rows)
            return [row.one.number for row in rows]

        assert found(text="agua") == [one.number, two.number]
        assert found(text="agua tanque") == [one.number]
        assert found(text="agua", theme="health") == [two.number]
        assert found(text="agua", authority="mingob") == [one.number]
        assert found(text="nada de esto") == []
    client = browser("lawyer", "baja")
    assert client.get("/recomendaciones/?tema=nada").status_code == 404
    page = client.get("/recomendaciones/?texto=tanque").content.decode()
    assert f"{one.number}." in page
    assert f"{two.number}. " not in page
    file = client.get("/recomendaciones/archivo/?texto=agua").content.decode("utf-8-sig")
    assert "Que se repare el tanque de agua." in file
    assert "Ministerio de Salud" in file
