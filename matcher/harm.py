"""Who hurts whom: the speaker a partner or, sexually, anybody; or somebody close the speaker or a child. English and
Spanish.

A helper tells it of somebody else, who counts as if they spoke. Where both are told, the speaker counts as hurt: to be
taken for the one who hurts would cost them most.
"""

from __future__ import annotations

from matcher.cues import cue, typed
from matcher.stance import RELATIVE, RELATIVE_ES

_PARTNER = r"(?:husband|wife|hubby|partner|boyfriend|girlfriend|bf|gf|fianc[eé]e?|spouse|ex)s?"
_PARTNER_ES = r"(?:esposo|esposa|marido|mujer|pareja|novio|novia)"
_MY_PARTNER = rf"my (?:\w+ ){{0,2}}?{_PARTNER}"
_TO_THEM = r"\b(?!'s)(?! (?:back|out|away|around|at)\b)"
"""After whom it is done to: "I kicked my ex out", "I hurt my wife's feelings" do no such harm."""
_DID = (
    r"hit|beat(?: up)?|punch(?:ed)?|slap(?:ped)?|chok(?:e|ed)|strangled?|shov(?:e|ed)|push(?:ed)?|kick(?:ed)?"
    r"|physically hurt|abus(?:e|ed)|attack(?:ed)?|assault(?:ed)?|(?:put|laid|raised) (?:my |a )?hands? (?:on|to)"
)
_BODY = r"arms?|wrists?|hair|neck|throat|shirt|shoulders?|face|hands?"
_THROW = r"(?:threw|throw|thrown|throwing|chucked|hurled) (?:an? |my |the |some |his |her )?(?:\w+ ){1,2}?at"
_GRAB = r"(?:grab(?:bed|bing)?|twist(?:ed|ing)?|yank(?:ed|ing)?|squeez(?:ed?|ing)|jerk(?:ed|ing)?|pinn?(?:ed|ing)?)"
_SCARE = r"(?:scare[ds]?|scaring|frighten(?:ed|ing)?|terrif(?:y|ied|ying)|intimidat(?:ed?|ing)|threaten(?:ed|ing)?)"
_SCARED = (
    r"(?:(?:is|are|gets?|got|was|feels?|seems?|looks?)(?: \w+){0,2}? )?(?:scared|afraid|terrified|frightened) of me"
    r"(?! \w+ing\b| not\b)"
)
_DOING = (
    r"hitting|beating(?: up)?|punching|slapping|choking|strangling|shoving|pushing|kicking|abusing|attacking|assaulting"
)
_DID_ES = (
    r"(?:le )?(?:pegu[eé]|pego|he pegado|pegarle|levant[eé] la mano)"
    r"|golpe[eé]|golpeo|golpear|he golpeado|agred[ií]|maltrat[eé]|maltrato|lastim[eé]|empuj[eé]|ahorqu[eé]"
)
_HELPERS = (
    r"just|also|even|once|sometimes|always|really|accidentally|have|had|keep|kept|started|start|did|do|end up|ended up"
    r"|got drunk and|lost it and|snapped and|used to"
)
"""Words between "I" and what the speaker does, none of which names another."""
_I_DID = rf"\bi(?:'?ve|'?m)? (?:(?:{_HELPERS}) ){{0,2}}?"
_THREW_ES = r"(?:avent[eé]|tir[eé]|lanc[eé]|arroj[eé]|he (?:aventado|tirado|lanzado)) (?:un|una|el|la|mi|algo)(?: \w+)?"
_GRABBED_ES = (
    r"(?:asust[oeé]|agarr[eé]|jal[eé]|jalone[eé]|zarande[eé]|sacud[ií]|amenac[eé]|amenazo|empuj[eé]|lastim[eé]|golpe[eé]|golpeo"
    r"|he (?:asustado|agarrado|jalado|empujado|golpeado|lastimado))"
)
_HARMS_PARTNER = cue(
    rf"{_I_DID}(?:{_DID}|{_DOING}) {_MY_PARTNER}{_TO_THEM}",
    rf"\b(?:for|of|from|stop|stopped|keep|about|after) (?:{_DOING}) {_MY_PARTNER}{_TO_THEM}",
    rf"{_I_DID}{_THROW} {_MY_PARTNER}{_TO_THEM}",
    rf"{_I_DID}{_GRAB} {_MY_PARTNER}(?:'?s)? (?:by (?:the |his |her )?)?(?:{_BODY})\b",
    rf"\b{_MY_PARTNER} {_SCARED}\b",
    rf"\b(?:{_DID_ES}) a mi (?:\w+ )?{_PARTNER_ES}\b",
    rf"\b{_GRABBED_ES}(?: \w+){{0,3}}? a mi (?:\w+ )?{_PARTNER_ES}\b",
    rf"\ble {_THREW_ES} a mi (?:\w+ )?{_PARTNER_ES}\b",
    rf"\bmi (?:\w+ )?{_PARTNER_ES} (?:ya |siempre )?me (?:tiene|ten[ií]a|agarr[oó]) miedo\b",
)
_HARMS_HER = cue(
    rf"{_I_DID}(?:{_DID}) (?:her|him){_TO_THEM}",
    rf"{_I_DID}{_THROW} (?:her|him)\b",
    rf"{_I_DID}{_GRAB} (?:her|him) by (?:the |his |her )?(?:{_BODY})\b",
    rf"{_I_DID}{_GRAB} (?:her|his) (?:{_BODY})\b",
    rf"{_I_DID}{_SCARE} (?:her|him|{_MY_PARTNER}){_TO_THEM}",
    rf"\b(?:she|he)(?:'?s)? {_SCARED}\b",
    rf"\bl[ao] {_GRABBED_ES}(?!\w)",
    rf"\ble {_THREW_ES}",
    r"\b(?:ella|[eé]l) me (?:tiene|ten[ií]a) miedo\b",
)
"""Not enough alone ("I hit him"): only with what follows, and where no child is spoken of."""
_REMORSE = cue(
    r"\b(?:want|need|have|trying|going) to (?:stop|change|get help)\b",
    r"\b(?:stop myself|anger|batterers?|never (?:meant|again)|ashamed|guilty|feel (?:terrible|awful|horrible|bad))\b",
    r"\bcontrol\w* my(?:self| temper)\b",
    r"\bwhen(?:ever)? i (?:yell|scream|shout|drink|drunk|blow up|explode|lose (?:it|my temper)|(?:get|got|am|'m) "
    r"(?:so |really |too )?(?:mad|angry|drunk|upset|jealous))\b",
    r"\bmy (?:temper|rage|outbursts)\b",
    r"\b(?:quiero (?:cambiar|parar|dejar)|arrepentid[oa])\b",
    r"\bcuando (?:grito|tomo|bebo|exploto|me (?:enojo|enoj[eé]|encabrono))\b",
    r"\bmi (?:enojo|coraje|car[aá]cter|temperamento)\b",
)
_A_CHILD = cue(
    r"\b(?:kids?|child|children|sons?|daughters?|baby|toddler|boys?|girls?|teen(?:ager)?|step ?(?:son|daughter)"
    r"|niece|nephew|hij[oa]s?|ni[nñ][oa]s?|beb[eé]|sobrin[oa]|niet[oa])\b"
)
_ANY_PARTNER = cue(rf"\b(?:{_PARTNER}|{_PARTNER_ES})\b")
_ORDERED = cue(
    r"\b(?:court|judge|probation|mandated|sentenced|ordered)\b[^.;]{0,40}?\b(?:batterers?|bip|abusers?)(?:'?s)?\b",
    r"\bi (?:have to|need to|must|got to|was (?:court )?ordered to) (?:\w+ ){0,3}?(?:batterers?|bip|abuser)(?:'?s)?\b",
)
_ORDER = (
    r"(?:(?:restraining|protective|protection|no[- ]contact|stay[- ]away) order|orders? of protection|d?vro|tro"
    r"|[oó]rden(?:es)? de (?:restricci[oó]n|alejamiento|protecci[oó]n))"
)
_ORDER_AGAINST_ME = cue(
    rf"\b{_ORDER}(?: \w+){{0,2}}? (?:(?:against|on) me\b|en mi contra\b|(?:en )?contra (?:m[ií]a?|de m[ií])\b)",
)
_FLED = cue(
    rf"\b(?:{_MY_PARTNER}|she|he)\b(?:'?s)? (?:(?:\w+ ){{0,5}}?(?:to|at|in|into) (?:a|an|the|some) (?:\w+ ){{0,3}}?"
    r"(?:shelter|safe ?house|refuge)|(?:\w+ )?hiding(?: \w+){0,3} from me)\b",
    rf"\b(?:mi (?:\w+ )?{_PARTNER_ES}|ella)\b(?: \w+){{0,5}}? (?:a|en) (?:un|el|alg[uú]n|una|la) (?:\w+ )?"
    r"(?:refugio|albergue|casa segura)\b",
    rf"\b(?:mi (?:\w+ )?{_PARTNER_ES}|ella) se (?:\w+ )?escond\w+ de m[ií]\b",
)
_LOOKED_FOR = cue(
    rf"\b(?:where|which shelter|what shelter)\b[^.;,]{{0,24}}?"
    rf"\b(?:she|he|her|him|they|them|{_PARTNER}|kids|children)\b",
    rf"\b(?:find|locate|track(?: down)?|get to|reach) (?:out where )?(?:her|him|them|my (?:\w+ )?{_PARTNER})\b"
    r"(?! (?:an?|some|housing|help|therap\w+|support|work|food)\b)",
    r"\b(?:get|bring|make) (?:her|him|them|my \w+)(?: \w+)? (?:back|come home)\b",
    r"\b(?:d[oó]nde|en qu[eé] (?:refugio|albergue)) (?:est[aá]n?|vive|se (?:fue|escond\w+|qued\w+))\b",
    r"\b(?:encontrar|localizar|hallar|buscar)(?:l[ao]s?|(?: a mi \w+))",
)
"""Beside a partner who fled to a shelter: nobody who is looked for so is to be found through here."""
_ORDER_OF_ANOTHER = cue(
    r"\b(?:abusers?|abusive|abusador|false(?:ly)?|fals[ao]|lies|lied|lying|retaliat\w+|neighbou?r|co-?workers?|boss"
    rf"|landlord|roommate|vecin[oa]|(?<!i have a )(?:my|his|her) (?!{_PARTNER}\b){RELATIVE})\b"
)
"""Who has such an order is no partner, or it is told as one more harm to the speaker."""
_ANOTHER = cue(
    rf"\b(?:he|she|they|my (?:\w+ ){{0,2}}?{RELATIVE}|mi (?:\w+ )?{RELATIVE_ES})\b(?:'?s)? (?:\w+ ){{0,4}}?$"
)
"""Just before a cue: it is another who did so, or was ordered to."""
_BEFORE = 48
"""Characters before a cue that can hold its subject."""
_SAYS = r"says?|said|claims?|claimed|told|tells|lies?|lied|thinks?|swears?"
_ACCUSED = cue(
    rf"\b(?:he|she|they|{RELATIVE}|cops?|police|everyone|who)\s+(?:\w+\s+)?(?:{_SAYS})\b[^.;,]{{0,24}}?\bi\b",
    r"\b(?:dicen?|dijo) que (?:yo )?(?:le|la|lo)\b",
    r"\b(?:falsely|accus\w+|acus\w+)\b",
)
_HURTING = (
    r"hit(?:s|ting)?|beat(?:s|ing)?|punch\w*|slap\w*|chok\w+|strangl\w+|shov\w+|push\w*|kick\w*|hurt\w*|abus\w+"
    r"|attack\w*|rap(?:e|es|ed|ing)|threaten\w*|grab\w*"
)
_HURTS_ME = cue(
    rf"\b(?:he|she|they|who|{RELATIVE})\b(?:'?s)?(?:\W+\w+){{0,3}}?\W+(?:{_HURTING})\b"
    r"(?:\W+\w+){0,2}?\W+(?:me|us|back)\b(?! out\b)",
    rf"\b(?:scared|afraid|terrified) of (?:him|her|my (?:\w+ )?{_PARTNER})\b",
    r"\b(?:self[- ]defen[sc]e|fought back|fight back|defend\w*|each other)\b",
    r"\bhit(?:ting)? (?:him|her|my \w+) back\b",
    r"\bme (?:peg[oóa]|golpe\w+|empuj\w+|maltrat\w+|ahorc\w+|viol\w+|amenaz\w+)\b",
)

