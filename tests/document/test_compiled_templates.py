"""What was compiled when the program was set up is taken while nothing has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest

from mingzhang.document import compiled_templates
from mingzhang.document.compiled_templates import Key, compiled, keep
from mingzhang.document.region_folder import Region
from mingzhang.document.template_environment import COMPILED, create_environment

KEY = ("name|file", "text")
CODE = compile("1 + 1", "a.j2", "eval")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of what was compiled, in a folder of its own."""
    file = tmp_path / "kept" / "templates"
    monkeypatch.setattr(compiled_templates, "FILE", file)
    compiled_templates._kept.cache_clear()
    yield file
    compiled_templates._kept.cache_clear()


def test_what_was_compiled_is_taken(kept: Path) -> None:
    assert compiled(KEY) is None
    keep({KEY: CODE})
    found = compiled(KEY)
    assert found is not None
    assert found.co_filename == "a.j2"
    assert eval(found) == 2  # noqa: S307 (what stands above)
    assert compiled(("name|file", "another text")) is None
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]


def test_what_other_code_compiled_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    keep({KEY: CODE})
    monkeypatch.setattr("jinja2.__version__", "0")
    compiled_templates._kept.cache_clear()
    assert compiled(KEY) is None


def test_a_template_says_what_it_says_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMPILED, "known", {})
    (tmp_path / "a.j2").write_text("{{ 甲 }}。", "utf-8")

    def said() -> str:
        environment = create_environment(Region("x", (tmp_path,)))
        return environment.get_template("a.j2").render(甲="乙")

    assert said() == "乙。"
    keep(COMPILED.known)
    made, read = dict(COMPILED.known), list[Key]()
    COMPILED.known.clear()

    def counted(key: Key) -> CodeType | None:
        read.append(key)
        return compiled(key)

    monkeypatch.setattr(COMPILED, "made_before", counted)
    assert said() == said() == "乙。"
    assert COMPILED.known == made
    assert read == list(made)
    (tmp_path / "a.j2").write_text("{{ 甲 }}！", "utf-8")
    assert said() == "乙！"
