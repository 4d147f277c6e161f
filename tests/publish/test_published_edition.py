"""The published edition: values only, itself again, and everything public made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from markupsafe import Markup

from mingzhang.builder import build, checked, examine
from mingzhang.checks.acceptances import acceptances
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.render import Document
from mingzhang.document.table_markup import Drawer
from mingzhang.document.table_values import Table
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.subject_catalogue import read_catalogue
from mingzhang.forms.documents_by_form import read_held
from mingzhang.project import Project
from mingzhang.publish.pdf_attachments import OWN
from mingzhang.publish.public_document import Public, publish
from mingzhang.publish.published_edition import edition
from mingzhang.publish.travelling_form import SHIPPED
from mingzhang.wanted import KINDS
from scripts import examples, shipped
from tests.publish.documents import REAL, real
from tests.support import PROJECT
from tests.test_budget_manual import CENTER, marked

MANUAL = {
    page: examples.example(PROJECT.root / "docs" / page) for page in ("authoring.md", "budget.md")
}
# Each note stands in a place of its own, so that one that is published can be told from others.
NOTE = "内部"


def note(number: int) -> str:
    return f"{NOTE}{number:02}号批注"


NOTES = tuple(map(note, range(1, 31)))


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def examined(folder: Path, project: Project = PROJECT) -> Document:
    document, found = examine(folder, project)
    assert document is not None, "\n".join(str(diagnostic) for diagnostic in found)
    return document


def published(folder: Path, project: Project = PROJECT) -> tuple[Document, Public]:
    made = publish(examined(folder, project), project)
    assert not isinstance(made, Diagnostic), str(made)
    return made


@cache
def published_real(folder: Path) -> tuple[Document, Public]:
    """The same of a document of the project, once."""
    return published(folder)


def built(folder: Path, project: Project, output: Path) -> Path:
    result = build(folder, project, output)
    assert result.is_good, [str(diagnostic) for diagnostic in result.diagnostics]
    return output / folder.parent.name / folder.name


def extracted(pdf: Path, folder: Path) -> Path:
    """What is attached to a PDF, but for what the program makes itself, as a folder."""
    with pikepdf.open(pdf) as document:
        for name, file in document.attachments.items():
            if name not in OWN:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.get_file().read_bytes())
    return folder


def summing(root: Path) -> Path:
    """A department that sums the folders of two units, one in 元 and one in 万元."""
    agencies = {
        "medical": ("示例州医疗保障局", "部门", marked("汇总").replace("example-", "")),
        "bureau": ("示例州医疗保障局", "单位", marked("单位")),
        "center": ("示例州医疗保险经办中心", "单位", CENTER),
    }
    for agency, (name, kind, text) in agencies.items():
        folder = root / agency / "2024-budget"
        folder.mkdir(parents=True)
        (folder / "disclosure.yaml").write_text(text, "utf-8")
        profile = f"名称: {name}\n类型: {kind}\n职责: duties.md\n内设机构: [{{名称: 办公室}}]\n"
        (folder / "profile.yaml").write_text(profile, "utf-8")
        (folder / "duties.md").write_text("负责医疗保障工作。\n", "utf-8")
    return root / "medical" / "2024-budget"


def with_last_year(root: Path) -> Path:
    """The manual's final account with the year before in a folder beside it."""
    folder = examples.write(MANUAL["authoring.md"], root)
    before = folder.with_name("2023-final")
    before.mkdir()
    for name in ("profile.yaml", "duties.md", "performance.yaml"):
        if (folder / name).exists():
            (before / name).write_bytes((folder / name).read_bytes())
    text = (folder / "disclosure.yaml").read_text("utf-8")
    (before / "disclosure.yaml").write_text(text.replace("年度: 2024", "年度: 2023"), "utf-8")
    start = text.index("\n上年:")
    end = text.index("\n\n", start)
    source = f"{text[:start]}\n上年来源: ../2023-final{text[end:]}"
    (folder / "disclosure.yaml").write_text(source, "utf-8")
    return folder


PLANNED = "类型: 专项业务支出, 一级项目: 医疗保障综合事务, 科目: 2101502"
OFFICE = f"""单位: [{{代码: 502000, 名称: 示例州医疗保障局本级, 类型: 行政单位}}]
支出:
  - {{科目: 2101502, 单位: 502000, 资金: 非财政, 对附属单位补助支出: 10000.00}}
项目:
  - {{名称: 示范点建设, {PLANNED}, 单位: 502000, 本年: 200000.00}}
收入:
  - {{单位: 502000, 资金: 其他, 本年: 10000.00}}
抵销:
  - {{科目: 2101502, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 10000.00, 说明: 内部}}
"""


