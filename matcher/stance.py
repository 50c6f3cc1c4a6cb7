"""How a person stands to what they say: whose trouble it is, who fails them, what is missing. English and Spanish.

Needs are told by what is talked of; this tells the rest that a helpline worker hears, with `matcher.denial` (what is
over or not wanted) and `matcher.harm` (who hurts whom). Rules, since each is a matter of a few words, and so that they
can be read and corrected.
"""

from __future__ import annotations

import re

from data.resource import SupportType
from matcher.cues import cue, typed

RELATIVE = (
    r"(?:husband|wife|hubby|partner|boyfriend|girlfriend|bf|gf|fianc[eé]e?|spouse|ex|son|daughter|kid|child|boy|girl|"
    r"brother|sister|mom|mother|mum|mama|dad|father|papa|parents?|uncle|aunt|cousin|nephew|niece|"
    r"grand(?:son|daughter|pa|ma|father|mother)|roommate|(?:best )?friend)s?"
)
RELATIVE_ES = (
    r"(?:esposo|esposa|marido|mujer|pareja|novio|novia|hijo|hija|hermano|hermana|mam[aá]|madre|pap[aá]|padre|t[ií]o|"
    r"t[ií]a|primo|prima|sobrino|sobrina|niet[oa]|abuel[oa]|viejo|amig[oa])s?"
)
_RELATIVES_TROUBLE = re.compile(
    rf"\b(?:my|our|caller(?:'s|s)?|clt(?:'s|s)?|client(?:'s|s)?)\s+(?:\w+\s+){{0,3}}?{RELATIVE}\b"
    rf"|\b(?:mis?|nuestr[oa]s?)\s+(?:\w+\s+)?{RELATIVE_ES}\b",
    re.IGNORECASE,
)
_HABIT = r"drinking|using|drug use|drug problem|habit|addiction|alcoholism|smoking|relapses?"
_STASH = r"pills|stash|bottles?|needles?|pipe|meth|weed|heroin|coke|dope|vodka|beers?"
_HELPERS = (
    r"just|really|only|do|did|am|was|have|had|been|keep|kept|still|always|often|sometimes|also|started|start|can'?t"
    r"|cannot|stop|quit|need|should|shouldn'?t|must|gotta|got|get|to|go to|not|a|an"
)
"""Words between "I" and what the speaker does, none of which names another."""
_USING = (
    r"drink(?:ing)?|drank|drunk|us(?:e|ing)|smok(?:e|ing)|snort|shoot up|high|addict(?:ed)?|alcoholic|rehab|treatment"
    r"|detox|sober|clean|relapsed|overdosed|fell off|slipped|picked (?:it|up|back)|went back"
)
_URGES = r"want(?:s|ed)?|ask(?:s|ed)?|begs?|begged|tells?|told|needs?|push(?:es|ed|ing)|forc(?:es|ed|ing)|making|makes?"
_MINDS = (
    r"found|finds?|hid|hides|flush\w*|threw (?:out|away)|poured out|counts?|scared of|afraid of|tired of|sick of"
    r"|worried about|hates?|because of|knows about|mad about|upset about|over"
)
_OWN_TROUBLE = cue(
    rf"\bi(?:'?m|'?ve|'?d)? (?:(?:{_HELPERS}) ){{0,4}}?(?:{_USING})\b",
    rf"\b(?:{_URGES}) me\b[^.;]{{0,16}}?"
    r"\b(?:stop|quit|cut (?:down|back)|get (?:help|clean|sober)|rehab|treatment|detox|dry out)\b",
    rf"\bmy (?:own |damn |fucking )?(?:{_HABIT})\b",
    rf"\b(?:{_MINDS})\b(?:\W+\w+){{0,2}}?\W+my (?:{_STASH})\b",
    r"\b(?:dicen?|piensan?|creen?|sabe|saben)\s+que\s+(?:\w+ ){0,2}?"
    r"(?:tomo|bebo|fumo|uso|consumo|me drogo|soy|necesito)\b",
    r"\bquieren?\s+que\s+(?:\w+ ){0,2}?(?:deje|pare|busque ayuda|me interne|vaya a)\b",
    r"\b(?:tomo|bebo|consumo|me drogo) (?:mucho|demasiado|todos|todas|cada|diario)\b",
    r"\b(?:reca[ií]|he reca[ií]do|(?:volv[ií]|he vuelto|vuelvo) a (?:tomar|beber|consumir|usar|caer|fumar))(?!\w)",
    r"\bmi (?:propia )?(?:(?:forma|manera) de (?:beber|tomar)|adicci[oó]n|vicio|alcoholismo)\b",
    r"\b(?:encontr[oó]|hall[oó]|escondi[oó]|tir[oó]) (?:todas )?mis? (?:pastillas|botellas?|drogas?|cosas)\b",
)
"""Somebody close only says so, wants it or suffers from it: "my wife says I drink too much"."""
_PRONOUN = cue(
    r"^\W*(?:(?:and|but|now|then|so|y|pero|ahora) )*(?:he|she|they|[eé]l|ella|ellos)(?:'?s|'?re|'?ve|'?d)?\b"
    r"(?!.{0,80}\b(?:i|i'm|yo)\b)"
)
_THIRD_PERSON = cue(r"\b(?:recay[oó]|(?:volvi[oó]|vuelve|ha vuelto) a|ha reca[ií]do)\b")
"""Somebody else who has begun again."""
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
        r"|(?<!\bnot )\b(?:all|completely|so|totally) (?:alone|by myself|on my own)\b|\bno friends?\b"
        r"|(?<!\bnot )(?<!n't )(?<!\bnever )(?<!\bno longer )\b(?:lonel\w+|isolated\b)"
        r"|\b(?:need|want|wish)\b[^.;]{0,24}\bsome(?:one|body) (?:to talk|who (?:gets|understands|has been))"
        r"|\bnadie\b[^.;]{0,30}\b(?:entiende|escucha|comprende|sabe)\b|\bcon qui[eé]n (?:hablar|platicar)"
        r"|(?<!\bno )\bme siento (?:muy )?sol[oa]",
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


