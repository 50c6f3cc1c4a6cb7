"""`python -m indexer`: what it prints, its exit codes, and one clear line for everything that goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.manifest import FORMAT_VERSION
from indexer.snapshot import SnapshotFiles, current_version, locate_current
from tests.indexer.test_build import RIDES
from tests.support.cli import error_of, run, write
from tests.support.index_folders import flip, replace_bytes, snapshot_of, writable_copy

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
        assert result.stdout == f"snapshot {manifest.version} is whole: 9 files, {manifest.resources} resources\n"

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
        records: list[dict[str, Any]] = [
            {**RIDES, "assured_date": "soon", "url": "not a url"},
            {"id": "n", "organization": {"id": "o"}},
        ]
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
