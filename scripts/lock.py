"""Resolve `pyproject.toml` into `requirements/*.lock`: `--check` compares, `--upgrade` takes newer versions."""

import subprocess
import sys
import tempfile
from pathlib import Path

import bootstrap

ROOT = Path(__file__).resolve().parent.parent
LOCKS: dict[str, list[str]] = {
    "runtime": [],
    "production": ["--extra", "production"],
    "test": ["--extra", "production", "--group", "dev"],
}
COMPILE = [
    sys.executable, "-m", "uv", "pip", "compile", *bootstrap.certificates(), "--quiet", "--python-version", "3.11",
    "--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "pyproject.toml",
]  # fmt: skip


def compile_lock(name: str, output: Path, *, upgrade: bool) -> str:
    """Write one lock file, keeping the versions that `output` already names unless `upgrade`; returns its text."""
    agree = [] if name == "runtime" else ["--constraint", str(output.parent / "runtime.lock")]
    command = [*COMPILE, *LOCKS[name], *agree, "--output-file", str(output), *(["--upgrade"] if upgrade else [])]
    subprocess.run(command, cwd=ROOT, check=True)
    return without_comments(output.read_text())


def without_comments(text: str) -> str:
    """What is installed, without the "via" comments, which name the folder a constraint was read from."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def check() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for name in LOCKS:
            (Path(scratch) / f"{name}.lock").write_text((ROOT / "requirements" / f"{name}.lock").read_text())
        stale = [
            name
            for name in LOCKS
            if compile_lock(name, Path(scratch) / f"{name}.lock", upgrade=False)
            != without_comments((ROOT / "requirements" / f"{name}.lock").read_text())
        ]
    if stale:
        sys.exit(f"requirements/{', '.join(stale)}.lock no longer follow from pyproject.toml. Run: make lock")


if __name__ == "__main__":
    if "--check" in sys.argv:
        check()
    else:
        for lock in LOCKS:
            compile_lock(lock, ROOT / "requirements" / f"{lock}.lock", upgrade="--upgrade" in sys.argv)
