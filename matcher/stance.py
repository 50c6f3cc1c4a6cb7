"""How a person stands to what they say: whose trouble it is, what is over, what they are missing. English and Spanish.

Needs are told by what is talked of; this tells the rest that a helpline worker hears. Rules, since each is a matter of
a few words, and so that they can be read and corrected.
"""

from __future__ import annotations

import re

from data.resource import SupportType

_RELATIVE = (
    r"(?:husband|wife|hubby|partner|boyfriend|girlfriend|bf|gf|fianc[eé]e?|spouse|ex|son|daughter|kid|child|boy|girl|"
    r"brother|sister|mom|mother|mum|mama|dad|father|papa|parents?|uncle|aunt|cousin|nephew|niece|"
    r"grand(?:son|daughter|pa|ma|father|mother)|roommate|(?:best )?friend)s?"
)
_RELATIVE_ES = (
    r"(?:esposo|esposa|marido|mujer|pareja|novio|novia|hijo|hija|hermano|hermana|mam[aá]|madre|pap[aá]|padre|t[ií]o|"
    r"t[ií]a|primo|prima|sobrino|sobrina|niet[oa]|abuel[oa]|viejo|amig[oa])s?"
)
_RELATIVES_TROUBLE = re.compile(
    rf"\b(?:my|our|caller(?:'s|s)?|clt(?:'s|s)?|client(?:'s|s)?)\s+(?:\w+\s+){{0,3}}?{_RELATIVE}\b"
    rf"|\b(?:mis?|nuestr[oa]s?)\s+(?:\w+\s+)?{_RELATIVE_ES}\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:sober|clean|dry)\b[^.;]{0,24}\b(?:years?|yrs?|decades?)\b|\b(?:years?|yrs?)\b[^.;]{0,12}\b(?:sober|clean)\b"
    r"|\b(?:don'?t|do not|doesn'?t|does not|no longer|never|not)\s+"
    r"(?:(?:do|even|ever|really|actually|currently|touch|any)\s+){0,2}?(?:drinks?|drinking|uses?|using|smokes?"
    r"|drugs?|alcohol|touch)\b|\bdenies (?:\w+ ){0,3}(?:use|using|drinking|drugs?|alcohol|etoh|substance)"
    r"|\b(?:quit|stopped) (?:drinking|using|smoking)\b[^.;]{0,20}\b(?:years?|yrs?) ago"
    r"|\b(?:ya no|nunca|no)\s+(?:me\s+)?(?:tomo|bebo|fumo|uso|consumo|me drogo)\b|\ba[nñ]os\s+(?:sobri[oa]|limpi[oa])",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\b(?:don'?t|do not|doesn'?t|does not|didn'?t|never)\s+(?:really |even )?"
    r"(?:need|want(?! (?:to(?! go to)|my|our|him|her|it|them|this|that|anyone|anybody)\b)|asked? for)\b"
    r"|\b(?:not|isn'?t|aren'?t) (?:suicidal|homeless|looking for|asking for|interested in|here for)\b"
    r"|\bno need (?:for|of)\b|\bden(?:ies|ied|ying)\b"
    r"|\bno (?:necesito|quiero(?! (?:que|perder|estar|seguir)\b)|busco|soy suicida|estoy suicida)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:needs?|wants?|looking|just|only|but|instead|necesit\w+|quier[oe]|busc[oa]|solo|sólo|sino|pero)\b",
    re.IGNORECASE,
)
_RELAPSE = re.compile(
    r"\brelaps\w*|\b(?:started|began)\b[^.;]{0,24}\b(?:drink\w*|us(?:e|ing)|smok\w+|pills?|dope|meth|heroin|coke)\b"
    r"[^.;]{0,24}\bagain\b|\b(?:started back|back (?:to|on|at)|went back to|picked (?:it )?(?:back )?up|slipped)\b"
    r"[^.;]{0,24}\b(?:drinking|using|drink|bottle|booze|pills?|dope|meth|heroin|coke)\b|\bslipped (?:up )?again\b"
    r"|\b(?:drinking|using|drunk|high) again\b|\bfell off the wagon\b|\breca[ií]\w*|\brecaída"
    r"|\b(?:volv[ií]\w*|vuel[vt]\w*) a (?:tomar|beber|consumir|usar|fumar|caer)",
    re.IGNORECASE,
)
_DRINK = re.compile(
    r"\bdr(?:ink|unk|ank)\w*|\balcohol\w*|\bbooze|\bbeers?\b|\bwine\b|\bvodka|\bwhisk"
    r"|\bbottles?\b(?! of (?:\w+ ){0,2}(?:pills?|meds?|medicine|medication))"
    r"|\betoh\b|\bsober|\bliquor"
    r"|\btom(?:a|o|ar|ando|ado|aba)\b"
    r"(?! (?:\w+ ){0,2}(?:pastillas?|pildoras?|píldoras?|medic\w+|drogas?|f[aá]rmacos?))"
    r"|(?<!\bmi )(?<!\bsu )(?<!\bel )(?<!\bun )\bbeb(?:e[rn]?|o|emos|ido|iendo|ía\w*|ió|ida\w*)\b"
    r"|\bcerveza|\btrago|\bborrach\w+|\bpisto\b",
    re.IGNORECASE,
)
_GAPS: dict[SupportType, re.Pattern[str]] = {
    "emotional": re.compile(
        r"\b(?:no ?(?:one|body)|nobody|none of (?:them|my)|not (?:one|a) (?:soul|person))\b[^.;]{0,40}"
        r"\b(?:gets? (?:it|me)|understands?|listens?|cares?|to talk to|to call|believes?|who has been|knows what)"
        r"|\b(?:all|completely|so|totally) (?:alone|by myself|on my own)\b|\blonel\w+|\bno friends?\b|\bisolated\b"
        r"|\b(?:need|want|wish)\b[^.;]{0,24}\bsome(?:one|body) (?:to talk|who (?:gets|understands|has been))"
        r"|\bnadie\b[^.;]{0,30}\b(?:entiende|escucha|comprende|sabe)\b|\bcon qui[eé]n (?:hablar|platicar)"
        r"|\bme siento (?:muy )?sol[oa]",
        re.IGNORECASE,
    ),
    "informational": re.compile(
        r"\b(?:don'?t|do not|doesn'?t|no idea|not sure) (?:even )?(?:know |understand )?(?:where|how"
        r"|what|who)\b[^.;]{0,30}"
        r"\b(?:start|begin|to (?:do|go|call|turn|ask|apply|find|get)|works?|my rights|options)"
        r"|\bno (?:idea|clue) (?:where|how|what)|\bnobody (?:tells|explains|told)"
        r"|\bwhere do i (?:even )?(?:start|go|begin)"
        r"|\bno s[eé] (?:ni )?(?:por )?(?:d[oó]nde|c[oó]mo|qu[eé]|a qui[eé]n)",
        re.IGNORECASE,
    ),
    "practical": re.compile(
        r"\b(?:no|without|can'?t afford|out of|cannot afford) (?:a |any |the )?(?:ride|car|bus|gas|money|cash|phone|"
        r"insurance|license|babysitter|childcare|child care|place to (?:stay|sleep|live))\b"
        r"|\b(?:i'?m|we'?re|am|are|is|was|be|been|being|went|flat|dead|so|too|totally|completely) broke\b"
        r"|\bsin (?:carro|dinero|seguro|techo|casa|papeles|trabajo|comida)\b|\bno tengo (?:carro|dinero"
        r"|c[oó]mo|d[oó]nde)",
        re.IGNORECASE,
    ),
}
_FAMILY_FAILS = re.compile(
    r"\b(?:my )?(?:family|parents|mother|mom|father|dad|husband|wife|brother|sister|relatives|folks"
    r"|people)\b[^.;]{0,40}"
    r"\b(?:(?:had it with|gave up on|given up on|done with) (?:me|us)\b"
    r"|cut me off|kicked me out|threw me out|won'?t (?:talk"
    r"|speak|help)|don'?t (?:talk"
    r"|speak|believe|support)|makes? it worse|drags? me (?:down|back)|pulls? me back"
    r"|calls? me (?:an?|names|crazy|stupid|weak)\b|laughs? at|puts? me down"
    r"|disowned|turned (?:their|his|her) back|hands? me (?:a )?(?:beer|drink|bottle)|pours? me)"
    r"|\bmi familia\b[^.;]{0,40}\b(?:no me (?:apoya|habla|entiende|ayuda)|me dio la espalda|me corri[oó]|ya no)",
    re.IGNORECASE,
)


def of_a_relative(words: str) -> bool:
    """Whether the trouble is that of somebody close to the speaker, or the one somebody close brings."""
    return _said(_RELATIVES_TROUBLE, words)


def is_over(words: str) -> bool:
    """Whether drinking or using is denied or long past."""
    return _said(_OVER, words) and not _said(_RELAPSE, words)


def refuses(words: str) -> bool:
    """Whether what is named is said not to be needed or wanted, and nothing else is asked for in the same words."""
    plain = words.replace("’", "'")
    found = _REFUSAL.search(plain)
    return found is not None and not _ASKING.search(plain, found.end())


def tells_of_relapse(statement: str) -> bool:
    """Whether somebody has begun again: a reason to connect them, never a mark against anyone."""
    return _said(_RELAPSE, statement)


def is_about_drink(words: str) -> bool:
    """Whether it is alcohol that is talked of, and no other drug."""
    return _said(_DRINK, words)


def family_fails(statement: str) -> bool:
    """Whether those who are near do not support, or do harm."""
    return _said(_FAMILY_FAILS, statement)


def gaps(statement: str) -> set[SupportType]:
    """The types of support that the person says, or lets be known, nobody gives them."""
    return {support for support, cue in _GAPS.items() if _said(cue, statement)}


def _said(cue: re.Pattern[str], words: str) -> bool:
    """Whether a cue is found, however the apostrophes are typed."""
    return bool(cue.search(words.replace("’", "'")))
