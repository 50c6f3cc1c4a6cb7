"""Every table, command, number and example of the README is true of the code beside it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from api.app import create_app
from api.settings import SETTINGS, Settings
from data.needs import load_taxonomy
from indexer.sources.load import FORMATS
from tests.docs.readme import (
    README,
    REPOSITORY,
    answered,
    code_spans,
    differences,
    example_answer,
    example_request,
    fenced,
    layout,
    section,
    settings_rows,
    shortened,
    table,
)

ANEW = "to write it anew: python -m tests.docs.readme"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("docs")
    return create_app(Settings(index=folder / "index", reports=folder / "reports.sqlite"))


def test_the_table_of_settings_is_the_settings() -> None:
    rows = [line for line in section("Settings").splitlines() if line.startswith("| `")]
    assert rows == settings_rows(), ANEW
    assert [row[0] for row in table(section("Settings"))] == [f"`{setting.name}`" for setting in SETTINGS]


def test_no_other_setting_is_spoken_of() -> None:
    known = {setting.name for setting in SETTINGS}
    sources = [
        path for package in ("api", "indexer", "matcher", "data") for path in (REPOSITORY / package).rglob("*.py")
    ]
    for path in [README, REPOSITORY / "Makefile", *sources]:
        assert set(re.findall(r"MATCHER_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))) <= known, path


def test_the_example_goes_to_where_the_server_listens() -> None:
    defaults = {setting.name: setting.default for setting in SETTINGS}
    url = urlsplit(example_request()[0])
    assert (url.hostname, str(url.port)) == (defaults["MATCHER_HOST"], defaults["MATCHER_PORT"])


@pytest.mark.integration
def test_the_example_is_what_is_answered(bundled_folder: Path) -> None:
    answer = answered(bundled_folder)
    assert list(differences(example_answer(), answer)) == [], ANEW
    assert example_answer().keys() == answer.keys() - {"index"}


def test_the_example_shows_what_an_answer_promises() -> None:
    _, request = example_request()
    shown = example_answer()
    (first,) = shown["recommendations"]
    assert first["resource"]["id"] == shown["plan"]["resource_ids"][0]
    assert sum(reason["contribution"] for reason in first["reasons"]) == pytest.approx(first["score"], abs=1e-6)
    assert {need["said"] in request["needs"] for need in shown["understood"]["needs"]} == {True}
    for reason in first["reasons"]:
        if evidence := reason.get("evidence"):
            assert evidence["text"] in first["resource"][evidence["field"]]
    assert len(fenced("json", section("One request"))[0].splitlines()) <= 70


def test_differences_are_found() -> None:
    real = {"a": [1, {"b": 0.5, "c": None}], "recommendations": [1, 2]}
    assert list(differences({"a": [1, {"b": 0.5001}], "recommendations": [1]}, real)) == []
    wrong: list[dict[str, Any]] = [
        {"a": [1]},
        {"a": [1, {"b": 0.6}]},
        {"a": [1, {"c": 0}]},
        {"a": [True, {}]},
        {"d": None},
        {"recommendations": []},
        {"recommendations": [2]},
    ]
    for shown in wrong:
        assert len(list(differences(shown, real))) == 1, shown


def test_layout_and_shortening_lose_nothing() -> None:
    resource = dict.fromkeys(example_answer()["recommendations"][0]["resource"], "x" * 90)
    answer = {
        "recommendations": [{"rank": 1, "resource": resource | {"url": None}}, {"rank": 2}],
        "index": {},
        "n": [1],
    }
    shown = json.loads(layout(shortened(answer)))
    assert shown == {"recommendations": [{"rank": 1, "resource": resource}], "n": [1]}
    assert list(differences(shown, answer)) == []


def test_the_formats_are_those_that_can_be_read() -> None:
    assert [row[0] for row in table(section("Load your own feed"))] == [f"`{name}`" for name in FORMATS]


def test_what_it_points_to_is_there(app: Flask) -> None:
    routes = {(rule.rule, method) for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    seen = 0
    for span in code_spans():
        if re.match(r"(api|data|indexer|matcher|tests|var)/", span) and not span.startswith("var/"):
            assert (REPOSITORY / span).exists(), span
        elif route := re.fullmatch(r"(?:(GET|POST) )?(/\S*)", span):
            assert (route[2], route[1] or "GET") in routes, span
        else:
            continue
        seen += 1
    assert seen >= 15
    for target in re.findall(r"\]\((?!https://)([^)]+)\)", README.read_text(encoding="utf-8")):
        assert (REPOSITORY / target).exists(), target


def test_every_row_of_where_to_look_names_a_place() -> None:
    rows = [line for line in section("How it is built").splitlines() if line.startswith("| ") and "?" in line]
    assert len(rows) >= 10
    assert all(re.search(r"`(api|data|indexer|matcher)/", row) for row in rows)


def test_the_picture_shows_the_layers_in_the_order_that_is_enforced() -> None:
    (picture,) = fenced("", section("How it is built"))
    drawn = re.findall(r"(\w+)/", picture.splitlines()[0])
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert drawn == layers


def test_the_numbers_are_right() -> None:
    text = README.read_text(encoding="utf-8")
    assert re.findall(r"\b(\d+)\s+needs\b", text) == [str(len(load_taxonomy()))]
    (organisations,) = re.findall(r"some (\d+) real national\s+organisations", text)
    national = json.loads((REPOSITORY / "data/directory/national.json").read_text(encoding="utf-8"))
    assert round(len(national), -1) == int(organisations)


@pytest.mark.integration
def test_the_gazetteer_is_as_large_as_said(bundled_folder: Path) -> None:
    (megabytes,) = re.findall(r"\((\d+) MB of SQLite", README.read_text(encoding="utf-8"))
    (gazetteer,) = bundled_folder.glob("snapshots/*/gazetteer.sqlite")
    assert gazetteer.stat().st_size / 1e6 == pytest.approx(int(megabytes), abs=1.5)


def test_nothing_is_left_to_be_filled_in() -> None:
    assert re.findall(r"<!--.*?-->|TODO|TBD|FIXME", README.read_text(encoding="utf-8")) == []


def test_make_help_lists_every_described_target() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    described = dict(re.findall(r"^([\w-]+):.*?## (.+)$", makefile, re.MULTILINE))
    assert {"help", "install", "run", "test", "bench"} <= described.keys()
    # Under `make test`, a make of its own would say which folder it enters.
    alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    told = subprocess.run(
        ["make", "help"], cwd=REPOSITORY, env=alone, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[0]: line.split(maxsplit=1)[1] for line in told.splitlines()} == described