_DOPE = r"fent\w*|heroin|meth|crystal|pills|percs|oxys?|drugs|dope|crack|coke|cocaine|opioids?|opiates|again"
_DOPE_ES = r"fentanilo|hero[ií]na|cristal|pastillas|drogas?|piedra|crack|coca[ií]na"
_USES_NOW = cue(
    rf"(?:\b(?:is|are|still|keeps?|been)|'s|'re)\s+(?:\w+ ){{0,2}}?(?:(?:using|doing|taking|smoking)"
    rf"(?= (?:{_DOPE})\b|\W*$|[,.;]| and\b)|shooting (?:up|dope|heroin)|snorting|addicted|hooked|on (?:{_DOPE}))\b",
    r"\b(?:uses (?:every|all)|shoots up|won'?t (?:stop|quit) using|can'?t (?:stop|quit) using)\b",
    rf"(?<!no )\b(?:est[aá]n?|sigue[n]?|anda[n]?) (?:\w+ ){{0,2}}?(?:(?:usando|tomando|fumando) (?:{_DOPE_ES})"
    r"|consumiendo|inyect[aá]ndose|meti[eé]ndose|metid[oa] en|enganchad[oa])\b",
    r"\b(?:consume|se (?:droga|inyecta)|es (?:adict[oa]|drogadict[oa]))(?!\w)",
)
_LOSS = cue(
    r"\b(?:los[te]|losing|loss|died?|dying|dead|death|deceased|passed|kill(?:ed|s)|took|taken|gone|bur(?:y|ied|ial)"
    r"|funeral|grave|cemetery|grie\w+|mourn\w*|widow\w*|ashes|anniversary|miss(?:ing)?|od'?e?d|overdos\w*|memorial"
    r"|without|coroner|morgue|obituary|toxicology|murdered|shot|suicide|bereave\w+)\b",
    r"\b(?:mur[ií]\w+|muert\w+|falleci\w*|perd\w+|enterr\w*|duelo|luto|mat[oó]|viud\w+|extra[nñ]\w+|sobredosis"
    r"|velorio|entierro|falta|se (?:me |nos )?fue)(?!\w)",
)