def documents(root: Path) -> dict[str, Path]:
    own = {f"{path.parent.name}-{path.name}": path for path in REAL}
    return {**own, "summing": summing(root), "last-year": with_last_year(root / "final")}


NAMES = [*(f"{path.parent.name}-{path.name}" for path in REAL), "summing", "last-year"]


@pytest.mark.parametrize("name", NAMES)
def test_the_edition_of_an_edition_is_itself(name: str, tmp_path: Path) -> None:
    source = documents(tmp_path)[name]
    _, public = published_real(source) if source in REAL else published(source)
    # Year and kind of a document are its folder's name.
    folder, found = read_held(source.name, public.files, PROJECT)
    assert folder is not None
    assert found == ()
    assert edition(read_account(folder, PROJECT), PROJECT) == public.files


@pytest.mark.parametrize("name", NAMES)
def test_built_by_itself_it_gives_every_public_file(
    name: str, tmp_path: Path, public: Callable[[Path], Path]
) -> None:
    source = documents(tmp_path / "sources")[name]
    first = public(source) if source in REAL else built(source, PROJECT, tmp_path / "one")
    assert {f"disclosure.{kind}" for kind in KINDS} <= files_of(first).keys()
    alone = extracted(first / "disclosure.pdf", tmp_path / "x" / "elsewhere" / source.name)
    second = built(alone, PROJECT, tmp_path / "two")
    assert files_of(second) == files_of(first)