_HELPED = r"client|clt|cl|pt|patient|caller|resident|participant|ee|brother|son|friend|cousin|nephew|uncle|he|she|they"
_DOES = (
    r"hits?|beats?(?: up)?|punche[sd]|slap(?:s|ped)|choke[sd]|strangle[sd]|shove[sd]|pushe[sd]|kick(?:s|ed)|abuse[sd]"
    r"|attack(?:s|ed)|assault(?:s|ed)|hurts?|(?:has been|keeps|is|was|admits(?: to)?|reports) "
    rf"(?:{_DOING}|hurting)|(?:puts?|lays?|laid) hands on"
)
_HELPED_HARMS = cue(
    rf"\b(?:{_HELPED})\b(?!'s)(?:,? \(?\d{{2}}\w*\)?,?)?"
    rf"(?: (?:who|also|just|sometimes|often|has|admits|says he|says she|that)){{0,3}}?"
    rf" (?:{_DOES}) (?:(?P<whose>his|her|their) )?(?:\w+ )?(?:{_PARTNER})\b(?!'s)(?! (?:back|out|away|at)\b)",
    r"\b(?:client[ea]|paciente|usuari[oa]|cte|hermano|hijo|amigo|primo|[eé]l|ella)(?: (?:que|tambi[eé]n|a veces)){0,2}?"
    r" (?:le )?(?:pega|peg[oó]|golpea|golpe[oó]|maltrata|empuja|empuj[oó]|agrede|ahorca) a su "
    rf"(?:\w+ )?(?:{_PARTNER_ES})\b",
)
"""Somebody who is helped as the one who does it; only with what they want, which is to stop."""
_HELPED_WANTS = cue(
    r"\b(?:wants?|needs?|seeks?|seeking|looking for|asks? for|asking for|requests?|requesting|ordered|referred)\b"
    r"[^.;]{0,24}?\b(?:help|counsel\w*|therap\w*|stop|change|anger|class(?:es)?|treatment|program|batterers?|bip)\b",
    r"\banger (?:mgmt|management|issues|classe?s?|help)\b",
    r"\bquiere (?:\w+ )?(?:parar|cambiar|dejar|ayuda|consejer[ií]a|terapia|controlar\w*)\b",
    r"\b(?:busca|necesita|pide) (?:ayuda|consejer[ií]a|terapia|clases|manejo)\b",
)
_HELPED_IS_HURT = cue(
    rf"\b(?:{_PARTNER})\b(?: (?!and\b|then\b|but\b|when\b)\w+){{0,3}}? (?:{_HURTING})\b(?: \w+)?"
    r" (?:her|him|them|client|pt|clt)\b",
    rf"\b(?:{_PARTNER})\b (?:who )?(?:also )?(?:wants?|needs?|asks?)\b",
    r"\bself[- ]defen[sc]e|fights? back|fought back|each other\b",
    rf"\b(?:{_PARTNER_ES})(?: que)? (?:la|lo|le) (?:peg[aoó]|golpe\w+|maltrat\w+|empuj\w+)\b(?! a su\b)",
    rf"\b(?:{_PARTNER_ES}) (?:que )?(?:quiere|necesita|pide|busca)\b",
)
_BY_HER = cue(rf"\bshe(?:'?s)? (?:\w+ )?(?:{_HURTING}) (?:him|back)\b", r"\bshe (?:\w+ )?(?:wants|needs|asks)\b")
_BY_HIM = cue(rf"\bhe(?:'?s)? (?:\w+ )?(?:{_HURTING}) (?:her|back)\b", r"\bhe (?:\w+ )?(?:wants|needs|asks)\b")

