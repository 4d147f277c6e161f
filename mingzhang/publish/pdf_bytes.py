"""Written: the objects of a finished PDF → the same as bytes, made once.

pydyf makes them twice, for the file and for the identifier that PDF/A demands of it; what takes
the time is to compress the pages and fonts.
"""

from __future__ import annotations

from typing import Any

from pydyf import Object


def write_once(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """The PDF's bytes in place of each object, made once when nothing changes any more."""
    pdf.objects[:] = [item if item.free == "f" else _Written(item) for item in pdf.objects]


class _Written(Object):  # type: ignore[misc]
    def __init__(self, item: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.number, self.generation = item.number, item.generation
        self._data: bytes = item.data
        self._compressible: bool = item.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible
