"""The kinds of finding that templates and texts can meet, for the manual and ``mingzhang rule``."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ340",
        "表要的数没有填到这一级",
        "版式的一张表要列到某一级（某一款、某一项，本年或上年结转，人员经费或公用经费），"
        "来源里只填了比它粗的数。",
        "没有人说过的数不能印：印 0 是错的，留空也会被读成没有。",
        "支出:\n  - {科目: 2080505, 口径: 预算, 人员经费: 92.53}\n"
        "  - {科目: 208, 口径: 上年结转, 合计: 0.06}",
        "知道的，按这一级填写；确实没有公布的，在“数据缺口”里写明，表里印“…”并附上这句话。",
    ),
    Code(
        "MZ341",
        "表上写的单位与数不符",
        "表头、标题里写死了一个金额单位，表中的数却以另一个单位刊出。",
        "元的数放在“单位：万元”下面，读者看到的是一万倍的数。",
        "显示单位: 元      # region.yaml\n表头右: '单位：万元'    # 某一张表",
        "写 {金额单位}，由程序填入；这张表要用另一个单位的，在表里写“显示单位”，数随之换算。",
    ),
    Code(
        "MZ345",
        "表要的数这种文档里没有",
        "“取”的几个维合在一起，在这种文档里不可能有数：部门预算没有“决算”口径，收入没有“性质”。",
        "印出来是一列空格，读者会以为没有这项收支。",
        "取: {收支: 收入, 性质: 基本支出}",
        "照提示改“取”；不写“口径”的，决算取决算数，预算取本年与上年结转之和。",
    ),
    Code(
        "MZ346",
        "一条原因要印在两种比较后面",
        "版式把同一个数与两个数比较（例如比上年、比预算），两处都要原因，来源里只写了一条。",
        "一条原因说不了两个差：比上年增加的原因，印在“决算数小于预算数”后面就是错的。",
        """\
