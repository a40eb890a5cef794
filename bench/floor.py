"""The floor under the pages: settings of the program with pages that use no template.

Doors, sessions, queries and traces are the program's own (bench/floor_pages.py).
"""

from segunda.config.state.settings import *  # noqa: F403 (all but the addresses)

ROOT_URLCONF = "bench.floor_pages"
