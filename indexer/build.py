"""From sources to a current snapshot, one pass: read, compose, embed, tag, write, publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from data.needs import Taxonomy, load_taxonomy
from data.places.build import GAZETTEER_VERSION
from data.places.remembering import RememberingGazetteer
from data.resource import TEXT_FIELDS
from indexer.compose import Composition, compose
from indexer.embedding import Embedder
from indexer.manifest import FORMAT_VERSION, FileInfo, Manifest, ModelInfo, RecordCounts, SourceInfo
from indexer.parts import Earlier, make_model_parts, phrases_hash, start_gazetteer
from indexer.passages import Passage, embedded_text, passages_of
from indexer.reading import ReadSource, read_source
from indexer.records import write_records
from indexer.snapshot import SnapshotFiles, building, publish
from indexer.sources.listing import Finding
from indexer.tagging import TAG_THRESHOLD, Tagged, Untagged, tag_all
from indexer.vectors import write_vectors

DEFAULT_SOURCES = ("bundled:national", "bundled:sample")


class NothingListedError(Exception):
    """Not one record of the sources could be listed; the current snapshot is left as it was."""


class Progress(Protocol):
    """Told of long work: `begin` names it and its size, `advance` counts."""

    def begin(self, what: str, total: int) -> None: ...
    def advance(self, done: int) -> None: ...
    def end(self) -> None: ...


class SilentProgress:
    def begin(self, what: str, total: int) -> None:
        pass

    def advance(self, done: int) -> None:
        pass

    def end(self) -> None:
        pass


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    out: Path
    model: str
    use_categories: bool = True
    parts_from: tuple[Path, ...] = ()
    """Other index folders whose encoder, taxonomy vectors and gazetteer may be taken over."""
    progress: Progress = field(default_factory=SilentProgress)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    on_step: Callable[[str], None] = lambda step: None
    """Told the name of each step about to be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    manifest: Manifest
    findings: list[tuple[str, Finding]]
    """With the name of their source."""
    seconds: float


def build(sources: Sequence[str], options: BuildOptions) -> BuildReport:
    """Builds a snapshot of `sources` (none: the bundled directories) and makes it current.

    Raises SourceError, NothingListedError, ModelError or SnapshotError; the current snapshot then stays as it was.
    """
    started = time.monotonic()
    taxonomy = load_taxonomy()
    with building(options.out) as files:
        options.on_step("read")
        read_sources = _read_all(sources or DEFAULT_SOURCES, options.progress)
        options.on_step("gazetteer")
        earlier = Earlier.of(options.out, *options.parts_from)
        options.progress.begin("Preparing", 3)
        gazetteer_made = start_gazetteer(files, earlier)
        embedder = Embedder(options.model)
        options.progress.advance(1)
        model = embedder.info()
        phrases, heads = make_model_parts(files, earlier, embedder, model, taxonomy)
        options.progress.advance(1)
        gazetteer_made()
        options.progress.end()
        options.on_step("compose")
        compositions = _compose_all(read_sources, files, options)
        items = [item for composition in compositions for item in composition.items]
        if not items:
            raise NothingListedError(_why_nothing(read_sources, compositions))
        options.on_step("embed")
        untagged = [Untagged(i.resource, passages_of(i.resource), i.categories, i.need_ids) for i in items]
        vectors = _embed(untagged, embedder, options.progress)
        options.on_step("tag")
        tagged = tag_all(untagged, vectors, taxonomy, phrases, heads)
        options.on_step("write")
        findings = [
            (source.feed.name, finding)
            for source, composition in zip(read_sources, compositions, strict=True)
            for finding in composition.findings
        ]
        write_vectors(files.vectors, vectors)
        write_records(files.records, tagged.resources, findings, [item.labels for item in items])
        _write_passages(files, untagged)
        np.savez(files.fit, fit=tagged.fit, own_fit=tagged.own_fit, best_passage=tagged.best_passage)
        manifest = publish(
            options.out,
            files,
            _manifest_maker(_infos(read_sources, compositions), tagged, len(vectors), model, taxonomy, options),
            options.on_step,
        )
    return BuildReport(manifest=manifest, findings=findings, seconds=time.monotonic() - started)