def test_a_department_is_one_source_whose_rows_name_their_unit(tmp_path: Path) -> None:
    _, public = published(summing(tmp_path))
    text = public.files["disclosure.yaml"].decode()
    assert "汇总" not in text
    assert "  - {代码: 502002, 名称: 示例州医疗保险经办中心, 类型: 参公管理事业单位}\n" in text
    # 1268000.00 元 and 98.64 万元, in the unit that claims no more than is known.
    assert "金额单位: 万元\n" in text
    assert "  - {科目: 2101501, 单位: 502001, 人员经费: 126.80, 公用经费: 23.65}\n" in text
    assert "  - {科目: 2101506, 单位: 502002, 人员经费: 98.64, 公用经费: 18.42}\n" in text
    assert "公务接待费: 0.79, 公务用车运行维护费: 3.60" in text
    assert "车辆: 2" in text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        # What is left for next year, of any fund, is the unit's.
        (
            "三公经费:",
            "结转下年: {一般公共预算: 1.50, 政府性基金: 2.00}\n三公经费:",
            "参公管理事业单位, 结转下年: {一般公共预算: 1.50, 政府性基金: 2.00}}",
        ),
        # A code that begins with 0 is a text, and stays one.
        ("代码: 502002", "代码: '0502002'", "{科目: 2080505, 单位: '0502002', 人员经费: 12.16}"),
        # What a unit states of its projects (31.10 + 5) counts for the department too.
        (
            "基本支出:\n",
            "  - {科目: 2101506, 口径: 本年, 项目支出: 36.11}\n基本支出:\n",
            "  - {科目: 2101506, 口径: 本年, 项目支出: 36.11}\n",
        ),
        # A sum that a unit states is its own: the department's 类 is what its units spend.
        (
            "基本支出:\n",
            "  - {科目: 210, 合计: 158.70}\n基本支出:\n",
            "  - {科目: 210, 单位: 502002, 合计: 158.70}\n",
        ),
        # 12.16 + 5.53 + 117.06 + 9.12 + 36.10 = 179.97; published as 180.00.
        ("参公管理事业单位}", "参公管理事业单位, 合计: 180.00}", "参公管理事业单位, 合计: 180.00}"),
    ],
)
def test_what_a_unit_says_of_itself_stays_its_own(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    folder = summing(tmp_path)
    change(folder.parents[1] / "center" / "2024-budget" / "disclosure.yaml", (old, new))
    _, public = published(folder)
    assert says in public.files["disclosure.yaml"].decode()


def test_what_the_department_states_of_a_sum_is_a_line_of_its_own(tmp_path: Path) -> None:
    folder = summing(tmp_path)
    stated = "支出:\n  - {科目: 208, 人员经费: 280000.00, 合计: 280000.00}\n"
    change(folder / "disclosure.yaml", ("机关运行经费:", f"{stated}机关运行经费:"))
    _, public = published(folder)
    # Its own line alone would be of this year; among the units' lines it is a sum.
    text = public.files["disclosure.yaml"].decode()
    assert "  - {科目: 208, 口径: 预算, 合计: 28.00}\n" in text


def test_a_subject_that_a_unit_adds_is_one_of_the_one_source(tmp_path: Path) -> None:
    folder = summing(tmp_path)
    more = "{科目: 2101598, 名称: 医保综合管理, 释义: 指医保综合管理支出。}"
    change(
        folder.parents[1] / "center" / "2024-budget" / "disclosure.yaml",
        ("{科目: 2101506, 人员经费", "{科目: 2101598, 人员经费"),
        ("三公经费:", f"科目补充: [{more}]\n三公经费:"),
    )
    _, public = published(folder)
    assert f"  - {more}\n" in public.files["disclosure.yaml"].decode()


def test_how_a_unit_explains_a_known_subject_is_in_the_one_source(tmp_path: Path) -> None:
    folder = summing(tmp_path)
    more = "{科目: 2012601, 名称: 行政运行, 释义: 反映行政单位的基本支出。}"
    assert not read_catalogue(PROJECT.catalogue).subjects["2012601"].description
    change(
        folder.parents[1] / "bureau" / "2024-budget" / "disclosure.yaml",
        ("三公经费:", f"科目补充: [{more}]\n三公经费:"),
        ("{科目: 2101501, 口径", "{科目: 2012601, 口径"),
    )
    _, public = published(folder)
    assert f"  - {more}\n" in public.files["disclosure.yaml"].decode()


def test_what_an_office_and_money_between_units_add_is_in_the_edition(tmp_path: Path) -> None:
    folder = summing(tmp_path)
    change(folder / "disclosure.yaml", ("机关运行经费: {原因", f"{OFFICE}机关运行经费: {{原因"))
    change(
        folder.parents[1] / "bureau" / "2024-budget" / "disclosure.yaml",
        ("三公经费:", "收入: [{资金: 上级补助, 本年: 10000.00}]\n三公经费:"),
        ("项目:\n", f"项目:\n  - {{名称: 交流, {PLANNED}, 资金: 非财政, 本年: 10000.00}}\n"),
    )
    _, public = published(folder)
    text = public.files["disclosure.yaml"].decode()
    assert "{科目: 2101502, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 1.00}" in text
    assert "内部" not in text
    again, found = read_held(folder.name, public.files, PROJECT)
    assert again is not None, found
    account = read_account(again, PROJECT)
    assert [unit.code for unit in account.units] == ["502001", "502002", "502000"]
    assert edition(account, PROJECT) == public.files


def test_last_years_figures_are_typed_and_say_where_they_are_from(tmp_path: Path) -> None:
    folder = with_last_year(tmp_path)
    document, public = published(folder)
    text = public.files["disclosure.yaml"].decode()
    before = published(folder.with_name("2023-final"))[1].files["disclosure.yaml"]
    assert "上年来源" not in text
    assert document.account is not None
    assert document.account.source.get("上年", "总计") is not None
    assert f"校验: {sha256(before).hexdigest()}" in text.replace("'", "")
    assert "文档: 示例市档案馆2023年度决算" in text


OPERATING = "机关运行经费: {金额: 213600.00, 原因: 库房电费增加}\n"


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        # 缺 of last year's author is no zero, and nothing that this year's would have to type.
        ((("决算: 3600.00, 外宾", "决算: 缺, 外宾"),), "", "公务接待费: 缺"),
        # A public institution has no operating costs; an administrative one has.
        (
            (("机关运行经费: {金额: 213600.00, 原因: 库房电费增加}\n", ""),),
            "事业",
            "机关运行经费: 0",
        ),
    ],
)
def test_what_last_years_document_does_not_say_is_not_asked_for_in_the_edition(
    changes: tuple[tuple[str, str], ...], kind: str, said: str, tmp_path: Path
) -> None:
    folder = with_last_year(tmp_path)
    before = folder.with_name("2023-final")
    change(before / "disclosure.yaml", *changes)
    if kind:
        for profile, word in ((before, kind), (folder, "行政")):
            change(profile / "profile.yaml", ("类型: 单位", f"类型: 单位\n单位性质: {word}"))
    _, public = published(folder)
    assert said in public.files["disclosure.yaml"].decode()
    again, found = read_held(folder.name, public.files, PROJECT)
    assert again is not None
    assert found == ()
    assert edition(read_account(again, PROJECT), PROJECT) == public.files


