"""A JSON object that anybody may have written → its values; none where it is no such text."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_object(data: bytes | None) -> Mapping[str, object]:
    """The JSON object in these bytes; empty for anything else, or with half characters in it."""
    try:
        value = json.loads(data or b"{}")
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
