"""A section that says nothing → what to fill in, in the author's own files.

Which keys a section prints is read from its template, so that the way out is one that he has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.code_comments import code_of
from mingzhang.document.document_structure import ATTACHMENTS, Content, Outline
from mingzhang.document.region_folder import Region
from mingzhang.facts.account import Account
from mingzhang.reading.node import Node

ASKED = re.compile(r"(?P<root>源|概况)\.(?P<key>[\u4e00-\u9fff]+)|(?P<duties>职责)\(")
PROFILE, DUTIES = "概况", "职责"
FEW = 6
NOTHING = (
    "没有内容可写的，在“核对说明”里说明。"
    "各单位都可以没有的，请维护版式的人在 document.yaml 里加“可空: 是”。"
)


def nothing_said(content: Content, account: Account, region: Region) -> Diagnostic:
    """A warning of an empty section at the first key that it prints, else at the file's top."""
    asked = list(dict.fromkeys(_asked(content, region)))
    is_own = any(root == PROFILE for root, _ in asked)
    node = account.profile if is_own else account.source
    names = [key for root, key in asked if (root == PROFILE) == is_own]
    message = f"“{content.title}”一节没有内容，只印了标题。"
    return Diagnostic(
        _place(node, names), "MZ418", message, _way_out(content, node, names), Severity.WARNING
    )


def no_section(outline: Outline, account: Account) -> Diagnostic:
    """A warning of a part that would have an empty section at most: its heading and no more."""
    message = f"“{outline.title}”这一部分没有内容，只印了标题。"
    is_attached = any(content.kind == ATTACHMENTS for content in outline.contents)
    wanted = f"这一部分印来源文件的“{ATTACHMENTS}”：请补上；" if is_attached else ""
    hint = f"{wanted}{NOTHING}"
    return Diagnostic(account.source.place, "MZ418", message, hint, Severity.WARNING)


def _asked(content: Content, region: Region) -> Iterator[tuple[str, str]]:
    file = region.find(content.template)
    for match in ASKED.finditer(code_of(file) if file else ""):
        yield (PROFILE, DUTIES) if match["duties"] else (match["root"], match["key"])


def _place(node: Node, names: list[str]) -> Place:
    typed = (node.keys[name] for name in names if name in node.keys)
    return next(typed, Place(node.place.file, 1, 1))


def _way_out(content: Content, node: Node, names: list[str]) -> str:
    file = node.place.file.name
    shown = "、".join(f"“{name}”" for name in names[:FEW]) + ("等" if len(names) > FEW else "")
    wanted = f"这一节印 {file} 里的{shown}" if names else f"这一节由 {content.template} 排出"
    return f"{wanted}：请补上；{NOTHING}"
