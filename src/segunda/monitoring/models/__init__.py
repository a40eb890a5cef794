"""Rows of the mechanism's database, one file for each part of its work."""

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
from segunda.monitoring.models.witness import WitnessedHead

__all__ = [
    "Letter",
    "Note",
    "PackagePlace",
    "PackageRefusal",
    "ProgramKey",
    "SentPackage",
    "StatePackage",
    "StateReply",
    "WitnessedHead",
]
