"""Whom a listing says it is for, as ids of `data.vocabulary.POPULATIONS`.

A listing with populations is taken not to fit other people, so precision comes first: a group counts only where the
eligibility limits the listing to it, the name is that of a place for it, or the text says "only". A mention, a
preference or an example ("including veterans") never counts, and a text open to everyone states none.
"""

from __future__ import annotations

import re

from data.vocabulary import POPULATIONS
from indexer.clean.text import as_text, clean_line

_WHO: dict[str, str] = {
    "children": r"children|kids|infants|toddlers|preschoolers",
    "youth": r"youths?|teens?|teenagers?|adolescents?|young (?:people|adults?|men|women)|transition(?:al)? age youth"
             r"|tay",
    "older_adults": r"(?<!school )(?<!graduating )(?<!college )seniors?(?: citizens?)?(?! (?:high|year|in high))"
                    r"|older adults?|elderly|elders|older (?:persons|people|wom[ae]n|men)",
    "women": r"wom[ae]n|females?|ladies|girls|moms|mothers",
    "men": r"m[ae]n|males?|boys|dads|fathers",
    "lgbtq": r"lgbt\w*\+?|glbt\w*|queer|gays?(?: and lesbians?| men)?|lesbians?|bisexuals?|sexual minorit(?:y|ies)"
             r"|two[- ]spirit",
    "transgender": r"transgender(?:ed)?|trans(?: people| women| men)|non-?binary|gender[- ]diverse",
    "veterans": r"veterans?|vets",
    "military": r"active[- ](?:duty|military)|service ?members?|military (?:families|personnel|members)|armed forces",
    "pregnant": r"pregnant|postpartum|expectant|expecting (?:mothers|parents)|new (?:mothers|moms)|perinatal",
    "parents": r"parents?|mothers?|fathers?|moms|dads|famil(?:y|ies) with (?:\w+ )?children|grandparents raising",
    "families": r"(?:families|family members|relatives|friends|loved ones) (?:and friends )?of|loved ones"
                r"|concerned others",
    "caregivers": r"caregivers?|carers?|family caregivers?",
    "disabilities": r"(?:people|persons|adults|individuals|children|youth|women|men|those|seniors) with "
                    r"(?:\w+ )?disabilit(?:y|ies)"
                    r"|disabled(?: persons| people| adults)?|developmentally disabled",
    "deaf": r"deaf|hard[- ]of[- ]hearing|hearing[- ]impaired",
    "homeless": r"homeless|unhoused|(?:people|individuals|families|youth|those|adults|persons) "
                r"(?:who are )?experiencing homelessness",
    "justice_involved": r"ex-?offenders?|offenders|formerly incarcerated|inmates|prisoners|parolees|probationers"
                        r"|returning citizens"
                        r"|justice[- ]involved|(?:people|individuals|adults) (?:leaving|released from) (?:prison|jail)",
    "immigrants": r"immigrants?|refugees?|asylum[- ]seekers?|asylees?|undocumented|newcomers",
    "native_american": r"native americans?|american indians?|alaska natives?|tribal members?|indigenous (?:people"
                       r"|women|men|youth)",
    "black": r"african[- ]americans?|black (?:people|women|men|youth|girls|boys|families|communit(?:y|ies))",
    "latino": r"latin[oax@](?:s|/as?)?|latinx|hispanics?",
    "asian": r"asian (?:pacific|american|women|men|youth|immigrant)\w*|asians|pacific islanders?|aapi|api (?:women"
             r"|men|youth)",
    "abuse_survivors": r"(?:survivors?|victims?) of (?:domestic|dating|intimate partner|family|relationship)"
                       r"(?: and \w+)? ?"
                       r"(?:violence|abuse)|(?:survivors?|victims?) of abuse|domestic (?:violence|abuse) "
                       r"(?:survivors?|victims?)"
                       r"|battered (?:women|men|spouses)|abused (?:women|men)|adult survivors of child(?:hood)? "
                       r"(?:sexual )?abuse",
    "sexual_assault_survivors": r"(?:survivors?|victims?) of (?:sexual (?:assault|violence|abuse)|rape|incest)"
                                r"|(?:sexual assault|rape|incest) (?:survivors?|victims?)",
    "trafficking_survivors": r"(?:survivors?|victims?) of (?:human |sex |labor )?trafficking|trafficking "
                             r"(?:survivors?|victims?)",
    "crime_victims": r"(?:victims?|survivors?) of (?:\w+ )?crimes?|crime victims?",
    "hiv": r"(?:people|persons|individuals|adults|those|women|men) (?:living )?with (?:hiv|aids)\S*|hiv[- ]?positive"
           r"|hiv\+"
           r"|(?:living|diagnosed) with (?:hiv|aids)\S*",
    "bereaved": r"bereaved|grieving|(?:people|those|anyone|individuals) who (?:have|has) lost (?:a |an |their )?\w+"
                r"|survivors of suicide loss",
    "students": r"(?:college |university |high school |enrolled )?students",
    "first_responders": r"first responders?|firefighters?|police officers?|paramedics",
}  # fmt: skip
_PATTERNS = {who: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) for who, words in _WHO.items()}
_AFTER_OR = re.compile(r"\b(?:or|and/or)\s+(?:(?:a|an|are|is|be|low-income|the)\s+)*$", re.IGNORECASE)
_BEFORE_OR = re.compile(
    r"\s*,?\s*(?:or|and/or)\s+(?!older|over|above|under|younger|up\b|more|in danger|at[- ]risk|runaway|near|formerly"
    r"|about)",
    re.IGNORECASE,
)
_ANY_WHO = "|".join(_WHO.values())
_ANY = re.compile(rf"(?<![\w-])(?:{_ANY_WHO})(?![\w-])", re.IGNORECASE)

