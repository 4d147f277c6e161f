"""The kinds of fault that reading can find: code → title, for the manual and the rule pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "MZ001": "文件不存在或读不了",
        "MZ002": "文件太大",
        "MZ003": "文件不是 UTF-8 编码",
        "MZ004": "文件里有看不见的字符",
        "MZ005": "文件是空的",
        "MZ006": "写法不合 YAML 格式",
        "MZ007": "缩进没有对齐",
        "MZ008": "用了制表符（Tab）",
        "MZ009": "用了全角空格",
        "MZ010": "用了全角标点",
        "MZ011": "冒号或短横后面少了空格",
        "MZ012": "括号或引号没有配对",
        "MZ013": "同一个键写了两次",
        "MZ014": "用了锚点、引用或合并键",
        "MZ015": "用了类型标签或 YAML 指令",
        "MZ016": "一个文件里有几份内容",
        "MZ017": "嵌套太深",
        "MZ018": "内容太多",
        "MZ019": "键的写法不对",
        "MZ020": "用了全角数字",
        "MZ021": "数字太长",
        "MZ022": "数字以 0 开头",
        "MZ023": "整个文件不是“键: 值”",
        "MZ030": "没有这个键",
        "MZ031": "缺少必须填写的键",
        "MZ032": "值的种类不对",
        "MZ033": "数字的写法不对",
        "MZ034": "不在可选的值之中",
        "MZ035": "值的写法不合要求",
        "MZ036": "数值超出范围",
        "MZ037": "项数不对",
        "MZ038": "列表中有重复的项",
        "MZ039": "文字太短或太长",
        "MZ050": "文档文件夹的名称不对",
        "MZ051": "年度与文件夹不一致",
        "MZ052": "找不到文档",
        "MZ053": "文件必须放在文档文件夹之内",
        "MZ054": "上年来源不对",
        "MZ055": "汇总的单位不对",
    }
)
