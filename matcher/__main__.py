"""`python -m matcher "NEEDS…" --near PLACE`: one match from the terminal, readable or as the API's JSON.

Exit codes: 0 answered; 1 no usable index; 2 bad usage, among it a place that is unknown or ambiguous. Where there is
no answer, help in a crisis that was stated comes first on standard error.
"""

from __future__ import annotations

import json
import math
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from data.places.place import AmbiguousPlaceError, UnknownPlaceError
from indexer.open_index import open_current
from indexer.settings import IndexSettings, SettingsError
from indexer.snapshot import SnapshotError
from matcher.crisis import screen
from matcher.match import match
from matcher.readable import crisis_help, readable
from matcher.request import (
    DEFAULT_LIMIT,
    DEFAULT_RADIUS_KM,
    MAX_LIMIT,
    MAX_NEEDS_CHARACTERS,
    MAX_RADIUS_KM,
    Location,
    MatchRequest,
)


def _number(_: click.Context, __: click.Parameter, value: float) -> float:
    if math.isnan(value):  # which no range leaves out
        raise click.BadParameter("nan is not a distance")
    return value


@click.command()
@click.argument("needs")
@click.option("--near", "place", metavar="PLACE", help="ZIP, city and state, or city.")
@click.option(
    "--radius-km",
    type=click.FloatRange(1, MAX_RADIUS_KM),
    default=DEFAULT_RADIUS_KM,
    show_default=True,
    callback=_number,
)
@click.option("--limit", type=click.IntRange(1, MAX_LIMIT), default=DEFAULT_LIMIT, show_default=True)
@click.option("--index", "folder", type=click.Path(path_type=Path), help="Index folder; default: MATCHER_INDEX.")
@click.option("--json", "as_json", is_flag=True, help="The API's JSON.")
def main(needs: str, place: str | None, radius_km: float, limit: int, folder: Path | None, as_json: bool) -> None:
    """Says what fits the NEEDS of a person, in their own words."""
    try:
        answer = _answer(needs, place, radius_km, limit, folder)
    except (click.UsageError, SnapshotError) as error:
        crisis = screen(needs)
        if crisis.level != "none":
            click.echo(f"{crisis_help(crisis.to_dict())}\n", err=True)
        if isinstance(error, click.UsageError):
            raise
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1) if as_json else readable(answer))


def _answer(needs: str, place: str | None, radius_km: float, limit: int, folder: Path | None) -> dict[str, object]:
    """The answer; raises click.UsageError and SnapshotError."""
    if not needs.strip():
        raise click.UsageError("NEEDS is empty; say in a few words what is wrong or missing")
    # Bytes that no text is written with arrive as lone surrogates.
    if any("\ud800" <= character <= "\udfff" for character in needs + (place or "")):
        raise click.UsageError("NEEDS or PLACE is not valid UTF-8")
    if len(needs) > MAX_NEEDS_CHARACTERS:
        raise click.UsageError(f"NEEDS has {len(needs)} characters; {MAX_NEEDS_CHARACTERS} at most")
    try:
        index = open_current(folder or IndexSettings.from_environment().index)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    request = MatchRequest(
        needs=needs,
        location=Location(place=place) if place is not None else None,
        radius_km=radius_km,
        limit=limit,
        as_of=datetime.now(UTC).replace(second=0, microsecond=0),
    )
    try:
        return match(request, index)
    except AmbiguousPlaceError as error:
        choices = "; ".join(choice.place for choice in error.choices)
        raise click.UsageError(f"{place!r} could be several places; say which: {choices}") from error
    except UnknownPlaceError as error:
        near = "; ".join(suggestion.place for suggestion in error.suggestions)
        raise click.UsageError(f"no place {place!r} is known" + (f"; did you mean: {near}" if near else "")) from error


if __name__ == "__main__":
    main(prog_name="python -m matcher")