_KIN = (
    rf"(?:step|foster |half[- ]|god)?{RELATIVE}|step ?(?:dad|mom|father|mother|brother|sister)"
    r"|family (?:member|friend)s?|relatives?"
)
_KIN_ES = rf"padrastro|madrastra|cu[nñ]ad[oa]|{RELATIVE_ES}"
_OF = r"(?:my|our|his|her|their)(?: own)?"
_HURT = (
    r"molest\w*|rap(?:ed|es|ing)|touch(?:es|ed|ing)|abus(?:es|ed|ing)|assault(?:s|ed|ing)|fondl\w+|groom(?:s|ed|ing)"
    r"|forc(?:ed|es)|hit(?:s|ting)?|beat(?:s|ing)?|hurt(?:s|ing)?|whip\w*|punch\w*|chok\w+|slap\w*|violat(?:es|ed)"
    r"|did (?:that|this|it|things) to|(?:used|tried|likes?) to (?:touch|rape|molest|hit|beat|hurt)"
)
_HURT_BY = (
    r"molested|raped|touched|abused|assaulted|fondled|groomed|hit|beaten|hurt|violated|attacked|abuse|molestation"
    r"|assault|rape"
)
_HURT_ES = (
    r"abus(?:[oó]|a|aba|aron)|viol(?:[oó]|a|aba|aron)|toc(?:[oó]|aba|aron)|toca|peg(?:[oó]|a|aba)|golpe\w+|molest\w+"
    r"|manose\w+|maltrat\w+"
)
_CLOSE_HARM = cue(
    r"\b(?:incest(?:uous)?|incesto)\b",
    rf"\b{_OF} (?:\w+ ){{0,2}}?(?:{_KIN})\b(?:(?!\b(?:i|by)\b)[^.;]){{0,28}}?"
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bgot )\b(?:{_HURT})\b",
    rf"\b(?:{_HURT_BY})\b (?:\w+ ){{0,4}}?by (?:{_OF}|an?|the) (?:\w+ ){{0,2}}?(?:{_KIN})\b",
    rf"\bwhat {_OF} (?:\w+ ){{0,2}}?(?:{_KIN}) (?:did|does|was doing|is doing)\b",
    rf"\b(?:mis?|sus?|nuestr[oa]) (?:\w+ )?(?:{_KIN_ES})\b[^.;]{{0,28}}?\b(?:{_HURT_ES})\b",
    rf"\b(?:{_HURT_ES}|violad[oa]|abusad[oa])\b (?:\w+ ){{0,3}}?(?:mi|su) (?:\w+ )?(?:{_KIN_ES})\b",
)
"""Somebody close as the one who does it ("my uncle molested", "raped by my dad"), not the one it is done to."""

