"""``mingzhang region``: a region folder is checked with file and line of the template."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from mingzhang.cli import main
from mingzhang.project import Project

Region = Callable[..., Path]
INCOME = "final/tables/02-income.yaml"
SENTENCE = "final/sections/02-income.j2"


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """Makes a region of its own in a project with the templates of this one."""
    real = Project()
    (tmp_path / "templates").mkdir()
    for name in ("schema", "catalogue"):
        (tmp_path / name).symlink_to(real.root / name)
    for name in ("national", "example"):
        (tmp_path / "templates" / name).symlink_to(real.templates / name)

    def make(settings: str = "", **files: str) -> Path:
        folder = tmp_path / "templates" / "yunxi"
        text = {"region.yaml": f"名称: 云溪\n上级: national\n{settings}", **files}
        for name, content in text.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        return tmp_path

    return make


def run(root: Path, *names: str) -> int:
    return main(["region", "--project", str(root), *names])


def test_the_projects_own_regions_are_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["region"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert all(line.endswith("可以使用（没有问题）") for line in lines)


def test_a_region_without_anything_of_its_own_is_good(region: Region) -> None:
    assert run(region(), "云溪") == 0
    assert run(region(), "yunxi") == 0


def test_a_region_that_is_not_there(region: Region, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(region(), "云水") == 2
    assert "没有名为“云水”的版式" in capsys.readouterr().out


def test_a_template_is_compiled_for_its_inspection_once(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, compile_one = list[str](), Environment.compile

    def noted(self: Environment, source: str, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        compiled.append(source)
        return compile_one(self, source, *given, **named)

    monkeypatch.setattr(Environment, "compile", noted)
    root = region(**{SENTENCE: "{# 只此一句 #}一句。\n"})
    counts = [(run(root, "云溪"), sum("只此一句" in text for text in compiled)) for _ in range(2)]
    assert counts[0] == counts[1]
    assert counts[0][1] > 0
    # A good one beside it excuses no other.
    assert run(region(**{SENTENCE: "{# 只此一句 #}一句。{{ \n"}), "云溪") == 1


FAULTS = {
    "unknown setting": ("region.yaml", "名称: 云溪\n上级: national\n零直: 空\n", 3, "MZ503"),
    "unknown word of a setting": (
        "region.yaml",
        "名称: 云溪\n上级: national\n合计位置: 第一行\n",
        3,
        "MZ504",
    ),
    "unknown setting of a kind": (
        "region.yaml",
        "名称: 云溪\n上级: national\n部门预算:\n  序号: 否\n",
        4,
        "MZ503",
    ),
    "unknown word of a kind's setting": (
        "region.yaml",
        "名称: 云溪\n上级: national\n部门预算: {零值: 无}\n",
        3,
        "MZ504",
    ),
    "unknown key of a table": (INCOME, "沿用: 是\n标提: 收入表\n", 2, "MZ511"),
    "table to take over is not there": (INCOME, "标题: 甲\n沿用: 99-none\n", 2, "MZ518"),
    "unknown fund": (
        INCOME,
        "沿用: 是\n列:\n  - {标题: 名称, 显示: 名称}\n  - {标题: 甲, 取: {资金: 财政拔款}}\n",
        4,
        "MZ514",
    ),
    "query that finds nothing": (
        INCOME,
        "列: [{标题: 甲, 显示: 名称}, {标题: 乙, 取: {收支: 年初结转, 资金: 经营}}]\n沿用: 是\n",
        1,
        "MZ527",
    ),
    "query that can find nothing": (
        INCOME,
        "沿用: 是\n列:\n  - {标题: 名称, 显示: 名称}\n  - {标题: 甲, 取: {性质: 基本支出}}\n",
        4,
        "MZ345",
    ),
    "unknown figure": (SENTENCE, "一句。\n{{ 总记 | 万元 }}\n", 2, "MZ523"),
    "unknown figure in a branch not taken": (
        SENTENCE,
        "{% if 年度 == 1999 %}\n{{ 总记 | 万元 }}\n{% endif %}\n",
        2,
        "MZ523",
    ),
    "unknown figure of last year there": (
        SENTENCE,
        "{% if 年度 == 1999 %}\n\n{{ 上年.总记 | 万元 }}\n{% endif %}\n",
        3,
        "MZ523",
    ),
    "unknown key of the source there": (
        SENTENCE,
        "{% if 年度 == 1999 %}{{ 源.三公经费.公务招待费.原因 }}{% endif %}\n",
        1,
        "MZ523",
    ),
    "unknown filter there": (
        SENTENCE,
        "{% if 年度 == 1999 %}\n{{ 总计 | 万圆 }}\n{% endif %}\n",
        2,
        "MZ522",
    ),
    "fault in a section that is not used": (
        "final/sections/99-unused.j2",
        "\n\n{{ 总记 | 万元 }}\n",
        3,
        "MZ523",
    ),
    "section that is not there": (
        "final/document.yaml",
        "封面: [甲]\n部分:\n  - 标题: 乙\n    内容:\n      - {标题: 丙, 模板: 99-none.j2}\n",
        5,
        "MZ521",
    ),
    "fault in a budget's template": (
        "budget/sections/01-overview.j2",
        "{{ 总记 | 万元 }}\n",
        1,
        "MZ523",
    ),
    "unknown figure of a macro": (
        "final/macros-yunxi.j2",
        "{% macro 甲() %}\n{{ 总记 | 万元 }}\n{% endmacro %}\n",
        2,
        "MZ523",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_file_and_line(
    name: str, region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    file, text, line, code = FAULTS[name]
    status = run(region(**{file: text}), "云溪")
    out = capsys.readouterr().out
    assert f"/{file}:{line}:" in out, out
    assert f" {code} " in out
    assert status == (0 if code == "MZ527" else 1), "a query that finds nothing is a warning"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        (SENTENCE, "一句。\n{{ 总记 | 万元 }}\n", "MZ523"),
        (SENTENCE, "{% if 总计 %}\n{{ 总计 | 万圆 }}\n{% endif %}\n", "MZ522"),
        ("final/tables/99-own.yaml", "标题: 甲\n沿用: 99-none\n", "MZ518"),
        (
            "final/tables/02-income.yaml",
            "沿用: 是\n列: [{标题: 科目, 显示: 名称}, {标题: 数, 填: 支出.编制}]\n",
            "MZ087",
        ),
    ],
)
def test_one_slip_of_a_form_is_one_finding(
    region: Region, capsys: pytest.CaptureFixture[str], name: str, text: str, code: str
) -> None:
    assert run(region(**{name: text}), "云溪") == 1
    found = [line for line in capsys.readouterr().out.splitlines() if " MZ" in line]
    assert len(found) == 1, found
    assert code in found[0]


IN_PLACE = """\
数据:
  键:
    人员:
      类型: 组
      说明: 人数。
      键:
        在职: {类型: 个数, 单位: 人, 说明: 在职的人数。}
        退休: {类型: 个数, 单位: 人, 说明: 退休的人数。}
