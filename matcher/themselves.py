"""What people say of themselves: their age, which groups of people they belong to, and their language.

Only what is said of the one in need counts: by themselves ("I'm 16 and pregnant", "soy veterano") or in a note that
begins with them ("Caller 68F", "72 yo woman needs …"); never of a child or a relative, and in doubt nothing. Nothing is
filtered by it: what is for just these people is not taken to be for others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from matcher import spoken

CHILD_TO, YOUTH_FROM, YOUTH_TO, OLDER_FROM = 17, 12, 25, 60
"""The ages, inclusive, at which most services take somebody for a child, a young person and an older adult."""
LEAST_AGE, MOST_AGE = 10, 105
"""Younger people have others speak for them, and what is said is the age of a child."""
ADULT = 18


@dataclass(frozen=True, slots=True)
class Told:
    """What a statement tells of the person; no age, groups or languages where it tells nothing."""

    age: int | None = None
    populations: tuple[str, ...] = ()
    """Of `data.vocabulary.POPULATIONS`."""
    languages: tuple[str, ...] = ()
    """Which they would rather be helped in than English (`matcher.spoken`)."""
    close: tuple[str, ...] = ()
    """"children", "women", "men": of whom somebody close to them is named, who may be the one that help is for, and is
    not told to hurt them."""
    close_ages: tuple[int, ...] = ()
    """The ages told of children close to them."""


_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_TEENS, start=10)} | {
    f"{tens}-{ones}" if ones else tens: 10 * ten + one
    for ten, tens in enumerate(_TENS, start=2)
    for one, ones in enumerate(["", *_ONES])
}
_NUMBER = rf"\d{{2,3}}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}"
_YEARS = r"(?:\s?-?\s?(?:y\.?/?o\b\.?|y/?rs?\b\.?(?:[\s-]*old\b)?|years?[\s-]+old\b))"
_ANOS = r"\s*a[nñ](?:o|it)s"
_AGE_ENDS = (
    r"(?=\s*(?:$|[.,;:!?()—–]|-\s)|\s+(?:and|n|&|but|w/|with|now|living|homeless|pregnant|gay|trans|single|married|female"
    r"|male|woman|man|y|pero|con|mujer|hombre)(?!\w))"
)
"""What may follow an age without its unit or in Spanish, so that "16 days sober" and "20 años tomando" are none."""

_SELF: dict[str, str] = {
    "veterans": r"veteran|vet(?! (?:tech|nurse|assistant|student))|veteran[oa]",
    "military": r"active[- ]duty|soldier|service ?member|reservist|(?:in|en) (?:the |el |la )?(?:army|navy|air force"
                r"|marines|coast guard|ej[eé]rcito|marina)",
    "lgbtq": r"gay|lesbian|lesbiana|queer|bisexual|bi(?=\s*(?:$|[.,;]|man|woman|guy|girl|male|female))|lgbt\w{0,4}",
    "transgender": r"transgender(?:ed)?|transg[eé]nero|transexual|transsexual|trans|non-?binary|no binari[oae]|ftm|mtf",
    "pregnant": r"pregnant|embarazada|postpartum",
    "deaf": r"deaf|hard of hearing|sord[oa]",
    "native_american": r"native american|american indian|alaska native|(?:enrolled )?tribal member",
    "black": r"black(?! (?:and blue|out|listed))|african[- ]american|afroamerican[oa]|afrodescendiente|negr[oa]",
    "latino": r"latin[oaxe]|hispanic|hispan[oa]|chican[oa]",
    "asian": r"asian(?:[- ]american)?|asi[aá]tic[oa]|pacific islander",
    "hiv": r"(?:hiv|vih)[- ]?(?:positive|positiv[oa]|\+)|poz|(?:living|diagnosed) with hiv",
    "students": r"(?:college |high school |university |grad(?:uate)? )?student|estudiante",
    "first_responders": r"firefighter|paramedic|emt|first responder|police officer|nurse|bomber[oa]|param[eé]dic[oa]"
                        r"|enfermer[oa]",
    "youth": r"teen(?:ager)?|adolescente?",
    "children": r"minor|menor de edad",
    "older_adults": r"senior citizen|elderly|older adult|adult[oa] mayor"
                    r"|senior(?! (?:in|at|year|student|high|college))",
    "women": r"woman|female|lady|girl|mujer|muchacha|chica|mother|mom|mum|mam[aá]|madre|grandma|grandmother",
    "men": r"man|male|guy|boy|hombre|muchacho|chico|father|dad|pap[aá]|padre|grandpa|grandfather",
}  # fmt: skip
"""How people name the groups that one belongs to or not."""
_PARENTS = frozenset({
    "mother", "mom", "mum", "mama", "mamá", "madre", "grandma", "grandmother", "father", "dad", "papa", "papá", "padre",
    "grandpa", "grandfather",
})  # fmt: skip
"""Words that after an "and" are more likely somebody else: "I'm pregnant and mom threw me out"."""
_FILLERS = (
    r"an?|the|una?|just|also|currently|only|soy|single|solter[oa]|homeless|disabled|young|old|older|joven|proud|married"
    r"|divorced|widowed|retired|former|sober|recovering|cis|us|u\.s\.|army|navy|marine|air force|national guard|combat"
    r"|vietnam|iraq|afghanistan|gulf war|\d{1,2} (?:weeks?|months?|wks?|mos?)(?= pregnant| postpartum)"
)
_STEP = re.compile(
    rf"[\s/-]*(?:(?P<age>(?:de )?(?P<number>{_NUMBER})(?:{_YEARS}|(?=\s?[fm]\b)|(?:{_ANOS})?{_AGE_ENDS}))"
    rf"|(?P<sex>[fm])(?!\w)|(?P<joint>and|n|y|e|&|,(?=\s*(?:\d\d|tengo)\b)|tengo(?=\s+\d\d\b))(?![\w'’])|(?:"
    + "|".join(rf"(?P<{who}>{words})" for who, words in _SELF.items())
    + rf"|(?P<filler>{_FILLERS}))(?![\w-]))",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:i\s?['’]?m|i am|i (?:just )?turned)\b|(?<!\bno )(?<!\bni )\b(?:soy|estoy|tengo)\b"
    r"|\b(?:caller|clt?|client|cte|client[ea]|pt|patient)\b(?!['’])(?:,| is| es| tiene| whispering,)?(?=\s)",
    re.IGNORECASE,
)
_NOTE_AGE = re.compile(
    r"\s*(?:(?:caller|clt?|client|cte|client[ea]|pt|patient)\s+)?(?P<sex>[FM])\s?(?P<number>\d\d)(?=[\s,.;])"
)
"""As "F 31, 2 kids": the letter first, as is usual in Spanish."""
_HIV = re.compile(
    r"\bi(?: have|['’]ve got| got) (?:hiv|aids)\b|(?<!\bno )\b(?:tengo|vivo con) (?:el )?(?:vih|sida)\b", re.I
)
_UNSURE = re.compile(
    r"\b(?:if|thinks?|thought|says?|said|tell people|told (?:me|them)|maybe|like|unless|whether"
    r"|till|until|when|before|si|creo|que|dice"
    r"|dicen|cuando)"
    r"\s+(?:that\s+|que\s+)?$",
    re.IGNORECASE,
)
_LETTER_M = "M"
"""After an age, a man; but in a note in Spanish, as often "mujer"."""
_REACH = 20
_LONGEST = 12
"""Words that one person is described in without a word of anything else."""
_RELATIVE = (
    r"(?:husband|wife|spouse|partner|boyfriend|girlfriend|widow(?:er)?|son|daughter|kid|child|brother|sister|mom|mother|dad"
    r"|father|parent|uncle|aunt|cousin|nephew|niece|grand\w+|famil(?:y|ies)|friend|roommate|esposo|esposa|hij[oa]|herman[oa]"
    r"|nene|nena|niñ[oa]|bebe|bebé|baby|toddler|infant)s?"
)
_OF_ANOTHER = re.compile(
    rf"['’]s?\b|\s+(?:(?!(?:of|with|w|has|needs?|and|who|whose|is|in|on|to|for|de|con|que|y|necesita|busca)\b)\w+\s+){{0,2}}"
    rf"{_RELATIVE}\b",
    re.IGNORECASE,
)
"""What turns the words before it into those of somebody else: "a veteran's wife", "16 yo autistic son"."""
_NOTE_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:/])|\s+(?:needs?|wants?|looking|seek\w*|asking|asks|w/|necesita|busca|quiere|pide|c/)(?!\w)",
    re.IGNORECASE,
)
"""What follows the person that a note without an age begins with: not the service that it asks for ("student loans"),
nor what somebody else does ("a man is …")."""


_WHOSE = (
    r"(?<!\bi'm )(?<!\bim )(?<!\bi am )(?<!\bsoy )"
    r"\b(?:my|our|his|her|their|your|an?|the|this|that|these|those|two|three|four|five|\d|mis?|nuestr[oa]s?|sus?|una?|el|la"
    r"|los|las|client'?s|clt'?s|pt'?s|caller'?s)\s+(?:(?!(?:is|was|and|or|of|in|at|to|for|with)\b)[\w-]+\s+){0,2}?"
)
_CLOSE: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    # The word alone is soon found to be missing.
    who: (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), re.compile(rf"{_WHOSE}(?:{words})\b", re.IGNORECASE))
    for who, words in {
        "children": r"kids?|child(?:ren)?|sons?|daughters?|boys?|girls?|bab(?:y|ies)|toddlers?|infants?|newborn|teens?"
                    r"|teenagers?|brothers?|sisters?|nephews?|nieces?|grand(?:son|daughter|child|kid)\w*|students?"
                    r"|hij[oa]s?|niñ[oa]s?|nen[ea]s?|beb[eé]s?|herman[oa]s?|sobrin[oa]s?|niet[oa]s?|muchach[oa]s?",
        "women": r"wife|girlfriend|gf|fianc[eé]e|daughters?|sisters?|mom|mother|mama|mum|aunt|niece|grandma|grandmother"
                 r"|woman|girl|esposa|mujer|novia|hijas?|hermanas?|mam[aá]|madre|t[ií]a|sobrina|abuela",
        "men": r"husband|boyfriend|bf|fianc[eé]|sons?|brothers?|dad|father|papa|uncle|nephew|grandpa|grandfather|man"
               r"|guy|boy|esposo|marido|novio|hijos?|hermanos?|pap[aá]|padre|t[ií]o|sobrino|abuelo",
    }.items()
}  # fmt: skip


_HURTS_ME = re.compile(
    r"(?:\s+\w+){0,3}?\s+(?:hits?|beats?|punch\w*|slap\w*|chok\w*|kick\w*|stab\w*|shoots?|shot|threat\w*|hurts?|abus\w*"
    r"|rap(?:es|ed)|strangl\w*|attack\w*|push\w*|shov\w*|scream\w*)(?:\s+\w+){0,3}?\s+(?:me|us)\b"
    r"|\s+(?:me|nos)\s+(?:peg|golpe|maltrat|empuj|amenaz|viol|abus|grit)\w*",
    re.IGNORECASE,
)
"""Just after somebody: the one who does it is not the one that help is for."""
_CHILD = (
    r"kids?|child|sons?|daughters?|boy|girl|baby|toddler|teen|brother|sister|nephew|niece|grand(?:son|daughter|child|kid)"
    r"|student|hij[oa]|niñ[oa]|nen[ea]|bebé|herman[oa]|sobrin[oa]|niet[oa]|muchach[oa]"
)
_DIGIT = re.compile(r"\d")
_NOT_YEARS = r"(?!\s*(?:months?|mos?\b|weeks?|wks?|days?|meses|semanas|times|of|am\b|pm\b|%|/|:))"
_THEIR_AGE = re.compile(
    rf"{_WHOSE}(?:{_CHILD})\b(?:\s*[,(]\s*|\s+(?:is|who is|who['’]s|just turned|turned|tiene|de|of|aged?)\s+)"
    rf"(?P<after>\d{{1,2}})\b{_NOT_YEARS}"
    rf"|{_WHOSE}(?P<before>\d{{1,2}}){_YEARS}\s+(?:\w+\s+)?(?:{_CHILD})\b",
    re.IGNORECASE,
)


def told(statement: str) -> Told:
    """What a statement of up to 2,000 characters tells of the one in need."""
    languages = spoken.languages(statement)
    ages: set[int] = set()
    found: set[str] = set()
    for start in _STARTS.finditer(statement):
        if not _UNSURE.search(statement, max(0, start.start() - _REACH), start.start()):
            age, groups, _ = _read_on(statement, start.end())
            ages |= age
            found |= groups
    age, groups, end = _read_on(statement, 0)
    if age or (groups - {"women", "men"} and _NOTE_GOES_ON.match(statement, end)):
        ages |= age
        found |= groups
    if note := _NOTE_AGE.match(statement):
        ages.add(int(note["number"]))
        found.add("women" if note["sex"] == "F" else _LETTER_M)
    if _HIV.search(statement):
        found.add("hiv")
    if _LETTER_M in found:
        found.remove(_LETTER_M)
        found |= set() if "es" in languages else {"men"}
    if "transgender" in found:
        found.add("lgbtq")
    fitting = {age for age in ages if LEAST_AGE <= age <= MOST_AGE}
    # Two ages are those of two people.
    age_told = next(iter(fitting)) if len(ages) == len(fitting) == 1 else None
    if "deaf" in found and "ase" not in languages:
        languages = (*languages, "ase")
    close = tuple(who for who, words in _CLOSE.items() if words[0].search(statement) and _is_close(words[1], statement))
    aged = (
        _THEIR_AGE.finditer(statement) if _CLOSE["children"][0].search(statement) and _DIGIT.search(statement) else ()
    )
    of_children = (int(match["after"] or match["before"]) for match in aged)
    close_ages = tuple(dict.fromkeys(age for age in of_children if age < ADULT))
    return Told(age_told, tuple(sorted(found)), languages, close, close_ages)


def _is_close(somebody: re.Pattern[str], statement: str) -> bool:
    """Whether somebody close is named, and is not the one who hurts them."""
    return any(not _HURTS_ME.match(statement, named.end()) for named in somebody.finditer(statement))


def populations(person: Told, age: int | None) -> tuple[str, ...]:
    """The groups that a person belongs to, with those that their age puts them in: the one asked for, else the told."""
    years = person.age if age is None else age
    if years is None:
        return person.populations
    by_age = {
        "children": years <= CHILD_TO,
        "youth": YOUTH_FROM <= years <= YOUTH_TO,
        "older_adults": years >= OLDER_FROM,
    }
    return (*person.populations, *(who for who, fits in by_age.items() if fits))


def _read_on(statement: str, start: int) -> tuple[set[int], set[str], int]:
    """The ages and groups that the words from `start` on say of one person, and where they end."""
    ages: set[int] = set()
    found: set[str] = set()
    at = end = start
    for _ in range(_LONGEST):
        step = _STEP.match(statement, at)
        if step is None:
            break
        kind = str(step.lastgroup)
        after_and = at != end
        at = step.end()
        if kind == "joint":
            continue
        if kind in _SELF:
            if after_and and step[kind].casefold() in _PARENTS:
                break
            found.add(kind)
        elif kind == "age":
            number = step["number"].casefold()
            ages.add(int(number) if number.isdigit() else _WORDS[number])
        elif kind == "sex":
            if not ages:
                break
            found.add("women" if step["sex"] in "fF" else _LETTER_M)
        end = at
    return (set(), set(), end) if _OF_ANOTHER.match(statement, end) else (ages, found, end)