_MINOR = (
    r"(?:kids?|child|children|minors?|toddlers?|(?:little|young|small|underage) (?:girls?|boys?)"
    r"|(?:step|grand)?(?:daughter|son|child)s?|step (?:daughter|son)s?|nieces?|nephews?"
    r"|(?:little|baby|younger|kid) (?:sister|brother|cousin)s?"
    r"|(?:\d|1[0-5])[- ]?(?:yo|y/o|years?[- ]olds?))\b(?!'s)"
)
_MINOR_ES = r"(?:niñ[oa]|nin[oa]|menor|hij[oa]|hijastr[oa]|sobrin[oa]|niet[oa]|herman(?:it)?[oa]|prim(?:it)?[oa])s?\b"
_A = r"(?:an?|the|my|some|this|that|her|his|our|another|two|other|young|several|many)"
_THE_ONE = (
    rf"(?:someone|somebody|people|women|girls|boys|men|her|him|them|{_A} (?:\w+ ){{0,3}}?(?:girl|woman|lady|guy|man|boy"
    rf"|person|friend|stranger|student|classmate|co-?worker|cousin|sister|brother|{_PARTNER}|{_MINOR}))\b"
)
_ONE_ES = (
    rf"(?:alguien|ella|(?:una?|mi|la|el|otr[oa]) (?:\w+ )?(?:muchach|chic|mujer|joven|amig|novi|espos|ex|{_MINOR_ES}))"
)
_SEXUALLY = cue(
    rf"{_I_DID}(?:drunkenly )?(?:rape[ds]?|raping|sexually (?:assault|abus|molest|touch)(?:ed|ing)?) {_THE_ONE}",
    rf"{_I_DID}(?:molest(?:ed|ing)?|fondl(?:ed|ing)|groom(?:ed|ing)|had sex with|(?:forced|exposed) myself (?:on|to)"
    rf"|made out with|did (?:sexual|bad) (?:things|stuff) (?:to|with)) (?:{_A} )?(?:\w+ ){{0,2}}?{_MINOR}",
    rf"{_I_DID}(?:molest(?:ed|ing)?|grop(?:ed|ing)|forced myself on) {_THE_ONE}",
    r"\b(?:for|of|from|about|after|stop) (?:raping|molesting|groping|fondling|sexually (?:assault|abus|touch)ing) "
    rf"(?:{_THE_ONE}|(?:{_A} )?{_MINOR})",
    rf"\b(?:i'?m|i am|i feel|i'?ve (?:always )?been|i(?: have)? always been|being)(?: \w+)?"
    rf"(?: sexually)? attracted to {_MINOR}",
    rf"\bmy (?:sexual )?attraction to {_MINOR}",
    rf"\bi (?:\w+ ){{0,2}}?sexual (?:thoughts|urges|fantasies|feelings|attraction) "
    rf"(?:about|for|towards?|of) (?:{_A} )?{_MINOR}",
    r"\b(?:i'?m|i am|i might be|i think i'?m) a (?:\w+ )?(?:pedophile|paedophile|minor[- ]attracted)\b",
    r"\bi(?:'?m|'?ve)? (?:\w+ ){0,2}?(?:look(?:ed)? at|watch(?:ed|ing)?|view(?:ed|ing)?|download(?:ed|ing)?|addicted to"
    r"|looking at) (?:child porn\w*|csam|kiddie porn)",
    rf"(?<!que )(?<!\w)(?:viol[eé]|he violado) a {_ONE_ES}",
    rf"\b(?:abus[eé]|he abusado) (?:sexualmente )?de (?:una?s?|mis?|las?|los|el) (?:\w+ )?(?:{_MINOR_ES}|muchach|chic)",
    rf"\b(?:manose[eé]|he manoseado) a {_ONE_ES}",
    rf"\bme (?:atraen|excitan|gustan sexualmente) (?:sexualmente )?(?:mucho )?(?:l[oa]s )?{_MINOR_ES}",
    r"\b(?:soy|creo que soy) (?:un )?ped[oó]filo\b",
    r"\b(?:veo|vi|miro|mir[eé]|he visto|descargu[eé]) pornograf[ií]a infantil\b",
)
_TOUCHED = cue(
    rf"{_I_DID}(?:touch(?:ed|ing)?|kiss(?:ed)?|did (?:things|something|stuff) (?:to|with)) (?:{_A} )?"
    rf"(?:\w+ ){{0,2}}?{_MINOR}",
    rf"(?<!que )\b(?:toqu[eé]|he tocado) a (?:una?|mi|la|el) (?:\w+ )?{_MINOR_ES}",
)
_TOUCHED_WRONG = cue(
    r"\b(?:sexual\w*|inappropriate\w*|privates?|private parts|doing it again|do it again|(?:the )?urges?|never told"
    r"|ashamed of (?:it|what)|asleep|was sleeping|down there|hat(?:e|ing) myself|(?:cant|can't) stop|like that"
    r"|partes (?:[ií]ntimas|privadas)|volver a hacerlo|hacerlo otra vez|de nuevo|dormida|dormido)\b"
)
"""Not enough alone, nor is who touched a child: many a parent does."""
_SEXUAL_STEMS = (
    "rape", "raping", "molest", "sexual", "fondl", "grop", "groom", "had sex", "myself on", "myself to", "made out",
    "touch", "kiss", "did thing", "did something", "did stuff", "did sexual", "did bad",
    "attract", "pedo",
    "paedo", "porn", "csam", "viol", "abus", "manose", "atraen", "excit",
    "toqu", "tocado",
)  # fmt: skip
"""Without any of these nothing of it is told; most statements hold none."""
_SEXUALLY_HURT = cue(
    r"\bi(?:'?ve| had| have)? (?:was|got|been|being|am being)(?: \w+){0,2} "
    r"(?:rap|molest|abus|assault|touch|fondl|grop|groom|traffick|drug)\w*",
    rf"\b(?:he|she|they|who|someone|somebody|man|men|guys?|priest|coach|teacher|{_PARTNER}|{RELATIVE})\b(?:\W+\w+){{0,3}}?\W+"
    r"(?:rap|molest|abus|assault|touch|fondl|grop|forc)\w*\W+(?:\w+\W+){0,2}?(?:me|us)\b",
    r"\bwhen i was (?:an? (?:\w+ )?(?:kid|child|boy|girl)|little|[1-9]\b|1[0-2]\b"
    r"|(?:five|six|seven|eight|nine|ten|eleven|twelve)\b)",
    r"\bas a (?:\w+ )?(?:kid|child)\b|\bsurvivors?\b",
    r"\b(?:me|nos) (?:ha |han |hab[ií]an? )?(?:viol|abus|toc|manose|molest|forz)\w+"
    r"|\babus(?:[oó]|aron|aban?) de m[ií]\b|\b(?:fui|he sido) (?:violad|abusad|molestad)\w+"
    r"|\bcuando (?:yo )?era (?:niñ|nin)\w+|\bde niñ[oa]\b",
    r"\bocd\b|\btoc\b|\bintrusive\b|\bpocd\b|\b(?:dream|nightmare)\w*|\bfalse memor\w+",
)
"""Who was hurt so themselves, or was a child, is never taken for the one who hurts."""
_CHILD_NOW = cue(
    rf"\b{_MINOR}[^;]{{0,120}}?\b(?:again|urges?|can'?t stop|cannot stop|keep|still|now|tonight|today|last night"
    r"|yesterday)\b",
    rf"\b(?:stop|still|keep|cant stop|can't stop)\b[^;]{{0,80}}?\b{_MINOR}",
    rf"\b{_MINOR_ES}[^;]{{0,120}}?\b(?:otra vez|de nuevo|volver a|sigo|todav[ií]a|ahora|hoy|anoche|ganas)\b",
)

