"""The OpenAPI document, and Swagger UI to read it with, from assets that are installed with the service."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, render_template, send_from_directory
from swagger_ui_bundle import swagger_ui_path

from api.operations import ApiBlueprint, operation

blueprint = ApiBlueprint("docs", __name__, description="The API described")

ASSETS = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})

# Swagger UI styles its elements one by one and draws its icons from data: URLs.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@operation(blueprint, "/openapi.json", content_type="application/json")
def get_openapi() -> Response:
    """Get this document"""
    spec = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec
    response = Response(current_app.json.dumps(spec.to_dict()), mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


@operation(blueprint, "/docs", content_type="text/html")
def get_docs() -> Response:
    """Read the API's documentation in a browser"""
    response = Response(render_template("docs.html"), mimetype="text/html")
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


def get_asset(name: str) -> Response:
    """A file of Swagger UI."""
    if name not in ASSETS:
        abort(404)
    return send_from_directory(str(swagger_ui_path), name)


def register(app: Flask) -> None:
    """Serves the assets of `/docs`; the document leaves them out."""
    app.add_url_rule("/docs/assets/<name>", "docs_asset", get_asset)
