"""The published OpenAPI document as a judge of bodies: the part of OpenAPI 3.0.3 schemas that the document uses.

A keyword that is not known here is an error, so that nothing in the document goes unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
_LIMITS: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, limit: value >= limit,
    "maximum": lambda value, limit: value <= limit,
    "minLength": lambda value, limit: len(value) >= limit,
    "maxLength": lambda value, limit: len(value) <= limit,
    "maxItems": lambda value, limit: len(value) <= limit,
    "enum": lambda value, words: value in words,
}
_STRUCTURE = {"$ref", "allOf", "type", "nullable", "items", "properties", "required", "additionalProperties"}
_SAYS_NOTHING_OF_VALUES = {"description", "example", "default", "format"}


class Document:
    """A parsed OpenAPI document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._paths: Mapping[str, Any] = document["paths"]
        self._schemas: Mapping[str, Schema] = document["components"]["schemas"]

    def operations(self) -> dict[tuple[str, str], Mapping[str, Any]]:
        """Method in upper case and path template, to the operation."""
        return {
            (method.upper(), path): operation
            for path, operations in self._paths.items()
            for method, operation in operations.items()
            if method != "parameters"
        }

    def schema(self, name: str) -> Schema:
        """A schema by its name. Raises KeyError."""
        return self._schemas[name]

    def resolved(self, schema: Schema) -> Schema:
        """`schema`, or what it refers to."""
        while len(schema.get("allOf", ())) == 1 or "$ref" in schema:
            schema = schema["allOf"][0] if "allOf" in schema else self._schemas[schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def faults_of_answer(self, method: str, path: str, status: int, media_type: str, body: Any) -> list[str]:
        """Everything in which an answer is other than documented; `path` is the template."""
        responses = self.operations()[method, path]["responses"]
        content = responses.get(str(status), {}).get("content", {})
        if media_type not in content:
            return [f"{method} {path}: {status} {media_type} is not documented"]
        return list(self.faults(body, content[media_type]["schema"]))

    def faults(self, value: Any, schema: Schema, path: str = "") -> Iterator[str]:
        """Every place where `value` is not of `schema`."""
        unknown = schema.keys() - _STRUCTURE - _LIMITS.keys() - _SAYS_NOTHING_OF_VALUES
        if unknown:
            raise NotImplementedError(f"{path}: {unknown}")
        if value is None and schema.get("nullable"):
            return
        for part in [*schema.get("allOf", ()), *([self.resolved(schema)] if "$ref" in schema else ())]:
            yield from self.faults(value, part, path)
        if "type" in schema and not _TYPES[schema["type"]](value):
            yield f"{path}: {value!r} is no {schema['type']}"
            return
        yield from (
            f"{path}: {value!r} breaks {name}"
            for name, holds in _LIMITS.items()
            if name in schema and not holds(value, schema[name])
        )
        if isinstance(value, list):
            for place, item in enumerate(value):
                yield from self.faults(item, schema.get("items", {}), f"{path}/{place}")
        if isinstance(value, dict):
            yield from self._faults_of_object(value, schema, path)

    def _faults_of_object(self, value: dict[str, Any], schema: Schema, path: str) -> Iterator[str]:
        known = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        yield from (f"{path}/{name}: is missing" for name in schema.get("required", ()) if name not in value)
        for name, item in value.items():
            if name in known:
                yield from self.faults(item, known[name], f"{path}/{name}")
            elif others is False:
                yield f"{path}/{name}: is unknown"
            elif isinstance(others, dict):
                yield from self.faults(item, others, f"{path}/{name}")
