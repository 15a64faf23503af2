"""The demo as a newcomer starts it, in a folder of its own, and Chromium in front of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = not Path(CHROMIUM).exists()
    if missing and os.environ.get("CI"):
        pytest.fail(f"{CHROMIUM} is not there; `make test` installs it", pytrace=False)
    for item in items:
        if "e2e" in str(item.path) and missing:
            item.add_marker(pytest.mark.skip(reason="needs Chromium; `make e2e` installs it"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo (`prepare_demo`, then `serve`), stopped by SIGTERM at the end."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "DEMO": "1",
        "VAR_DIR": str(tmp_path_factory.mktemp("demo")),
        "SITE_URL": address,
        "RATE_LIMITS": "off",
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "prepare_demo"], env=environment, cwd=ROOT, check=True)
    server = subprocess.Popen([*manage, "serve", "--host", "127.0.0.1", "--port", str(port)], env=environment, cwd=ROOT)
    try:
        _wait_until_ready(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0, "serve did not stop cleanly"


def _wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"serve ended with {server.returncode} before it was ready")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    pytest.fail("the demo was not ready within 60 s")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Any]:
    """`new_page(viewport=…, dark=…, javascript=…)` opens a fresh browser profile; a console error fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(*, viewport: dict[str, int] = PHONE, dark: bool = False, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(f"pageerror: {error}"))
        return page

    opened.complaints = complaints  # type: ignore[attr-defined]
    yield opened
    for context in contexts:
        context.close()
    assert complaints == [], "the browser's console complained (a refused style or script shows here, too)"
