"""Topics of a form: what its kind must speak of, templates → what its sections leave out.

A section that somebody deleted from ``document.yaml`` leaves a document that still builds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.code_comments import blanked, code_of
from mingzhang.document.document_structure import FILE, Structure
from mingzhang.document.region_folder import Region
from mingzhang.facts.account import Account

CODE = "MZ529"
TAKEN = re.compile(r"\{%-?\s*(?:include|import|from|extends)\s[^%]*%\}")
UNUSED = "请在 document.yaml 的“内容”里补上这一节；不要了的，删去这个文件。"
HINT = "请在 document.yaml 的“内容”里补上这一节（上级版式的模板可以直接用，如 {template}）"
NO_SECTION = "；当地规定的格式没有这一节的，在 document.yaml 写明 不讲: {{{topic}: 依据什么}}。"
STALE = "请删去“不讲”里的这一行。"


def untold_topics(structure: Structure, region: Region, account: Account) -> Iterator[Diagnostic]:
    """A warning of each template that no section uses, and each topic (必讲) nobody speaks of.

    Of topics nothing is told where a form has its sections from a parent: it deleted none of them;
    nor of one that the form says the place's own outline does not have (不讲), unless it does.
    """
    if not structure.parts:
        return
    own = region.folders[0] / account.kind.name / FILE
    texts = "\n".join(_told(structure, region))
    place = structure.place or Place(own)
    for file in _unused(structure, region):
        message = f"模板 {file.name} 写了，没有一节用到，文档里不印。"
        yield Diagnostic(Place(file), CODE, message, UNUSED, Severity.WARNING)
        texts += _read(file)  # its topics are told with it
    for topic, words in account.kind.topics.items() if own.is_file() else ():
        is_told = any(re.search(word, texts) for word in words)
        denied = structure.untold.get(topic)
        if denied and is_told:
            message = f"“不讲”里写了“{topic}”，版式却有一节讲它。"
            yield Diagnostic(denied, CODE, message, STALE, Severity.WARNING)
        elif not denied and not is_told:
            message = f"版式没有一节讲“{topic}”，公开时必须讲到。"
            hint = _hint(words, region) + NO_SECTION.format(topic=topic)
            yield Diagnostic(place, CODE, message, hint, Severity.WARNING)


def _unused(structure: Structure, region: Region) -> Iterator[Path]:
    """The templates of a form's own folder that none of its sections is, or takes in."""
    contents = [content for part in structure.parts for content in part.contents]
    files = sorted((region.folders[0] / region.kind / "sections").glob("*.j2"))
    used = {region.find(content.template) for content in contents if content.template}
    taken_in = "\n".join(TAKEN.findall("\n".join(_read(file) for file in files)))
    yield from (file for file in files if file not in used and file.name not in taken_in)


def _told(structure: Structure, region: Region) -> Iterator[str]:
    """The titles of a form's sections, and all that their templates may say of a topic."""
    for part in structure.parts:
        yield from (part.title, *(content.title for content in part.contents))
        for content in part.contents:
            file = region.find(content.template) if content.template else None
            yield _read(file) if file else ""


def _hint(words: tuple[str, ...], region: Region) -> str:
    """How to speak of a topic: by the section of a parent's form that does, if there is one."""
    for file in region.files(f"{region.kind}/sections", "*.j2"):
        if any(re.search(word, _read(file)) for word in words):
            return HINT.format(template=file.name)
    return "请在 document.yaml 的“内容”里补上这一节，写一个模板"


def _read(file: Path) -> str:
    return blanked(code_of(file))
