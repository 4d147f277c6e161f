"""What looks private is marked; figures, codes, years and hashes are not."""

import pytest

from mingzhang.audit.private_data_marks import (
    BANK,
    IDENTITY,
    LINE,
    MAIL,
    PERSON,
    PHONE,
    SECRET,
    Mark,
    marks,
)

# The examples of GB 11643-1999, and a number whose sum of weights leaves 2: its check digit is X.
GOOD = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (f"身份证{GOOD}。", IDENTITY, GOOD),
        ("440524188001010014", IDENTITY, "440524188001010014"),
        ("号码 110105 19491231 002x", IDENTITY, "110105 19491231 002x"),
        ("１１０１０５１９４９１２３１００２Ｘ", IDENTITY, "１１０１０５１９４９１２３１００２Ｘ"),
        ("证号110105491231002", IDENTITY, "110105491231002"),
        ("王某 13912345678", PHONE, "13912345678"),
        ("手机：139-1234-5678", PHONE, "139-1234-5678"),
        ("+86 13912345678", PHONE, "+86 13912345678"),
        ("电话 0431-88776655", LINE, "0431-88776655"),
        ("（0431）88776655", LINE, "（0431）88776655"),
        ("010 62345678", LINE, "010 62345678"),
        ("联系电话：2345678", LINE, "2345678"),
        ("客服400-820-8820", LINE, "400-820-8820"),
        ("账号：22050145010000000123", BANK, "22050145010000000123"),
        ("卡 4111 1111 1111 1111", BANK, "4111 1111 1111 1111"),
        ("zhang.san@example.gov.cn", MAIL, "zhang.san@example.gov.cn"),
        ("联系人：张三", PERSON, "张三"),
        ("联系人张三", PERSON, "张三"),
        ("  - {姓名: 欧阳修平, 职务: 科长}", PERSON, "欧阳修平"),
        ("负责人（签字）：李 四", PERSON, "李 四"),
        ("填表人,王小五", PERSON, "王小五"),
        ("慰问张三同志一次", PERSON, "张三"),
        ("身份证号220102198003074514", IDENTITY, "220102198003074514"),
        ("身份证号码2201021980****4514", IDENTITY, "2201021980****4514"),
        ("王某220102********4514", IDENTITY, "220102********4514"),
        ("电话 8877 6655", LINE, "8877 6655"),
        ("咨询请拨88776655", LINE, "88776655"),
        ("审核：周八", PERSON, "周八"),
        ("会计：冯大海", PERSON, "冯大海"),
        ("出纳郑爽", PERSON, "郑爽"),
        ("驾驶员刘建国", PERSON, "刘建国"),
        ("慰问困难党员张桂兰", PERSON, "张桂兰"),
        ("发放给王秀英等3人", PERSON, "王秀英"),
        ("离休干部陈国栋", PERSON, "陈国栋"),
        ("报销人：吴九", PERSON, "吴九"),
        ("职工王建国病故抚恤金", PERSON, "王建国"),
        ("遗属赵桂兰生活补助", PERSON, "赵桂兰"),
        ("对困难职工孙秀的帮扶", PERSON, "孙秀"),
        ("付给李小明劳务费", PERSON, "李小明"),
        ("支出增加，刘德华等3人退休", PERSON, "刘德华"),
        ("秘密★10年", SECRET, "秘密★"),
        ("★ 长期", SECRET, "★ 长期"),
        ("密级：机密级以上", SECRET, "密级："),
        ("机密", SECRET, "机密"),
        ("工作经费（绝密）", SECRET, "绝密"),
    ],
)
def test_private_data_is_marked(text: str, kind: str, found: str) -> None:
    assert list(marks(text)) == [Mark(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the check digit is X
        "110105194913310026",  # no such month
        "  - {科目: 2101501, 人员经费: 13912345678.00, 年初预算: 5738.10}",
        "2080501 人员经费,608800.00,50,填报,disclosure.yaml:12,,公开05表!R12C3",
        "sha256: 7ce2d2d58c3ea43d12f2701cb5e07686149c3e068d81458c13912345678fb59b",
        "2024年度收、支总计均为2,820.01万元，12345热线",
        "定点医药机构法人代表（负责人）、经营范围及经营地址业务的受理",
        "负责人事、工资福利；负责人民群众来信；各科室负责人员；任何同志；党员、全体同志",
        "4111 1111 1111 1112",  # Luhn
        "个人账户返还2022年1次",
        "联系人：略",
        "机密文件管理，保守国家秘密、工作秘密；涉密人员；绝密、机密、秘密三级；五星级（★）",
        "电话费2023-2024年；电话 2024 2025 两年",
        "驾驶员安全培训、驾驶员管理，离休干部金额，困难职工慰问；发放给困难等3类人员",
        "审核：单位，会计：管理；身份证办理12万张",
        "职工高温慰问，残疾人安居救助，职工抚恤金；付给高校、专家咨询费；高级工程师等3人，病故职工抚恤金",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert list(marks(text)) == []


def test_several_of_a_line_are_told_each_once() -> None:
    text = f"联系人：张三、李四，电话13912345678，{GOOD}，zs@a.cn"
    kinds = [mark.kind for mark in marks(text)]
    assert kinds == [MAIL, IDENTITY, PHONE, PERSON, PERSON]
