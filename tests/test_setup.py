from __future__ import annotations

import re
from pathlib import Path

from scripts.fonts import FACES, FONTS, LATIN, RECORD

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"


def pins(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_development_uses_the_versions_that_users_get() -> None:
    runtime = pins("runtime.txt")
    assert runtime.items() <= pins("dev.txt").items()
    assert "weasyprint" in runtime


def test_requirements_name_no_index() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in REQUIREMENTS.glob("*.txt"))
    assert "://" not in text
    assert "index-url" not in text


def test_every_face_is_recorded_and_at_hand() -> None:
    recorded = [line.split()[1] for line in RECORD.read_text(encoding="utf-8").splitlines()]
    assert recorded == sorted([*(face.name for face in FACES), LATIN])
    assert all((FONTS / name).is_file() for name in recorded)
