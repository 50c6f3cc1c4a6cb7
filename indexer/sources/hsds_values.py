"""The values inside an HSDS object, whichever type they came with: texts, lists of objects, flags, coordinates.

Feeds put numbers where texts belong, one object where a list belongs, and so on. Nothing here raises; what can't be
used is `None` or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Object = dict[str, object]

_SCALARS = (str, int, float)
_TRUE = frozenset({"true", "t", "yes", "y", "1", "confidential", "private"})
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"({_NUMBER})\s*[,;\s]\s*({_NUMBER})")


def text(item: Object, *names: str) -> str | None:
    """The first of the named values that is a non-blank text or a number; as listed, less NULs and half characters."""
    for name in names:
        value = item.get(name)
        if value is None or value is True or value is False or not isinstance(value, _SCALARS):
            continue
        written = str(value)
        if not written.isascii():
            # JSON can hold half of a surrogate pair, which no encoding can write.
            written = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        written = written.replace("\x00", "")
        if written.strip():
            return written
    return None


def identifier(item: Object, *names: str) -> str | None:
    """A text used as an id: without spaces around it."""
    found = text(item, *names)
    return found.strip() if found else None


def scalar(item: Object, *names: str) -> object:
    """The first of the named values that is a text or a number."""
    for name in names:
        value = item.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        found = text(item, name)
        if found:
            return found
    return None


def objects(item: Object, *names: str) -> list[Object]:
    """The objects of the first of the named lists that holds any; a single object stands for a list of one."""
    for name in names:
        value = item.get(name)
        if not value:
            continue
        found = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        found = [child for child in found if isinstance(child, dict)]
        if found:
            return found
    return []


def an_object(item: Object, name: str) -> Object:
    """The named object, empty where there is none."""
    value = item.get(name)
    return value if isinstance(value, dict) else {}


def flagged(item: Object, *names: str) -> bool:
    """Whether any of the named values says yes."""
    return any(str(value).strip().lower() in _TRUE for value in map(item.get, names) if isinstance(value, str | int))


def unique(values: Iterable[str | None]) -> list[str]:
    """The texts that are there, each once, in order."""
    return list(dict.fromkeys(value for value in values if value and value.strip()))


def coordinates(location: Object) -> tuple[object, object]:
    """Latitude and longitude as listed, not checked; pairs in one value are split.

    A pair in words ("Geolocation is 42.05, -87.69") has the latitude first; a list is GeoJSON's ``[lon, lat]``
    (RFC 7946, section 3.1.1), unless its second number can't be a latitude.
    """
    for value in map(location.get, ("latitude", "longitude", "coordinates", "geolocation", "geometry", "point")):
        if isinstance(value, dict):
            value = value.get("coordinates")
        pair = _pair(value)
        if pair:
            return pair
    return scalar(location, "latitude", "lat"), scalar(location, "longitude", "lon", "lng")


def _pair(value: object) -> tuple[object, object] | None:
    if isinstance(value, str):
        match = _PAIR.search(value)
        if not match:
            return None
        return (match[2], match[1]) if value.lstrip().lower().startswith(("[", "point")) else (match[1], match[2])
    if not isinstance(value, list) or len(value) not in (2, 3):
        return None
    first, second = (str(part).strip() if isinstance(part, str | int | float) else "" for part in value[:2])
    if not (re.fullmatch(_NUMBER, first) and re.fullmatch(_NUMBER, second)):
        return None
    return (first, second) if abs(float(second)) > 90 >= abs(float(first)) else (second, first)