def test_what_no_page_prints_does_not_go_out_with_the_data(tmp_path: Path) -> None:
    folder = examples.write(MANUAL["authoring.md"], tmp_path)
    kept = {
        "disclosure.yaml": (
            f"附件: [{{标题: {note(22)}, 文件: duties.md}}]",
            f"数据缺口: {note(23)}",
            f"名词解释: [{{词: 预算, 释义: {note(24)}}}]",
        ),
        "profile.yaml": (
            f"下属单位: [{{名称: {note(25)}, 类型: 其他事业单位, 说明: {note(27)}}}]",
        ),
    }
    for name, lines in kept.items():
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text("\n".join((text, *lines, "")), "utf-8")
    subject = "名称: 档案馆"
    change(
        folder / "disclosure.yaml", (subject, f"{subject}}}\n  - {{科目: 2299999, 名称: 其他支出")
    )
    document, public = published(folder)
    text = b"".join(public.files.values()).decode()
    # The glossary prints the term; the other texts have no place in this form.
    assert [n for n in NOTES if n in text] == [note(24)]
    assert "2299999" not in text
    assert "附件" not in text
    assert document.unprinted == frozenset()


def test_self_evaluations_that_a_form_does_not_print_are_no_public_file(tmp_path: Path) -> None:
    """What checks builds: a form without such tables leaves out the whole file, and says so."""
    folder = tmp_path / "putuo-finance" / "2025-budget"
    folder.mkdir(parents=True)
    for name, data in files_of(PROJECT.sources / "putuo-finance" / "2025-budget").items():
        (folder / name).write_bytes(data)
    text = (
        "项目:\n  - 名称: 财政业务费\n    资金: {当年财政拨款: [10, 10, 9.5]}\n"
        "    年度目标: {预期: 甲, 实际: 乙}\n    指标:\n"
        "      - {一级: 产出指标, 二级: 数量指标, 三级: 丙, 目标值: 1次, 完成值: 1次}\n"
    )
    (folder / "performance.yaml").write_text(text, encoding="utf-8")
    document, found = examine(folder, PROJECT, pages=True)
    assert document is not None
    assert "MZ415" in {one.code for one in found}
    assert document.account is not None
    made = edition(document.account, PROJECT, document.printed, (), document.unprinted)
    assert "performance.yaml" not in made
    assert not isinstance(publish(document, PROJECT), Diagnostic)


def test_a_score_that_is_printed_keeps_the_rows_that_it_is_made_of(tmp_path: Path) -> None:
    """A form that prints scores and not the rows of 资金管理 publishes what they add up to."""
    folder = tmp_path / "archive" / "2024-final"
    folder.mkdir(parents=True)
    for name, data in files_of(PROJECT.templates / "example/every-key/2024-final").items():
        (folder / name).write_bytes(data)
    # A row for what a form says of a whole class, which this form does not.
    change(
        folder / "disclosure.yaml", ("  - {科目: 208}    # 一类的话（用途）写在这样的一行\n", "")
    )
    document, public = published(folder)
    assert "{项目: 安排科学性, 情况: 科学, 分值: 20, 得分: 20}" in (
        public.files["performance.yaml"].decode()
    )
    assert "96.00分" in str(document.sections)


def test_goals_that_no_table_prints_are_said_to_be_public_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "archive" / "2024-budget"
    folder.mkdir(parents=True)
    for name, data in files_of(PROJECT.templates / "example/every-key/2024-budget").items():
        (folder / name).write_bytes(data)
    document, public = published(folder)
    assert "没有向社会公开绩效目标的项目" in str(document.sections)
    assert "目标:" not in public.files["disclosure.yaml"].decode()


def noted(root: Path) -> Path:
    """A final account whose files, and those of the year before, are full of notes."""
    folder = with_last_year(root)
    for number, name in enumerate(("disclosure.yaml", "profile.yaml", "performance.yaml"), 1):
        file = folder / name
        if not file.exists():
            continue
        text = file.read_text("utf-8")
        lines = [f"{line}  # {note(number)}" if line else line for line in text.splitlines()]
        lines = [x if "yaml-language-server" not in x else f"# {note(number)}" for x in lines]
        file.write_text(f"# {note(4)}\n" + "\n".join(lines) + f"\n# {note(5)}\n", "utf-8")
    for year in (folder, folder.with_name("2023-final")):
        (year / "reasons.lock").write_text(f"{note(6)}\t1\t上年=1\t00000000\n", "utf-8")
        duties = (year / "duties.md").read_text("utf-8")
        text = f"<!-- {note(7)}\n{note(8)} -->\n{duties}\n<!--{note(9)}-->\n"
        (year / "duties.md").write_text(text, "utf-8")
        (year / "secret.md").write_text(note(10), "utf-8")
    before = folder.with_name("2023-final") / "disclosure.yaml"
    before.write_text(f"# {note(11)}\n" + before.read_text("utf-8") + f"\n# {note(12)}\n", "utf-8")
    return folder


def everything(folder: Path) -> bytes:
    """All public bytes of a document: files, and the streams and texts inside the PDF."""
    found = list(files_of(folder).values())
    with pikepdf.open(folder / "disclosure.pdf") as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                found.append(item.read_bytes())
            found.append(str(item).encode("utf-8", "replace"))
            found += [str(text).encode("utf-8", "replace") for text in _texts(item)]
    return b"\n".join(found)


