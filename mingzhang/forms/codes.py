"""The codes of the forms stage, each explained to the authors of documents and of forms."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ080",
        "声明里没有这一项",
        what="版式的 keys.yaml 声明一个键时，用了没有的词，或者最外层写了没有的部分。",
        why="打错的词不起作用：要必填的键不会必填，要印的名称不会印。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/final/keys.yaml
数据:
  键:
    会议费: {类型: 金额, 说朋: 会议费的预算数。}
""",
        remedy="改成提示列出的词，或删去。",
    ),
    Code(
        "MZ081",
        "声明的写法不对",
        what="版式的 keys.yaml 声明一个键，写的不是一组“键: 值”。",
        why="不知道这个键填什么。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/final/keys.yaml
数据:
  键:
    会议费: 金额
""",
        remedy="写成一组“键: 值”，例如 会议费: {类型: 金额, 说明: 会议费的预算数}。",
    ),
    Code(
        "MZ082",
        "没有这种类型",
        what="版式的 keys.yaml 声明一个键，没有写“类型”，或者写了没有的类型。",
        why="类型决定编辑器提示什么、填错时怎样说、这个数怎样换算。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/final/keys.yaml
数据:
  键:
    会议费: {类型: 全额, 说明: 会议费的预算数。}
""",
        remedy="从提示列出的类型里选一个。",
    ),
    Code(
        "MZ083",
        "键没有说明",
        what="版式的 keys.yaml 声明一个键，没有写“说明”。",
        why="编辑器里的提示和手册都用这句话；没有它，填写的人不知道填什么。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/final/keys.yaml
数据:
  键:
    会议费: {类型: 金额}
""",
        remedy="用一两句话写明填什么、单位是什么、印在哪里。",
    ),
    Code(
        "MZ084",
        "勾稽的写法不对",
        what="版式的 keys.yaml 里“勾稽”的一条，没有“式”，式读不懂，或者有不认识的词。",
        why="读不懂的勾稽不会核对。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/final/keys.yaml
勾稽:
  支出分两块: {式: 基本支出 加 项目支出 = 本年支出合计}
""",
        remedy="两边各是指标的名称用 + - × 相连，中间一个 = 或 <=，前后留空格。",
    ),
    Code(
        "MZ085",
        "版式的指标写法不对",
        what="版式的 keys.yaml 里“指标”的一项，不是 取、填、算 之一，或者“取”里的词不对。",
        why="取不到数，用它的表、句子和勾稽都没有数。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/final/keys.yaml
指标:
  会议支出: {取: {收支: 支处, 科目: 30215}}
""",
        remedy="照提示改正；各维可写的词见手册“版式”的“取”。",
    ),
    Code(
        "MZ086",
        "声明用了没有的指标",
        what="版式的 keys.yaml 里，“勾稽”的式或“指标”的“算”用了没有的名称，"
        "“区分”“分组”“随”用了行里没有的键。",
        why="少了一个数，这条勾稽无法核对，这个指标也算不出来。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/final/keys.yaml
勾稽:
  支出分两块: {式: 基本支出 + 项目支处 <= 本年支出合计}
""",
        remedy="改成指标的名称：catalogue/indicators-*.yaml 里的，或者版式自己声明的。",
    ),
    Code(
        "MZ079",
        "没有这个口径",
        what="一类文档的 kind.yaml 用了“口径”里没有的口径。",
        why="这一列的数进不了任何合计，表里也取不到它。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national

# templates/yunxi/adjustment/kind.yaml
名称: 预算调整
全称: 预算调整方案
口径: {平常: 调整后, 各种: {调整后: [年初数, 调整数]}}
收支: {支出: [基本支出, 项目支出]}
行:
  支出: {收支: 支出, 资金: 一般公共预算, 列: {调整: {口径: 调增数}}}
""",
        remedy="改成“口径”的“各种”里有的，或者在那里补上。",
    ),
    Code(
        "MZ092",
        "合计没有勾稽",
        what="版式自己的一个列表，旁边另有一个要填的合计（总额、总数），没有一条勾稽核对合计与各行；"
        "核对一份文本时，刊出的合计与刊出的各行之和不等的，在合计那里提示。",
        why="合计与各行都是编写的人填的，不核对，公开出去的可能对不上，没有人知道。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/keys.yaml
数据:
  键:
    专项资金:
      类型: 组
      说明: 专项资金。
      键:
        合计: {类型: 金额, 说明: 专项资金的合计。}
        明细:
          类型: 行
          说明: 专项资金，一项一行。
          每行:
            说明: 一项一行。
            键:
              名称: {类型: 文字, 说明: 专项资金的名称。}
              金额: {类型: 金额, 说明: 专项资金的金额。}
""",
        remedy="在“指标”里把列表的这一列加起来（填: 专项资金.明细.金额），再写一条勾稽；"
        "或者不填合计，表和句子直接用这个指标。文本里核对合计和各行；各行只是一部分的，在“核对说明”里写明。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ501",
        "没有这个版式",
        what="disclosure.yaml 里的“版式”，templates 里没有，或者没有文件夹名所说的这一类文档。",
        why="版式决定文本的样子、有哪些表和句子；没有版式就排不出来。",
        example="""\
# disclosure.yaml
版式: 云溪
""",
        remedy="从提示列出的版式里选一个；新地区的版式怎样做，见手册“版式”。",
    ),
    Code(
        "MZ502",
        "上级版式不对",
        what="region.yaml 的“上级”不是 templates 里的一个版式文件夹，或者几个版式互为上级，"
        "或者没有写“上级”、自己也没有 document.yaml。",
        why="版式没有写的都从上级取；找不到上级，就缺表、缺句子。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: nationel
""",
        remedy="写 templates 里另一个有 region.yaml 的文件夹名，通常是 national。",
    ),
)
