"""Every read of the record: `user` is the Reader who asks; the database shows it what is its own.

Reading a file and drawing a list leave a trace here, so that no page can forget it.
"""

from segunda.registry.queries.census import Census, census
from segunda.registry.queries.file import PersonFile, find_person, open_file
from segunda.registry.queries.lists import (
    PAGE,
    Listed,
    ListPage,
    PeopleFilter,
    count_people,
    list_people,
    listed_people,
)
from segunda.registry.queries.package import package_rows
from segunda.registry.queries.places import (
    FacilityPage,
    facility_names,
    facility_page,
    list_facilities,
)
from segunda.registry.queries.search import Found, search_people, similar_people
from segunda.registry.queries.work import waiting_for

__all__ = [
    "PAGE",
    "Census",
    "FacilityPage",
    "Found",
    "ListPage",
    "Listed",
    "PeopleFilter",
    "PersonFile",
    "census",
    "count_people",
    "facility_names",
    "facility_page",
    "find_person",
    "list_facilities",
    "list_people",
    "listed_people",
    "open_file",
    "package_rows",
    "search_people",
    "similar_people",
    "waiting_for",
]
