"""Every coded reason can be reached, says what to do in two languages, and gives no number."""

import copy
import json
from datetime import date
from typing import Any

import pytest

from segunda.law.sentence import as_items, is_refused, sheets
from segunda.law.sentence.codes import GRADES, codes

AS_OF = date(2024, 6, 30)
PLAIN: dict[str, Any] = {
    "sentences": [
        {
            "id": "A",
            "imposed_date": "2021-03-01",
            "length": {"years": 6, "months": 0, "days": 0},
            "statutory_max_months": 180,
            "relation": "alone",
            "to": None,
        }
    ],
    "custody": [{"start": "2020-01-10", "end": None, "kind": "prison"}],
    "interruptions": [],
}
SECOND = {
    "id": "B",
    "imposed_date": "2021-03-01",
    "length": {"years": 4},
    "statutory_max_months": 144,
    "relation": "consecutive",
    "to": "A",
}
ESCAPE = {"start": "2022-01-01", "end": "2022-02-01", "kind": "escape"}
RELEASE = {"start": "2023-01-01", "end": "2023-06-01", "kind": "conditional_release_revoked"}


def changed(**top: Any) -> dict[str, Any]:
    return copy.deepcopy(PLAIN) | top


def sentence(**fields: Any) -> dict[str, Any]:
    """The plain case with some fields of its sentence changed; `...` takes a field away."""
    entry = PLAIN["sentences"][0] | fields
    return changed(sentences=[{k: v for k, v in entry.items() if v is not ...}])


def and_second(**fields: Any) -> dict[str, Any]:
    return changed(sentences=[*copy.deepcopy(PLAIN["sentences"]), SECOND | fields])


def custody(*rows: Any) -> dict[str, Any]:
    return changed(custody=list(rows))


def held(start: Any = "2020-01-10", end: Any = None, kind: Any = "prison") -> dict[str, Any]:
    return {"start": start, "end": end, "kind": kind}


def cut(**fields: Any) -> dict[str, Any]:
    return changed(interruptions=[ESCAPE | fields])


