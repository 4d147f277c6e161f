"""A value and a JSON Schema → the faults that jsonschema finds, in its order.

Whoever asks imports this only then: jsonschema takes a fifth of the time that a check takes to
start, and most sources have no fault (``plainly_right``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from jsonschema import Draft202012Validator, ValidationError, validators
from referencing.jsonschema import EMPTY_REGISTRY

from mingzhang.reading.schema_messages import Fault, Schema


def faults_of(value: object, schema: Schema) -> Iterator[Fault]:
    """The faults of a value against a JSON Schema."""
    # Without a registry of its own jsonschema would fetch what a $ref names from anywhere.
    validator = _Validator(schema, registry=EMPTY_REGISTRY)
    return map(_fault, validator.iter_errors(value))


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, (Decimal, int)) and not isinstance(value, bool)


def _is_integer(_checker: object, value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _least_length(
    validator: Draft202012Validator, least: int, instance: object, _schema: Schema
) -> Iterator[ValidationError]:
    """The fault of ``minLength``; to a reader a text of blanks is as empty as none."""
    if validator.is_type(instance, "string") and len(str(instance).strip()) < least:
        yield ValidationError("too short")


_CHECKER = Draft202012Validator.TYPE_CHECKER.redefine_many(
    {"number": _is_number, "integer": _is_integer}
)
# jsonschema publishes no types for the classes that it makes.
_extend = cast(Any, validators.extend)
_Validator = _extend(Draft202012Validator, {"minLength": _least_length}, type_checker=_CHECKER)


def _fault(error: ValidationError) -> Fault:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    path = tuple(error.absolute_path)
    return Fault(str(error.validator), error.validator_value, schema, path, error.message)
