"""A project's own rules: ``rules/*.py`` → rules by code, and what is wrong with those files.

The files run with the rights of whoever builds, so they run only where that user has agreed to this
folder with this content (``own_rules_consent``).
They are loaded for one run and leave nothing behind: no
module, no entry in any list.  Whatever such a file raises is told at its own file and line.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from types import ModuleType, TracebackType

from mingzhang.checks.own_rules_consent import Consent, consent
from mingzhang.checks.rule import MOST, RELATIONS, Check, Equation, Evidence, Finding, Rule
from mingzhang.checks.rule_catalogue import catalogue, gathered
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.figure import Figure
from mingzhang.reading.source_text import decode, load, shown

CODE = re.compile("MZ9[0-9]{2,3}")
UNLOADABLE, WRONG_CODE, UNTRUSTED = "MZ290", "MZ291", "MZ062"
WAY = "自定义规则的写法见手册“自定义规则”一节。"


def load_rules(
    folder: Path, *, wanted: bool = True
) -> tuple[Mapping[str, Rule], tuple[Diagnostic, ...]]:
    """The program's rules and a project's own in the folder's files; a faulty file adds none.

    Without the user's consent none of them is run, and a warning says so; where they are not
    ``wanted`` at all, a note does.
    """
    rules = dict(catalogue())
    files, found = read_files(folder)
    if files and (refused := _refused(folder, files, wanted=wanted)):
        return rules, (*found, refused)
    for name, data in files.items():
        own, faults = _read(folder / name, data, rules)
        rules.update(own)
        found.extend(faults)
    return dict(sorted(rules.items())), tuple(found)


def read_files(folder: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The own rules' files by name: what is agreed to is what runs, so they are read once."""
    names = sorted(file.name for file in folder.glob("*.py")) if folder.is_dir() else []
    read = {name: load(folder / name, root=folder) for name in names}
    files = {name: data for name, data in read.items() if isinstance(data, bytes)}
    return files, [data for data in read.values() if isinstance(data, Diagnostic)]


def _refused(folder: Path, files: Mapping[str, bytes], *, wanted: bool) -> Diagnostic | None:
    """Why a project's own rules are not run; None where they may."""
    place, names = Place(shown(folder)), "、".join(files)
    if not wanted:
        message = f"按 --no-own-rules 的要求，没有运行自定义规则：{names}。"
        return Diagnostic(place, UNTRUSTED, message, severity=Severity.NOTE)
    said = consent(folder, files)
    if said is Consent.GIVEN:
        return None
    why = "改过了" if said is Consent.CHANGED else "还没有经您同意"
    message = f"自定义规则是程序，{why}，没有运行：{names}。"
    hint = "请先看过这些文件；来源可靠的，运行 mingzhang trust，以后内容不变就不再问。"
    return Diagnostic(place, UNTRUSTED, message, hint, Severity.WARNING)


def _read(
    file: Path, data: bytes, known: Mapping[str, Rule]
) -> tuple[dict[str, Rule], list[Diagnostic]]:
    source = decode(data, shown(file))
    if isinstance(source, Diagnostic):
        return {}, [source]
    trouble = _Trouble(file)
    module = ModuleType(f"mingzhang_own_{file.stem}")
    own: dict[str, Rule] = {}
    with trouble, _importable(module):
        exec(compile(source, str(file), "exec"), vars(module))  # noqa: S102 (the project's own file)
        own = gathered(module)
    if trouble.happened:
        return {}, [Diagnostic(trouble.place, UNLOADABLE, f"规则文件{trouble.message}", WAY)]
    faults = [*_wrong_codes(own.values(), known, file), *_wrong_words(own.values(), file)]
    return {} if faults else {rule.code: _contained(rule, file) for rule in own.values()}, faults


@contextmanager
def _importable(module: ModuleType) -> Iterator[None]:
    """Dataclasses look their own module up by name while they are made."""
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        del sys.modules[module.__name__]


