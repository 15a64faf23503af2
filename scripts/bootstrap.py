"""Make `.venv` and install exactly what a lock file names: `bootstrap.py runtime|test`.

Runs on the system's Python with the standard library alone, and parses on old Pythons too, so that one who has only
an old one reads a clear line and no traceback.
"""

import hashlib
import os
import shutil
import ssl
import subprocess
import sys
import time

MINIMUM = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
STAMP = os.path.join(VENV, ".installed")
NEEDED_MB = {"runtime": 900, "test": 1300}  # measured: 540 and 800 MB, and room to unpack


def fail(line):
    """One clear line, and a non-zero exit."""
    sys.exit("Chợ Làng: %s" % line if sys.version_info[0] > 2 else "Cho Lang: needs Python 3.11 or newer")


def say(line):
    print("  " + line, flush=True)


def use_new_enough_python():
    """Go on in a newer Python if this one is too old and one is on the PATH."""
    if sys.version_info >= MINIMUM:
        return
    for minor in (14, 13, 12, 11):
        newer = shutil.which("python3.%d" % minor) if hasattr(shutil, "which") else None
        if newer:
            os.execv(newer, [newer] + sys.argv)
    fail(
        "needs Python %d.%d or newer, this is %d.%d. Install one, or name it: make demo PYTHON=/path/to/python3.11"
        % (MINIMUM + tuple(sys.version_info[:2]))
    )


def check_disk(megabytes):
    free = shutil.disk_usage(ROOT).free // 1000000
    if free < megabytes:
        fail("needs %d MB of free disk space here, there are %d MB." % (megabytes, free))


def digest(lock):
    with open(lock, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def run(command, problem):
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode:
        sys.stderr.write(result.stdout.decode("utf-8", "replace"))
        fail(problem)


def succeeds(command):
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def certificates():
    """For uv: trust what the system trusts, as pip does, where the system has a list (a company's own may be in it)."""
    return ["--system-certs"] if ssl.get_default_verify_paths().cafile else []


def install(name):
    """Install `requirements/<name>.lock` unless `.venv` already holds it, or holds `test`, which includes all."""
    wanted = "%s %s" % (name, digest(os.path.join(ROOT, "requirements", name + ".lock")))
    superset = "test %s" % digest(os.path.join(ROOT, "requirements", "test.lock"))
    if os.path.exists(STAMP) and os.path.exists(VENV_PYTHON):
        with open(STAMP) as file:
            if file.read() in (wanted, superset):
                return
    check_disk(NEEDED_MB[name])
    began = time.monotonic()
    say("installing packages into .venv (the first time takes about a minute) …")
    if not os.path.exists(VENV_PYTHON):
        run(
            [sys.executable, "-m", "venv", VENV],
            "Python could not make a virtual environment. On Debian or Ubuntu: apt install python3-venv",
        )
    pip = [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    lock = os.path.join("requirements", name + ".lock")
    problem = "the packages could not be installed (the lines above say why). Is the network up? Run the command again."
    uv = [VENV_PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", VENV_PYTHON, "--require-hashes", "-r", lock]
    uv += certificates()
    quick = succeeds(pip + ["-r", os.path.join("requirements", "installer.lock")]) and succeeds(uv)
    if not quick:  # no build of uv for this machine, or an index that only pip is told of: pip does the same, slower
        run(pip + ["-r", lock], problem)
    with open(STAMP, "w") as file:
        file.write(wanted)
    say("packages installed in %.0f s" % (time.monotonic() - began))


if __name__ == "__main__":
    use_new_enough_python()
    if len(sys.argv) != 2 or sys.argv[1] not in NEEDED_MB:
        fail("usage: bootstrap.py runtime|test")
    install(sys.argv[1])