LOOP = [
    PLAIN["sentences"][0] | {"relation": "consecutive", "to": "B"},
    SECOND | {"relation": "consecutive", "to": "A"},
]
SHORT = {"years": 0, "months": 10}
REACHED: dict[str, Any] = {
    "CASE_NOT_OBJECT": [PLAIN],
    "FIELD_UNKNOWN": changed(workdays=3),
    "SENTENCES_MISSING": {"custody": PLAIN["custody"]},
    "SENTENCES_NOT_LIST": changed(sentences=PLAIN["sentences"][0]),
    "SENTENCES_EMPTY": changed(sentences=[]),
    "ROWS_TOO_MANY": changed(custody=[held()] * 1001),
    "SENTENCE_NOT_OBJECT": changed(sentences=["six years"]),
    "SENTENCE_ID_MISSING": sentence(id=...),
    "SENTENCE_ID_REPEATED": and_second(id="A", to="A"),
    "IMPOSED_DATE_MISSING": sentence(imposed_date=None),
    "IMPOSED_DATE_IMPOSSIBLE": sentence(imposed_date="2021-02-30"),
    "IMPOSED_DATE_OUT_OF_RANGE": sentence(imposed_date="0021-03-01"),
    "IMPOSED_AFTER_AS_OF": sentence(imposed_date="2024-07-01"),
    "LENGTH_MISSING": sentence(length=...),
    "LENGTH_NOT_OBJECT": sentence(length="6 años"),
    "LENGTH_NOT_WHOLE": sentence(length={"years": 2.5}),
    "LENGTH_NEGATIVE": sentence(length={"years": 6, "days": -1}),
    "LENGTH_ZERO": sentence(length={"years": 0, "months": 0, "days": 0}),
    "LENGTH_BELOW_SIX_MONTHS": sentence(length={"months": 5, "days": 29}),
    "LENGTH_ABOVE_THIRTY_YEARS": sentence(
        length={"years": 30, "days": 1}, statutory_max_months=None
    ),
    "TOTAL_ABOVE_FIFTY_YEARS": sentence(length={"years": 61}),
    "STATUTORY_NOT_WHOLE": sentence(statutory_max_months="180"),
    "STATUTORY_NOT_POSITIVE": sentence(statutory_max_months=0),
    "STATUTORY_ABOVE_FIFTY_YEARS": sentence(statutory_max_months=601),
    "STATUTORY_BELOW_IMPOSED": sentence(statutory_max_months=60),
    "STATUTORY_UNKNOWN": sentence(statutory_max_months=None) | {"work_days": 10},
    "RELATION_MISSING": sentence(relation=...),
    "RELATION_UNKNOWN": sentence(relation="unified"),
    "TO_MISSING": and_second(to=None),
    "TO_UNKNOWN": and_second(to="Z"),
    "TO_ITSELF": and_second(to="B"),
    "TO_CIRCLE": changed(sentences=LOOP),
    "TO_WITH_ALONE": sentence(to="A"),
    "SEVERAL_ALONE": and_second(relation="alone", to=None),
    "CONCURRENT_OTHER_DAY": and_second(
        relation="concurrent", imposed_date="2022-09-01", length={"years": 5}
    ),
    "SENTENCE_AFTER_RELEASE": custody(held(end="2020-12-01")),
    "CUSTODY_NOT_LIST": changed(custody="2020-01-10"),
    "NO_CUSTODY": custody(),
    "CUSTODY_NOT_OBJECT": custody("2020-01-10"),
    "CUSTODY_START_MISSING": custody(held(start=None)),
    "CUSTODY_DATE_IMPOSSIBLE": custody(held(start="2019-02-29")),
    "CUSTODY_DATE_OUT_OF_RANGE": custody(held(start="1820-01-10")),
    "CUSTODY_END_BEFORE_START": custody(held(end="2020-01-09")),
    "CUSTODY_NO_DAY": custody(held(end="2020-01-10")),
    "CUSTODY_KIND_MISSING": custody(held(kind=None)),
    "CUSTODY_KIND_UNKNOWN": custody(held(kind="jail")),
    "CUSTODY_OVERLAP": custody(held(end="2021-05-02"), held(start="2021-05-01")),
    "CUSTODY_AFTER_AS_OF": custody(held(start="2024-07-01")),
    "INTERRUPTIONS_NOT_LIST": changed(interruptions=3),
    "INTERRUPTION_NOT_OBJECT": changed(interruptions=["escape"]),
    "INTERRUPTION_START_MISSING": cut(start=None),
    "INTERRUPTION_DATE_IMPOSSIBLE": cut(end="2022-13-01"),
    "INTERRUPTION_DATE_OUT_OF_RANGE": cut(end="2222-02-01"),
    "INTERRUPTION_END_BEFORE_START": cut(end="2021-12-31"),
    "INTERRUPTION_NO_DAY": cut(end="2022-01-01"),
    "INTERRUPTION_KIND_MISSING": cut(kind=None),
    "INTERRUPTION_KIND_UNKNOWN": cut(kind="fuga"),
    "INTERRUPTION_OVERLAP": changed(interruptions=[ESCAPE, ESCAPE | {"start": "2022-01-31"}]),
    "INTERRUPTION_BEFORE_CUSTODY": cut(start="2020-01-09"),
    "INTERRUPTION_AFTER_AS_OF": cut(start="2024-07-01", end=None),
    "RELEASE_BEFORE_SENTENCE": cut(
        start="2021-02-28", end="2021-03-05", kind="conditional_release_revoked"
    ),
    "SUPERVISED_RELEASE_REVOKED": cut(kind="supervised_release_revoked"),
    "COUNT_NOT_WHOLE": changed(study_days=1.5),
    "COUNT_NEGATIVE": changed(presentations=-1),
    "COUNT_TOO_LARGE": changed(territorial_ban_days=18_301),
    "WORK_OUT_OF_CUSTODY": changed(work_days=1634),
    "STUDY_OUT_OF_CUSTODY": changed(study_days=1634),
    "TEACHING_OUT_OF_CUSTODY": changed(teaching_hours=24 * 1633 + 1),
    "TEACHING_ABOVE_EIGHT_HOURS": changed(teaching_hours=8 * 1633 + 1),
    "DOUBLE_ACTIVITY": changed(work_days=1600, study_days=34),
    "ACTIVITY_OUTSIDE_PRISON": custody(
        held(end="2021-01-10", kind="home"), held(start="2021-01-10")
    )
    | {"work_days": 1268},
    "COMMUNITY_WORK_BEFORE_SENTENCE": changed(community_work_days=1218),
    "COMMUNITY_WORK_ABOVE_FIVE_YEARS": changed(community_work_days=5),
    "CREDITS_MAY_OVERLAP": changed(presentations=5, territorial_ban_days=5),
    "REDEEMED_WAIT": sentence(length={"years": 14}) | {"work_days": 2},
    "END_PASSED_STILL_HELD": sentence(length={"years": 4}),
    "RELEASED_BEFORE_END": custody(held(end="2023-01-10")),
    "INTERRUPTION_STILL_OPEN": cut(end=None),
    "RELEASE_BEFORE_TWO_THIRDS": changed(interruptions=[RELEASE]),
    "CUSTODY_GAP": custody(held(end="2022-01-10"), held(start="2022-01-20")),
    "SERVED_BEFORE_SENTENCE": sentence(length=SHORT),
    "CUSTODY_END_AHEAD": custody(held(end="2026-01-10")),
}


