"""Rows of casework: recommendations with their replies, packages sent and taken."""

from segunda.casework.models.packages import MadePackage, PackageKey, TakenPackage, ToldHead
from segunda.casework.models.recommendations import Assignment, Recommendation, Reply

__all__ = [
    "Assignment",
    "MadePackage",
    "PackageKey",
    "Recommendation",
    "Reply",
    "TakenPackage",
    "ToldHead",
]
