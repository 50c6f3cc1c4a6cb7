"""Every weight of the ranking, in one place, each with its reason.

A score is a sum of contributions. The needs' contributions sum to at most `NEED`; everything else is small beside it,
so that nothing outranks answering what was said. Popularity and payment play no part.
"""

from __future__ import annotations

NEED = 1.0
"""Shared among the understood needs by their weights, times how surely the listing answers each."""

NEED_FIT_FLOOR = 0.05
"""A listing that answers a need less surely than this is not said to answer it at all."""

MEANING = 0.25
"""For the listing's own words being close to the person's: catches what no need of the taxonomy names."""
MEANING_FROM, MEANING_TO = 0.25, 0.70
"""The cosines between which closeness counts from nothing to all."""

SUPPORT = 0.08
"""For giving the types of support that are missing."""

DISTANCE = 0.12
"""For an in-person listing at the caller's door. More would buy nearness with relevance: see the ablations."""
DISTANCE_HALF_KM, DISTANCE_HALF_RURAL_KM = 15.0, 60.0
"""Where nearness counts half: about half an hour by car in town, an hour by bus; and as far as that ever reaches, where
the nearest `NEIGHBOURS` listings lie far apart."""
NEIGHBOURS = 20
REMOTE = 0.04
"""For one reached online or by phone: it complements meeting in person and does not replace it."""
NATIONWIDE = -0.08
"""For one that serves a whole country, where the caller's place is known: it mostly points on to others."""
DISTANCE_UNKNOWN = -0.04
OTHER_AREA = -0.25
"""For a local listing of another state, reached by phone or online: it may not serve the caller."""
OTHER_COUNTRY = -0.6
"""For one of another country: its numbers cannot be called, its law is not the caller's."""
SAME_AREA_KM = 60.0
"""A listing across a state line but this near is not of another area."""

FILTER_FITS = 0.03
FILTER_NOT_STATED = -0.06
"""For each filter asked for: stated facts come before unknown ones."""
LANGUAGE_NOT_STATED = -0.15
"""The same, where a language other than English is asked for: whoever does not say most often has English alone."""

FOR_OTHERS = -0.06
"""For a listing that is for people of one sort or age only, where nothing tells that this is one of them."""
NOT_FOR_THEM = -0.3
"""For a listing that by its own words is for others than what the person says of themselves: for men, and she is a
woman; for adults, and he is 15. It stands in no plan beside one that may be for them."""
FOR_THEM = 0.03
"""For a listing that is for people of one sort, where the person says that they are: as much as a filter that fits."""
OTHER_LANGUAGE = -0.08
"""For a listing in another language than English, where nothing tells that the person speaks it."""
THEIR_LANGUAGE = 0.05
"""For a listing that states a language that the person writes in or names, where the request asks for none."""

OTHER_SITE = -0.15
"""For a further site of a service whose best site is among the candidates: it makes room for what else there is."""

HOURS_STATED = 0.01
HOURS_NOT_STATED = -0.02
OPENS_SOON = 0.03
"""For one that is open now; half of it for one that opens in `OPENS_SOON_HALF_HOURS`, little where it is days away."""
OPENS_SOON_HALF_HOURS = 24.0

CONFIRMED_RECENTLY = 0.03
"""Confirmed within 90 days."""
CONFIRMED_THIS_YEAR = 0.015
CONFIRMED_LONG_AGO = -0.02
CONFIRMED_NEVER = -0.01
RECENT_DAYS, YEAR_DAYS = 90, 365

RELEVANT_FIT = 0.15
"""A listing is recommended if it answers one of the understood needs at least this surely."""
MEANING_FLOOR = 0.10
"""The least contribution of meaning where no need is understood and meaning alone is searched."""

PLAN_NEED, PLAN_SUPPORT, PLAN_SCORE = 1.0, 0.10, 0.20
"""What the plan weighs: needs covered, support types covered, and the listings' own scores."""
PLAN_LEAST = 0.2
"""A need with less than this share of the strongest one's weight takes no part in the plan."""
PLAN_FIT = 0.3
"""A listing that answers all that was said less surely takes no place of one that answers some of it this surely."""
PLAN_LEADS = 0.5
"""A need with at least this share of the strongest one's weight is one of those that the statement is about."""
PLAN_FOR_OTHERS = -0.06
"""For a place taken by what is for people of one sort or age only, where nothing tells that this is one of them."""
PLAN_IN_PERSON = 0.12
PLAN_PEERS = 0.15
"""For the first in-person listing and the first group of peers in a plan, where they answer a leading need."""
COVERED = 0.4
"""A need is said to be covered by a listing whose own words answer it at least this surely."""
