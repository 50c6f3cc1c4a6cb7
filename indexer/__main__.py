"""`python -m indexer`: build, info, verify and check, as people and scripts call them.

Exit codes: 0 done; 1 the work could not be done (nothing listed, a damaged snapshot); 2 bad usage.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from tqdm import tqdm

from data.places.build import GAZETTEER_VERSION, build_gazetteer
from data.places.remembering import RememberingGazetteer
from indexer.compose import compose
from indexer.manifest import Manifest, RecordCounts
from indexer.open_index import open_current
from indexer.reading import read_source
from indexer.settings import IndexSettings, SettingsError
from indexer.snapshot import NoSnapshotError, SnapshotError, SnapshotFiles, damaged_files, locate_current
from indexer.sources.listing import Finding
from indexer.sources.load import SourceError, UsageError

EXAMPLES_SHOWN = 3


class TerminalProgress:
    """Bars on a terminal, silence elsewhere."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None

    def begin(self, what: str, total: int) -> None:
        self._bar = tqdm(total=total, desc=what, disable=None, leave=False)

    def advance(self, done: int) -> None:
        if self._bar is not None:
            self._bar.update(done)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def _settings() -> IndexSettings:
    try:
        return IndexSettings.from_environment()
    except SettingsError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)


@click.group(help="Builds, inspects and verifies the index that Support Matcher answers from.")
def main() -> None:
    pass


@main.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE …]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Index folder; default: MATCHER_INDEX.")
@click.option("--without-categories", is_flag=True, help="Ignore the feeds' own taxonomy terms (for measuring).")
@click.option("--if-none", is_flag=True, help="Do nothing if the folder already holds a snapshot, usable or not.")
def build(sources: tuple[str, ...], out: Path | None, without_categories: bool, if_none: bool) -> None:
    """Reads feeds, writes a new snapshot and makes it current.

    SOURCE is FORMAT:PATH_OR_URL, or PATH_OR_URL alone to detect the format; none means bundled:national and
    bundled:sample.
    """
    settings = _settings()
    folder = out or settings.index
    if if_none and _holds_snapshot(folder):
        return
    # Imported here, since it loads torch, which the other commands do without.
    from indexer.build import BuildOptions, NothingListedError
    from indexer.build import build as build_snapshot
    from indexer.embedding import ModelError

    options = BuildOptions(
        out=folder,
        model=settings.model,
        use_categories=not without_categories,
        parts_from=(settings.index,),
        progress=TerminalProgress(),
    )
    try:
        report = build_snapshot(sources, options)
    except (SourceError, NothingListedError, ModelError, SnapshotError) as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    for source in report.manifest.sources:
        _print_counts(f"{source.name} ({source.format})", source.records)
    if len(report.manifest.sources) > 1:
        _print_counts("all sources", report.manifest.records)
    _print_findings([finding for _, finding in report.findings])
    manifest = report.manifest
    click.echo(
        f"resources {manifest.resources}, located {manifest.located}, tagged {manifest.tagged}, "
        f"{report.seconds:.1f} seconds"
    )
    click.echo(f"snapshot {manifest.version} is current in {folder}")


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def info(folder: Path | None, as_json: bool) -> None:
    """What a snapshot holds."""
    _, manifest = _located(folder or _settings().index)
    if as_json:
        click.echo(json.dumps(_info(manifest), ensure_ascii=False))
        return
    click.echo(f"snapshot   {manifest.version} (format {manifest.format_version}), built {manifest.built_at}")
    click.echo(f"model      {manifest.model.name}")
    click.echo(
        f"resources  {manifest.resources}, {manifest.located} located, {manifest.tagged} tagged, "
        f"{manifest.passages} passages"
    )
    for source in manifest.sources:
        _print_counts(f"{source.name} ({source.format})", source.records)


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def verify(folder: Path | None) -> None:
    """Reads every byte of the current snapshot against its checksum, and checks that its parts agree."""
    folder = folder or _settings().index
    files, manifest = _located(folder)
    damaged = damaged_files(files, manifest)
    if damaged:
        click.echo(f"error: snapshot {manifest.version} is damaged: {', '.join(damaged)}", err=True)
        sys.exit(1)
    try:
        index = open_current(folder, check=False)
    except SnapshotError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    problems = [
        problem
        for problem, found in (
            ("the records' row count", len(index.columns) != manifest.resources),
            ("the vectors' count", len(index.vectors.storage) != manifest.passages),
            ("the fit matrix", index.fit.shape != (manifest.resources, len(index.taxonomy.needs))),
            ("the record counts", not manifest.records.adds_up()),
            ("the records' integrity", index.records.check() is not None),
        )
        if found
    ]
    if problems:
        click.echo(
            f"error: snapshot {manifest.version} does not agree with its manifest: {', '.join(problems)}", err=True
        )
        sys.exit(1)
    click.echo(f"snapshot {manifest.version} is whole: {len(manifest.files)} files, {manifest.resources} resources")


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
def check(sources: tuple[str, ...]) -> None:
    """A feed's findings, without building anything."""
    failed = False
    with TemporaryDirectory() as folder:
        gazetteer = RememberingGazetteer(_gazetteer_file(Path(folder)))
        for spec in sources:
            try:
                source = read_source(spec)
            except SourceError as error:
                click.echo(f"error: {error}", err=True)
                if isinstance(error, UsageError):
                    sys.exit(2)
                failed = True
                continue
            composition = compose(source.feed, source.reading, gazetteer)
            _print_counts(f"{source.feed.name} ({source.format})", composition.records)
            _print_findings(composition.findings, every=True)
            failed = failed or composition.records.listed == 0
        gazetteer.close()
    sys.exit(1 if failed else 0)


