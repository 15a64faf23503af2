"""The production shape, started for real: the commands of the systemd units behind the repository's own nginx template.

PostgreSQL (a database of its own), Redis and Elasticsearch; pages by two granian processes, sockets by uvicorn, one
worker, the ticker, and nginx in front with TLS. All of it must also stop cleanly.
"""

import asyncio
import contextlib
import json
import os
import re
import shlex
import signal
import socket
import ssl
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg
import pytest
import websockets

from tests.deploy.nginx import Configuration, write_configuration
from tests.deploy.test_files import DEPLOY, unit
from tests.servers import ROOT, Process, free_port, needed, program

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("production")]

TOKEN = "figures-for-the-test"
VENV = Path(sys.executable).parent


@dataclass
class Shape:
    """What runs, and how to ask it."""

    nginx: Configuration
    pages: int
    sockets: int
    var: Path
    environment: dict[str, str]
    processes: dict[str, Process]
    tls: ssl.SSLContext
    client: httpx.Client

    @property
    def url(self) -> str:
        return self.nginx.site_url


def command_of(name: str, environment: dict[str, str], ports: dict[str, int]) -> list[str]:
    """The `ExecStart` of a systemd unit, as it would run here: this Python, free ports, values from the environment."""
    line = unit(DEPLOY / "systemd" / name)["Service"]["ExecStart"]
    line = re.sub(r"\$\{([A-Z_]+)\}", lambda match: environment[match[1]], line)
    words = shlex.split(line.replace("/opt/cho-lang/.venv/bin", str(VENV)))
    return [str(ports.get(word, word)) for word in words]


def environment_for(site_url: str, database: str, var: Path) -> dict[str, str]:
    """`deploy/env.example` filled in, as an operator would."""
    lines = (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]", line))
    return {
        **example,
        "SITE_URL": site_url,
        "SECRET_KEY": "a-key-of-this-test-alone-" + uuid.uuid4().hex * 2,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATABASE_URL": database,
        "REDIS_URL": needed("REDIS_URL").rpartition("/")[0] + "/9",
        "ELASTICSEARCH_URL": needed("ELASTICSEARCH_URL"),
        "VAR_DIR": str(var),
        "METRICS_TOKEN": TOKEN,
        "PROMETHEUS_MULTIPROC_DIR": str(var / "metrics"),
        "PATH": os.environ["PATH"],
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "default",
        "DJANGO_SETTINGS_MODULE": "tests.deploy.site",
    }


@contextlib.contextmanager
def own_database() -> Iterator[str]:
    server, name = needed("DATABASE_URL").rpartition("/")[0], f"shape_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(needed("DATABASE_URL"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def shape(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shape]:
    folder = tmp_path_factory.mktemp("production")
    var = folder / "var"
    for name in ("static", "media", "private", "metrics"):
        (var / name).mkdir(parents=True)
    pages, sockets = free_port(), free_port()
    nginx = write_configuration(folder, pages=pages, sockets=sockets, var=var)
    ports = {"8001": pages, "8002": sockets}
    processes: dict[str, Process] = {}
    with own_database() as database:
        environment = environment_for(nginx.site_url, database, var)
        prepare = command_of("cho-lang-prepare.service", environment, ports)
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=300)
        commands = {
            name: command_of(f"cho-lang-{name}.service", environment, ports) for name in ("web", "ws", "ticker")
        }
        commands["worker"] = command_of("cho-lang-worker@.service", environment, ports)
        commands["nginx"] = [program("NGINX_BIN", "nginx"), "-e", f"{folder}/error.log", "-c", str(nginx.path)]
        tls = ssl.create_default_context(cafile=str(nginx.certificate))
        try:
            for name, command in commands.items():
                processes[name] = Process(name, command, folder=folder, environment=environment)
            processes["web"].wait_for(f"http://127.0.0.1:{pages}/healthz")
            processes["ws"].wait_for(f"http://127.0.0.1:{sockets}/healthz")
            processes["nginx"].wait_for(f"http://127.0.0.1:{nginx.http}/healthz")
            with httpx.Client(base_url=nginx.site_url, verify=tls, timeout=30, trust_env=False) as client:
                yield Shape(nginx, pages, sockets, var, environment, processes, tls, client)
            assert_they_end_well(processes)
        finally:
            for process in processes.values():
                process.stop(seconds=10)


def assert_they_end_well(processes: dict[str, Process]) -> None:
    """Each ends soon after SIGTERM, with a code that means "as told", and leaves no process behind."""
    ended = {name: process.child.poll() for name, process in processes.items()}
    assert set(ended.values()) == {None}, f"some did not even last: {ended}"
    codes = {name: process.stop(seconds=20) for name, process in processes.items()}
    assert {name: code for name, code in codes.items() if code not in (0, -signal.SIGTERM)} == {}
    assert {name: process.leftovers() for name, process in processes.items() if process.leftovers()} == {}
    complaints = {name: p.output().partition("Traceback")[2][-2_000:] for name, p in processes.items()}
    assert {name: text for name, text in complaints.items() if text} == {}


