"""Characters that no face has: found by a check, at the place where they were typed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.commands.region import examined
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.font_faces import coverage_of
from mingzhang.document.render import Document, render
from mingzhang.document.undrawable_characters import glyph_faults, missing_glyphs
from mingzhang.facts.account import Account
from mingzhang.project import Project
from mingzhang.publish.pdf_file import render_pdf
from tests.support import AGENCY, PROJECT, account

STYLE = (PROJECT.templates / "national" / "pdf.css").read_text("utf-8")
FONTS = PROJECT.root / ".fonts"
FACES = coverage_of(STYLE, FONTS)
EMOJI = "\U0001f600"
SOURCE = """\
版式: 吉林
公开日期: 2025-10-09
支出:
  - {{科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}}
基本支出:
  - {{科目: 30101, 金额: 60.88}}
上年: {{总计: 60.88, 财政拨款收入: 60.88, 基本支出: 60.88, 财政拨款总计: 60.88,
       一般公共预算财政拨款支出: 60.88, 机关运行经费: 0, 项目支出: 0,
       上级补助收入: 0, 事业收入: 0, 经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0,
       上缴上级支出: 0, 经营支出: 0, 对附属单位补助支出: 0, 三公经费: {{合计: 0}}}}
机关运行经费: {{金额: 0}}
核对说明: [{{规则: MZ999, 说明: '{accepted}'}}]
绩效:
  结果应用: 无
  管理工作: '{text}'
  一级项目数: 0
  自评得分: []
  未完成指标: []
  超额指标: []
"""
BLANKS = " \u00a0\u2002\u2003\u2009\u202f\u3000"
OFFICE = (
    "×÷±≤≥≠≈∞°′″℃㎡㎥㎏㎜㎝㎞ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱ①②③⑩⑳㈠⑴⒈％‰µΩαβγ—…·“”‘’「」『』〔〕【】《》〈〉"
    "（）；：，。、？！￥¥€$©®™§◆◇■□▲△▼▽○●◎★☆→←↑↓√∶∕―–‐∥∧∨＋－＝＜＞／＼｜～々〇〃№℡㈱½¼¾²³¹㎎㏄㏒ˇ¨"
)


def made(text: str = "好", accepted: str = "已核实", profile: str = AGENCY) -> Account:
    return account(SOURCE.format(text=text, accepted=accepted), profile)


def document(made_of: Account) -> Document:
    found, faults = render(made_of, PROJECT, pages=False)
    assert found is not None, [str(fault) for fault in faults]
    return found


def missing(made_of: Account) -> list[Diagnostic]:
    return list(missing_glyphs(document(made_of), FACES, PROJECT))


def gb2312() -> Iterator[str]:
    """Every character of GB 2312."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield bytes([row, cell]).decode("gb2312", "ignore")


def test_what_an_office_types_is_in_the_faces() -> None:
    text = "".join((*gb2312(), OFFICE, *map(chr, range(0x20, 0x7F)), BLANKS))
    text = text.replace("'", "").replace("{", "").replace("}", "")
    assert len(text) > 7500
    shown = replace(document(made()), title=text)
    assert list(missing_glyphs(shown, FACES, PROJECT)) == []


@pytest.mark.parametrize("family", ["fang", "song", "hei", "kai", "title"])
def test_the_renderer_has_a_glyph_for_all_of_it(family: str) -> None:
    """Wherever it stands: in text, in a table, in a heading; a blank beside anything too."""
    symbols = [*OFFICE, *(c for c in gb2312() if c and ord(c) < 0x4E00)]
    lines = [f"A{c}纸{c}1{c}，{c}%" for c in (*symbols, *BLANKS)]
    html = f"<html lang='zh-CN'><title>字</title><p>{'<p>'.join(lines)}<p>{''.join(gb2312())}"
    style = f"{STYLE}p {{ font-family: var(--{family}) }}"
    assert render_pdf(html, style, FONTS)[1] == ()


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_is_ordinary_text(blank: str) -> None:
    assert missing(made(f"A4{blank}纸，10{blank}万页，库房{blank}/{blank}电费")) == []


@pytest.mark.parametrize("character", [EMOJI, "\U0002a700", "\u20e3"])
def test_a_character_without_a_glyph_is_found_where_it_was_typed(character: str) -> None:
    (fault,) = missing(made(f"好{character}的"))
    line = next(i for i, s in enumerate(SOURCE.splitlines(), 1) if "管理工作" in s)
    column = len("  管理工作: '好") + 1
    assert (fault.code, fault.severity) == ("MZ703", Severity.ERROR)
    assert (fault.place.line, fault.place.column) == (line, column)
    assert f"U+{ord(character):04X}" in fault.message