"""


def test_a_key_that_another_is_printed_for_is_told_there_alone(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "在职{{ 人员.在职 | 数 }}人，退休{{ 人员.在职 | 数 }}人。"
    assert run(region(**{"final/keys.yaml": IN_PLACE, SENTENCE: words}), "云溪") == 1
    found = [line for line in capsys.readouterr().out.splitlines() if " MZ" in line]
    assert len(found) == 1, found
    assert ":1:25: 错误 MZ722 “退休”后面印的是“人员.在职”" in found[0]


def test_an_example_without_its_files_is_told(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    (region() / "templates/yunxi/example/2024-final").mkdir(parents=True)
    assert run(region(), "云溪") == 1
    said = capsys.readouterr().out
    assert "example/2024-final/disclosure.yaml: 错误 MZ001" in said
    assert "MZ527" not in said


def test_a_sentence_may_use_its_own_names(region: Region) -> None:
    text = (
        "{% set 我 = 总计 %}{% for 项 in 支出项 %}{{ 项.名称 }}{{ loop.index }}{% endfor %}"
        "{% macro 句(数) %}{{ 数 | 万元 }}{% endmacro %}{{ 句(我) }}\n"
    )
    assert run(region(**{SENTENCE: text}), "云溪") == 0


def test_a_region_changes_order_zero_a_column_and_a_sentence(region: Region) -> None:
    files = {
        INCOME: (
            "沿用: 是\n列:\n  - {标题: 科目, 显示: 名称}\n  - {标题: 合计, 指标: 本年收入合计}\n"
        ),
        SENTENCE: "全年收入{{ 本年收入合计 | 万元 }}万元。\n",
        "final/document.yaml": (
            "封面: ['{名称}']\n部分:\n  - {标题: 附表, 内容: [{种类: 表}]}\n"
            "  - {标题: 说明, 内容: [{标题: 收入, 模板: 02-income.j2}]}\n"
        ),
    }
    assert run(region("零值: 空\n文字去零: 是\n", **files), "云溪") == 0


def test_a_name_that_only_a_branch_sets_is_no_fault(region: Region) -> None:
    text = "{% if 年度 %}\n{% set 话 = 名称 %}{{ 话 }}\n{% endif %}\n"
    assert run(region(**{SENTENCE: text}), "云溪") == 0


def test_a_fault_has_the_column_of_its_word(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    run(region(**{SENTENCE: "一句{{ 总记 | 万元 }}\n"}), "云溪")
    assert f"/{SENTENCE}:1:6: 错误 MZ523" in capsys.readouterr().out


def test_paths_are_told_from_here(
    region: Region, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = region(**{SENTENCE: "{{ 总记 | 万元 }}\n"})
    monkeypatch.chdir(root)
    run(root, "云溪")
    assert capsys.readouterr().out.startswith(f"templates/yunxi/{SENTENCE}:1:4: ")


def test_what_the_example_for_all_forms_lacks_is_no_fault(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    asks = "{{ 变动(本年收入合计, 上年.本年收入合计) }}{{ 源.绩效.重点评价 }}\n"
    assert run(region(**{SENTENCE: asks}), "云溪") == 0, capsys.readouterr().out


SPLIT = """
标题: 基本支出表
版面: 功能科目
取: {收支: 支出, 资金: FUND}
列:
  - {标题: 科目名称, 显示: 名称}
  - {标题: 人员经费, 取: {性质: 人员经费}}
  - {标题: 公用经费, 取: {性质: 公用经费}}