def _texts(item: object) -> list[str]:
    if isinstance(item, pikepdf.String):
        return [str(item)]
    if isinstance(item, pikepdf.Dictionary):
        return [str(v) for v in item.values() if isinstance(v, pikepdf.String)]
    return []


def test_no_note_of_a_final_account_becomes_public(tmp_path: Path) -> None:
    source = noted(tmp_path / "sources")
    public = everything(built(source, PROJECT, tmp_path / "out"))
    assert "档案".encode() in public
    assert [n for n in NOTES if n.encode() in public] == []
    assert NOTE.encode() not in public


def test_no_note_of_a_departments_units_becomes_public(tmp_path: Path) -> None:
    folder = summing(tmp_path / "sources")
    for number, file in enumerate(sorted(folder.parents[1].rglob("*.yaml")), 13):
        file.write_text(f"# {note(number)}\n" + file.read_text("utf-8"), "utf-8")
    bureau = folder.parents[1] / "bureau" / "2024-budget" / "disclosure.yaml"
    rows = f"核对说明:\n  - {{规则: MZ316, 说明: {note(20)}}}\n"
    bureau.write_text(bureau.read_text("utf-8") + rows, "utf-8")
    change(bureau, ("当年预算: 人员正常晋级晋档", f"当年预算: {note(21)}"))
    public = everything(built(folder, PROJECT, tmp_path / "out"))
    assert [n for n in NOTES if n.encode() in public] == []


# Acceptances

ACCEPTED = """核对说明:
  - {规则: MZ225, 差额: 43.19, 说明: 公布的机关运行经费与公用经费不同，照公布件登记}"""


@pytest.fixture
def changchun(tmp_path: Path) -> Path:
    folder = tmp_path / "changchun" / "2024-final"
    folder.mkdir(parents=True)
    for file in (PROJECT.sources / "changchun" / "2024-final").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_the_reason_for_an_acceptance_stays_inside(changchun: Path, tmp_path: Path) -> None:
    folder = built(changchun, PROJECT, tmp_path / "out")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    first, second, *_ = manifest["accepted"]
    assert (first["code"], first["difference"], "reason" in first) == ("MZ225", "43.19", False)
    assert "相差 43.19 万元" in first["findings"][0]
    assert second["code"] == "MZ404"
    assert "照公布件登记".encode() not in everything(folder)


def test_a_reason_is_published_where_its_row_says_so(changchun: Path, tmp_path: Path) -> None:
    change(changchun / "disclosure.yaml", ("照公布件登记}", "照公布件登记, 公开: 是}"))
    folder = built(changchun, PROJECT, tmp_path / "out")
    accepted = json.loads((folder / "manifest.json").read_text("utf-8"))["accepted"]
    assert accepted[0]["reason"] == "公布的机关运行经费与公用经费不同，照公布件登记"
    assert "reason" not in accepted[1]
    with pikepdf.open(folder / "disclosure.pdf") as pdf:
        text = pdf.attachments["disclosure.yaml"].get_file().read_bytes().decode()
        report = pdf.attachments["check-report.json"].get_file().read_bytes().decode()
    assert "公开: 是}" in text
    assert "已由作者接受：公布的机关运行经费与公用经费不同，照公布件登记" in report
    assert "已由作者接受，说明没有公开" in report


def test_an_acceptance_of_what_does_not_become_public_is_left_out(changchun: Path) -> None:
    change(
        changchun / "disclosure.yaml", ("核对说明:\n", "核对说明:\n  - {规则: MZ999, 说明: 本地}\n")
    )
    _, public = published(changchun)
    assert "MZ999" not in public.files["disclosure.yaml"].decode()
    assert not any(d.code == "MZ298" for d in public.checked.found)


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_acceptance_of_a_real_document_holds_in_its_edition(path: Path) -> None:
    document, public = published_real(path)
    assert document.account is not None
    source = real(path)[0].account
    assert source is not None
    told = [[one.code for one in acceptances(account)] for account in (source, document.account)]
    assert told[0] == told[1]
    assert not any(d.code == "MZ298" for d in public.checked.found)


def test_an_acceptance_without_a_reason_is_an_error(changchun: Path) -> None:
    change(
        changchun / "disclosure.yaml",
        (", 说明: 公布的机关运行经费与公用经费不同，照公布件登记", ""),
    )
    document, found = examine(changchun, PROJECT)
    assert document is None
    assert [d.code for d in found if d.severity.name == "ERROR"] == ["MZ723"]


# What goes out and what does not


