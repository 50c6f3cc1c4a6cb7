"""The parts of a snapshot that do not depend on the feeds: gazetteer, query encoder, the taxonomy's vectors.

They are the same from build to build as long as the place data, the model, the taxonomy and what else the heads learn
from are; they are then copied from a current snapshot, once their bytes have been checked against its checksums.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from data.danger_phrases import NEAR_DANGER
from data.needs import Taxonomy
from data.places.build import GAZETTEER_VERSION, build_gazetteer
from indexer.embedding import Embedder
from indexer.encoder import Encoder
from indexer.heads import Heads
from indexer.lexical import BUCKETS, LONGEST, SHORTEST
from indexer.manifest import Manifest, ModelInfo, file_info
from indexer.phrases import PhraseVectors, embed_phrases
from indexer.snapshot import SnapshotError, SnapshotFiles, locate_current
from indexer.training import FITS, bundled_lessons, fit_heads

log = logging.getLogger(__name__)

AGREEMENT = 0.9999
"""The least cosine between the exported encoder's vectors and sentence-transformers'."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A snapshot that is there when a build begins, whose parts can be taken over."""

    files: SnapshotFiles
    manifest: Manifest

    @classmethod
    def of(cls, *folders: Path) -> Earlier | None:
        """The current snapshot of the first of the index folders that has one."""
        for folder in folders:
            try:
                return cls(*locate_current(folder))
            except SnapshotError:
                continue
        return None

    def copy(self, *targets: Path) -> bool:
        """Copies the files of the targets' names, if the bytes of all of them still match their checksums."""
        sources = [self.files.folder / target.name for target in targets]
        if any(file_info(source) != self.manifest.files[source.name] for source in sources):
            return False
        for source, target in zip(sources, targets, strict=True):
            shutil.copyfile(source, target)
        return True


def start_gazetteer(files: SnapshotFiles, earlier: Earlier | None) -> Callable[[], None]:
    """Begins to make the gazetteer in a process of its own, since it takes seconds and needs no model.

    The call it returns waits for the end, and raises SnapshotError if it failed.
    """
    if earlier and earlier.manifest.gazetteer == GAZETTEER_VERSION and earlier.copy(files.gazetteer):
        return lambda: None
    process = get_context("spawn").Process(target=build_gazetteer, args=(files.gazetteer,), daemon=True)
    process.start()

    def wait() -> None:
        process.join()
        if process.exitcode:
            raise SnapshotError(f"the gazetteer could not be made (exit code {process.exitcode})")

    return wait


def make_model_parts(
    files: SnapshotFiles, earlier: Earlier | None, embedder: Embedder, model: ModelInfo, taxonomy: Taxonomy
) -> tuple[PhraseVectors, Heads]:
    """Writes encoder, tokenizer, the taxonomy's vectors and the heads fitted to it.

    Raises SnapshotError if the exported encoder is not faithful."""
    same_model = earlier if earlier and earlier.manifest.model == model else None
    if not (same_model and same_model.copy(files.encoder, files.tokenizer)):
        queries = embedder.for_queries()
        queries.export(files.encoder, files.tokenizer)
        _check_agreement(files, queries, taxonomy)
    if (
        same_model
        and same_model.manifest.phrases == phrases_hash(taxonomy)
        and same_model.copy(files.phrases, files.heads)
    ):
        return PhraseVectors.load(files.phrases), Heads.load(files.heads)
    encoder = Encoder(files.encoder, files.tokenizer, pooling=embedder.pooling, max_tokens=embedder.max_tokens)
    phrases = embed_phrases(taxonomy, embedder.encode)
    phrases.save(files.phrases)
    fit_heads(taxonomy, bundled_lessons(), encoder, embedder.encode).save(files.heads)
    # As they are stored, which is rounded: listings get the very same tags when a later build takes the heads over.
    return phrases, Heads.load(files.heads)


def phrases_hash(taxonomy: Taxonomy) -> str:
    """Of all that the vectors and heads are made from besides the model; short, for the manifest."""
    lessons = bundled_lessons()
    dangers = [[phrase.level, phrase.signals, phrase.text] for phrase in lessons.dangers]
    told = [[each.level, each.signals, each.text, dict(each.needs)] for each in lessons.statements]
    listed = [[each.name, each.organization, each.description, dict(each.needs)] for each in lessons.listings]
    fits = {name: asdict(fit) for name, fit in FITS.items()}
    content = json.dumps(
        [taxonomy.hash, BUCKETS, SHORTEST, LONGEST, sorted(NEAR_DANGER), dangers, told, listed, fits],
        ensure_ascii=False,
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _check_agreement(files: SnapshotFiles, embedder: Embedder, taxonomy: Taxonomy) -> None:
    texts = [need.said[0] for need in taxonomy.needs[::4]] + ["help", "word " * (embedder.max_tokens // 2)]
    encoder = Encoder(files.encoder, files.tokenizer, pooling=embedder.pooling, max_tokens=embedder.max_tokens)
    agreement = float((encoder.encode(texts) * embedder.encode(texts)).sum(axis=1).min())
    if agreement < AGREEMENT:
        raise SnapshotError(f"the exported encoder disagrees with the model (cosine {agreement:.5f} < {AGREEMENT})")
    log.debug("exported encoder agrees with the model: least cosine %.7f", agreement)
