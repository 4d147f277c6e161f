"""The forms that the program ships → mingzhang/publish/shipped.txt, a hash a line.

Run ``python -m scripts.shipped`` after a template changed; a test compares.
"""

from __future__ import annotations

from mingzhang.project import Project
from mingzhang.publish.travelling_form import KNOWN, SHIPPED, fingerprint


def text() -> str:
    """The list."""
    files = (f for f in Project().templates.rglob("*") if f.is_file() and f.suffix in KNOWN)
    return "".join(f"{line}\n" for line in sorted({fingerprint(file) for file in files}))


def main() -> None:
    """Write the list."""
    SHIPPED.write_text(text(), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