_EVERYONE = re.compile(
    r"\b(?:anyone|everyone|everybody|all (?:are )?welcome|all ages|general public|open to (?:the )?(?:public|all)"
    r"|no restrictions?"
    r"|no eligibility|any (?:person|one|individual|resident)|all (?:persons|people|residents|individuals|clients"
    r"|adults|genders)"
    r"|regardless|unrestricted|none|men and women|women and men|males? (?:and|or|&) females?|m[ae]n (?:or|&) wom[ae]n"
    r"|both (?:men|women|sexes|genders)|adults and (?:children|youth|teens|adolescents)|(?:children|youth|teens"
    r"|adolescents)"
    r"(?: and|,| &)(?: \w+,?)? adults)\b",
    re.IGNORECASE,
)
_ONLY_MENTIONED = re.compile(
    r"\b(?:priority|preference|preferred|preferably|includ(?:ing|es)|such as|e\.g|especially|particularly|also"
    r"|as well as|may|except"
    r"|excluding|not (?:for|open)|no (?:children|men|women|males|females|pets)|without|whose|accompanied|with "
    r"(?:a )?parent"
    r"|services? to|referred by|unless|guardian|emphasis|primarily|mainly|mostly|focus(?:es|ing|ed)? on|must (?:not"
    r"|bring|have|show|provide))\b.*",
    re.IGNORECASE,
)
_WITH_CHILDREN = re.compile(r"\b(?:with|of|have|having|and their|their)\s+(?:(?:a|minor|dependent|young|or without"
                            r"|at least one) )*"
                            r"(?:child(?:ren)?|kids|infants?|toddlers|babies|teens"
                            r"|youth)\b", re.IGNORECASE)  # fmt: skip
