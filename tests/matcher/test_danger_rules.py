"""Danger by the rules alone: what a clause tells, and its look-alikes."""

from __future__ import annotations

import pytest

from data.crisis import CrisisLevel, Signal
from matcher.crisis import screen

WORK: tuple[tuple[str, CrisisLevel], ...] = (
    ("I volunteer at church, need food, and my husband beats me", "concern"),
    ("I need help with my thesis and I want to die", "concern"),
    ("necesito comida, soy voluntaria en la iglesia y mi esposo me pega", "concern"),
    ("I'm a student and my boyfriend beats me", "concern"),
    ("Clt is a student, was raped last year, needs counseling", "concern"),
    ("Client was raped at the shelter where she volunteers", "concern"),
    ("Client is a volunteer and her husband hits her", "concern"),
    ("my husband hits me at my volunteer job", "concern"),
    ("I run the suicide prevention table at the fair", "none"),
    ("my thesis is about rape survivors", "none"),
    ("we train volunteers on child abuse", "none"),
    ("I'm a doctoral student writing about trafficking hotlines", "none"),
    ("doing research on domestic violence for my sociology class", "none"),
    ("estoy escribiendo mi tesis sobre la violencia doméstica", "none"),
    ("soy voluntaria en un refugio para víctimas de violencia doméstica", "none"),
    ("I want to donate clothes to a domestic violence shelter", "none"),
    ("I mentor runaway teens and need a background check form", "none"),
    ("I'm a volunteer and I tried to kill myself last week", "concern"),
    ("got raped at a job interview", "concern"),
    ("raped at volunteer training", "concern"),
    ("charges were dismissed on my DV case and I need it off my record", "none"),
    ("fundraiser for suicide awareness", "none"),
    ("we host a training on child abuse for teachers", "none"),
    ("we are writing a paper on human trafficking", "none"),
    ("estoy en una charla sobre violencia doméstica y mi esposo me pega", "concern"),
    ("we're hosting a training on child abuse", "none"),
    ("I volunteer and I was raped as a kid", "concern"),
    ("my volunteer coordinator says she wants to die", "concern"),
    ("student disclosed her stepfather abused her", "concern"),
)
SUICIDE: tuple[tuple[str, CrisisLevel], ...] = (
    ("some days I think everyone would get on better without me around", "concern"),
    ("my kids would be happier if I was gone", "concern"),
    ("todos estarían mejor sin mí", "concern"),
    ("the office would run better without me on the phones all day", "none"),
    ("they did fine without me at work", "none"),
    ("if a bus hit me I'd be kinda relieved", "concern"),
    ("wouldn't mind if I got hit by a truck on the way home", "concern"),
    ("si me atropella un carro ni modo, mejor", "concern"),
    ("a bus hit me in March and I need a lawyer", "none"),
    ("if the judge rules for me I'd be relieved", "none"),
    ("passive SI, denies plan", "concern"),
    ("pt endorses passive SI, denies plan and intent", "concern"),
    ("44M, passive SI, no plan or intent, wants IOP", "concern"),
    ("I'm worth more dead", "concern"),
    ("with the life insurance I'm worth more dead than alive", "concern"),
    ("valgo más muerto que vivo", "concern"),
    ("the car is worth more dead than running", "none"),
    ("I wrote goodbye letters to my girls", "acute"),
    ("I wrote letters for each of my kids and my sister is taking the dog", "acute"),
    ("he gave away his guitar and found a home for his dog, he seems so calm", "concern"),
    ("ya escribí las cartas de despedida y regalé mis cosas", "acute"),
    ("I'm giving away my couch and some baby clothes", "none"),
    ("we wrote goodbye cards for my coworker who is retiring", "none"),
    ("my landlord wants no pets so I found a home for my dog", "none"),
    ("I bought a one way ticket to the bridge", "acute"),
    ("he took an uber one way to the lookout", "acute"),
    ("compró un boleto solo de ida al puente", "acute"),
    ("need a one way bus ticket to Chicago", "none"),
    ("is there a bus one way to Golden Gate park", "none"),
    ("I wrote a goodbye letter to my addiction in group", "none"),
    ("I wrote letters to my kids' school about the bus", "none"),
    ("she has passive SI, denies intent", "concern"),
    ("caller denies SI", "none"),
    ("Clt denies SI/HI, no hx of attempts, no substance use", "none"),
    ("he has no history of overdose", "none"),
    ("sin plan pero tengo pensamientos de hacerme daño", "concern"),
    ("no puedo dejar de pensar en matarme", "concern"),
    ("the one way street to the bridge is closed", "none"),
    ("my kids do better in school without me helping", "none"),
    ("my family would do better without me driving everybody", "none"),
    ("if a car hit me would the insurance pay", "none"),
    ("I'd be glad if the bus came on time", "none"),
)
VIOLENCE: tuple[tuple[str, CrisisLevel], ...] = (
    ("my husband stood over me with a hammer raised", "acute"),
    ("he raised a knife at me", "acute"),
    ("mi esposo levantó el machete contra mí", "acute"),
    ("my boyfriend had a bat raised over his head yelling at me", "acute"),
    ("my husband raised the hammer and fixed the roof", "none"),
    ("My husband hits me", "concern"),
    ("shelter from my husband who beats me", "concern"),
    ("mi esposo me pega", "concern"),
    ("my husband beats me", "concern"),
    ("my husband hits me, he did it tonight", "acute"),
    ("my husband beats me and the kids", "acute"),
    ("he hits me and I'm leaving him", "acute"),
    ("my husband beats me, I'm leaving tomorrow", "acute"),
    ("my husband has strangled me", "acute"),
    ("my husband strangled me on Sunday", "acute"),
    ("he choked me three days ago", "acute"),
    ("he choked me last week", "acute"),
    ("he choked me years ago", "concern"),
    ("mi esposo me ahorcó el domingo", "acute"),
    ("my partner chokes me when he is drunk", "acute"),
    ("me ha estrangulado mi marido", "acute"),
    ("he put his hands around my neck", "acute"),
    ("he beats me and my kids", "acute"),
    ("me pega a mí y a mis hijos", "acute"),
    ("he beats me and my son went off to college", "concern"),
    ("her husband keeps his hand on her throat", "acute"),
    ("my neighbor raised a knife from the drawer sale", "none"),
    ("me apuntó con una pistola", "acute"),
    ("levantó el martillo del piso", "none"),
)
TRAFFICKING: tuple[tuple[str, CrisisLevel], ...] = (
    ("my neighbor's live-in maid is not allowed out and they keep her passport", "acute"),
    ("a coworker is never allowed to leave the house, the boss keeps her papers", "acute"),
    ("a mi vecina no la dejan salir y le quitaron los papeles", "acute"),
    ("my neighbor keeps my spare papers and is not allowed a dog", "none"),
    ("my son isn't allowed out after nine and I keep his passport in a drawer", "none"),
    ("he is not allowed out on parole yet and has his papers in order", "none"),
    ("en la casa de al lado no dejan salir a la muchacha y le guardan el pasaporte", "acute"),
)
MEDICAL: tuple[tuple[str, CrisisLevel], ...] = (
    ("my oxygen is running out and the supplier doesn't answer", "acute"),
    ("my oxygen tank is almost empty", "acute"),
    ("we have no insulin left and his sugar is 480", "acute"),
    ("ran out of insulin yesterday", "acute"),
    ("se le acabó la insulina a mi mamá", "acute"),
    ("el tanque de oxígeno se está acabando", "acute"),
    ("I ran out of insulin test strips and can't afford more", "none"),
    ("need help paying for insulin, have enough for the month", "none"),
    ("who delivers oxygen tanks in this county", "none"),
    ("he took some pills and can't feel his hands", "acute"),
    ("I took my roommate's pills and I can't feel my legs", "acute"),
    ("she took something and is slurring and not answering me", "acute"),
    ("tomó algo y habla arrastrado y no contesta", "acute"),
    ("se tomó unas pastillas y no siente las manos", "acute"),
    ("I can't feel my hands when I type, carpal tunnel", "none"),
    ("my landlord is not answering me", "none"),
    ("I took the bus and my son is not answering my texts", "none"),
    ("took my meds and the nurse is not answering the phone", "none"),
    ("they took fentanyl and she isn't responding to me", "acute"),
    ("mi papá tomó sus medicinas y no contesta el teléfono", "none"),
    ("insulin is out of my budget this month", "none"),
    ("my insulin runs out next month and I need a refill", "none"),
    ("we are out of oxygen masks for the CPR class", "none"),
    ("two hours of oxygen left and the power is out", "acute"),
)

