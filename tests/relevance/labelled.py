"""A real directory as the yardstick reads it: only what its publisher has put a category to.

What has no label is judged by nobody, and would be held against every method that finds it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.relevance import HERE


@dataclass(frozen=True, slots=True)
class RealDirectory:
    name: str
    format: str
    file: str
    """Below the folder of real feeds."""
    keep: Callable[[bytes, frozenset[str]], bytes]
    """The feed without unlabelled records, but with those named."""

    @property
    def grades(self) -> Path:
        return HERE / f"grades-{self.name}.json"

    def labelled(self, feeds: Path, folder: Path) -> Path:
        """Writes the labelled part of the feed into `folder`; its path."""
        rules = json.loads(self.grades.read_text(encoding="utf-8"))["grades"].values()
        named = frozenset(rule["record"] for of_need in rules for rule in of_need if "record" in rule)
        target = folder / Path(self.file).name
        folder.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.keep((feeds / self.file).read_bytes(), named))
        return target


def _icarol(content: bytes, named: frozenset[str]) -> bytes:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8", errors="replace"), newline="")))
    kept = [row for row in rows if (row["TaxonomyCodes"] or "").strip() or row["ResourceAgencyNum"] in named]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(kept)
    return out.getvalue().encode()


def _sheltertech(content: bytes, named: frozenset[str]) -> bytes:
    document = json.loads(content)

    def kept(service: dict[str, object]) -> bool:
        return bool(service.get("categories")) or str(service.get("id")) in named

    document["services"] = [service for service in document["services"] if kept(service)]
    for resource in document["resources"]:
        resource["services"] = [service for service in resource.get("services") or [] if kept(service)]
    return json.dumps(document).encode()


DIRECTORIES = (
    RealDirectory("dc211", "icarol", "dc211-icarol/dc211_icarol_scrubbed.csv", _icarol),
    RealDirectory("sheltertech", "sheltertech", "sheltertech-sf/sheltertech_extracted.json", _sheltertech),
)
