"""Debian's and Ubuntu's packages, installed without letting the system start the servers in them."""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from .commands import Cancel, run
from .errors import ServiceError

POLICY = Path("/usr/sbin/policy-rc.d")
MARK = "# written by cho-lang scripts/services, which removes it again"
NOT_NOW = f"#!/bin/sh\n{MARK}\nexit 101\n"  # 101: the action is forbidden by policy (invoke-rc.d(8))


def usable() -> bool:
    """Whether packages can be installed here: a system with apt, and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


@contextlib.contextmanager
def no_autostart(policy: Path = POLICY) -> Iterator[None]:
    """While this lasts, packages do not start their servers. A policy that the system has already is left alone."""
    ours = not policy.exists() or MARK in policy.read_text(errors="replace")  # ours from a run that was killed
    if ours:
        policy.parent.mkdir(parents=True, exist_ok=True)
        policy.write_text(NOT_NOW)
        policy.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            policy.unlink(missing_ok=True)


def install(packages: Sequence[str], *, cancel: Cancel) -> None:
    """Install packages. May be called off while they are fetched, not while dpkg unpacks them."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0", "-o", "Acquire::Retries=3"]
    get = [*apt, "install", "--yes", "--no-install-recommends"]
    try:
        run([*apt, "update"], cancel=cancel, limit=600, env=env)
    except ServiceError as error:
        print(f"  apt-get update failed, going on with the package lists there are:\n{error}", flush=True)
    run([*get, "--download-only", *packages], cancel=cancel, limit=1800, env=env)
    with no_autostart():
        run([*get, *packages], cancel=cancel, limit=1200, env=env, interruptible=False)
