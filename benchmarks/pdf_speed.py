"""How long a document takes, cold, beside Chromium's own printing of the same page.

Pairs of runs, one after the other, so that both meet the same machine; what counts is the ratio
within a pair.  ``python benchmarks/pdf_speed.py [--upstream] [DOCUMENT] [PAIRS]``; ``--upstream``
has WeasyPrint with what belongs into it (``benchmarks.upstream``).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "sources" / "changchun" / "2024-final"
UPSTREAM = "--upstream"
CHANGED = "from benchmarks.upstream import install\ninstall()\n"
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of the processors."""

    wall: float
    cpu: float


def cost(command: Sequence[str]) -> Cost:
    """What a command and its children took."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    after, end = os.times(), time.perf_counter()
    cpu = after.children_user + after.children_system
    return Cost(end - start, cpu - before.children_user - before.children_system)


def main() -> None:
    """Run the pairs and print the medians."""
    words = [word for word in sys.argv[1:] if word != UPSTREAM]
    document = Path(words[0]) if words else DOCUMENT
    pairs = int(words[1]) if len(words) > 1 else 5
    chromium = shutil.which("chromium") or sys.exit("需要 chromium。")
    with tempfile.TemporaryDirectory() as name:
        output = Path(name)
        if UPSTREAM in sys.argv:
            # Every process that a build starts imports it first.
            (output / "sitecustomize.py").write_text(CHANGED, encoding="utf-8")
            os.environ["PYTHONPATH"] = os.pathsep.join((name, str(ROOT)))
        command = (sys.executable, str(ROOT / "build.py"), str(document), "--output", name)
        build = (*command, "--force")  # else nothing is done a second time
        cost(build)
        page = next(output.glob("*/*/disclosure.html"))
        target = f"--print-to-pdf={output / 'chromium.pdf'}"
        printing = (
            chromium,
            *QUIET,
            f"--user-data-dir={output / 'profile'}",
            target,
            page.as_uri(),
        )
        cost(printing)
        found = [(cost(build), cost(printing)) for _ in range(pairs)]
    for kind in ("wall", "cpu"):
        own = [getattr(a, kind) for a, _ in found]
        other = [getattr(b, kind) for _, b in found]
        ratios = [a / b for a, b in zip(own, other, strict=True)]
        print(
            f"{kind}: mingzhang {statistics.median(own):.2f} s, "
            f"Chromium {statistics.median(other):.2f} s, "
            f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        )


if __name__ == "__main__":
    main()
