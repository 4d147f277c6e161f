"""Sheets of words → duties, names and the figures of sentences; prompts are told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.document.region_folder import read_region
from mingzhang.facts.amount import Unit
from mingzhang.intake.workbook_aliases import Aliases, read_aliases
from mingzhang.intake.workbook_texts import Texts, read_texts, unread_texts
from tests.intake.books import Rows, book, grids
from tests.support import PROJECT

KINDS = {"主要职能": "职责", "名词解释": "名词解释", "情况说明": "句子", "说明书": "不读"}
SENTENCES = (
    "预算主管部门：{概况.名称}",
    "货物预算{政府采购.货物}万元、工程预算{政府采购.工程}万元",
    "共有车辆{}辆，其中：机要通信用车{国有资产.车辆.机要通信用车}辆",
    "的主要原因是{原因.总计}",
    "内设机构，包括：{概况.内设机构、}",
)
ALIASES = Aliases(texts=KINDS, sentences=SENTENCES, terms=frozenset(("机关运行经费",)))


def read(sheets: dict[str, Rows]) -> Texts:
    return read_texts(grids(book(sheets)), ALIASES, Unit.YUAN)


def said(texts: Texts) -> dict[str, object]:
    return {".".join(one.key): one.value for one in texts.said}


def test_sentences_say_what_no_table_has() -> None:
    """Money in the document's unit, counts as they are, words to the end of the sentence."""
    words = (
        "一、政府采购\n 货物预算1,017.50万元、工程预算 0 万元。\n"
        "共有车辆3辆，其中：机要通信用车3辆。收入增加的主要原因是人员经费增加，项目减少"
    )
    found = read({"情况": (("其他情况说明",), ("",), (words,)), "封面": (("预算主管部门：某局",),)})
    assert said(found) == {
        "政府采购.货物": Decimal("10175000.00"),
        "政府采购.工程": Decimal(0),
        "国有资产.车辆.机要通信用车": Decimal(3),
        "原因.总计": "人员经费增加，项目减少",
        "概况.名称": "某局",
    }
    assert found.found == []


def test_names_that_stand_in_a_row_are_a_list() -> None:
    found = read({"机构": (("其他情况说明",), ("设2个内设机构，包括：办公室、财务科。",))})
    assert said(found) == {"概况.内设机构": [{"名称": "办公室"}, {"名称": "财务科"}]}


def test_duties_are_a_file_of_paragraphs() -> None:
    found = read({"职能": (("某局主要职能",), ("某局是机关。\n    1.管钱。",))})
    assert found.files == {"duties.md": "某局是机关。\n\n1.管钱。\n"}


def test_terms_of_the_form_stay_its_own() -> None:
    rows = (("名词解释",), ("（一）机关运行经费：指……公用经费。\n（二）其他收入：指其余收入。",))
    assert read({"词": rows}).terms == [{"词": "其他收入", "释义": "指其余收入。"}]


def test_terms_may_be_numbered_otherwise_and_what_is_none_is_told() -> None:
    lines = ("本部门用到的词：", "1.其他收入：指其余收入。", "二、年末结转：指留到下年的钱。")
    more = ("办法：照做。", "另见附件。")
    found = read({"词": (("名词解释",), ("\n".join((*lines, *more)),))})
    assert [(one["词"], one["释义"]) for one in found.terms] == [
        ("其他收入", "指其余收入。"),
        ("年末结转", "指留到下年的钱。"),
        ("办法", "照做。"),
    ]
    assert [one.code for one in found.found] == ["MZ817"]
    assert "有 1 行不是“词：释义”，没有读，如“另见附件。”" in found.found[0].message


def test_full_width_digits_of_a_sentence_are_read_and_those_of_words_stay() -> None:
    words = "货物预算１，０１７．５０万元、工程预算０万元。减少的主要原因是２个项目完成。"
    found = said(read({"情况": (("其他情况说明",), (words,))}))
    assert found["政府采购.货物"] == Decimal("10175000.00")
    assert found["原因.总计"] == "２个项目完成"


def test_prompts_that_were_left_are_told_and_nothing_of_them_is_read() -> None:
    """They would be published as if somebody had said them."""
    rows = (("某局主要职能",), ("XX是…。\n主要职能包括：",))
    more = (("其他情况说明",), ("货物预算XXX万元、工程预算XXX万元",))
    found = read({"职能": rows, "情况": more, "封面": (("预算主管部门：XX局",),)})
    assert (found.said, found.files) == ([], {})
    assert [one.code for one in found.found] == ["MZ816", "MZ816"]
    assert "职能!A2" in found.found[0].message


def test_a_sheet_of_words_that_the_form_does_not_know_is_told() -> None:
    """A cover and a list of contents are passed over, and so is what is said to be."""
    long = "填表的时候请注意" * 12
    sheets: dict[str, Rows] = {
        "填表": (("填表须知",), (long,)),
        "书": (("说明书",), (long,)),
        "封面": (("某局预算",),),
        "目录": (("目 录",), (long,)),
    }
    found = list(unread_texts(grids(book(sheets)), ALIASES))
    assert [one.code for one in found] == ["MZ817"]
    assert "填表" in found[0].message


def test_why_each_of_the_official_expenses_moved_is_read() -> None:
    """The sentences of a real office's form, as its clerk fills them in."""
    region, found = read_region("上海", PROJECT, "budget", Place(Path("x")))
    assert region is not None, found
    aliases, _ = read_aliases(region)
    words = (
        "（一）因公出国（境）费0.50万元，比2025年预算增加0.50万元，主要原因是团组增加。\n"
        "（二）公务用车购置及运行费2.00万元，比2025年预算减少1.00万元，主要原因是车少。其中："
        "公务用车购置费0万元，与2025年预算持平，主要原因是没有购车；"
        "公务用车运行费2.00万元，比2025年预算减少1.00万元，主要原因是报废一辆。\n"
        "（三）公务接待费1.00万元。比2025年预算减少0.20万元，主要原因是……。"
    )
    sheet = (("其他相关情况说明",), ("",), (words,))
    texts = read_texts(grids(book({"情况": sheet})), aliases, Unit.YUAN)
    assert {key: value for key, value in said(texts).items() if key.startswith("原因")} == {
        "原因.三公经费.因公出国境费": "团组增加",
        "原因.三公经费.公务用车购置费": "没有购车",
        "原因.三公经费.公务用车运行维护费": "报废一辆",
    }
