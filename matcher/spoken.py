"""The languages somebody would rather be helped in: those they name, and the one they write in if it is not English.

Named ones are told by how they are asked for; Spanish by its commonest words; languages with letters of their own by
those. Nothing is filtered by it: a listing that states the language only comes a little sooner.

What is written in neither English nor Spanish is not read here; `language_not_read` tells so, lest what is found be
taken for what was said.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from data.languages import NAMES, code_named, with_parent
from indexer.lexical import words_of

SCRIPTS: dict[str, str] = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he",
    "GREEK": "el", "DEVANAGARI": "hi", "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "TAMIL": "ta",
    "TELUGU": "te", "ETHIOPIC": "am", "KHMER": "km", "LAO": "lo", "THAI": "th", "MYANMAR": "my", "ARMENIAN": "hy",
    "GEORGIAN": "ka", "TIBETAN": "bo", "SINHALA": "si", "MALAYALAM": "ml", "KANNADA": "kn", "MONGOLIAN": "mn",
}  # fmt: skip
"""The first word of a letter's Unicode name to the language that is most often written so here."""
OWN_LETTERS: dict[str, str] = {
    **dict.fromkeys("あいかがくこさしすせたってでとなにのはまもらりるれをんアイクコスタトナルン", "ja"),
    **dict.fromkeys("іїєґІЇЄҐ", "uk"), **dict.fromkeys("پچژگ", "fa"), **dict.fromkeys("ٹڈڑے", "ur"),
}  # fmt: skip
"""Letters that only one language of their script has, and that hardly a sentence of it lacks."""
_TELLING = frozenset(words_of(
    "necesito busco quiero puedo tengo estoy ayuda ayudan hijo hija hijos esposo esposa comida trabajo renta gracias"
    " hola dinero nadie donde porque hablo espanol ingles"
))  # fmt: skip
"""Spanish words of which one is enough."""
_SPANISH = _TELLING | frozenset(words_of(
    "de que el en los se del por un con una su lo mas pero sus ya este si cuando muy sin sobre mi nos hay quien desde"
    " todo soy es mis tiene hacer ha fue era esta para la las le al como casa me no y o pa cliente cte"
))  # fmt: skip
_ENGLISH = frozenset(words_of(
    "the of and to in is it you that he was for on are with as i his they be at this have from or one had by but not"
    " what all were we when your can said there use an each which she do how their if will up about out so her him my"
    " need help me no am has just im dont want get got who our don"
))  # fmt: skip
_SPANISH_LETTERS = frozenset("áíóúñ¿¡")
_RELATED = frozenset(words_of(
    "não nao meus minha preciso os um uma para os je un une pour les est avec mes il che sono per di ho della mwen"
)) - _SPANISH  # fmt: skip
"""Common words of French, Italian, Portuguese and Haitian Creole that Spanish does not have."""
_SPANISH_ALONE, _ENGLISH_ALONE = _SPANISH - _ENGLISH, _ENGLISH - _SPANISH
_ELSEWHERE: dict[str, frozenset[str]] = {code: frozenset(words_of(words)) for code, words in {
    "fr": "je jai suis cest veux voudrais cherche besoin avez nous vous avec aidez mourir tuer jsuis quelquun depuis"
    " toujours jamais peux dois cherchons aujourdhui etes etre quil aucun logement bonjour parce nourriture chez"
    " trouver trouve alimentaire loyer",
    "de": "ich nicht habe brauche suche meine mich keine wohnung hilfe bitte sprechen auch sterben umbringen mochte"
    " haben werden eine einen nichts dringend schlagt weiss",
    "pt": "nao voce quero estou tenho meu meus minha minhas emprego filhos ajuda obrigado obrigada trabalho aluguel"
    " dinheiro ninguem mulher tambem gostaria fazer morrer alguem isso procuro",
    "it": "voglio bisogno aiuto aiutatemi soldi mangiare morire figlio figlia figli perche buongiorno abbiamo siamo"
    " nessuno ammazzare uccidere uccidermi picchia vorrei qualcuno",
    "ht": "mwen bezwen vle manje lajan pitit timoun kijan fanm travay anpil tanpri renmen mouri touye kapab lekol"
    " lopital",
    "pl": "jestem potrzebuje pomocy pomoc szukam chce sie dziecko dzieci mieszkania mieszkanie prosze dziekuje gdzie"
    " zabic umrzec pieniedzy mnie bardzo tylko przez",
    "vi": "khong nguoi duoc muon giup",
    "tl": "ako mga kailangan tulong walang asawa pagkain trabaho akong gutom mamatay magpakamatay sinasaktan ayoko"
    " paano naghahanap naman",
    "so": "waxaan baahanahay caawimaad shaqo cunto carruur carruurtayda raadinayaa rabaa doonayaa waxay fadlan",
    "nl": "niet nodig zoek mijn graag hebben",
    "tr": "icin yardim istiyorum ihtiyacim lutfen degil",
    "ro": "nevoie ajutor vreau pentru multumesc",
    "sw": "nahitaji msaada ninataka tafadhali watoto chakula",
    "id": "saya butuh tidak bantuan untuk",
    "sq": "nevoje ndihme",
}.items()}  # fmt: skip
"""Words of languages that are not read, and of neither English nor Spanish, nor names or short forms there."""
_ELSEWHERE_TOO: dict[str, frozenset[str]] = {code: frozenset(words_of(words)) for code, words in {
    "fr": "mort viole frappe fille femme enfants manger travail personne peut oui quoi tres sais argent merci peur sont"
    " mari ans plus pour sans",
    "de": "und ist mein kann kein arbeit danke noch geld leben schon immer wir ihm jemand essen deutsch mit der das"
    " ein von wie will zu",
    "pt": "filho uma muito eles agora hoje moro bate mais com sou preciso onde posso",
    "it": "lavoro marito moglie anche grazie devo questo niente paura della cerco che non sono mia posso",
    "ht": "mari mesi paske konnen avek kote gen anko nou yon",
    "pl": "nie pracy moje bije moge czy boje zyc juz moja jest",
    "vi": "chet viec tro minh chong toi tien",
    "tl": "ang sa ng ko wala bahay salamat kasi yung saan buhay anak niya tayo hindi",
    "so": "guri waan ayaan ku oo",
    "nl": "een voor heb hulp iemand geen werk ik het",
    "tr": "bir cok ve",
    "ro": "sunt este copii imi",
    "sw": "kazi nina",
    "id": "yang anak",
    "sq": "dhe jam nuk",
}.items()}  # fmt: skip
"""Words that count only beside others: names and short forms elsewhere, or shared by several languages."""
_ELSEWHERE_LETTERS: dict[str, str] = {
    **dict.fromkeys("ãõ", "pt"), **dict.fromkeys("ßäö", "de"), **dict.fromkeys("ąęłśźż", "pl"),
    **dict.fromkeys("êçœâîûùà", "fr"), **dict.fromkeys("şğ", "tr"), **dict.fromkeys("ățș", "ro"),
}  # fmt: skip
_VIETNAMESE = re.compile("[ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_SHARED = frozenset(words_of(
    "a an as at die do had hat he in is man me no on or so to was we will it have has us all per"
    " al casa comida como con de del e el en era es esta este fue ha la las le les lo los mas mi mis nos o para pero"
    " por que se si sin sobre su tiene todo un una y ya pa cuando"
))  # fmt: skip
"""English and Spanish words that one of those languages has as well, and that tell nothing for or against it."""
_READ = (_ENGLISH | _SPANISH) - _SHARED
_LATIN_FORMS = frozenset({"LATIN", "MODIFIER", "MASCULINE", "FEMININE", "MICRO"})

