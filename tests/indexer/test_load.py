"""Sources as they are named, to bytes: paths, folders, zips, the web, and everything that can be wrong with them."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from indexer.sources import read
from indexer.sources.fetch import public_url
from indexer.sources.load import SourceError, SourceSpec, load_feed, parse_source
from tests.indexer.hsds_feeds import as_json, as_tables


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("hsds:feeds/a.json", SourceSpec("hsds", "feeds/a.json")),
        ("HSDS: a.json ", SourceSpec("hsds", "a.json")),
        ("meeting-guide:https://example.org/m?a=b", SourceSpec("meeting-guide", "https://example.org/m?a=b")),
        ("https://example.org:8443/a.json", SourceSpec(None, "https://example.org:8443/a.json")),
        ("feeds/a.json", SourceSpec(None, "feeds/a.json")),
        (r"C:\feeds\a.json", SourceSpec(None, r"C:\feeds\a.json")),
        (r"bmlt:C:\feeds\a.json", SourceSpec("bmlt", r"C:\feeds\a.json")),
        ("bundled:sample", SourceSpec("hsds", "sample", bundled=True)),
    ],
)
def test_parse(spec: str, expected: SourceSpec) -> None:
    assert parse_source(spec) == expected


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        ("", "names no source"),
        ("hsds:", "names no source"),
        ("excel:a.xls", "'excel' is no known format; known are hsds"),
        ("ftp://example.org/a", "ftp:// is not supported"),
        ("bundled:world", "bundled are bundled:national, bundled:sample"),
    ],
)
def test_parse_says_what_is_wrong(spec: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        parse_source(spec)


def test_a_file_is_named_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "county feed.json"
    path.write_bytes(b"[1]")
    feed = load_feed(f"hsds:{path}")
    assert (feed.name, feed.files, feed.url, feed.sample) == ("county feed", {"county feed.json": b"[1]"}, None, False)
    (tmp_path / "a:b.json").write_bytes(b"[1]")
    assert load_feed(str(tmp_path / "a:b.json")).name == "a:b"


def test_a_folder_is_read_whole_without_hidden_files(tmp_path: Path) -> None:
    folder = tmp_path / "feed.v2"
    for name in ("b.csv", "sub/a.csv", ".git/config", "__MACOSX/x", ".hidden"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    feed = load_feed(str(folder))
    assert feed.name == "feed.v2"
    assert feed.files == {"b.csv": b"b.csv", "sub/a.csv": b"sub/a.csv"}


@pytest.mark.parametrize(("name", "sample"), [("national", False), ("sample", True)])
def test_the_bundled_directories(name: str, sample: bool) -> None:
    feed = load_feed(f"bundled:{name}")
    assert feed.sample is sample
    assert feed.name == ("Sample directory" if sample else "Support Matcher national directory")
    reading, format_name = read(feed)
    assert format_name == "hsds"
    assert reading.read >= (250 if sample else 60)
    assert not reading.rejected
    assert reading.findings == []


def test_missing_empty_and_gigantic(tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_bytes(b" \n")
    (tmp_path / "big.json").write_bytes(b"x" * 101)
    (tmp_path / "none").mkdir()
    for name, problem in (
        ("absent.json", "does not exist"),
        ("empty.json", "is empty"),
        ("big.json", "larger than 100 bytes"),
        ("none", "holds no files"),
        (".", "larger than 100 bytes"),
    ):
        with pytest.raises(SourceError, match=problem):
            load_feed(str(tmp_path / name), max_bytes=100)
    with pytest.raises(SourceError):
        load_feed("a\0b")


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


class TestZip:
    def load(self, tmp_path: Path, content: bytes, **limits: Any) -> dict[str, bytes]:
        (tmp_path / "feed.zip").write_bytes(content)
        feed = load_feed(str(tmp_path / "feed.zip"), **limits)
        assert feed.name == "feed"
        return dict(feed.files)

    def test_a_feed_of_tables(self, tmp_path: Path) -> None:
        assert self.load(tmp_path, zipped({f"hsds/{name}": content for name, content in as_tables().items()}))
        reading, format_name = read(load_feed(str(tmp_path / "feed.zip")))
        assert (format_name, reading.read) == ("hsds", 3)

    @pytest.mark.parametrize(
        "name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:\\evil.csv"]
    )
    def test_a_path_out_of_it_is_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(SourceError, match="points outside"):
            self.load(tmp_path, zipped({name: b"x"}))

    def test_a_bomb_is_refused_by_what_it_declares_and_by_what_it_holds(self, tmp_path: Path) -> None:
        bomb = zipped({"a.csv": b"0" * 100_000})
        with pytest.raises(SourceError, match="unpacks to more than"):
            self.load(tmp_path, bomb, max_bytes=50_000)
        lying = bomb.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
        assert lying != bomb
        with pytest.raises(SourceError):
            self.load(tmp_path, lying, max_bytes=50_000)

    def test_broken_empty_and_encrypted(self, tmp_path: Path) -> None:
        whole = zipped({"a.csv": b"id,name\n" * 100})
        encrypted = bytearray(whole)
        encrypted[6] |= 1
        encrypted[whole.index(b"PK\x01\x02") + 8] |= 1
        for content, problem in (
            (whole[:-30], "not a whole zip"),
            (zipped({}), "holds no files"),
            (bytes(encrypted), "encrypted"),
            (whole[:40] + bytes(20) + whole[60:], "not a whole zip"),
        ):
            with pytest.raises(SourceError, match=problem):
                self.load(tmp_path, content)


class Answers(BaseHTTPRequestHandler):
    """A publisher's server. It notes the Authorization headers it gets."""

    authorizations: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        self.authorizations.append(self.headers.get("Authorization"))
        path = self.path.partition("?")[0]
        targets = {"/moved": "/feed.json", "/away": "ftp://example.org/feed.json", "/loop": "/loop"}
        self.send_response(302 if path in targets else 200 if path.startswith("/feed") else 404)
        if path in targets:
            self.send_header("Location", targets[path])
        self.end_headers()
        if path.startswith("/feed"):
            self.wfile.write(zipped(as_tables()) if path.endswith(".zip") else as_json()["services.json"])

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    Answers.authorizations.clear()
    with HTTPServer(("127.0.0.1", 0), Answers) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.integration