_CHILDREN = r"kids?|children|sons?|daughters?|baby|boys?|girls?|custody"
_GETTING_BACK = cue(
    rf"\b(?:get|getting|got|regain\w*|win|bring|have)\b[^.;]{{0,24}}?\b(?:{_CHILDREN}|them|him|her)\b"
    r"[^.;]{0,12}?\bback\b",
    r"\breunif\w+",
    rf"\b(?:{_CHILDREN})\b[^.;]{{0,16}}?\b(?:taken|removed)\b",
    rf"\b(?:took|removed|has|have) my (?:\w+ )?(?:{_CHILDREN})\b",
    r"\b(?:recuperar|reunificaci[oó]n|(?:me )?quitaron|que me (?:devuelvan|regresen))\b",
)
_ABUSE_TOLD = cue(r"\b(?:abusive|abusers?|survivors?|victims?|domestic violence|dv|violencia)\b")


def gets_children_back(statement: str) -> bool:
    """Whether a parent works to get children back, and tells of no abuse by somebody."""
    said = typed(statement)
    told = _HURTS_ME.search(said) or _CLOSE_HARM.search(said) or _ABUSE_TOLD.search(said)
    return bool(_GETTING_BACK.search(said)) and not told


def harms_partner(statement: str) -> bool:
    """Whether the speaker, or whom they speak for, is told to hurt a partner and nothing of their being hurt; nor do
    others only say so."""
    said = typed(statement)
    if _HURTS_ME.search(said) or _ACCUSED.search(said):
        return False
    if _kept_away(said):
        return True
    of_her = _REMORSE.search(said) and (_ANY_PARTNER.search(said) or not _A_CHILD.search(said))
    cues = [_HARMS_PARTNER, _ORDERED, *([_HARMS_HER] if of_her else [])]
    return _helped_harms(said) or any(
        not _ANOTHER.search(said[max(0, found.start() - _BEFORE) : found.start()])
        for cue in cues
        for found in cue.finditer(said)
    )


