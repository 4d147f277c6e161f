"""Charts in the PDF: drawn without a complaint, and told to a screen reader."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from mingzhang.document.charts import Charts
from mingzhang.document.region_folder import read_region
from mingzhang.document.sentence_figures import Quantity, Wording
from mingzhang.document.template_environment import create_environment
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.publish.pdf_file import render_pdf
from tests.support import PROJECT

FONTS = PROJECT.root / ".fonts"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    region, _ = read_region("四川", PROJECT)
    assert region is not None
    charts = Charts(create_environment(region), Wording(), region.text("图注"))
    one, two, none = (_amount(name, n) for name, n in (("甲", 70), ("乙", 30), ("丙", 0)))
    drawn = [
        charts.bars("变动", [("2023年度", two), ("2024年度", one)]),
        charts.pie("结构", [one, two, none], _amount("合计", 100)),
        charts.pie("单项", [one], one),
        charts.pie("全零", [none], none),
    ]
    styles = [(PROJECT.templates / "national" / name) for name in ("style.css", "pdf.css")]
    style = styles[0].read_text("utf-8")
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>图</title><style>{style}</style></head>'
    html += f"<body><h1>图</h1>{''.join(drawn)}</body></html>"
    data, complaints = render_pdf(html, styles[1].read_text("utf-8"), FONTS)
    assert not complaints
    return data


def _amount(name: str, number: int) -> Quantity:
    return Quantity(name, Figure(name, Amount.typed(Decimal(number), Unit.WAN)))


def _alternatives(element: pikepdf.Object) -> Iterator[str]:
    if "/Alt" in element:
        yield str(element["/Alt"])
    kids: pikepdf.Object = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _alternatives(kid)


def test_its_values_are_the_alternative_text(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        told = list(_alternatives(document.Root.StructTreeRoot))
    assert told == [
        "2023年度30.00万元；2024年度70.00万元",
        "甲70.00万元，占70.00%；乙30.00万元，占30.00%；丙0.00万元，占0.00%",
        "甲70.00万元，占100.00%",
        "丙0.00万元",
    ]


def test_its_texts_are_set_in_the_projects_fonts(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [
            font
            for page in document.pages
            if "/Font" in page["/Resources"]
            for font in page["/Resources"]["/Font"].values()
        ]
        names = {str(font["/BaseFont"]) for font in fonts}
    assert any("Mingzhang-Song" in name for name in names), names
    assert not any("JP" in name for name in names), "SVG text without a font takes another face"