_LIVES = cue(
    r"(?<!when )(?<!while )(?<!were )\b(?:is|are|still|but|he'?s|she'?s|they'?re|thankfully|luckily)"
    r" (?:\w+ )?(?<!not )alive\b",
    r"\b(?:survived(?! by\b)|lived(?=\W*$|[.,;]| and\b| but\b| through\b| thank)|pulled through|woke up|came to"
    r"|came back|made it(?=\W*$|[.,;]| but\b| and\b)|(?:was|been|got) (?:revived|saved|resuscitated)"
    r"|(?:revived|saved|brought) (?:him|her|them)(?: back)?)\b",
    r"\b(?:in (?:the |a )?(?:icu|coma|hospital|intensive care)|on (?:life support|a ventilator)|hospitalized"
    r"|(?:is|'?s|are|still) breathing)\b",
    r"(?<!no )\b(?:est[aá]|sigue|qued[oó]) (?:\w+ )?viv[oa]\b|\bsobrevivi[oó]|\ben (?:coma|terapia intensiva"
    r"|cuidados intensivos)\b"
    r"|\bse salv[oó]|\blo salvaron|\bla salvaron|\brespira\b|\b(?:est[aá]|sigue) en (?:el|un) hospital\b",
)
_NEAR_DEATH = cue(
    r"\b(?:almost|nearly|could(?:'?ve| have)?|would(?:'?ve| have)|might(?: have)?|thought|going to|gonna|will"
    r"|'ll|about to)"
    r" (?:\w+ ){0,3}?(?:die[ds]?|dead|dying|los[te]|kill(?:ed)?|buried|passed|gone)\b",
    r"\bcasi (?:se |me |lo |la )*(?:mur\w+|pierd\w+|muer\w+|mat\w+)",
    r"\b(?:scared|afraid|worried|terrified)\b[^.;,]{0,24}?\b(?:die|dies|dead|los(?:e|ing))\b",
)
"""Not said to have come to that."""
_DEATH = cue(
    r"\b(?:died|dead|death|dies|passed(?: away| on)?|deceased|funeral|bur(?:y|ied|ial)|grave|grie[fv]\w*|mourn\w*"
    r"|widow\w*|ashes|coroner|morgue|obituary|bereave\w*|killed|gone|lost|loss|memorial)\b",
    r"\b(?:did(?:n'?t| not)|never|could(?:n'?t| not)) (?:make it|survive|live|w[ao]ke(?: up)?|c[oa]me (?:back|to)"
    r"|pull through)\b",
    r"\b(?:bring|brought) (?:him|her|them) home\b|\bdid(?:n'?t| not)\W*$",
    r"\b(?:mur[ií](?:[oó]|eron)|muert\w+|falleci\w+|enterr\w+|duelo|luto|viud\w+|velorio|entierro|perd[ií]\w*"
    r"|se (?:me |nos )?fue"
    r"|no (?:sobrevivi[oó]|despert[oó]|se salv[oó]))(?!\w)",
)
_OF_DRUGS = cue(
    r"overdos|\bo\.?d\b|\bod'?e?d\b|\bods\b|drugs?\b|\bfent|heroin|\bmeth\b|\bpills?\b|opioid|opiate|\bdope\b"
    r"|\blaced\b"
    r"|xanax|\bcoke\b|cocaine|\bcrack\b|naloxon|narcan|addict|\bus(?:e|ed|es|ing)\b|substance|\bgrasp\b|toxic|needle"
    r"|junkie|\bhigh\b|relaps|rehab|sober|\bclean\b|perc(?:s|ocet)?\b|\boxy"
    r"|dealer|hot ?shot"
    r"|\bkit\b|poison|\bhooked\b|nar-?anon|bad batch"
    r"|\bblue\b|\bfoil\b|hot dose|\bbag\b|tourniquet|powder|tranq|snor(?:e|ing)\b|last hit\b",
    r"sobredosis|\bdosis\b|droga|fentanil|hero[ií]na|pastilla|cristal|adic|consum|jeringa"
    r"|aguja|piedra"
    r"|\bazul|limpi[oa]|reca[ií]|recay|envenen|intoxic|inyect|anexo|el vicio",
)
_OF_DRINK = cue(r"\bdr(?:ink|ank|unk)\w*|alcohol", r"\btomaba|\bbeb[ií]")
_KILLED_SELF = cue(
    r"\b(?:kill(?:ed|s)|shot|hung|hanged) (?:him|her|them)sel(?:f|ves)\b|\btook (?:his|her|their) own li(?:fe|ves)\b"
    r"|\b(?:died|dead|lost|death)\b[^.;,]{0,32}?\b(?:by|to|from|of) suicide\b"
    rf"|\b(?:my|our) (?:\w+ )?{RELATIVE}(?:'s)? (?:committed |completed )?suicide\b(?! (?:attempt|threat|note"
    rf"|watch|risk|hotline|prevention))",
    r"\bse (?:mat[oó]|suicid[oó]|quit[oó] la vida|ahorc[oó]|colg[oó])(?!\w)",
)
_OTHER_DEATH = cue(
    r"\b(?:cancer|leukemia|tumou?r|stillb\w+|miscarr\w+|sids|heart attack|stroke|covid|pneumonia|dementia"
    r"|alzheimer\w*"
    r"|als|old age|car (?:crash|accident|wreck)|accident|crash|drown\w*|murder\w*|homicide|stabbed|shooting"
    r")\b",
    r"\b(?:c[aá]ncer|leucemia|tumor|infarto|derrame|covid|accidente|choque|ahogad\w+|asesin\w+|nac(?:i[oó]"
    r"|ida?) (?:sin vida|muert\w+)"
    r"|aborto)\b",
)
_OF_ONESELF = cue(r"\b(?:myself|i (?:\w+ ){0,2}?(?:cut|burn|self[- ]harm)|me corto|hacerme|matarme)\b")
_MURDER = cue(r"\b(?:murder\w*|homicide|was (?:shot|killed|stabbed)|gang|asesin\w+|balacera|lo mataron|la mataron)\b")


def is_alive(statement: str) -> bool:
    """Whether the one who is talked of lives, as they use now or came through, and nobody is said to be gone."""
    if _said(_USES_NOW, statement) and not _said(_LOSS, statement):
        return True
    said = _NEAR_DEATH.sub("_", typed(statement))
    return _said(_LIVES, said) and not _said(_DEATH, said)


