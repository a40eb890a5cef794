"""Rows of the mechanism's database, one file for each part of its work."""

from segunda.monitoring.models.caseload import Matter, MatterDetails, MatterLink
from segunda.monitoring.models.council import (
    CouncilDetails,
    CouncilMember,
    Opinion,
    OpinionGiver,
)
from segunda.monitoring.models.findings import Finding
from segunda.monitoring.models.follow_up import Assessment, Reply, SendingCorrection
from segunda.monitoring.models.instruments import Instrument, InstrumentUse, InstrumentVersion
from segunda.monitoring.models.notes import Note
from segunda.monitoring.models.packages import (
    Letter,
    PackagePlace,
    PackageRefusal,
    ProgramKey,
    SentPackage,
    StatePackage,
    StateReply,
)
from segunda.monitoring.models.places import Place, PlaceDetails
from segunda.monitoring.models.plan import (
    PlanItem,
    PlannedDetails,
    PlannedVisit,
    PlanWording,
    PriorityServed,
)
from segunda.monitoring.models.recommendations import (
    Addressee,
    Ground,
    Recommendation,
    Repeat,
    Wording,
)
from segunda.monitoring.models.referrals import (
    AreaDetails,
    CollaborationArea,
    PassedField,
    Passing,
    Referral,
    ReferralValue,
)
from segunda.monitoring.models.reports import Report, ReportCopy, ReportDecision, SheetEntry
from segunda.monitoring.models.roundtables import Commitment, Practice
from segunda.monitoring.models.teams import ConflictOfInterest, TeamMember
from segunda.monitoring.models.visits import (
    AskedFor,
    Attachment,
    FilledForm,
    FormDraft,
    Visit,
    VisitRecord,
)
from segunda.monitoring.models.witness import WitnessedHead

__all__ = [
    "Addressee",
    "AreaDetails",
    "AskedFor",
    "Assessment",
    "Attachment",
    "CollaborationArea",
    "Commitment",
    "ConflictOfInterest",
    "CouncilDetails",
    "CouncilMember",
    "FilledForm",
    "Finding",
    "FormDraft",
    "Ground",
    "Instrument",
    "InstrumentUse",
    "InstrumentVersion",
    "Letter",
    "Matter",
    "MatterDetails",
    "MatterLink",
    "Note",
    "Opinion",
    "OpinionGiver",
    "PackagePlace",
    "PackageRefusal",
    "PassedField",
    "Passing",
    "Place",
    "PlaceDetails",
    "PlanItem",
    "PlanWording",
    "PlannedDetails",
    "PlannedVisit",
    "Practice",
    "PriorityServed",
    "ProgramKey",
    "Recommendation",
    "Referral",
    "ReferralValue",
    "Repeat",
    "Reply",
    "Report",
    "ReportCopy",
    "ReportDecision",
    "SendingCorrection",
    "SentPackage",
    "SheetEntry",
    "StatePackage",
    "StateReply",
    "TeamMember",
    "Visit",
    "VisitRecord",
    "WitnessedHead",
    "Wording",
]
