"""The files of `deploy/`: complete, in agreement with the program and with each other. Nothing is started here."""

import ast
import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.deploy.nginx import PLACEHOLDER, TEMPLATE
from tests.servers import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
# Read by the files of deploy/ alone; the last section of env.example.
FOR_DEPLOY_ONLY = {"WEB_THREADS", "WS_PROCESSES", "SITE_HOST", "POSTGRES_PASSWORD", "TLS_FOLDER"}


def read_by_the_program() -> set[str]:
    """Names passed to `env.str(…)`, `env.bool(…)` and so on, in the settings and in any room."""
    names: set[str] = set()
    rooms = {name.split(".")[0] for name in settings.ROOMS} | {"config"}
    for path in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)) if "environ" in source else ():
            match node:
                case ast.Call(func=ast.Attribute(value=owner), args=[ast.Constant(value=str(variable)), *_]) if (
                    ast.unparse(owner) in {"env", "environ.FileAwareEnv()"}
                ):
                    names.add(variable)
    return names


def explained() -> dict[str, str]:
    """Variable → the lines that stand above it in env.example."""
    found: dict[str, str] = {}
    above: list[str] = []
    for line in (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"(?:# )?([A-Z][A-Z0-9_]+)=(.*)", line):
            assert match[1] not in found, f"{match[1]} is explained twice"
            found[match[1]] = " ".join(above)
        elif line.startswith("# ──"):
            above = []
        elif line.startswith("#"):
            above = [line] if found and list(found.values())[-1] == " ".join(above) else [*above, line]
    return found


def test_every_variable_that_the_program_reads_is_explained_and_no_other():
    read, told = read_by_the_program(), set(explained())
    assert len(read) > 30, "the search itself finds too little"
    assert read - told == set(), "read by the program, not explained in deploy/env.example"
    assert told - read == FOR_DEPLOY_ONLY, "explained in deploy/env.example, but read by nobody"


def test_every_variable_has_words_above_it():
    # Two say by their names all there is to say.
    assert {name for name, words in explained().items() if len(words) < 20} <= {"LOG_LEVEL", "DEBUG"}


def test_what_deploy_reads_is_what_the_example_gives():
    texts = [(DEPLOY / "compose.yaml").read_text(), *(unit.read_text() for unit in UNITS)]
    asked = set(re.findall(r"\$\{([A-Z_]+)", "".join(texts)))
    assert asked - set(explained()) == set()
    assert asked >= FOR_DEPLOY_ONLY, "env.example promises a variable that no file of deploy/ reads"


# ── Compose ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def compose(path: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / path).read_text())


def test_the_compose_files_hold_the_parts_of_the_architecture():
    services = compose("deploy/compose.yaml")["services"]
    assert set(services) == {
        "postgres", "redis", "elasticsearch", "prepare", "web", "ws", "worker", "ticker", "nginx",
    }  # fmt: skip
    assert services["web"]["command"][0] == "granian"
    assert "--interface=wsgi" in services["web"]["command"]
    assert services["ws"]["command"][0] == "uvicorn"
    assert "--ws-per-message-deflate=false" in services["ws"]["command"]
    assert services["worker"]["command"][2:] == ["db_worker", "--queue-name", "*"]
    assert services["ticker"]["command"][-1] == "ticker"
    published = {name for name, service in services.items() if "ports" in service}
    assert published == {"nginx"}, "only nginx is reached from outside"


@pytest.mark.parametrize("path", ["compose.yaml", "deploy/compose.yaml"])
def test_what_is_waited_for_has_a_health_check(path: str):
    services = compose(path)["services"]
    for name, service in services.items():
        for other, condition in (service.get("depends_on") or {}).items():
            assert other in services, f"{name} waits for {other}, which is not there"
            if condition["condition"] == "service_healthy":
                assert "healthcheck" in services[other], f"{name} waits for the health of {other}, which has no check"


def test_tests_and_production_run_the_same_versions():
    pinned = dict(re.findall(r'^(\w+) = "(.+)"$', (ROOT / "scripts/services/downloads.py").read_text(), re.MULTILINE))
    for_tests, production = compose("compose.yaml")["services"], compose("deploy/compose.yaml")["services"]
    assert for_tests["stripe-mock"]["image"] == f"stripe/stripe-mock:{pinned['STRIPE_MOCK']}"
    assert for_tests["elasticsearch"]["image"] == f"elasticsearch:{pinned['ELASTICSEARCH']}"
    for name in ("postgres", "redis", "elasticsearch"):
        assert for_tests[name]["image"] == production[name]["image"]


def test_the_image_holds_all_rooms():
    kept = set(re.findall(r"^!(\w+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    rooms = {room.split(".")[0] for room in settings.ROOMS}
    assert rooms | {"config", "locale", "static", "templates"} <= kept
    assert not kept & {"tests", "scripts", "benchmarks"}


# ── nginx ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_container_of_nginx_is_given_all_that_its_template_asks_for():
    asked = set(PLACEHOLDER.findall(TEMPLATE.read_text()))
    assert asked == set(compose("deploy/compose.yaml")["services"]["nginx"]["environment"])
    told = (ROOT / "docs" / "deploy.md").read_text()
    assert [name for name in asked if f"${{{name}}}" not in told] == [], "docs/deploy.md fills them in by envsubst"


# ── systemd ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(re.sub(r"\\\n\s*", "", path.read_text(encoding="utf-8")))
    return parser


def test_the_units_are_the_processes_of_the_compose_file():
    names = {path.name for path in UNITS}
    assert names == {
        "cho-lang.target", "cho-lang-prepare.service", "cho-lang-web.service", "cho-lang-ws.service",
        "cho-lang-worker@.service", "cho-lang-ticker.service",
    }  # fmt: skip
    services = compose("deploy/compose.yaml")["services"]
    for name, path in (("web", "cho-lang-web.service"), ("ws", "cho-lang-ws.service")):
        words = unit(DEPLOY / "systemd" / path)["Service"]["ExecStart"].split()
        here = {word.partition("=")[0] for word in words if word.startswith("--")}
        there = {word.partition("=")[0] for word in services[name]["command"] if word.startswith("--")}
        assert here == there, f"{path} and compose.yaml start {name} differently"


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.name)
def test_a_unit_runs_without_rights(path: Path):
    service = unit(path)["Service"]
    assert service["User"] == "cho-lang"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["EnvironmentFile"] == "/etc/cho-lang/env"


def test_systemd_understands_the_units(tmp_path: Path):
    """`systemd-analyze verify`, with the paths of an installation replaced by programs that are here."""
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("no systemd on this machine; the tests above have parsed the units")
    venv = Path(sys.executable).parent
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace("/opt/cho-lang/.venv/bin", str(venv))
        text = text.replace("/opt/cho-lang", str(ROOT))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
        if "@." in path.name:
            (tmp_path / path.name.replace("@.", "@1.")).write_text(text, encoding="utf-8")
    names = [f"./{path.name}" for path in tmp_path.iterdir() if "@." not in path.name]

    def verify(*units: str) -> str:
        result = subprocess.run(
            [analyze, "verify", "--man=no", *units], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        # What the machine's own units say of themselves is none of our business.
        return "\n".join(line for line in result.stderr.splitlines() if "cho-lang" in line)

    assert verify(*names) == ""
    broken = (tmp_path / "cho-lang-web.service").read_text().replace("Restart=always", "Restart=perhaps")
    (tmp_path / "cho-lang-broken.service").write_text(broken)
    assert "perhaps" in verify("./cho-lang-broken.service"), "the check itself does not see a wrong value"