def tells_of_drugs(statement: str) -> bool:
    """Whether drugs, an overdose or another's drinking are told of, or what is found beside who died of it."""
    of_drink = _said(_OF_DRINK, statement) and not drinks(statement)
    return _said(_OF_DRUGS, statement) or of_drink


def lost_otherwise(statement: str) -> bool:
    """Whether a death has another cause than drugs: an illness, an accident, suicide."""
    return _said(_OTHER_DEATH, statement) or lost_to_suicide(statement)


def lost_to_suicide(statement: str) -> bool:
    """Whether somebody took their own life, and nobody was murdered."""
    gone = _said(_KILLED_SELF, statement) and not _said(_MURDER, statement)
    return gone and not _said(_LIVES, statement)


_A_PARTNER = cue(
    r"\b(?:husband|wife|hubby|partner|boyfriend|girlfriend|bf|gf|fianc[eé]e?|spouse|ex(?!-)|married"
    r"|espos[oa]|marido|mi mujer|pareja|novi[oa])s?\b"
)
_HARMING = (
    r"hits?|hitting|beat(?:s|ing|en)?|punch\w*|slap\w*|kick\w*|chok\w+|shov\w+|push\w*|bit(?:es?|ing)|hurt\w*|abus\w+"
    r"|attack\w*|molest\w*|rap(?:e[sd]?|ing)|touch\w*|fondl\w+|grop\w+|whip\w*|threaten\w*"
)
_THROWING = (
    r"throw(?:s|ing|n)?|threw|hurls?|hurled|screams?|screaming|screamed|yell\w*|shout\w*|spits?|curse[sd]?|rages?"
)
_HARMING_ES = (
    r"peg(?:a|an|[oó]|aba|aban|aron)|golpe\w+|maltrat\w+|abus\w+|viol[oó]|violaron|viola|violaba|toc[oó]|tocaba"
    r"|tocaron"
    r"|manose\w+|empuj\w+|grit\w+|avient\w+|avent[oó]|tira|tir[oó]|muerde|lastim\w+"
)
_NO_SUBJECT = r"(?:\W+(?!(?:i|i'm|he|she|they|says?|said|tells?|told|thinks?|asks?|asked)\b)\w+)"
_AT_ME = cue(
    rf"\b(?:he|she|they|who|my (?:\w+ ){{0,3}}?{RELATIVE}|(?:yo|y/o|years? old|yr old|teen\w*|toddler))\b(?:'?s)?"
    rf"{_NO_SUBJECT}{{0,6}}?\W+(?:{_HARMING}|{_THROWING})\b{_NO_SUBJECT}{{0,6}}?\W+(?:me|us)\b",
    rf"\b(?:me|nos) (?:ha |est[aá] )?(?:{_HARMING_ES})\b",
)
_OWN_ANGER = cue(
    r"\bi(?:'m|'ve| am| have| get)? (?:(?!(?:he|she|they|him|her|when|if|of)\b)[\w']+ ){0,3}?(?:angry|anger|mad"
    r"|rag(?:e|ing)"
    r"|temper|explode|blow up|lash(?:ed)? out|snap(?:ped)?|furious|(?:yell|scream|shout)(?:ed)? (?:at|back)"
    r"|throw|threw"
    r"|(?:hit|punch|slap|push)(?:ed)? (?:him|her|them|back|walls?|things?|my)|lo(?:se|st) (?:it|control"
    r"|my temper))\b",
    r"\bmy (?:own |\w+ )?(?:anger|temper|rage|outbursts)\b",
    r"\b(?:court|judge|probation|ordered|mandated)\b",
    r"\bme enoj\w+|\bme encabron\w+|\bexploto\b|\bmi (?:propi[oa] )?(?:enojo|coraje|ira|car[aá]cter|temperamento)\b",
    r"\b(?:necesito|quiero|busco) (?:\w+ ){0,3}?(?:manejo|control\w*) (?:de|del|mi|la|el) ",
)
_YOUNG = r"(?:[2-9]|1[0-7])"
_MINOR = (
    rf"my (?:\w+ ){{0,2}}?(?:{_YOUNG}[ -]?(?:yo|y/o|yr|yrs?[ -]old|years?[ -]old)(?: (?:son|daughter|boy|girl"
    rf"|kid|child))?"
    r"|toddler|teen(?:ager)?|teenage \w+|preteen|kid|little (?:boy|girl)|preschooler)"
    rf"|my (?:\w+ )?(?:son|daughter|boy|girl|child|grandson|granddaughter),? \(?(?:is |who is "
    rf"|aged? )?{_YOUNG}\b\)?,?"
)
_MINOR_ES = (
    rf"mi (?:hij[oa]|niet[oa]|ni[nñ][oa]),? (?:de |tiene )?{_YOUNG} a[nñ]os,?|mi ni[nñ][oa]"
    rf"|mi (?:hij[oa] )?adolescente"
)
_MINOR_HARMS = cue(
    rf"\b(?:{_MINOR})(?:'?s)?(?: and (?:he|she))?{_NO_SUBJECT}{{0,4}}?\W+(?:{_HARMING}"
    rf"|{_THROWING})\b{_NO_SUBJECT}{{0,5}}?"
    r"\W+(?:me|us)\b",
    rf"\b(?:{_MINOR_ES}) (?:\w+ ){{0,2}}?(?:me|nos) (?:{_HARMING_ES})\b",
)
_DONE_TO_ME = (
    rf"(?:{_HARMING})\b(?:\W+\w+){{0,2}}?\W+me\b"
    rf"|i(?:'ve)? (?:was|got|been|had been|have been)(?: \w+){{0,2}}? (?:abused|molested|beaten|raped|hit"
    rf"|touched|hurt|whipped)\b"
    rf"|(?:me|fui) (?:hab[ií]an? )?(?:{_HARMING_ES}|abusad[oa]|violad[oa]|golpead[oa]|maltratad[oa])\b"
    r"|what (?:my|he|she|they)\b[^.;,]{0,24}? did to me"
)
_CHILDHOOD = (
    r"(?:as|when i was|since i was|while i was) (?:just )?an? (?:\w+ )?(?:kid|child|boy|girl|teen(?:ager)?"
    r"|toddler|baby|minor)\b"
    r"|when i was (?:\w+ )?(?:little|small|young(?:er)?|growing up|(?:[2-9]|1[0-7])\b|in (?:\w+ )?school)"
    r"|(?:while )?growing up\b"
    r"|(?:in|during|throughout|all) my (?:\w+ )?childhood\b"
    r"|\bde (?:ni[nñ][oa]|chic[oa]|chiquit[oa]|peque[nñ][oa])\b"
    r"|cuando (?:yo )?(?:era (?:\w+ )?(?:ni[nñ][oa]|chic[oa]|chiquit[oa]|peque\w+|menor|joven)"
    r"|ten[ií]a (?:[2-9]|1[0-7]) a[nñ]os)"
    r"|en mi (?:infancia|ni[nñ]ez)\b"
)
_HARMED_AS_CHILD = cue(
    rf"\b(?:{_DONE_TO_ME})[^.;]{{0,48}}?(?<!\w)(?:{_CHILDHOOD})",
    rf"(?<!\w)(?:{_CHILDHOOD})[^.;]{{0,48}}?\b(?:{_DONE_TO_ME})",
)
_GOES_ON = cue(
    rf"\b(?:still|keeps?) (?:\w+ )?(?:{_HARMING}|does|liv\w+ with|near)\b|(?<!and )\bagain\b(?! and again)"
    r"|\b(?:(?:and|but) now (?:he|she|they|my)|now (?:he|she|they)|last (?:week|night|month)|yesterday|today"
    r"|tonight)\b",
    r"\b(?:todav[ií]a|sigue|otra vez|ayer|anoche|hoy)\b",
    r"\b(?:hits|beats|hurts|chokes|slaps|punches|abuses|threatens|touches|rapes|molests|follows|stalks"
    r"|(?:is|are|keeps?|he's|she's) (?:hitting|beating|hurting|abusing|threatening|touching|raping"
    r"|stalking)) (?:on )?(?:me|us)\b"
    r"|\b(?:scared|afraid|terrified) (?:of (?:him|her|my)|to go home)\b",
    r"\b(?:me|nos) (?:pega|golpea|maltrata|amenaza|toca|abusa|viola|sigue|persigue)\b|\bahora (?:me|nos|mi"
    r"|[eé]l|ella)\b"
    r"|\b(?:le )?tengo miedo\b",
)
_STAFF = (
    r"staff(?:er)?s?|nurses?|aides?|caregivers?|carers?|caretakers?|home health \w+|orderl(?:y|ies)|techs?"
    r"|counsell?ors?"
    r"|therapists?|psychiatrists?|doctors?|guards?|house managers?|case ?(?:managers?|workers?)|social workers?"
    r"|teachers?|coach(?:es)?|group home|nursing home|rehab"
)
_STAFF_ES = (
    r"personal|enfermer[oa]s?|cuidador(?:a|es|as)?|guardias?|consejer[oa]s?|terapeutas?|psic[oó]log[oa]"
    r"|doctora?|maestr[oa]s?"
    r"|emplead[oa]s?"
)
_TAKING = r"steal(?:s|ing)?|stole|stolen|neglect\w*|yell\w*|scream\w*|drugged|restrain\w*|tak(?:es|ing) my money"
_BY_STAFF = cue(
    rf"\b(?:{_STAFF})\b(?!'s)(?:{_NO_SUBJECT}{{0,3}}?)\W+(?:{_HARMING}|{_TAKING})\b",
    rf"\b(?:{_HARMING}|{_TAKING})\b (?:\w+ ){{0,3}}?by (?:the |my |an? |our |her "
    rf"|his )?(?:\w+ ){{0,2}}?(?:{_STAFF})\b",
    rf"\b(?:{_STAFF_ES})\b(?: (?!que\b|dice\b|dijo\b)\w+){{0,4}}? (?:me|le|nos|lo|la) (?:{_HARMING_ES}|rob\w+"
    rf"|quit\w+)\b",
)
_FELLOWSHIP = r"(?:aa|na|a\.a\.?|n\.a\.?|alcoholics anonymous|narcotics anonymous|12[- ]step|meetings?|group)"
_PREYS = (
    r"wants? (?:\w+ ){0,2}?(?:sex|to sleep with|me to sleep|naked|nudes)|hit(?:s|ting)? on|touch(?:e[sd]"
    r"|ing)? (?:me|us|my)|grop\w+|harass\w*"
    r"|rap(?:ed|es|ing)|assault\w*|molest\w*|stalk\w*|came on to|comes on to|kissed|pressur\w+ me"
    r"|asks? (?:me )?for (?:sex|nudes)"
    r"|13th[- ]step\w*|thirteenth[- ]step\w*|(?:abus\w+|threaten\w*) (?:me|us)|creep(?:s|y|ing)"
)
_FELLOW_PREYS = cue(
    rf"\b(?:{_FELLOWSHIP}(?:'s)? (?:sponsor|member|guy|man|men|woman|leader|chair\w*|old[- ]?timer)s?|my sponsor)\b"
    rf"(?:\W+(?!(?:i|says?|said|when|after|who)\b)\w+){{0,4}}?\W+(?:{_PREYS})",
    rf"\b(?:raped|assaulted|groped|harassed|touched|stalked|hit on|13th[- ]stepped)\b[^.;]{{0,16}}? (?:by|at|in) "
    rf"(?:\w+ ){{0,3}}?(?:{_FELLOWSHIP}\b|sponsor)",
    r"\b(?:mi )?(?:padrino|madrina)(?: de \w+)? (?:\w+ ){0,3}?(?:quiere (?:\w+ )?(?:sexo|acostarse)|me (?:toca"
    r"|toc[oó]|acosa|viol[oó]))",
)
_RESPONDER = (
    r"cop|police(?:man|woman| officer)?|sheriff'?s? deputy|deputy|firefighter|fireman|fire fighter|paramedic"
    r"|emt|e\.m\.t"
    r"|911 (?:dispatcher|operator|call taker)|(?<!truck )dispatcher|first responder|correction(?:s|al) officer"
)
_RESPONDER_ES = (
    r"bomber[oa]|(?<!la )polic[ií]a|param[eé]dic[oa]|despachadora? del 911|oficial de polic[ií]a"
    r"|primeros? respondientes?"
)
_NOT_MINE = r"(?!'s\b)(?! (?:wife|husband|widow|son|daughter|came|said|took|told|won'?t|arrest\w*|station|report)\b)"
_IS_RESPONDER = cue(
    rf"\b(?:i'?m|i am|i was|been|as|being|work(?:ed|ing)? as) (?:an? )?(?:(?:retired|former|ex|rookie|volunteer"
    rf"|veteran|career"
    rf"|disabled|new|\w+ year)[- ])?(?:{_RESPONDER})\b{_NOT_MINE}",
    rf"(?:^|[.;!] ?)\W*(?:(?:retired|former|ex|rookie|volunteer)[- ])?(?:{_RESPONDER})\b(?=,| here\b| for \d"
    rf"| \d| with\b|\W*$"
    rf"| and (?:i|can'?t|need)\b| need| can'?t)",
    r"\bfirst responders?'? (?:support |peer )*(?:groups?|meetings?|support|peers?|therap\w+|counsel\w+)\b"
    r"|\b(?:groups?|meetings?|support|therap\w+|counsel\w+) for (?:first responders?|cops|police|firefighters"
    r"|paramedics|emts)\b",
    rf"\b(?:soy|fui|trabajo (?:de|como)) (?:una? )?(?:ex )?(?:{_RESPONDER_ES})(?!\w)",
    r"\bgrupos? (?:de|para) (?:bomberos|polic[ií]as|param[eé]dicos)\b",
)
_WORN = cue(
    r"\b(?:shooting|trauma\w*|ptsd|nightmares?|flashbacks?|sleep\w*|insomnia|calls?|scenes?|bodies|body|dead"
    r"|saw|seen|images?"
    r"|burn(?:ed|t)? ?out|numb|panic|group|peers?|counsel\w*|therap\w*|someone to talk|talk to|support"
    r"|stress\w*|drink\w*|lost"
    r"|partner (?:died|was)|can'?t (?:stop|cope|get)|on the job|anx\w+|depress\w+)\b",
    r"\b(?:pesadillas|trauma\w*|dormir|duermo|grupo|terapia|apoyo|balacera|muert[oa]s?|vi |hablar|estr[eé]s"
    r"|ansiedad)\b",
)
_DRINKS_OBJECT = (
    r"(?: (?:\w+ ){0,4}?(?:coffee|water|soda|pop|tea|juice|milk|cola|coke zero|energy drinks?|gatorade"
    r"|smoothies?|sprite|pepsi"
    r"|kombucha|decaf|socially|rarely|responsibly|in moderation|once in a while|sometimes socially|very little)\b)"
)
_WITHOUT = (
    r"(?!(?:he|she|they|we|his|her|their|don'?t|do not|not|never|didn'?t|can'?t|haven'?t|no|eat|food|nothing"
    r"|used|quit"
    r"|stopped|without)\b)"
)
_DRINKS = cue(
    rf"\bi(?:'m| am|'ve| have| been)? (?:{_WITHOUT}(?!my\b)[\w']+ ){{0,3}}?drink(?:ing)?\b(?!{_DRINKS_OBJECT})"
    rf"(?! (?:problem|specials?)\b)",
    rf"\bi(?:'m| am|'ve)? (?:{_WITHOUT}[\w']+,? ){{1,8}}?(?:and|,|n"
    rf"|then) (?:{_WITHOUT}(?!my\b)[\w']+ ){{0,2}}?drink(?:ing)?\b"
    rf"(?!{_DRINKS_OBJECT})",
    r"(?<!no )(?<!nunca )(?<!ya no )(?<!lo )(?<!la )(?<!los )(?<!las )(?<!me )\btomo(?! (?:\w+ ){0,3}?(?:agua"
    r"|caf[eé]|t[eé]|refresco"
    r"|leche|jugo|soda|pastillas?|medicin\w+|medicament\w+|el (?:bus|cami[oó]n)|clases"
    r"|decisi\w+)\b)(?= (?:mucho|demasiado|todos|todas"
    r"|cada|diario|alcohol|cerveza|vino|tequila|licor|para (?:olvidar|dormir|calmar)|de m[aá]s|sol[oa]|bastante"
    r"|y\b)|\W*$)",
    r"(?<!no )(?<!nunca )(?<!lo )(?<!la )\bbebo(?! (?:\w+ ){0,3}?(?:agua|caf[eé]|t[eé]|refresco|leche|jugo|soda)\b)",
    rf"^\W*(?:(?:i'?m|so|very|really|feeling|both) ){{0,3}}(?:lonely|alone|sad|depressed|broke|homeless|anxious"
    rf"|hopeless"
    rf"|stressed|grieving|unemployed|divorced|isolated)(?: \w+){{0,2}}? (?:and|n"
    rf"|but) (?:\w+ )?drinking\b(?!{_DRINKS_OBJECT})",
    r"\b(?:estoy|ando|llevo)(?: (?!no\b|sin\b)\w+){0,5}? (?:bebiendo|tomando(?= (?:mucho|demasiado|todos|todas"
    r"|cada|diario"
    r"|alcohol|de m[aá]s|bastante|otra vez)\b|\W*$))(?! (?:\w+ ){0,3}?(?:agua|caf[eé]|t[eé]|refresco|leche|jugo"
    r"|soda)\b)",
    r"\b(?:ayuda|problemas?) (?:con|para dejar|por) (?:la bebida|mi (?:forma|manera) de (?:beber|tomar)"
    r"|el alcohol)\b",
)
_DRINKS_MUCH = cue(
    r"\bdrink(?:ing)?\b[^.;,]{0,16}?\b(?:too much|a lot|lots|heavily|every|all (?:day|night|the time)|daily"
    r"|nightly|constantly"
    r"|to (?:sleep|forget|cope|numb|get through|feel)|alone|until i|myself)\b",
    r"\b(?:tomo|bebo|tomando|bebiendo) (?:mucho|demasiado|todos|todas|cada|diario|de m[aá]s|bastante"
    r"|para (?:olvidar|dormir))\b",
)


