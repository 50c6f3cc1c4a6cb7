"""`python -m matcher`: one answer, readable or as JSON, and an exit code that says what was wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.open_index import OpenIndex
from matcher.__main__ import main
from matcher.match import match
from matcher.readable import readable
from matcher.request import Location, MatchRequest

NEEDS = "I started drinking again and have no ride to group"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.integration
def test_json_is_the_answer_to_the_match(bundled_folder: Path, bundled_index: OpenIndex) -> None:
    result = _run(
        NEEDS, "--near", "33130", "--radius-km", "25", "--limit", "4", "--json", "--index", str(bundled_folder)
    )
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    as_of = datetime.fromisoformat(answer["as_of"])
    assert (as_of.second, as_of.utcoffset()) == (0, UTC.utcoffset(None))
    assert abs((datetime.now(UTC) - as_of).total_seconds()) < 120
    request = MatchRequest(needs=NEEDS, location=Location(place="33130"), radius_km=25.0, limit=4, as_of=as_of)
    assert answer == match(request, bundled_index)
    assert len(answer["recommendations"]) == 4


@pytest.mark.integration
def test_text_is_the_readable_answer(
    bundled_folder: Path, bundled_index: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATCHER_INDEX", str(bundled_folder))
    result = _run(NEEDS, "--limit", "2")
    assert result.exit_code == 0
    as_of = datetime.now(UTC).replace(second=0, microsecond=0)
    answer: Any = match(MatchRequest(needs=NEEDS, limit=2, as_of=as_of), bundled_index)
    assert [r["resource"]["name"] in result.stdout for r in answer["recommendations"]] == [True, True]
    assert result.stdout.splitlines()[0] == readable(answer).splitlines()[0]


def test_no_index_is_said_with_how_to_build_one(tmp_path: Path) -> None:
    result = _run(NEEDS, "--index", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "python -m indexer build" in result.stderr


@pytest.mark.integration
def test_an_unknown_place_is_bad_usage_with_suggestions(bundled_folder: Path) -> None:
    result = _run(NEEDS, "--near", "Rehobeth Beech, DE", "--index", str(bundled_folder))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no place 'Rehobeth Beech, DE' is known; did you mean: " in result.stderr
    assert "Rehoboth Beach, DE" in result.stderr


@pytest.mark.integration
def test_an_ambiguous_place_is_bad_usage_with_choices(bundled_folder: Path) -> None:
    result = _run(NEEDS, "--near", "Springfield", "--index", str(bundled_folder))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'Springfield' could be several places; say which: " in result.stderr
    assert "Springfield, MO" in result.stderr
    assert "Springfield, IL" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("",), "NEEDS is empty"),
        (("  ",), "NEEDS is empty"),
        (("x" * 2001,), "NEEDS has 2001 characters; 2000 at most"),
        (("help \udcff",), "NEEDS or PLACE is not valid UTF-8"),
        ((NEEDS, "--near", "Miami\udcff"), "NEEDS or PLACE is not valid UTF-8"),
        ((NEEDS, "--radius-km", "501"), "501"),
        ((NEEDS, "--radius-km", "0"), "0"),
        ((NEEDS, "--radius-km", "nan"), "nan is not a distance"),
        ((NEEDS, "--radius-km", "inf"), "inf"),
        ((NEEDS, "--limit", "101"), "101"),
        ((NEEDS, "--limit", "ten"), "ten"),
        ((NEEDS, "--nearby", "33130"), "--nearby"),
        ((), "NEEDS"),
    ],
)
def test_bad_usage_is_said_before_anything_is_read(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = _run(*arguments, "--index", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_wrong_setting_is_bad_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_INDEX", "")
    result = _run(NEEDS)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "MATCHER_INDEX is empty" in result.stderr


def _assert_help_first(result: Result, then: str) -> None:
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0] == "CRISIS (acute: suicide)"
    assert any("call 988" in line for line in lines[1:4])
    assert result.stderr.index("988") < result.stderr.index(then)


def test_crisis_help_comes_first_where_there_is_no_index(tmp_path: Path) -> None:
    result = _run("I want to kill myself", "--index", str(tmp_path))
    assert result.exit_code == 1
    _assert_help_first(result, "error: ")


def test_crisis_help_comes_first_where_too_much_is_said(tmp_path: Path) -> None:
    result = _run("I want to kill myself. " * 100, "--index", str(tmp_path))
    assert result.exit_code == 2
    _assert_help_first(result, "2000 at most")


@pytest.mark.integration
@pytest.mark.parametrize("place", ["Springfield", "Xyzzyville"])
def test_crisis_help_comes_first_where_the_place_is_not_one(place: str, bundled_folder: Path) -> None:
    result = _run("I want to kill myself", "--near", place, "--index", str(bundled_folder))
    assert result.exit_code == 2
    _assert_help_first(result, place)
