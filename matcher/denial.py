"""What a person says is not so, not wanted, or over: so that it is not taken for a need. English and Spanish.

Each rule is a cue in the words, weighed by what stands just before it: "sober ten years" is over, "I want to get sober
after ten years" is not. When unsure, the need stays: to offer too much costs less than to pass over what is asked for.
"""

from __future__ import annotations

import re
from typing import Literal

from matcher.cues import cue, typed

_BEFORE = 48
"""Characters before a cue that can turn its meaning."""

_DRUGS = (
    r"drink(?:ing)?|alcohol|booze|liquor|beer|us(?:e|ing)|drugs?|smok(?:e|ing)|heroin|meth|crystal|ice|coke|cocaine"
    r"|crack|fent(?:anyl)?|dope|oxys?|opioids?|pills?|percs?|weed|pot|addiction|shooting up|partying|getting high"
)
_DRUGS_ES = (
    r"tomar|tomaba|beber|beb[ií]a|consumir|consum[ií]a|fumar|fumaba|drogarme|me drogaba|alcohol|la bebida|drogas?"
    r"|hero[ií]na|coca[ií]na|cristal|pastillas|mota|marihuana|piedra"
)
_ADDICT = r"alcoholic|addict|drunk|junkie|drug user|(?:heroin|meth|crack|drug|pill) (?:addict|user)"
_ADDICT_ES = r"alcoh[oó]lic[oa]|adict[oa]|borrach[oa]|drogadict[oa]"
_YEAR = r"(?:19\d\d|20[01]\d|202[0-3])"
"""Years that are surely long past."""
_LONG_AGO = rf"(?:(?:years?|yrs?|decades?|ages|a long time|long) ago|back in (?:the|my|19|20)|(?:in|since) {_YEAR}\b)"

