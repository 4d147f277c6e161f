"""Words that a form prints because nobody wrote a value are said by nobody."""

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from mingzhang.publish.public_document import publish
from tests.document import test_own_lists
from tests.document.test_own_lists import KEYS, SOURCE, document, told

project = test_own_lists.project

MEETING = """\
    会议费:
      类型: 组
      说明: 会议费。
      键:
        主题: {类型: 文字, 说明: 会议的主题。}
        金额: {类型: 金额, 说明: 花了多少。}
        人数: {类型: 个数, 单位: 人次, 说明: 参会的人。}
指标:
"""
WRITTEN_NOTHING = SOURCE[: SOURCE.index("转移支付:")]
LIST = "“转移支付”要印出来，没有填写。"
GROUP, TEXT, MONEY, COUNT = (
    f"“会议费”要印出来，没有填写{of}。" for of in ("", "：主题", "：金额", "：人数")
)
MACRO = "{% macro 说() %}{% if 源.会议费.主题 %}主题{% endif %}{% endmacro %}"
HELD = "{% set 话 %}{% if 源.会议费.主题 %}主题{% endif %}{% endset %}"
OF_NOTHING = {
    "{% if 源.转移支付 %}有{% else %}没有转移支付{% endif %}": LIST,
    "{% if 总计 | 非零 and not 源.转移支付 %}没有转移支付{% endif %}": LIST,
    "{{ '有' if 源.转移支付 and 总计 | 非零 else '没有转移支付' }}": LIST,
    "{% if 源.转移支付 or 总计 | 非零 %}有{% else %}没有{% endif %}": "",
    "{% if 源.转移支付 %}有{% else %}。{% endif %}": "",
    "{% if 源.转移支付 | 已填 %}有{% else %}没有写{% endif %}": "",
    "{{ '有' if 源.会议费 else '没有会议' }}": GROUP,
    "{{ '有' if 源.会议费 | 已填 else '没有会议' }}": "",
    "{{ '有' if 源.会议费.主题 else '没有主题' }}": TEXT,
    "{{ '有' if 源.会议费.主题 | 已填 else '没有主题' }}": "",
    "{% if 源.会议费.主题 %}主题{% elif 总计 | 非零 %}没有主题{% endif %}": TEXT,
    "{% if 源.会议费.主题 %}主题{% elif 源.转移支付 %}转移{% endif %}": "",
    "{% if 源.会议费.主题 %}主题{% endif %}": "",
    "{{ 源.会议费.主题 or '没有主题' }}": TEXT,
    "{{ 源.会议费.主题 or '' }}": "",
    "{{ '主题：' ~ 源.会议费.主题 }}": TEXT,
    "{{ '没有钱' if not 总计 | 非零 else '主题：' ~ 源.会议费.主题 }}": TEXT,
    "{{ '主题：' ~ (源.会议费.主题 | trim) }}": TEXT,
    "{{ ['主题', 源.会议费.主题] | join('：') }}": TEXT,
    "主题：{{ 源.会议费.主题 | upper }}": TEXT,
    "主题：{{ 源.会议费.主题[:9] }}": TEXT,
    "{{ '主题：%s' % 源.会议费.主题 }}": TEXT,
    "{{ '主题：%s' | format(源.会议费.主题) }}": TEXT,
    "{% set 话 = '主题：' ~ 源.会议费.主题 %}{{ 话 }}": TEXT,
    "{{ '主题：' ~ 源.会议费.主题 if 源.会议费.主题 }}": "",
    "{{ '主题：' ~ 源.会议费.主题 if 源.会议费.主题 | 已填 else '' }}": "",
    "{% if 源.会议费.主题 %}{{ '主题：' ~ 源.会议费.主题 }}{% endif %}": "",
    "{{ (not 源.会议费.主题 and '没有主题') or '' }}": TEXT,
    "{{ 源.会议费.主题 | default('没有主题', true) }}": TEXT,
    "{{ 源.会议费.主题 | trim | d('没有主题', boolean=true) }}": TEXT,
    "{% if 源.会议费.主题 == '' %}没有主题{% endif %}": TEXT,
    "{% if 源.会议费.主题.strip() != '' %}主题{% else %}没有主题{% endif %}": TEXT,
    "{% if 源.会议费.主题 is defined %}有主题{% endif %}": TEXT,
    "{% set 有 = 源.会议费.主题 != '' %}{% if 有 %}主题{% else %}没有主题{% endif %}": TEXT,
    f"{MACRO}{{{{ 说() or '没有主题' }}}}": TEXT,
    f"{HELD}{{{{ 话 or '没有主题' }}}}": TEXT,
    "{% macro 说(话) %}{{ 话 or '没有主题' }}{% endmacro %}{{ 说(源.会议费.主题) }}": TEXT,
    "{% for 行 in 源.会议费.主题 | 各行 %}{{ 行 }}{% else %}没有主题{% endfor %}": TEXT,
    "{{ ['没有主题', '主题'][源.会议费.主题 != ''] }}": TEXT,
    "{{ {true: '主题', false: '没有'}[源.会议费.主题 != ''] }}": TEXT,
    "{{ ['没有转移', '有'][源.转移支付 != []] }}": LIST,
    "{% for 一 in [1] if not 源.转移支付 %}没有转移{% endfor %}": LIST,
    "{% if 源.会议费.金额 %}有会议费{% else %}没有会议费{% endif %}": MONEY,
    "{% if 源.会议费.金额 | 已填 %}有会议费{% else %}没有会议费{% endif %}": "",
    "{% if 源.会议费.人数 %}有人{% else %}没有人{% endif %}": COUNT,
    "{% if 源.会议费.人数 | 已填 %}有人{% else %}没有人{% endif %}": "",
}


@pytest.fixture
def asked_of(project: Project) -> Project:
    form = project.root / "templates/shi/budget"
    (form / "keys.yaml").write_text(KEYS.replace("指标:\n", MEETING), encoding="utf-8")
    (form / "tables/20-transfer.yaml").write_text("停用: 是\n", "utf-8")
    return project


def ask(project: Project, sentence: str) -> None:
    section = project.root / "templates/shi/budget/sections/20-transfer.j2"
    section.write_text(sentence, encoding="utf-8")


@pytest.mark.parametrize("asked", OF_NOTHING)
def test_words_about_what_nobody_wrote_are_said_by_nobody(asked_of: Project, asked: str) -> None:
    """``[]`` says that there is none; a form that asks by ``已填`` means it."""
    ask(asked_of, asked)
    lacks = [f"MZ410 {OF_NOTHING[asked]}"] if OF_NOTHING[asked] else []
    assert told(asked_of, WRITTEN_NOTHING) == lacks
    meeting = "会议费: {主题: 预算, 金额: 1.00, 人数: 3}"
    assert told(asked_of, f"{WRITTEN_NOTHING}转移支付: []\n{meeting}\n") == []


@pytest.mark.parametrize("key", ["转移支付", "会议费", "会议费.主题", "会议费.金额", "会议费.人数"])
def test_what_a_form_asks_for_is_in_the_edition(asked_of: Project, key: str) -> None:
    ask(asked_of, f"{{% if 源.{key} | 已填 %}}有{{% else %}}没有{{% endif %}}")
    meeting = "会议费: {主题: 预算, 金额: 1.00, 人数: 3}"
    made = document(asked_of, f"{WRITTEN_NOTHING}转移支付: []\n{meeting}\n")
    public = publish(made, asked_of, pages=False)
    assert not isinstance(public, Diagnostic), public.message
