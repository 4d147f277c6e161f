"""Errors of the published documents put back into our PDF of them → whether its check tells them.

``python -m benchmarks.printed_errors``: each error of ``docs/errata.md`` that a page shows is put
alone into the paper of its document, printed, and checked as a bureau would.  Found is one that is
told by an error or a warning which the paper without it does not have; one that is right, names
what the page prints.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.grid.pdf.pdf_grids import read_pdf
from mingzhang.inspection.paper_inspection import Asked, inspect_paper
from mingzhang.project import Project
from mingzhang.publish.pdf_file import render_pdf

WHOLE = re.compile(r'<span class="whole">(.*?)</span>', re.DOTALL)
FORMS = {
    "changchun/2024-final": "吉林",
    "jiyuan/2023-final": "河南",
    "yanbian/2024-budget": "吉林",
    "jilin-insurance/2024-budget": "吉林省级",
    "putuo-social-work/2024-final": "上海",
    "putuo-finance/2025-budget": "上海",
    "leshan-shizhong/2024-final": "四川",
}


@dataclass(frozen=True)
class Printed:
    """An error as it was published: what our paper has, what it had, and the figure to be told."""

    document: str
    ours: str
    published: str
    told: str


BLANK_TOTAL = (
    '{0}</td><td class="number">{0}</td><td class="text"></td></tr>\n<tr><th class="text lead" '
    'scope="row">评价结论</th><td class="text" colspan="10">该项目自评得分100分。从自评结果来看，'
    "该项目{1}"
)
CHANGCHUN, JIYUAN, YANBIAN, JILIN, SOCIAL, FINANCE, LESHAN = FORMS
ERRORS = (
    Printed(CHANGCHUN, "322.38万元，下降10.26%", "322.38万元，下降10.13%", "10.13"),
    Printed(CHANGCHUN, "27.50万元，完成年初预算的50.00%。", "27.50万元。", "27.50万元”没有写"),
    Printed(CHANGCHUN, "支出决算为188.00万元。", "支出决算为188.00万元，完成预算的0%。", "的“0%”"),
    Printed(JIYUAN, "年初预算为5,548.20万元", "年初预算为6,175.80万元", "6,?175.80"),
    Printed(JIYUAN, "完成年初预算的95.59%", "完成年初预算的85.88%", "85.88"),
    Printed(JIYUAN, "合同金额的100.00%", "合同金额的88.36%", "88.36"),
    Printed(JIYUAN, ">年末结转和结余</th>", ">年末结转与结余</th>", "年末结转与结余"),
    Printed(YANBIAN, "占4.34%", "占4.33%", "4.33"),
    Printed(YANBIAN, "公用经费79.86万元，占", "公用经费79.96万元，占", "79.96"),
    Printed(
        YANBIAN,
        'scope="row">延边朝鲜族自治州社会医疗保险管理局</th>',
        'scope="row">延边朝鲜族自治州社会保险管理局</th>',
        "社会保险管理局",
    ),
    Printed(
        YANBIAN,
        '>689.62</td><td class="amount">55.76<',
        '>689.62</td><td class="amount">55.75<',
        "55.75",
    ),
    *(
        Printed(YANBIAN, f'colspan="3">{ours}</td>', f'colspan="3">{published}</td>', published)
        for ours, published in (
            ("5.00", "50000.00"),
            ("12.20", "122000.00"),
            ("300.00", "3000000.00"),
            ("31.10", "311000.00"),
            ("1.00", "10000.00"),
        )
    ),
    Printed(JILIN, "二级项目6个", "二级项目7个", "7"),
    Printed(JILIN, "减少1233.99万元", "减少1233.99元", "1233.99元"),
    Printed(SOCIAL, "29.42万元，占9.56%", "29.42万元，占9.55%", "9.55"),
    Printed(SOCIAL, "完成全年预算的95.89%", "完成年初预算的95.89%", "95.89"),
    *(
        Printed(SOCIAL, f"{final}，完成全年预算数的{rate}%。", f"{final}。", f"{final}”没有写")
        for final, rate in (
            ("11.31万元", "63.97"),
            ("6.18万元", "68.67"),
            ("4.64万元", "80.84"),
            ("0.49万元", "21.40"),
        )
    ),
    Printed(
        SOCIAL,
        "住房公积金（项）。全年",
        "住房公积金（项）。主要用于：事业单位医疗保险支出。全年",
        "事业单位医疗",
    ),
    Printed(SOCIAL, "办公费、差旅费、维修", "办公费、邮电费、差旅费、维修", "邮电费"),
    Printed(FINANCE, "与2024年预算持平。其中", "与2024年预算一致0万元。其中", "一致0万元"),
    Printed(
        FINANCE,
        "<p>10.“住房",
        "<p>9.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”78.22万元，"
        "主要用于局本级和所属单位在职人员基本医疗保险费。</p><p>10.“住房",
        "写了 2 遍",
    ),
    Printed(FINANCE, "离退休（项）”87.71万元", "离退休（项）”87.70万元", "87.70"),
    Printed(FINANCE, "”87.36万元", "”887.36万元", "887.36"),
    Printed(FINANCE, "”78.22万元", "”78.21万元", "78.21"),
    Printed(FINANCE, "”204.92万元", "”204.91万元", "204.91"),
    Printed(FINANCE, "”268.78万元", "”268.77万元", "268.77"),
    Printed(
        FINANCE,
        "（款）其他行政事业单位养老支出（项）",
        "（款）其它行政事业单位养老支出（项）",
        "其它",
    ),
    Printed(LESHAN, "决算0万元，占0%", "决算0万元，完成预算0%，占0%", "预算0%"),
    Printed(LESHAN, "合同金额0万元，", "合同金额0万元，占政府采购支出总额的0%，", "0%"),
    *(
        Printed(LESHAN, BLANK_TOTAL.format(100, of), BLANK_TOTAL.format("", of), "没有填写")
        for of in ("的推进", "资金使用")
    ),
    Printed(
        LESHAN,
        '<td class="number">10</td><td class="number">10.00</td>',
        '<td class="number">10</td><td class="number">8</td>',
        "8",
    ),
)


def main() -> None:
    """Print, check and count."""
    project, found = Project(), dict.fromkeys(("有", "提示了", "指出了这个数"), 0)
    for name, form in FORMS.items():
        document, _ = examine(project.sources / name, project, pages=True)
        assert document is not None  # noqa: S101 (the real documents are in order)
        paper = WHOLE.sub(r"\1", document.paper or document.html)

        checked = partial(_checked, style=document.print_style, fonts=project.fonts, form=form)
        before = {(one.code, one.message) for one in checked(paper)}
        for error in (one for one in ERRORS if one.document == name):
            _count(error, paper, checked, before, found)
    print(found)


def _count(
    error: Printed,
    paper: str,
    checked: Callable[[str], list[Diagnostic]],
    before: set[tuple[str, str]],
    found: dict[str, int],
) -> None:
    if error.ours not in paper:
        print("没有这一处", error)
        return
    told = [
        one
        for one in checked(paper.replace(error.ours, error.published, 1))
        if (one.code, one.message) not in before
    ]
    grave = [one for one in told if one.severity is not Severity.NOTE]
    named = [one for one in grave if re.search(error.told, f"{one.message}")]
    found["有"] += 1
    found["提示了"] += bool(grave)
    found["指出了这个数"] += bool(named)
    print(error.document, error.published[:40], [(o.code, o.message[:90]) for o in told][:3])


def _checked(html: str, style: str, fonts: Path, form: str) -> list[Diagnostic]:
    """What a bureau's check says of a paper that is printed."""
    data, _ = render_pdf(html, style, fonts)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "公布件.pdf"
        file.write_bytes(data)
        return list(inspect_paper(file, read_pdf(file, data), Asked(form)).found)


if __name__ == "__main__":
    main()
