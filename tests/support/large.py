"""A large snapshot made from a small one: its resources again and again, at other places, with their vectors."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from data.resource import Position, Resource
from indexer.manifest import FileInfo, Manifest
from indexer.open_index import open_current
from indexer.records import write_records
from indexer.snapshot import building, locate_current, publish
from indexer.vectors import write_vectors

KM_PER_DEGREE = 111.2


def replicate(source: Path, out: Path, *, count: int, near: int, centre: tuple[float, float], radius_km: float) -> None:
    """Writes `count` resources to `out`, of those that can be gone to at least `near` within `radius_km` of `centre`.

    Texts, tags and vectors are those of the source's resources; ids and positions are new.
    """
    index = open_current(source)
    files, manifest = locate_current(source)
    random = np.random.default_rng(20261122)
    originals = [index.resource_at(row) for row in range(index.resource_count)]
    placed = [row for row, resource in enumerate(originals) if resource.position is not None]
    order = [placed[i % len(placed)] for i in range(near)]
    order += [i % len(originals) for i in range(count - near)]
    resources = [
        _moved(originals[row], number, _point(random, centre, radius_km, near=number < near))
        for number, row in enumerate(order)
    ]
    with np.load(files.passages) as stored:
        parts = {name: stored[name] for name in ("first", "field", "start", "end")}
    own = [np.arange(parts["first"][row], parts["first"][row + 1]) for row in order]
    passages = np.concatenate(own)
    with np.load(files.fit) as stored:
        fits = {name: stored[name][order] for name in ("fit", "own_fit", "best_passage")}
    with building(out) as target:
        for path in (files.encoder, files.tokenizer, files.phrases, files.heads, files.gazetteer):
            (target.folder / path.name).write_bytes(path.read_bytes())
        write_vectors(target.vectors, index.vectors.storage[passages])
        write_records(target.records, resources, [])
        np.savez(
            target.passages,
            first=np.concatenate(([0], np.cumsum([len(numbers) for numbers in own]))).astype(np.int64),
            field=parts["field"][passages],
            start=parts["start"][passages],
            end=parts["end"][passages],
        )
        np.savez(target.fit, **fits)

        def make(infos: dict[str, FileInfo], content: str) -> Manifest:
            return dataclasses.replace(
                manifest, version=f"large-{content[:8]}", resources=count, passages=len(passages), files=infos
            )

        publish(out, target, make)


def _moved(resource: Resource, number: int, point: Position) -> Resource:
    return dataclasses.replace(resource, id=f"{number:016x}", position=point if resource.position is not None else None)


def _point(random: np.random.Generator, centre: tuple[float, float], radius_km: float, *, near: bool) -> Position:
    if near:
        away, angle = radius_km * 0.95 * np.sqrt(random.random()), random.random() * 2 * np.pi
        north, east = away * np.cos(angle), away * np.sin(angle)
        latitude = centre[0] + north / KM_PER_DEGREE
        longitude = centre[1] + east / (KM_PER_DEGREE * np.cos(np.radians(centre[0])))
    else:
        latitude, longitude = random.uniform(30, 48), random.uniform(-120, -80)
    return Position(latitude=round(float(latitude), 6), longitude=round(float(longitude), 6), precision="point")