class TestWeb:
    def test_a_feed_and_its_public_url(self, server: str) -> None:
        feed = load_feed(f"hsds:http://user:secret@{server}/feed.json?key=secret#x")
        assert (feed.name, feed.url) == ("feed", f"http://{server}/feed.json")
        assert list(feed.files) == ["feed.json"]
        assert read(feed)[0].read == 3
        assert Answers.authorizations == ["Basic dXNlcjpzZWNyZXQ="]

    def test_a_zip_and_a_redirect(self, server: str) -> None:
        assert "services.csv" in load_feed(f"http://{server}/feed.zip").files
        assert read(load_feed(f"http://{server}/moved"))[0].read == 3

    @pytest.mark.parametrize(
        ("path", "problem"),
        [("/absent?key=secret", "answered 404"), ("/away", "other than http"), ("/loop", "answered 302")],
    )
    def test_what_fails_is_said_without_secrets(self, server: str, path: str, problem: str) -> None:
        with pytest.raises(SourceError, match=problem) as raised:
            load_feed(f"http://user:secret@{server}{path}")
        assert "secret" not in str(raised.value)

    def test_too_large(self, server: str) -> None:
        with pytest.raises(SourceError, match="larger than 100 bytes"):
            load_feed(f"http://{server}/feed.json", max_bytes=100)

    def test_nobody_there(self) -> None:
        with pytest.raises(SourceError, match="cannot be reached"):
            load_feed("http://127.0.0.1:9/feed.json", timeout_s=5)


@pytest.mark.parametrize("url", ["http://", "https:///a", "http://a b/", "http://[::1/x"])
def test_urls_that_are_none(url: str) -> None:
    with pytest.raises(SourceError):
        load_feed(url)


def test_the_public_url() -> None:
    assert public_url("https://u:p@example.org:8443/a/b.json?q=1#f") == "https://example.org:8443/a/b.json"
