"""Whatever goes wrong in a build, or kills it, the snapshot before stays current and whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.build import NothingListedError, build
from indexer.embedding import ModelError
from indexer.open_index import open_current
from indexer.snapshot import building, damaged_files, locate_current
from indexer.sources.load import SourceError
from tests.indexer.test_build import RIDES, options, write
from tests.support.index_folders import writable_copy
from tests.support.real_model import load_once

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [write(tmp_path_factory.mktemp("feeds") / "feed.json", RIDES)]


def broken_model(folder: Path) -> str:
    (folder / "model").mkdir()
    (folder / "model" / "config.json").write_text("{")
    return str(folder / "model")


@pytest.mark.integration
class TestFailing:
    """Whatever goes wrong, the snapshot before stays current and no leavings are left."""

    @pytest.fixture
    def folder(self, bundled_folder: Path, tmp_path: Path) -> Path:
        return writable_copy(bundled_folder, tmp_path / "index")

    def assert_untouched(self, folder: Path, bundled_folder: Path) -> None:
        files, manifest = locate_current(folder)
        assert damaged_files(files, manifest) == []
        assert (folder / "current").read_bytes() == (bundled_folder / "current").read_bytes()
        assert [path.name for path in (folder / "snapshots").iterdir()] == [manifest.version]

    @pytest.mark.parametrize(
        ("sources", "error", "message"),
        [
            (["nowhere.json"], SourceError, "nowhere.json does not exist"),
            (["hsds:{nothing}"], NothingListedError, "nothing could be listed .*no HSDS service was found"),
            (["{closed}"], NothingListedError, "nothing could be listed .*not listed"),
            (["{good}", "nowhere.json"], SourceError, "nowhere.json does not exist"),
        ],
    )
    def test_a_source_that_cannot_be_listed(
        self,
        folder: Path,
        bundled_folder: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        sources: list[str],
        error: type[Exception],
        message: str,
    ) -> None:
        load_once(monkeypatch)
        made = {
            "nothing": write(tmp_path / "nothing.json"),
            "closed": write(tmp_path / "closed.json", {**RIDES, "status": "defunct"}),
            "good": write(tmp_path / "good.json", RIDES),
        }
        with pytest.raises(error, match=message):
            build([source.format(**made) for source in sources], options(folder))
        self.assert_untouched(folder, bundled_folder)

    def test_a_model_that_cannot_be_loaded(
        self, folder: Path, bundled_folder: Path, tmp_path: Path, feeds: list[str]
    ) -> None:
        with pytest.raises(ModelError, match="cannot load the model") as caught:
            build(feeds, options(folder, model=broken_model(tmp_path)))
        assert "\n" not in str(caught.value)
        self.assert_untouched(folder, bundled_folder)

    @pytest.mark.parametrize("step", ["compose", "write", "manifest", "pointer"])
    def test_an_error_at_any_step(
        self, folder: Path, bundled_folder: Path, feeds: list[str], monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        load_once(monkeypatch)

        def fail(reached: str) -> None:
            if reached == step:
                raise OSError("no space left on device")

        with pytest.raises(OSError, match="no space left"):
            build(feeds, options(folder, on_step=fail))
        files, manifest = locate_current(folder)
        assert (folder / "current").read_bytes() == (bundled_folder / "current").read_bytes()
        assert damaged_files(files, manifest) == []
        assert not list((folder / "snapshots").glob(".building-*"))


KILLED_AT = ("read", "gazetteer", "write", "pointer", "tidy")
"""The steps between them are killed at in the tests of snapshots, with files of a few bytes."""
KILL = """
import os, signal, sys
from pathlib import Path
from indexer.build import BuildOptions, build

def on_step(step):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

build([sys.argv[1]], BuildOptions(out=Path(sys.argv[2]), model="bundled", on_step=on_step))
"""


@pytest.mark.integration
def test_a_build_killed_at_any_step_leaves_the_old_or_the_new_whole(
    bundled_folder: Path, feeds: list[str], tmp_path: Path
) -> None:
    old = locate_current(bundled_folder)[1].version
    running = {}
    for step in KILLED_AT:
        folder = writable_copy(bundled_folder, tmp_path / step)
        command = [sys.executable, "-c", KILL, feeds[0], str(folder), step]
        running[step] = folder, subprocess.Popen(command, cwd=ROOT, env={**os.environ, "HF_HUB_OFFLINE": "1"})
    for step, (folder, process) in running.items():
        assert process.wait(timeout=300) == -signal.SIGKILL
        index = open_current(folder)
        assert (index.version == old) is (step != "tidy"), step
        assert (index.resource_count == 1) is (step == "tidy"), step
        leavings = list((folder / "snapshots").glob(".building-*"))
        assert len(leavings) == (0 if step in ("pointer", "tidy") else 1), step
        with building(folder) as files:
            assert list((folder / "snapshots").glob(".building-*")) == [files.folder], step
        assert open_current(folder).version == index.version, step
