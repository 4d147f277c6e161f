"""Bytes that are no UTF-8 → what they are, as far as that is sure.

Any bytes "are" GB18030 or UTF-16 in the sense that they decode.  So what comes out is looked at:
text of an office is full of a few hundred common characters, which chance does not give.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mingzhang.reading.stray_characters import LOST

SAVE_AS_UTF8 = "请用编辑器“另存为”，编码选 UTF-8，再重新运行。"
_WRITE_ANEW = "只改扩展名不行：请把内容写进 UTF-8 编码的文本文件。"
_OPEN_IT = (
    "若是文本，请用编辑器打开，确认没有乱码后另存为 UTF-8；"
    "若是 Word、Excel、图片等，请把内容写进文本文件。"
)
# The first bytes of files that are often renamed, longer ones first.
_SIGNATURES: Mapping[bytes, tuple[str, str]] = MappingProxyType(
    {
        b"\xff\xfe\0\0": ("文件是 UTF-32 编码，不是 UTF-8。", SAVE_AS_UTF8),
        b"\0\0\xfe\xff": ("文件是 UTF-32 编码，不是 UTF-8。", SAVE_AS_UTF8),
        b"\xff\xfe": ("文件是 UTF-16 编码，不是 UTF-8。", SAVE_AS_UTF8),
        b"\xfe\xff": ("文件是 UTF-16 编码，不是 UTF-8。", SAVE_AS_UTF8),
        b"PK\x03\x04": ("这是 Excel、Word 或压缩文件，不是文本文件。", _WRITE_ANEW),
        b"\xd0\xcf\x11\xe0": ("这是旧版 Excel 或 Word 文件，不是文本文件。", _WRITE_ANEW),
        b"%PDF-": ("这是 PDF 文件，不是文本文件。", _WRITE_ANEW),
        b"{\\rtf": ("这是 RTF（写字板）文件，不是文本文件。", _WRITE_ANEW),
        b"\x89PNG": ("这是图片，不是文本文件。", _WRITE_ANEW),
        b"\xff\xd8\xff": ("这是图片，不是文本文件。", _WRITE_ANEW),
        b"\x1f\x8b": ("这是压缩文件，不是文本文件。", _WRITE_ANEW),
    }
)
# The commonest characters of official texts; those that Big5 writes otherwise stand there as well.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它"
    "合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心明看原又么利比或但质气第向道命此变条只没"
    "结解问意建月公无系军情者最立代想已通并提直题程展五果料象员革位入常文总次品式活设及管特件长求头基资边流路级少"
    "图山统接知较将组见计别手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七"
    "海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清再采转更单风切打教速花带安场身车例真务具万每目至达"
    "走积示议声报斗完类八离名确才科信节话整空元况今集温传土许步群广石记需段研界府财算预款支收项目单位名称金额版吉林"
    "這個國來時們對會發動過說產種後學經進著裡實當點從業應開還義間樣與關線內數質氣變條沒結解問題無系統軍總設長頭資邊"
    "級圖組見計別論運農幾區決戰則據處隊給門規熱領東導壓爭濟階術極聯認權證轉單風車務萬達積議聲報類離話況傳許廣記財預"
    "檔案館機構辦公室檔馆构办级费費額额"
)
_SURE = 0.25  # share of common characters that only the right way of decoding gives
_RARE = 50  # bytes to one that is broken, in a text of which a part was lost
_BETTER = 2  # how many times as common as the next


def disguise(data: bytes) -> tuple[str, str] | None:
    """Message and hint where bytes in no encoding show another kind of file."""
    found = (told for signature, told in _SIGNATURES.items() if data.startswith(signature))
    return next(found, None)


def guess(data: bytes) -> tuple[str, str]:
    """The encoding that bytes which are no UTF-8 probably have (GBK …), and what to do."""
    shares = {name: _share(data, codec) for codec, name in _CODECS.items()}
    first, second = sorted(shares, key=lambda name: -shares[name])[:2]
    if shares[first] >= _SURE and shares[first] >= _BETTER * shares[second]:
        return f"看来是 {first}编码", SAVE_AS_UTF8
    lost = data.decode("utf-8", "replace").count(LOST)
    if 0 < lost * _RARE < len(data):
        return "这里的字节坏了", "请把这里的字重新输入后保存；坏处很多的，请重新取得这个文件。"
    return "可能不是文本文件", _OPEN_IT


_CODECS = {
    "gb18030": "GBK（GB18030）",
    "big5": "Big5（繁体）",
    "utf-16-le": "UTF-16 ",
    "utf-16-be": "UTF-16（大端）",
}
_ENOUGH = 20_000  # bytes that are looked at


def _share(data: bytes, codec: str) -> float:
    """The share of common characters among non-ASCII ones if decoded with an encoding; 0 if not."""
    try:
        text = data.decode(codec)[:_ENOUGH]
    except UnicodeDecodeError:
        return 0.0
    plain = [c for c in text if " " <= c <= "~"]
    if codec.startswith("utf-16") and len(plain) > len(text) // 2:
        return 1.0
    others = [c for c in text if c > "~"]
    return sum(c in _COMMON for c in others) / len(others) if others else 0.0
