"""`python -m indexer build`: its summary, and one clear line for every feed that cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from indexer.snapshot import building, current_version, locate_current
from indexer.sources.load import load_feed
from tests.indexer.test_build import MEETING, RIDES
from tests.support.cli import error_of, run, write
from tests.support.index_folders import writable_copy
from tests.support.real_model import load_once

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, bundled_folder: Path) -> None:
    """Commands without a folder look at the bundled directories."""
    monkeypatch.setenv("MATCHER_INDEX", str(bundled_folder))
    monkeypatch.delenv("MATCHER_MODEL", raising=False)


@pytest.fixture
def folder(bundled_folder: Path, tmp_path: Path) -> Path:
    return writable_copy(bundled_folder, tmp_path / "index")


@pytest.mark.integration
class TestBuild:
    @pytest.fixture(autouse=True)
    def _model(self, monkeypatch: pytest.MonkeyPatch) -> None:
        load_once(monkeypatch)

    def test_it_says_what_became_of_every_record(self, folder: Path, tmp_path: Path) -> None:
        nameless = {"id": "n", "organization": {"id": "o"}}
        good = write(tmp_path / "county.json", RIDES, nameless, {**RIDES, "id": "c", "status": "closed"})
        meetings = write(tmp_path / "meetings.json", MEETING, {**MEETING, "slug": "elm-2", "day": 2})
        result = run("build", good, f"meeting-guide:{meetings}", "--out", folder)
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert lines[:3] == [
            "county (hsds): read 3, listed 1, merged 0, rejected 2 (inactive 1, no_name 1)",
            "meetings (meeting-guide): read 2, listed 1, merged 1, rejected 0",
            "all sources: read 5, listed 2, merged 1, rejected 2 (inactive 1, no_name 1)",
        ]
        assert lines[-2].startswith("resources 2, located 1, tagged ")
        assert lines[-2].endswith(" seconds")
        assert lines[-1] == f"snapshot {current_version(folder)} is current in {folder}"

    def test_the_folder_defaults_to_the_setting(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MATCHER_INDEX", str(folder))
        assert run("build", write(tmp_path / "county.json", RIDES)).exit_code == 0
        assert locate_current(folder)[1].resources == 1

    @pytest.mark.parametrize(
        ("name", "content", "source", "message"),
        [
            ("feed.json", None, "{path}", "feed.json does not exist"),
            ("feed.json", b"", "{path}", "feed.json is empty"),
            ("feed.json", b" \n\n", "hsds:{path}", "feed.json is empty"),
            ("feed.json", b'[{"id": "a", "name": "Harbor Rides", "org', "{path}", "broken JSON"),
            ("feed.json", b'[{"id": "a", "name": "Harbor Rides", "org', "hsds:{path}", "nothing could be listed"),
            ("feed.json", b"[]", "hsds:{path}", "no HSDS service was found"),
            ("feed.json", b"<!doctype html><title>Not found</title>", "{path}", "an HTML page"),
            ("feed.json", bytes(range(256)) * 40, "{path}", "binary data"),
            ("feed.json", b"\xff\xfe\xfd\xfc" * 40, "hsds:{path}", "nothing could be listed"),
            ("feed.json", json.dumps([MEETING]).encode(), "hsds:{path}", "holds no HSDS objects"),
            ("feed.json", json.dumps([RIDES]).encode(), "bmlt:{path}", "nothing could be listed"),
            ("feed.json", json.dumps([RIDES]).encode(), "meeting-guide:{path}", "nothing could be listed"),
            ("feed.json", b'[{"id": "\\nx\\ny", "organization": {"id": "o"}}]', "hsds:{path}", "not listed"),
            ("feed.json", json.dumps([RIDES]).encode(), "icarus:{path}", "'icarus' is no known format"),
            ("feed.csv", b"some,other,table\n1,2,3\n", "{path}", "a table with the columns 'some,other,table'"),
            ("feed.zip", b"PK\x03\x04 and no more", "{path}", "is not a whole zip archive"),
            ("feed.json", json.dumps([RIDES]).encode(), "ftp://example.org/feed.json", "ftp:// is not supported"),
            ("feed.json", json.dumps([RIDES]).encode(), "bundled:elsewhere", "bundled are bundled:national"),
            ("feed.json", json.dumps([RIDES]).encode(), "hsds:", "names no source"),
            ("feed\x00.json", None, "{path}", "does not exist"),
        ],
    )
    def test_a_feed_that_cannot_be_read_is_one_clear_line(
        self, folder: Path, tmp_path: Path, name: str, content: bytes | None, source: str, message: str
    ) -> None:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        before = current_version(folder)
        exit_code = 1 if "{path}" in source and not source.startswith("icarus") else 2
        assert message in error_of(run("build", source.format(path=path), "--out", folder), exit_code)
        assert current_version(folder) == before
        assert [each.name for each in (folder / "snapshots").iterdir()] == [before]

    def test_a_gigantic_feed_is_refused(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("indexer.reading.load_feed", partial(load_feed, max_bytes=1_000))
        path = write(tmp_path / "feed.json", *[RIDES] * 20)
        assert error_of(run("build", path, "--out", folder)) == f"{path} is larger than 1,000 bytes"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_an_encoding_that_can_be_read_is_read(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "feed.json"
        path.write_bytes(json.dumps([{**RIDES, "name": "Café Harbor"}], ensure_ascii=False).encode(encoding))
        result = run("check", path)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "feed (hsds): read 1, listed 1, merged 0, rejected 0" in result.stdout

    def test_a_feed_that_breaks_off_gives_its_whole_records(self, folder: Path, tmp_path: Path) -> None:
        whole = json.dumps([RIDES, {**RIDES, "id": "lost"}])
        (tmp_path / "feed.json").write_text(whole[:-30])
        result = run("build", tmp_path / "feed.json", "--out", folder)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "feed (hsds): read 2, listed 1, merged 0, rejected 1 (malformed 1)" in result.stdout

    def test_a_bad_record_in_the_middle_loses_only_itself(self, folder: Path, tmp_path: Path) -> None:
        records: list[Any] = [RIDES, {"id": ["x"], "name": {"a": 1}, "status": 7}, {**RIDES, "id": "last"}]
        (tmp_path / "feed.json").write_text(json.dumps(records))
        assert run("build", tmp_path / "feed.json", "--out", folder).exit_code == 0
        manifest = locate_current(folder)[1]
        assert (manifest.resources, manifest.records.read, manifest.records.adds_up()) == (2, 3, True)

    def test_a_model_that_cannot_be_loaded(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.undo()
        (tmp_path / "model").mkdir()
        (tmp_path / "model" / "config.json").write_text("{")
        monkeypatch.setenv("MATCHER_MODEL", str(tmp_path / "model"))
        path = write(tmp_path / "feed.json", RIDES)
        assert "cannot load the model" in error_of(run("build", path, "--out", folder))

    def test_another_build_under_way(self, folder: Path, tmp_path: Path) -> None:
        path = write(tmp_path / "feed.json", RIDES)
        with building(folder):
            assert "another build is writing to" in error_of(run("build", path, "--out", folder))


@pytest.mark.integration
def test_a_real_process_says_one_line_and_exits_1(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "indexer", "build", "hsds:nowhere.json", "--out", str(folder)],
        cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "error: nowhere.json does not exist\n")


@pytest.mark.parametrize("spec", ["xyz:file", "hsds:", "bundled:nothing"])
def test_a_source_that_means_nothing_is_bad_usage(tmp_path: Path, spec: str) -> None:
    for arguments in (("build", spec, "--out", tmp_path / "index"), ("check", spec)):
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith("error: ")
        assert "Traceback" not in result.output
