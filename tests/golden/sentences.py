"""Every sentence of a built document, each marked by whether the agency published it word for word.

    python -m tests.golden.sentences changchun/2024-final SEED.txt tests/golden/changchun-2024-final

``sentences.tsv`` holds a line a sentence: ``=`` where the published text has the very words, ``~``
where it has others (a zero that it prints as 0, a percentage that was wrong), section, sentence.
Whoever makes the file again reads the lines that changed; a test compares it with what is built.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.document.render import Document
from mingzhang.project import Project
from tests.golden.extract import write

MARKUP = re.compile(r"</?[a-z]+>|[*#]")
QUOTES = str.maketrans("“”‘’", "\"\"''")
END = re.compile(r"[。；;\n]")
NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.(?!\d)|、))"
)
SAME, OTHER = "=", "~"


def sentences(document: Document) -> Iterator[tuple[str, str]]:
    """Section and sentence, without numbering, in the order of the page."""
    for section in document.sections:
        for paragraph in section.sentences:
            for sentence in END.split(paragraph):
                if said := NUMBERING.sub("", sentence.strip()):
                    yield section.title, said


def compared(document: Document, published: str) -> Iterator[tuple[str, str, str]]:
    """The sentences, each with its mark."""
    text = bare(published)
    for title, said in sentences(document):
        yield (SAME if bare(said) in text else OTHER), title, said


def bare(text: str) -> str:
    """Words without blanks and markup, in half-width characters where there are such."""
    plain = MARKUP.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s", "", plain).translate(QUOTES)


def built(name: str) -> Document:
    """A document of the project's sources."""
    document, found = examine(Project().sources / name, Project())
    assert document is not None, found
    return document


def main(name: str, seed: Path, folder: Path) -> None:
    """Write the file of a document."""
    write(folder / "sentences.tsv", list(compared(built(name), seed.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
