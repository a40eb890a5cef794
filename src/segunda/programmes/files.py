"""Lists of this room as files to take."""

from django.conf import settings
from django.http import HttpResponse

from segunda.report.whole_list import WholeList, as_csv
from segunda.report.words import FICTITIOUS
from segunda.web import files
from segunda.web.language import say


def fictitious() -> str:
    """What stands above a file of invented people; nothing above a real one."""
    return say(FICTITIOUS) if settings.DEMONSTRATION else ""


def csv_file(name: str, whole: WholeList) -> HttpResponse:
    """A list as a file to take."""
    return files.csv_file(name, as_csv(whole))