def _holds_snapshot(folder: Path) -> bool:
    try:
        locate_current(folder)
    except NoSnapshotError:
        return False
    except SnapshotError:
        return True
    return True


def _gazetteer_file(folder: Path) -> Path:
    """The current snapshot's gazetteer if it is of this version, else one made in `folder`."""
    try:
        files, manifest = locate_current(_settings().index)
    except SnapshotError:
        pass
    else:
        if manifest.gazetteer == GAZETTEER_VERSION:
            return files.gazetteer
    made = SnapshotFiles(folder).gazetteer
    build_gazetteer(made)
    return made


def _located(folder: Path) -> tuple[SnapshotFiles, Manifest]:
    try:
        return locate_current(folder)
    except SnapshotError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)


def _info(manifest: Manifest) -> dict[str, object]:
    return {
        "resources": manifest.resources,
        "records": asdict(manifest.records),
        "format_version": manifest.format_version,
        "model": manifest.model.name,
        "version": manifest.version,
        "built_at": manifest.built_at,
        "passages": manifest.passages,
        "located": manifest.located,
        "tagged": manifest.tagged,
        "sources": [asdict(source) for source in manifest.sources],
    }


def _print_counts(name: str, records: RecordCounts) -> None:
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(records.rejected.items()))
    rejected = sum(records.rejected.values())
    click.echo(
        f"{name}: read {records.read}, listed {records.listed}, merged {records.merged}, rejected {rejected}"
        + (f" ({reasons})" if reasons else "")
    )


def _print_findings(findings: Sequence[Finding], *, every: bool = False) -> None:
    by_code = Counter(finding.code for finding in findings)
    for code, count in by_code.most_common():
        click.echo(f"  {code}: {count}")
        examples = [finding for finding in findings if finding.code == code]
        for finding in examples if every else examples[:EXAMPLES_SHOWN]:
            where = f"{finding.record_id}: " if finding.record_id else ""
            click.echo(f"    {where}{finding.detail}")


if __name__ == "__main__":
    main(prog_name="python -m indexer")
