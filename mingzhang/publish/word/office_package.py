"""Package: the parts of an Office document → one file, the same bytes for the same parts."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first day that a package can name: no clock of a machine is in it.
DAY = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o600 << 16


def packed(parts: Mapping[str, str]) -> bytes:
    """The Office file (ZIP package) with its parts in this order."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            about = ZipInfo(name, DAY)
            about.compress_type, about.create_system = ZIP_DEFLATED, UNIX
            about.external_attr = READABLE
            package.writestr(about, text.encode())
    return data.getvalue()
