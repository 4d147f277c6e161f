"""The glossary: terms that the document uses, subjects in use, and the author's own."""

import pytest

from mingzhang.diagnostics import Severity
from mingzhang.document.form_specs import Context
from mingzhang.document.glossary import build_glossary
from mingzhang.document.region_folder import read_region
from mingzhang.facts.account import Account
from mingzhang.project import Project
from tests.document import test_own_lists
from tests.document.test_own_lists import DOCUMENT, document
from tests.support import PROJECT, account, budget, only


def context(source: Account, name: str = "河南") -> Context:
    region, _ = read_region(name, PROJECT)
    assert region is not None
    return Context.of(source, region)


def terms(source: str, text: str, name: str = "河南") -> list[str]:
    return [entry.term for entry in build_glossary(context(account(source), name), text)]


def test_only_terms_that_are_used() -> None:
    assert terms("", "经营收入0.00万元；其他收入", "吉林") == ["经营收入", "其他收入"]


@pytest.mark.parametrize(
    ("own", "order"),
    [
        ("{词: 甲, 释义: 指一}", "经营收入 其他收入 “三公”经费 甲"),
        ("{词: 甲, 释义: 指一}, {词: 经营收入}", "甲 经营收入 其他收入 “三公”经费"),
        ("{词: 其他收入}, {词: 甲, 释义: 指一}", "经营收入 其他收入 “三公”经费 甲"),
        (
            "{词: “三公”经费}, {词: 甲, 释义: 指一}, {词: 经营收入}",
            "“三公”经费 甲 经营收入 其他收入",
        ),
        # What the form's term means here, too.
        ("{词: “三公”经费, 释义: 指三项}, {词: 经营收入}", "“三公”经费 经营收入 其他收入"),
    ],
)
def test_the_terms_stand_as_the_author_lists_those_of_the_form_beside_his(
    own: str, order: str
) -> None:
    """Of the form: 经营收入, 其他收入, “三公”经费, in this order."""
    said = "经营收入0.00万元；其他收入，甲，“三公”经费"
    assert terms(f"名词解释: [{own}]", said, "吉林") == order.split()


def test_a_term_without_a_meaning_that_the_form_does_not_print_is_told() -> None:
    seen = context(account("名词解释: [{词: 甲}]"), "吉林")
    assert [entry.term for entry in build_glossary(seen, "经营收入，甲")] == ["经营收入"]
    (told,) = only(seen.faults, "MZ417")
    assert "“甲”没有写释义" in told.message
    assert (told.place.line, told.place.column) == (1, 12)


project = test_own_lists.project


@pytest.mark.parametrize("word", ["转移支付概况", "转移支付概貌"])
def test_a_term_that_only_a_heading_uses(project: Project, word: str) -> None:
    form = project.templates / "shi" / "budget"
    (form / "glossary.yaml").write_text(f"词条: [{{词: {word}, 释义: 指概况}}]\n", encoding="utf-8")
    own = DOCUMENT.replace("标题: 说明", "标题: 转移支付概况")
    terms = "  - 标题: 名词解释\n    内容: [{种类: 名词解释}]\n"
    (form / "document.yaml").write_text(own + terms, encoding="utf-8")
    said = [line for one in document(project).sections for line in one.sentences]
    assert any(line.endswith("指概况。") for line in said) == (word == "转移支付概况")


@pytest.mark.parametrize(("year", "begins"), [(2025, "与区级"), (2026, "是与区级")])
def test_what_a_term_means_may_be_said_otherwise_from_a_year_on(year: int, begins: str) -> None:
    source = budget(
        f"版式: 上海\n年度: {year}", "名称: 甲局\n类型: 部门\n职责: duties.md\n级次: 区级"
    )
    region, _ = read_region("上海", PROJECT, "budget")
    assert region is not None
    (entry,) = build_glossary(Context.of(source, region), "“三公”经费")
    assert entry.meaning.startswith(begins)


