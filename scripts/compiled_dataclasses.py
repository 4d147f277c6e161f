"""Compiles the methods of the program's dataclasses: ``python -m scripts.compiled_dataclasses``.

It counts on ``dataclasses`` to call ``exec`` with a text, as it does in every version so far; where
it does not, nothing is kept, and every start compiles as before.
"""

from __future__ import annotations

from importlib import import_module
from types import CodeType

from mingzhang.compiled_dataclasses import FILE, compiled, keep, take

# What reads, checks, renders and prints a document, and all that it needs beside it.
PROGRAM = (
    *(
        "mingzhang.commands.build",
        "mingzhang.commands.check",
        "mingzhang.commands.parallel_documents",
    ),
    *("mingzhang.commands.printing_process", "mingzhang.publish.published_document"),
    *(
        "mingzhang.publish.pdf_file",
        "mingzhang.publish.table_workbook",
        "mingzhang.publish.word.word_document",
    ),
    *("mingzhang.checks.rule_catalogue", "mingzhang.checks.run_rules"),
)


def asked_for() -> dict[str, CodeType]:
    """The methods of the dataclasses that the program consists of, by their text."""
    asked: dict[str, CodeType] = {}
    take(lambda text: asked.setdefault(text, compiled(text)))
    for name in PROGRAM:
        import_module(name)
    return asked


if __name__ == "__main__":
    FILE.unlink(missing_ok=True)  # before the program is read, which would take what is in it
    keep(asked_for())
