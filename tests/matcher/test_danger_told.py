"""Which danger the rules find told, signal by signal, and what is next to it and none."""

from __future__ import annotations

import pytest

from data.crisis import CrisisLevel, Signal
from matcher.crisis import screen

Levels = dict[Signal, CrisisLevel]

WEAPONS: tuple[tuple[str, Levels], ...] = (
    ("help my husband is drunk and has the gun", {"domestic_violence": "acute"}),
    ("my girlfriend stabbed me", {"domestic_violence": "acute", "medical_emergency": "concern"}),
    (
        "man here, girlfriend stabbed me, need a safe place",
        {"domestic_violence": "acute", "medical_emergency": "concern"},
    ),
    ("mi novia me apuñaló", {"domestic_violence": "acute"}),
    ("my husband shot me", {"domestic_violence": "acute", "medical_emergency": "concern"}),
    ("my husband has a gun collection and loves hunting", {}),
    ("my husband shot me a text", {}),
    ("my husband has the gun safe key and we lock it", {}),
    ("my boyfriend cut me off from the wifi plan", {}),
    ("my wife cut me some slack", {}),
    ("my boyfriend cut me with a knife", {"domestic_violence": "acute"}),
    ("mi esposo está borracho y tiene la pistola", {"domestic_violence": "acute"}),
    ("my ex stabbed me years ago", {"domestic_violence": "concern", "medical_emergency": "concern"}),
    ("he has the gun out", {"domestic_violence": "acute"}),
    ("my husband has the gun, I don't know what to do", {"domestic_violence": "acute"}),
    ("mi novio me apuñaló hace años", {"domestic_violence": "concern"}),
)
NOT_INTIMATE: tuple[tuple[str, Levels], ...] = (
    ("rehab staff beat me", {"medical_emergency": "concern"}),
    ("my home aide steals my money", {}),
    ("I got hit by layoffs", {}),
    ("I hit a wall", {}),
    ("my husband does not hit me", {}),
    ("my husband has never hit me, he just drinks", {}),
    ("mi esposo no me pega", {}),
    ("my husband hits me", {"domestic_violence": "concern"}),
    ("my husband did not hit me, he pushed me down the stairs", {"domestic_violence": "acute"}),
    ("my husband doesn't hit me anymore", {"domestic_violence": "concern"}),
    ("he doesn't hit me when he's sober", {"domestic_violence": "concern"}),
    ("ya no me pega mi esposo", {"domestic_violence": "concern"}),
    ("he doesn't hit me but he chokes me", {"domestic_violence": "acute"}),
    ("mi esposo no me pega pero me amenaza", {"domestic_violence": "concern"}),
    ("my husband has never hit me, he just grabs my throat", {"domestic_violence": "acute"}),
    ("my husband had never hit me, he just did", {"domestic_violence": "acute"}),
    ("my son steals my grandma's social security and hits her", {"domestic_violence": "concern"}),
    ("the caregiver steals my mom's pension", {"domestic_violence": "concern"}),
    ("the nurse stole my phone and money", {}),
    ("I got hit by my husband", {"domestic_violence": "concern"}),
    ("we got hit by the hurricane and lost everything", {}),
    ("got hit hard by layoffs", {}),
)
PUT_OUT: tuple[tuple[str, Levels], ...] = (
    ("can't stop eating and throwing up, im 17", {}),
    ("I'm 15 and I threw out my vape", {}),
    ("my baby throws up and I'm 17", {}),
    ("got kicked off the football team, 16", {}),
    ("my girlfriend cut herself again, I'm 17", {"self_harm": "concern"}),
    ("got out of jail this morning, no place to sleep tonight", {}),
    ("I'm 16 and my mom threw me out", {"runaway_youth": "acute"}),
    ("I'm 15, parents kicked me out", {"runaway_youth": "acute"}),
    ("got kicked out, 16, nowhere to go", {"runaway_youth": "acute"}),
    ("I'm 16 and got thrown out of the house", {"runaway_youth": "acute"}),
    ("my stepdad locked me out and I'm 14", {"child_abuse": "acute", "runaway_youth": "acute"}),
    ("tengo 15 años y me corrieron de la casa", {"runaway_youth": "acute"}),
    ("im 16 and got kicked out of the game", {}),
    ("I'm 17, threw up all night", {}),
    ("I'm 16 and I put out the trash", {}),
    ("my mom kicked me out, I'm 15 and sleeping at the park", {"runaway_youth": "acute"}),
    ("I'm 16, threw my phone out of the window", {}),
)
TOMAR: tuple[tuple[str, Levels], ...] = (
    ("tomo mucho", {}),
    ("tomo mucho alcohol", {}),
    ("mi marido toma mucho", {}),
    ("tomé muchas pastillas", {"overdose": "acute"}),
    ("mi marido bebe mucho", {}),
    ("no tengo ganas de morir, solo necesito comida", {"suicide": "concern"}),
    ("mi hijo tomó muchas pastillas", {"overdose": "acute"}),
    ("se tomó todo el frasco", {"overdose": "acute"}),
    ("bebo todos los días", {}),
    ("mi esposo toma mucho y me pega", {"domestic_violence": "concern"}),
    ("tomé mucho alcohol y muchas pastillas y no despierta", {"overdose": "acute", "medical_emergency": "acute"}),
    ("mi hijo tomó demasiadas pastillas", {"overdose": "acute"}),
)
PRESSED: tuple[tuple[str, Levels], ...] = (
    ("my AA sponsor wants sex", {"sexual_assault": "concern"}),
    ("i got my girlfriend pregnant and she is 14 im 30", {"child_abuse": "acute"}),
    ("my mom has not eaten in 5 days and refuses water", {"medical_emergency": "concern"}),
    ("my caregiver steals my pills", {"domestic_violence": "concern"}),
    ("my caregiver hits me", {"domestic_violence": "concern"}),
    (
        "my mom overdosed last night, she's breathing but I can't wake her",
        {"overdose": "acute", "medical_emergency": "acute"},
    ),
    ("my sponsor wants me to go to meetings", {}),
    ("my doctor asked for sex offender records", {}),
    ("my girlfriend is 14 weeks pregnant, im 30", {}),
    ("I'm 30 and my daughter is 14", {}),
    ("my boyfriend is 32 and im 14", {"child_abuse": "acute"}),
    ("I have not eaten in 2 days, need a food pantry", {}),
    ("mi abuela no ha comido en 4 días", {"medical_emergency": "concern"}),
    ("my aide takes me to get my meds", {}),
    ("my son hasn't eaten since breakfast", {}),
    ("mi cuidadora me roba", {"domestic_violence": "concern"}),
    ("my landlord wants sex instead of rent", {"sexual_assault": "concern"}),
    ("mi padrino me pide sexo", {"sexual_assault": "concern"}),
    ("my supervisor wants me to work on Sunday", {}),
    ("sober 15 months, girlfriend is 30, im 32", {}),
    ("open mic at 7, 14, and 21 st", {}),
    ("my husband refuses to go to rehab", {}),
    ("mi novia tiene 14 años y yo tengo 30", {"child_abuse": "acute"}),
)
WOULD_KILL: tuple[tuple[str, Levels], ...] = (
    ("the bridge club is closed", {}),
    ("this homework makes me want to die lol", {}),
    ("mi suegra me va a matar si no limpio", {}),
    ("mi jefe me va a matar si no llego", {}),
    ("mi mamá me va a matar si no apruebo", {}),
    ("my mom would kill me if she saw my apartment", {}),
    ("my feet are killing me", {}),
    ("suicide squeeze play", {}),
    ("this makes me want to die tonight, I have pills", {"suicide": "acute"}),
    ("my job makes me want to die", {"suicide": "concern"}),
    ("my husband said he would kill me if I leave", {"domestic_violence": "acute"}),
    ("mi esposo me va a matar si no le doy el dinero", {"domestic_violence": "acute"}),
    ("mi papá me va a matar si no le doy el dinero", {"domestic_violence": "acute"}),
    ("I'm standing on the bridge and want to jump", {"suicide": "acute"}),
    ("my dad would kill me if he knew I'm gay", {"domestic_violence": "concern"}),
    ("my friend died by suicide and I want to go too", {"suicide": "concern"}),
    ("my brother died in the Suicide Squad movie lol", {}),
    ("mi tía me va a matar si no voy a la fiesta", {}),
)


