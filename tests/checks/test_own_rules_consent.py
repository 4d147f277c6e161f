"""Consent is kept with the user, for a folder and its content, and survives whatever lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.own_rules_consent import Consent, agree, consent, fingerprint, store, withdraw

FILES = {"own.py": b"pass\n"}


@pytest.fixture(autouse=True)
def _own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_yes_and_no(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    assert consent(folder, FILES) is Consent.NONE
    agree(folder, FILES)
    assert consent(folder, FILES) is Consent.GIVEN
    assert consent(folder, {**FILES, "two.py": b""}) is Consent.CHANGED
    assert consent(tmp_path / "other", FILES) is Consent.NONE
    assert store().stat().st_mode & 0o777 == 0o600
    assert withdraw(folder)
    assert not withdraw(folder)
    assert consent(folder, FILES) is Consent.NONE


@pytest.mark.parametrize("text", ["", "[", "[]", '"a"', '{"a": 1}', "\udcff"])
def test_what_is_no_record_is_no_consent(tmp_path: Path, text: str) -> None:
    store().parent.mkdir(parents=True)
    store().write_text(text, encoding="utf-8", errors="surrogateescape")
    assert consent(tmp_path, FILES) is Consent.NONE
    agree(tmp_path, FILES)
    assert consent(tmp_path, FILES) is Consent.GIVEN


def test_names_and_contents_do_not_run_into_each_other() -> None:
    one, two = {"a": b"b", "c": b""}, {"a": b"", "bc": b""}
    assert fingerprint(one) != fingerprint(two)
    assert fingerprint({"a": b"1:b"}) != fingerprint({"a1:b": b""})


def test_a_path_from_the_current_folder_is_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store() == tmp_path / ".config" / "mingzhang" / "trusted-rules.json"