_SOBER_FOR = cue(
    r"\b(?:sober|clean|dry)\b(?P<between>[^.;]{0,24}?)\b(?:years?|yrs?|decades?)\b",
    r"\b(?:years?|yrs?)\b(?P<between2>[^.;]{0,12}?)\b(?:sober|clean)\b",
    r"\ba[nñ]os\s+(?:sobri[oa]|limpi[oa])",
)
_YEARS_OF_USE = cue(r"\b(?:after|of|in|since|not|to|trying|want\w*|get(?:ting)?)\b", r"(?<!going )\bon\b")
"""Between "clean" and the years: those are years of use, or years without being clean."""
_SOMETIMES = r"(?! (?:every|daily|all|that|as|so|too|unless|until|alone|at|during|only|just)\b)"
_A_LITTLE = r"(?! (?:only|just|a (?:little|bit|few)|socially|less|on (?:the )?weekends?|for fun|with|to)\b)"
_OVER = cue(
    r"\b(?:don'?t|do not|doesn'?t|does not|no longer|never|not)\s+"
    r"(?:(?:do|even|ever|really|actually|currently|touch|any)\s+){0,2}?"
    rf"(?:drinks?|drinking|uses?|using|smokes?|drugs?|alcohol|touch)\b{_SOMETIMES}",
    r"\bdenies (?:\w+ ){0,3}(?:use|using|drinking|drugs?|alcohol|etoh|substance)",
    r"\b(?:have|has)(?:n'?t| not) (?:had (?:a|any) (?:drink|beer)|touched|taken|used|drank|drunk|smoked)\b"
    r"[^.;]{0,24}?\b(?:years?|yrs?|decades?)\b",
    r"\b(?:quit|stopped|gave up|kicked|got (?:off|clean|sober)|(?:been|went) (?:clean|sober))\b"
    rf"[^.;]{{0,24}}?\b{_LONG_AGO}",
    rf"\bused to be an? (?:{_ADDICT})",
    rf"\bused to (?:\w+ )?(?:drink|use|smoke|shoot up|snort|take pills|do (?:drugs|meth|coke|heroin))\b{_A_LITTLE}",
    rf"\bwas once an? (?:{_ADDICT})\b",
    rf"\b(?:was|been) an? (?:{_ADDICT})\b[^.;]{{0,16}}?\b(?:once|before|back then|in the past|when i was"
    rf"|{_LONG_AGO})",
    rf"\b(?:former|ex|recovered)[- ](?:{_ADDICT})\b",
    rf"\b(?:{_DRUGS}|drinking days)\b[^.;]{{0,24}}?\b(?:behind me|in the past)\b",
    r"\b(?:have|has|had|did)(?:n'?t| not)\s+(?:ever |once )?relapsed?\b",
    r"\bnever relapsed\b",
    r"\b(?:no|without (?:a|any)) relapses?\b",
    r"\b(?:ya no|nunca|no)\s+(?:me\s+)?(?:tomo|bebo|fumo|uso|consumo|me drogo)\b",
    rf"\bdej[eé] (?:de )?(?:la |el |las )?(?:{_DRUGS_ES})\b[^.;]{{0,16}}?"
    rf"(?:hace (?:\w+ ){{1,3}}?a[nñ]os|hace mucho|en {_YEAR})\b",
    rf"\b(?:antes|sol[ií]a) (?:yo )?(?:{_DRUGS_ES})\b",
    rf"\b(?:fui|era) (?:un |una )?(?:{_ADDICT_ES})\b",
    r"\b(?:no|nunca) (?:he|hemos|ha) (?:vuelto a (?:tomar|beber|consumir|usar)|reca[ií]do)",
    r"\bsin (?:ninguna )?reca[ií]d",
)
_NOT_YET = cue(
    r"\b(?:want(?:s|ed)?|wanna|wish|hope|hoping|trying|tr(?:y|ied)|need(?:s|ed)?|get|gets|getting|become|help|how)\b",
    r"\b(?:can'?t|cannot|if|when|whenever|unless|until|day|night|cuando|si)\b",
    r"\b(?:quiero|quisiera|tratando|trato|intento|intentando|necesito|ayuda|c[oó]mo)\b",
    r"\b(?:not|never|no|nunca|\w{2,7}n'?t)\s+(?:really |ever |he |ha )?(?:been|be|stayed|got(?:ten)?|estado)\b",
)
"""Before a cue: it is only wished for, only sometimes so, or not so."""
_CLOSED = cue(
    r"^\W*(?:but |and |now |all |pero |y |todo )*(?:that|it|this|those days|eso|esto)(?:'?s| is| are| was| ya)? "
    r"(?:\w+ ){0,2}?(?:behind me|in the past|long over|over now|pas[oó]|qued[oó] atr[aá]s)(?: now| ya)?\W*$"
)

