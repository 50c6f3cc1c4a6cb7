"""Which languages a statement tells that somebody would rather be helped in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.languages import LANGUAGES, OTHER_NAMES
from data.needs import load_taxonomy
from matcher.spoken import language_not_read, languages
from tests.relevance import HERE


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("I need a therapist who speaks Spanish", ("es",)),
        ("AA en español", ("es",)),
        ("is there one in Polish", ("pl",)),
        ("need a Korean-speaking counselor", ("ko",)),
        ("ASL interpreter for my son", ("ase",)),
        ("busco trabajo", ("es",)),
        ("no tengo para la renta", ("es",)),
        ("Мне нужна помощь", ("ru",)),
        ("我需要帮助", ("zh",)),
        ("助けてください", ("ja",)),
        ("she speaks only Haitian Creole", ("ht",)),
        ("Mandarin speaking therapist", ("cmn", "zh")),
        ("we speak Portuguese and Spanish", ("pt", "es")),
        ("in English or Spanish", ("es",)),
        ("no hablo inglés", ("es",)),
        ("Spanish please", ("es",)),
        ("I use ASL", ("ase",)),
        ("speaks Spanİsh", ("es",)),
        ("in spanısh", ("es",)),
        ("Мені потрібна їжа", ("uk",)),
    ],
)
def test_named_or_written(statement: str, told: tuple[str, ...]) -> None:
    assert languages(statement) == told


@pytest.mark.parametrize(
    "statement",
    [
        "I need help with the rent",
        "classes to learn English",
        "she doesn't speak Spanish",
        "she doesn’t speak Spanish",
        "won't speak Spanish",
        "my Polish grandmother needs a ride",
        "Karen only hits the kids",
        "fought in the Korean war",
        "failing in Spanish class",
        "Al-Anon Las Vegas",
        "14 y/o boy, c/o pain",
        "detox Lansing MI",
        "rehab LA",
        "CASA advocate",
        "para transit",
        "Preciso de comida para os meus filhos",
        "Je cherche un logement",
        "no food",
        "🙏",
        "",
    ],
)
def test_english_and_what_tells_nothing(statement: str) -> None:
    assert languages(statement) == ()


@given(
    st.text(max_size=200)
    | st.builds(
        "speaks {} {}".format, st.sampled_from(sorted({*LANGUAGES.values(), *OTHER_NAMES})), st.text(max_size=9)
    )
)
def test_any_text(statement: str) -> None:
    told = languages(statement)
    assert set(told) <= set(LANGUAGES) - {"en"}
    assert len(told) == len(set(told))


def test_most_phrases_are_told_right() -> None:
    """What people say in both languages: hardly any English is taken for another, nearly all Spanish is told."""
    taxonomy = load_taxonomy()
    english = [phrase for need in taxonomy for phrase in need.said]
    spanish = [phrase for need in taxonomy for phrase in need.said_es]
    assert sum("es" in languages(phrase) for phrase in english) <= 0.002 * len(english)
    assert sum("es" in languages(phrase) for phrase in spanish) >= 0.95 * len(spanish)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("Quero me matar", "pt"),
        ("je veux mourir", "fr"),
        ("ich will mich umbringen", "de"),
        ("mwen vle mouri", "ht"),
        ("chcę się zabić", "pl"),
        ("Я хочу покончить с собой", "ru"),
        ("我想自杀", "zh"),
        ("죽고 싶어", "ko"),
        ("أريد أن أموت", "ar"),
        ("Preciso de comida para os meus filhos", "pt"),
        ("Je cherche un logement", "fr"),
        ("Ich brauche eine Wohnung", "de"),
        ("Ho bisogno di aiuto per pagare l'affitto", "it"),
        ("Mwen bezwen manje pou pitit mwen", "ht"),
        ("Potrzebuję pomocy z mieszkaniem", "pl"),
        ("Tôi cần giúp đỡ", "vi"),
        ("tôi muốn chết", "vi"),
        ("Kailangan ko ng tulong", "tl"),
        ("Waxaan u baahanahay caawimaad", "so"),
        ("Мені потрібна їжа", "uk"),
        ("助けてください", "ja"),
        ("死にたい", "ja"),
        ("मुझे मदद चाहिए", "hi"),
        ("እርዳታ እፈልጋለሁ", "am"),
        ("ฉันต้องการความช่วยเหลือ", "th"),
        ("Χρειάζομαι βοήθεια", "el"),
        ("אני צריך עזרה", "he"),
        ("আমার সাহায্য দরকার", "bn"),
        ("meu marido me bate", "pt"),
        ("mon mari me frappe", "fr"),
        ("mein Mann schlägt mich", "de"),
        ("mio marito mi picchia", "it"),
        ("chồng tôi đánh tôi", "vi"),
        ("sinasaktan ako ng asawa ko", "tl"),
        ("je ne sais pas où dormir ce soir avec mes enfants", "fr"),
        ("não tenho onde dormir", "pt"),
        ("où puis-je trouver à manger", "fr"),
        ("ᏙᎯᏧ", "und"),
        ("ⴰⵣⵓⵍ", "und"),
        ("Ik heb hulp nodig", "nl"),
        ("voglio morire", "it"),
        ("gdzie mogę dostać jedzenie", "pl"),
        ("nie mam gdzie spać", "pl"),
        ("死", "zh"),
        ("j'ai besoin d'aide pour payer mon loyer", "fr"),
        ("mon fils ne mange plus et je ne sais plus quoi faire", "fr"),
        ("où se trouve la banque alimentaire", "fr"),
        ("aidez moi svp", "fr"),
        ("wo bekomme ich essen", "de"),
        ("mein mann schlaegt mich und die kinder", "de"),
        ("ich habe kein Geld mehr fur die Miete", "de"),
        ("wir haben hunger", "de"),
        ("estou sem dinheiro para o aluguel", "pt"),
        ("meu marido me bateu ontem", "pt"),
        ("onde posso conseguir comida", "pt"),
        ("perdi meu emprego", "pt"),
        ("non ho soldi per l'affitto", "it"),
        ("mio figlio si droga", "it"),
        ("dove posso trovare da mangiare", "it"),
        ("m pa gen manje lakay mwen", "ht"),
        ("mari mwen ap bat mwen", "ht"),
        ("mwen bezwen yon avoka imigrasyon", "ht"),
        ("potrzebuje prawnika", "pl"),
        ("maz mnie bije", "pl"),
        ("szukam pracy", "pl"),
        ("chong toi danh toi", "vi"),
        ("tôi không có tiền trả tiền nhà", "vi"),
        ("gutom na ako", "tl"),
        ("wala akong pera pangrenta", "tl"),
        ("gusto ko nang mamatay", "tl"),
        ("kailangan ko ng trabaho", "tl"),
        ("waxaan rabaa shaqo", "so"),
        ("kiram maayo, caawimaad", "so"),
        ("мне нужна еда", "ru"),
        ("мій чоловік мене б'є", "uk"),
        ("我没有钱付房租", "zh"),
        ("집세를 낼 돈이 없어요", "ko"),
        ("زوجي يضربني", "ar"),
        ("د مرستې ته اړتیا لرم", "ar"),
        ("کمک لازم دارم", "ar"),
        ("moja córka nie żyje", "pl"),
    ],
)
def test_what_is_in_neither_english_nor_spanish_is_not_read(statement: str, code: str) -> None:
    assert language_not_read(statement) == code


@pytest.mark.parametrize(
    "statement",
    [
        "Necesito ajuda con la renta",
        "quiero morir",
        "I need help",
        "🙏",
        "",
        "AA meetings",
        "detox Lansing MI",
        "São Paulo",
        "café",
        "Müller",
        "my fiancée",
        "die die die",
        "I'm a native Creole speaker, mwen only know a little",
        "no",
        "me",
        "mon",
        "help me ich",
        "My German friend says ich liebe dich",
        "𝓘 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮",
        "NA meeting",
        "La renta, por favor",
        "hola",
        "Sra. Nie Tien",
        "é",
        "La Jolla apartment",
        "Que paso con mi caso",
        "mi ma no come",
        "tengo frio",
        "pt needs bed",
        "Der Pt wants housing",
        "Mom has MS",
        "senhor Silva needs rent",
        "no habla, muy malo",
        "hubby & kids",
        "ayuda",
        "comida",
        "rent",
        "trabajo de noche para mi hijo",
        "quisiera morir",
        "mi esposo nunca esta",
        "µ",
        "I need help 我需要帮助",
        "necesito ayuda, mwen pale kreyòl",
    ],
)
def test_what_is_or_may_be_english_or_spanish_is_read(statement: str) -> None:
    assert language_not_read(statement) is None


def test_hardly_any_english_or_spanish_is_not_read() -> None:
    taxonomy = load_taxonomy()
    said = [phrase for need in taxonomy for phrase in (*need.said, *need.said_es)]
    for name in ("en-train", "es-train", "en-dev", "es-dev"):
        lines = (HERE / "statements" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        said += [json.loads(line)["statement"] for line in lines]
    not_read = [statement for statement in said if language_not_read(statement)]
    assert len(not_read) <= 0.001 * len(said), not_read


@given(st.text(max_size=200))
def test_any_text_is_read_or_not(statement: str) -> None:
    code = language_not_read(statement)
    assert code is None or code == "und" or code in set(LANGUAGES) - {"en", "es"}
