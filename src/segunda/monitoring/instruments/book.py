"""Rows as an Excel book of three sheets, the same bytes each time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter

MADE = datetime(2026, 1, 1)  # noqa: DTZ001  # an Excel book has no zone; the day is not told


def book(sheets: Mapping[str, Sequence[Mapping[str, str]]], version: str) -> bytes:
    """The book of these sheets; each one's first row holds the names of its columns."""
    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": False})
    made.set_properties({"created": MADE, "comments": version})
    bold, wrap = made.add_format({"bold": True}), made.add_format({"text_wrap": True})
    for name, rows in sheets.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet = made.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns), 28, wrap)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, bold)
        for line, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                if row.get(column):
                    sheet.write_string(line, place, row[column])
    made.close()
    return stream.getvalue()
