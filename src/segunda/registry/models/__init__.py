"""The rows of the record. Nothing here is changed or deleted: a correction supersedes.

places    Facility → Unit → Cell, their capacity through time, courts
people    Person and what identifies her: names, numbers, particulars, dependants, merges
custody   spans: custody, placement, legal status; what was asked at admission; releases
justice   court cases, charges, sentences, credits, interruptions, orders, holds
computations  computations of sentences, kept and signed
facts     what is known of a person: value, state, document; disputes; what a source says
papers    papers asked for, sheets handed over
verdicts  what the law says of each person held, kept; papers that could still decide
exports   lists taken out as files
loads     files of other systems: the lines as they came, their account, what is to settle
"""

from segunda.registry.models.computations import Computation, ComputationNow
from segunda.registry.models.custody import (
    AdmissionAnswer,
    CustodyPeriod,
    LegalStatus,
    Placement,
    Release,
)
from segunda.registry.models.exports import ListExport
from segunda.registry.models.facts import Dispute, Document, FactRecord, SourceRecord, StoredFile
from segunda.registry.models.justice import (
    Appointment,
    Charge,
    CourtCase,
    Hold,
    Interruption,
    Order,
    Sentence,
    TimeCredit,
)
from segunda.registry.models.loads import Load, LoadLine, Settlement, SourceKey
from segunda.registry.models.papers import PaperRequest, SheetHanded
from segunda.registry.models.people import (
    Dependant,
    IdentityNumber,
    Merge,
    Particulars,
    Person,
    PersonName,
    SearchKey,
)
from segunda.registry.models.places import Capacity, Cell, Court, Facility, FacilityName, Unit
from segunda.registry.models.verdicts import (
    BehindWall,
    LawChange,
    PaperNeed,
    RuleVersion,
    ToCheck,
    Verdict,
    VerdictRun,
    VerdictSum,
)

__all__ = [
    "AdmissionAnswer",
    "Appointment",
    "BehindWall",
    "Capacity",
    "Cell",
    "Charge",
    "Computation",
    "ComputationNow",
    "Court",
    "CourtCase",
    "CustodyPeriod",
    "Dependant",
    "Dispute",
    "Document",
    "Facility",
    "FacilityName",
    "FactRecord",
    "Hold",
    "IdentityNumber",
    "Interruption",
    "LawChange",
    "LegalStatus",
    "ListExport",
    "Load",
    "LoadLine",
    "Merge",
    "Order",
    "PaperNeed",
    "PaperRequest",
    "Particulars",
    "Person",
    "PersonName",
    "Placement",
    "Release",
    "RuleVersion",
    "SearchKey",
    "Sentence",
    "Settlement",
    "SheetHanded",
    "SourceKey",
    "SourceRecord",
    "StoredFile",
    "TimeCredit",
    "ToCheck",
    "Unit",
    "Verdict",
    "VerdictRun",
    "VerdictSum",
]
