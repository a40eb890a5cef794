"""Rows of the mechanism's database, one file for each part of its work."""

from segunda.monitoring.models.notes import Note

__all__ = ["Note"]
