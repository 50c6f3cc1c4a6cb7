"""`make evaluate`: matching on the real directories that REAL_FEEDS_DIR holds, and danger, on one split.

Builds an index of each directory without its categories, then prints the table of `matcher.evaluate` for each. Indexes
are kept in `var/evaluate`: after a change to how listings are read or tagged, `--rebuild` them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from indexer.build import BuildOptions, build
from indexer.open_index import open_current
from indexer.snapshot import SnapshotError
from tests.relevance import HERE
from tests.relevance.crisis_table import figures, seen
from tests.relevance.labelled import DIRECTORIES, RealDirectory

WHERE = Path("var/evaluate")


@click.command()
@click.option("--split", type=click.Choice(["train", "dev", "test"]), default="dev", show_default=True)
@click.option("--rebuild", is_flag=True, help="Build the indexes anew.")
def main(split: str, rebuild: bool) -> None:
    """Prints how good matching is on the statements of one split."""
    feeds = os.environ.get("REAL_FEEDS_DIR")
    if not feeds:
        raise click.UsageError("REAL_FEEDS_DIR is not set: there is no real directory to measure on")
    for directory in DIRECTORIES:
        folder = _index(directory, Path(feeds), rebuild)
        click.echo(f"\n{directory.name}, {split} statements")
        command = ["-m", "matcher.evaluate", str(HERE / "statements"), "--index", str(folder), "--split", split]
        subprocess.run([sys.executable, *command, "--grades", str(directory.grades)], check=True)
    index = open_current(_index(DIRECTORIES[0], Path(feeds), rebuild=False))
    click.echo(f"\ndanger, {split if split != 'train' else 'dev'} statements")
    for what, value in figures(seen(split if split != "train" else "dev", index)).items():
        click.echo(f"{what:34} {value:.3f}" if value <= 1 else f"{what:34} {value:.0f}")


def _index(directory: RealDirectory, feeds: Path, rebuild: bool) -> Path:
    folder = WHERE / directory.name
    try:
        if not rebuild:
            open_current(folder, check=False)
            return folder
    except SnapshotError:
        pass
    feed = directory.labelled(feeds, folder / "feed")
    others = tuple(WHERE / other.name for other in DIRECTORIES)
    source = f"{directory.format}:{feed}"
    click.echo(f"building {source}", err=True)
    build(
        [source],
        BuildOptions(out=folder, model="bundled", use_categories=False, parts_from=(*others, Path("var/index"))),
    )
    return folder


if __name__ == "__main__":
    main(prog_name="python -m tests.relevance")
