"""Every sentence of the real documents is the one that was read beside the published text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.sentences import OTHER, SAME, bare, built, compared, sentences

GOLDEN = Path(__file__).parent
DOCUMENTS = {
    "changchun/2024-final": "changchun-2024-final",
    "jiyuan/2023-final": "jiyuan-2023-final",
    "leshan-shizhong/2024-final": "leshan-shizhong-2024-final",
    "yanbian/2024-budget": "yanbian-2024-budget",
    "putuo-social-work/2024-final": "putuo-social-work-2024-final",
    "putuo-finance/2025-budget": "putuo-finance-2025-budget",
}


def _golden(folder: str) -> list[list[str]]:
    text = (GOLDEN / folder / "sentences.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_says_what_was_read_beside_the_published_text(name: str) -> None:
    golden = [(title, said) for _, title, said in _golden(DOCUMENTS[name])]
    assert list(sentences(built(name))) == golden


@pytest.mark.parametrize("name", DOCUMENTS)
def test_most_sentences_are_the_published_ones_word_for_word(name: str) -> None:
    marks = [mark for mark, *_ in _golden(DOCUMENTS[name])]
    assert marks.count(SAME) > 0.6 * len(marks)


def test_a_sentence_is_marked_by_the_published_text() -> None:
    document = built("changchun/2024-final")
    title, said = next(sentences(document))
    assert next(compared(document, f"**{said[:4]}\n{said[4:]}**。")) == (SAME, title, said)
    assert next(compared(document, "别的话")) == (OTHER, title, said)


def test_markup_blanks_and_full_width_marks_do_not_count() -> None:
    assert bare("**收入 ：<b>1</b>（万元）**") == "收入:1(万元)"