_SERVICE = (
    r"rehab\w*|treatment|program\w*|detox|shelters?|housing|pantry|food (?:pantry|bank|box|stamps)|meetings?|groups?"
    r"|counsel\w*|therap\w+|psych\w*|medications?|meds|suboxone|methadone|vivitrol|naltrexone|narcan|hospital\w*"
    r"|police|cops|lawyers?|class(?:es)?|services?|aa|na|al[- ]?anon|nar[- ]?anon|church|doctors?|clinics?|inpatient"
    r"|outpatient|hot ?lines?|case ?workers?|social workers?|referrals?|handouts?|charity|support|help(?! from)"
)
_GOODS = r"beds?|food|money|cash|rent|rides?|jobs?|clothes|diapers|insurance|apartment|place to (?:stay|live|sleep)"
_SERVICE_ES = (
    r"rehabilitaci[oó]n|tratamiento|programas?|desintoxicaci[oó]n|albergues?|refugios?|reuni[oó]n\w*|juntas|grupos?"
    r"|consejer\w+|terapia\w*|psic[oó]log\w+|psiquiatra|medicinas?|medicamentos?|suboxone|metadona|hospital"
    r"|polic[ií]a|abogad[oa]|clases|servicios?|iglesia|doctor\w*|cl[ií]nica|ayuda|despensa|apoyo"
)
_GOODS_ES = r"camas?|comida|dinero|renta|trabajo|ropa|pa[nñ]ales|seguro|casa"
_ANY = r"(?:(?!my\b|our\b|him\b|her\b|it\b|them\b|this\b|that\b|anyone\b|anybody\b|to\b|in\b|on\b|que\b)\w+ ){0,3}?"
"""Words before what is refused; none that make somebody or something else the object."""
_NOT = r"(?:don'?t|do not|doesn'?t|does not|didn'?t)"
_NOT_TO_COME = r"(?:won'?t|will not|wouldn'?t|would not)"
_NOT_ONLY_THEN = r"(?! (?:\w+ ){0,2}?(?:if|until|till|unless|once|when|where|after|before|si|hasta|cuando|donde)\b)"
"""Not refused until or unless something is so: that states a need as well."""
_GO_TO = r"to (?:go(?: back)?(?: in)?(?: to)?|do|be in|attend|join|call|stay (?:in|at)|see|talk to|take) "
_NO_VOY_A = r"no (?:(?:voy|vamos|va) a necesitar|necesitar(?:[eé]|emos))"
_REFUSAL = cue(
    rf"\b(?:{_NOT}|never)\s+(?:really |even )?want (?:{_GO_TO})?{_ANY}(?:{_SERVICE})\b",
    rf"\b(?:{_NOT}\s+(?:really |even )?(?:need|ask(?:ed)? for)|no need (?:for|of)) {_ANY}(?:{_SERVICE}|{_GOODS})\b",
    rf"\b(?:not|isn'?t|aren'?t) (?:looking for|asking for|interested in|here for) {_ANY}(?:{_SERVICE}|{_GOODS})\b",
    rf"\bno (?:quiero|busco) (?:ir a |entrar a |estar en )?{_ANY}(?:{_SERVICE_ES})\b",
    rf"\bno necesit(?:o|amos) (?:ir a )?{_ANY}(?:{_SERVICE_ES}|{_GOODS_ES})\b",
    rf"\b{_NOT_TO_COME}\s+(?:really |even |be )?need(?:ing)? {_ANY}(?:{_SERVICE}|{_GOODS})\b{_NOT_ONLY_THEN}",
    rf"\b{_NO_VOY_A} {_ANY}(?:{_SERVICE_ES}|{_GOODS_ES})\b{_NOT_ONLY_THEN}",
)
_ASKING = cue(r"\b(?:needs?|wants?|looking|just|only|but|instead|necesit\w+|quier[oe]|busc[oa]|solo|sólo|sino|pero)\b")
_TROUBLE = (
    rf"lonely|alone|homeless|suicidal|depressed|anxious|addicted|(?:an? )?(?:{_ADDICT})|using(?: drugs)?|drinking"
    r"|drunk|high|smoking|pregnant|crazy|violent|abusive|(?:being )?(?:abused|hurt|injured)"
    r"|in (?:danger|crisis|withdrawal)|undocumented|disabled|bipolar|psychotic|self[- ]harming|cutting(?: myself)?"
    r"|hungover|on (?:drugs|anything)"
)
_TROUBLE_ES = (
    rf"sol[oa]|suicida|(?:un |una )?(?:{_ADDICT_ES})|deprimid[oa]|ansios[oa]|embarazada|sin (?:casa|hogar)|loc[oa]"
    r"|violent[oa]|tomando|usando|bebiendo|consumiendo|en (?:peligro|crisis)|indocumentad[oa]|discapacitad[oa]"
)
_END = (
    r"(?:,? (?:or|nor|and|ni|o|y) (?!(?:i|we|need\w*|want\w*|just|looking|necesit\w+|quier\w+|busc\w+)\b)"
    r"(?:\w+ ){0,2}\w+)?"
    r"(?: (?:anymore|any more|any longer|now|at all|right now|today|ya|ahora))?\W*$"
)
_WELL = r"^\W*(?:(?:no|well|and|but|bueno|y|pero|pt|patient|clt|client|caller|currently|actually)\W+){0,3}"
"""Before what is denied nothing else is said."""
_OWN_DEATH = (
    r"(?:committing )?suicide|suicidal(?: thoughts)?"
    r"|(?:killing|hurting|harming|cutting) (?:my|him|her|them)sel(?:f|ves)"
    r"|self[- ]harm(?:ing)?|ending (?:it(?: all)?|(?:my|his|her) (?:own )?life)|dying"
)
_OWN_DEATH_ES = (
    r"(?:el |al )?suicid(?:io|arme|arse)|ideas suicidas|suicidas|matar[ms]e|quitar[ms]e la vida|hacer[ms]e da[nñ]o"
    r"|morir(?:me)?"
)
_HURT = (
    r"hit|hits|hurt|hurts|beat|beats|beaten|abused|abuses|raped|touched|choked|slapped|punched|pushed|threatened"
    r"|(?:laid|put) (?:a (?:hand|finger)|(?:his|her|their) hands) on|raised a hand (?:to|on)"
)
_HURT_ES = (
    r"ha (?:pegado|golpeado|maltratado|lastimado|tocado|puesto (?:una|la) mano encima)|peg[oó]|golpe[oó]|maltrat[oó]"
    r"|lastim[oó]"
)
_WHOM = r"(?:me|us|her|him|them|(?:my|the|our|her|his) (?:kids|children|son|daughter))"
_RISK = r"si|hi|suicid\w+|homicid\w+"
_DENIAL = cue(
    rf"{_WELL}(?:i|we|she|he|they) (?:don'?t|do not|doesn'?t|does not|never) (?:have|had) (?:an? |any )?"
    r"(?:(?:drug|drinking|alcohol|gambling) (?:problem|addiction)|addiction|(?:problem|issue)s? with (?:drugs|alcohol"
    rf"|drinking|gambling)){_END}",
    rf"{_WELL}"
    r"(?:(?:i|we|she|he|they|my \w+)(?:'?m|'?re|'?s)? ?)?(?:am |are |is |was )?"
    rf"(?:(?:not|no longer|isn'?t|aren'?t|ain'?t) (?:\w+ )?(?:{_TROUBLE})"
    rf"|(?:yo )?(?:ya )?no (?:soy|estoy|estamos|me siento|ando) (?:{_TROUBLE_ES})){_END}",
    rf"\b(?:denies|denying) (?:\w+ ){{0,3}}(?:{_RISK}|self[- ]harm|avh|hallucinations|psychosis|intent|plans?)\b",
    rf"\bdenied (?:any |having )?(?:{_RISK})\b",
    r"\bno (?:soy|estoy) suicida\b",
    rf"{_WELL}(?:(?:i|he|she|they)(?:'?m|'?re|'?s)? ?)?(?:am |are |is )?"
    rf"(?:not|isn'?t|aren'?t) (?:really |actually |currently |even )?(?:thinking (?:about|of)|considering"
    rf"|contemplating"
    rf"|planning(?: on)?|having (?:any )?thoughts (?:of|about)) (?:{_OWN_DEATH}){_END}",
    rf"{_WELL}(?:i|he|she|they) (?:don'?t|do not|doesn'?t|does not) (?:think|have (?:any )?thoughts) (?:about|of) "
    rf"(?:{_OWN_DEATH}){_END}",
    rf"{_WELL}(?:yo )?(?:ya )?no (?:(?:estoy |est[aá] )?pens(?:o|ando)|pienso|he pensado|tengo (?:pensamientos"
    rf"|ideas))"
    rf" (?:en |de )?(?:{_OWN_DEATH_ES}){_END}",
    rf"{_WELL}(?:(?:my|her|his) (?:\w+ ){{0,2}}?\w+|he|she|they)(?:'s| has| have)? (?:never|not once) "
    rf"(?:ever |even |once |physically )?(?:{_HURT}) {_WHOM}(?: (?:or|and) {_WHOM})?"
    r"(?: (?:ever|once|physically|in (?:his|her|my) life))?\W*$",
    rf"{_WELL}(?:nobody|no one)(?: has)?(?: ever)? (?:{_HURT}) {_WHOM}\W*$",
    rf"{_WELL}i(?:'ve| was| have)? never (?:been |was )?(?:{_HURT})(?: by \w+(?: \w+)?)?\W*$",
    rf"{_WELL}(?:mi (?:\w+ )?\w+ |[eé]l |ella )?(?:nunca|jam[aá]s) (?:me|nos) (?:{_HURT_ES})\W*$",
    rf"{_WELL}nadie (?:me|nos) (?:{_HURT_ES}|pega|golpea|maltrata|lastima)\W*$",
)
"""Only whole clauses: "not lonely", "I'm not homeless or pregnant"; never "not coping", "not homeless yet"."""

