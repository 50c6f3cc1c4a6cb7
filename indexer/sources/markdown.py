"""Markdown to plain text: emphasis, headings, rules and escapes gone, links as "words (address)", lists with dashes."""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^([ \t]*)[*+][ \t]+", re.MULTILINE), r"\1- "),
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)"), r"\1"),
    (
        re.compile(r"\[([^\]\n]{1,300})\]\(<?(?:mailto:|tel:)?([^)\s>]{1,2000})>?(?:[ \t]+\"[^\"\n]{0,300}\")?\)"),
        r"\1 (\2)",
    ),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?<!\\)(?:\*\*|__)[ \t]*(?=\S)(.{1,3000}?)[ \t]*(?<!\\)(?:\*\*|__)"), r"\1"),
    (re.compile(r"(?<![\\\w*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])([^_\n]{1,1000}?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"\*{2,}"), ""),
    (re.compile(r"`{1,3}([^`\n]{1,1000})`{1,3}"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])"), r"\1"),
)
_REPEATED = re.compile(r"(\bhttps?://[^\s()]{1,2000}) \(\1\)")
_LONGEST = 100_000
"""Longer texts are cut: no listing says that much, and cleaning must end."""
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def plain_text(markdown: str | None) -> str | None:
    """The words of a Markdown text, its paragraphs and lists kept; `None` where there are none."""
    if markdown is None:
        return None
    text = markdown[:_LONGEST].replace("\r\n", "\n")
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _BLANK_LINES.sub("\n\n", _REPEATED.sub(r"\1", text)).strip() or None
