"""The project's own statements about itself: what it depends on and why, and that it names no machine of anybody's."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.docs.readme import REPOSITORY

FIRST_PARTY = {"api", "data", "indexer", "matcher", "tests", "wsgi"}

NOT_IMPORTED = {
    "onnx": "torch.onnx.export imports it",
    "onnxscript": "torch.onnx.export imports it",
    "tzdata": "zoneinfo reads it where the machine has no database of time zones",
    "import-linter": "a command",
    "mypy": "a command",
    "pytest-xdist": "a plugin of pytest",
    "ruff": "a command",
    "types-python-dateutil": "mypy reads it",
}

REGISTRY = re.compile(r"https?://\S*(pypi|/simple\b)|--index-url|--trusted-host|PIP_INDEX", re.IGNORECASE)


def _canonical(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match, requirement
    return _canonical(match[0])


@cache
def _tracked() -> list[Path]:
    """Every text file that is or would be in version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := REPOSITORY / name).is_file()]


@cache
def _declared() -> dict[str, set[str]]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {_name(requirement) for requirement in project["dependencies"]}
    return {"run": needed, "all": needed | {_name(each) for each in project["optional-dependencies"]["dev"]}}


@cache
def _imported(path: Path) -> frozenset[str]:
    """Top-level names of the third-party modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return frozenset(found - FIRST_PARTY - set(sys.stdlib_module_names))


@cache
def _providers() -> dict[str, set[str]]:
    """Top-level module to the installed distributions that hold it."""
    return {module: {_canonical(name) for name in names} for module, names in packages_distributions().items()}


def _distributions(module: str) -> set[str]:
    return _providers().get(module, set())


def _python_files() -> list[Path]:
    return [path for path in _tracked() if path.suffix == ".py"]


def test_every_import_is_of_a_declared_dependency() -> None:
    missing = set()
    for path in _python_files():
        of_tests = path.is_relative_to(REPOSITORY / "tests")
        allowed = _declared()["all" if of_tests else "run"]
        missing |= {module for module in _imported(path) if not _distributions(module) & allowed}
    assert missing == set()


def test_every_dependency_is_used() -> None:
    imported = {name for path in _python_files() for module in _imported(path) for name in _distributions(module)}
    assert _declared()["all"] - imported == NOT_IMPORTED.keys()


def test_every_dependency_of_the_service_is_used_outside_the_tests() -> None:
    files = [path for path in _python_files() if not path.is_relative_to(REPOSITORY / "tests")]
    imported = {name for path in files for module in _imported(path) for name in _distributions(module)}
    assert _declared()["run"] - imported <= NOT_IMPORTED.keys()


def test_every_dependency_says_what_it_is_for() -> None:
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for each in lists for line in each.splitlines()]
    assert len(lines) == len(_declared()["all"])
    assert [line.strip() for line in lines if not re.fullmatch(r' +"[\w.=-]+", # \S.{4,}', line)] == []


def test_every_dependency_is_pinned() -> None:
    lines = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9][\w.-]*==[0-9][0-9A-Za-z.]*", line)] == []
    pinned = [_canonical(line.partition("==")[0]) for line in lines]
    assert len(pinned) == len(set(pinned))
    assert _declared()["all"] <= set(pinned)


@pytest.mark.parametrize("place", ["work", "root", "opt/pypi", "home"])
def test_no_file_names_a_folder_of_one_machine(place: str) -> None:
    named = re.compile(rf"(?<![\w.-])/{place}/")
    assert [path.relative_to(REPOSITORY) for path in _tracked() if named.search(_text(path))] == []


def test_only_ci_knows_what_lies_beside_the_repository() -> None:
    beside = "/".join(("..", "shared"))
    assert [str(path.relative_to(REPOSITORY)) for path in _tracked() if beside in _text(path)] == [".ci/run"]


def test_no_file_names_a_package_registry() -> None:
    here = Path(__file__)
    assert [path.name for path in _tracked() if path != here and REGISTRY.search(_text(path))] == []


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")
