"""The reviewed rules of the crisis screening, read from `crisis_signals.json` and compiled.

The JSON holds regular expressions over text in plain form (what `matcher.plain.plain` makes: lower case, no accents, no
apostrophes); the marks that letters of any script bear are taken off here as there. A name in braces stands for an
entry of its `words`. Every gap in a pattern is bounded and no group repeats without bound, so that matching takes time
linear in the text. A few unmistakable words of languages that nothing else here reads are among them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from data.crisis import SIGNALS, CrisisDataError, CrisisLevel, Signal

Scope = Literal["clause", "sentence", "text"]

_FILE = Path(__file__).with_name("crisis_signals.json")
_BEGIN = r"\b(?=\w)"
"""Where a word begins; asked once, before all alternatives, as most places are inside a word."""
_NAME = re.compile(r"\{([a-z_]+)\}")
_UNBOUNDED = re.compile(r"\)(?:[*+]|\{\d+,\})")

WEIGHING = frozenset({"about", "told", "now", "past", "hedge"})
"""Contexts that the screening asks of every match, whichever rule it is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Something said around a match that changes what it means (a time, an age, a plan)."""

    scope: Scope
    """How far from the match it counts; "clause" falls back on the sentence."""
    find: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What to find for a signal, and the level that it means."""

    level: CrisisLevel
    find: tuple[re.Pattern[str], ...]
    acute_with: tuple[str, ...] = ()
    """Contexts that make a concern acute."""
    needs: tuple[str, ...] = ()
    """Contexts without which the rule says nothing."""
    concern_with: tuple[str, ...] = ()
    """Contexts that make an acute match a concern (somebody already looked after)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRules:
    """All rules of one signal, and what is left of a match that is denied or over."""

    signal: Signal
    rules: tuple[Rule, ...]
    any_find: re.Pattern[str]
    """Finds what any of the rules finds, in one pass: most texts hold none of a signal's words."""
    negated: CrisisLevel
    past: CrisisLevel
    hedged: bool
    """Whether "no plan" makes an acute match a concern."""
    over_with: tuple[str, ...] = ()
    """Contexts that make a match say nothing (a childhood, somebody who lived) …"""
    unless: tuple[str, ...] = ()
    """… but for these."""
    heard_with: re.Pattern[str] | None = None
    """Words of which the heads alone need one to name it, unless it is the likeliest; none if they need none."""
    misheard_with: re.Pattern[str] | None = None
    """Words for which, without one of those, the heads alone take the signal for the likeliest by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisRules:
    """Everything the screening knows."""

    lookalikes: re.Pattern[str]
    """Figures of speech and unrelated uses, blotted out before anything else."""
    negation: re.Pattern[str]
    """A denial that reaches the end of the text before a match."""
    opens_denied: re.Pattern[str]
    """A denial that a match itself opens with ("denies SI")."""
    not_negation: re.Pattern[str]
    """What makes such a denial none ("why not …", "can't promise I won't …")."""
    contexts: dict[str, Context]
    audiences: dict[str, re.Pattern[str]]
    signals: tuple[SignalRules, ...]


def parse_rules(content: dict[str, Any]) -> CrisisRules:
    """Compiled rules from the JSON object; `CrisisDataError` names what is wrong."""
    words: dict[str, str] = {}
    for name, pattern in content["words"].items():
        words[name] = _expand(pattern, words)
    contexts = {
        name: Context(scope=cast(Scope, context["scope"]), find=_whole(context["find"], words))
        for name, context in content["contexts"].items()
    }
    if unknown := content["signals"].keys() ^ set(SIGNALS):
        raise CrisisDataError(f"signals differ by {sorted(unknown)}")
    if missing := WEIGHING - contexts.keys():
        raise CrisisDataError(f"contexts lack {sorted(missing)}")
    negations = content["negations"]
    return CrisisRules(
        lookalikes=_any(content["lookalikes"], words),
        negation=_compile(rf"\b(?:{negations['words']})(?: (?:{negations['fillers']})){{0,5}} ?$"),
        opens_denied=_whole([negations["opens"]], words),
        not_negation=_compile(rf"\b(?:{negations['unless_after']})\b"),
        contexts=contexts,
        audiences={name: _whole([pattern], words) for name, pattern in content["audiences"].items()},
        signals=tuple(_signal(signal, content["signals"][signal], words, contexts) for signal in SIGNALS),
    )


@cache
def crisis_rules() -> CrisisRules:
    """The bundled rules. Raises `CrisisDataError`."""
    return parse_rules(json.loads(_FILE.read_text(encoding="utf-8")))


def _signal(name: Signal, entry: dict[str, Any], words: dict[str, str], contexts: dict[str, Context]) -> SignalRules:
    rules = []
    for rule in entry["rules"]:
        acute_with, needs = tuple(rule.get("acute_with", ())), tuple(rule.get("needs", ()))
        concern_with = tuple(rule.get("concern_with", ()))
        if unknown := {*acute_with, *needs, *concern_with} - contexts.keys():
            raise CrisisDataError(f"{name}: unknown context {min(unknown)!r}")
        rules.append(
            Rule(
                level=_level(rule["level"], name),
                find=tuple(_any([pattern], words) for pattern in rule["find"]),
                acute_with=acute_with,
                needs=needs,
                concern_with=concern_with,
            )
        )
    over_with, unless = tuple(entry.get("over_with", ())), tuple(entry.get("unless", ()))
    if unknown := {*over_with, *unless} - contexts.keys():
        raise CrisisDataError(f"{name}: unknown context {min(unknown)!r}")
    finds = [pattern for rule in rules for pattern in rule.find]
    return SignalRules(
        signal=name,
        rules=tuple(rules),
        any_find=re.compile(_BEGIN + "(?:" + "|".join(p.pattern.removeprefix(_BEGIN) for p in finds) + ")"),
        negated=_level(entry["negated"], name),
        past=_level(entry["past"], name),
        hedged=bool(entry.get("hedged", False)),
        over_with=over_with,
        unless=unless,
        heard_with=_any(entry["heard_with"], words) if "heard_with" in entry else None,
        misheard_with=_any(entry["misheard_with"], words) if "misheard_with" in entry else None,
    )


def _level(value: str, name: str) -> CrisisLevel:
    if value not in ("none", "concern", "acute"):
        raise CrisisDataError(f"{name}: unknown level {value!r}")
    return cast(CrisisLevel, value)


def _any(patterns: list[str], words: dict[str, str]) -> re.Pattern[str]:
    """One pattern that finds any of them where a word begins."""
    return _compile(_BEGIN + "(?:" + "|".join(_expand(pattern, words) for pattern in patterns) + ")")


def _whole(patterns: list[str], words: dict[str, str]) -> re.Pattern[str]:
    """One pattern that finds any of them as whole words: "trans" is not in "transportation"."""
    return _compile(rf"{_any(patterns, words).pattern}(?!(?<=\w)\w)")


def _expand(pattern: str, words: dict[str, str]) -> str:
    def entry(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise CrisisDataError(f"unknown name {match[0]} in {pattern[:60]!r}")
        return f"(?:{words[match[1]]})"

    return _NAME.sub(entry, pattern)


def _compile(pattern: str) -> re.Pattern[str]:
    if unbounded := _UNBOUNDED.search(pattern):
        raise CrisisDataError(f"a group repeats without bound in {pattern[max(0, unbounded.start() - 60) :][:80]!r}")
    if not pattern.isascii():
        letters = unicodedata.normalize("NFKD", pattern)
        pattern = "".join(c for c in letters if not unicodedata.combining(c))
    try:
        return re.compile(pattern)
    except re.error as error:
        raise CrisisDataError(f"bad pattern {pattern[:80]!r}: {error}") from error
