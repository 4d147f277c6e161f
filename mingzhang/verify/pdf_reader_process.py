"""The process that reads a stranger's PDF: ``python -I`` and limits, on its bytes → texts as JSON.

A process of its own, without the program and without the user's paths: whatever a faulty PDF does
to the library that reads it ends here.  Out: ``{"pages": […], "files": {name: base64}}``, or
``{"fault": word}`` with damaged, locked, pages, attachments or characters.
"""

import json
import sys
from base64 import b64encode
from contextlib import suppress
from typing import Any

LOCKED = 4  # FPDF_ERR_PASSWORD


def main(most: "list[int]") -> "dict[str, Any]":
    """The PDF reader's process.

    ``most``: memory, seconds, pages, attachments, bytes, characters.
    """
    memory, seconds, pages, attachments, size, characters = most
    _limit(memory, seconds)
    import pypdfium2 as pdfium  # noqa: PLC0415 (only after the limits hold)

    try:
        pdf = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == LOCKED
        return {"fault": "locked" if is_locked else "damaged"}
    if len(pdf) > pages:
        return {"fault": "pages"}
    if pdf.count_attachments() > attachments:
        return {"fault": "attachments"}
    try:
        return _read(pdf, size, characters)
    except pdfium.PdfiumError:
        return {"fault": "damaged"}


def _read(pdf: Any, size: int, characters: int) -> "dict[str, Any]":  # noqa: ANN401
    files = {}
    for number in range(pdf.count_attachments()):
        one = pdf.get_attachment(number)
        data = bytes(one.get_data())
        if len(data) > size:
            return {"fault": "attachments"}
        files[one.get_name()] = b64encode(data).decode()
    texts = []
    for page in pdf:
        texts.append(page.get_textpage().get_text_range(errors="replace"))
        characters -= len(texts[-1])
        if characters < 0:
            return {"fault": "characters"}
    return {"pages": texts, "files": files}


def _limit(memory: int, seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (not on every system)

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    print(json.dumps(main([int(one) for one in sys.argv[1:]])))
