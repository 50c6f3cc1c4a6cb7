"""Every word that the matcher answers with has a label on the page."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from api import labels
from data.resource import COSTS, KINDS, MODES, SUPPORT_TYPES, Provenance
from matcher.filters import Reason
from tests.matcher.small import answer_to, made


def test_every_notice(tmp_path: Path) -> None:
    sample = Provenance(name="made-up", record_id="a", record_ids=("a",), sample=True)
    listed = [made("a", source=sample)]
    placed = answer_to(listed, tmp_path / "placed")
    nowhere = answer_to(listed, tmp_path / "nowhere", needs="qxz", need_ids=(), location=None)
    assert placed["notices"] == ["sample_data"]
    assert set(nowhere["notices"]) == {"no_location", "nothing_understood"}
    unread = answer_to(listed, tmp_path / "unread", needs="мне нужна помощь", need_ids=())
    assert set(unread["notices"]) == {"nothing_understood", "language_not_read"}
    assert {*placed["notices"], *nowhere["notices"], *unread["notices"]} == set(labels.NOTICES)


def test_every_vocabulary() -> None:
    assert set(labels.LEFT_OUT) == set(get_args(Reason))
    assert (set(labels.KINDS), set(labels.MODES)) == (set(KINDS), set(MODES))
    assert (set(labels.COSTS), set(labels.SUPPORT_TYPES)) == (set(COSTS), set(SUPPORT_TYPES))
