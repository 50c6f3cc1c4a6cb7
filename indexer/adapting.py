"""Trains the adapter of the query encoder (`indexer.adapter`): `python -m indexer.adapting`, 40 minutes on two cores.

The upper layers of the model learn, by changes of low rank, what the heads are asked: which needs are stated, danger or
what only sounds like it, how urgent it is, which signal it gives. They learn from the same examples as the heads
(`indexer.training`), which are then fitted anew, with the letters, at every build. A statement's vector is kept near
that of the model as published, since it is also compared with the passages of listings, which are read without the
adapter.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from torch.nn import functional
from torch.nn.utils import parametrize
from tqdm import tqdm

from data.needs import load_taxonomy
from indexer.adapter import FILE, Adapter, Factors
from indexer.embedding import BUNDLED_SHA256, Embedder
from indexer.heads import DANGER, NEEDS, SIGNAL, UNUSUAL, URGENCY
from indexer.training import FITS, Examples, bundled_lessons, class_weights, examples_of

LAYERS_LEFT = 3
"""The lowest layers stay as they are: they read words, not what is meant by them."""
RANK = 16
EPOCHS, BATCH = 3, 48
RATE, HEAD_RATE = 1.5e-3, 1e-2
WARM_UP = 100
"""Steps in which the rates rise, while they fall to nearly nothing until the end."""
SCALE = 3.0
"""What the heads' outputs begin to be multiplied by: unit vectors tell little at first."""
SMOOTHING = 0.05
SHARE = {NEEDS: 1.0, DANGER: 0.5, UNUSUAL: 0.5, URGENCY: 0.5, SIGNAL: 0.5}
"""What each head's loss counts; listings' own words (the head "offered") are read without the adapter."""
NEARNESS = 1.0
"""What one less the cosine with the vector as published counts."""
SEED = 0

Span = tuple[int, int | None]
"""Start and end of words in a text; (0, None) is all of it."""


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    classes: tuple[tuple[str, Span, int], ...]
    """Head, the words of the text that it reads, and what it should say."""


class LowRank(torch.nn.Module):
    """Of a matrix (out, in): itself plus up @ down."""

    def __init__(self, outputs: int, inputs: int) -> None:
        super().__init__()
        self.down = torch.nn.Parameter(torch.randn(RANK, inputs) / inputs**0.5)
        self.up = torch.nn.Parameter(torch.zeros(outputs, RANK))

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return weight + self.up @ self.down


class Judge(torch.nn.Module):
    """A linear head over unit vectors."""

    def __init__(self, dimension: int, classes: int) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(dimension, classes)
        self.scale = torch.nn.Parameter(torch.tensor(SCALE))

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.linear(vectors) * self.scale
        return logits


def train(
    embedder: Embedder,
    examples: Mapping[str, tuple[Examples, int]],
    epochs: int = EPOCHS,
    advance: Callable[[int], None] = lambda texts: None,
) -> Adapter:
    """Changes the model of `embedder` in place, and gives the change. `advance` is called after each batch."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)
    texts = _by_text({name: examples[name][0] for name in SHARE})
    published = torch.from_numpy(embedder.encode([each.text for each in texts]))
    transformer = embedder.model[0].auto_model
    changed = _adapt(transformer)
    judges = torch.nn.ModuleDict({name: Judge(embedder.dimension, examples[name][1]) for name in SHARE})
    importance = {
        name: torch.from_numpy(class_weights(np.array([label for _, label in of_head]), classes))
        for name, (of_head, classes) in examples.items()
        if name in SHARE and FITS[name].balanced
    }
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for each in changed.values() for p in each.parameters()], "lr": RATE, "weight_decay": 0.01},
            {"params": judges.parameters(), "lr": HEAD_RATE, "weight_decay": 0.0},
        ]
    )
    batches = _batches(texts)
    steps = epochs * len(batches)
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
    )
    for _ in range(epochs):
        order.shuffle(batches)
        for batch in batches:
            loss = _loss([texts[n] for n in batch], published[batch], embedder, judges, importance)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(optimizer.param_groups[0]["params"], 1.0)
            optimizer.step()
            falling.step()
            advance(len(batch))
    factors = {f"{name}.weight": (_half(each.up), _half(each.down)) for name, each in changed.items()}
    return Adapter(BUNDLED_SHA256, factors)


def _half(parameter: torch.Tensor) -> Factors:
    return parameter.detach().numpy().astype(np.float16)


def _by_text(examples: Mapping[str, Examples]) -> list[Text]:
    found: dict[str, list[tuple[str, Span, int]]] = {}
    for name, of_head in examples.items():
        for words, label in of_head:
            found.setdefault(words.text, []).append((name, (words.start, words.end), label))
    return [Text(text, tuple(classes)) for text, classes in found.items()]


def _adapt(transformer: Any) -> dict[str, LowRank]:
    """Lets nothing of the transformer learn but changes of the upper layers' matrices, by name."""
    transformer.requires_grad_(False)
    changed = {}
    for name, module in transformer.named_modules():
        layer = name.split(".")
        if isinstance(module, torch.nn.Linear) and layer[:2] == ["encoder", "layer"] and int(layer[2]) >= LAYERS_LEFT:
            changed[name] = LowRank(module.out_features, module.in_features)
    # Dropout, where something is learned.
    transformer.encoder.layer[LAYERS_LEFT:].train()
    for name, change in changed.items():
        parametrize.register_parametrization(transformer.get_submodule(name), "weight", change)
    return changed


