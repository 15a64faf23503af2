import datetime as dt
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from core import ticker
from core.models import TickerLease
from core.slots import TickerJob

pytestmark = pytest.mark.django_db


def _job(name: str, run, seconds: float = 0.0) -> TickerJob:
    return TickerJob(name=name, seconds=seconds, run=run)


def _run_until(jobs: list[TickerJob], stop: threading.Event) -> None:
    guard = threading.Timer(20, stop.set)  # a loop that never gets there must not hang the run
    guard.start()
    try:
        ticker.run(stop, jobs=jobs)
    finally:
        guard.cancel()


def test_each_job_runs_at_its_own_interval():
    stop, counts = threading.Event(), {"often": 0, "seldom": 0}

    def often() -> None:
        counts["often"] += 1
        if counts["often"] == 5:
            stop.set()

    def seldom() -> None:
        counts["seldom"] += 1

    _run_until([_job("often", often), _job("seldom", seldom, 3600)], stop)
    assert counts == {"often": 5, "seldom": 1}


def test_a_failing_job_is_logged_and_stops_no_other(caplog: pytest.LogCaptureFixture):
    stop, ran = threading.Event(), []

    def fail() -> None:
        ran.append("fail")
        raise ZeroDivisionError

    def good() -> None:
        ran.append("good")
        if len(ran) >= 4:
            stop.set()

    with caplog.at_level(logging.ERROR, "core.ticker"):
        _run_until([_job("broken", fail), _job("good", good)], stop)
    assert ran == ["fail", "good", "fail", "good"]
    assert "broken" in caplog.text


def test_it_stops_between_two_jobs():
    stop, ran = threading.Event(), []

    def first() -> None:
        ran.append("first")
        stop.set()

    _run_until([_job("first", first), _job("second", lambda: ran.append("second"))], stop)
    assert ran == ["first"]


def test_a_waiting_ticker_stops_at_once():
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    began = time.monotonic()
    _run_until([_job("seldom", lambda: None, 3600)], stop)
    assert time.monotonic() - began < 10  # not the hour; how fast it is on a quiet machine is the next test's matter


def test_of_two_tickers_one_works():
    now = timezone.now()
    assert ticker.take_lease("a", now=now)
    assert ticker.take_lease("a", now=now + dt.timedelta(seconds=1))
    assert not ticker.take_lease("b", now=now + dt.timedelta(seconds=2))
    assert TickerLease.objects.get().holder == "a"
    assert ticker.last_beat() == now + dt.timedelta(seconds=1)
    # "a" is not heard of any more
    later = now + dt.timedelta(seconds=1) + ticker.LEASE
    assert ticker.take_lease("b", now=later)
    assert not ticker.take_lease("a", now=later)


def test_one_that_stands_by_runs_no_job_and_takes_over():
    other = TickerLease.objects.create(
        name=ticker.NAME, holder="other", beat_at=timezone.now(), expires_at=timezone.now() + dt.timedelta(hours=1)
    )
    stop, ran = threading.Event(), []
    threading.Timer(0.3, stop.set).start()
    _run_until([_job("job", lambda: ran.append(1))], stop)
    assert ran == []
    other.refresh_from_db()
    assert other.holder == "other"

    TickerLease.objects.update(expires_at=timezone.now())
    stop.clear()
    _run_until([_job("job", stop.set)], stop)
    assert TickerLease.objects.get().holder != "other"


def test_a_stopped_ticker_hands_over_at_once():
    stop = threading.Event()
    _run_until([_job("job", stop.set)], stop)
    assert ticker.take_lease("next")


def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    stop, tries = threading.Event(), []

    def take_lease(holder: str) -> bool:
        tries.append(holder)
        if len(tries) == 1:
            raise OSError("gone")
        return True

    monkeypatch.setattr(ticker, "take_lease", take_lease)
    monkeypatch.setattr(ticker, "BEAT", dt.timedelta(0))
    with caplog.at_level(logging.ERROR, "core.ticker"):
        _run_until([_job("job", stop.set)], stop)
    assert len(tries) >= 2
    assert "no database" in caplog.text


def test_readiness_reads_the_heartbeat():
    with pytest.raises(RuntimeError, match="yet"):
        ticker.health()
    ticker.take_lease("a")
    assert ticker.health().endswith("s ago")
    ticker.take_lease("a", now=timezone.now() - dt.timedelta(minutes=2))
    with pytest.raises(RuntimeError, match="last heard of"):
        ticker.health()


def test_once_runs_everything_and_names_what_failed(monkeypatch: pytest.MonkeyPatch):
    call_command("ticker", once=True)
    monkeypatch.setattr(ticker, "run_once", lambda: ["messages"])
    with pytest.raises(CommandError, match="messages"):
        call_command("ticker", once=True)


@pytest.mark.embedded
def test_the_command_stops_on_sigterm(tmp_path: Path):
    """The real process, on a database of its own without tables: it waits for them, and still stops cleanly."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", "LOG_JSON": "false"}
    log = (tmp_path / "log").open("w+")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ticker"], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log
    )
    try:
        deadline = time.monotonic() + 60
        while "started" not in (tmp_path / "log").read_text():
            assert process.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < deadline, "it did not start"
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0
    finally:
        process.kill()
        process.wait()
        log.close()
    assert "stopped" in (tmp_path / "log").read_text()
