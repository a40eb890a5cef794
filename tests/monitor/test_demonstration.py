"""The demonstration of the mechanism: what an invented team did, all of it marked so."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from segunda.access.clock import today as panama_today
from segunda.access.models import User
from segunda.access.scope import JOBS, acting, reader_of
from segunda.config.monitor import demonstration
from segunda.monitoring import queries
from segunda.monitoring.models import Finding, Matter, Recommendation, Report, StatePackage, Wording
from segunda.monitoring.queries.places import Asked

pytestmark = pytest.mark.django_db(databases=["default", "refusals"])


def texts(folder: Path) -> list[str]:
    """What was invented, each with its own words: places, findings, recommendations."""
    demonstration.fill(folder / "demonstration")
    demonstration.fill(folder / "demonstration")  # the second time there is nothing to do
    director = User.objects.get(username="directora")
    with acting(reader_of(director)) as one:
        places = [place.details.name for place in queries.places(user=one, asked=Asked())]
        assert len(places) == 10
        own = Wording.objects.filter(recommendation__source="")
        assert own.count() == 5
        assert all("fictitious" in wording.text_en for wording in own)
        told = [*Finding.objects.values_list("text", flat=True),
                *own.values_list("text_es", flat=True)]  # fmt: skip
        reports = list(Report.objects.order_by("kind").values_list("kind", flat=True))
        assert reports == ["annual", "visit"]
        assert Matter.objects.count() == 2
        women = queries.women_held(user=one)
        assert women is not None
        # Of every seven, three for drugs and one of whom nothing is recorded: 31 and 10 of the 71
        # of one prison, 10 and 4 of the 24 of the other.
        assert (women.women, women.drugs, women.silent) == (95, 41, 14)
        assert list(StatePackage.objects.values_list("breaks", flat=True)) == [[], []]
        return [*places, *told]


def test_everything_says_it_is_invented_and_the_sixteen_stay_word_for_word(tmp_path: Path) -> None:
    told = texts(tmp_path)
    assert [text for text in told if "fictici" not in text] == []
    shipped = files("segunda.monitoring") / "shipped" / "recommendations.json"
    words = [one["text_en"] for one in json.loads(shipped.read_text(encoding="utf-8"))["texts"]]
    with acting(JOBS):
        rows = Recommendation.objects.exclude(source="").order_by("number")
        assert [row.wordings.get().text_en for row in rows] == words
        assert all(row.addressees.filter(sent_on=None).exists() for row in rows)
    today = panama_today()
    director = User.objects.get(username="directora")
    with acting(reader_of(director)) as one:
        seen = [v for year in (today.year, today.year + 1)
                for v in queries.planned_visits(user=one, year=year)]  # fmt: skip
        assert sorted(v.details.announced for v in seen) == [False, True]
        plan = queries.strategic_plans(user=one)[0]
        assert sorted(branch.late(today) > 0 for branch in plan.actions()) == [False, True]
    client = Client()
    client.force_login(director)
    page = client.get("/").content.decode()
    assert "ninguna copia cifrada" not in page  # the invented keeper made one
    # By hand from ADVICE and TALKS: the room, the isolation of two addressees, the vehicle.
    assert "Plazos vencidos: 4. Autoridades sin responder: 5." in page
    assert "Prometido en visitas y no entregado en su día: 1." in page
    lines = re.sub(r"<[^>]+>", " ", page)
    assert "Hay 134 personas para 90 plazas" in lines
    assert "Hay 14 personas más" in lines


def test_an_outsider_of_a_visit_or_of_health_knows_nothing_of_it(tmp_path: Path) -> None:
    demonstration.fill(tmp_path / "demonstration")
    outside = User.objects.get(username="psicologo")
    with acting(reader_of(outside)) as one:
        year = timezone.now().year
        seen = [v for at in (year, year + 1) for v in queries.planned_visits(user=one, year=at)]
        assert [v.details.announced for v in seen] == [True]
    seen_by = {}
    for username in ("abogada", "directora", "medico"):
        with acting(reader_of(User.objects.get(username=username))):
            seen_by[username] = Finding.objects.filter(section="medical").count()
    assert seen_by == {"abogada": 0, "directora": 0, "medico": 1}
