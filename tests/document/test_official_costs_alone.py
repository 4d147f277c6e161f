"""A form of official costs (三公经费) alone: what it does not tell of the accounts is no zero."""

from pathlib import Path

import pytest

from mingzhang.builder import Examined, examined
from mingzhang.document.glance_chart import Glance
from mingzhang.project import Project
from tests.support import PROJECT

DOCUMENT = """\
封面: ['{名称}{年度}年度“三公”经费支出决算情况说明']
用语: {}
部分:
  - 标题: 支出决算
    内容:
      - {种类: 表}
      - {标题: 情况说明, 模板: 20-costs.j2}
"""
TABLE = """\
标题: “三公”经费支出决算表
版面: 清单
列: [{标题: 项目, 显示: 名称}, {标题: 预算数}, {标题: 决算数}]
行: [{标题: 合计, 指标: [三公经费.合计.预算, 三公经费.合计.决算], 合计: 是}]
"""
SOURCE = """\
版式: 某市
年度: 2020
金额单位: 万元
三公经费:
  因公出国境费: 0
  公务接待费: {预算: 14.8, 决算: 16.3}
  公务用车运行维护费: {预算: 16, 决算: 9.4}
  公务用车购置费: 0
"""
SENTENCE = "接待费{{ 三公经费.公务接待费.决算 | 万元 }}万元。\n"


def read(root: Path, source: str, sentence: str = SENTENCE) -> Examined:
    """The document of a form with one table and one sentence."""
    (root / "templates").mkdir()
    for name in ("schema", "catalogue", "templates/national", ".fonts"):
        (root / name).symlink_to(PROJECT.root / name)
    form, folder = root / "templates" / "shi", root / "sources" / "zhen" / "2020-final"
    tables = (PROJECT.templates / "national/final/tables").glob("*.yaml")
    texts = {f"final/tables/{file.name}": "停用: 是\n" for file in tables} | {
        "region.yaml": "名称: 某市\n上级: national\n",
        "final/document.yaml": DOCUMENT,
        "final/tables/20-costs.yaml": TABLE,
        "final/sections/20-costs.j2": sentence,
    }
    own = {"disclosure.yaml": source, "profile.yaml": "名称: 某镇人民政府\n类型: 部门\n"}
    for at, files in ((form, texts), (folder, own)):
        for name, text in files.items():
            (at / name).parent.mkdir(parents=True, exist_ok=True)
            (at / name).write_text(text, encoding="utf-8")
    return examined(folder, Project(root))


def test_it_is_a_document(tmp_path: Path) -> None:
    made = read(tmp_path, SOURCE)
    assert [str(found) for found in made.diagnostics] == []
    assert made.document


def test_nothing_is_told_of_the_accounts(tmp_path: Path) -> None:
    document = read(tmp_path, SOURCE).document
    assert document
    assert document.account
    glance = Glance(document.account)
    assert glance.figure("总计") is None
    assert glance.figure("三公经费.合计.决算") is not None
    assert not document.account.indicators["项目支出"].is_known


@pytest.mark.parametrize(
    ("source", "sentence", "said"),
    [
        # Nothing was typed at all; nothing of what the form prints; a list of nothing.
        ("版式: 某市\n年度: 2020\n金额单位: 万元\n", SENTENCE, "MZ411"),
        (SOURCE, "总计{{ 总计 | 万元 }}万元。\n", "“支出”要印出来，没有填写"),
        (f"{SOURCE}支出: []\n", "总计{{ 总计 | 万元 }}万元。\n", "MZ411"),
    ],
)
def test_what_the_form_prints_is_asked_for(
    tmp_path: Path, source: str, sentence: str, said: str
) -> None:
    assert said in "\n".join(map(str, read(tmp_path, source, sentence).diagnostics))
