"""Ten revisions of real sources: every changed figure once, and nothing that did not change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mingzhang.document.render import Document, render
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.reading.document_folder import PERFORMANCE
from mingzhang.review.review_values import DocumentReview
from tests.review.repository import BUDGET, FINAL, Repository, create, in_yuan
from tests.support import PROJECT

ROW = (
    "  - {科目: 2101502, 项目支出: 188.00, 年初预算: 0, "
    "差异原因: 预算执行中追加一个预算项目，为2024年聘用编外外包人员项目}\n"
)
NEW_PROJECT = (
    "  - {名称: 窗口运行经费, 类型: 专项业务支出, 一级项目: 医疗保障经办事务, "
    "单位: 502002, 科目: 2100102, 本年: 11.10}\n"
)
NEW_UNIT = "  - {代码: 502003, 名称: 某州医疗保障服务中心, 类型: 事业单位, 当年预算: 0}\n"
MONEY = ("自评表", "项目", "医保监督检查业务费", "资金", "当年财政拨款")


def raise_project(repository: Repository) -> None:
    repository.edit(
        FINAL,
        ("项目支出: 188.00", "项目支出: 200.00"),
        ("{科目: 21015, 合计: 2068.40}", "{科目: 21015, 合计: 2080.40}"),
        (
            "{科目: 210, 基本支出: 1199.68, 合计: 2514.52}",
            "{科目: 210, 基本支出: 1199.68, 合计: 2526.52}",
        ),
        ("项目支出: 1314.84, 合计: 2820.01", "项目支出: 1326.84, 合计: 2832.01"),
        ("收入: 2795.76", "收入: 2807.76"),
    )


def move_rows(repository: Repository) -> None:
    row = ROW.replace("188.00", "200.00")
    repository.edit(FINAL, (row, ""))
    repository.edit(
        FINAL, ("  # 20805 行政事业单位养老支出\n", "  # 20805 行政事业单位养老支出\n" + row)
    )


def split_project(repository: Repository) -> None:
    repository.edit(
        BUDGET,
        ("  - 名称: 运行经费\n", f"{NEW_PROJECT}  - 名称: 综窗运行经费\n"),
        ("    本年: 31.10\n", "    本年: 20.00\n"),
    )


def rename_code(repository: Repository) -> None:
    repository.edit(FINAL, ("{科目: 2080501, 人员经费", "{科目: 2080502, 人员经费"))


def rewrite_reason(repository: Repository) -> None:
    repository.edit(
        FINAL, ("差异原因: 12月养老保险于次年缴纳", "差异原因: 12月的养老保险于次年1月缴纳")
    )


def change_unit(repository: Repository) -> None:
    in_yuan(repository, FINAL)


def break_it(repository: Repository) -> None:
    repository.edit(FINAL, ("支出:\n  # 20805", "支出\n  # 20805"))


def mend_it(repository: Repository) -> None:
    repository.edit(FINAL, ("支出\n  # 20805", "支出:\n  # 20805"))
    add_unit(repository)


def add_unit(repository: Repository) -> None:
    row = "  - {科目: 2101501, 单位: 502003, 公用经费: 1.00}\n"
    repository.edit(
        BUDGET,
        ("\n支出:\n", f"{NEW_UNIT}\n支出:\n"),
        ("  # 22102 住房改革支出\n", f"{row}  # 22102 住房改革支出\n"),
    )


def change_performance(repository: Repository) -> None:
    money = "当年财政拨款: [300000, 300000, 300000]"
    assert money in repository.file(FINAL, PERFORMANCE).read_text(encoding="utf-8")
    repository.edit(FINAL, (money, money.replace("300000]", "290000]")), name=PERFORMANCE)


@dataclass(frozen=True)
class Step:
    """What is done to the sources, and the figures that must be reported, by document."""

    name: str
    change: Callable[[Repository], None]
    final: frozenset[tuple[str, ...]] = frozenset()
    budget: frozenset[tuple[str, ...]] = frozenset()
    moves_sentences: bool = False


TOTAL = ("支出", "合计")
STEPS = (
    Step(
        "r2",
        raise_project,
        frozenset(
            {
                ("支出", "2101502", "项目支出"),
                ("支出", "21015", "合计"),
                ("支出", "210", "合计"),
                *((*TOTAL, key) for key in ("项目支出", "合计", "收入")),
            }
        ),
        moves_sentences=True,
    ),
    Step("r3", move_rows),
    Step(
        "r4",
        split_project,
        budget=frozenset(
            {
                ("项目", "运行经费 502002 2100102", "本年"),
                ("项目", "窗口运行经费 502002 2100102", "本年"),
                ("项目", "综窗运行经费 502002 2100102", "本年"),
            }
        ),
    ),
    Step(
        "r5",
        rename_code,
        frozenset(
            ("支出", code, key)
            for code in ("2080501", "2080502")
            for key in ("人员经费", "年初预算")
        ),
        moves_sentences=True,
    ),
    Step("r6", rewrite_reason, moves_sentences=True),
    Step("r7", change_unit),
    Step("r8", break_it),
    Step("r9", mend_it, budget=frozenset({("支出", "2101501 502003", "公用经费")})),
    Step("r10", change_performance, frozenset({(*MONEY, "全年执行数")})),
)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = create(tmp_path_factory.mktemp("sources"), FINAL, BUDGET)
    for step in STEPS:
        step.change(repository)
        repository.commit(step.name)
    return repository


def document(reviews: tuple[DocumentReview, ...], name: str) -> DocumentReview | None:
    found = [d for d in reviews if d.name == name.removeprefix("sources/")]
    assert len(found) <= 1
    return found[0] if found else None


def keys(found: DocumentReview | None) -> list[tuple[str, ...]]:
    return sorted(change.key for change in found.figures) if found else []


def before(step: Step) -> str:
    names = ["r1", *(s.name for s in STEPS)]
    return names[names.index(step.name) - 1]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.name}-{step.change.__name__}")
def test_every_changed_figure_once_and_nothing_else(history: Repository, step: Step) -> None:
    found = history.review(before(step), step.name)
    final, budget = (document(found.documents, name) for name in (FINAL, BUDGET))
    assert keys(final) == sorted(step.final)
    assert keys(budget) == sorted(step.budget)


def rendered(folder: Path) -> Document:
    read, found = read_folder(folder, PROJECT)
    assert read, [str(d) for d in found]
    made, faults = render(read_account(read, PROJECT), PROJECT)
    assert made, [str(d) for d in faults]
    return made


def texts(made: Document) -> str:
    return "\n".join(line for section in made.sections for line in section.sentences)


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step.moves_sentences], ids=lambda step: step.name
)
def test_every_sentence_reported_did_change(
    history: Repository, step: Step, tmp_path: Path
) -> None:
    pages = []
    for revision in (before(step), step.name):
        folder = tmp_path / revision
        history.git("worktree", "add", "--quiet", str(folder), revision)
        pages.append(texts(rendered(folder / FINAL)))
        history.git("worktree", "remove", "--force", str(folder))
    found = document(history.review(before(step), step.name).documents, FINAL)
    assert found
    assert found.sentences
    for change in found.sentences:
        assert change.old != change.new
        assert pages[0].count(change.old) > pages[1].count(change.old) or not change.old
        assert pages[1].count(change.new) > pages[0].count(change.new) or not change.new
    rebuilt = pages[0]
    for change in found.sentences:
        rebuilt = rebuilt.replace(change.old, change.new) if change.old else rebuilt
    if all(change.old and change.new for change in found.sentences):
        assert rebuilt == pages[1], "a sentence changed that was not reported"


def test_moved_rows_are_no_change(history: Repository) -> None:
    assert not history.review("r2", "r3").is_changed


def test_another_unit_with_the_same_values_changes_no_figure(history: Repository) -> None:
    found = document(history.review("r6", "r7").documents, FINAL)
    assert found
    assert not found.figures
    assert not found.moved
    assert not found.sentences
    assert [text.key for text in found.texts] == [("金额单位",)]


def test_a_renamed_code_vanishes_and_appears(history: Repository) -> None:
    found = document(history.review("r4", "r5").documents, FINAL)
    assert found
    whats = {change.key[1]: change.what for change in found.figures}
    assert whats == {"2080501": "删去", "2080502": "新增"}


def test_a_rewritten_reason_is_a_sentence_and_no_figure(history: Repository) -> None:
    found = document(history.review("r5", "r6").documents, FINAL)
    assert found
    assert [text.key for text in found.texts] == [("支出", "2080505", "差异原因")]
    (sentence,) = found.sentences
    assert ("+", "1月") in sentence.words
    assert "次年1月缴纳" in sentence.new
    assert not found.moved


def test_a_broken_revision_is_told_and_the_rest_compared(history: Repository) -> None:
    found = history.review("r7", "r9")
    assert document(found.documents, BUDGET)
    broken = document(history.review("r7", "r8").documents, FINAL)
    assert broken
    assert any("disclosure.yaml" in message for message in broken.messages)
    assert keys(broken) == []
    assert not broken.moved
    assert history.review("r7", "r8").is_changed, "what cannot be read is not the same"


def test_derived_figures_carry_their_cells(history: Repository) -> None:
    found = document(history.review("r1", "r2").documents, FINAL)
    assert found
    cells = {cell.id: (cell.old, cell.new) for cell in found.cells}
    shown = {cell for change in found.figures for cell in change.shown}
    assert not shown & set(cells)
    assert cells["公开03表!R11C5"] == ("905.64", "917.64")
    assert len(list(found.cells)) == len(cells)


def test_all_ten_at_once(history: Repository) -> None:
    found = document(history.review("r1", "r10").documents, FINAL)
    assert found
    expected = {key for step in STEPS for key in step.final}
    assert set(keys(found)) == expected
    assert len(keys(found)) == len(expected)


def test_the_work_tree_and_the_index_stay(history: Repository) -> None:
    index = history.root / ".git" / "index"
    before_, state = index.read_bytes(), history.git("status", "--porcelain")
    history.review("r1", ".")
    assert index.read_bytes() == before_
    assert history.git("status", "--porcelain") == state
