"""Fields that take exactly their JSON type: no number as text, no 0 as false, no object as a list.

marshmallow's own fields convert; an API that refuses unknown fields must not guess at values either. No error
message repeats the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
EARLIEST_YEAR, LATEST_YEAR = 1970, 2100


class Text(fields.String):
    """A string of Unicode scalar values (a lone surrogate cannot be written as UTF-8)."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise ValidationError("Not valid Unicode: it holds half of a surrogate pair.")
        return text


class Line(Text):
    """Text that says something: not blank, and without NUL characters."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text.strip():
            raise ValidationError("Must not be blank.")
        if "\0" in text:
            raise ValidationError("Must not hold NUL characters.")
        return text


class Flag(fields.Boolean):
    """`true` or `false`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Whole(fields.Integer):
    """A whole number; 10.0 is one, as JSON Schema has it."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and not value.is_integer():
            raise self.make_error("invalid", input=value)
        if not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Real(fields.Float):
    """A finite number."""

    def _validated(self, value: Any) -> float:
        if not isinstance(value, int | float):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Several(fields.List):  # type: ignore[type-arg]  # the inner type is the field's argument
    """A list, kept in order without its repetitions."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        return list(dict.fromkeys(super()._deserialize(value, attr, data, **kwargs)))


class Moment(fields.AwareDateTime):
    """An RFC 3339 date-time with its offset, from 1970 to 2100."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        wrong = ValidationError("Must be an RFC 3339 date-time with its offset, such as 2026-11-22T18:00:00-05:00.")
        if not isinstance(value, str) or _MOMENT.fullmatch(value.upper()) is None:
            raise wrong
        try:
            moment = datetime.fromisoformat(value.upper())
        except ValueError:
            raise wrong from None
        if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise ValidationError(f"Must be from {EARLIEST_YEAR} to {LATEST_YEAR}.")
        return moment


def choice(values: Iterable[str], **options: Any) -> Text:
    """One of a few words, listed in the error and in the OpenAPI document."""
    return Text(validate=validate.OneOf(tuple(values), error="Must be one of: {choices}."), **options)


def choices(values: Iterable[str], description: str, **options: Any) -> Several:
    """Several of a few words; an empty list is no filter."""
    return Several(choice(values), load_default=list, metadata={"description": description}, **options)
