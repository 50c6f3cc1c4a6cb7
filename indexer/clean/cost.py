"""What a listing costs, as far as its words say: free, low_cost, paid or unknown."""

from __future__ import annotations

import re

from data.resource import Cost
from indexer.clean.text import as_text, clean_line

_OTHER_FREE = re.compile(
    r"\b(?:toll|drug|smoke|alcohol|substance|tobacco|violence|gluten|sugar|scent|fragrance|barrier|cancer|crime"
    r"|stress|symptom|hate"
    r"|judge?ment|pain|rent|tax|lead|abuse|stigma|clutter|pet|latex|nut|child|duty|care|hands|caffeine|meat"
    r"|dairy)[- ]*free\b"
    r"|\bfree[- ]?(?:standing|dom|way|lance|time|world|will|speech|thinking|range|parking|wi-?fi|trial|initial"
    r"|consultation"
    r"|estimates?|quotes?|phone call|download|app\b|refreshments|coffee|snacks)|\b(?:feel|set|setting|break|live"
    r"|living|be|are you"
    r"|become|becoming|stay|staying|get|getting|remain) free\b|\bfree (?:from|of(?! (?:charge|cost))|to (?:call"
    r"|contact|choose|leave))\b"
    r"|\bclean and free\b|\bfor free (?:parking|wi-?fi)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\bfree\b|\b(?:no|without|zero)[- ](?:any )?(?:costs?|charges?|fees?)\b(?! (?:for|are|is) (?:most|some|first))"
    r"|\bfee[- ]free\b"
    r"|\b(?:no|without) (?:out[- ]of[- ]pocket )?(?:cost|charge)s?\b|\bcomplimentary\b|\bgratis\b|\bno dues\b"
    r"|\bgratuit[oa]s?\b"
    r"|\bdoes not (?:charge|cost)\b|\bthere (?:is|are) no (?:\w+ )?(?:cost|charge|fee|dues)s?\b|\$ ?0(?:\.00)?"
    r"(?![\d.,])",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(
    r"\b(?:not|n't|never|isn't|aren't)(?: \w+)? free\b|\bno free\b"
    r"|\bno longer free\b",
    re.IGNORECASE,
)
_LOW = re.compile(
    r"sliding[- ](?:fee[- ])?scales?|sliding fee|\b(?:suggested |voluntary |requested |small )?donations?\b"
    r"|\bcontributions?\b"
    r"|\bnominal\b|\blow[- ](?:cost|fee)\b|\breduced[- ](?:cost|fee|rate)|\bdiscount(?:ed)?\b|\baffordable (?:fees?"
    r"|rates?)\b"
    r"|(?:based|according|depend\w*|scaled?) (?:up)?(?:on|to)?\s*(?:\w+ )?(?:income|ability to pay|family size|need)"
    r"|\bincome[- ]based\b|\bability to pay\b|\bturned? away\b|\b(?:fee|payment|financial) (?:waivers?|assistance"
    r"|aid)\b"
    r"|\bscholarships?\b|\bpay what you can\b|\bminimal (?:fee|cost|charge)s?\b|\bsubsidi[sz]ed\b|\bsmall fee\b"
    r"|\b(?:percent|%) of (?:\w+ )?income\b",
    re.IGNORECASE,
)
_DONATIONS_TAKEN = re.compile(
    r"\(?\b(?:accepts?|voluntary|optional|welcome[sd]?|appreciated|suggested|but)?\s*\(?(?:voluntary |suggested "
    r"|small )?"
    r"(?:donations?|contributions?)\b(?: (?:are )?(?:accepted|welcome[d]?|appreciated|requested))?",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:flat|set|fixed|program|membership|registration|annual|monthly|weekly|hourly|admission|tuition|standard"
    r"|regular) (?:fees?"
    r"|rates?|charges?|dues)\b|\btuition\b|\bco-?pay(?:ment)?s?\b|\bself[- ]pay\b|\bfee[- ]for[- ]service\b"
    r"|\bout[- ]of[- ]pocket\b"
    r"|\bper (?:session|visit|class|hour|month|week|person)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[$£€] ?(\d[\d,]*(?:\.\d{1,2})?)")
_OF_INCOME = re.compile(
    r"\bincomes?\b|\bearn(?:s|ed|ings?)?\b|\bassets?\b|\bgrants?\b|\bup to \$|\bbenefits?\b"
    r"|\bloans?\b",
    re.IGNORECASE,
)
_SEARCH_IS_FREE = re.compile(
    r"\b(?:search(?:es|ing)?|director(?:y|ies)|locators?|finders?|guides?|referrals?|listings?|look-?ups?|maps?)"
    r"(?: (?:and|or) \w+)? (?:is|are) (?:\w+ )?free\b(?: (?:of charge|to use))?"
    r"|\bfree (?:online )?(?:search\b|directory\b"
    r"|locator\b|finder\b)",
    re.IGNORECASE,
)
"""That finding something costs nothing says nothing of what is found."""
_PARTLY = re.compile(
    r"\b(?:is|are) paid\b|\bhas a fee\b|\bcharges a fee\b|\bset (?:their|its) own\b"
    r"|\bfor most\b|\bmost services\b|\bsome (?:services|programs|classes|events)\b",
    re.IGNORECASE,
)
_FREE_HERE = re.compile(
    r"\b(?:offers?|provides?|receives?|are|is|our|all|get) (?:\w+,? ){0,2}?free\b|^\W*free\b|\bfree (?:and|&|,) ?"
    r"(?:confidential|anonymous)"
    r"|\bconfidential (?:and|&) free\b|\bfree of (?:charge|cost)\b|\b(?:at )?no (?:cost|charge)\b|\bwithout (?:cost"
    r"|charge)\b"
    r"|\bno (?:fees?|dues)\b|\bfree (?:legal|meals?|groups?|support|counseling|services?|help|food|rides?|classes"
    r"|clinic|testing)\b",
    re.IGNORECASE,
)


def cost_from_text(fees: object, description: object = None) -> Cost:
    """The cost that the fees text states; without one, what the description says unmistakably.

    `fees` may be raw: "None" in answer to "fees?" means free.
    """
    raw = " ".join(as_text(fees).split()).strip(" .")
    if raw.casefold() in {"none", "no", "0", "$0", "0.00", "$0.00"}:
        return "free"
    stated = clean_line(fees)
    if stated:
        return _from_fees(stated[:2_000])
    return _from_description((clean_line(description) or "")[:5_000])


def _from_fees(text: str) -> Cost:
    not_free = bool(_NOT_FREE.search(text))
    told = _OTHER_FREE.sub(" ", _NOT_FREE.sub(" ", _SEARCH_IS_FREE.sub(" ", text)))
    amounts = [] if _OF_INCOME.search(told) else [float(each.replace(",", "")) for each in _AMOUNT.findall(told)]
    charged = any(amounts)
    free = bool(_FREE.search(told)) or (bool(amounts) and not charged)
    low = bool(_LOW.search(told))
    if free:
        beyond = _DONATIONS_TAKEN.sub(" ", told)
        if _LOW.search(beyond):
            return "low_cost"
        if _PARTLY.search(told) or _PAID.search(_FREE.sub(" ", beyond)) or (charged and not low):
            return "unknown"
        return "free"
    if low:
        return "low_cost"
    if charged or not_free or _PAID.search(told):
        return "paid"
    return "unknown"


def _from_description(text: str) -> Cost:
    told = _OTHER_FREE.sub(" ", _NOT_FREE.sub(" ", _SEARCH_IS_FREE.sub(" ", text)))
    if re.search(r"sliding[- ](?:fee[- ])?scale|\blow[- ](?:cost|fee)\b|\bpay what you can\b", told, re.IGNORECASE):
        return "low_cost"
    return "free" if _FREE_HERE.search(told) else "unknown"