def is_of_oneself(statement: str) -> bool:
    """Whether the speaker tells of hurting themselves."""
    return _said(_OF_ONESELF, statement)


def done_to_speaker(statement: str) -> bool:
    """Whether somebody close hits the speaker, or screams or throws things at them."""
    return _said(_AT_ME, statement)


def own_anger(statement: str) -> bool:
    """Whether the speaker tells of an anger of their own, or a court sends them."""
    return _said(_OWN_ANGER, statement)


def harmed_by_a_minor(statement: str) -> bool:
    """Whether it is a child of theirs that hits the speaker, and no partner is spoken of."""
    return _said(_MINOR_HARMS, statement) and not _said(_A_PARTNER, statement)


def harmed_as_a_child(statement: str) -> bool:
    """Whether the speaker was hurt in childhood, and nothing says that it goes on; nor is a partner spoken of."""
    goes_on = _said(_GOES_ON, statement) or _said(_A_PARTNER, statement)
    return _said(_HARMED_AS_CHILD, statement) and not goes_on


def harmed_by_staff(statement: str) -> bool:
    """Whether it is those who are paid to help that do the harm, and no partner is spoken of."""
    return _said(_BY_STAFF, statement) and not _said(_A_PARTNER, statement)


def fellow_preys(statement: str) -> bool:
    """Whether a sponsor, or another of a fellowship, preys upon the speaker."""
    return _said(_FELLOW_PREYS, statement)


