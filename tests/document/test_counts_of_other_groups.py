"""Counts behind the figures of another group of keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.document.test_template_contradictions import of_final

ABROAD, GUESTS = "源.三公经费.因公出国境费", "源.三公经费.公务接待费.外宾接待"
HOME = "源.三公经费.公务接待费.国内接待"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            (
                "因公出国（境）费{{ 三公经费.因公出国境费.决算 | 万元 }}万元，团组"
                f"{{{{ {ABROAD}.团组数 }}}}个，累计{{{{ {GUESTS}.人次 }}}}人次。"
            ),
            "这一句说的是“因公出国境费”，印的是“三公经费.公务接待费.外宾接待.人次”",
        ),
        (f"国内公务接待{{{{ {HOME}.批次 }}}}批次，{{{{ {GUESTS}.人次 }}}}人次。", "这一句说的是"),
        (
            (
                f"{{% set 国内 = {HOME} %}}{{% set 外宾 = {GUESTS} %}}"
                "国内公务接待{{ 国内.批次 }}批次，{{ 外宾.人次 }}人次。"
            ),
            "这一句说的是“国内接待”，印的是“三公经费.公务接待费.外宾接待.人次”",
        ),
        (f"国内公务接待{{{{ {HOME}.批次 }}}}批次，{{{{ {HOME}.人次 }}}}人次。", ""),
        (f"接待{{{{ {ABROAD}.团组数 }}}}个团组，{{{{ {HOME}.人次 }}}}人次。", ""),
        (
            (
                f"外宾接待{{{{ {GUESTS}.团组数 }}}}个、{{{{ {GUESTS}.人次 }}}}人次，国内公务接待"
                f"{{{{ {HOME}.人次 }}}}人次。"
            ),
            "",
        ),
        (
            (
                f"外宾接待{{{{ {GUESTS}.团组数 }}}}个，国内接待{{{{ {HOME}.批次 }}}}批次，来访"
                f"{{{{ {GUESTS}.人次 }}}}人次。"
            ),
            "",
        ),
        (f"出国团组{{{{ {ABROAD}.团组数 }}}}个；累计{{{{ {GUESTS}.人次 }}}}人次。", ""),
        (
            (
                "公务用车购置费{{ 三公经费.公务用车购置费.决算 | 万元 }}万元，保有"
                "{{ 源.三公经费.公务用车运行维护费.保有量 }}辆。"
            ),
            "",
        ),
    ],
)
def test_a_count_is_of_the_group_that_its_sentence_is_on(
    tmp_path: Path, words: str, said: str
) -> None:
    """Where that group has such a count, and nothing names the other one."""
    found = of_final(tmp_path, words)
    assert said in found if said else not found
