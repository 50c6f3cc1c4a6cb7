"""`python -m indexer`: what it prints, its exit codes, and one clear line for everything that goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.__main__ import main
from indexer.manifest import FORMAT_VERSION
from indexer.snapshot import SnapshotFiles, current_version, locate_current
from indexer.sources.load import load_feed
from tests.indexer.test_build import MEETING, RIDES
from tests.support.index_folders import flip, replace_bytes, snapshot_of, writable_copy
from tests.support.real_model import load_once

ROOT = Path(__file__).parents[2]
INFO_KEYS = {"resources", "records", "format_version", "model", "version", "built_at"}
RECORD_KEYS = {"read", "listed", "merged", "rejected"}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, bundled_folder: Path) -> None:
    """Commands without a folder look at the bundled directories."""
    monkeypatch.setenv("MATCHER_INDEX", str(bundled_folder))
    monkeypatch.delenv("MATCHER_MODEL", raising=False)


@pytest.fixture
def folder(bundled_folder: Path, tmp_path: Path) -> Path:
    return writable_copy(bundled_folder, tmp_path / "index")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="python -m indexer")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def error_of(result: Result, exit_code: int = 1) -> str:
    """The one line on standard error."""
    assert result.exit_code == exit_code, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    return line.removeprefix("error: ")


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text(json.dumps(records, ensure_ascii=False))
    return path


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
        assert message in error_of(run("build", source.format(path=path), "--out", folder))
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
        from indexer.snapshot import building

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


class TestInfo:
    def test_json_is_as_the_contract_has_it(self, bundled_folder: Path) -> None:
        result = run("info", bundled_folder, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        answer = json.loads(result.stdout)
        assert set(answer) >= INFO_KEYS
        records = answer["records"]
        assert set(records) == RECORD_KEYS
        assert records["read"] == records["listed"] + records["merged"] + sum(records["rejected"].values())
        manifest = locate_current(bundled_folder)[1]
        assert (answer["resources"], answer["version"]) == (manifest.resources, manifest.version)
        assert (answer["format_version"], answer["built_at"]) == (FORMAT_VERSION, manifest.built_at)
        assert answer["model"] == "sentence-transformers/all-MiniLM-L6-v2"
        assert [source["name"] for source in answer["sources"]] == [
            "Support Matcher national directory",
            "Sample directory",
        ]

    def test_for_people(self, bundled_folder: Path) -> None:
        result = run("info")
        assert result.exit_code == 0
        assert f"snapshot   {current_version(bundled_folder)} (format {FORMAT_VERSION})" in result.stdout
        assert "Sample directory (hsds): read " in result.stdout

    @pytest.mark.parametrize("command", ["info", "verify"])
    def test_no_index_says_how_to_build_one(self, command: str, tmp_path: Path) -> None:
        message = error_of(run(command, tmp_path / "none"))
        assert message == f"no index in {tmp_path / 'none'}; build one with: python -m indexer build"

    @pytest.mark.parametrize("command", ["info", "verify"])
    def test_a_newer_format_says_what_to_do(self, command: str, folder: Path) -> None:
        path = snapshot_of(folder) / "manifest.json"
        manifest = json.loads(path.read_bytes())
        replace_bytes(path, json.dumps({**manifest, "format_version": FORMAT_VERSION + 1}).encode())
        assert "upgrade the program, or rebuild" in error_of(run(command, folder))


class TestVerify:
    def test_a_whole_snapshot(self, bundled_folder: Path) -> None:
        result = run("verify")
        manifest = locate_current(bundled_folder)[1]
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == f"snapshot {manifest.version} is whole: 8 files, {manifest.resources} resources\n"

    @pytest.mark.parametrize("at", [0.0, 0.31, 0.99])
    @pytest.mark.parametrize("name", [path.name for path in SnapshotFiles(Path()).all()])
    def test_a_flipped_bit_is_found_wherever_it_is(self, folder: Path, name: str, at: float) -> None:
        flip(snapshot_of(folder) / name, at)
        assert error_of(run("verify", folder)) == f"snapshot {current_version(folder)} is damaged: {name}"

    def test_a_flipped_bit_of_the_manifest(self, folder: Path) -> None:
        path = snapshot_of(folder) / "manifest.json"
        content = path.read_bytes()
        for at in range(0, len(content), 97):
            replace_bytes(path, content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            message = error_of(run("verify", folder))
            assert "manifest" in message or "format" in message

    def test_a_flipped_bit_of_the_pointer(self, folder: Path) -> None:
        path = folder / "current"
        content = path.read_bytes()
        for at in range(len(content.rstrip())):
            path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            assert error_of(run("verify", folder))

    def test_all_damaged_files_are_named(self, folder: Path) -> None:
        for name in ("fit.npz", "records.sqlite"):
            flip(snapshot_of(folder) / name)
        message = error_of(run("verify", folder))
        assert "fit.npz" in message
        assert "records.sqlite" in message


class TestCheck:
    def test_findings_are_told_without_building(self, tmp_path: Path, bundled_folder: Path) -> None:
        records = [{**RIDES, "assured_date": "soon", "url": "not a url"}, {"id": "n", "organization": {"id": "o"}}]
        result = run("check", write(tmp_path / "county.json", *records))
        assert (result.exit_code, result.stderr) == (0, "")
        assert "county (hsds): read 2, listed 1, merged 0, rejected 1 (no_name 1)" in result.stdout
        assert "date_unreadable: 1\n    rides: assured_date 'soon'" in result.stdout
        assert len(list((bundled_folder / "snapshots").iterdir())) == 1

    def test_a_feed_with_nothing_to_list_exits_1(self, tmp_path: Path) -> None:
        result = run("check", write(tmp_path / "county.json", {**RIDES, "status": "closed"}))
        assert result.exit_code == 1
        assert "read 1, listed 0, merged 0, rejected 1 (inactive 1)" in result.stdout

    def test_one_bad_source_does_not_hide_the_others(self, tmp_path: Path) -> None:
        result = run("check", tmp_path / "none.json", write(tmp_path / "county.json", RIDES))
        assert error_of(result) == f"{tmp_path / 'none.json'} does not exist"
        assert "county (hsds): read 1, listed 1" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["build", "--unknown"], ["check"], ["info", "a", "b"], ["verify", "--json"]],
)
def test_bad_usage_exits_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: python -m indexer")


def test_a_file_is_no_index_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("build", "--out", tmp_path / "file").exit_code == 2


@pytest.mark.parametrize("command", [["build"], ["info"], ["verify"], ["check", "bundled:sample"]])
@pytest.mark.parametrize("name", ["MATCHER_INDEX", "MATCHER_MODEL"])
def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, command: list[str], name: str) -> None:
    monkeypatch.setenv(name, " ")
    assert error_of(run(*command), exit_code=2).startswith(f"{name} is empty; ")


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(f"  {command} " in result.stdout for command in ("build", "check", "info", "verify"))
