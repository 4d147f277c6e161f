"""What a document exposes, as text for the officer who clears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from mingzhang.audit.exposed_texts import Exposed
from mingzhang.audit.private_data_marks import Mark
from mingzhang.publish.pdf_attachments import TYPES

PLACES = 5  # places of one mark that are listed
COMPUTED = (TYPES[".csv"], TYPES[".json"])


def told(exposed: Exposed, marked: Mapping[Mark, list[str]], *, full: bool) -> Iterator[str]:
    """The exposure report by sections; ``full`` also lists what is only computed."""
    yield f"《{exposed.title}》公开的不只是页面上看得见的文字，还有："
    yield from _section("一、PDF 属性", _properties(exposed))
    count = len(exposed.attached)
    yield from _section(f"二、PDF 里的附件（{count} 个）", _attached(exposed, full=full))
    texts = [f"“{line.where}”：{line.text}" for line in exposed.alternatives]
    yield from _section(f"三、图的替代文字（{len(texts)} 条，朗读时读出）", texts)
    yield from _section("四、网页里看不见的文字", _unseen(exposed, full=full))
    yield from _section(f"五、数据文件（{len(exposed.data)} 个）", _data(exposed, full=full))
    yield from _section(f"六、作者接受的警告（{len(exposed.accepted)} 条）", _accepted(exposed))
    yield from _section("七、Excel 和 Word 文件", _office(exposed))
    yield from _section("八、像个人信息、密级标志的内容（包括页面上看得见的）", _marked(marked))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    any_line = False
    for line in lines:
        any_line = True
        yield f"    {line}"
    if not any_line:
        yield "    没有。"


def _properties(exposed: Exposed) -> Iterator[str]:
    yield f"标题、主题：{exposed.title}"
    yield f"作者：{exposed.author}"
    yield "语言：zh-CN"
    yield "程序：mingzhang、WeasyPrint（没有编制人、电脑和文件夹的名称，没有生成的时间）"
    if exposed.date:
        yield f"附件的日期：{exposed.date:%Y-%m-%d}"


def _attached(exposed: Exposed, *, full: bool) -> Iterator[str]:
    for file in exposed.attached:
        yield f"{file.name}  {file.description}  {_size(file.data)}"
        if full or file.mimetype not in COMPUTED:
            yield from _numbered(file.data)
        else:
            yield f"    {_lines(file.data)} 行，由程序从上面的数据算出（--full 全部列出）"


def _data(exposed: Exposed, *, full: bool) -> Iterator[str]:
    for name, data in exposed.data.items():
        yield f"{name}  {_size(data)}"
        if full:
            yield from _numbered(data)
    if exposed.data and not full:
        yield "内容就是各表和全部数字（--full 全部列出）。"
    words = "标题、更正、各文件和公开的数据的校验码、程序的版本、各条规则的结果、接受的警告"
    yield f"manifest.json  {words}"


def _unseen(exposed: Exposed, *, full: bool) -> Iterator[str]:
    yield f"数字的来历、标签和标题共 {len(exposed.unseen)} 条" + (
        "：" if full else "（--full 列出）"
    )
    if full:
        yield from (f"{line.where}：{line.text}" for line in exposed.unseen)


def _accepted(exposed: Exposed) -> Iterator[str]:
    for one in exposed.accepted:
        for finding in one.findings or ("",):
            yield f"{one.code} {finding}".rstrip()
        yield f"    说明：{one.reason}" if one.reason else "    说明不公开。"


def _office(exposed: Exposed) -> Iterator[str]:
    """The report's lines on exposed properties of Word and Excel copies."""
    for line in exposed.office:
        if line.where.endswith("属性"):
            yield f"{line.where}：{line.text}"
    yield "没有作者、单位、电脑和文件夹的名称，没有生成的时间，没有批注、修订和隐藏的工作表；"
    yield "其中的文字都是页面上的。"


def _marked(marked: Mapping[Mark, list[str]]) -> Iterator[str]:
    for mark, places in marked.items():
        more = f" 等 {len(places)} 处" if len(places) > PLACES else ""
        yield f"{mark.kind}  {mark.found}  在 {'、'.join(places[:PLACES])}{more}"


def _numbered(data: bytes) -> Iterator[str]:
    for number, line in enumerate(data.decode("utf-8-sig").splitlines(), 1):
        yield f"    {number:>4}  {line}"


def _lines(data: bytes) -> int:
    return len(data.splitlines())


def _size(data: bytes) -> str:
    return f"{len(data)} 字节，SHA-256 {sha256(data).hexdigest()}"