def test_a_term_may_be_written_otherwise() -> None:
    assert "对个人和家庭的补助支出" in terms("", "303 对个人和家庭的补助")


def test_subjects_in_use_are_explained_from_the_catalogue() -> None:
    source = "支出: [{科目: 2101506, 项目支出: 1}, {科目: 2101599, 资金: 非财政, 基本支出: 1}]"
    (entry,) = build_glossary(context(account(source)), "")
    assert entry.term == "卫生健康支出（类）医疗保障管理事务（款）医疗保障经办事务（项）"
    assert entry.meaning.startswith("反映")
    assert entry.meaning.endswith("。")


def test_jilin_explains_no_subjects() -> None:
    assert not terms("支出: [{科目: 2101506, 项目支出: 1}]", "", "吉林")


def test_subject_without_description_is_a_warning_at_its_row() -> None:
    seen = context(account("支出:\n  - {科目: 2019998, 项目支出: 1}"))
    assert not build_glossary(seen, "")
    (warning,) = seen.faults
    assert warning.code == "MZ403"
    assert warning.about == {"2019998"}
    assert warning.severity is Severity.WARNING
    assert warning.place.line == 2


def test_a_subject_of_several_rows_is_told_at_the_first_with_its_name() -> None:
    """What is to be typed is known but for the words; a row of another unit is no better place."""
    rows = "[{科目: 2050205, 人员经费: 1}, {科目: 2050205, 口径: 上年结转, 公用经费: 2}]"
    seen = context(budget(f"支出: {rows}"), "全国")
    build_glossary(seen, "")
    (warning,) = only(seen.faults, "MZ403")
    assert (warning.place.line, warning.place.column) == (1, 11)
    assert "{科目: 2050205, 名称: 高等教育, 释义: 反映…}" in warning.hint


def test_subject_may_be_explained_by_the_author() -> None:
    source = """
    支出: [{科目: 2019998, 项目支出: 1}]
    科目补充: [{科目: 2019998, 名称: 某项, 释义: 反映某项支出}]
    """
    (entry,) = build_glossary(context(account(source)), "")
    assert entry.term.endswith("某项（项）")
    assert entry.meaning == "反映某项支出。"


def test_authors_entries_replace_and_follow() -> None:
    source = """
    名词解释:
      - {词: 其他收入, 释义: 指本馆的其他收入}
      - {词: 馆藏, 释义: 指本馆收藏的档案}
    """
    entries = build_glossary(context(account(source), "吉林"), "经营收入 其他收入")
    assert [entry.term for entry in entries] == ["经营收入", "其他收入", "馆藏"]
    assert entries[1].meaning == "指本馆的其他收入。"


OVERRIDDEN = """
    支出: [{科目: 2019998, 项目支出: 1}]
    科目补充: [{科目: 2019998, 名称: 某项, 释义: 反映某项支出}]
    名词解释: [{词: 一般公共服务支出（类）其他一般公共服务支出（款）某项（项）, 释义: 指另一种说法}]
"""


def test_a_subject_that_an_entry_of_the_author_explains_is_explained_once() -> None:
    """What the entry stands in for is not taken down as printed, so that it is told."""
    seen = context(account(OVERRIDDEN), "四川")
    (entry,) = build_glossary(seen, "某项（项）")
    subject, added = seen.account.source.get("科目补充"), seen.account.source.get("名词解释")
    assert subject is not None
    assert added is not None
    assert entry.meaning == "指另一种说法。"
    (row,) = subject.rows()
    assert (meaning := row.get("释义"))
    assert meaning.place not in seen.record.used


def test_an_entry_of_the_author_is_a_meaning() -> None:
    source = OVERRIDDEN.replace(", 释义: 反映某项支出", "")
    seen = context(account(source), "四川")
    assert [entry.meaning for entry in build_glossary(seen, "某项（项）")] == ["指另一种说法。"]
    assert "MZ403" not in {fault.code for fault in seen.faults}
