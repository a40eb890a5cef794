"""Print `N passed, N failed, N skipped` from pytest's JUnit files, for the last line of .ci/run.

    python scripts/count_tests.py build/tests.xml [build/more.xml …] FAILED_STEPS

Exit code 1 when a test or a step failed, or when no test ran at all.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree  # reads only the file pytest has just written


def main() -> int:
    """Count, print, and say by the exit code whether all is well."""
    paths, failed_steps = [Path(word) for word in sys.argv[1:-1]], int(sys.argv[-1])
    roots = [ElementTree.parse(path).getroot() for path in paths if path.exists()]  # noqa: S314
    suites = [suite for root in roots for suite in root.iter("testsuite")]
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
