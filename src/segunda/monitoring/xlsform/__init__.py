"""XLSForm: the forms a mechanism makes in a spreadsheet (https://xlsform.org), read and answered.

`pyxform` checks the file and turns it into an XForm; `elementpath` works out its expressions. What
is ours: the numbers of the questions, the conditions in words, the score against a norm. No Django.
"""

from segunda.monitoring.xlsform.answers import (
    Answers,
    Line,
    Problem,
    Score,
    lines,
    packed,
    places,
    problems,
    scored_lines,
    scores,
)
from segunda.monitoring.xlsform.items import Form, Item
from segunda.monitoring.xlsform.read import LARGEST, read
from segunda.monitoring.xlsform.words import condition, numbered, wanted

__all__ = [
    "LARGEST",
    "Answers",
    "Form",
    "Item",
    "Line",
    "Problem",
    "Score",
    "condition",
    "lines",
    "numbered",
    "packed",
    "places",
    "problems",
    "read",
    "scored_lines",
    "scores",
    "wanted",
]