_FAITH = (
    r"religio(?:n|ns|us)|christian(?:ity)?s?|christ(?:[- ](?:cent(?:er|r)ed|based))?|church(?:es|y)?"
    r"|faith(?:[- ]based)?"
    r"|god|jesus|bible|catholic|baptist|evangelical|muslim|islamic|jewish|pastors?|preach(?:ing|y|ers?)|prayers?"
    r"|praying|ministry|ministries|higher power"
)
_FAITH_ES = (
    r"religi[oó]n|religios[oa]s?|cristian[oa]s?|cristo|iglesias?|dios|jes[uú]s|biblia|cat[oó]lic[oa]s?"
    r"|evang[eé]lic[oa]s?|pastor(?:es)?|oraci[oó]n|rezar|fe"
)
_NO_FAITH = (
    r"\b(?:not|isn'?t|aren'?t|without|nothing|anything but) (?!(?:just|only|sure|enough)\b)"
    rf"(?:(?:an?|any|in|into|at|by|with|from|interested|affiliated|too|very|really|the"
    rf"|being) ){{0,3}}?(?:{_FAITH})\b(?! yet\b)",
    rf"\b(?:non|anti)[- ]?(?:{_FAITH})\b",
    rf"\b(?:{_NOT}|never|won'?t|can'?t) (?:(?!i\b)\w+ ){{0,2}}?(?:want|need|do|like|stand|believe in|go (?:to|for)"
    rf"|sit through|push(?:es)?|involves?|force)\b"
    rf"(?: (?!(?:but|just|need|only|i|want)\b)[^\s.,;]+){{0,5}}? (?:{_FAITH})\b",
    rf"\bno (?:quiero|busco|me gustan?) (?:(?!(?:pero|solo|sino|busco|quiero"
    rf"|necesito)\b)\w+ ){{0,5}}?(?:{_FAITH_ES})\b",
    rf"\bque no (?:sean?|tenga|vaya|est[eé]) (?:(?!pero\b)\w+ ){{0,4}}?(?:{_FAITH_ES})\b",
    rf"\b(?:nada|sin|ning[uú]n|ninguna)(?: (?:de|que ver con|con|la|las|lo|programa|grupo|cosas?)){{0,4}}"
    rf" (?:{_FAITH_ES})\b",
    rf"\bno (?:soy |creo en )?(?:(?:un|una|de|la|el|cosas|programas?|grupos?) ){{0,3}}(?:{_FAITH_ES})\b",
)
_NO_CHURCH = rf"\bno (?:more )?(?:{_FAITH})\b"
_NONE_THERE = cue(r"\b(?:there(?:'?s| is| are)|ha(?:ve|s|d)|found|find|with|got|hay|tengo|encuentro)\W*$")
"""Before "no church": there is none, or none is found."""
_NONE_WILL = cue(
    r"^(?: \w+){0,2}? (?:near|around|here|nearby|in (?:my|this|town)|will|would|lets?|takes?|took|helped|helps|wants?"
    r"|cerca|aqu[ií]|me (?:ayuda|quiere))\b"
)
_FAITH_REFUSED = cue(*_NO_FAITH, _NO_CHURCH)
_FAITH_ASKED = cue(
    r"\b(?:needs?|want(?:s|ed)?|give me|looking for|find|prefers?|fine|ok(?:ay)?|open to|like|love"
    r"|go(?:ing)? to|back to|join)\b"
    rf"[^.;,]{{0,32}}?\b(?:{_FAITH})\b",
    rf"\b(?:{_FAITH})\b[^.;,]{{0,24}}? (?:is|are|would be|works?) (?:fine|ok(?:ay)?|good|great|better)\b",
    rf"\b(?:quiero|busco|necesito|prefiero|me gusta\w*|volver a)\b[^.;,]{{0,32}}?\b(?:{_FAITH_ES})\b",
)
_KIND = r"gay|lesbian|bi(?:sexual)?|trans(?:gender)?|queer|lgbtq?\w*|nonbinary|non-binary"
_KIND_ES = r"gay|lesbiana|bisexual|trans|queer|lgbt\w*"
_NOT_OF_A_KIND = cue(
    rf"\b(?:i'?m|i am) not (?:an? )?(?:{_KIND})(?: (?:or|nor|and) (?:an? )?(?:{_KIND}))?\b(?![- ]friendly)",
    rf"\bno (?:soy|somos) (?:un |una )?(?:{_KIND_ES})(?: (?:ni|o) (?:{_KIND_ES}))?\b",
    rf"\bno (?:{_KIND}) (?:groups?|meetings?|stuff|programs?)\b",
)
_STRAIGHT = cue(r"\b(?:i'?m|i am) (?:straight(?! up)|heterosexual)\b", r"\bsoy h[eé]tero\w*")
_OF_A_KIND = cue(rf"\b(?:{_KIND}|{_KIND_ES})\b")
_BUT_MINE = cue(r"^,? (?:but|pero) (?:my|mi)\b")
_OTHERS_SAY = cue(
    r"\b(?:says?|said|tells?|told|thinks?|wish(?:es)?|pretend\w*|dice[n]?|dijo|cree[n]?|if|que)(?: \w+){0,2} $"
)

