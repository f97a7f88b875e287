"""Run a campaign: ``python -m tests.campaign NAME --count N --seed S``. Exit code 1 where anything went wrong.

Each try has dice of its own: ``--first K --count 1`` has the try of that number again, alone.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from importlib import import_module

CAMPAIGNS = {
    "state-files": "tests.campaign.state_files",
    "paintings": "tests.campaign.paintings",
    "atlases": "tests.campaign.atlases",
    "drawings": "tests.campaign.drawings",
    "acts": "tests.campaign.acts",
}
"""Name to a module with ``run(count, seed, first)``, which returns a ``Report``."""


def main() -> int:
    """Run one campaign; the exit code is 1 when it found a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("name", choices=sorted(CAMPAIGNS))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    report = import_module(CAMPAIGNS[asked.name]).run(asked.count, asked.seed, asked.first)
    print(report)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