@pytest.mark.parametrize(
    ("typed", "way"),
    [("☑", "√"), ("☐", "□"), ("₂", "2"), ("⅓", "1/3"), ("➢", "●"), ("⁰", "0")],
)
def test_another_writing_is_named_where_the_faces_have_one(typed: str, way: str) -> None:
    (fault,) = missing(made(f"好{typed}的"))
    assert fault.hint == f"请把“{typed}”写成“{way}”。"
    assert missing(made(f"好{way}的")) == []


def test_where_none_is_known_words_are_asked_for() -> None:
    (fault,) = missing(made(EMOJI))
    assert fault.hint.startswith("请改用文字说明")
    assert missing(made("√×□●①")) == []


def test_what_is_never_published_needs_no_glyph_and_is_no_place_of_one() -> None:
    assert missing(made(accepted=EMOJI)) == []
    (fault,) = missing(made(text=EMOJI, accepted=EMOJI))
    assert fault.place.line == next(
        n for n, s in enumerate(SOURCE.splitlines(), 1) if "管理工作" in s
    )


def test_other_places_of_the_same_character_are_told_with_the_first() -> None:
    (fault,) = missing(made(EMOJI, profile=AGENCY.replace("办公室", f"办公室{EMOJI}")))
    assert fault.place.file == Path("disclosure.yaml")
    assert [operand.place.file.name for operand in fault.operands if operand.place] == [
        "profile.yaml"
    ]


def test_the_characters_of_one_text_are_one_finding() -> None:
    typed = f"好{EMOJI}\U0002a700\U0002a701的\U0001f601☑"
    (fault,) = missing(made(typed, profile=AGENCY.replace("办公室", f"办公室{EMOJI}")))
    assert "5 个字“\U0001f600”" in fault.message
    assert "“\U0002a701”" in fault.message.partition("等在排版用")[0]
    assert "请把“☑”写成“√”。" in fault.hint
    assert [operand.value for operand in fault.operands] == [EMOJI]


def test_each_text_has_a_finding_of_its_own() -> None:
    profile = AGENCY.replace("办公室", "办公室\U0002a700")
    assert len(missing(made(EMOJI, profile=profile))) == 2


def own_form(root: Path, settings: str = "") -> Path:
    """The folder of a form of the project's own, 本地."""
    own = root / "templates" / "own"
    own.mkdir(parents=True)
    (own / "region.yaml").write_text(f"名称: 本地\n上级: jilin\n\n{settings}", "utf-8")
    return own


def of_own_form(project: Project) -> Document:
    found, _ = render(replace(made(), region="本地"), project, pages=False)
    assert found is not None
    return found


def test_a_character_of_a_form_is_found_in_the_form(tmp_path: Path) -> None:
    own_form(tmp_path, f"表头右: '单位：{{金额单位}}{EMOJI}'\n")
    project = Project(tmp_path)
    (fault,) = missing_glyphs(of_own_form(project), FACES, project)
    assert (fault.place.file.name, fault.place.line) == ("region.yaml", 4)


def test_a_form_that_is_edited_has_its_character_where_it_stands_now(tmp_path: Path) -> None:
    project = Project(tmp_path)
    own = own_form(tmp_path, f"表头右: '单位：{{金额单位}}{EMOJI}'\n")
    glyph_faults(of_own_form(project), project)
    file = own / "region.yaml"
    file.write_text(f"# 本地的版式\n{file.read_text('utf-8')}", "utf-8")
    (fault,) = missing_glyphs(of_own_form(project), FACES, project)
    assert (fault.place.file.name, fault.place.line) == ("region.yaml", 5)


def test_a_form_whose_style_brings_no_face_is_told_once_in_its_style(tmp_path: Path) -> None:
    (own_form(tmp_path) / "pdf.css").write_text("@page { size: A4 }\n", "utf-8")
    project = Project(tmp_path)
    (fault,) = glyph_faults(of_own_form(project), project)
    assert (fault.code, fault.place.file.name, fault.severity) == (
        "MZ703",
        "pdf.css",
        Severity.ERROR,
    )
    assert [one.place for one in examined("本地", project)[1]] == [fault.place]


def test_without_fonts_a_check_says_that_it_did_not_look(tmp_path: Path) -> None:
    (tmp_path / ".fonts").mkdir()
    (fault,) = glyph_faults(document(made(EMOJI)), Project(tmp_path))
    assert (fault.code, fault.severity) == ("MZ704", Severity.NOTE)
    assert "mingzhang setup" in fault.hint
