"""The kinds of finding that are no rule of their own, for the manual and the rule pages."""

from __future__ import annotations

from mingzhang.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    Code(
        "MZ062",
        "自定义规则没有运行",
        "rules 文件夹里有自定义规则，而您没有在这台电脑上同意运行它们，或者同意以后它们改过了。",
        "规则文件是程序，以您的权限运行；随别人的数据一起来的规则，看过再说。",
        "从别处取来的项目里有 rules/reception.py，第一次运行 mingzhang check",
        "看过 rules 里的文件，来源可靠的，运行 mingzhang trust；不要它们的，写 --no-own-rules。",
        Severity.WARNING,
    ),
)