@pytest.mark.parametrize(("text", "levels"), WEAPONS)
def test_a_weapon_at_hand_or_used_by_a_partner_is_acute(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


@pytest.mark.parametrize(("text", "levels"), NOT_INTIMATE)
def test_what_is_not_done_or_not_by_somebody_close_is_no_violence_by_a_partner(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


@pytest.mark.parametrize(("text", "levels"), PUT_OUT)
def test_a_minor_is_put_out_where_somebody_is_thrown_and_not_something(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


@pytest.mark.parametrize(("text", "levels"), TOMAR)
def test_to_drink_much_is_no_overdose_in_spanish(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


@pytest.mark.parametrize(("text", "levels"), PRESSED)
def test_pressure_for_sex_a_child_as_partner_and_who_no_longer_eats_are_found(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


@pytest.mark.parametrize(("text", "levels"), WOULD_KILL)
def test_who_would_kill_over_nothing_is_a_figure_of_speech(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels


WHO_AND_WHEN: tuple[tuple[str, Levels], ...] = (
    ("my friend tried to kill herself", {"suicide": "concern"}),
    ("my husband tried to kill me", {"domestic_violence": "acute"}),
    ("my child was abused by a coach", {"child_abuse": "concern"}),
    ("I was abused by my husband", {"domestic_violence": "concern"}),
    ("I was beaten at tennis", {}),
    ("I was beaten at home", {"domestic_violence": "concern"}),
    ("mi ex no me deja ver a mis hijos", {}),
    ("mi ex no me deja salir", {"domestic_violence": "concern"}),
    ("tonight is 10 years since he raped me", {"sexual_assault": "concern"}),
    ("the doctor cut off my Xanax and I'm sweating and my heart is racing", {"withdrawal": "acute"}),
    ("ED d/c today, etoh w/d, needs detox bed", {"withdrawal": "concern"}),
)


@pytest.mark.parametrize(("text", "levels"), WHO_AND_WHEN)
def test_who_does_it_to_whom_and_when_decides(text: str, levels: Levels) -> None:
    assert screen(text).levels == levels
