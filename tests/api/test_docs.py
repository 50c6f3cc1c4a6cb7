"""The OpenAPI document says everything there is, and the docs page asks nobody outside."""

from __future__ import annotations

import re
from dataclasses import fields
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.routes.docs import ASSETS
from api.settings import SETTINGS, Settings

UNDOCUMENTED = {"/static/<path:filename>", "/docs/assets/<name>", "/sheet/<medium>"}
"""What pages are made of and send to themselves; not operations."""


def test_every_route_is_documented(app: Flask, client: FlaskClient) -> None:
    paths = client.get("/openapi.json").get_json()["paths"]
    documented = {
        (path, method.upper()) for path, operations in paths.items() for method in operations if method != "parameters"
    }
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.rule not in UNDOCUMENTED
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert documented == served


def test_every_operation_says_what_it_does(client: FlaskClient) -> None:
    for path, operations in client.get("/openapi.json").get_json()["paths"].items():
        for method in operations.keys() - {"parameters"}:
            operation = operations[method]
            assert operation["summary"], (path, method)
            assert "422" in operation["responses"]
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"], (path, method, status)


def test_the_schemas_say_the_rules(client: FlaskClient) -> None:
    document = client.get("/openapi.json").get_json()
    assert document["openapi"] == "3.0.3"
    schemas = document["components"]["schemas"]
    request = schemas["MatchRequest"]
    assert request["additionalProperties"] is False
    assert request["properties"]["radius_km"] == {
        "type": "number",
        "default": 40.0,
        "minimum": 1.0,
        "maximum": 500.0,
        "nullable": True,
    }
    assert request["properties"]["needs"]["maxLength"] == 2000
    assert request["properties"]["location"]["allOf"] == [{"$ref": "#/components/schemas/Location"}]
    assert request["properties"]["location"]["nullable"] is True
    assert set(schemas["MatchAnswer"]["required"]) == {
        "as_of",
        "crisis",
        "understood",
        "plan",
        "recommendations",
        "left_out",
        "widened",
        "notices",
        "index",
    }
    assert schemas["MatchAnswer"]["additionalProperties"] is True
    assert "Error" not in schemas


def test_references_lead_somewhere(client: FlaskClient) -> None:
    response = client.get("/openapi.json")
    schemas = response.get_json()["components"]["schemas"]
    references = set(re.findall(r'"\$ref": ?"#/components/schemas/(\w+)"', response.text))
    assert references <= set(schemas)
    assert references >= {"MatchRequest", "MatchAnswer", "Problem", "Crisis"}


def _text(client: FlaskClient, path: str) -> str:
    """The body at `path`, which must be there; its file is closed again."""
    with client.get(path) as response:
        assert response.status_code == 200, path
        return str(response.data, "utf-8", errors="replace")


class _References(HTMLParser):
    """Collects what a page loads, and any script written into it."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loaded += [value for name, value in attrs if name in ("src", "href") and value]
        self.inline |= tag == "script" and "src" not in given
        self.inline |= any(name.startswith("on") or name == "style" for name in given)


def test_docs_page_is_local(client: FlaskClient) -> None:
    page = _References()
    page.feed(_text(client, "/docs"))
    assert page.loaded
    assert not page.inline
    for reference in page.loaded:
        assert reference.startswith("/")
        assert not reference.startswith("//")
        assert _text(client, reference)
    assert "validatorUrl: null" in _text(client, "/static/docs.js")


@pytest.mark.parametrize("name", sorted(ASSETS))
def test_assets_come_with_the_service(client: FlaskClient, name: str) -> None:
    assert len(_text(client, f"/docs/assets/{name}")) > 500


@pytest.mark.parametrize("name", ["index.html", "..%2f..%2f__init__.py", "swagger-ui.js.map"])
def test_no_other_file_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/docs/assets/{name}").status_code == 404


def test_every_setting_is_documented() -> None:
    documented = {setting.name.removeprefix("MATCHER_").lower(): setting for setting in SETTINGS}
    assert set(documented) == {field.name for field in fields(Settings)}
    for field in fields(Settings):
        assert documented[field.name].default == str(field.default)
        assert documented[field.name].meaning
