"""Varied requests from a seed: everyday and hostile statements, many places, every filter, every option.

The same seed always gives the same requests, so that all workers of a run ask the same things.
"""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from data.needs import load_taxonomy
from data.resource import KINDS, MODES, SUPPORT_TYPES
from data.vocabulary import INSURANCE, POPULATIONS
from matcher.request import Location, MatchRequest

AS_OF = datetime.fromisoformat("2026-11-22T18:00:00-05:00")

EVERYDAY = (
    "I started drinking again and have no ride to group",
    "my husband hits me and I need a safe place to sleep tonight with my two kids",
    "I can't afford my meds and I lost my insurance",
    "looking for an AA meeting close to home",
    "my son uses heroin and I don't know what to do anymore",
    "I keep having nightmares about what happened to me as a child",
    "we got an eviction notice and the landlord won't talk to us",
    "nobody understands, I just want to talk to somebody who has been there",
    "need help with food until the end of the month",
    "I want to get clean but I'm afraid of withdrawal",
    "she was raped last year and still can't leave the house",
    "I lost my job, my license and my family because of coke",
    "narcotics anonymous near me",
    "I'm a veteran with PTSD and the VA waitlist is months long",
    "how do I get a divorce without a lawyer",
    "gambling has eaten all of our savings, and I lie about it",
    "I need child care so that I can go to counseling",
    "my brother overdosed in March and I can't stop crying",
    "is there a detox that takes Medicaid",
    "I just got out of prison and need a place to stay and a job",
    "I want to learn how to say no to my mother, she drinks and screams at me",
    "suboxone clinic",
    "I eat until I am sick and then hate myself",
    "I am deaf and need a therapist who signs",
    "My phone got cut off, no bus comes here, and my court date is Monday",
)
SPANISH = (
    "Necesito ayuda porque mi esposo bebe demasiado y me pega",
    "busco un grupo de alcohólicos anónimos en español",
    "no tengo dinero para la comida ni para la renta",
)
HOSTILE = (
    "asdf qwer zxcv hjkl",
    "!!! ??? ...",
    "😀🆘🍺💔",
    "🆘 I can't stop drinking 🍺🍺 and I'm alone 💔",
    "אני צריך עזרה עם שתייה",
    "\u202eأحتاج إلى مأوى الليلة\u202c",
    "I need\x00 a shelter\x00 for tonight",
    "\x00",
    "\t\n  \r\n",
    "e\u0301\u0301\u0301 Z\u0310\u0311a\u0312l\u0313g\u0314o help with rent",
    "<script>alert('x')</script> '; DROP TABLE resources; --",
    "drinking " * 222,
    "".join(chr(33 + (i * 7919) % 90) for i in range(2000)),
    "".join(chr(0x4E00 + (i * 7919) % 2000) for i in range(2000)),
    "I drink, " * 200,
)

PLACES = (
    "95112",
    "95112-1234",
    "94103",
    "02108",
    "64106",
    "66101",
    "19971",
    "60601",
    "62701",
    "33130",
    "33139",
    "14456",
    "59001",
    "San Jose, CA",
    "Boston, MA",
    "Kansas City, MO",
    "Rehoboth Beach, DE",
    "Chicago, IL",
    "Geneva, NY",
    "Miami",
)
"""Near the real feeds and the bundled sample, one far from everything."""
POINTS = ((53.5461, -113.4938), (51.5074, -0.1278), (37.3382, -121.8863), (25.7617, -80.1918), (0.0, 0.0))
"""Edmonton, London, San José, Miami, and the sea off Africa."""
MOMENTS = tuple(
    datetime.fromisoformat(text)
    for text in ("2026-11-23T19:00:00-05:00", "2026-11-24T03:30:00-08:00", "2026-11-28T10:00:00+00:00")
)


def statement(rng: random.Random) -> str:
    """What one person says: an everyday sentence, several of them, or something hostile; 1 to 2,000 characters."""
    roll = rng.random()
    if roll < 0.45:
        return rng.choice(EVERYDAY)
    if roll < 0.75:
        return "; ".join(rng.sample(EVERYDAY, rng.randint(2, 4)))
    return rng.choice(SPANISH) if roll < 0.82 else rng.choice(HOSTILE)


def location(rng: random.Random) -> Location | None:
    roll = rng.random()
    if roll < 0.12:
        return None
    if roll < 0.75:
        return Location(place=rng.choice(PLACES))
    latitude, longitude = rng.choice(POINTS)
    return Location(latitude=latitude, longitude=longitude)


def match_request(rng: random.Random) -> MatchRequest:
    """One request; each filter is asked for in some, and rarely more than two or three at once."""
    need_ids = [need.id for need in load_taxonomy()]
    said = statement(rng) if rng.random() < 0.85 else None
    named = rng.random() < 0.2 or said is None
    options: dict[str, Any] = {
        "modes": tuple(rng.sample(MODES, rng.randint(1, 2))),
        "kinds": tuple(rng.sample(KINDS, rng.randint(1, 4))),
        "languages": tuple(rng.sample(("en", "es", "fr", "pl", "ase", "vi"), rng.randint(1, 2))),
        "age": rng.choice((0, 9, 15, 17, 18, 34, 64, 90)),
        "populations": tuple(rng.sample(sorted(POPULATIONS), rng.randint(1, 3))),
        "cost": rng.choice(("free", "low_cost")),
        "insurance": rng.choice(sorted(INSURANCE)),
        "accessible": rng.random() < 0.85,
        "open_at": rng.choice(MOMENTS),
    }
    filters = {name: value for name, value in options.items() if rng.random() < 0.13}
    return MatchRequest(
        needs=said,
        need_ids=tuple(rng.sample(need_ids, rng.randint(1, 3))) if named else (),
        support_gaps=tuple(rng.sample(SUPPORT_TYPES, rng.randint(0, 2))),
        location=location(rng),
        radius_km=rng.choice((1.0, 2.5, 5.0, 8.0, 16.0, 25.0, 40.0, 40.0, 40.0, 80.0, 160.0, 333.3, 500.0)),
        widen=rng.random() < 0.8,
        sort="distance" if rng.random() < 0.25 else "match",
        limit=rng.choice((1, 2, 3, 5, 10, 10, 10, 25, 100)),
        as_of=AS_OF,
        **filters,
    )


def match_requests(count: int, seed: int = 20261122) -> list[MatchRequest]:
    """`count` requests, the same for the same seed."""
    rng = random.Random(seed)
    return [match_request(rng) for _ in range(count)]
