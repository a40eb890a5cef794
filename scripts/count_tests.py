"""Print `N passed, N failed, N skipped` from pytest's JUnit file, for the last line of .ci/run.

    python scripts/count_tests.py build/tests.xml FAILED_STEPS

Exit code 1 when a test or a step failed, or when no test ran at all.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree  # reads only the file pytest has just written


def main() -> int:
    """Count, print, and say by the exit code whether all is well."""
    path, failed_steps = Path(sys.argv[1]), int(sys.argv[2])
    root = ElementTree.parse(path).getroot() if path.exists() else None  # noqa: S314 (ours)
    suites = root.iter("testsuite") if root is not None else []
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    passed = total - failed - skipped
    # A step that failed without a failing test (format, types, a crash) counts as one.
    failed += failed_steps - bool(failed)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