"""


def test_a_table_may_split_the_basic_spending_of_every_fund(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    funds = {20: "政府性基金", 21: "国有资本经营", 22: "非财政"}
    tables = {
        f"{kind}/tables/{number}-basic.yaml": SPLIT.replace("FUND", fund).replace(
            "标题: 基", f"标题: {fund}基"
        )
        for kind in ("final", "budget")
        for number, fund in funds.items()
    }
    assert run(region(**tables), "云溪") == 0
    assert capsys.readouterr().out.endswith("云溪：可以使用（没有问题）\n")


def test_a_table_may_ask_for_more_than_the_example_for_all_forms_splits(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever writes a form has no hand in that example."""
    root = region(**{"final/tables/20-basic.yaml": SPLIT.replace("FUND", "政府性基金")})
    (root / "templates" / "example").unlink()
    copied = shutil.copytree(Project().templates / "example", root / "templates" / "example")
    file = copied / "every-key" / "2024-final" / "disclosure.yaml"
    fine, coarse = (
        "资金: 政府性基金, 人员经费: 0.60, 公用经费: 0.40",
        "资金: 政府性基金, 基本支出: 1.00",
    )
    file.write_text(file.read_text("utf-8").replace(fine, coarse), encoding="utf-8")
    assert run(root, "云溪") == 0
    assert "MZ340" not in capsys.readouterr().out