def _batches(texts: Sequence[Text]) -> list[list[int]]:
    """Texts of about the same length together, so that a batch holds little padding."""
    by_length = sorted(range(len(texts)), key=lambda n: len(texts[n].text))
    return [by_length[start : start + BATCH] for start in range(0, len(by_length), BATCH)]


def _loss(
    batch: Sequence[Text],
    published: torch.Tensor,
    embedder: Embedder,
    judges: torch.nn.ModuleDict,
    importance: Mapping[str, torch.Tensor],
) -> torch.Tensor:
    read = embedder.model.tokenizer(
        [each.text for each in batch],
        padding=True,
        truncation=True,
        max_length=embedder.max_tokens,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    offsets, mask = read.pop("offset_mapping"), read["attention_mask"]
    tokens = embedder.model[0].auto_model(**read).last_hidden_state
    spans = [(row, span) for row, each in enumerate(batch) for span in dict.fromkeys(_spans(each))]
    vectors = _pooled(tokens, mask, offsets, spans)
    position = {span: number for number, span in enumerate(spans)}
    whole = vectors[[position[(row, (0, None))] for row in range(len(batch))]]
    loss = NEARNESS * (1.0 - (whole * published).sum(dim=1)).mean()
    for name, share in SHARE.items():
        asked = [
            (position[(row, span)], label)
            for row, each in enumerate(batch)
            for head, span, label in each.classes
            if head == name
        ]
        if asked:
            logits = judges[name](vectors[[number for number, _ in asked]])
            labels = torch.tensor([label for _, label in asked])
            smoothing = SMOOTHING if name == NEEDS else 0.0
            loss = loss + share * functional.cross_entropy(
                logits, labels, weight=importance.get(name), label_smoothing=smoothing
            )
    return loss


def _spans(text: Text) -> Iterator[Span]:
    yield 0, None
    for _, span, _ in text.classes:
        yield span


def _pooled(
    tokens: torch.Tensor, mask: torch.Tensor, offsets: torch.Tensor, spans: Sequence[tuple[int, Span]]
) -> torch.Tensor:
    """(spans, dimension): unit means of the tokens of each, the special ones counted in, as the encoder pools."""
    rows = torch.tensor([row for row, _ in spans])
    starts = torch.tensor([[start] for _, (start, _) in spans])
    ends = torch.tensor([[torch.iinfo(torch.int64).max if end is None else end] for _, (_, end) in spans])
    first, last = offsets[rows, :, 0], offsets[rows, :, 1]
    inside = ((first < ends) & (last > starts)) | (first == last)
    counted = (inside & mask[rows].bool()).float()
    return functional.normalize(torch.einsum("st,std->sd", counted, tokens[rows]), dim=1)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    default=FILE,
    show_default="the one that is shipped",
)
@click.option("--epochs", type=click.IntRange(min=1), default=EPOCHS, show_default=True)
def main(out: Path, epochs: int) -> None:
    """Trains the query encoder's adapter anew."""
    examples = examples_of(load_taxonomy(), bundled_lessons())
    with tqdm(unit=" texts") as bar:
        adapter = train(Embedder(), examples, epochs, bar.update)
    adapter.save(out)
    click.echo(f"{out}: {out.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
