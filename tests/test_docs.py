"""The authors' manual is true: links lead somewhere, sources build, messages are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import figures
from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.explanations import explanations
from mingzhang.reading.schema_check import load_schema, validate
from mingzhang.reading.yaml import read_yaml
from scripts import examples, reference
from tests.support import PROJECT, completed

ROOT = PROJECT.root
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
MANUAL = [DOCS / f"{name}.md" for name in ("authoring", "editor", "messages")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
WHOLE = "# yaml-language-server:"


def links() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        text = FENCED.sub("", page.read_text(encoding="utf-8"))
        yield from ((page.name, target) for target in LINK.findall(text))


@pytest.mark.parametrize(("page", "target"), [*links()])
def test_a_link_leads_somewhere(page: str, target: str) -> None:
    if "://" in target:
        return
    path, _, anchor = target.partition("#")
    own = ROOT / page if page == "README.md" else DOCS / page
    file = (own.parent / path) if path else own
    assert file.exists()
    if anchor:
        assert anchor in anchors(file)


def anchors(file: Path) -> set[str]:
    text = FENCED.sub("", file.read_text(encoding="utf-8"))
    return {address(heading) for heading in HEADING.findall(text)}


def address(heading: str) -> str:
    """As Git hosts make it: small letters, marks left out, blanks become dashes."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_page_is_in_the_contents() -> None:
    contents = (DOCS / "index.md").read_text(encoding="utf-8")
    missing = [page.name for page in DOCS.glob("*.md") if f"({page.name})" not in contents]
    assert missing in ([], ["index.md"])