Topic = Literal["gambling", "smoking", "homelessness", "depression", "anxiety"]
_TOPICS: dict[Topic, str] = {
    "gambling": r"gambl\w*|bett?ing|bets?|casinos?|apost\w*|apuestas|jug(?:ar|aba|ador)\w*",
    "smoking": r"smok(?:ing|ed|er|es?)|vap(?:ing|ed|es?)|cigarettes?|nicotine|fum(?:ar|aba|o|ador)\w*|cigarros?",
    "homelessness": r"homeless(?:ness)?|on the streets?|sin (?:casa|hogar|techo)|en la calle",
    "depression": r"depress\w*|depresi\w*|deprimid[oa]",
    "anxiety": r"anxi\w+|panic|ansi\w+|nervi\w+",
}
_TOPIC_WORDS = {topic: cue(rf"\b(?:{words})") for topic, words in _TOPICS.items()}
_SINCE = (
    rf"(?:{_LONG_AGO}|\b(?:last year|years? (?:now|ago)|for (?:\w+ )?(?:years|decades)|hace (?:\w+ ){{1,2}}a[nñ]os)\b)"
)
_STILL = cue(r"\b(?:again|still|back|return\w*|now i|otra vez|de nuevo|todav[ií]a|sigo)\b")
_PAST: dict[Topic, re.Pattern[str]] = {
    topic: cue(
        rf"\b(?:quit|stopped|gave up|dej[eé] (?:de )?)\s+(?:\w+ )?(?:{words})\b[^.;]{{0,24}}?{_SINCE}",
        rf"\bused to (?:be |get |feel |have )?(?:\w+ ){{0,2}}?(?:{words})\b",
        rf"\b(?:was|were) (?:once )?(?:\w+ ){{0,2}}?(?:{words})\b[^.;]{{0,24}}?"
        r"\b(?:once|before|back then|in the past|not any ?more|no more|years ago)\b",
        rf"\b(?:my )?(?:{words})\b (?:is|are) (?:\w+ )?(?:over|gone|behind me|in the past)\b",
        rf"\b(?:i (?:don'?t|do not|never|no longer)|not) (?:\w+ )?(?:{words})\b(?=\W*$|\W*[,.;])",
        rf"\b(?:ya )?no (?:\w+ )?(?:{words})(?=\W*$|\W*[,.;])",
    )
    for topic, words in _TOPICS.items()
}