def test_control_figures_and_unprinted_texts_stay_inside(changchun: Path) -> None:
    (changchun / "evaluation.md").write_text("没有刊出的报告", "utf-8")
    text = (changchun / "disclosure.yaml").read_text("utf-8")
    attached = "附件:\n  - {标题: 报告, 文件: evaluation.md}\n"
    (changchun / "disclosure.yaml").write_text(text + attached, "utf-8")
    assert "\n合计: [" in (changchun / "performance.yaml").read_text("utf-8")
    _, public = published(changchun)
    assert "evaluation.md" not in public.files
    assert "附件" not in public.files["disclosure.yaml"].decode()
    assert "\n合计:" not in public.files["performance.yaml"].decode()


def test_places_in_public_files_are_the_editions_lines(changchun: Path, tmp_path: Path) -> None:
    folder = built(changchun, PROJECT, tmp_path / "out")
    with pikepdf.open(folder / "disclosure.pdf") as pdf:
        lines = pdf.attachments["disclosure.yaml"].get_file().read_bytes().decode().splitlines()
    figures = (folder / "figures.csv").read_text("utf-8")
    row = next(line for line in figures.splitlines() if line.startswith("2080501 人员经费,"))
    place = row.split(",")[4]
    assert place.startswith("disclosure.yaml:")
    assert "{科目: 2080501, 人员经费: 60.88" in lines[int(place.partition(":")[2]) - 1]


def test_nothing_of_the_folder_that_it_is_run_in_becomes_public(
    changchun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / f"{note(22)}.md").write_text(note(23), "utf-8")
    before = published(changchun)[1].checked
    monkeypatch.chdir(here)
    after = published(changchun)[1].checked
    assert after.found == before.found
    assert not any(NOTE in f"{d.place} {d.message}" for d in after.found)


# The form


def test_the_list_of_shipped_forms_is_that_of_the_templates() -> None:
    assert SHIPPED.read_text("ascii") == shipped.text(), "run: python -m scripts.shipped"


def project(root: Path, form: str = "") -> Project:
    """A project with a region of its own, whose files may be those of an edition."""
    (root / "templates").mkdir(parents=True)
    for name in ("schema", "catalogue", ".fonts", "templates/national", "templates/jilin"):
        (root / name).symlink_to(PROJECT.root / name)
    if form:
        (root / "templates" / "own").mkdir()
        (root / "templates" / "own" / "region.yaml").write_text(form, "utf-8")
    return Project(root)


def test_a_form_of_ones_own_travels_with_the_edition(changchun: Path, tmp_path: Path) -> None:
    form = "名称: 自有\n上级: jilin\n零值: 空\n"
    own = project(tmp_path / "one", form)
    change(changchun / "disclosure.yaml", ("版式: 吉林", "版式: 自有"))
    first = built(changchun, own, tmp_path / "out")
    taken = extracted(first / "disclosure.pdf", tmp_path / "x" / "2024-final")
    assert (taken / "templates" / "own" / "region.yaml").read_text("utf-8") == form
    assert [p.name for p in (taken / "templates").iterdir()] == ["own"]
    other = project(tmp_path / "two")
    (taken / "templates" / "own").rename(other.templates / "own")
    (taken / "templates").rmdir()
    assert files_of(built(taken, other, tmp_path / "again")) == files_of(first)


