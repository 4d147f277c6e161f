"""What authors of forms noted in code goes, what only looks like a note stays."""

from __future__ import annotations

import pytest

from mingzhang.document.code_comments import without_comments


@pytest.mark.parametrize(
    ("suffix", "code", "left"),
    [
        (".css", "a { b: c; /* 注 */ }", "a { b: c; }"),
        (".css", "/* 注\n注 */\na { }", "\n\na { }"),
        (".css", "a/*注*/b { }", "a b { }"),
        (".css", 'a::before { content: "/* 不是 */"; }', 'a::before { content: "/* 不是 */"; }'),
        (".js", "f(); // 注\n// 注\ng();", "f();\n\ng();"),
        (".js", "f(/* 注 */ 1);", "f( 1);"),
        (".js", 'const a = "https://x"; // 注', 'const a = "https://x";'),
        (".js", "const a = `//${x} /* y */`;", "const a = `//${x} /* y */`;"),
        (".js", 'x.replace(/[/]\\/"/g, y); // 注', 'x.replace(/[/]\\/"/g, y);'),
        (".js", 'return /"/.test(a) / b; // 注', 'return /"/.test(a) / b;'),
        (".j2", "甲<!-- 注\n注 -->乙", "甲\n乙"),
        (".j2", "甲{# <!-- #}乙<!-- 注 -->丙{# --> #}", "甲{# <!-- #}乙丙{# --> #}"),
        (".yaml", "# 注", "# 注"),
    ],
)
def test_without_comments(suffix: str, code: str, left: str) -> None:
    assert without_comments(code, suffix) == left