DENIED: tuple[tuple[str, CrisisLevel], ...] = (
    ("he never hit me", "none"),
    ("my husband never hurt me", "none"),
    ("my husband has never hit me, I just need a lawyer", "none"),
    ("mi esposo nunca me pegó, solo quiero el divorcio", "none"),
    ("mi esposo nunca me ha pegado", "none"),
    ("I was never raped", "none"),
    ("he never hit me before last night", "acute"),
    ("he never hit me until last week", "concern"),
    ("he never hits me in front of the kids", "concern"),
    ("he never hit me but tonight he did", "acute"),
    ("my husband never hurt me. Until tonight.", "concern"),
    ("He's never hit me. He hits the wall next to me.", "concern"),
    ("nunca me había pegado hasta anoche", "concern"),
    ("nunca me pega enfrente de los niños", "concern"),
    ("mi esposo me ha pegado", "concern"),
)
SCREENED: tuple[tuple[str, CrisisLevel], ...] = (
    ("denies SI", "none"),
    ("caller denies SI", "none"),
    ("Pt denies SI, HI, AVH. Needs IOP referral.", "none"),
    ("neg SI/HI", "none"),
    ("no SI/HI", "none"),
    ("SI/HI: denied", "none"),
    ("negative for DV, SI", "none"),
    ("DV screen neg", "none"),
    ("denies DV, no hx attempts", "none"),
    ("Niega ideación suicida y homicida", "none"),
    ("denies SI but wrote a goodbye note", "acute"),
    ("denies active SI, endorses passive SI", "concern"),
    ("Pt reports SI, denied housing", "concern"),
    ("SI with plan, denied bed", "acute"),
    ("denies SI, bought rope", "concern"),
    ("Pt denies DV, bruises on arms", "concern"),
    ("Pt denies DV, husband answers her phone", "concern"),
    ("DV screen pos, denies SI", "concern"),
    ("no SI last week but today has SI with plan", "acute"),
    ("my son denies being suicidal but I found a note", "concern"),
    ("I'm not suicidal but I can't sleep", "concern"),
    ("niega plan pero tiene ideación suicida", "concern"),
)
FIGURES: tuple[tuple[str, CrisisLevel], ...] = (
    ("she hit her head laughing", "none"),
    ("I hit her head laughing", "none"),
    ("I hit my head on the shelf", "none"),
    ("my boyfriend hit my head", "concern"),
    ("he hit her head on the wall", "concern"),
    ("beat up by fines", "none"),
    ("I got beat up by the system", "none"),
    ("got beat up by my husband over bills", "concern"),
    ("I was beaten by the cops", "concern"),
    ("shot myself in the foot with that interview", "none"),
    ("I shot myself in the foot with my pistol and it's bleeding", "acute"),
    ("me di un tiro en el pie con esa renuncia", "none"),
    ("my taxes are strangling me", "none"),
    ("the rent is choking me", "none"),
    ("my husband is strangling me", "acute"),
    ("los impuestos me están ahorcando", "none"),
    ("mi esposo me está ahorcando", "acute"),
    ("my last day at the plant is today", "none"),
    ("my last day of probation is Friday", "none"),
    ("this is my last day on earth", "acute"),
    ("it's my last night with my kids", "acute"),
    ("mi mamá me va a matar, perdí el acta", "none"),
    ("my mom is gonna kill me, I lost my birth certificate", "none"),
    ("mi papá me va a matar, tiene una pistola", "acute"),
    ("mi esposo me va a matar si me voy", "acute"),
    ("el polen me va a matar", "none"),
    ("me van a matar", "acute"),
    ("they are going to kill me", "acute"),
    ("they're gonna kill me at work", "none"),
)
GRIEF: tuple[tuple[str, CrisisLevel], ...] = (
    ("my son overdosed and died", "none"),
    ("my son died of an overdose", "none"),
    ("lost my brother to fentanyl", "none"),
    ("I lost my brother to suicide last year", "none"),
    ("my dad died by suicide", "none"),
    ("perdí a mi hijo por el fentanilo hace dos años", "none"),
    ("mi hermana murió de sobredosis en mayo", "none"),
    ("we lost our daughter to an overdose in 2015", "none"),
    ("my son overdosed", "concern"),
    ("my son just died of an overdose", "concern"),
    ("my son overdosed and died for three minutes, they brought him back", "concern"),
    ("my brother overdosed and isn't breathing", "acute"),
    ("my friend died of an overdose and I keep using", "concern"),
    ("my brother's suicide attempt was last week", "concern"),
    ("lost my son to suicide and I don't want to live", "concern"),
    ("I lost my brother to suicide and I want to join him in heaven", "concern"),
    ("perdí a mi hija por suicidio y me quiero morir", "concern"),
    ("tuvo una sobredosis", "concern"),
)
HIDDEN: tuple[tuple[str, CrisisLevel], ...] = (
    ("im endin it 2nite", "acute"),
    ("2nite is my last nite", "acute"),
    ("my cousin took fentanyl and passed out", "concern"),
    ("he said if I ever leave he'll kill the kids", "acute"),
    ("mi hermano mayor me toca en la noche", "acute"),
    ("my uncle touches base with me weekly", "none"),
    ("wanna die tonite", "acute"),
    ("I'm ending it with my boyfriend tonight", "none"),
    ("I'm ending my lease tonight", "none"),
    ("esta noche me mato", "acute"),
    ("me mato hoy", "acute"),
    ("si no me ayudan me mato", "acute"),
    ("me mato trabajando todo el día", "none"),
    ("hoy me mató el tráfico", "none"),
    ("got the rope", "acute"),
    ("I have the rope ready", "acute"),
    ("I got the rope for the tent", "none"),
    ("tengo la soga lista", "acute"),
    ("tengo la soga al cuello con las deudas", "none"),
    ("SA <24h, wants SANE", "acute"),
    ("raped within the last 12 hours", "acute"),
    ("SA group 24h hotline", "none"),
    ("needs a sane person to talk to", "none"),
    ("abuso sexual hace 12 h, pide examen", "acute"),
    ("mi padrastro me toca", "acute"),
    ("mi tío me toca cuando se van todos", "acute"),
    ("my stepdad touches me", "acute"),
    ("me toca pagar la renta", "none"),
    ("mi papá me toca la guitarra", "none"),
    ("his story touches me", "none"),
    ("my man got a knife on me", "acute"),
    ("my old man got a gun and says he'll shoot me", "acute"),
    ("si me voy me mata", "acute"),
    ("me dijo que si lo denuncio me va a matar", "acute"),
    ("if I leave he'll kill me", "acute"),
    ("my dad will kill me if I lose the car keys", "none"),
    ("mi mamá me mata si me voy sin permiso", "none"),
)

