"""Several published files together: two years, a department and its units."""

from __future__ import annotations

from pathlib import Path

from mingzhang.document.render import Document
from mingzhang.facts.account import Account
from mingzhang.publish.public_document import Public
from mingzhang.publish.published_document import Beside
from mingzhang.verify.across_documents import compare_all, expected
from mingzhang.verify.files_named import Held
from mingzhang.verify.published_proof import Proof
from mingzhang.verify.remade_document import Rebuilt
from tests.support import AGENCY, account, budget

ROW = "支出:\n  - {科目: 2080501, 人员经费: 60.88}\n"
UNITS = """
    单位:
      - {代码: 502001, 名称: 甲局, 类型: 行政单位}
      - {代码: 502002, 名称: 乙局, 类型: 行政单位}
    支出:
      - {科目: 2080505, 单位: 502001, 人员经费: 3.00}
      - {科目: 2080505, 单位: 502002, 人员经费: 2.00}
"""
OWN = """
    单位: [{{代码: 502001, 名称: 甲局, 类型: 行政单位}}]
    支出:
      - {{科目: 2080505, 人员经费: {0}}}
"""


def proof(known: Account) -> Proof:
    document = Document("", "", "", account=known)
    made = Rebuilt(document, Public(), Beside({}, b"", {}))
    return Proof(Held(Path("a.pdf"), {"disclosure.pdf": b"a"}), rebuilt=made)


def codes(*known: Account) -> list[str]:
    proofs = [proof(one) for one in known]
    compare_all(proofs)
    return [found.code for one in proofs for found in one.found]


def year(number: int, more: str = "") -> Account:
    return account(f"年度: {number}\n{ROW}{more}")


def test_a_base_is_what_last_years_file_says() -> None:
    now = "上年: {总计: 60.88}\n原因: {总计: 无}\n"
    assert codes(year(2024, now), year(2023)) == []
    assert codes(year(2024, now.replace("60.88", "60.98")), year(2023)) == ["MZ769"]


def test_figures_that_differ_by_little_are_told_so_that_it_is_seen() -> None:
    last = "金额单位: 元\n支出:\n  - {科目: 2080505, 人员经费: 1000.40}\n"
    now = f"{last}上年: {{总计: 1000.00}}\n原因: {{总计: 增加}}\n"
    proofs = [proof(account(f"年度: {year}\n{text}")) for year, text in ((2024, now), (2023, last))]
    compare_all(proofs)
    (found,) = proofs[0].found
    assert "这里是 0.10000 万元，那份文件里是 0.10004 万元" in found.message


def test_only_the_year_before_of_the_same_agency_is_compared() -> None:
    now = year(2024, "上年: {总计: 1.00}\n原因: {总计: 增加}\n")
    other = account(f"年度: 2023\n{ROW}", AGENCY.replace("某市档案馆", "某市图书馆"))
    assert codes(now, year(2022)) == []
    assert codes(now, other) == []


def test_units_are_what_their_own_files_say() -> None:
    own = AGENCY.replace("某市档案馆", "甲局")
    assert codes(budget(UNITS), budget(OWN.format("3.00"), own)) == []
    found = codes(budget(UNITS), budget(OWN.format("4.00"), own))
    assert found == ["MZ770"], "sums that follow from it are counted, not told"


def test_a_hash_from_elsewhere_is_met_or_not() -> None:
    one = proof(year(2024))
    (own,) = one.hashes.values()
    assert expected([one], [own.upper(), "0" * 64]) == ({own}, {"0" * 64})
