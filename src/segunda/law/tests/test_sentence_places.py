"""Each coded reason names its list, row and field, and the value it is about; nothing else is said.

One line a reason: code, list, row counted from 1, field, value; below it with `+` what the same
case says besides. The lines were printed by the engine and then read by a person beside the cases
of `test_sentence_codes.REACHED`, one by one: they hold what is said where, and are no worked cases.
"""

import pytest

from segunda.law.sentence import sheets
from segunda.law.tests.test_sentence_codes import AS_OF, REACHED

PLACES = """
ACTIVITY_OUTSIDE_PRISON - - - -
CASE_NOT_OBJECT - - - -
COMMUNITY_WORK_ABOVE_FIVE_YEARS - - community_work_days -
COMMUNITY_WORK_BEFORE_SENTENCE - - community_work_days [1218]
CONCURRENT_OTHER_DAY sentences 2 relation -
COUNT_NEGATIVE - - presentations [-1]
COUNT_NOT_WHOLE - - study_days [1.5]
COUNT_TOO_LARGE - - territorial_ban_days [18301]
CREDITS_MAY_OVERLAP - - - -
CUSTODY_AFTER_AS_OF custody - - -
CUSTODY_DATE_IMPOSSIBLE custody 1 start [2019-02-29]
CUSTODY_DATE_OUT_OF_RANGE custody 1 start [1820-01-10]
CUSTODY_END_AHEAD custody 1 end [2026-01-10]
CUSTODY_END_BEFORE_START custody 1 end [2020-01-09]
CUSTODY_GAP - - - [10]
CUSTODY_KIND_MISSING custody 1 kind -
CUSTODY_KIND_UNKNOWN custody 1 kind [jail]
CUSTODY_NOT_LIST custody - - -
CUSTODY_NOT_OBJECT custody 1 - -
CUSTODY_NO_DAY custody 1 end [2020-01-10]
CUSTODY_OVERLAP custody 2 - [1]
CUSTODY_START_MISSING custody 1 start -
DOUBLE_ACTIVITY - - - -
END_PASSED_STILL_HELD - - - [2024-01-10]
END_PASSED_STILL_HELD - - - [2023-12-20]
FIELD_UNKNOWN - - workdays -
IMPOSED_AFTER_AS_OF sentences 1 imposed_date [2024-07-01]
IMPOSED_DATE_IMPOSSIBLE sentences 1 imposed_date [2021-02-30]
IMPOSED_DATE_MISSING sentences 1 imposed_date -
IMPOSED_DATE_OUT_OF_RANGE sentences 1 imposed_date [0021-03-01]
INTERRUPTIONS_NOT_LIST interruptions - - -
INTERRUPTION_AFTER_AS_OF interruptions 1 start -
INTERRUPTION_BEFORE_CUSTODY interruptions 1 start -
INTERRUPTION_DATE_IMPOSSIBLE interruptions 1 end [2022-13-01]
INTERRUPTION_DATE_OUT_OF_RANGE interruptions 1 end [2222-02-01]
INTERRUPTION_END_BEFORE_START interruptions 1 end [2021-12-31]
INTERRUPTION_KIND_MISSING interruptions 1 kind -
INTERRUPTION_KIND_UNKNOWN interruptions 1 kind [fuga]
INTERRUPTION_NOT_OBJECT interruptions 1 - -
INTERRUPTION_NO_DAY interruptions 1 end [2022-01-01]
INTERRUPTION_OVERLAP interruptions 2 - [1]
INTERRUPTION_START_MISSING interruptions 1 start -
INTERRUPTION_STILL_OPEN interruptions 1 - -
LENGTH_ABOVE_THIRTY_YEARS sentences 1 length -
LENGTH_BELOW_SIX_MONTHS sentences 1 length -
LENGTH_MISSING sentences 1 length -
LENGTH_NEGATIVE sentences 1 days [-1]
LENGTH_NOT_OBJECT sentences 1 length -
LENGTH_NOT_WHOLE sentences 1 years [2.5]
LENGTH_ZERO sentences 1 length -
NO_CUSTODY custody - - -
REDEEMED_WAIT - - - [1]
RELATION_MISSING sentences 1 relation -
RELATION_UNKNOWN sentences 1 relation [unified]
RELEASED_BEFORE_END - - - -
  + CUSTODY_GAP - - - [537]
RELEASE_BEFORE_SENTENCE interruptions 1 start -
RELEASE_BEFORE_TWO_THIRDS interruptions 1 start -
ROWS_TOO_MANY custody - - -
SENTENCES_EMPTY sentences - - -
SENTENCES_MISSING sentences - - -
SENTENCES_NOT_LIST sentences - - -
SENTENCE_AFTER_RELEASE sentences 1 imposed_date [2021-03-01]
SENTENCE_ID_MISSING sentences 1 id -
SENTENCE_ID_REPEATED sentences 2 id [A]
SENTENCE_NOT_OBJECT sentences 1 - -
SERVED_BEFORE_SENTENCE - - - -
  + END_PASSED_STILL_HELD - - - [2020-11-10]
  + END_PASSED_STILL_HELD - - - [2020-11-05]
SEVERAL_ALONE sentences 2 relation -
STATUTORY_ABOVE_FIFTY_YEARS sentences 1 statutory_max_months [601]
STATUTORY_BELOW_IMPOSED sentences 1 statutory_max_months [60]
STATUTORY_NOT_POSITIVE sentences 1 statutory_max_months [0]
STATUTORY_NOT_WHOLE sentences 1 statutory_max_months [180]
STATUTORY_UNKNOWN - - statutory_max_months -
STUDY_OUT_OF_CUSTODY - - study_days [1634]
SUPERVISED_RELEASE_REVOKED interruptions 1 kind -
TEACHING_ABOVE_EIGHT_HOURS - - teaching_hours [13065]
TEACHING_OUT_OF_CUSTODY - - teaching_hours [39193]
TOTAL_ABOVE_FIFTY_YEARS sentences 1 length -
TO_CIRCLE sentences 1 to -
TO_CIRCLE sentences 2 to -
TO_ITSELF sentences 2 to [B]
TO_MISSING sentences 2 to -
TO_UNKNOWN sentences 2 to [Z]
TO_WITH_ALONE sentences 1 to [A]
WORK_OUT_OF_CUSTODY - - work_days [1634]
"""


def by_case() -> dict[str, set[str]]:
    """Code of the case → every line it is told in."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in PLACES.strip().splitlines():
        if not line.startswith("  + "):
            name = line.split()[0]
        found.setdefault(name, set()).add(line.removeprefix("  + "))
    return found


EXPECTED = by_case()


def test_every_reason_has_its_line() -> None:
    assert set(EXPECTED) == set(REACHED)


@pytest.mark.parametrize("name", sorted(REACHED))
def test_it_is_said_of_its_place_and_nothing_else_is(name: str) -> None:
    told = {
        " ".join(str(part or "-") for part in (
            said.code.name, said.place.section, said.place.row, said.place.field, said.value))
        for sheet in sheets(REACHED[name], AS_OF)
        for said in sheet.codes
    }  # fmt: skip
    assert told == EXPECTED[name]
