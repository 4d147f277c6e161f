"""Both ways of the rules in ``mingzhang.checks.reason_lock_rules``."""

from __future__ import annotations

from mingzhang.reading.reason_locks import digest
from tests.checks.case import Case

REASON = "合同尾款没有支付"
LOCK = f"支出 / 2080501 / 差异原因\t100000\t年初预算=-20000\t{digest(REASON)}\n"

CASES = (
    Case(
        "MZ651",
        "支出: [{科目: 2080501, 项目支出: 10.50, 年初预算: 12.00, 差异原因: 合同尾款没有支付}]",
        wrong="10.50",
        right="10.00",
        at="1:52",
        says="从 10.00 变为 10.50 万元，原因没有改",
        locks=LOCK,
    ),
    Case(
        "MZ652",
        "支出: [{科目: 2080501, 项目支出: 10.00, 年初预算: 12.00, 差异原因: 合同尾款次年支付}]",
        wrong="次年支付",
        right="没有支付",
        at="1:52",
        says="支出 / 2080501 / 差异原因：文字改过，还没有确认",
        locks=LOCK,
    ),
    Case(
        "MZ653",
        "支出: [{科目: 2080502, 项目支出: 10.00, 年初预算: 12.00, 差异原因: 合同尾款没有支付}]",
        wrong="2080502",
        right="2080501",
        at="1:52",
        says="支出 / 2080502 / 差异原因：新的原因，还没有确认",
        locks=LOCK,
    ),
)