def _kept_away(said: str) -> bool:
    """Whether a court keeps the speaker away from a partner, or a partner fled from them and they look for where to."""
    if _ORDER_AGAINST_ME.search(said):
        return not _ORDER_OF_ANOTHER.search(said)
    return bool(_FLED.search(said)) and bool(_LOOKED_FOR.search(said))


def _helped_harms(said: str) -> bool:
    """Whether somebody that a helper speaks of hurts a partner, wants help with it, and is not hurt themselves."""
    found = _HELPED_HARMS.search(said)
    if not found or not _HELPED_WANTS.search(said) or _HELPED_IS_HURT.search(said):
        return False
    back = {"his": _BY_HER, "her": _BY_HIM}.get((found["whose"] or "").lower())
    return back is None or not back.search(said)


def somebody_hurts(statement: str) -> bool:
    """Whether somebody is told to hurt the speaker."""
    return bool(_HURTS_ME.search(typed(statement)))


def somebody_close_harms(statement: str) -> bool:
    """Whether somebody of the family, or otherwise close, is told to hurt the speaker or a child."""
    return bool(_CLOSE_HARM.search(typed(statement)))


def harms_sexually(statement: str) -> bool:
    """Whether the speaker tells of having hurt somebody sexually, or of being drawn to children; not where they tell
    of having been hurt so themselves, of being accused, or of thoughts that come against their will."""
    said = typed(statement)
    lower = said.lower()
    if not any(stem in lower for stem in _SEXUAL_STEMS):
        return False
    found = _SEXUALLY.search(said) or (_TOUCHED.search(said) and _TOUCHED_WRONG.search(said))
    return bool(found) and not _SEXUALLY_HURT.search(said) and not _ACCUSED.search(said)


def endangers_a_child(statement: str) -> bool:
    """Whether who harms sexually tells of a child who may be in danger of it now."""
    return harms_sexually(statement) and bool(_CHILD_NOW.search(typed(statement)))