_LIMITS = re.compile(
    r"\b(?:only|must be|limited to|restricted to|exclusively|open to|available to|serves|serving|eligible|for"
    r"|designed for)\b",
    re.IGNORECASE,
)
_ONLY_IN_TEXT = re.compile(
    rf"(?<![\w-])(?:(?:exclusively|only|solely) (?:for|serves) |(?:limited|restricted) to |must be (?:an? )?)(?:"
    rf"(?:adult|young|single"
    rf"|homeless|pregnant|low-income|all|an?|the) )*({_ANY_WHO})(?![\w-])"
    rf"|(?<![\w-])(?P<noun>{_ANY_WHO})[- ]only(?![\w-])",
    re.IGNORECASE,
)
_NAME_GROUPS: tuple[tuple[str, str], ...] = (
    ("women", r"\bwomen['’]?s\b|\bfor women\b|\bwom[ae]n(?=[- ]only|\)| in recovery| group| step)|\bladies['’]?\b"),
    ("men", r"\bmen['’]?s\b|\bfor men\b|\bmen(?=[- ]only|\)| in recovery| group| step)|\bfatherhood\b"),
    ("youth", r"\b(?:youth|teens?|adolescents?|young adults?|ypaa)\b|^\W*alateen\b"),
    ("children", r"\bchildren['’]s (?:program|group|grief|counseling|therapy|services)\b"),
    ("older_adults", r"\bsenior (?:center|citizens?|services|housing|meals?|program|wellness)\b|\bolder adults?\b"
                     r"|\bfor seniors\b"),
    ("lgbtq", r"\b(?:lgbt\w*\+?|glbt\w*|queer|gay|lesbian)(?!\w)"),
    ("transgender", r"\btransgender\b|\btrans (?:women|men|people|youth|support)\b"),
    ("veterans", r"\bveterans?\b|\bvet center\b"),
    ("pregnant", r"\b(?:pregnant|postpartum|perinatal)\b"),
    ("parents", r"\bparents?(?:['’]s?)? (?:group|support|anonymous|circle)\b|\bfor parents\b|\bsingle parents?\b"),
    ("caregivers", r"\bcaregivers?['’]?s? (?:support|group|circle)\b|\bfor (?:family )?caregivers\b"),
    ("deaf", r"\bfor the deaf\b|\bdeaf (?:and|&) hard\b"),
    ("homeless", r"\bfor (?:the )?homeless\b|\bhomeless (?:shelter|youth|veterans|families|outreach|services)\b"),
    ("native_american", r"\bfor (?:native americans?|american indians?)\b"),
    ("abuse_survivors", r"\b(?:domestic (?:violence|abuse)|battered women)\b.*\b(?:survivors?|shelter|group)\b"),
    ("sexual_assault_survivors", r"\b(?:sexual assault|rape|incest) survivors?\b|\bsurvivors of (?:incest"
                                 r"|sexual abuse)\b"),
    ("hiv", r"\bhiv\b.*\b(?:support group|positive)\b|\bpositive (?:men|women)\b"),
    ("bereaved", r"\b(?:bereavement|grief|loss)\b.*\b(?:group|circle)\b|\bgriefshare\b|\bbereaved\b"),
    ("students", r"\bfor students\b|\bstudent (?:counseling|health) (?:center|services)\b"),
    ("first_responders", r"\bfirst responders?\b"),
)  # fmt: skip
_NAME_PATTERNS = tuple((who, re.compile(pattern, re.IGNORECASE)) for who, pattern in _NAME_GROUPS)
_MIXED = (("women", "men"),)


def populations_from_text(name: object, eligibility: object, description: object = None) -> tuple[str, ...]:
    """Ids in the vocabulary's order; empty where the listing does not limit itself to anyone."""
    rules = " ".join(as_text(eligibility).split())[:2_000]
    if _EVERYONE.search(rules):
        return ()
    rules = clean_line(rules) or ""
    found = _from_eligibility(rules) | _from_name(clean_line(name) or "")
    found |= _from_description((clean_line(description) or "")[:5_000])
    for pair in _MIXED:
        if found.issuperset(pair):
            found.difference_update(pair)
    return tuple(who for who in POPULATIONS if who in found)


def _from_eligibility(text: str) -> set[str]:
    found: set[str] = set()
    for clause in re.split(r"[.;\n]", text):
        told = _ONLY_MENTIONED.sub("", clause)
        if len(told.split()) > 14 and not _LIMITS.search(told):
            continue
        found |= _groups_in(told)
    return found


def _groups_in(text: str) -> set[str]:
    bare = _WITH_CHILDREN.sub(" ", text)
    found = {who for who, pattern in _PATTERNS.items() if any(_limits(bare, match) for match in pattern.finditer(bare))}
    if re.search(r"\bfamil(?:y|ies) with (?:\w+ )?children\b", text, re.IGNORECASE):
        found.add("parents")
    if re.search(r"(?<!young )(?<!older )\badults?\b", bare, re.IGNORECASE):
        found -= {"children", "youth"}
    return found


def _limits(text: str, match: re.Match[str]) -> bool:
    """Whether a group stands by itself, and not as an alternative to people of no group ("insured or homeless")."""
    before, after = text[: match.start()], text[match.end() :]
    if _AFTER_OR.search(before) and not _ANY.search(before):
        return False
    return not (_BEFORE_OR.match(after) and not _ANY.search(after))


def _from_name(name: str) -> set[str]:
    if re.search(r"\bmen (?:and|&) women\b|\bwomen (?:and|&) men\b", name, re.IGNORECASE):
        return set()
    return {who for who, pattern in _NAME_PATTERNS if pattern.search(name)}


def _from_description(text: str) -> set[str]:
    return {
        who
        for match in _ONLY_IN_TEXT.finditer(text)
        for who, pattern in _PATTERNS.items()
        if pattern.search(match[0].replace("-only", " only").replace("-Only", " only"))
    }