# disclosure.yaml
版式: 云溪
上年: {三公经费: {合计: 0}}
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}
  公务接待费: {预算: 2.00, 决算: 1.00, 外宾接待: 0, 国内接待: {批次: 1, 人次: 3}, 原因: 接待减少}
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/sections/02-income.j2
{{ 原因(三公经费.公务接待费.决算, 上年.三公经费.公务接待费.决算) }}
{{ 原因(三公经费.公务接待费.决算, 三公经费.公务接待费.预算) }}
""",
        "照提示把两条原因分开写：与上年比较的写在“原因”里，与预算比较的写在“差异原因”里。",
    ),
    Code(
        "MZ401",
        "缺少原因",
        what="一个数与上年（或预算）比变动了，句子里要写主要原因，来源里没有写。",
        why="公开的文本要说明变动的原因；程序不替您编，也不留空白。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080501, 项目支出: 10.00, 年初预算: 12.00}
""",
        remedy="在提示指出的键里写明原因：一句话，不写“主要原因是”，句末不加句号。"
        "数字打错了的，改正数字。",
    ),
    Code(
        "MZ402",
        "没有填写上年数",
        what="句子要与上年比较，来源里没有这个上年数。",
        why="没有填不等于零：当作零去比，会刊出一个假的增减。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080501, 项目支出: 10.00, 年初预算: 10.00}
""",
        remedy="照上一年公开的文本，在“上年”里填上这个数；上年确实没有的填 0。",
    ),
    Code(
        "MZ731",
        "上年没有这个键",
        what="版式的文字或表要印一个上年数，来源文件的“上年”里却没有这个键。",
        why="没有键的数谁也填不进去；旁边有上年文件夹的取得到，公开的数据里却没有地方写。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/sections/01-overview.j2
上年采购货物{{ 上年.政府采购.货物 | 万元 }}万元。
# disclosure.yaml
版式: 云溪
""",
        remedy="在版式的 keys.yaml 里，照 national 的写法在“上年”下声明这个键"
        "（版式自有的数写“上年: 是”）；不要这个数的，从模板或表里删去。",
    ),
    Code(
        "MZ733",
        "填了自评的结果，没有自评表",
        what="“绩效”里填了自评得分、未完成指标、超额指标或评价项目，"
        "performance.yaml 里却没有一个项目。",
        why="自评表会空着印，下面写没有开展自评，与文字里的得分自相矛盾。",
        example="版式有自评表，填了自评得分，performance.yaml 里写的却是 项目: []。",
        remedy="在 performance.yaml 里照自评表填写各项目；确实没有开展自评的，删去“绩效”里的文字。",
    ),
    Code(
        "MZ748",
        "按元刊出的数只填到万元",
        what="一张表按元刊出，来源按万元填写、只有两位小数：印出的最后几位是补上的零。",
        why="没有人说过的几位不能印成零：各数相加会与合计差出几十元，与账也不相同。",
        example="""\
# disclosure.yaml
版式: 示例
金额单位: 万元
支出:
  - {科目: 2080501, 项目支出: 10.25, 年初预算: 10.25}

# templates/example/region.yaml
名称: 示例
上级: national
显示单位: 元
""",
        remedy="照账填到分：把“金额单位”改成 元，或在万元后写足六位小数；"
        "只有万元的，请维护版式的人把这张表的“显示单位”写成 万元。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ734",
        "不是零的数在表里印成零",
        what="一个金额太小，照这张表的单位和小数位四舍五入就成了零。",
        why="读的人会以为这一项没有钱；多半是金额的单位错了，以万元填的写进了以元填的文件。",
        example="""\
# disclosure.yaml
金额单位: 元
支出:
  - {科目: 2080501, 项目支出: 40.00, 年初预算: 40.00}
""",
        remedy="核对这个金额和“金额单位”；金额无误的，在“核对说明”里说明。要把它印出来的，"
        "请维护版式的人把表的“显示单位”写成 元，或加大“小数位”。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ738",
        "用竖线画的表格不成表格",
        what="Markdown 文件里有用“|”分格的行，排不进表格；或者表格的一行比表头多几格。",
        why="排不进表格的行连竖线一起刊出；多出的格没有列名，读的人不知道那是什么。",
        example="""\
# duties.md
| 科室 | 人数 |

| 办公室 | 3 |
""",
        remedy="第一行写列名，紧接着的一行写 |---|---|，中间不空行；多出的格补上列名，"
        "或删去多余的竖线。确要照印的，在“核对说明”里写明。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ403",
        "科目没有释义",
        what="名词解释要逐个解释文本里的功能科目，科目表里没有这一个的释义。",
        why="名词解释里会少一条，读的人不知道这个科目是什么。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080577, 项目支出: 10.00, 年初预算: 10.00}
科目补充:
  - {科目: 2080577, 名称: 新科目}
""",
        remedy="在“科目补充”里写上释义：{科目: 2080577, 名称: 新科目, 释义: 反映…}。"
        "照《政府收支分类科目》抄写。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ404",
        "版式要的文字没有写",
        what="这个版式在这里有一段文字（例如绩效管理工作开展情况），来源里没有写。",
        why="文本照常生成，但少了这一段；财政部门的范本里有它。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080501, 项目支出: 10.00, 年初预算: 10.00}
绩效: {自评说明: 项目按计划完成}
""",
        remedy="在提示指出的键里写上；确实没有这项内容的，写一条“核对说明”。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ405",
        "写了“缺”而没有写“数据缺口”",
        what="有的数写成了“缺”，来源里没有用“数据缺口”说明缺哪些、为什么缺。",
        why="表里会出现一个缺数的记号，读的人要知道它是什么意思。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080501, 人员经费: 10.00, 年初预算: 10.00}
基本支出:
  - {科目: 30101, 金额: 缺}
""",
        remedy="加上一句，例如 数据缺口: 各款的金额没有公布。",
    ),
    Code(
        "MZ406",
        "要比较的数没有公布",
        what="句子要拿一个数作比较，这个数写成了“缺”，或者由写成“缺”的数算出。",
        why="不知道的数不能比较；程序不编造增减。",
        example="""\
# disclosure.yaml
机关运行经费: {金额: 缺}
上年: {机关运行经费: 10.00}
数据缺口: 机关运行经费没有公布
""",
        remedy="查到这个数补上；查不到的，请维护版式的人给这种情况换一句不作比较的话。",
    ),
    Code(
        "MZ410",
        "要印的数没有填",
        what="版式的表或者文字要印一个数（金额、辆数、批次、人次、个数），来源文件里没有填，"
        "也不能由填了的数得出。",
        why="没有填不等于 0。程序不替编制人写 0，否则没有想到的一项会公布成“0辆”“0批次”。",
        example="""\
# disclosure.yaml
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {预算: 2.16, 决算: 2.16}
  公务接待费: {预算: 0.36, 决算: 0.36, 外宾接待: 0}
""",
        remedy="把提示列出的各项填上；确实没有的填 0，没有内设机构之类的写 []。一块里一项也没有的，"
        "可以只写一个 0，例如 政府采购: 0。出国（境）费、购置费、接待费是 0 的，团组数、购置数、"
        "批次、人次不必再写。",
    ),
    Code(
        "MZ415",
        "填了而没有印出来",
        what="来源文件里填了一项，这份文件的表、文字、附件都没有印它。没有印的，公开的数据里也没有。",
        why="填了的内容不声不响地不见了，编制人会以为已经公开。",
        example="""\
# disclosure.yaml
附件: [{标题: 评价报告, 文件: duties.md}]
""",
        remedy="核对键写得对不对、版式选得对不对；没有变动的数不写原因；不用的删去，"
        "要留着备查的改成“# ”开头的注释。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ416",
        "文件夹里的文本没有用上",
        what="文档的文件夹里有一个 Markdown 文件，profile.yaml 和 disclosure.yaml 都没写它的名字；"
        "或者有一个名称差一点的文件（profile.yml、performance.yaml.txt），程序不读它。",
        why="没有写进去的文本不会公开，多半是忘了写，或者名字改了。",
        example="""\
# disclosure.yaml
公开日期: 2025-10-09
# evaluation.md
项目全部完成。
""",
        remedy="在“职责”或“附件”里写上它的名字；名称差一点的，改成 profile.yaml 这样的名称；"
        "不公开的移到别的文件夹（README.md 除外）。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ417",
        "名词解释的词没有用到",
        what="“名词解释”里写了一个词，各表和各段文字里都没有它。",
        why="读者找不到这个词在哪里；多半是词的写法与文中不同，或者是沿用的旧文本。",
        example="""\
# disclosure.yaml
名词解释: [{词: 参公单位, 释义: 指参照公务员法管理的事业单位。}]
""",
        remedy="改成文中的写法，或者删去这一行。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ418",
        "一节没有内容",
        what="版式的一节只有标题，下面什么也没有。",
        why="公开的文本里会有一个空的标题。",
        example="""\
# profile.yaml
名称: 示例市档案馆
类型: 单位
内设机构: [{名称: 办公室}]
决算单位: [示例市档案馆]
""",
        remedy="补上提示列出的键；没有内容可写的，在“核对说明”里说明；"
        "各单位都没有这项内容的，请维护版式的人去掉这一节，或写“可空: 是”。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ419",
        "版式的内容重复，或这类文件没有",
        what="document.yaml 里同一种内容（表、名词解释等）写了两次，或者写了这一类文件没有的内容，"
        "例如预算的“自评表”。",
        why="写两次的会印两遍，没有的什么也印不出来。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/document.yaml
封面: ['{名称}{部门}决算']
部分:
  - {标题: 决算表, 内容: [{种类: 表}, {种类: 表}]}
""",
        remedy="删去多余的一行。",
    ),
    Code(
        "MZ426",
        "版式的表没有地方印",
        what="版式有一张表，document.yaml 各部分的“内容”里没有一处印它。",
        why="编制人填了这张表的数，公开的文件里却没有这张表，谁也不会发现。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/document.yaml
封面: ['{名称}{部门}决算']
部分:
  - {标题: 决算表, 内容: [{种类: 表, 表: ['01']}]}
""",
        remedy="在要印的部分写“种类: 表”（其余各表都印在那里）或者“表: ['03']”；"
        "不要这张表的，在它的文件里写“停用: 是”。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ427",
        "句子里的缺数没有说明",
        what="只在句子里印的数（采购、资产的个数等）写成了“缺”，没有一句话说明为什么没有公布。",
        why="句子里印着一个缺数的记号，读的人不知道是没有公布、没有统计，还是排版丢了字。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080501, 项目支出: 10.00, 年初预算: 10.00}
国有资产: {车辆: 0, 大型设备: 缺}
""",
        remedy="在“补充说明”里同名的一处写一句为什么没有公布；写不了的，写一条“核对说明”。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ503",
        "没有这项设置",
        what="region.yaml 里的一项，上级版式的 region.yaml 里没有。",
        why="打错的设置不起作用，排出来仍是老样子，很难发现。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
零直: 空
""",
        remedy="改成上级版式的 region.yaml 里有的设置，或删去。",
    ),
    Code(
        "MZ504",
        "设置的值不对",
        what="这项设置只能写几个固定的词，或者该写一组“键: 值”的写了一个值（反过来也是）。",
        why="认不出的值不知道怎样排。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
千分位: 有时
""",
        remedy="从提示列出的词里选一个，或照上级版式的写法填写。",
    ),
    Code(
        "MZ511",
        "版式里没有这个键",
        what="版式的表、结构文件里有一个认不出的键。",
        why="打错的键不起作用：表会少一行或少一句注。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/02-income.yaml
沿用: 是
标提: 收入表
""",
        remedy="改成提示里的键，或从它列出的键里选。",
    ),
    Code(
        "MZ512",
        "版式里缺少必须写的键",
        what="表、列、结构文件里少了一个必须有的键。",
        why="少了它，这张表或这一列不知道刊什么。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/02-income.yaml
标题: 收入表
""",
        remedy="照提示补上；只改一两处的表，写“沿用: 是”，其余从上级版式取。",
    ),
    Code(
        "MZ087",
        "列填的不是行里的键",
        what="表的一列写了“填”，这种表的行却没有这样的键。",
        why="取不到作者填的数和文字，这一列会全是空的。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/20-posts.yaml
标题: 编制表
版面: 功能科目
取: {收支: 支出}
列:
  - {标题: 科目, 显示: 名称}
  - {标题: 支出, 取: {资金: 全部}}
  - {标题: 编制数, 填: 支出.编制}
""",
        remedy="写“列表.键”，例如 支出.编制数；键先在版式的 keys.yaml 里声明（写在“每行”里）。"
        "按科目的表可以填支出、收入、基本支出里的键，项目支出表可以填项目里的键。",
    ),
    Code(
        "MZ088",
        "声明的键没有印",
        what="mingzhang region 在版式自己的每个键里试填了一个值，没有一张表、一句话印它。",
        why="编写的人填了，公开的文件里看不到；他会收到 MZ415，却不知道怎样办。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/keys.yaml
数据:
  键:
    会议费: {类型: 金额, 说明: 会议费的决算数。}
""",
        remedy="在表或句子里印它；不用的声明删去，只给自己人看的加“不刊出: 是”。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ089",
        "版式要的数没有地方填",
        what="表或句子要上年的数，或者要变动的原因，版式没有声明填它的键。",
        why="编写的人按提示去填，会被当作写错的键，文件永远做不出来。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/keys.yaml
数据:
  键:
    会议费: {类型: 金额, 说明: 会议费的决算数。}
# templates/yunxi/final/sections/01-overview.j2
会议费比上年{{ 变动(会议费, 上年.会议费) }}。
""",
        remedy="在这个键（指标）的声明里加“上年: 是”“原因: 是”；或者句子里不作比较、不写原因。",
    ),
    Code(
        "MZ513",
        "版式里值的写法不对",
        what="该写列表的写了一个值，该写数字的写了文字，或者写了不在可选之中的词。",
        why="认不出的值不起作用，或者会让整张表排不出来。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/02-income.yaml
沿用: 是
横向: 横
""",
        remedy="照提示的样子写；拿不准时看上级版式里同名的文件。",
    ),
    Code(
        "MZ514",
        "“取”里的词不对",
        what="表的“取”里没有“收支”，或者写了没有的资金、性质、口径、科目类。",
        why="“取”说这一列刊哪些数；认不出，就会刊错或刊空。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/02-income.yaml
沿用: 是
列:
  - {标题: 名称, 显示: 名称}
  - {标题: 财政拨款, 取: {资金: 财政拔款}}
""",
        remedy="从提示列出的词里选；整张表共用的写在表的“取”里。",
    ),
    Code(
        "MZ515",
        "没有这个指标",
        what="表里“指标: …”写的名称，指标表里没有。",
        why="不知道取哪个数，这一格就是空的。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/09-three-public.yaml
沿用: 是
列:
  - {标题: 合计, 指标: 三公经费.全计}
""",
        remedy="改成 catalogue 里 indicators-final.yaml（预算是 indicators-budget.yaml）有的名称。",
    ),
    Code(
        "MZ516",
        "没有可以填入的词",
        what="版式的文字里用了“{…}”，花括号里的词程序不认识。",
        why="不认识的词会原样印在公开的文本上。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/02-income.yaml
沿用: 是
标题: "{单位名}收入决算表"
""",
        remedy="改成提示列出的词，例如 {部门}、{名称}、{年度}、{金额单位}。",
    ),
    Code(
        "MZ517",
        "表的列数对不上",
        what="表分成几块或几段，各块的列数加起来与表头、总宽度不符。",
        why="多一列、少一列，后面的数都会排到别的栏里去。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/06-basic-spending.yaml
沿用: 是
块: [[301]]
""",
        remedy="数一数：每一块的列以金额列结束；“块数”“跨列”合起来等于总数。",
    ),
    Code(
        "MZ518",
        "上级版式里没有这个文件",
        what="写了“沿用”，上级版式里没有这张表；或者表要的科目清单，版式里没有。",
        why="没有可沿用的内容，这张表是空的。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/02-income.yaml
标题: 收入表
沿用: 99-none
""",
        remedy="改正文件的名称；上级没有这张表的，删去“沿用”，写全各项。",
    ),
    Code(
        "MZ519",
        "这个数在表里没有行",
        what="来源里填了一个数，公开的表是固定的格式，没有它的行。",
        why="填了的数不能悄悄丢掉：表的合计会比各行之和大。",
        example="""\
# disclosure.yaml
支出:
  - {科目: 2080501, 人员经费: 10.00, 年初预算: 10.00}
基本支出:
  - {科目: 30277, 金额: 10.00}
科目补充:
  - {科目: 30277, 名称: 新科目}
""",
        remedy="核对科目（或资金）写对没有；表中确应有这一行的，请维护版式的人加上。",
    ),
    Code(
        "MZ521",
        "找不到模板",
        what="版式的 document.yaml 里写的模板，或者版式必有的文件，在版式和它的上级里都没有。",
        why="这一节会整个没有。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/document.yaml
封面: [决算]
部分:
  - 标题: 第一部分
    内容:
      - {标题: 概况, 模板: 99-none.j2}
""",
        remedy="改正模板的文件名，或把文件放进版式的 final/sections（预算是 budget/sections）。",
    ),
    Code(
        "MZ522",
        "模板的语法有误",
        what="句子模板里的“{{ }}”“{% %}”没有配对，或者用了没有的过滤器。",
        why="读不懂的模板排不出句子。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/sections/02-income.j2
本年收入合计 {{ 本年收入合计 | 万圆 }} 万元。
""",
        remedy="照提示改正那一行；可用的过滤器见手册“版式”。",
    ),
    Code(
        "MZ523",
        "模板用了不存在的名称",
        what="句子模板或文字里的引用，名称打错了。",
        why="不知道取哪个数，句子里会留下空白。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/sections/02-income.j2
收支总计 {{ 总记 | 万元 }} 万元。
""",
        remedy="改成提示里的名称；指标的名称在 catalogue 的 indicators 文件里。",
    ),
    Code(
        "MZ524",
        "模板用了不允许的操作",
        what="模板想做取数和排句子以外的事。",
        why="版式可能来自别人；模板只许取数和排句子，不许碰电脑上的其他东西。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/sections/02-income.j2
{{ ''.__class__.__mro__ }}
""",
        remedy="删去这一处，只用名称、过滤器和比较的函数。",
    ),
    Code(
        "MZ525",
        "模板的这一行算不出来",
        what="函数用错了，或者拿不能相加的东西相加。",
        why="算不出来就没有句子，不能空着刊出去。",
        example="""\
# profile.yaml
名称: 示例市档案馆
类型: 单位
职责: duties.md
内设机构: [{名称: 办公室}]
决算单位: [示例市档案馆]
# duties.md
负责保管档案，全年支出 {{ 总计 + 1 }} 万元。
""",
        remedy="照提示改正；文字里只能写名称、显示的过滤器和比较两个指标的函数。",
    ),
    Code(
        "MZ526",
        "文字里的“{{ }}”没有配对",
        what="Markdown 文件里有单独的“{{”或“}}”，或者中间不是引用的写法。",
        why="引用读不出来，花括号会原样印在公开的文本上。",
        example="""\
# profile.yaml
名称: 示例市档案馆
类型: 单位
职责: duties.md
内设机构: [{名称: 办公室}]
决算单位: [示例市档案馆]
# duties.md
负责保管档案，全年支出 {{ 总计 | 万元 } 万元。
""",
        remedy="照 {{ 总计 | 万元 }} 的样子补上另一半；不是引用的，删去花括号。",
    ),
    Code(
        "MZ527",
        "这里的“取”取不到任何数",
        what="检查版式时，表里的一处“取”在所有的例子里都取不到数。",
        why="多半是几个条件不能同时成立，这一列会永远是空的。",
        example="""\
# templates/yunxi/region.yaml
名称: 云溪
上级: national
# templates/yunxi/final/tables/20-other.yaml
标题: 收入预算表
版面: 单行
列:
  - {标题: 其他收入, 取: {收支: 收入, 口径: 年初预算, 资金: 其他}}
""",
        remedy="核对“收支”“口径”“性质”能否同时出现；本来就可能没有数的，不用改。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ703",
        "排版用的字体里没有这个字",
        "来源文件或版式里的一个字，PDF 用的字体都没有。",
        "没有的字在 PDF 上是一个空框，读者看不到写的是什么；所以有这样的字就不生成。",
        "管理工作: 已完成😀",
        "照提示换成字体里有的写法（☑ 写成 √，☐ 写成 □，₂ 写成 2，⅓ 写成 1/3），没有的改用文字；"
        "一定要用这个字的，把有它的字体放进 .fonts，并写进版式的 pdf.css。",
    ),
    Code(
        "MZ704",
        "没有字体，没有核对缺字",
        "这台机器没有准备 PDF 用的字体，核对时没有查哪些字排不出来。",
        "其余各项照常核对；生成 PDF 之前要先准备字体，那时可能查出缺字。",
        "（没有运行过 mingzhang setup 的机器）",
        "要核对缺字，运行 mingzhang setup 准备字体，再核对一次；提交前和流水线里不必。",
        Severity.NOTE,
    ),
)
