"""Reading one register with every check, in a process of its own: rows and seconds.

python -m bench.intake FILE MAPPING
"""

import json
import sys
import time
from pathlib import Path

from bench.bulk import peak_gigabytes
from bench.people import AS_OF
from segunda.registry.intake import read


def main(file: str, mapping: str) -> None:
    """Read the file once, and once more without what only the first reading loads."""
    seconds = []
    for _ in range(2):
        begun = time.perf_counter()
        intake = read(Path(file), mapping, as_of=AS_OF)
        seconds.append(time.perf_counter() - begun)
    found = {"rows": intake.rows, "rejected": len(intake.rejected_rows)}
    times = {"first_seconds": seconds[0], "seconds": seconds[1]}
    print(json.dumps(found | times | {"peak_gb": peak_gigabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
