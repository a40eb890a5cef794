"""Files from other systems: read as they are, checked, mapped to people; nothing is repaired."""

from segunda.registry.intake.intake import Intake, read
from segunda.registry.intake.mapping import Mapping, load

__all__ = ["Intake", "Mapping", "load", "read"]
