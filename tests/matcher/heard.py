"""What a statement is heard to state with a real index."""

from __future__ import annotations

from indexer.open_index import OpenIndex
from matcher.crisis import screen
from matcher.reading import read
from matcher.request import MatchRequest
from matcher.understand import understand
from tests.contract.requests import AS_OF


def heard(needs: str, index: OpenIndex) -> dict[str, float]:
    """The needs of a statement with their weights, strongest first, as `match` understands it."""
    reading = read(needs, index)
    crisis = screen(needs, "US", reading, index.heads)
    request = MatchRequest(needs=needs, as_of=AS_OF)
    return {need.need.id: need.weight for need in understand(request, index, crisis, reading).needs}