def _read_all(sources: Sequence[str], progress: Progress) -> list[ReadSource]:
    progress.begin("Reading", len(sources))
    done: list[ReadSource] = []
    for spec in sources:
        done.append(read_source(spec, [source.feed.name for source in done]))
        progress.advance(1)
    progress.end()
    return done


def _compose_all(read_sources: Sequence[ReadSource], files: SnapshotFiles, options: BuildOptions) -> list[Composition]:
    options.progress.begin("Cleaning and placing", len(read_sources))
    gazetteer = RememberingGazetteer(files.gazetteer)
    try:
        compositions = []
        for source in read_sources:
            compositions.append(compose(source.feed, source.reading, gazetteer, use_categories=options.use_categories))
            options.progress.advance(1)
    finally:
        gazetteer.close()
    options.progress.end()
    return compositions


def _why_nothing(read_sources: Sequence[ReadSource], compositions: Sequence[Composition]) -> str:
    said = [
        f"{source.feed.name}: {finding.detail}"
        for source, composition in zip(read_sources, compositions, strict=True)
        for finding in composition.findings[:3]
    ]
    return "nothing could be listed" + (f" ({'; '.join(said)})" if said else "; the sources hold no records")


def _infos(read_sources: Sequence[ReadSource], compositions: Sequence[Composition]) -> tuple[SourceInfo, ...]:
    return tuple(
        SourceInfo(name=source.feed.name, format=source.format, url=source.feed.url, records=composition.records)
        for source, composition in zip(read_sources, compositions, strict=True)
    )


def _embed(items: Sequence[Untagged], embedder: Embedder, progress: Progress) -> npt.NDArray[np.float32]:
    """One vector a passage; a text that stands in several listings is embedded once."""
    texts = [embedded_text(item.resource, passage) for item in items for passage in item.passages]
    distinct = list(dict.fromkeys(texts))
    progress.begin("Embedding", len(distinct))
    vectors = embedder.encode(distinct, progress.advance)
    progress.end()
    number = {text: i for i, text in enumerate(distinct)}
    return vectors[[number[text] for text in texts]]


def _write_passages(files: SnapshotFiles, items: Sequence[Untagged]) -> None:
    flat: list[Passage] = [passage for item in items for passage in item.passages]
    np.savez(
        files.passages,
        first=np.concatenate(([0], np.cumsum([len(item.passages) for item in items]))).astype(np.int64),
        field=np.array([TEXT_FIELDS.index(passage.field) for passage in flat], dtype=np.uint8),
        start=np.array([passage.start for passage in flat], dtype=np.int64),
        end=np.array([passage.end for passage in flat], dtype=np.int64),
    )


def _total(counts: Sequence[RecordCounts]) -> RecordCounts:
    rejected: dict[str, int] = {}
    for count in counts:
        for reason, number in count.rejected.items():
            rejected[reason] = rejected.get(reason, 0) + number
    return RecordCounts(
        read=sum(c.read for c in counts),
        listed=sum(c.listed for c in counts),
        merged=sum(c.merged for c in counts),
        rejected=rejected,
    )


def _manifest_maker(
    sources: tuple[SourceInfo, ...],
    tagged: Tagged,
    passages: int,
    model: ModelInfo,
    taxonomy: Taxonomy,
    options: BuildOptions,
) -> Callable[[dict[str, FileInfo], str], Manifest]:
    def make(infos: dict[str, FileInfo], content: str) -> Manifest:
        built_at = options.now().astimezone(UTC)
        return Manifest(
            format_version=FORMAT_VERSION,
            version=f"{built_at:%Y%m%dT%H%M%SZ}-{content[:8]}",
            built_at=built_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            model=model,
            taxonomy=taxonomy.hash,
            phrases=phrases_hash(taxonomy),
            gazetteer=GAZETTEER_VERSION,
            resources=len(tagged.resources),
            passages=passages,
            located=sum(resource.position is not None for resource in tagged.resources),
            tagged=int((tagged.fit >= TAG_THRESHOLD).any(axis=1).sum()),
            records=_total([source.records for source in sources]),
            sources=sources,
            files=infos,
        )

    return make