_RELAPSE = cue(
    r"\brelaps\w*",
    r"\b(?:started|began)\b[^.;]{0,24}\b(?:drink\w*|us(?:e|ing)|smok\w+|pills?|dope|meth|heroin"
    r"|coke)\b[^.;]{0,24}\bagain\b",
    r"\b(?:started back|back (?:to|on|at)|went back to|picked (?:it )?(?:back )?up|slipped)\b[^.;]{0,24}"
    r"\b(?:drinking|using|drink|bottle|booze|pills?|dope|meth|heroin|coke)\b",
    r"\bslipped (?:up )?again\b",
    r"\b(?:drinking|using|drunk|high) again\b",
    r"\bfell off the wagon\b",
    r"\breca[ií]\w*",
    r"\brecay[oó]",
    r"\b(?:volv[ií]\w*|vuel[vt]\w*) a (?:tomar|beber|consumir|usar|fumar|caer)",
)
_NEVER = cue(
    r"(?:\b(?:not|never|no|without|sin|nunca|jam[aá]s)|n'?t)\s+"
    r"(?:(?:ever|once|yet|even|really|had|have|has|been|a|any|one|going|gonna|go|he|ha|hemos|me|yo|ninguna"
    r"|tenido|una)\s+)"
    r"{0,3}$"
)
"""Just before a cue: it has not come to that."""