@pytest.mark.parametrize("name", reference.pages())
def test_the_reference_is_that_of_the_schemas(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert text == reference.pages()[name], "run: python -m scripts.reference"


def test_the_figures_are_those_of_the_sources() -> None:
    page = figures.PAGE.read_text(encoding="utf-8")
    assert figures.table() in page, "run: python -m benchmarks.figures --write"


def test_changchun_is_made_of_less_than_two_fifths() -> None:
    (changchun,) = (c for c in figures.documents() if c.name == "changchun/2024-final")
    assert 5 * sum(changchun.typed.values()) < 2 * changchun.published


@pytest.mark.parametrize("page", [*examples.pages()], ids=lambda page: page.name)
def test_messages_are_what_the_program_says(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == examples.refreshed(text), "run: python -m scripts.examples"


def test_messages_name_codes_that_there_are() -> None:
    named = set(re.findall(r"MZ\d{3}", (DOCS / "messages.md").read_text(encoding="utf-8")))
    assert len(named) > 20
    assert named <= set(explanations())


def fragments() -> Iterator[str]:
    """The blocks of the manual that are a part of a source."""
    for page in MANUAL:
        for text in YAML.findall(page.read_text(encoding="utf-8")):
            if not text.startswith(WHOLE):
                yield text


@pytest.mark.parametrize("text", [*fragments()])
def test_a_fragment_fits_its_schema(text: str) -> None:
    first = text.partition("\n")[0]
    name = next((n for n in ("profile", "performance") if first == f"# {n}.yaml"), "final")
    whole = completed(text) if name == "final" else text
    node, found = read_yaml(whole.encode(), Path(first))
    assert node is not None, found
    # Some keys are those of one form only.
    shipped = sorted(PROJECT.schema.rglob(f"{name}.schema.json"))
    faults = [[*found, *validate(node, load_schema(file))] for file in shipped]
    assert [] in faults, faults[0]


# The worked example


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return examples.write(examples.example(), tmp_path / "sources")


def test_the_worked_example_builds_without_a_word(worked_example: Path) -> None:
    # The fixture sees to it that nothing is said.
    assert {"disclosure.html", "disclosure.pdf"} <= {file.name for file in worked_example.iterdir()}


def test_the_worked_example_has_all_nine_tables(worked_example: Path) -> None:
    html = (worked_example / "disclosure.html").read_text(encoding="utf-8")
    tables = set(re.findall(r'data-table="(公开\d\d表)"', html))
    assert tables == {f"公开0{number}表" for number in range(1, 10)}


def test_the_worked_example_says_what_the_manual_quotes(worked_example: Path) -> None:
    html = (worked_example / "disclosure.html").read_text(encoding="utf-8")
    page = examples.EXAMPLE.read_text(encoding="utf-8")
    (quoted,) = re.findall(r"^> (2024年度.*)$", page, re.MULTILINE)
    assert quoted in re.sub(r"<[^>]+>", "", html)


def test_in_the_other_region_only_the_text_that_the_manual_names_is_missing(
    archive: Path,
) -> None:
    found = regional(archive, "河南")
    assert {d.code for d in found} == {"MZ410", "MZ403", "MZ404", "MZ415"}
    messages = {d.code: d.message for d in found if d.code == "MZ410"}
    unwritten = [d.message for d in found if d.code == "MZ404"]
    assert messages["MZ410"].endswith("自评得分、未完成指标、超额指标。")
    assert ["管理工作" in unwritten[0], "执行情况" in unwritten[1]] == [True, True]
    assert ["问题" in unwritten[2], "重点绩效评价" in unwritten[3]] == [True, True]
    assert len(unwritten) == 4


def regional(folder: Path, region: str) -> tuple[Diagnostic, ...]:
    change(folder, "版式: 吉林", f"版式: {region}")
    if region != "吉林":
        # Keys that the other form does not have.
        change(folder, "  一级项目数: 0\n", "")
        change(folder, ", 货物中小企业: 52000.00, 服务中小企业: 310000.00", "")
        change(folder, "  结果应用: 评价结果作为安排下一年度预算的参考\n", "")
    return examine(folder, PROJECT)[1]


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "disclosure.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def cut(folder: Path, key: str) -> None:
    """Take a key of the first level with everything below it out of the source."""
    file = folder / "disclosure.yaml"
    text = re.sub(
        rf"^{key}:.*\n(?: .*\n)*", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    file.write_text(text, encoding="utf-8")


# What the manual's tables on 上年 and 原因 say of the example's figures.
ALIKE = {"总计", "财政拨款总计", "一般公共预算财政拨款支出", "机关运行经费"}
ONLY_JILIN = {
    *("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    *("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出", "三公经费"),
}


@pytest.mark.parametrize(("region", "wanted"), [("吉林", ALIKE | ONLY_JILIN), ("河南", ALIKE)])
def test_last_years_figures_that_a_region_asks_for(
    archive: Path, region: str, wanted: set[str]
) -> None:
    cut(archive, "上年")
    (found,) = (d for d in regional(archive, region) if d.code == "MZ402")
    listed = found.hint.partition("：")[2].partition("；")[0].split("、")
    assert {name.partition(".")[0] for name in listed} == wanted


@pytest.mark.parametrize(
    ("region", "wanted"),
    [
        ("吉林", (ALIKE | {"财政拨款收入", "基本支出", "项目支出"}) - {"机关运行经费"}),
        ("河南", ALIKE - {"机关运行经费"}),
    ],
)
def test_reasons_that_a_region_asks_for(archive: Path, region: str, wanted: set[str]) -> None:
    cut(archive, "原因")
    (found,) = (d for d in regional(archive, region) if d.code == "MZ401")
    listed = found.hint.partition("写明：")[2].removesuffix("。")
    assert set(listed.split("、")) == wanted


def errors(folder: Path) -> set[str]:
    return {d.code for d in examine(folder, PROJECT)[1] if d.severity is Severity.ERROR}


# Single promises of the manual


def test_a_reason_may_have_its_lead_and_full_stop(archive: Path) -> None:
    change(archive, "项目支出: 档案数字化", "项目支出: 主要原因是档案数字化")
    assert errors(archive) == set()


def test_a_fen_too_much_is_an_error_where_figures_are_in_yuan(archive: Path) -> None:
    change(archive, "科目补充:", "公布数: {总计: 2029300.01}\n\n科目补充:")
    assert "MZ203" in errors(archive)


@pytest.mark.parametrize(("stated", "codes"), [("3.01", set()), ("3.03", {"MZ203"})])
def test_a_tail_of_rounding_passes_where_figures_are_in_wan(
    archive: Path, stated: str, codes: set[str]
) -> None:
    cells = "\n".join(
        f"  - {{科目: {c}, 项目支出: 1.00, 年初预算: 1.00}}" for c in (2101501, 2101502, 2101506)
    )
    text = f"""\
版式: 河南
年度: 2024
金额单位: 万元
支出:
{cells}
年初预算: {{政府性基金: 0, 国有资本经营: 0}}
上年: {{总计: {stated}, 财政拨款总计: 3.00, 一般公共预算财政拨款支出: 3.00, 机关运行经费: 0}}
公布数: {{总计: {stated}, 收入总计: {stated}}}
结转结余: {{使用非财政拨款结余: 0, 结余分配: 0}}
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {{预算: 0, 决算: 0, 保有量: 0}}
  公务接待费: 0
机关运行经费: {{金额: 0}}
政府采购: 0
国有资产: {{车辆: 0, 大型设备: 0}}
绩效: {{管理工作: 已开展, 自评得分: [], 未完成指标: [], 超额指标: []}}
"""
    (archive / "disclosure.yaml").write_text(text, encoding="utf-8")
    (archive / "performance.yaml").write_text("项目: []\n", encoding="utf-8")
    assert errors(archive) == codes