def test_of_a_form_of_ones_own_what_is_used_travels(changchun: Path, tmp_path: Path) -> None:
    """Whatever else lies in its folder, and what its authors noted, stays inside."""
    idle = f"更正说明: {note(25)}\n表头中: 甲\n图注: {note(26)}\n"
    settings = f"部门预算:\n  表头中: {note(16)}\n"
    own = project(
        tmp_path / "one", f"名称: 自有\n上级: jilin\n零值: 空  # {note(1)}\n{settings}{idle}"
    )
    form = own.templates / "own"
    for name, text in {
        "备忘.yaml": note(2),
        "final/sections/old.j2": note(3),
        "final/tables/07-government-funds.yaml": f"停用: 是\n标题: {note(4)}\n",
        "final/notes.css": note(5),
        "budget/tables/01-summary.yaml": f"标题: {note(6)}\n",
        "final/glossary.yaml": f"沿用: 是\n词条:\n  - {{词: 没有人提的词, 释义: {note(11)}}}\n",
        "final/keys.yaml": "数据:\n  键:\n    局内数:\n      类型: 文字\n      不刊出: 是\n"
        f"      说明: {note(12)}。\n    值守: {{类型: 文字, 说明: {note(13)}, 例: [{note(14)}]}}\n"
        f"勾稽:\n  正: {{式: 总计 <= 总计, 改法: {note(15)}}}\n",
        "style.css": f"/* {note(8)} */\nbody {{ color: black; }}\n",
        "page.js": f"f(); // {note(9)}\n",
        "final/sections/07-funds.j2": f"{{% set 注 = '{note(17)}' %}}\n"
        f"{{% if 总计 | 非零 %}}甲{{% else %}}{note(18)}{{{{ 注 }}}}{{% endif %}}\n"
        f"{{{{ '乙' if 总计 | 非零 else '{note(19)}' }}}}"
        f"{{{{ {{1: '丙', 2: '{note(20)}'}}.get(1) }}}}\n"
        f"{{% for 一 in 源.没有 | default([]) %}}{note(21)}{{% endfor %}}{{{{ 句('甲') }}}}\n",
        "final/macros-own.j2": f"{note(22)}{{% macro 句(甲, 乙='{note(23)}') %}}"
        f"{{{{ 甲 }}}}{{% if not 甲 %}}{note(24)}{{% endif %}}{{% endmacro %}}\n",
        "page.html.j2": f"{{#- {note(7)} -#}}\n<!-- {note(10)} -->\n"
        + (PROJECT.templates / "national" / "page.html.j2").read_text("utf-8"),
    }.items():
        (form / name).parent.mkdir(parents=True, exist_ok=True)
        (form / name).write_text(text, "utf-8")
    change(changchun / "disclosure.yaml", ("版式: 吉林", "版式: 自有"))
    first = built(changchun, own, tmp_path / "out")
    taken = extracted(first / "disclosure.pdf", tmp_path / "x" / "2024-final")
    names = {"style.css", "page.js", "page.html.j2", "region.yaml"}
    names |= {"final/sections/07-funds.j2", "final/macros-own.j2"}
    root = taken / "templates" / "own"
    there = {file.relative_to(root).as_posix() for file in root.rglob("*.*")}
    assert there == {
        *names,
        *(f"final/{n}.yaml" for n in ("tables/07-government-funds", "glossary", "keys")),
    }
    public = [p for folder in (first, taken) for p in folder.rglob("*.*")]
    assert not [p for p in public if any(n.encode() in p.read_bytes() for n in NOTES)]
    other = project(tmp_path / "two")
    (taken / "templates" / "own").rename(other.templates / "own")
    (taken / "templates").rmdir()
    assert files_of(built(taken, other, tmp_path / "again")) == files_of(first)


def test_what_need_not_travel_is_found_without_drawing_a_page(
    changchun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Table] = []
    draw = Drawer.__call__

    def counted(self: Drawer, table: Table) -> Markup:
        drawn.append(table)
        return draw(self, table)

    monkeypatch.setattr(Drawer, "__call__", counted)
    published(changchun)  # once a process a form's page is drawn with a few parts, to try it
    drawn.clear()
    tables = len(published(changchun)[0].tables)
    with_shipped_form = len(drawn)
    assert with_shipped_form >= 2 * tables  # on the screen and on paper
    text = f"{{% if 年度 == 1999 %}}{note(1)}{{% endif %}}甲\n"
    own = project(tmp_path / "one", f"名称: 自有\n上级: jilin\n零值: 空\n图注: {note(26)}\n")
    section = own.templates / "own" / "final" / "sections" / "07-funds.j2"
    section.parent.mkdir(parents=True)
    section.write_text(text, "utf-8")
    change(changchun / "disclosure.yaml", ("版式: 吉林", "版式: 自有"))
    published(changchun, own)
    drawn.clear()
    _, public = published(changchun, own)
    assert NOTES[0].encode() not in public.form["templates/own/final/sections/07-funds.j2"]
    assert len(drawn) == with_shipped_form


def of_form(taken: Mapping[str, bytes], root: Path) -> Project:
    """A project whose form is what travelled with an edition."""
    other = project(root)
    for name, data in taken.items():
        file = root / name
        assert not any(folder.is_symlink() for folder in file.parents), name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return other


