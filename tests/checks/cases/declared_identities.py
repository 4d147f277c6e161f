"""Cases of MZ090 and MZ091: the identities that a form declares itself."""

from tests.checks.case import Case

# Of 5.00 for goods no more than 5.00 can have gone to small enterprises.
PURCHASES = """
    政府采购: {货物: 5.00, 工程: 0, 服务: 0, 中小企业: 5.00, 小微企业: 5.00,
      货物中小企业: 6.00, 工程中小企业: 0, 服务中小企业: 0}
"""

CASES = (
    Case(
        "MZ090",
        PURCHASES,
        wrong="6.00",
        right="5.00",
        says=(
            "货物、工程、服务采购授予中小企业的合同额合计不大于中小企业合同额："
            "政府采购.货物中小企业 + 政府采购.工程中小企业 + 政府采购.服务中小企业 6.00 应不大于 "
            "政府采购.中小企业 5.00，相差 1.00 万元"
        ),
    ),
    Case(
        "MZ091",
        PURCHASES,
        wrong="6.00",
        right="5.00",
        says="货物采购授予中小企业的合同额不大于货物支出：政府采购.货物中小企业 6.00 应不大于",
    ),
)
