"""The OpenAPI 3.0 document as flask-smorest makes it, without what this API does not have."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_smorest import Api

from api.schemas.problem import ProblemSchema


class DocumentedApi(Api):  # type: ignore[misc]  # flask-smorest has no type information
    """Documents the errors that routes declare, and no others: none of flask-smorest's own error object."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def init_app(self, app: Flask, *, spec_kwargs: dict[str, Any] | None = None) -> None:
        super().init_app(app, spec_kwargs=spec_kwargs)
        self.ma_plugin.converter.add_attribute_function(nullable_reference)

    def _register_pagination_header(self) -> None:
        """Nothing: pages are followed by a cursor in the answer."""


def nullable_reference(_converter: object, _field: object, ret: dict[str, Any], **_: object) -> dict[str, Any]:
    """A nested object that may be null, said so that it is still only that object.

    apispec says "this schema, or any object, or null"; a reference with `nullable` beside it is OpenAPI 3.0's way.
    """
    alternatives = ret.get("anyOf", ())
    references = [each for each in alternatives if "$ref" in each]
    if len(references) != 1 or not any(each.get("nullable") for each in alternatives):
        return {}
    del ret["anyOf"]
    return {"allOf": references, "nullable": True}
