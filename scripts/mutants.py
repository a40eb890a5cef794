"""Change `law/logic.py` and `law/sentence/` by one slip at a time (mutmut) and ask the tests.

    python scripts/mutants.py            prints "N of M slips noticed", then those that were not
    python scripts/mutants.py --left     prints once more what the last run left unnoticed

Exit 1 when fewer than nine in ten are noticed. The work lies in build/mutants: mutmut writes its
wrong versions beside the code it reads, which here is a copy. What it mutates and which tests it
asks stands in pyproject.toml under [tool.mutmut]. About twenty minutes on two cores.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutants"
PARTS = ("src", "tests", "conftest.py", "pyproject.toml")
GOAL = 0.9
NOTICED = {1, 3, -24, 36, 24, 152, 255}
"""How a test run ends for a wrong version that was noticed: a failure, or it never ended."""


def main() -> int:
    """Run, count, print; the exit code of the command."""
    if "--left" not in sys.argv:
        _copy()
        subprocess.run(
            [sys.executable, "-m", "mutmut", "run", "--max-children", "2"],
            cwd=COPY, check=False, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    ends = _ends()
    if not ends:
        sys.exit("mutmut tried nothing: run it by hand in build/mutants to see why")
    left = sorted(name for name, end in ends.items() if end not in NOTICED)
    print("\n".join(f"not noticed: {name} ({ends[name]})" for name in left))
    for module, count in sorted(Counter(name.rpartition(".")[0] for name in ends).items()):
        lost = sum(name.rpartition(".")[0] == module for name in left)
        print(f"{module}: {count - lost} of {count}")
    noticed = len(ends) - len(left)
    print(f"mutants: {noticed} of {len(ends)} slips noticed ({noticed / len(ends):.1%})")
    return 0 if noticed >= GOAL * len(ends) else 1


def _copy() -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for part in PARTS:
        whole = ROOT / part
        copy = shutil.copytree if whole.is_dir() else shutil.copy2
        copy(whole, COPY / part)


def _ends() -> dict[str, int | None]:
    """Each wrong version by its name, and how its tests ended; None: no test asks for it."""
    told = (json.loads(one.read_text("utf-8")) for one in COPY.glob("mutants/**/*.py.meta"))
    return {name: end for one in told for name, end in one["exit_code_by_key"].items()}


if __name__ == "__main__":
    sys.exit(main())