BESIDE: tuple[tuple[str, CrisisLevel], ...] = (
    ("I need a ride to the gorge, I won't need one back", "acute"),
    ("I won't need food where I'm going", "concern"),
    ("a donde voy no necesito nada", "concern"),
    ("I won't need a car where I work", "none"),
    ("we need a ride to the overlook for the kids' picnic", "none"),
    ("dejó una nota de voz pidiendo perdón a todos", "acute"),
    ("mandó una carta pidiendo perdón por llegar tarde", "none"),
    ("he left a voice memo saying sorry to everyone", "acute"),
    ("the guns are on the table in front of me", "acute"),
    ("I wrote the letters and the kids are at their grandma's", "acute"),
    ("I wrote the letters for the food bank newsletter", "none"),
    ("me pasé con la heroína", "concern"),
    ("me pasé con la sal", "none"),
    ("my left arm feels numb and my words come out slurred", "acute"),
    ("my arm is numb from typing", "none"),
    ("tiene la cara chueca y no puede hablar", "acute"),
    ("mi esposo me sacó a golpes", "concern"),
    ("mi esposo me sacó a golpes y anda dando vueltas en la troca", "acute"),
    ("nos dieron una paliza jugando billar", "none"),
    ("I turn 18 in May and I'm couch surfing", "acute"),
    ("they'll see what it's like, I've got a gas can", "acute"),
    ("we're gonna ride on their porch tonight", "acute"),
    ("my bike won't ride on the sidewalk", "none"),
)

