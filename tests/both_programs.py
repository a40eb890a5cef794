"""The settings mypy reads models by: the rooms of both programs. No program runs with them."""

from segunda.config.state.settings import *  # noqa: F403
from segunda.config.state.settings import INSTALLED_APPS as _STATE

INSTALLED_APPS = [*_STATE, "segunda.monitoring"]