def is_over(words: str) -> bool:
    """Whether drinking or using is denied or long past, and not only wished to be."""
    said = typed(words)
    if tells_of_relapse(said):
        return False
    if any(not _NOT_YET.search(_before(said, found)) for found in _OVER.finditer(said)):
        return True
    return any(
        not _NOT_YET.search(_before(said, found))
        and not _YEARS_OF_USE.search(found["between"] or found["between2"] or "")
        for found in _SOBER_FOR.finditer(said)
    )


def topics(statement: str) -> list[Topic]:
    """The troubles, of those that `is_past` knows, that are spoken of at all."""
    said = typed(statement)
    return [topic for topic, words in _TOPIC_WORDS.items() if words.search(said)]


def is_past(words: str, topic: Topic) -> bool:
    """Whether a trouble is said to be over, or not theirs, and nothing tells that it is back."""
    said = typed(words)
    found = _PAST[topic].search(said)
    return found is not None and not _STILL.search(said) and not _NOT_YET.search(_before(said, found))


def closes(words: str) -> bool:
    """Whether they say of what was said just before that it is over: "that's behind me"."""
    return bool(_CLOSED.search(typed(words)))


def refuses(words: str) -> bool:
    """Whether a service or help is said not to be needed or wanted, and nothing else is asked for in the same words.

    Whoever does not want a trouble ("I don't want another drink") states a need."""
    return _nothing_asked_after(_REFUSAL, words)


def refuses_faith(statement: str) -> bool:
    """Whether help that has to do with a religion is not wanted, and none is asked for besides: "no church stuff"."""
    said = typed(statement)
    if not any(_refuses_it(said, found) for found in _FAITH_REFUSED.finditer(said)):
        return False
    besides = _FAITH_REFUSED.sub("_", said)
    return not _FAITH_ASKED.search(besides)


def _refuses_it(said: str, found: re.Match[str]) -> bool:
    if found[0].lower().startswith("no "):
        return not (_NONE_THERE.search(_before(said, found)) or _NONE_WILL.search(said[found.end() :]))
    return True


def is_not_lgbtq(statement: str) -> bool:
    """Whether the speaker says that they are none of these, and nobody else is said to be: "I am not gay"."""
    said = typed(statement)
    found = _NOT_OF_A_KIND.search(said) or _STRAIGHT.search(said)
    if not found or _OTHERS_SAY.search(_before(said, found)):
        return False
    after = said[found.end() :]
    return not _OF_A_KIND.search(_NOT_OF_A_KIND.sub("_", said)) and not _BUT_MINE.search(after)


def denies(words: str) -> bool:
    """Whether these words only say that a trouble is not there: "I'm not lonely"."""
    return _nothing_asked_after(_DENIAL, words)


def tells_of_relapse(statement: str) -> bool:
    """Whether somebody has begun again: a reason to connect them, never a mark against anyone."""
    said = typed(statement)
    return any(not _NEVER.search(_before(said, found)) for found in _RELAPSE.finditer(said))


def _nothing_asked_after(cue: re.Pattern[str], words: str) -> bool:
    said = typed(words)
    found = cue.search(said)
    return found is not None and not _ASKING.search(said, found.end())


def _before(said: str, found: re.Match[str]) -> str:
    return said[max(0, found.start() - _BEFORE) : found.start()]
