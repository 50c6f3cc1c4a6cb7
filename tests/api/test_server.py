"""gunicorn as `make run` starts it: real processes, a real socket, and no index."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.guards import MAX_BODY_BYTES

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "gunicorn", "-c", "api/gunicorn_conf.py", "wsgi:app"]
WORD = "xylophonium"


class Server:
    """A started server: its process, its port, and where its output goes."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.out, self.err = folder / "stdout", folder / "stderr"
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                COMMAND, cwd=ROOT, env=environment(folder, self.port), stdout=out, stderr=err, start_new_session=True
            )

    def wait(self) -> None:
        deadline = time.monotonic() + 30
        while "ready" not in self.out.read_text():
            assert self.process.poll() is None, self.err.read_text()
            assert time.monotonic() < deadline, self.err.read_text()
            time.sleep(0.05)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, headers)  # type: ignore[arg-type]
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def say(self, raw: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(raw)
            return connection.recv(1000)


def environment(folder: Path, port: object) -> dict[str, str]:
    """The environment of a server that finds no index."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MATCHER_")}
    return kept | {
        "MATCHER_INDEX": str(folder / "index"),
        "MATCHER_REPORTS": str(folder / "reports.sqlite"),
        "MATCHER_PORT": str(port),
        "MATCHER_WORKERS": "2",
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("server"))
    try:
        started.wait()
        yield started
    finally:
        os.killpg(started.process.pid, signal.SIGKILL)
        started.process.wait(10)


def test_the_address_is_the_last_line(server: Server) -> None:
    assert server.out.read_text().splitlines()[-1] == f"Support Matcher is ready at http://127.0.0.1:{server.port}"


def test_it_lives_without_an_index(server: Server) -> None:
    assert server.ask("GET", "/health/live")[::2] == (200, b'{"status":"live"}\n')
    status, _, body = server.ask("GET", "/health/ready")
    assert status == 503
    assert "python -m indexer build" in json.loads(body)["detail"]


def test_bodies_of_any_framing_are_limited(server: Server) -> None:
    def chunks(length: int) -> Iterator[bytes]:
        body = json.dumps({"needs": "x"}).encode()
        body += b" " * (length - len(body))
        yield from (body[start : start + 8192] for start in range(0, length, 8192))

    for length, status in ((MAX_BODY_BYTES, 503), (MAX_BODY_BYTES + 1, 413), (MAX_BODY_BYTES * 100, 413)):
        kind = {"Content-Type": "application/json"}
        assert server.ask("POST", "/v1/matches", b"".join(chunks(length)), **kind)[0] == status
        assert server.ask("POST", "/v1/matches", chunks(length), **kind)[0] == status


def test_no_word_reaches_a_log(server: Server) -> None:
    kind = {"Content-Type": "application/json", "User-Agent": WORD}
    assert server.ask("POST", "/v1/matches", json.dumps({"needs": WORD}), **kind)[0] == 503
    assert server.ask("GET", f"/{WORD}?{WORD}")[0] == 404
    for raw in (f"GET /{WORD} {WORD} HTTP/1.1", f"{WORD} / HTTP/1.1", f"GET / HTTP/1.1\r\nbad {WORD}"):
        assert server.say(f"{raw}\r\nHost: x\r\n\r\n".encode()).startswith(b"HTTP/1.1 400 ")
    log = server.err.read_text()
    assert "POST /v1/matches 503" in log
    assert "A request that is not valid HTTP was refused" in log
    for path in server.folder.rglob("*"):
        assert not path.is_file() or WORD.encode() not in path.read_bytes()


def test_sigterm_ends_it_in_time(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.wait()
    idle = socket.create_connection(("127.0.0.1", server.port))
    try:
        started = time.monotonic()
        os.killpg(server.process.pid, signal.SIGTERM)
        assert server.process.wait(10) == 0
        while _runs(server.process.pid):
            assert time.monotonic() - started < 10
            time.sleep(0.05)
    finally:
        idle.close()


def _runs(group: int) -> bool:
    """Whether a process of this group is there and is no zombie."""
    states = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            states += [state] if int(its_group) == group else []
    return any(state != "Z" for state in states)


@pytest.mark.parametrize(("name", "value"), [("PORT", "http"), ("WORKERS", "-1"), ("INDEX", " ")])
def test_a_wrong_setting_is_one_line(tmp_path: Path, name: str, value: str) -> None:
    given = environment(tmp_path, 1) | {f"MATCHER_{name}": value}
    ended = subprocess.run(COMMAND, cwd=ROOT, env=given, capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"support-matcher: MATCHER_{name} ")
