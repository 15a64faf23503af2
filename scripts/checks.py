"""The checks behind `make lint` and `make test`, quick ones first; the first failure ends the run.

    checks.py lint|sqlite|servers|browser …

Each part prints its name and time. `servers` and `browser` expect the environment that `scripts/services run` sets.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
SERVERS = ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "STRIPE_API_BASE")
ROOMS = ["config", "core", "places", "accounts", "vendors", "catalog", "shop", "livestream", "cms", "search"]

PYTEST = [BIN / "python", "-m", "pytest", "-q"]
# A group shares what is costly to start, so it stays on one of the two processes.
PARALLEL = ["-n", "2", "--dist", "loadgroup"]
LINT: list[tuple[str, list[object]]] = [
    ("lock files", [BIN / "python", "scripts/lock.py", "--check"]),
    ("ruff", [BIN / "ruff", "check", "--quiet", "."]),
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("import rules", [BIN / "lint-imports"]),
    ("templates", [BIN / "djlint", "--quiet", "--lint", "templates"]),
    ("YAML", [BIN / "yamllint", "--strict", "compose.yaml", "deploy"]),
    ("translations", [BIN / "python", "manage.py", "messages", "--check"]),
    ("migrations", [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "0"]),
    ("types", [BIN / "mypy", *ROOMS, "tests"]),
]


def run(name: str, command: list[object], environment: dict[str, str]) -> None:
    began = time.monotonic()
    print(f"\n── {name} " + "─" * (70 - len(name)), flush=True)
    code = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment).returncode
    print(f"── {name}: {'ok' if code == 0 else f'FAILED ({code})'} in {time.monotonic() - began:.1f} s", flush=True)
    if code:
        sys.exit(code)


def pytest(name: str, arguments: list[str], environment: dict[str, str]) -> None:
    """As `run`, but pytest's own summary is the last line, for whoever reads the end of the log."""
    print(f"\n── {name} " + "─" * (70 - len(name)), flush=True)
    code = subprocess.run([str(part) for part in [*PYTEST, *arguments]], cwd=ROOT, env=environment).returncode
    if code:
        sys.exit(code)


def main(parts: list[str]) -> None:
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE="config.settings.test", PYTHONUNBUFFERED="1")
    embedded = {k: v for k, v in environment.items() if k not in SERVERS}
    for part in parts:
        if part == "lint":
            for name, command in LINT:
                run(name, command, embedded)
        elif part == "sqlite":
            pytest("tests on SQLite", [*PARALLEL, "-m", "not services and not postgres and not browser"], embedded)
        elif part == "servers":
            pytest("tests on the real servers", [*PARALLEL, "-m", "not browser and not embedded"], environment)
        elif part == "browser":
            pytest("tests in the browser", ["-m", "browser"], embedded | {"CHROMIUM": environment.get("CHROMIUM", "")})
        else:
            sys.exit(f"unknown part {part!r}; see the top of {__file__}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["lint", "sqlite"])