ABROAD: tuple[tuple[str, CrisisLevel, str], ...] = (
    ("Quero me matar", "acute", "suicide"),
    ("Quero morrer", "concern", "suicide"),
    ("je veux me tuer", "acute", "suicide"),
    ("je veux mourir", "concern", "suicide"),
    ("ich will mich umbringen", "acute", "suicide"),
    ("Ich möchte nicht mehr leben", "concern", "suicide"),
    ("voglio uccidermi", "acute", "suicide"),
    ("voglio morire", "concern", "suicide"),
    ("mwen vle touye tèt mwen", "acute", "suicide"),
    ("mwen vle mouri", "concern", "suicide"),
    ("chcę się zabić", "acute", "suicide"),
    ("nie chcę już żyć", "concern", "suicide"),
    ("tôi muốn tự tử", "acute", "suicide"),
    ("tôi muốn chết", "concern", "suicide"),
    ("gusto kong magpakamatay", "acute", "suicide"),
    ("gusto ko nang mamatay", "concern", "suicide"),
    ("Я хочу покончить с собой", "acute", "suicide"),
    ("я хочу умереть", "concern", "suicide"),
    ("я хочу вбити себе", "acute", "suicide"),
    ("не хочу більше жити", "concern", "suicide"),
    ("我想自杀", "acute", "suicide"),
    ("我真的很累，我想自殺", "acute", "suicide"),
    ("我不想活了", "concern", "suicide"),
    ("자살하고 싶어요", "acute", "suicide"),
    ("죽고 싶어", "concern", "suicide"),
    ("سأنتحر", "acute", "suicide"),
    ("أريد أن أموت", "concern", "suicide"),
    ("meu marido me bate", "concern", "domestic_violence"),
    ("il me frappe", "concern", "domestic_violence"),
    ("mon mari m'a battue", "concern", "domestic_violence"),
    ("mein Mann schlägt mich", "concern", "domestic_violence"),
    ("mio marito mi picchia", "concern", "domestic_violence"),
    ("mari mwen ap bat mwen", "concern", "domestic_violence"),
    ("mąż mnie bije", "concern", "domestic_violence"),
    ("chồng tôi đánh tôi", "concern", "domestic_violence"),
    ("sinasaktan ako ng asawa ko", "concern", "domestic_violence"),
    ("муж меня бьёт", "concern", "domestic_violence"),
    ("мій чоловік мене б'є", "concern", "domestic_violence"),
    ("我老公打我", "concern", "domestic_violence"),
    ("남편이 저를 때려요", "concern", "domestic_violence"),
    ("زوجي يضربني", "concern", "domestic_violence"),
    ("fui estuprada", "concern", "sexual_assault"),
    ("j'ai été violée", "concern", "sexual_assault"),
    ("ich wurde vergewaltigt", "concern", "sexual_assault"),
    ("sono stata violentata", "concern", "sexual_assault"),
    ("yo vyole mwen", "concern", "sexual_assault"),
    ("zostałam zgwałcona", "concern", "sexual_assault"),
    ("tôi bị hiếp dâm", "concern", "sexual_assault"),
    ("ginahasa ako", "concern", "sexual_assault"),
    ("меня изнасиловали", "concern", "sexual_assault"),
    ("мене зґвалтували", "concern", "sexual_assault"),
    ("我被强奸了", "concern", "sexual_assault"),
    ("성폭행을 당했어요", "concern", "sexual_assault"),
    ("لقد اغتصبني", "concern", "sexual_assault"),
    ("tomei todos os comprimidos", "acute", "overdose"),
    ("j'ai pris tous mes médicaments", "acute", "overdose"),
    ("ich habe alle Tabletten genommen", "acute", "overdose"),
    ("ho preso tutte le pillole", "acute", "overdose"),
    ("li pran twòp grenn", "acute", "overdose"),
    ("przedawkował", "acute", "overdose"),
    ("nó uống hết thuốc ngủ", "acute", "overdose"),
    ("ininom niya lahat ng gamot", "acute", "overdose"),
    ("он наглотался таблеток", "acute", "overdose"),
    ("她吞了一瓶药", "acute", "overdose"),
    ("약을 많이 먹었어요", "acute", "overdose"),
    ("أخذ جرعة زائدة", "acute", "overdose"),
)
"""In languages of which only such words are known."""


