"""Every command that the README shows exists, with the arguments and options it is shown with."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

import click
import pytest

import indexer.__main__
import indexer.adapting
import matcher.__main__
import tests.relevance.learn
from indexer.sources.load import parse_source
from tests.docs.readme import REPOSITORY, code_spans, fenced

PROGRAMS: dict[str, click.Command] = {
    "indexer": indexer.__main__.main,
    "indexer.adapting": indexer.adapting.main,
    "matcher": matcher.__main__.main,
    "tests.relevance.learn": tests.relevance.learn.main,
}
PLACEHOLDERS = {"N": "7", "INDEX…": "."}

LINES = [line for block in fenced("sh") for line in block.replace("\\\n", " ").splitlines() if line.strip()]
SPANS = [span for span in code_spans() if re.match(r"make |(\.venv/bin/)?python -m ", span)]


def _parse(words: Sequence[str]) -> click.Context:
    """Reads a command line as the program would, without running it. Raises click.UsageError."""
    command = PROGRAMS[words[0]]
    arguments = list(words[1:])
    if isinstance(command, click.Group):
        context = command.make_context(words[0], list(arguments))
        name, found, arguments = command.resolve_command(context, list(words[1:]))
        assert found is not None
        return found.make_context(name, arguments, parent=context)
    return command.make_context(words[0], arguments)


def test_commands_are_shown() -> None:
    assert sum("-m indexer" in line for line in LINES) >= 4
    assert {"make run", "make test"} <= {line.split("#")[0].strip() for line in LINES}
    assert any("-m matcher" in span for span in SPANS)


@pytest.mark.parametrize(
    "line", [line for line in LINES if line.startswith("make")] + [s for s in SPANS if "make" in s]
)
def test_make_targets_exist(line: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for target in shlex.split(line, comments=True)[1:]:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
        assert re.search(rf"^\.PHONY:.*\b{target}\b", makefile, re.MULTILINE), target


@pytest.mark.parametrize("line", [line for line in LINES if "python" in line])
def test_command_lines_are_understood(line: str) -> None:
    program, module, *words = shlex.split(line, comments=True)
    assert (program, module) == (".venv/bin/python", "-m")
    context = _parse(words)
    for source in context.params.get("sources", ()):
        parse_source(source)


@pytest.mark.parametrize("span", [span for span in SPANS if "python" in span])
def test_commands_in_sentences_are_understood(span: str) -> None:
    words = shlex.split(re.sub(r"[\[\]]", "", span))
    words = [PLACEHOLDERS.get(word, word) for word in words[words.index("-m") + 1 :]]
    context = _parse(words)
    if words[0] == "matcher":
        assert context.params["place"] == "33130"


def test_other_commands_are_only_curl() -> None:
    others = {line.split()[0] for line in LINES if not line.startswith((" ", "make", ".venv/bin/python "))}
    assert others == {"curl"}


@pytest.mark.parametrize(
    "words", [["indexer", "bild"], ["indexer", "build", "--output", "x"], ["matcher", "x", "--by", "y"]]
)
def test_what_does_not_exist_is_noticed(words: list[str]) -> None:
    with pytest.raises(click.UsageError):
        _parse(words)