def test_every_code_has_a_case_that_reaches_it() -> None:
    assert set(REACHED) == set(codes())
    assert len(codes()) >= 60


@pytest.mark.parametrize("name", sorted(REACHED))
def test_the_case_reaches_the_code_and_the_plain_case_does_not(name: str) -> None:
    found = [said for sheet in sheets(REACHED[name], AS_OF) for said in sheet.codes]
    assert name in {said.code.name for said in found}
    assert name not in {said.code.name for s in sheets(PLAIN, AS_OF) for said in s.codes}
    assert all(said.code.grade in GRADES for said in found)


@pytest.mark.parametrize("name", sorted(REACHED))
def test_what_is_refused_or_not_covered_gives_no_number_and_no_date(name: str) -> None:
    grade = codes()[name].grade
    for sheet, item in zip(sheets(REACHED[name], AS_OF), as_items(sheets(REACHED[name], AS_OF)),
                           strict=True):  # fmt: skip
        if any(said.code.grade != "notice" for said in sheet.codes):
            assert item["manual"] is True
            assert set(item) - {"same_as"} == {"reading", "manual", "codes"}
        elif grade == "notice":
            assert "manual" not in item
    assert is_refused(sheets(REACHED[name], AS_OF)) is (grade == "refused")


@pytest.mark.parametrize("name", sorted(REACHED))
def test_each_sentence_is_whole_in_both_languages(name: str) -> None:
    texts = [
        said.text for sheet in sheets(REACHED[name], AS_OF) for said in sheet.codes
        if said.code.name == name
    ]  # fmt: skip
    for text in texts:
        assert text.es != text.en
        for words in (text.es, text.en):
            assert words.endswith(".")
            assert "{" not in words.replace('{"years"', "")
            assert "None" not in words


def test_a_message_names_the_row_the_field_and_the_article() -> None:
    case = and_second(imposed_date="2021-02-30")
    (told,) = sheets(case, AS_OF)[0].codes
    assert told.text.es == (
        "Pena 2, «imposed_date»: la fecha [2021-02-30] no existe o no está escrita AAAA-MM-DD "
        "(CP 52)."
    )
    assert told.text.en.startswith("Sentence 2, “imposed_date”: the date [2021-02-30]")


def test_everything_wrong_is_told_at_once() -> None:
    case = custody(held(start="x", kind="y"), held(end="2019-01-01")) | {"work_days": -1}
    names = [said.code.name for said in sheets(case, AS_OF)[0].codes]
    assert names == [
        "CUSTODY_KIND_UNKNOWN",
        "CUSTODY_DATE_IMPOSSIBLE",
        "CUSTODY_END_BEFORE_START",
        "COUNT_NEGATIVE",
    ]


def test_the_nearest_field_is_offered() -> None:
    (told,) = sheets(changed(teaching_hour=8), AS_OF)[0].codes
    assert "teaching_hours" in told.text.en


@pytest.mark.parametrize("odd", [None, 3, "x", True, [], {}, [[]], {"sentences": {}}, {"a": {}}])
def test_no_json_at_all_makes_it_stumble(odd: object) -> None:
    assert is_refused(sheets(odd, AS_OF))


@pytest.mark.parametrize("field", ["sentences", "custody", "interruptions"])
@pytest.mark.parametrize("odd", [True, 3, "x", {}, [None], [True], [[]], [{}], [{"start": []}]])
def test_no_odd_row_makes_it_stumble(field: str, odd: object) -> None:
    found = sheets(changed(**{field: odd}), AS_OF)
    assert is_refused(found)
    json.dumps(as_items(found), ensure_ascii=False).encode()


def test_half_a_character_can_be_printed() -> None:
    found = sheets(sentence(id="\ud800", relation="\udfff"), AS_OF)
    json.dumps(as_items(found), ensure_ascii=False).encode()


def test_a_note_and_a_name_are_no_unknown_fields() -> None:
    noted = changed(id="case 1", note="a story", _source="a file")
    assert sheets(noted, AS_OF)[0].figures == sheets(PLAIN, AS_OF)[0].figures


def test_two_long_names_that_begin_alike_are_two_sentences() -> None:
    long = "A" * 60
    case = and_second(id=long + "2", to=long + "1")
    case["sentences"][0]["id"] = long + "1"
    assert sheets(case, AS_OF)[0].figures is not None