def test_a_form_may_bring_an_example_of_its_own(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    example = Project().templates / "example" / "every-key" / "2024-final"
    own = {f"example/2024-final/{f.name}": f.read_text("utf-8") for f in example.iterdir()}
    own = {name: text.replace("版式: 全国", "版式: 云溪") for name, text in own.items()}
    name = "example/2024-final/disclosure.yaml"
    lacking = {**own, name: own[name].replace("  总计: 150.00\n", "")}
    assert run(region(**lacking), "云溪") == 1
    out = capsys.readouterr().out
    assert f"yunxi/{name}:" in out
    assert "MZ402" in out


def test_what_a_row_lacks_is_not_taken_for_a_name(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "{% for 项 in 支出项 %}{{ 项.决算数 | 万元 }}{% endfor %}\n"
    run(region(**{SENTENCE: text}), "云溪")
    out = capsys.readouterr().out
    assert "不存在的名称“决算数”" in out
    assert "是不是" not in out


SISTER = "{% macro 比上年度(本年, 上年数) %}比上年度{{ 变动(本年, 上年数) }}{% endmacro %}\n"


def test_a_form_may_use_the_macros_of_another(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    used = {SENTENCE: "收入{{ 比上年度(总计, 上年.总计) }}。\n"}
    root = region("借用句式: [sister]\n", **used)
    assert run(root, "云溪") == 1
    assert "没有版式文件夹“sister”" in capsys.readouterr().out
    sister = root / "templates" / "sister"
    (sister / "final").mkdir(parents=True)
    (sister / "region.yaml").write_text("名称: 姊妹\n上级: national\n", encoding="utf-8")
    (sister / "final" / "macros-sister.j2").write_text(SISTER, encoding="utf-8")
    assert run(root, "云溪") == 0, capsys.readouterr().out
    region("", **used)
    assert run(root, "云溪") == 1
    assert "比上年度" in capsys.readouterr().out


def test_a_form_has_macros_for_documents_of_every_kind(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    used = "收入{{ 比上年度(总计, 上年.总计) }}。\n"
    own = {SENTENCE: used, "budget/sections/01-overview.j2": used.replace("总计", "当年预算")}
    assert run(region(**own, **{"final/macros-yunxi.j2": SISTER}), "云溪") == 1
    out = capsys.readouterr().out
    assert "budget/sections/01-overview.j2:1:" in out
    assert "“比上年度”写在 final/macros-yunxi.j2，只用于那一种文档" in out
    root = region(**own, **{"macros-yunxi.j2": SISTER})
    (root / "templates/yunxi/final/macros-yunxi.j2").unlink()
    assert run(root, "云溪") == 0, capsys.readouterr().out
    assert "没有问题" in capsys.readouterr().out
    broken = SISTER.replace("{{ 变动(本年, 上年数) }}", "{{ 变动幅度(本年, 上年数) }}")
    assert run(region(**own, **{"macros-yunxi.j2": broken}), "云溪") == 1
    assert "templates/yunxi/macros-yunxi.j2:1:" in capsys.readouterr().out


OWN = """\
数据:
  键:
    会议费: {类型: 金额, 上年: 是, 原因: 是, 说明: 会议费的决算数。}
    会议:
      类型: 行
      说明: 一个会一行。
      每行:
        名称: 一个会
        说明: 一个会一行。
        键:
          名称: {类型: 文字, 必填: 是, 说明: 会的名称。}
          金额: {类型: 金额, 说明: 会的费用。}
          日期: {类型: 日期, 说明: 开会的日期。}
"""
SAYS = (
    "会议费{{ 会议费 | 万元 }}万元，{{ 变动(会议费, 上年.会议费) }}"
    "{{ 原因(会议费, 上年.会议费) }}。"
    "{% for 行 in 源.会议 %}{{ 行.名称 }}{{ 行.金额 | 万元 }}万元，{{ 行.日期 }}。{% endfor %}\n"
)


def test_a_form_is_judged_by_what_it_declares(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"final/keys.yaml": OWN, SENTENCE: SAYS}
    assert run(region(**files), "云溪") == 0
    assert "没有问题" in capsys.readouterr().out


def test_what_a_form_keeps_inside_nobody_has_to_print(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = OWN.replace("日期: {", "日期: {不刊出: 是, ")
    assert inside != OWN
    says = SAYS.replace("，{{ 行.日期 }}", "")
    assert run(region(**{"final/keys.yaml": inside, SENTENCE: says}), "云溪") == 0
    assert "没有问题" in capsys.readouterr().out


SAID = {
    "基本支出{{ 项目支出 | 万元 }}万元。": "MZ722 “基本支出”后面印的是“项目支出”",
    "项目支出{{ 本年支出合计 | 万元 }}万元。": "MZ722 “项目支出”后面印的是“本年支出合计”",
    "政府性基金预算拨款支出{{ 本年支出合计 | 万元 }}万元。": (
        "MZ722 “政府性基金预算财政拨款支出”后面印的是“本年支出合计”"
    ),
    "其中：公务接待费{{ 三公经费.因公出国境费.决算 | 万元 }}万元。": "MZ722 “公务接待费”后面印的是",
    "{% for 项 in 支出项 %}决算{{ 项.年初预算 | 万元 }}万元；{% endfor %}": (
        "MZ722 “决算”后面印的是“项.年初预算”"
    ),
    "国内接待批次{{ 源.三公经费.公务接待费.国内接待.人次 }}批。": ("MZ722 “批次”后面印的是“人次”"),
    "全年组团{{ 源.三公经费.因公出国境费.团组数 }}人次。": (
        "MZ722 “团组数”后面的单位是“人次”，那是“人次”的"
    ),
    "{% for 行 in 源.支出 %}年初预算数{{ 行.全年预算 | 万元 }}万元；{% endfor %}": (
        "MZ722 “年初预算”后面印的是“全年预算”"
    ),
    "项目支出占本年收入合计的{{ 占比(项目支出, 本年支出合计) }}。": (
        "MZ722 说的是占“本年收入合计”的"
    ),
    "占一般公共预算财政拨款总支出的{{ 占比(一般公共预算项目支出, 本年支出合计) }}。": (
        "MZ722 说的是占“一般公共预算财政拨款总支出”的，比的却是“本年支出合计”"
    ),
    "项目支出占支出合计{{ 占比(项目支出, 本年收入合计) }}。": "MZ722 说的是占“本年支出合计”的",
    "其中：政府性基金预算{{ 一般公共预算财政拨款收入 | 万元 }}万元。": (
        "MZ722 “政府性基金预算”后面印的是“一般公共预算财政拨款收入”"
    ),
    "项目支出{{ 占(项目支出, 基本支出, '本年支出合计') }}。": "MZ722 说的是占“本年支出合计”的",
    "{{ 变动(总计, 上年.总计) }}{{ 原因(机关运行经费, 上年.机关运行经费) }}。": (
        "MZ722 说的是“总计”的变动，原因却是“机关运行经费”的"
    ),
    "支出较上年{{ 变动额(财政拨款收入, 上年.财政拨款收入) }}。": (
        "MZ722 说的是支出的变动，比的却是“财政拨款收入”"
    ),
    "项目支出{{ 项目支出 | 万元 }}万元，占总支出的{{ 占比(基本支出, 本年支出合计) }}。": (
        "MZ722 前面印的是“项目支出”，“占比”算的却是“基本支出”"
    ),
    "项目支出{{ 项目支出 | 万元 }}万元，比上年{{ 变动(基本支出, 上年.基本支出) }}。": (
        "MZ722 前面印的是“项目支出”，“变动”算的却是“基本支出”"
    ),
    "其中：支出合计{{ 变动(本年收入合计, 上年.总计) }}。": (
        "MZ722 说的是“本年支出合计”的变动，比的却是“本年收入合计”"
    ),
    "基本支出比上年{{ 变动(项目支出, 上年.项目支出) }}。": (
        "MZ722 说的是“基本支出”的变动，比的却是“项目支出”"
    ),
    (
        "{% if not 经营收入 | 非零 %}经营{{ 经营收入 | 万元 }}万元。"
        "{% else %}没有这项收入。{% endif %}"
    ): "MZ722 条件写反了：“经营收入”是零的时候印它，不是零的时候却印“没有这项收入”",
    "{{ 变动(总计, 上年.总计) }}，主要原因是{{ 原因(总计, 上年.总计) }}。": "MZ525 “原因”自己印出",
    "项目支出，{{ 完成率(一般公共预算财政拨款支出, 一般公共预算年初预算) }}。": (
        "MZ525 “完成率”自己印出"
    ),
}


@pytest.mark.parametrize("text", SAID)
def test_words_and_the_figures_behind_them_go_together(
    region: Region, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert run(region(**{SENTENCE: text}), "云溪") == 1
    assert SAID[text] in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "基本支出{{ 一般公共预算基本支出 | 万元 }}万元。",
        "占基本支出的{{ 占比(人员经费, 一般公共预算基本支出) }}。",
        "占财政拨款总支出的{{ 占比(一般公共预算项目支出, 一般公共预算财政拨款支出) }}。",
        "占收入合计{{ 占比(财政拨款收入, 本年收入合计) }}。",
        "收入较上年{{ 变动额(财政拨款收入, 上年.财政拨款收入) }}。",
        "总支出{{ 本年支出合计 | 万元 }}万元，占{{ 占比(项目支出, 本年支出合计) }}。",
        "人员{{ 人员经费 | 万元 }}万元。占总支出的{{ 占比(项目支出, 本年支出合计) }}。",
        "{% if 经营收入 | 非零 %}经营{{ 经营收入 | 万元 }}万元。{% else %}没有经营。{% endif %}",
        "支出合计{{ 变动(一般公共预算财政拨款支出, 上年.一般公共预算财政拨款支出) }}。",
        "其中：一般公共预算{{ 一般公共预算基本支出 | 万元 }}万元。",
        "非财政拨款{{ 其他收入 | 万元 }}万元。",
        "{{ 变动(收入总计, 上年.总计) }}{{ 原因(总计, 上年.总计) }}。",
        "{{ 变动(总计, 上年.总计) }}。{{ 原因(机关运行经费, 上年.机关运行经费, '因为') }}。",
        "{% set 国内 = 源.三公经费.公务接待费.国内接待 %}批次{{ 国内.批次 }}，{{ 国内.人次 }}人。",
        "国内接待批次{{ 源.三公经费.公务接待费.国内接待.批次 }}批。",
        "{% set 数 = 项目支出 %}项目支出{{ 数 | 万元 }}万元。",
    ],
)
def test_words_that_say_less_than_the_figure_are_true(
    region: Region, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    run(region(**{SENTENCE: text}), "云溪")
    out = capsys.readouterr().out
    assert "MZ722" not in out, out
    assert "没有问题" in out, out


POSTS = """\
指标: {编制总数: {算: 人员.行政编制 + 人员.事业实有}}
数据:
  键:
    人员:
      类型: 组
      说明: 编制和实有。
      键:
        行政编制: {类型: 个数, 说明: 编制数。}
        事业编制: {类型: 个数, 说明: 编制数。}
        事业实有: {类型: 个数, 说明: 实有数。}
"""

COUNTED = "          场次: {类型: 个数, 说明: 场次。}\n指标: {会议场次: {填: 会议.金额}}\n"
OF_KINDS = """\
          类别: {类型: 选项, 选项: [车辆, 设备], 说明: 类别。}
指标: {车辆购置: {填: 会议.金额, 仅: {类别: 设备}}}
"""
TRAINED = """\
    培训: {类型: 组, 说明: 培训。, 键: {金额: {类型: 金额, 说明: 金额。}}}
指标: {培训: {填: 培训.金额}}
"""
IDLE = {
    "a name that nothing uses": (
        ("final/keys.yaml", "数据:", "指标: {会议费支出: {填: 会议费}}\n数据:"),
        ("MZ088", "指标“会议费支出”取了名，没有一张表、一句话、一条勾稽用它"),
    ),
    "printed nowhere": (
        (SENTENCE, "{{ 行.日期 }}", ""),
        ("MZ088", "“会议”里的 日期 声明了，没有一张表、一句话印它"),
    ),
    "last year's cannot be typed": (
        ("final/keys.yaml", "上年: 是, ", ""),
        ("MZ089", "要上年的“会议费”，来源文件里没有地方填"),
    ),
    "a reason cannot be typed": (
        ("final/keys.yaml", "原因: 是, ", ""),
        ("MZ089", "句子要印“会议费”与上年不同的原因，来源文件里没有地方写"),
    ),
    "a reason of what all forms know cannot be typed": (
        (
            SENTENCE,
            "会议费{{",
            "{{ 原因(财政拨款支出, 上年.财政拨款支出, '财政拨款支出变动的原因是') }}会议费{{",
        ),
        ("MZ089", "句子要印“财政拨款支出”与上年不同的原因，来源文件里没有地方写"),
    ),
    "money without its unit": ((SENTENCE, "行.金额 | 万元", "行.金额"), ("MZ525", "“金额”是金额")),
    "money that all forms know": (
        (SENTENCE, "会议费{{", "{{ 源.机关运行经费.金额 }}万元，会议费{{"),
        ("MZ525", "“金额”是金额"),
    ),
    "a row's money that all forms know": (
        (SENTENCE, "会议费{{", "{% for 行 in 源.支出 %}{{ 行.项目支出 }}{% endfor %}会议费{{"),
        ("MZ525", "“项目支出”是金额"),
    ),
    "a name that sentences have": (
        ("final/keys.yaml", "数据:", "指标: {自评资金: {填: 会议费}, 支出类: {算: 总计}}\n数据:"),
        ("MZ085", "“自评资金”是句子里已有的名称"),
    ),
    "a sum that is named for another column": (
        (
            "final/keys.yaml",
            "说明: 开会的日期。}\n",
            f"说明: 开会的日期。}}\n{COUNTED}",
        ),
        ("MZ722", "“会议场次”是“场次”的名称，“填”的却是“会议.金额”"),
    ),
    "a figure that is named for the key beside its own": (
        (
            "final/keys.yaml",
            "数据:",
            "指标: {其他用车数: {填: 国有资产.车辆.执法执勤用车}}\n数据:",
        ),
        ("MZ722", "“其他用车数”是“其他用车”的名称，“填”的却是“国有资产.车辆.执法执勤用车”"),
    ),
    "a sum that takes the key beside the one meant": (
        ("final/keys.yaml", "数据:\n  键:\n", POSTS),
        ("MZ722", "“编制总数”加的是“人员.事业实有”，旁边还有“人员.事业编制”"),
    ),
    "a sum that is named for other rows": (
        ("final/keys.yaml", "说明: 开会的日期。}\n", f"说明: 开会的日期。}}\n{OF_KINDS}"),
        ("MZ722", "“车辆购置”说的是“车辆”，“仅”取的却是“设备”"),
    ),
    "a figure named for a subject beside its own": (
        (
            "final/keys.yaml",
            "数据:",
            "指标: {会议费支出: {取: {收支: 经济分类, 资金: 一般公共预算, 科目: 30216}}}\n数据:",
        ),
        ("MZ722", "“会议费支出”取的是 30216 培训费，“会议费”是 30215"),
    ),
    "a figure called as a group of keys is": (
        (
            "final/keys.yaml",
            "说明: 开会的日期。}\n",
            f"说明: 开会的日期。}}\n{TRAINED}",
        ),
        ("MZ085", "指标“培训”与一组键同名，句子里取不到组里的数，如“培训.金额”"),
    ),
    "a computed name that sentences have": (
        ("final/keys.yaml", "数据:", "指标: {支出类: {算: 总计}}\n数据:"),
        ("MZ085", "“支出类”是句子里已有的名称"),
    ),
}


@pytest.mark.parametrize("case", IDLE)
def test_what_a_form_declares_and_what_it_prints_go_together(
    region: Region, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    (file, old, new), (code, said) = IDLE[case]
    files = {"final/keys.yaml": OWN, SENTENCE: SAYS}
    run(region(**{**files, file: files[file].replace(old, new)}), "云溪")
    out = capsys.readouterr().out
    assert code in out
    assert said in out
    assert "yunxi/" in out


GUESTS = """\
指标:
  来宾批次: {填: 三公经费.公务接待费.国内接待.批次}
  来宾人次: {填: 三公经费.公务接待费.国内接待.人次}
"""
GUEST_LINES = """\
标题: 接待情况表
版面: 清单
列: [{标题: 项目, 显示: 名称}, {标题: 决算统计数}]
行: [{标题: 国内公务接待批次（个）, 指标: [来宾批次]}, {标题: 国内公务接待人次, 指标: [来宾人次]}]
"""
GUEST_WORDS = "接待{{ 来宾批次 | 数 }}批次，{{ 来宾人次 | 数 }}人次。"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", "没有问题"),
        ("指标: [来宾批次]", "指标: [来宾人次]", "（个）”下面印的是“来宾人次”"),
        ("来宾批次 | 数", "来宾人次 | 数", "“来宾人次”后面的单位是“批次”，那是“批次”的"),
    ],
)
def test_named_counts_stand_where_the_words_count_them(
    region: Region, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    table = GUEST_LINES.replace(old, new) if old else GUEST_LINES
    words = GUEST_WORDS.replace(old, new) if old else GUEST_WORDS
    files = {"final/keys.yaml": GUESTS, "final/tables/20-guests.yaml": table, SENTENCE: words}
    run(region(**files), "云溪")
    assert told in capsys.readouterr().out


def test_a_head_of_results_may_stand_over_counts(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    trips = GUESTS.replace("公务接待费.国内接待.批次", "因公出国境费.团组数")
    table = GUEST_LINES.replace("国内公务接待批次（个）", "因公出国（境）团组数（个）")
    words = GUEST_WORDS.replace("批次，", "个团组，")
    files = {"final/keys.yaml": trips, "final/tables/20-guests.yaml": table, SENTENCE: words}
    assert run(region(**files), "云溪") == 0, capsys.readouterr().out


PLANNED = """\
数据: {键: {机关运行经费: {键: {年初预算: {类型: 金额, 说明: 年初预算数。}}}}}
指标: {运行经费预算: {填: 机关运行经费.年初预算}}
"""


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (PLANNED, "没有问题"),
        (PLANNED.splitlines()[0], "如 机关运行经费年初预算: {填: 机关运行经费.年初预算}，句子"),
    ],
)
def test_a_key_in_a_group_that_all_forms_call_a_figure_by(
    region: Region, capsys: pytest.CaptureFixture[str], keys: str, told: str
) -> None:
    words = "运行{{ 机关运行经费 | 万元 }}万元" + "，预算{{ 运行经费预算 | 万元 }}万元。"
    run(region(**{"final/keys.yaml": keys, SENTENCE: words}), "云溪")
    assert told in capsys.readouterr().out


PURPOSES = "数据: {键: {支出: {每行: {键: {用途: {类型: 文字, 说明: 主要用于什么。}}}}}}\n"


@pytest.mark.parametrize(("said", "told"), [("{{ 科目用途[类 | 编码] }}", ""), ("", "MZ088")])
def test_a_purpose_of_a_class_is_printed_by_its_code(
    region: Region, capsys: pytest.CaptureFixture[str], said: str, told: str
) -> None:
    text = "{% for 类 in 支出类 %}{{ 类 | 称谓 }}" + said + "{% endfor %}"
    run(region(**{"final/keys.yaml": PURPOSES, SENTENCE: text}), "云溪")
    out = capsys.readouterr().out
    assert told in out if told else "没有问题" in out


SHEET = """\
沿用: 是
宽: [10, 10, 10]
段:
  - 每: 指标
    列: [{标题: 一级指标, 值: 一级}, {标题: 指标, 值: 三级}, {标题: 指标值, 值: 目标值}]
"""
OPTIONAL = "绩效: {键: {项目: {每行: {键: {指标: {每行: {键: {完成值: {必填: 否}}}}}}}}}"


@pytest.mark.parametrize(("keys", "is_told"), [({}, True), ({"final/keys.yaml": OPTIONAL}, False)])
def test_what_every_indicator_must_say_has_a_column(
    region: Region, capsys: pytest.CaptureFixture[str], keys: dict[str, str], is_told: bool
) -> None:
    run(region(**{"final/tables/10-performance.yaml": SHEET}, **keys), "云溪")
    out = capsys.readouterr().out
    where = "templates/yunxi/final/tables/10-performance.yaml: 警告 MZ088 指标的“完成值”"
    assert (where in out) == is_told
    assert (OPTIONAL in out) == is_told


def test_a_form_may_ask_for_nothing_of_an_indicator(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    every = ", ".join(f"{key}: {{必填: 否}}" for key in ("一级", "三级", "目标值", "完成值"))
    keys = OPTIONAL.replace("完成值: {必填: 否}", every)
    files = {"final/tables/10-performance.yaml": SHEET, "final/keys.yaml": keys}
    assert run(region(**files), "云溪") == 0
    assert "没有问题" in capsys.readouterr().out


COUNTS = (
    OWN
    + """\
          场次: {类型: 个数, 单位: 场, 说明: 开了几场。}
          得分: {类型: 百分制, 说明: 评价的得分。}
指标: {会议场次: {填: 会议.场次}}
"""
)
TELLS = (
    "共{{ 源.会议 | 个数 }}个会，{{ 会议场次 | 数 }}场。\n"
    "会议费{{ 会议费 | 万元 }}万元，{{ 变动(会议费, 上年.会议费) }}"
    "{{ 原因(会议费, 上年.会议费) }}。\n{% for 行 in 源.会议 %}{{ 行.名称 }}"
    "{{ 行.金额 | 万元 }}万元，{{ 行.日期 }}，{{ 行.场次 | 数 }}场，{{ 行.得分 | 数 }}分。"
    "{% endfor %}\n"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (SENTENCE, "", "", ""),
        (
            SENTENCE,
            "会议场次 | 数 }}场",
            "会议场次 | 数 }}项",
            "“会议场次”的单位是“场”，后面写的是“项”",
        ),
        (
            SENTENCE,
            "行.场次 | 数 }}场",
            "行.场次 | 数 }}人次",
            "“场次”的单位是“场”，后面写的是“人次”",
        ),
        (
            SENTENCE,
            "源.会议 | 个数 }}个会",
            "支出项 | 个数 }}个会议",
            "说的是“会议”有几项，数的却是“支出项”",
        ),
        ("final/keys.yaml", "百分制", "数量", "“得分”的单位是“个”，后面写的是“分”"),
    ],
)
def test_what_a_forms_own_counts_are_counted_in(
    region: Region, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, said: str
) -> None:
    files = {"final/keys.yaml": COUNTS, SENTENCE: TELLS}
    assert old in files[file]
    assert run(region(**{**files, file: files[file].replace(old, new)}), "云溪") == bool(said)
    assert (said or "没有问题") in capsys.readouterr().out


TWO_BLOCKS = """
数据:
  键:
    绩效目标: {类型: 组, 说明: 甲, 键: {填报数: {类型: 个数, 单位: 个, 说明: 甲}}}
    整体绩效:
      类型: 组
      说明: 乙
      键: {总体目标: {类型: 文字, 说明: 乙}, 指标数: {类型: 个数, 单位: 项, 说明: 乙}}
"""


def test_words_may_stand_below_the_name_of_another_block(
    region: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number may not: behind a heading that names one block it is that block's."""
    head, filed = "# 部门绩效目标\n", "填报{{ 源.绩效目标.填报数 }}个。\n"
    words = f"{filed}{head}{{{{ 源.整体绩效.总体目标 | 成句 }}}}{{{{ 源.整体绩效.指标数 }}}}项。\n"
    keys = {"final/keys.yaml": TWO_BLOCKS}
    assert run(region(**keys, **{SENTENCE: words}), "云溪") == 0, capsys.readouterr().out
    number = f"{words}{head}{{{{ 源.整体绩效.指标数 }}}}项。\n"
    assert run(region(**keys, **{SENTENCE: number}), "云溪") == 1
    assert "MZ722 说的是“绩效目标”，后面印的是“源.整体绩效.指标数”" in capsys.readouterr().out
