"""Markdown to plain text: emphasis, headings, rules and escapes gone, links as "words (address)", lists with dashes."""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^([ \t]*)[*+][ \t]+", re.MULTILINE), r"\1- "),
    (re.compile(r"!\[([^\]\n]*)\]\([^)\s]*(?:[ \t]+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\(<?(?:mailto:|tel:)?([^)\s>]+)>?(?:[ \t]+\"[^\"\n]*\")?\)"), r"\1 (\2)"),
    (re.compile(r"<((?:https?://|mailto:)[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<!\\)(?:\*\*|__)[ \t]*(?=\S)(.+?)[ \t]*(?<!\\)(?:\*\*|__)"), r"\1"),
    (re.compile(r"(?<![\\\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"\*{2,}"), ""),
    (re.compile(r"`{1,3}([^`\n]+)`{1,3}"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])"), r"\1"),
)
_REPEATED = re.compile(r"(\S{8,}) \(\1\)")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def plain_text(markdown: str | None) -> str | None:
    """The words of a Markdown text, its paragraphs and lists kept; `None` where there are none."""
    if markdown is None:
        return None
    text = markdown.replace("\r\n", "\n")
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _BLANK_LINES.sub("\n\n", _REPEATED.sub(r"\1", text)).strip() or None
