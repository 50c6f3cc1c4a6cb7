"""`make bench`: speed and memory against their bars, in one run, as a table with ratios.

* match: a whole match in process over 20,000 resources, more than 2,000 of them within the radius, against one encoding
  of the same statements by the snapshot's own encoder, in turn;
* build: an index of 2,000 resources into an empty folder, against bare `SentenceTransformer.encode` of its passages;
  the parts that no feed changes (query encoder, taxonomy vectors, gazetteer) come from the index built before it, and
  making them once, with the bundled directories, is printed without a bar;
* serve: one gunicorn worker on the 20,000: resident memory after requests, and from start to ready.

Machines differ and are shared: the ratios count, and the medians.
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import psutil

from indexer.open_index import OpenIndex, open_current

ROOT = Path(__file__).parents[1]
MIAMI = (25.7743, -80.1937)
RESOURCES, NEAR, RADIUS_KM, ROUNDS = 20_000, 2_500, 40.0, 60
BUILD_RESOURCES = 2_000

STATEMENTS = (
    "I started drinking again after two years, my wife has had enough of me, and I have no ride to any group",
    "Caller lost her son to fentanyl in the spring and wants to talk with other parents who have been through it",
    "I got out of prison last week with no papers and nowhere to sleep and I am trying to stay off meth",
    "My husband hits me when he is high and I need somewhere safe for me and the kids before he comes home tonight",
    "I have nightmares since Iraq, I can't hold a job, and the only thing that lets me sleep is pills and whiskey",
    "Two months behind on rent with a notice on the door, three kids, and nothing in the fridge until Friday",
    "I was abused as a child and every time I try to get clean the memories come back and I use again",
)


def bench_match(index_folder: Path) -> tuple[str, float, float, float, float]:
    """In a process of its own, with one thread for each native library, as a web worker has them."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.bench", str(index_folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    inside, matching, encoding = json.loads(done.stdout)
    return f"match, {RESOURCES:,} resources, {inside:,} within {RADIUS_KM:g} km", matching, encoding, 2.0, 1000.0


def measure_match(index_folder: Path) -> tuple[int, float, float]:
    """Resources within the radius, and the medians of matching and of encoding alone, in seconds."""
    from matcher.match import match
    from matcher.request import Location, MatchRequest
    from matcher.where import locate, within

    index = open_current(index_folder)
    where = locate(Location(place="33130"), index)
    inside = int(within(where, RADIUS_KM, index).sum())
    requests = [
        MatchRequest(needs=text, location=Location(place="33130"), as_of=datetime(2026, 11, 22, 18, tzinfo=UTC))
        for text in STATEMENTS
    ]
    for request in requests:
        match(request, index)
    encoding, matching = [], []
    for number in range(ROUNDS):
        request = requests[number % len(requests)]
        assert request.needs is not None
        statement = request.needs
        encoding.append(timed(partial(encode_once, index, statement)))
        matching.append(timed(partial(match, request, index)))
    return inside, statistics.median(matching), statistics.median(encoding)


def bench_build(folder: Path, prepared: Path) -> tuple[str, float, float, float, float]:
    feed = folder / "bench.json"
    feed.write_text(json.dumps(_services(BUILD_RESOURCES)))
    from indexer.build import BuildOptions, build
    from indexer.embedding import Embedder
    from indexer.passages import embedded_text, passages_of

    out = folder / "built"
    Embedder("bundled").encode(["warm up"])
    took = timed(lambda: build([f"hsds:{feed}"], BuildOptions(out=out, model="bundled", parts_from=(prepared,))))
    index = open_current(out)
    resources = [index.resource_at(row) for row in range(index.resource_count)]
    texts = [embedded_text(resource, passage) for resource in resources for passage in passages_of(resource)]
    model = Embedder("bundled").model
    bare = timed(lambda: model.encode(texts, show_progress_bar=False))
    return f"build, {len(resources):,} resources, {len(texts):,} passages", took, bare, 1.25, 1.0


def bench_serve(index_folder: Path, folder: Path) -> list[tuple[str, float, float, str]]:
    port = 8765
    environment = {
        **os.environ,
        "MATCHER_INDEX": str(index_folder),
        "MATCHER_PORT": str(port),
        "MATCHER_WORKERS": "1",
        "MATCHER_REPORTS": str(folder / "reports.sqlite"),
    }
    command = [str(Path(sys.executable).with_name("gunicorn")), "-c", "api/gunicorn_conf.py", "wsgi:app"]
    started = time.monotonic()
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _is_ready(port):
            time.sleep(0.02)
        ready = time.monotonic() - started
        for number in range(50):
            body = json.dumps({"needs": STATEMENTS[number % len(STATEMENTS)], "location": {"place": "33130"}}).encode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/v1/matches", body, {"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(request) as answer:
                answer.read()
        (worker,) = psutil.Process(server.pid).children()
        megabytes = worker.memory_info().rss / 2**20
        has_torch = any("libtorch" in area.path for area in worker.memory_maps())
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)
    return [
        ("API worker, resident memory after 50 matches", megabytes, 450.0, "MiB"),
        ("API, start to ready", ready, 4.0, "s"),
        ("API worker, torch libraries loaded", float(has_torch), 0.0, ""),
    ]


def encode_once(index: OpenIndex, statement: str) -> object:
    return index.encoder.encode_tokens(statement).whole()


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _services(count: int) -> list[dict[str, object]]:
    """Distinct services: the sample directory's, with their descriptions' sentences dealt anew."""
    shuffled = random.Random(20261122)
    services = json.loads((ROOT / "data/directory/sample.json").read_text())
    active = [service for service in services if service.get("status") == "active"]
    made = []
    for number in range(count):
        service = active[number % len(active)]
        other = shuffled.choice(active)
        sentences = f"{service['description']} {other['description']}".split(". ")
        shuffled.shuffle(sentences)
        description = ". ".join(sentences[: max(2, len(sentences) // 2)])
        made.append(
            {**service, "id": f"bench-{number}", "name": f"{service['name']} {number}", "description": description}
        )
    return made


def main() -> None:
    from indexer.build import BuildOptions, build
    from tests.support.large import replicate

    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = timed(lambda: build([], BuildOptions(out=folder / "small", model="bundled")))
        replicate(folder / "small", folder / "large", count=RESOURCES, near=NEAR, centre=MIAMI, radius_km=RADIUS_KM)
        ratios = [bench_match(folder / "large"), bench_build(folder, folder / "small")]
        print(f"{'what':72} {'took':>10} {'baseline':>10} {'ratio':>6} {'bar':>6}")
        for what, took, baseline, bar, scale in ratios:
            unit = "ms" if scale == 1000 else "s"
            ratio = took / baseline
            failed = failed or ratio > bar
            print(f"{what:72} {took * scale:8.1f}{unit:>2} {baseline * scale:8.1f}{unit:>2} {ratio:6.2f} {bar:6.2f}")
        print(f"{'first build ever, of the bundled directories':72} {first:8.1f} s")
        for what, value, bar, unit in bench_serve(folder / "large", folder):
            failed = failed or value > bar
            print(f"{what:72} {value:7.1f} {unit:>2} {'':10} {'':6} {bar:6.0f}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure_match(Path(sys.argv[1]))))
    else:
        main()
