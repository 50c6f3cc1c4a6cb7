"""`make evaluate`: matching on the real directories that REAL_FEEDS_DIR holds, and danger, on one split.

Builds an index of each directory without its categories, then prints the table of `matcher.evaluate` for each. They are
built anew each time, into `var/evaluate`, since no fingerprint tells of every change to how listings are read and
tagged; what depends on model and taxonomy alone is taken over while their fingerprints are the same. `--index` measures
on what was built before instead (`INDEX=var/evaluate make evaluate`), unless it can be seen to be stale.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from data.needs import load_taxonomy
from indexer.build import BuildOptions, build
from indexer.embedding import Embedder
from indexer.open_index import open_current
from indexer.parts import phrases_hash
from indexer.snapshot import SnapshotError, locate_current
from tests.relevance import HERE
from tests.relevance.crisis_table import figures, seen
from tests.relevance.labelled import DIRECTORIES, RealDirectory

WHERE = Path("var/evaluate")
SPLITS = ("train", "dev", "several", "test")
BROKEN = 1
"""How `matcher.evaluate` ends where a filter was broken: it has measured all the same."""


@click.command()
@click.option("--split", type=click.Choice(SPLITS), default="dev", show_default=True)
@click.option("--index", "built", type=click.Path(exists=True, path_type=Path), help="Indexes built before, by name.")
def main(split: str, built: Path | None) -> None:
    """Prints how good matching is on the statements of one split."""
    feeds = os.environ.get("REAL_FEEDS_DIR")
    if not feeds and not built:
        raise click.UsageError("REAL_FEEDS_DIR is not set: there is no real directory to measure on")
    ended = []
    for directory in DIRECTORIES:
        folder = _current(built / directory.name) if built else _build(directory, Path(feeds or ""))
        click.echo(f"\n{directory.name}, {split} statements")
        command = ["-m", "matcher.evaluate", *_statements(split), "--index", str(folder), "--split", split]
        ended.append(subprocess.run([sys.executable, *command, "--grades", str(directory.grades)]).returncode)
        if ended[-1] not in (0, BROKEN):
            sys.exit(ended[-1])
    index = open_current((built or WHERE) / DIRECTORIES[0].name)
    danger = split if split == "test" else "dev"
    click.echo(f"\ndanger, {danger} statements")
    for what, value in figures(seen(danger, index)).items():
        click.echo(f"{what:34} {value}")
    sys.exit(max(ended))


def _statements(split: str) -> list[str]:
    """The files that hold a split's statements, and no other split's."""
    files = sorted((HERE / "statements").glob("*.jsonl"))
    return [str(file) for file in files if file.stem == split or file.stem.endswith(f"-{split}")]


def _build(directory: RealDirectory, feeds: Path) -> Path:
    folder = WHERE / directory.name
    feed = directory.labelled(feeds, folder / "feed")
    others = tuple(WHERE / other.name for other in DIRECTORIES)
    source = f"{directory.format}:{feed}"
    click.echo(f"building {source}", err=True)
    build(
        [source],
        BuildOptions(out=folder, model="bundled", use_categories=False, parts_from=(*others, Path("var/index"))),
    )
    return folder


def _current(folder: Path) -> Path:
    """An index folder that was built by what is here now, as far as fingerprints tell. Raises click.UsageError."""
    try:
        manifest = locate_current(folder)[1]
    except SnapshotError as error:
        raise click.UsageError(f"{folder}: {error}") from error
    taxonomy = load_taxonomy()
    now = {"taxonomy": taxonomy.hash, "phrases": phrases_hash(taxonomy), "model": Embedder().info()}
    if stale := [name for name, value in now.items() if getattr(manifest, name) != value]:
        raise click.UsageError(f"{folder} was built with another {' and '.join(stale)}: build it anew, without --index")
    return folder


if __name__ == "__main__":
    main(prog_name="python -m tests.relevance")
