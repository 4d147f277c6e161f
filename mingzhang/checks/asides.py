"""Asides: a typed text → where it speaks to a colleague, or of the text itself, not to a reader.

In: the words.  Out: patterns of what no published text says: who is to check it, that it may be
left out, what somebody said of it.  What is in brackets is judged by what it says, so that
【注：含退休人员】 is a note for the reader.
"""

from __future__ import annotations

import re

END = r"(?=[，。；、！!,;:：）)】\]〕」』\s]|$)"
BEGIN = r"(?:^|(?<=[—，。；、！!,;:：（(【\[〔「『\s]))"
SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹"
    "黎易武贺赖龚文]"
)
RANK = (
    "(?:[处局](?=意见|要求|说|让|定)|科长|处长|股长|局长|所长|主任|会计|出纳|主管|书记|秘书|部长|组长"
    "|老师|工|姐|哥|总)"
)
# 小车, 小康, 老房 are things; what is left is said of a person only.
FAMILIAR = "[老小](?![车康时房路石金田文白黄][^，。；说看])" + SURNAME
PERSON = f"(?:{SURNAME}{RANK}|{FAMILIAR})"
ABOVE = "(?:领导|局里|处里|科里|上面|财政局|预算科|国库科|财务科|审计局|人事科|办公室)"
ASKED = (
    "(?:核对|核实|核查|核一下|核|复核|审核|审定|审一下|确认|看看?|过目|改|修改|补充?|填|查|把关|定)"
)
HERE = (
    "(?:此处|这里|此数|该数|这个?数字?|此句|这句话?|这一?句|这一?段|此段|本句|这一?条|上面这个?数)"
)
# Who is asked or cited: 待张科长核实, 有问题找老刘, 李科长说先这么写.
ASKING = "[待请找问等由让给跟]"
DOES = f"(?:{ASKED}|提供|负责|说|讲|要求|交代|让|定|处理|弄|给)"
# What is said of the text itself: 此句可删, 这个数不对.
MAY = "(?:可以?|要|先|暂|再|应该?|好像|可能|似乎|有点|不要|别|需|待|还)"
WRONG = "(?:删|去掉|不对|有误|有问题|核|改|补|印|刊|不印|不用写|拿不准|不确定|不知)"
OPEN, CLOSE, INNER = "[（(【\\[]", "[）)】\\]]", "[^）)】\\]\\n]"
# Other states of the same text, and what happened to it: （原稿写错，已改）.
VERSION = "(?:原稿|旧稿|上一?稿|上会[版稿]|会签[版稿]|上一?版|旧版|老版|[Ww]ord版|[Ee]xcel版)"
MISTAKE = "(?:写错|填错|打错|算错|抄错|错填|漏填|漏写|多填|已阅|已改|改好)"
FILE = r"\.(?:xlsx?|docx?|wps|et|pptx?|zip|rar)(?![A-Za-z0-9])"
NOTES = (
    (
        rf"(?:{BEGIN}|{ASKING}){ASKING}{{0,2}}{PERSON}(?:[那这]边)?(?:再|先|来|已经?)?{DOES}"
        r"[^，。；）)\n]{0,6}"
    ),
    r"(?:有问题|有疑问|不清楚的?)，?(?:找|问|联系)[^，。；）)\n]{0,6}",
    rf"[找问等]{PERSON}{END}",
    # Nobody is named who would: 请核对, 麻烦核一下.
    (
        rf"{BEGIN}(?:烦?请|麻烦|劳烦)(?:再|先|尽快|务必|{ABOVE}|同事|你|您|各位){{0,3}}"
        rf"{ASKED}(?:一下|一遍|下)?{END}"
    ),
    rf"(?:还|尚|都)(?:没有?|未)(?:核|核实|核对|定稿|定|批|对账)(?:过|完|好|下来)?{END}|未定稿{END}",
    rf"(?:{HERE}|{BEGIN}(?:数字?|数据|口径)?)存疑{END}",
    rf"{HERE}{MAY}?{WRONG}",
    rf"{HERE}(?:烦?请|由|让|麻烦)[^，。；\n]{{0,8}}{ASKED}(?:一下|一遍|下)?{END}",
    r"(?:以[下上]|[下上后]面)(?:内容|文字|几句)?(?:不要?|勿|别)(?:印|刊|写|公开|发|放)",
    r"先(?:这样|这么|就这样|照此|按此|按这个)(?:写|报|填|放|列|算)",
    r"暂(?:按|用|写|填|列)(?:此|这个|这)数",
    rf"(?:回头|以后|稍后|下周|明天|过后)(?:再|要)(?:补|改|填|核|说|问|写|加){{1,2}}{END}",
    rf"{BEGIN}(?:暂缺|后补|再定|再议|再说){END}|[后时](?:再定|再说|再议){END}",
    rf"{OPEN}(?:草稿|初稿|未定稿|待办|催|急|重要|疑问|问题){CLOSE}(?!》)",
    rf"{OPEN}{INNER}{{0,12}}(?:沟通过|说好了?|打过?招呼|问过|没批|还没|没定|没核){INNER}{{0,8}}{CLOSE}",
    rf"{OPEN}(?:已经?|要|先)?[和与跟同向]{ABOVE}{INNER}{{0,8}}(?:沟通|商量|对过|汇报|说){INNER}{{0,6}}{CLOSE}",
    rf"{OPEN}{ABOVE}(?:已|要求|让|说|没|不|还|先){INNER}{{0,10}}{CLOSE}",
    rf"{OPEN}{INNER}{{0,12}}(?:{VERSION}(?!》)|{MISTAKE}){INNER}{{0,12}}{CLOSE}",
    rf"{OPEN}[按照同依]{INNER}{{1,10}}(?:填|写|填的|写的){CLOSE}",
    rf"{OPEN}[按照依](?:{PERSON}|{ABOVE}){INNER}{{0,6}}(?:意见|说的?|意思|口径){INNER}{{0,4}}[改填写列]的?{CLOSE}",
    # What nobody has confirmed, and what will still move, is no statement.
    rf"{OPEN}{INNER}{{0,12}}(?:还没有?|还未|尚未|待)(?:确认|核实|核对|核定|复核){INNER}{{0,4}}{CLOSE}",
    rf"{OPEN}{INNER}{{0,16}}(?:后续|以后|最终|到时|届时)(?:还?会|还?可能|还要|再)(?:有?变|改|调){INNER}{{0,4}}{CLOSE}",
    rf"[A-Za-z0-9\u4e00-\u9fff（）()_-]{{1,20}}(?i:{FILE})",
    # The writer speaks of himself; 我局, 我市 are the agency and its place.
    r"(?<![自小])我(?=没|还没|再|先|已经|问|觉得|想|猜|这边|来|查|核|改)[^，。；）)\n]{0,6}|咱们?",
    rf"{OPEN}\s*[？?]+\s*{CLOSE}",
    (
        r"(?i:(?<![A-Za-z])(?:to (?:check|confirm|do|fix)|pls|please|tbc|asap|P\.S\.|N\.B\.)"
        r"(?![A-Za-z]))"
    ),
)
ASIDE = re.compile("|".join(f"(?:{note})" for note in NOTES), re.MULTILINE)
# @李; a name of the web (微博@某地发布) and an address of mail are none.
CALLED = re.compile(
    r"(?<![A-Za-z0-9])(?<!微博)(?<!抖音)(?<!公众号)(?<!视频号)(?<!账号)[@＠][ ]?[一-鿿]{1,8}"
)