# Each of them says its note in no document of the year 2024 of a department.
UNSAID = (
    "{% if 年度 == 2023 %}§{% endif %}",
    "{% if 部门 == '部门' %}{% else %}§{% endif %}",
    "{% if 年度 == 2024 %}{% elif 名称 == '§' %}{% endif %}",
    "{% for 一 in 支出类 %}{% else %}§{% endfor %}",
    "{% for 一 in 支出类 if 年度 < 2024 %}§{% endfor %}",
    "{{ '§' if 年度 < 2024 else '' }}",
    "{{ '' if 年度 > 2023 else '§' | 成句 }}",
    "{{ (年度 < 2024 and '§') or '' }}",
    "{% macro 一(甲, 乙='§') %}{{ 乙 }}{% endmacro %}{{ 一(1, '') }}",
    "{% macro 二(甲) %}{% if 甲 %}§{% endif %}{% endmacro %}{{ 二(false) }}",
    "{% set 注 = '§' if 年度 < 2024 else '' %}{{ 注 }}",
    "{% set 记 = '§' %}{{ 记 if 年度 < 2024 }}",
    "{% set 话 %}§{% endset %}{{ 话 if 年度 < 2024 }}",
    "{{ {'甲': '§', '乙': ''}.get('乙', '') }}",
    "{{ {'甲': ''}.get('甲', '§') }}",
    "{{ ['', '§'][0] }}",
    "{{ 年度 | default('§') if 年度 < 2024 }}",
    "{% if 年度 < 2024 %}{% raw %}§{{ }}{% endraw %}{% endif %}",
    "{% if 年度 < 2024 %}{{ '内\\u90e8' '§' }}{% endif %}",
    "{% if 年度 < 2024 %}{% set 文 %}§{% endset %}{{ 文 }}{% endif %}",
    "{% if 年度 < 2024 %}{% include '§.j2' %}{% endif %}",
    "{% call(一) 三() %}{% if 一 > 1 %}§{% endif %}{% endcall %}",
)
CALLED = "{% macro 三() %}{{ caller(1) }}{% endmacro %}"


def test_what_a_forms_templates_do_not_say_stays_inside(changchun: Path, tmp_path: Path) -> None:
    own = project(tmp_path / "one", "名称: 自有\n上级: jilin\n")
    change(changchun / "disclosure.yaml", ("版式: 吉林", "版式: 自有"))
    folder = own.templates / "own" / "final" / "sections"
    folder.mkdir(parents=True)
    usual = (PROJECT.templates / "jilin" / "final" / "sections" / "14-other.j2").read_text("utf-8")
    told = {number: code.replace("§", note(number)) for number, code in enumerate(UNSAID)}
    (folder / "14-other.j2").write_text(CALLED + "\n".join((*told.values(), usual)), "utf-8")
    document, public = published(changchun, own)
    assert document.html == published_as_usual(changchun).html
    whole = b"\n".join((*public.form.values(), *public.files.values())).decode()
    assert [told[number] for number in told if note(number) in whole] == []
    again, second = published(changchun, of_form(public.form, tmp_path / "two"))
    assert (again.html, again.paper) == (document.html, document.paper)
    assert second.form == public.form


def published_as_usual(folder: Path) -> Document:
    """The same document in the shipped form."""
    change(folder / "disclosure.yaml", ("版式: 自有", "版式: 吉林"))
    document, _ = published(folder)
    change(folder / "disclosure.yaml", ("版式: 吉林", "版式: 自有"))
    return document


def test_a_shipped_form_does_not_travel(changchun: Path) -> None:
    assert published(changchun)[1].form == {}


# What would be a fault of ours


def spoil(monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]) -> None:
    """Have every edition say something else than its document."""

    def spoilt(*given: object) -> dict[str, bytes]:
        files = edition(*given)  # type: ignore[arg-type]
        text = files["disclosure.yaml"].decode()
        assert change[0] in text
        return {**files, "disclosure.yaml": text.replace(*change).encode()}

    monkeypatch.setattr("mingzhang.publish.public_document.edition", spoilt)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (("年度: 2024\n", "年度: 2024年\n"), "MZ724", "不能照样生成文档：MZ032"),
        (("养老保险于次年缴纳", "养老保险在次年缴纳"), "MZ725", "养老保险于次年缴纳。”成了“"),
    ],
)
def test_an_edition_that_says_something_else_is_not_published(
    changchun: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], code: str, says: str
) -> None:
    spoil(monkeypatch, change)
    output = changchun.parents[1] / "out"
    result = build(changchun, PROJECT, output)
    (fault,) = (d for d in result.diagnostics if d.severity is Severity.ERROR)
    assert fault.code == code
    assert says in fault.message
    assert "程序的错误" in fault.hint
    assert not output.exists()


def test_a_check_finds_what_stops_a_build_in_a_form_of_ones_own(
    changchun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = project(tmp_path / "one", "名称: 自有\n上级: jilin\n零值: 空\n")
    change(changchun / "disclosure.yaml", ("版式: 吉林", "版式: 自有"))
    assert not [d for d in checked(changchun, own).diagnostics if d.severity is Severity.ERROR]
    spoil(monkeypatch, ("年度: 2024\n", "年度: 2024年\n"))
    faults = [d for d in checked(changchun, own).diagnostics if d.severity is Severity.ERROR]
    assert [fault.code for fault in faults] == ["MZ724"]