_NO_WORDS = re.compile(
    r"\b[AN]\w+-[Aa]non\b|\b(?:[Ll]os|[Ll]as|[Ee]l|[Ll]a|[Ss]an|[Ss]anta) [A-Z]\w+|\b\w/\w\b|\bLA\b|\bHA\b", re.ASCII
)
"""What holds letters of Spanish words in any English: fellowships, places, short forms."""

_PEOPLE = frozenset({"karen", "maya", "mam", "signing", "creole"})
"""Names that are as often something else, and count only where somebody speaks them."""
_NAME = "|".join(map(re.escape, NAMES))
_CLEAR = "|".join(re.escape(name) for name in NAMES if name not in _PEOPLE)
_APART = str.maketrans({"'": " ", "’": " ", "ı": "i"})
_FIRST_WORDS = {name: words_of(name.translate(_APART))[0] for name in NAMES}
_NAME_BEGINS = frozenset(first for first in _FIRST_WORDS.values() if len(first) > 1)
_SPELLED = tuple(name for name, first in _FIRST_WORDS.items() if len(first) == 1)
"""Few statements hold any of these, and all that name a language do ("A.S.L." among the second)."""
_NEXT = rf"(?:\s*(?:,|/|\band\b|\bor\b|\by\b|\bo\b)\s*(?:in |en )?(?:{_CLEAR})\b)*"
_NAMED = re.compile(
    rf"\b(?:speaks?|speaking|spoken|hablan?|hablo|hable|talks?)\s+(?:(?:only|mostly|solo|s[oó]lo|in)\s+){{0,2}}(?:{_NAME})\b{_NEXT}"
    rf"|\b(?:in|en)\s+(?:{_CLEAR})\b{_NEXT}(?!\s+(?:wars?|gulf|class(?:es)?|food|restaurants?|pub|guiana|creek)\b)"
    rf"|\b(?:{_NAME})(?:-|\s+)(?:speak\w*|language)\b|\b(?:{_CLEAR})\s+(?:only(?=\s*(?:$|[.,;!?]))|interpreters?|please)\b"
    rf"|\b(?:uses?|with|in|via|by)\s+(?:asl|american sign language|sign language)\b|^\W*(?:{_CLEAR})\W*$",
    re.IGNORECASE,
)
_IN_LIST = re.compile(rf"\b(?:{_NAME})\b", re.IGNORECASE)
_UNABLE = re.compile(
    r"\b(?:don'?t|doesn'?t|can'?t|won'?t|cannot|not|no|never|without|learn\w*|tampoco|nadie)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_REACH = 40
_READ_UP_TO = 20_000
"""Characters from which the language is told."""


def languages(statement: str) -> tuple[str, ...]:
    """Codes of `data.languages`, those named first; empty for somebody who writes in English and names no other."""
    plain = statement.casefold().replace("’", "'")
    may_name = _NAME_BEGINS.intersection(words_of(statement.translate(_APART))) or any(n in plain for n in _SPELLED)
    named = _named(statement) if may_name else []
    told = [each for code in (*named, _written_in(statement)) if code for each in with_parent(code)]
    return tuple(code for code in dict.fromkeys(told) if code != "en")


def language_not_read(statement: str) -> str | None:
    """The language that a statement is plainly written in, if that is neither English nor Spanish (ISO 639-1), "und" if
    its letters have no name here; None where it is, or may be, either of those."""
    said = unicodedata.normalize("NFKC", statement[:_READ_UP_TO])
    if not said.isascii():
        scripts = Counter(unicodedata.name(c, "UNNAMED").split(" ")[0].split("-")[0] for c in said if c.isalpha())
        others = Counter({script: n for script, n in scripts.items() if script not in _LATIN_FORMS})
        script = others.most_common(1)[0][0] if others else ""
        if 2 * others.total() > scripts.total() and (others.total() > 1 or script == "CJK"):
            return next((OWN_LETTERS[c] for c in said if c in OWN_LETTERS), SCRIPTS.get(script, "und"))
    words = words_of(said)
    told = Counter[str]()
    for code, telling in _ELSEWHERE.items():
        told[code] += 2 * len(telling.intersection(words)) + len(_ELSEWHERE_TOO[code].intersection(words))
    if not said.isascii():
        for word in set(said.casefold().split()):
            if _VIETNAMESE.search(word):
                told["vi"] += 2
            told.update({_ELSEWHERE_LETTERS[c] for c in word if c in _ELSEWHERE_LETTERS})
    read = len(_READ.intersection(words))
    code, score = max(told.items(), key=lambda each: each[1])
    return code if score >= (4 if read else 2) and score > 2 * read else None


def _named(statement: str) -> list[str | None]:
    plain = statement.replace("’", "'")
    return [
        code_named(name)
        for match in _NAMED.finditer(plain)
        if not _UNABLE.search(plain, max(0, match.start() - _REACH), match.start())
        for name in _IN_LIST.findall(match[0])
    ]


def _written_in(statement: str) -> str | None:
    """The language of the words, where they tell one other than English."""
    if not statement.isascii():
        scripts = Counter(unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in statement if c.isalpha())
        script, count = scripts.most_common(1)[0] if scripts else ("", 0)
        if 2 * count > scripts.total() and script in SCRIPTS:
            return next((OWN_LETTERS[c] for c in statement if c in OWN_LETTERS), SCRIPTS[script])
    words = set(words_of(_NO_WORDS.sub(" ", statement)))
    spanish, english, related = (len(words & own) for own in (_SPANISH_ALONE, _ENGLISH_ALONE, _RELATED))
    enough = spanish >= 2 or words & _TELLING or _SPANISH_LETTERS & set(statement)
    return "es" if enough and spanish > max(english, related) else None