def is_worn_responder(statement: str) -> bool:
    """Whether the speaker answers emergencies by profession, and it weighs on them or they look for such as they."""
    return _said(_IS_RESPONDER, statement) and _said(_WORN, statement)


def drinks(words: str) -> bool:
    """Whether the speaker tells of drinking alcohol, however much in passing."""
    return _said(_DRINKS, words)


def drinks_nothing_strong(words: str) -> bool:
    """Whether all that is said to be drunk is coffee and the like."""
    return _said(_NOTHING_STRONG, words)


def drinks_much(words: str) -> bool:
    """Whether they tell that it is much, or what for."""
    return drinks(words) and _said(_DRINKS_MUCH, words)


_NOTHING_STRONG = cue(
    r"\b(?:drink|drinking|drank) (?:\w+ ){0,2}?(?:coffee|water|soda|tea|juice|milk)\b",
    r"\b(?:tomo|bebo|tomar|beber) (?:\w+ ){0,2}?(?:agua|caf[eé]|t[eé]|refrescos?|leche|jugo)(?!\w)",
)
_NOT_THEM_BUT_ME = cue(
    r"\b(?:doesn'?t|does not|don'?t|do not|isn'?t|is not|never)\b[^.;]{0,40}[,.;]?\s*(?:but |and )?"
    r"i (?:do|am|did|can'?t stop)\b(?=\W*$|\W*[.,;!])",
    r"\bsober\b(?: one)?\s*[,.;]\s*(?:but |and )?i(?:'?m| am) (?:not|the (?:drunk|addict|alcoholic|one who \w+))\b",
    r"\bno (?:bebe|toma|consume|usa|fuma|se droga)n?\b[^.;]{0,24}[,.;]\s*(?:pero )?yo s[ií](?!\w)",
)
_NOT_ME_BUT_THEM = cue(
    r"\bi (?:don'?t|do not|never|am not|'m not)\b[^.;]{0,32}[,.;]?\s*(?:but |and )?"
    rf"(?:my|our) (?:\w+ )?{RELATIVE} (?:does|do|is|are|can'?t stop|won'?t stop|can'?t quit)\b",
    r"\bi'm not an? \w+[,.;]\s*(?:but |and )?"
    rf"(?:my|our) (?:\w+ )?{RELATIVE} is\b",
    r"\b(?:yo )?(?:no|nunca) (?:soy|bebo|tomo|consumo|uso|fumo)\b[^.;]{0,24}[,.;]\s*(?:pero )?"
    rf"mi (?:\w+ )?{RELATIVE_ES} s[ií](?!\w)",
)


