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
    """Read the file once and print what it took."""
    begun, used = time.perf_counter(), time.process_time()
    intake = read(Path(file), mapping, as_of=AS_OF)
    line = {
        "rows": intake.rows,
        "rejected": len(intake.rejected_rows),
        "seconds": time.perf_counter() - begun,
        "cpu_seconds": time.process_time() - used,
        "peak_gb": peak_gigabytes(),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main(*sys.argv[1:])
