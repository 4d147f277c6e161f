"""JUnit XML: a test suite a document, a test case a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Xml

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.explanations import codes_of
from mingzhang.reading.stray_characters import one_line
from mingzhang.report.run_findings import Checked, Report, path_of, told

OF_READING = frozenset(code.code for code in codes_of("reading"))


def as_junit(report: Report) -> str:
    """JUnit XML: errors (in a strict run warnings too) are failures.

    What else is said is output.
    """
    root = Xml.Element("testsuites", name="mingzhang")
    for document in report.documents:
        _suite(root, document, report)
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=True)


def _suite(root: Xml.Element, document: Checked, report: Report) -> None:
    codes = dict.fromkeys((*report.rules, *(d.code for d in document.diagnostics)))
    suite = Xml.SubElement(root, "testsuite", name=path_of(document.folder), tests=str(len(codes)))
    asked = _was_checked(document)
    counts = [0, 0]
    for code in codes:
        found = [d for d in document.diagnostics if d.code == code]
        case = _case(suite, document, report, code)
        if code in report.rules and not asked:
            Xml.SubElement(case, "skipped", message="来源文件有错误，没有核对到这条规则")
            counts[1] += 1
        counts[0] += _say(case, found, report)
    suite.set("failures", str(counts[0]))
    suite.set("skipped", str(counts[1]))


def _was_checked(document: Checked) -> bool:
    """Whether a JUnit test case ran: sources with errors are read, no more."""
    errors = (d for d in document.diagnostics if d.severity is Severity.ERROR)
    return not any(d.code in OF_READING for d in errors)


def _case(suite: Xml.Element, document: Checked, report: Report, code: str) -> Xml.Element:
    name = report.title(code)
    classname = ".".join(document.folder.parts[-2:])
    return Xml.SubElement(suite, "testcase", name=one_line(name), classname=one_line(classname))


def _say(case: Xml.Element, found: Sequence[Diagnostic], report: Report) -> int:
    """Adds a document's findings to its JUnit test case; 1 where it fails."""
    failing = [d for d in found if report.fails(d)]
    if failing:
        message = one_line(failing[0].message)
        failure = Xml.SubElement(case, "failure", type=failing[0].code, message=message)
        failure.text = "\n\n".join(_texts(failing))
    others = [d for d in found if not report.fails(d)]
    if others:
        Xml.SubElement(case, "system-out").text = "\n\n".join(_texts(others))
    return bool(failing)


def _texts(found: Sequence[Diagnostic]) -> Iterator[str]:
    return (f"{one_line(str(d.place))} {told(d)}" for d in found)
