"""Every read of the mechanism's database; `user` is the Reader who asks. A part adds its file."""

from segunda.monitoring.queries.administration import Act, acts, last_copy
from segunda.monitoring.queries.commitments import commitment, commitments, late, practices
from segunda.monitoring.queries.entries import entries, entry, entry_before
from segunda.monitoring.queries.findings import finding, findings, pattern
from segunda.monitoring.queries.handing_over import handing_over, last_handing_over
from segunda.monitoring.queries.notes import note, notes
from segunda.monitoring.queries.packages import (
    heads,
    package,
    packages,
    program_keys,
    refusals,
    replies_to,
)
from segunda.monitoring.queries.places import (
    Asked,
    Counted,
    Registered,
    counts_of,
    findings_at,
    newest_count_day,
    place,
    place_history,
    places,
    provinces,
    recommendations_about,
)
from segunda.monitoring.queries.plan import PlaceSignals, signals
from segunda.monitoring.queries.recommendations import (
    addressee,
    like,
    recommendation,
    recommendations,
)
from segunda.monitoring.queries.report_inputs import packages_of_people
from segunda.monitoring.queries.reports import (
    report,
    report_copies,
    report_copy,
    report_decisions,
    reports,
    things_behind,
)
from segunda.monitoring.queries.visits_planned import (
    Planned,
    conflict,
    conflicts,
    members,
    place_names,
    planned_at,
    planned_history,
    planned_visit,
    planned_visits,
    years_planned,
)

__all__ = [
    "Act",
    "Asked",
    "Counted",
    "PlaceSignals",
    "Planned",
    "Registered",
    "acts",
    "addressee",
    "commitment",
    "commitments",
    "conflict",
    "conflicts",
    "counts_of",
    "entries",
    "entry",
    "entry_before",
    "finding",
    "findings",
    "findings_at",
    "handing_over",
    "heads",
    "last_copy",
    "last_handing_over",
    "late",
    "like",
    "members",
    "newest_count_day",
    "note",
    "notes",
    "package",
    "packages",
    "packages_of_people",
    "pattern",
    "place",
    "place_history",
    "place_names",
    "places",
    "planned_at",
    "planned_history",
    "planned_visit",
    "planned_visits",
    "practices",
    "program_keys",
    "provinces",
    "recommendation",
    "recommendations",
    "recommendations_about",
    "refusals",
    "replies_to",
    "report",
    "report_copies",
    "report_copy",
    "report_decisions",
    "reports",
    "signals",
    "things_behind",
    "years_planned",
]
