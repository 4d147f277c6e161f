"""A warning is accepted by some of its own words, and a code is one of them as it is copied."""

from __future__ import annotations

import pytest

from mingzhang.forms.form import schemas_of
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.schema_check import validate
from tests.support import PROJECT, completed, node
from tests.support import REQUIRED as FINAL


@pytest.mark.parametrize("words", ["2100202", "'2100202'", "999.99万元", "999.99"])
def test_what_is_copied_of_a_warning_needs_no_quotes(words: str) -> None:
    text = f"核对说明: [{{规则: MZ403, 涉及: {words}, 说明: 本地不印}}]"
    schema = schemas_of(PROJECT)("final", "吉林").files[DISCLOSURE]
    assert validate(node(completed(text, FINAL)), schema) == ()
