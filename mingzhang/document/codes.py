"""The kinds of finding that templates and texts can meet, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ410",
        "要印的数没有填",
        what="版式的表或者文字要印一个数（金额、辆数、批次、人次、个数），来源文件里没有填，"
        "也不能由填了的数得出。",
        why="没有填不等于 0。程序不替编制人写 0，否则没有想到的一项会公布成“0辆”“0批次”。",
        example="三公经费: {公务接待费: {预算: 0.36, 决算: 0.36}}   # 没有写批次和人次",
        remedy="把提示列出的各项填上；确实没有的填 0，没有内设机构之类的写 []。一块里一项也没有的，"
        "可以只写一个 0，例如 政府采购: 0。出国（境）费、购置费、接待费是 0 的，团组数、购置数、"
        "批次、人次不必再写。",
    ),
    Code(
        "MZ415",
        "填了而没有印出来",
        what="来源文件里填了一项，这份文件的表、文字、附件都没有印它，核对规则也不用它。",
        why="填了的内容不声不响地不见了，编制人会以为已经公开。",
        example="附件: [{标题: 评价报告, 文件: evaluation.md}]   # 版式没有“附件”部分",
        remedy="核对键写得对不对、版式选得对不对；没有变动的数不写原因；不用的删去，"
        "要留着备查的改成“# ”开头的注释。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ416",
        "文件夹里的文本没有用上",
        what="文档的文件夹里有一个 Markdown 文件，profile.yaml 和 disclosure.yaml 都没写它的名字。",
        why="没有写进去的文本不会公开，多半是忘了写，或者名字改了。",
        example="文件夹里有 evaluation.md，disclosure.yaml 里没有“附件”",
        remedy="在“职责”或“附件”里写上它的名字；不公开的移到别的文件夹（README.md 除外）。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ417",
        "名词解释的词没有用到",
        what="“名词解释”里写了一个词，各表和各段文字里都没有它。",
        why="读者找不到这个词在哪里；多半是词的写法与文中不同，或者是沿用的旧文本。",
        example="名词解释: [{词: 参公单位, 释义: 指参照公务员法管理的事业单位。}]",
        remedy="改成文中的写法，或者删去这一行。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ418",
        "一节没有内容",
        what="版式的一节只有标题，下面什么也没有。",
        why="公开的文本里会有一个空的标题。",
        example="profile.yaml 里没有写“职责”",
        remedy="补上这一节的内容；没有这项内容的版式，去掉这一节。",
        severity=Severity.WARNING,
    ),
    Code(
        "MZ419",
        "版式的内容重复，或这类文件没有",
        what="document.yaml 里同一种内容（表、名词解释等）写了两次，或者写了这一类文件没有的内容，"
        "例如预算的“附件”。",
        why="写两次的会印两遍，没有的什么也印不出来。",
        example="内容: [{种类: 表}, {种类: 表}]",
        remedy="删去多余的一行。",
    ),
)