def eventually(seconds: float, condition: "type[object] | object", what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} s"
        time.sleep(0.1)


# ── Ready ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_dependency_is_ready_by_name(shape: Shape):
    # A process that has only just come up opens its first connections here: like a load balancer, ask until it is.
    eventually(60, lambda: shape.client.get("/readyz").json()["status"] == "ready", "being ready")
    answer = shape.client.get("/readyz")
    report = answer.json()
    assert answer.status_code == 200, report
    assert report["status"] == "ready", report
    checks = report["checks"]
    assert {"database", "cache", "channel_layer", "tasks", "elasticsearch"} <= set(checks)
    assert {check["status"] for check in checks.values()} == {"ok"}
    details = [checks[name]["detail"] for name in ("database", "cache", "channel_layer")]
    assert details == ["postgresql", "redis", "redis"]


def test_the_deploy_check_has_nothing_to_say(shape: Shape):
    environment = shape.environment | {"DJANGO_SETTINGS_MODULE": "config.settings.base"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    without_redis = {name: value for name, value in environment.items() if name != "REDIS_URL"}
    refused = subprocess.run(command, cwd=ROOT, env=without_redis, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "channel layer is in memory" in refused.stderr


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("path", ["/", "/en/", "/tinh/", "/nhom/"])
def test_pages_come_with_what_protects_them(shape: Shape, path: str):
    answer = shape.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert "Chợ Làng" in answer.text
    assert answer.headers["content-encoding"] == "gzip"
    assert "max-age=31536000" in answer.headers["strict-transport-security"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert len(answer.headers["x-request-id"]) == 32
    assert "set-cookie" not in answer.headers, "public pages are the same for everybody"
    assert answer.headers.get("server") == "nginx"


def test_an_unknown_page_is_the_sites_own_404(shape: Shape):
    answer = shape.client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Chợ Làng" in answer.text


def test_more_than_one_process_serves_pages(shape: Shape):
    # Asked directly and on a new connection each time: nginx keeps its own open, and with them the process.
    address, headers = f"http://127.0.0.1:{shape.pages}/_test/seen", {"X-Forwarded-Proto": "https"}
    seen = {httpx.get(address, headers=headers, trust_env=False).json()["process"] for _ in range(60)}
    assert len(seen) == int(shape.environment["WEB_PROCESSES"])


def test_the_visitors_address_is_the_one_nginx_sees(shape: Shape):
    answer = shape.client.get("/_test/seen", headers={"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9"})
    assert answer.json()["ip"] == "127.0.0.1"
    assert answer.json()["secure"] is True
    assert answer.json()["host"] == f"localhost:{shape.nginx.https}"
    lies = shape.client.get("/_test/seen", headers={"X-Forwarded-Proto": "http"})
    assert lies.json()["secure"] is True


def test_plain_http_leads_to_the_one_address(shape: Shape):
    answer = httpx.get(
        f"http://127.0.0.1:{shape.nginx.http}/tinh/?trang=2", headers={"Host": "la.example"}, trust_env=False
    )
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{shape.url}/tinh/?trang=2"


def test_another_name_gets_no_certificate(shape: Shape):
    with (
        socket.create_connection(("127.0.0.1", shape.nginx.https), timeout=10) as connection,
        pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"),
    ):
        shape.tls.wrap_socket(connection, server_hostname="la.example")


def test_bodies_have_a_limit_and_it_is_larger_where_pictures_go(shape: Shape):
    four, seven = b"x" * 4_000_000, b"x" * 7_000_000
    assert shape.client.post("/_test/swallow", content=four).text == "4000000"
    assert shape.client.post("/_test/swallow", content=seven).status_code == 413
    assert shape.client.post("/quan-tri/", content=seven).status_code != 413


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_static_files_with_a_hash_in_their_name_are_kept_for_ever(shape: Shape):
    page = shape.client.get("/").text
    found = re.search(r'href="(/static/css/app\.[0-9a-f]{12}\.css)"', page)
    assert found, "the page must name the stylesheet by its hashed name"
    answer = shape.client.get(found[1], headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["x-content-type-options"] == "nosniff"
    plain = shape.client.get("/static/css/app.css")
    assert plain.status_code == 200
    assert plain.headers["cache-control"] == "public, no-cache"
    font = re.search(r"url\(\"?([^\")]+\.woff2)", answer.text)
    assert font
    assert shape.client.get(str(httpx.URL(shape.url + found[1]).join(font[1]))).status_code == 200
    assert shape.client.get("/static/../private/hop-dong.txt").status_code == 404


def test_uploads_are_shown_and_never_run(shape: Shape):
    (shape.var / "media" / "tao.html").write_text("<script>alert(1)</script>")
    (shape.var / "media" / "anh.webp").write_bytes(b"RIFF")
    page = shape.client.get("/media/tao.html")
    assert page.status_code == 200
    assert page.headers["content-disposition"] == "attachment"
    assert "sandbox" in page.headers["content-security-policy"]
    picture = shape.client.get("/media/anh.webp")
    assert picture.headers["content-type"] == "image/webp"
    assert "content-disposition" not in picture.headers
    assert picture.headers["x-content-type-options"] == "nosniff"


def test_documents_have_no_address_of_their_own(shape: Shape):
    folder = shape.var / "media" / "documents"
    folder.mkdir()
    (folder / "hop-dong.pdf").write_bytes(b"%PDF private")
    for path in ("/media/documents/hop-dong.pdf", "/media/./documents/hop-dong.pdf", "/media//documents/hop-dong.pdf"):
        answer = shape.client.get(path)
        assert answer.status_code == 404
        assert b"private" not in answer.content


def test_protected_files_go_out_by_the_sites_word_alone(shape: Shape):
    (shape.var / "private" / "ho-so").mkdir()
    (shape.var / "private" / "ho-so" / "hợp đồng.txt").write_text("chỉ mình bạn đọc")
    for direct in ("/_protected/ho-so/hợp đồng.txt", "/private/ho-so/hợp đồng.txt"):
        assert shape.client.get(direct).status_code == 404
    assert shape.client.get("/_test/private/ho-so/hợp đồng.txt").status_code == 403
    assert shape.client.get("/_test/private/ho-so/khong-co.txt?may=yes").status_code == 404
    assert shape.client.get("/_test/private/..%2f..%2fnginx.conf?may=yes").status_code == 404
    given = shape.client.get("/_test/private/ho-so/hợp đồng.txt?may=yes", headers={"Range": "bytes=0-5"})
    assert given.status_code == 206, "nginx sends the file itself, so it knows ranges"
    assert given.content == "chỉ mình bạn đọc".encode()[:6]
    assert given.headers["cache-control"] == "private, no-store"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "x-accel-redirect" not in given.headers
    whole = shape.client.get("/_test/private/ho-so/hợp đồng.txt?may=yes")
    assert whole.content.decode() == "chỉ mình bạn đọc"
    assert "%C4%91" in whole.headers["content-disposition"]  # the name it is saved under keeps its marks


# ── WebSockets ───────────────────────────────────────────────────────────────────────────────────────────────────────
async def test_a_websocket_goes_through_nginx_to_uvicorn(shape: Shape):
    address = f"wss://localhost:{shape.nginx.https}/ws/healthz"
    async with websockets.connect(address, ssl=shape.tls, origin=shape.url, proxy=None) as socket:  # type: ignore[arg-type]
        assert json.loads(await asyncio.wait_for(socket.recv(), timeout=10)) == {"type": "ready"}
        assert socket.protocol.extensions == [], "compression would cost half as much CPU again"
        await asyncio.sleep(7)  # longer than Redis is asked to wait for a message at a time
        await asyncio.wait_for(await socket.ping(), timeout=5)
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(address, ssl=shape.tls, origin="https://la.example", proxy=None)  # type: ignore[arg-type]
    assert refused.value.response.status_code == 403


# ── Operators ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_figures_are_for_who_has_the_token_and_cover_all_processes(shape: Shape):
    assert shape.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404
    address = f"http://127.0.0.1:{shape.pages}/metrics"
    assert httpx.get(address, trust_env=False).status_code == 403
    for _ in range(20):
        httpx.get(f"http://127.0.0.1:{shape.pages}/_test/seen", headers={"X-Forwarded-Proto": "https"}, trust_env=False)

    def counted() -> float:
        text = httpx.get(address, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False).text
        lines = re.findall(r"^cho_lang_requests_total\{(.*)\} ([0-9.e+]+)$", text, re.MULTILINE)
        return sum(float(value) for labels, value in lines if 'status="200"' in labels)

    assert counted() >= 20, "each process counts for itself; the answer must be their sum"


def test_a_task_is_done_by_the_worker(shape: Shape):
    name = f"dau-{uuid.uuid4().hex[:8]}"
    assert shape.client.post(f"/_test/enqueue/{name}").status_code == 202
    eventually(20, (shape.var / name).exists, "the task")
    eventually(5, (shape.var / name).read_text, "its result")
    assert int((shape.var / name).read_text()) == shape.processes["worker"].child.pid


def test_logs_are_json_and_carry_the_id_that_the_visitor_sees(shape: Shape):
    request_id = shape.client.get("/_test/seen").headers["x-request-id"]

    def lines() -> list[dict[str, object]]:
        text = shape.processes["web"].output()
        return [json.loads(line) for line in text.splitlines() if request_id in line and line.startswith("{")]

    eventually(10, lines, "the line of the access log")
    (line,) = lines()
    assert line["request_id"] == request_id
    assert line["event"] == "request"


def test_the_ticker_is_the_only_one_and_runs(shape: Shape):
    assert shape.processes["ticker"].child.poll() is None, shape.processes["ticker"].output()
