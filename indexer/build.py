"""From sources to a current snapshot, one pass: read, compose, embed, tag, write, publish.

The encoder, the taxonomy's vectors and the gazetteer are the same from build to build as long as the model, the
taxonomy and the place data are; they are then copied from the current snapshot, whose checksums are verified first.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from data.needs import Taxonomy, load_taxonomy
from data.places.build import GAZETTEER_VERSION, build_gazetteer
from data.places.gazetteer import Gazetteer
from data.resource import TEXT_FIELDS
from indexer.compose import Composed, Composition, compose
from indexer.embedding import Embedder
from indexer.encoder import Encoder
from indexer.manifest import FORMAT_VERSION, FileInfo, Manifest, ModelInfo, RecordCounts, SourceInfo, file_info
from indexer.passages import Passage, embedded_text, passages_of
from indexer.phrases import PhraseVectors, embed_phrases
from indexer.records import write_records
from indexer.snapshot import SnapshotError, SnapshotFiles, building, locate_current, publish
from indexer.sources import read
from indexer.sources.listing import Feed, Finding
from indexer.sources.load import SourceError, load_feed, parse_source
from indexer.tagging import TAG_THRESHOLD, Tagged, Untagged, tag_all
from indexer.vectors import write_vectors

log = logging.getLogger(__name__)

DEFAULT_SOURCES = ("bundled:national", "bundled:sample")
AGREEMENT = 0.9999
"""The least cosine between the exported encoder's vectors and sentence-transformers'."""


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


@dataclass(frozen=True, slots=True)
class ReadSource:
    feed: Feed
    format: str
    composition: Composition


def read_source(spec: str, gazetteer: Gazetteer, *, use_categories: bool = True) -> ReadSource:
    """Loads, reads and composes one source. Raises SourceError if it cannot be had or is in no known format."""
    source = parse_source(spec)
    feed = load_feed(spec)
    reading, format_name = read(feed, source.format)
    return ReadSource(feed, format_name, compose(feed, reading, gazetteer, use_categories=use_categories))


def build(sources: Sequence[str], options: BuildOptions) -> BuildReport:
    """Builds a snapshot of `sources` (none: the bundled directories) and makes it current.

    Raises SourceError, NothingListedError, ModelError or SnapshotError; the current snapshot then stays as it was.
    """
    started = time.monotonic()
    taxonomy = load_taxonomy()
    with building(options.out) as files:
        options.on_step("gazetteer")
        earlier = _earlier(options.out)
        _make_gazetteer(files, earlier)
        options.on_step("read")
        gazetteer = Gazetteer(files.gazetteer)
        try:
            read_sources = _read_all(sources or DEFAULT_SOURCES, gazetteer, options)
        finally:
            gazetteer.close()
        items = [item for source in read_sources for item in source.composition.items]
        if not items:
            raise NothingListedError(_why_nothing(read_sources))
        options.on_step("embed")
        embedder = Embedder(options.model)
        model = ModelInfo(
            name=embedder.name,
            fingerprint=embedder.fingerprint(),
            pooling=embedder.pooling,
            max_tokens=embedder.max_tokens,
            dimension=embedder.dimension,
        )
        phrases = _make_model_parts(files, earlier, embedder, model, taxonomy)
        untagged = [Untagged(i.resource, passages_of(i.resource), i.categories, i.need_ids) for i in items]
        vectors = _embed(untagged, embedder, options.progress)
        options.on_step("tag")
        tagged = tag_all(untagged, vectors, taxonomy, phrases)
        options.on_step("write")
        findings = [(s.feed.name, finding) for s in read_sources for finding in s.composition.findings]
        write_vectors(files.vectors, vectors)
        write_records(files.records, tagged.resources, findings)
        _write_passages(files, untagged)
        np.savez(files.fit, fit=tagged.fit, best_passage=tagged.best_passage)
        manifest = publish(
            options.out,
            files,
            _manifest_maker(read_sources, tagged, len(vectors), model, taxonomy, options),
            options.on_step,
        )
    return BuildReport(manifest=manifest, findings=findings, seconds=time.monotonic() - started)


def _read_all(sources: Sequence[str], gazetteer: Gazetteer, options: BuildOptions) -> list[ReadSource]:
    options.progress.begin("Reading", len(sources))
    done: list[ReadSource] = []
    names: set[str] = set()
    for spec in sources:
        source = parse_source(spec)
        feed = load_feed(spec)
        if feed.name in names:
            feed = replace(feed, name=_unused(feed.name, names))
        names.add(feed.name)
        reading, format_name = read(feed, source.format)
        composition = compose(feed, reading, gazetteer, use_categories=options.use_categories)
        done.append(ReadSource(feed, format_name, composition))
        options.progress.advance(1)
    options.progress.end()
    return done


def _unused(name: str, names: Iterable[str]) -> str:
    number = 2
    while f"{name} ({number})" in set(names):
        number += 1
    return f"{name} ({number})"


def _why_nothing(read_sources: Sequence[ReadSource]) -> str:
    said = [f"{s.feed.name}: {finding.detail}" for s in read_sources for finding in s.composition.findings[:3]]
    return "nothing could be listed" + (f" ({'; '.join(said)})" if said else "; the sources hold no records")


def _earlier(out: Path) -> tuple[SnapshotFiles, Manifest] | None:
    try:
        return locate_current(out)
    except SnapshotError:
        return None


def _copy_intact(name: str, earlier: tuple[SnapshotFiles, Manifest], target: Path) -> bool:
    """Copies a file of the earlier snapshot if its bytes still match its checksum."""
    files, manifest = earlier
    source = files.folder / name
    if file_info(source) != manifest.files[name]:
        return False
    shutil.copyfile(source, target)
    return True


def _make_gazetteer(files: SnapshotFiles, earlier: tuple[SnapshotFiles, Manifest] | None) -> None:
    if (
        earlier
        and earlier[1].gazetteer == GAZETTEER_VERSION
        and _copy_intact("gazetteer.sqlite", earlier, files.gazetteer)
    ):
        return
    build_gazetteer(files.gazetteer)


def _make_model_parts(
    files: SnapshotFiles,
    earlier: tuple[SnapshotFiles, Manifest] | None,
    embedder: Embedder,
    model: ModelInfo,
    taxonomy: Taxonomy,
) -> PhraseVectors:
    same_model = earlier is not None and earlier[1].model == model
    if not (
        same_model
        and earlier
        and _copy_intact(files.encoder.name, earlier, files.encoder)
        and _copy_intact(files.tokenizer.name, earlier, files.tokenizer)
    ):
        embedder.export(files.encoder, files.tokenizer)
        _check_agreement(files, embedder, taxonomy)
    if (
        same_model
        and earlier
        and earlier[1].taxonomy == taxonomy.hash
        and _copy_intact(files.phrases.name, earlier, files.phrases)
    ):
        return PhraseVectors.load(files.phrases)
    phrases = embed_phrases(taxonomy, embedder.encode)
    phrases.save(files.phrases)
    return phrases


def _check_agreement(files: SnapshotFiles, embedder: Embedder, taxonomy: Taxonomy) -> None:
    texts = [need.said[0] for need in taxonomy.needs[::4]] + ["help", "word " * (embedder.max_tokens // 2)]
    encoder = Encoder(files.encoder, files.tokenizer, pooling=embedder.pooling, max_tokens=embedder.max_tokens)
    agreement = float((encoder.encode(texts) * embedder.encode(texts)).sum(axis=1).min())
    if agreement < AGREEMENT:
        raise SnapshotError(f"the exported encoder disagrees with the model (cosine {agreement:.5f} < {AGREEMENT})")
    log.debug("exported encoder agrees with the model: least cosine %.7f", agreement)


def _embed(items: Sequence[Untagged], embedder: Embedder, progress: Progress) -> Any:
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
    read_sources: Sequence[ReadSource],
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
            gazetteer=GAZETTEER_VERSION,
            resources=len(tagged.resources),
            passages=passages,
            located=sum(resource.position is not None for resource in tagged.resources),
            tagged=int((tagged.fit >= TAG_THRESHOLD).any(axis=1).sum()),
            records=_total([source.composition.records for source in read_sources]),
            sources=tuple(
                SourceInfo(
                    name=source.feed.name,
                    format=source.format,
                    url=source.feed.url,
                    records=source.composition.records,
                )
                for source in read_sources
            ),
            files=infos,
        )

    return make


__all__ = [
    "BuildOptions",
    "BuildReport",
    "Composed",
    "NothingListedError",
    "SourceError",
    "build",
    "read_source",
]
