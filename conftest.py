"""Random tests have no deadline, and in CI they draw the same people every time."""

import os

from hypothesis import settings

# Two files are tested at a time: a slow example says more of the neighbour than of the code.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
