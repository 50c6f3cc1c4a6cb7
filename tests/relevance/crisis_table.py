"""How well danger is seen, on the statements of one split: acute as acute, missed altogether, false alarms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.open_index import OpenIndex
from matcher.crisis import screen
from matcher.reading import read
from tests.relevance import HERE


@dataclass(frozen=True, slots=True)
class Seen:
    text: str
    stated: str
    level: str
    lang: str


def seen(split: str, index: OpenIndex) -> list[Seen]:
    lines = (HERE / "crisis" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [
        Seen(c["text"], c["level"], screen(c["text"], "US", read(c["text"], index), index.heads).level, c["lang"])
        for c in cases
    ]


def share(cases: Iterable[Seen], levels: Sequence[str]) -> float:
    found = [case.level in levels for case in cases]
    return sum(found) / len(found)


def figures(cases: Sequence[Seen]) -> dict[str, str]:
    """What the table says: shares with what they are shares of, and how many were missed, as a number."""
    acute, concern, none = ([case for case in cases if case.stated == level] for level in ("acute", "concern", "none"))
    return {
        "acute seen as acute": f"{share(acute, ['acute']):.3f} of {len(acute)}",
        "acute missed altogether": f"{sum(case.level == 'none' for case in acute)} of {len(acute)}",
        "concern seen": f"{share(concern, ['concern', 'acute']):.3f} of {len(concern)}",
        "false alarms among look-alikes": f"{share(none, ['concern', 'acute']):.3f} of {len(none)}",
    }