def _wrong_codes(
    own: Iterable[Rule], known: Mapping[str, Rule], file: Path
) -> Iterator[Diagnostic]:
    for rule in own:
        code = getattr(rule.check, "__code__", None)
        place = Place(shown(file), code.co_firstlineno if code else 1, 1)
        if rule.code in known:
            title = known[rule.code].title
            message = f"编号 {rule.code} 已经用于规则“{title}”。"
            yield Diagnostic(place, WRONG_CODE, message, "请换一个 MZ9 开头的编号。")
        elif not CODE.fullmatch(rule.code):
            message = f"编号“{rule.code}”不对：自定义规则用 MZ900 至 MZ9999。"
            yield Diagnostic(place, WRONG_CODE, message, "其他编号留给程序自己的规则。")


def _wrong_words(own: Iterable[Rule], file: Path) -> Iterator[Diagnostic]:
    for rule in own:
        first = (rule.title, rule.identity, rule.formula, rule.reference)
        words = (*first, rule.remedy, rule.why, rule.example)
        is_severity = isinstance(rule.severity, Severity)
        if not is_severity or not all(isinstance(word, str) for word in words):
            what = "文字" if is_severity else "severity，应是 Severity.ERROR、WARNING 或 NOTE"
            message = f"规则 {rule.code} 的说明写得不对：{what}。"
            yield Diagnostic(Place(shown(file), 1, 1), UNLOADABLE, message, WAY)


def _contained(rule: Rule, file: Path) -> Rule:
    """An own rule, of which a fault becomes a finding at the line that raised it."""
    return replace(rule, check=_Contained(rule.check, file))


@dataclass(frozen=True)
class _Contained:
    """An own rule's check that never raises, and yields only equations and findings."""

    check: Check
    file: Path

    def __call__(self, evidence: Evidence) -> Iterator[Equation | Finding]:
        trouble = _Trouble(self.file)
        with trouble:
            for result in islice(self.check(evidence), MOST):
                yield _sound(result)
        if trouble.happened:
            # What nobody evaluated is nothing to be accepted.
            message, severity = f"这条规则{trouble.message}", Severity.ERROR
            yield Finding(trouble.place, message, WAY, severity=severity)


def _sound(result: object) -> Equation | Finding:
    """The result of a project's own rule, if it is one in every part."""
    if isinstance(result, Equation) and _is_sound_equation(result):
        return result
    if isinstance(result, Finding) and _is_sound_finding(result):
        return result
    raise TypeError(f"{result!r} is neither an Equation of figures nor a Finding with a place")


def _is_sound_equation(equation: Equation) -> bool:
    sides: tuple[object, object] = (equation.left, equation.right)
    return equation.relation in RELATIONS and all(map(_is_sound_figure, sides))


def _is_sound_figure(side: object) -> bool:
    leaves = side.leaves.values() if isinstance(side, Figure) else ()
    numbers = [n for _, leaf in leaves for n in (leaf.amount.value, leaf.amount.half)]
    return bool(numbers) and all(isinstance(number, Decimal) for number in numbers)


def _is_sound_finding(finding: Finding) -> bool:
    words: tuple[object, ...] = (finding.message, finding.hint)
    place: object = finding.place
    operands: tuple[object, ...] = finding.operands
    severity: object = finding.severity
    return (
        isinstance(place, Place)
        and isinstance(severity, Severity | None)
        and all(isinstance(word, str) for word in words)
        and all(isinstance(operand, Operand) for operand in operands)
    )


class _Trouble(AbstractContextManager["_Trouble"]):
    """Holds what a project's own rule raised, with the line of its file that did."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.place = Place(shown(file), 1, 1)
        self.message = ""

    @property
    def happened(self) -> bool:
        return bool(self.message)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        # A rule may leave with sys.exit; what is not its own (Ctrl-C, a closed generator) passes.
        if not isinstance(error, (Exception, SystemExit)):
            return False
        self.message = f"不能运行：{type(error).__name__}: {error}"
        frames = [f for f in traceback.extract_tb(trace) if f.filename == str(self.file)]
        line, column = (frames[-1].lineno or 1, 1) if frames else (1, 1)
        if isinstance(error, SyntaxError) and error.filename == str(self.file):
            line, column = error.lineno or 1, max(error.offset or 1, 1)
        self.place = Place(shown(self.file), line, column)
        return True
