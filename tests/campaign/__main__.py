"""``python -m tests.campaign atlases --count 5000``: damaged files by the thousand, and what came of them."""

from __future__ import annotations

import argparse
import os
import sys

CAMPAIGNS = ("atlases", "drawings")


def main() -> int:
    """Run one campaign; the exit code is 1 when it found a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("campaign", choices=CAMPAIGNS)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.campaign import atlases, drawings

    report = {"atlases": atlases, "drawings": drawings}[options.campaign].run(options.count, options.seed)
    print(report)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
