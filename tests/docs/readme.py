"""README.md taken apart, and the two of its parts that are made from the code: the settings and the example answer.

``python -m tests.docs.readme [INDEX]`` writes both anew; the index, by default that of MATCHER_INDEX, must hold the
bundled directories and nothing else.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.app import create_app
from api.settings import SETTINGS, Settings

REPOSITORY = Path(__file__).parents[2]
README = REPOSITORY / "README.md"
WIDTH = 116
TOLERANCE = 0.005
"""By how much a number may differ between processors, whose vectors differ in their last digits."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN_OF_A_LISTING = (
    *("id", "name", "organization", "kind", "modes", "description", "phones", "address", "schedules"),
    *("next_occurrence", "cost", "minimum_age", "maximum_age", "accessibility", "assured_date", "source"),
)


def section(title: str, text: str | None = None) -> str:
    """What stands under the heading `title`, up to the next heading of its level. Raises KeyError."""
    parts = re.split(r"^## (.*)$", text if text is not None else README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def fenced(language: str, text: str | None = None) -> list[str]:
    """The code blocks of a language, `""` for those without one."""
    text = text if text is not None else README.read_text(encoding="utf-8")
    return [body for name, body in _FENCE.findall(text) if name == language]


def table(text: str) -> list[tuple[str, ...]]:
    """The rows of the one table in `text`, without its head, cells without their padding."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert re.fullmatch(r"(\|-+)+\|", lines[1]), "a table has a head and a rule"
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]


def code_spans(text: str | None = None) -> list[str]:
    """Everything between single backticks, outside of code blocks."""
    text = text if text is not None else README.read_text(encoding="utf-8")
    return re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))


def settings_rows() -> list[str]:
    """The lines of the table of settings, without its head."""
    return [f"| `{name}` | `{default}` | {meaning} |" for name, default, meaning in SETTINGS]


def example_request() -> tuple[str, dict[str, Any]]:
    """The address and the body that the README's curl command sends."""
    (command,) = (block for block in fenced("sh", section("One request")) if block.startswith("curl"))
    words = shlex.split(command)
    (url,) = (word for word in words if word.startswith("http://"))
    return url, json.loads(words[words.index("-d") + 1])


def example_answer() -> dict[str, Any]:
    """The answer that the README prints, shortened as it is there."""
    (block,) = fenced("json", section("One request"))
    shown: dict[str, Any] = json.loads(block)
    return shown


def shortened(answer: dict[str, Any]) -> dict[str, Any]:
    """What the README shows of an answer: its first recommendation, the facts of whose listing are not all there."""
    first = answer["recommendations"][0]
    resource = {name: first["resource"][name] for name in _SHOWN_OF_A_LISTING}
    cut = {"recommendations": [first | {"resource": resource}]}
    return {name: cut.get(name, value) for name, value in answer.items() if name != "index"}


def differences(shown: Any, real: Any, path: str = "") -> Iterator[str]:
    """Every place where what is shown is not what is really answered there.

    Objects may lack keys and the list of recommendations its end; nothing else may be missing.
    """
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            if key in real:
                yield from differences(value, real[key], f"{path}/{key}")
            else:
                yield f"{path}/{key}: not in the answer"
    elif isinstance(shown, list) and isinstance(real, list):
        if len(shown) != len(real) and not (path == "/recommendations" and 0 < len(shown) < len(real)):
            yield f"{path}: {len(shown)} shown of {len(real)}"
        for place, (value, other) in enumerate(zip(shown, real, strict=False)):
            yield from differences(value, other, f"{path}/{place}")
    elif isinstance(shown, float) and isinstance(real, float):
        if abs(shown - real) > TOLERANCE:
            yield f"{path}: {shown} shown, {real} answered"
    elif type(shown) is not type(real) or shown != real:
        yield f"{path}: {shown!r} shown, {real!r} answered"


def layout(value: Any, indent: int = 0, used: int = 0) -> str:
    """JSON in lines that are filled up to WIDTH, each object of a list on a line of its own.

    `used` characters stand before `value` on its first line.
    """
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or indent + used + len(line) < WIDTH:
        return line
    keyed = isinstance(value, dict)
    items = (
        [(json.dumps(key, ensure_ascii=False) + ": ", value[key]) for key in value]
        if keyed
        else [("", v) for v in value]
    )
    lines: list[str] = []
    for label, item in items:
        piece = label + layout(item, indent + 1, len(label))
        open_line = lines and "\n" not in lines[-1] and not isinstance(item, dict)
        if open_line and "\n" not in piece and indent + len(lines[-1]) + len(piece) + 3 < WIDTH:
            lines[-1] += f", {piece}"
        else:
            lines.append(piece)
    opening, closing = "{}" if keyed else "[]"
    return opening + f",\n{' ' * (indent + 1)}".join(lines) + closing


def answered(folder: Path) -> dict[str, Any]:
    """What the application answers to the README's request from the index in `folder`."""
    url, body = example_request()
    with tempfile.TemporaryDirectory() as reports:
        app = create_app(Settings(index=folder, reports=Path(reports) / "reports.sqlite"))
        response = app.test_client().post(url.removeprefix("http://127.0.0.1:8000"), json=body)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()
    return answer


def write(folder: Path) -> None:
    """Writes the README's settings and example anew."""
    text = README.read_text(encoding="utf-8")
    (example,) = fenced("json", section("One request", text))
    text = text.replace(example, layout(shortened(answered(folder))) + "\n")
    settings = section("Settings", text)
    head = re.match(r".*?^\|[-|]+\|\n", settings, re.MULTILINE | re.DOTALL)
    assert head, "the table of settings has a head"
    rest = re.sub(r"\A(\|.*\n)*", "", settings[head.end() :])
    text = text.replace(settings, head[0] + "\n".join(settings_rows()) + "\n" + rest)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Settings.from_environment().index)
