"""A list to review is taken out as files like that of who may leave: as its reader sees it."""

import csv
import io
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from segunda.access.scope import JOBS, acting
from segunda.law.text import Text
from segunda.registry import actions
from segunda.registry.keeping import check_everybody
from segunda.registry.leaving import making
from segunda.registry.leaving.asking import ask_export
from segunda.registry.models import ListExport, Sentence
from segunda.registry.queries.reviews import PAST, RELEASED, ReviewFilter
from tests.village.day import NOON, TODAY
from tests.village.people import Village, found

if TYPE_CHECKING:
    from segunda.config.database import Connections

NOW = timezone.now()


def made(village: Village, account: str, what: str, purpose: str) -> ListExport:
    reader = village.reader(account)
    with acting(reader):
        one = ask_export(
            which=ReviewFilter(what), words=Text("x", "x"), order="oldest",
            descending=False, purpose=purpose, language="es", by=reader, at=NOW,
            user=village.users[account],
        )  # fmt: skip
    making.make(one.pk, at=NOW, day=TODAY)
    with acting(JOBS):
        return ListExport.objects.get(pk=one.pk)


def test_the_whole_list_is_taken_out_as_its_reader_sees_it(
    own_village: "Connections",  # noqa: ARG001 (a fixture by its name)
) -> None:
    village = found()
    with acting(JOBS):
        hers = Sentence.objects.get(person=village.people["Yaneth Peña Santos"],
                                    superseded_at=None)  # fmt: skip
        actions.correct_row(kind="sentence", entity=hers.entity, version=hers.pk,
                            changes={"years": 2}, by=JOBS, at=NOON)  # fmt: skip
    check_everybody("first", day=TODAY)
    one = made(village, "direccion.norte", PAST, "custody")
    assert (one.state, one.rows) == ("done", 1)
    text = bytes(one.csv or b"").decode("utf-8-sig")
    lines: list[list[Any]] = list(csv.reader(io.StringIO(text)))
    assert [line[:8] for line in lines if line and line[0].startswith("Peña")] == [
        ["Peña Santos, Yaneth", "mujer", "Centro Norte (ficticio)", "2022-02-02", "2024-01-23",
         "2024-02-02", "", "según todas las lecturas"],
    ]  # fmt: skip
    assert made(village, "direccion.sur", PAST, "custody").rows == 0
    refused = made(village, "direccion.norte", RELEASED, "custody")
    assert (refused.state, refused.csv) == ("refused", None)