def not_them_but_me(statement: str) -> bool:
    """Whether the trouble is said to be the speaker's and not that of somebody close: "my wife doesn't drink, I do"."""
    return _said(_NOT_THEM_BUT_ME, statement)


def not_me_but_them(statement: str) -> bool:
    """The other way round: "I never drink, but my sister can't stop"."""
    return _said(_NOT_ME_BUT_THEM, statement)


def of_a_relative(words: str, statement: str = "") -> bool:
    """Whether the trouble is that of somebody close to the speaker, or the one somebody close brings.

    "He relapsed" is so where the rest of the `statement` names somebody close."""
    if is_own(words):
        return False
    if _said(_RELATIVES_TROUBLE, words):
        return True
    another = _said(_PRONOUN, words) or _said(_THIRD_PERSON, words)
    return another and _said(_RELATIVES_TROUBLE, statement)


def is_own(words: str) -> bool:
    """Whether somebody close is named, but it is the speaker who drinks or uses."""
    return _said(_RELATIVES_TROUBLE, words) and _said(_OWN_TROUBLE, words)


def is_about_drink(words: str) -> bool:
    """Whether it is alcohol that is talked of, and no other drug."""
    return _said(_DRINK, words)


def family_fails(statement: str) -> bool:
    """Whether those who are near do not support, or do harm."""
    return _said(_FAMILY_FAILS, statement)


def gaps(statement: str) -> set[SupportType]:
    """The types of support that the person says, or lets be known, nobody gives them."""
    return {support for support, pattern in _GAPS.items() if _said(pattern, statement)}


def _said(pattern: re.Pattern[str], words: str) -> bool:
    """Whether a cue is found, however the apostrophes are typed."""
    return pattern.search(typed(words)) is not None
