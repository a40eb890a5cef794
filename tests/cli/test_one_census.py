"""The census of `segunda screen` counts the rows of a file as `segunda census` does."""

import json
from datetime import date
from pathlib import Path

from segunda.cli.screen import source_of
from segunda.registry.intake import read
from segunda.registry.intake.census import census
from segunda.report.census import census_of

ROWS = (
    "person_id,sex,birth_date,custody_start_date,legal_status,facility\n"
    "1,F,02/04/61,yesterday,pretrial,La Joya\n2,Z,1990-05-01,2020-01-01,nobody,\n"
    "3,M,1990-02-31,2020-01-01,pretrial,La Joya\n"
)


def test_a_row_doubtful_in_two_columns_is_one_row_in_both(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(ROWS, encoding="utf-8")
    found = read(file, "template", as_of=date(2024, 6, 30))
    counted = json.loads(json.dumps(census(found)))
    assert counted["flags"] == {
        "impossible_date": 1, "rejected_rows": 1, "unknown_value": 1, "unreadable_date": 1,
    }  # fmt: skip
    assert census_of(source_of(found, file)).as_item() == counted
