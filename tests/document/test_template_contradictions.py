"""A form's sentences against their own words: years, natures, funds, conditions, units."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.template_contradictions import template_contradictions
from mingzhang.document.template_names import read_names
from mingzhang.facts.account import Account
from tests.support import account, budget

FINAL = """
    支出: [{科目: 2080501, 人员经费: 10.00, 项目支出: 20.00, 年初预算: 30.00}]
    基本支出: [{科目: 30101, 金额: 10.00}]
"""
BUDGET = "支出: [{科目: 2080501, 人员经费: 10.00}]"


def told(folder: Path, words: str, made: Account, title: str = "", page: str | None = None) -> str:
    """What is told of a template with these words: codes, columns and messages."""
    file = folder / "01.j2"
    file.write_text(words, encoding="utf-8")
    found = template_contradictions(words, file, title, read_names(made), made, page)
    return "；".join(f"{one.code} {one.place.column} {one.message}" for one in found)


def of_final(folder: Path, words: str, title: str = "") -> str:
    return told(folder, words, account(FINAL), title)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("截至{{ 年度 - 1 }}年12月31日，共有车辆。", "决算说的是本年度末，这里印的是上年度末"),
        ("截止{{ 年度 - 2 }}年底。", "这里印的是“年度 - 2”末"),
        ("与{{ 年度 }}年度相比，总计{{ 变动(总计, 上年.总计) }}。", "比的却是“上年.总计”"),
        (
            "{{ '比' if 总计 | 非零 else '与' }}{{ 年度 }}年{{ 变动额(总计, 上年.总计) }}。",
            "说的是与本年度比",
        ),
        ("比上年（{{ 年度 }}年）增加。", "“上年”旁边印的是本年度"),
        ("本年度（{{ 年度 - 1 }}年）收入。", "“本年”旁边印的是上年度"),
        ("{{ 年度 }}年（上年）收入。", "“上年”旁边印的是本年度"),
        (
            "{{ 年度 - 1 }}年度收入总计{{ 收入总计 | 万元 }}万元。",
            "上年度后面印的是本年度的“收入总计”",
        ),
        ("{{ 年度 - 1 }}年项目支出{{ 项目支出 | 万元 }}万元。", "上年度后面印的是本年度的"),
        ("{{ 年度 }}年项目支出{{ 上年.项目支出 | 万元 }}万元。", "本年度后面印的是“上年.项目支出”"),
        (
            "{{ 柱状图('收支', [((年度 - 2) ~ '年', 上年.总计), (年度 ~ '年', 总计)]) }}",
            "名称是“年度 - 2”的一条，画的是“上年.总计”",
        ),
        (
            "{{ 柱状图('收支', [((年度 - 1) ~ '年度', 总计), (年度 ~ '年度', 上年.总计)]) }}",
            "名称是上年度的一条，画的是“总计”",
        ),
    ],
)
def test_a_year_that_its_own_words_contradict(tmp_path: Path, words: str, said: str) -> None:
    assert said in of_final(tmp_path, words)


@pytest.mark.parametrize(
    "words",
    [
        "{{ 柱状图('收支', [((年度 - 1) ~ '年度', 上年.总计), (年度 ~ '年度', 总计)]) }}",
        "截至{{ 年度 }}年12月31日，共有车辆。",
        "截至{{ 年度 + 1 }}年6月30日，已完成。",
        "比截至{{ 年度 - 1 }}年12月31日的增加。",
        "与{{ 年度 - 1 }}年度相比，总计{{ 变动(总计, 上年.总计) }}。",
        "与{{ 年度 }}年初预算相比，{{ 变动(项目支出, 一般公共预算年初预算) }}。",
        "与{{ 年度 }}年相同。较上年{{ 变动(总计, 上年.总计) }}。",
        "上年（{{ 年度 - 1 }}年）收入。",
        "本年（{{ 年度 }}年）收入。",
        "{{ 年度 - 1 }}年结转{{ 年初结转和结余 | 万元 }}万元。",
        "{{ 年度 - 1 }}年底结存{{ 总计 | 万元 }}万元。",
        "{{ 年度 - 1 }}年项目支出{{ 上年.项目支出 | 万元 }}万元。",
        "{{ 年度 }}年比上年的{{ 上年.项目支出 | 万元 }}万元。",
        "{{ 年度 - 1 }}年项目支出较高，{{ 项目支出 | 万元 }}万元。",
        "{{ 年度 ~ '年' }}项目支出。",
    ],
)
def test_a_year_that_may_be_meant(tmp_path: Path, words: str) -> None:
    assert of_final(tmp_path, words) == ""


def test_a_plan_speaks_of_the_end_of_the_year_before(tmp_path: Path) -> None:
    assert told(tmp_path, "截至{{ 年度 - 1 }}年12月31日，有车。", budget(BUDGET)) == ""
    said = told(tmp_path, "截至{{ 年度 }}年12月31日，有车。", budget(BUDGET))
    assert "预算公开时这一天还没有到" in said


def test_of_a_page_only_its_own_years_are_told(tmp_path: Path) -> None:
    made = account(FINAL)
    words = "截至{{ 年度 - 1 }}年12月31日，共有车辆。"
    assert "上年度末" in told(tmp_path, words, made, page=f"截至{made.year - 1}年12月31日，")
    assert told(tmp_path, words, made, page=f"截至{made.year}年12月31日，") == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "公用经费主要包括：{{ 人员经费科目 | 列举 }}。",
            "MZ722 13 这一句说的是“公用经费”，列的却",
        ),
        (
            "人员经费{{ 人员经费 | 万元 }}万元，包括{{ 公用经费科目 | 列举 }}。",
            "列的却是“公用经费科目”",
        ),
        ("人员经费{{ 人员经费 | 万元 }}万元；包括{{ 公用经费科目 | 列举 }}。", ""),
        ("人员经费主要包括：{{ 人员经费科目 | 列举 }}。", ""),
        ("人员经费、公用经费包括{{ 公用经费科目 | 列举 }}。", ""),
        ("主要包括：{{ 公用经费科目 | 列举 }}。", ""),
    ],
)
def test_a_list_of_the_nature_that_the_sentence_names(
    tmp_path: Path, words: str, said: str
) -> None:
    found = of_final(tmp_path, words)
    assert said in found if said else not found


def test_figures_exchanged_in_a_comparison_are_told_once(tmp_path: Path) -> None:
    words = "决算数{{ 比较词(费.预算, 费.决算) }}预算数{{ 原因(费.决算, 费.预算, '，原因是') }}"
    said = of_final(tmp_path, f"{{% macro 差异(费) %}}{words}{{% endmacro %}}")
    assert said.count("MZ722") == 1, said
    assert "“比较词”比的是" in said


GENERAL = "一般公共预算财政拨款支出决算情况说明"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("其中基本支出{{ 基本支出 | 万元 }}万元。", "印的“基本支出”是各种资金的数"),
        ("支出{{ 政府性基金预算财政拨款支出 | 万元 }}万元。", "是政府性基金的数"),
        (
            "{% set 支 = 本年支出合计 %}\n支出{{ 支 | 万元 }}万元，{{ 支 | 万元 }}万元。",
            "12 这里说",
        ),
        ("支出{{ 变动(基本支出, 上年.基本支出) }}。", "印的“基本支出”"),
        ("{% for 项 in 政府性基金支出项 %}{{ 项.名称 }}{% endfor %}", "列的“政府性基金支出项”是"),
        (
            "# 二、政府性基金\n支出{{ 一般公共预算财政拨款支出 | 万元 }}万元。",
            "这里说的是政府性基金",
        ),
        (
            "万元，占{{ 占比(一般公共预算基本支出, 本年支出合计) }}。",
            "印的“本年支出合计”是各种资金",
        ),
        ("万元，占{{ 占比(一般公共预算基本支出, 一般公共预算财政拨款支出) }}。", ""),
        ("万元，占本年支出合计的{{ 占比(一般公共预算基本支出, 本年支出合计) }}。", ""),
        ("基本支出{{ 一般公共预算基本支出 | 万元 }}万元。", ""),
        ("占本年支出合计{{ 本年支出合计 | 万元 }}万元的。", ""),
        ("财政拨款支出{{ 财政拨款支出 | 万元 }}万元，其中一般公共预算。", ""),
        ("支出{{ 本年支出合计 | 万元 }}万元。其中：一般公共预算财政拨款支出若干。", ""),
        ("支出{{ 本年支出合计 | 万元 }}万元。其中：工资若干。", "印的“本年支出合计”"),
        ("另有政府性基金支出{{ 政府性基金预算财政拨款支出 | 万元 }}万元。", ""),
        (
            "政府性基金有{{ 1 }}项，支出决算{{ 政府性基金预算财政拨款支出 | 万元 }}万元。",
            "",
        ),
        (
            "政府性基金有{{ 1 }}项。支出{{ 政府性基金预算财政拨款支出 | 万元 }}万元。",
            "是政府性基金的数",
        ),
        ("{% for 项 in 支出项 %}{{ 项.名称 }}{{ 项.决算 | 万元 }}{% endfor %}", ""),
        (
            "人员经费占基本支出的{{ 占比(人员经费, 基本支出) }}。",
            "这里说的是一般公共预算，印的“基本支出”是各种资金的数。",
        ),
        ("人员经费占基本支出的{{ 占比(人员经费, 一般公共预算基本支出) }}。", ""),
        ("基本支出占本年支出合计的{{ 占比(一般公共预算基本支出, 本年支出合计) }}。", ""),
    ],
)
def test_a_section_on_one_fund_prints_its_figures(tmp_path: Path, words: str, said: str) -> None:
    found = of_final(tmp_path, words, GENERAL)
    assert said in found if said else not found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ 饼状图('一般公共预算支出结构', 支出类, 总计) }}", "画的是一般公共预算，“总计”不是"),
        ("{{ 饼状图('支出结构', [基本支出, 项目支出], 本年支出合计) }}", "“本年支出合计”不是它的"),
        ("{{ 饼状图('支出结构', 支出类, 一般公共预算财政拨款支出) }}", ""),
        (
            "{{ 柱状图('财政拨款收、支总计变动', [('上年', 上年.总计), ('本年', 总计)]) }}",
            "画的是财政拨款，“上年.总计”不是",
        ),
        ("{{ 柱状图('财政拨款收、支总计变动', [('本年', 财政拨款总计)]) }}", ""),
    ],
)
def test_a_chart_draws_the_money_of_its_title_or_section(
    tmp_path: Path, words: str, said: str
) -> None:
    found = of_final(tmp_path, words, GENERAL)
    assert found.count("MZ722") == bool(said)
    assert said in found


def test_one_cause_is_told_once(tmp_path: Path) -> None:
    words = "{% set 支 = 本年支出合计 %}\n支出{{ 支 | 万元 }}万元，{{ 支 | 万元 }}万元。"
    assert of_final(tmp_path, words, GENERAL).count("MZ722") == 1


def test_a_section_on_all_funds_prints_what_it_likes(tmp_path: Path) -> None:
    words = "基本支出{{ 一般公共预算基本支出 | 万元 }}万元，{{ 基本支出 | 万元 }}万元。"
    assert of_final(tmp_path, words, "支出决算情况说明") == ""


CLASSES = "{% for 类 in 一般公共预算类 %}{{ 类 }}{% endfor %}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (f"支出{{{{ 本年支出合计 | 万元 }}}}万元，其中{CLASSES}", "只是"),
        ("支出{{ 本年支出合计 | 万元 }}万元，其中{% for 类 in 支出类 %}{{ 类 }}{% endfor %}", ""),
        (
            "支出{{ 本年支出合计 | 万元 }}万元。{% for 类 in 一般公共预算类 %}{{ 类 }}{% endfor %}",
            "",
        ),
        (f"支出{{{{ 本年支出合计 | 万元 }}}}万元，其中一般公共预算{CLASSES}", ""),
    ],
)
def test_the_parts_of_a_figure_are_of_all_its_money(tmp_path: Path, words: str, said: str) -> None:
    found = told(tmp_path, words, budget(BUDGET))
    assert said in found if said else not found


OF_FUNDS = "{{ 年度 }}年支出{{ 政府性基金预算财政拨款支出 | 万元 }}万元。"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            f"{{% if 国有资本经营预算财政拨款支出 | 非零 %}}{OF_FUNDS}{{% endif %}}",
            "条件问的是“国有资本经营”，里面印的都是“政府性基金”的",
        ),
        (f"{{% if 政府性基金预算财政拨款支出 | 非零 %}}{OF_FUNDS}{{% endif %}}", ""),
        (f"{{% if 一般公共预算财政拨款支出 | 非零 %}}除一般公共预算外{OF_FUNDS}{{% endif %}}", ""),
        ("{% if 项目支出 | 非零 %}{{ 事业收入 | 万元 }}万元。{% endif %}", ""),
        ("{% if 政府性基金预算财政拨款支出 | 非零 %}有。{% endif %}", ""),
    ],
)
def test_a_condition_asks_for_what_it_leads_to(tmp_path: Path, words: str, said: str) -> None:
    found = of_final(tmp_path, words)
    assert said in found if said else not found


SOME, NONE = "项目支出{{ 项目支出 | 万元 }}万元。", "没有项目支出。"


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        (f"{{% if not 项目支出 | 非零 %}}{SOME}{{% else %}}{NONE}{{% endif %}}", True),
        (f"{{% if 项目支出 | 非零 %}}{NONE}{{% else %}}{SOME}{{% endif %}}", True),
        (f"{{% if 项目支出 | 非零 %}}{SOME}{{% else %}}{NONE}{{% endif %}}", False),
        (f"{{% if 项目支出 | 非零 %}}{SOME}{{% else %}}{SOME}{NONE}{{% endif %}}", False),
        (f"{{% if 基本支出 | 非零 %}}{NONE}{{% else %}}{SOME}{{% endif %}}", False),
        # The denial may be any clause, a zero, or that nothing moved; a share is of its base.
        (
            "{% if not 甲 | 非零 %}甲{{ 甲 | 万元 }}万元{% else %}未安排甲，比上年持平{% endif %}",
            True,
        ),
        ("{% if 甲 | 非零 %}甲{{ 甲 | 万元 }}万元{% else %}未安排甲，比上年持平{% endif %}", False),
        ("{% if not 乙 | 非零 %}，完成{{ 占比(甲, 乙) }}{% else %}，年初预算为0{% endif %}", True),
        ("{% if 乙 | 非零 %}，完成{{ 占比(甲, 乙) }}{% else %}，年初预算为0{% endif %}", False),
        ("{% if not 有变动(甲, 乙) %}{{ 变动(甲, 乙) }}{% else %}与上年一致{% endif %}", True),
        ("{% if 有变动(甲, 乙) %}{{ 变动(甲, 乙) }}{% else %}与上年一致{% endif %}", False),
        ("{% if not 有变动(甲, 乙) %}{{ 变动(甲, 乙) }}{% else %}比上年增加{% endif %}", False),
        (
            "{% if not 源.购置 %}{% for 行 in 源.购置 %}甲{% endfor %}{% else %}没有{% endif %}",
            True,
        ),
        (
            "{% if 源.购置 %}{% for 行 in 源.购置 %}甲{% endfor %}{% else %}没有{% endif %}",
            False,
        ),
        ("{% if not 有甲 %}甲{{ 甲 | 万元 }}万元{% else %}本部门无甲{% endif %}", True),
        ("{% if 有甲 %}甲{{ 甲 | 万元 }}万元{% else %}本部门无甲{% endif %}", False),
    ],
)
def test_a_condition_turned_round(tmp_path: Path, words: str, is_told: bool) -> None:
    assert ("条件写反了" in of_final(tmp_path, words)) == is_told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("决算数{{ 比较词(甲.预算, 甲.决算) }}年初预算数", "“比较词”比的是 甲.预算、甲.决算"),
        ("决算数{{ 比较词(甲.决算, 甲.预算) }}年初预算数", ""),
        (
            "{{ 原因(甲, 乙, '，决算' ~ 比较词(年初预算, 决算) ~ '预算的原因是') }}",
            "比的是 年初预算",
        ),
        ("支出{{ 比较词(项目支出, 一般公共预算年初预算) }}上年", ""),
        (
            "{{ 原因(项.决算, 项.年初预算, '，' ~ 比较词(基本支出, 甲.年初预算) ~ '的原因是') }}",
            "“原因”说的是 项.决算、项.年初预算，前面的“比较词”比的却是 基本支出、甲.年初预算",
        ),
        ("{{ 原因(甲.决算, 甲.预算, '，决算' ~ 比较词(甲.决算, 甲.预算) ~ '预算的原因是') }}", ""),
        ("{{ 原因(数, 预算, '，决算' ~ 比较词(数, 预算) ~ '预算的原因是') }}", ""),
        ("好。\n接待费决算数大于预算数。", "“决算数大于预算”写死了“大于”"),
        ("{% if 比较词(甲, 乙) == '大于' %}决算数大于预算数{% endif %}", ""),
        ("单价大于预算标准的设备。", ""),
        ("{{ '减少' if 比较词(甲, 乙) == '大于' else '增加' }}", "是“大于”的时候印“减少”"),
        ("{{ '增加' if 比较词(甲, 乙) == '大于' else '减少' }}", ""),
    ],
)
def test_which_is_more(tmp_path: Path, words: str, said: str) -> None:
    found = of_final(tmp_path, words)
    assert said in found if said else not found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "接待{{ 源.三公经费.公务接待费.国内接待.人次 }}万元。",
            "“人次”是个数，后面写的单位是“万元”",
        ),
        ("接待{{ 源.三公经费.公务接待费.国内接待.人次 }}人次，元旦。", ""),
        # What a name stands for that the template sets itself.
        (
            "{% set 国内 = 源.三公经费.公务接待费.国内接待 %}接待{{ 国内.人次 }}批次。",
            "“人次”后面的单位是“批次”，那是“批次”的",
        ),
        ("{% set 国内 = 源.三公经费.公务接待费.国内接待 %}接待{{ 国内.批次 }}批次。", ""),
        (
            "{% set 费 = 源.三公经费.公务接待费 %}{% set 国 = 费.国内接待 %}{{ 国.人次 }}批次。",
            "“人次”后面的单位是“批次”",
        ),
        ("{% set 甲 = 乙.一 %}{% set 乙 = 甲.二 %}{{ 乙.人次 }}批次。", ""),
        # Of a loop, or of a macro, it stands for what is not known here.
        (
            (
                "{% set 国 = 源.三公经费.公务接待费.国内接待 %}"
                "{% for 国 in 甲 %}{{ 国.人次 }}批次{% endfor %}"
            ),
            "",
        ),
    ],
)
def test_a_count_is_no_money(tmp_path: Path, words: str, said: str) -> None:
    found = of_final(tmp_path, words)
    assert said in found if said else not found


def test_a_figure_that_its_line_prints_twice_is_told_where_it_is_wrong(tmp_path: Path) -> None:
    words = "项目支出{{ 项目支出 | 万元 }}万元，基本支出{{ 项目支出 | 万元 }}万元。"
    assert of_final(tmp_path, words).startswith(f"MZ722 {words.rindex('项目支出 |') + 1} ")