@pytest.mark.parametrize(("text", "level"), WORK)
def test_danger_that_is_work_or_study_is_none_and_never_what_is_told_beside_it(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), SUICIDE)
def test_suicide_is_told_from_what_sounds_like_it(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), VIOLENCE)
def test_violence_is_a_concern_and_acute_with_a_weapon_a_child_leaving_or_strangling(
    text: str, level: CrisisLevel
) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), TRAFFICKING)
def test_who_is_not_let_out_and_whose_papers_are_kept_is_in_danger(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), MEDICAL)
def test_what_keeps_alive_running_out_and_what_follows_a_dose_is_acute(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), DENIED)
def test_what_never_happened_is_none_and_what_happened_for_the_first_time_is_not(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), SCREENED)
def test_a_negative_screen_in_shorthand_is_none_and_warning_signs_beside_it_are_not(
    text: str, level: CrisisLevel
) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), FIGURES)
def test_figures_of_speech_and_mishaps_are_told_from_danger(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), GRIEF)
def test_grief_for_the_dead_is_none_and_danger_to_the_living_is_not(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), HIDDEN)
def test_danger_in_few_words_or_slang_is_told_from_what_is_like_it(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level"), BESIDE)
def test_what_is_done_or_felt_tells_of_danger_that_is_not_named(text: str, level: CrisisLevel) -> None:
    assert screen(text).level == level


@pytest.mark.parametrize(("text", "level", "signal"), ABROAD)
def test_the_plainest_words_of_danger_are_known_in_languages_that_are_not_read(
    text: str, level: CrisisLevel, signal: Signal
) -> None:
    crisis = screen(text)
    assert (crisis.level, crisis.signals[0]) == (level, signal)


@pytest.mark.parametrize("text", ["我想死你了", "他打我的电话", "배고파 죽겠다"])
def test_figures_of_speech_in_other_languages_are_no_danger_that_is_named(text: str) -> None:
    assert screen(text).signals == ()
