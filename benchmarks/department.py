"""How a department's check grows with its units: units like a real one → seconds for each number.

python -m benchmarks.department [100 300]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.builder import examine
from mingzhang.project import Project
from tests.departments import make

UNITS = (30, 100, 300)


def seconds(units: int) -> float:
    """How much of a processor one check of a department of that many units takes."""
    with TemporaryDirectory() as name:
        folder = make(Path(name), units)
        started = time.process_time()
        document, found = examine(folder, Project(Path(name)))
        took = time.process_time() - started
    if document is None:
        raise SystemExit("\n".join(map(str, found)))
    return took


def main() -> None:
    """Print a line for each number of units."""
    for units in tuple(map(int, sys.argv[1:])) or UNITS:
        took = seconds(units)
        print(f"{units} units: {took:.1f} s, {took / units * 1000:.0f} ms a unit", flush=True)


if __name__ == "__main__":
    main()
