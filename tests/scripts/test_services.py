"""`scripts/services` without a server: its command line, its folders, and what it says when it cannot go on."""

import importlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts.conftest import SCRIPTS


@pytest.fixture
def services(scripts_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The package, with a folder of its own for the records."""
    monkeypatch.setenv("SERVICES_DIR", str(tmp_path / "services"))
    for name in ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "STRIPE_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("cli", "layout", "processes", "supervisor", "apt", "downloads", "health", "servers"):
        importlib.import_module(f"services.{name}")
    return importlib.import_module("services")


def command(*arguments: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.endswith(("_URL", "_API_BASE"))}
    return subprocess.run(
        [sys.executable, str(SCRIPTS / "services"), *arguments],
        capture_output=True, text=True, timeout=60, check=False,
        env={**kept, "SERVICES_DIR": str(folder / "services"), **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["dance"], "invalid choice: 'dance'"),
        (["up", "postgres", "mysql"], "no such server: mysql (there are postgres, redis"),
        (["run", "postgres"], "run needs a command after `--`"),
        (["up", "--", "true"], "only run takes a command"),
    ],
)
def test_a_wrong_command_line(services: ModuleType, arguments: list[str], complaint: str, capsys):
    with pytest.raises(SystemExit) as ended:
        services.cli._parse(arguments)
    assert ended.value.code == 2
    assert complaint in capsys.readouterr().err


def test_a_right_command_line(services: ModuleType):
    options = services.cli._parse(["run", "redis", "--", "make", "--", "x"])
    assert (options.command, options.names, options.program) == ("run", ["redis"], ["make", "--", "x"])
    assert services.cli._parse(["up"]).names == list(services.servers.NAMES)


def test_nothing_runs_in_a_new_folder(tmp_path: Path):
    status = command("status", "postgres", "redis", folder=tmp_path)
    assert status.returncode == 1
    assert status.stdout.split() == ["postgres", "stopped", "redis", "stopped"]
    env = command("env", folder=tmp_path)
    assert env.returncode == 1
    assert env.stderr == "scripts/services: nothing runs; `python3 scripts/services up` starts it\n"
    assert command("down", folder=tmp_path).returncode == 0


def test_run_gives_back_the_code_of_its_command_and_its_line_is_the_last(tmp_path: Path):
    script = "import sys; print('3 passed in 0.1s'); sys.exit(5)"
    result = command("run", "nginx", "--", sys.executable, "-c", script, folder=tmp_path, NGINX_BIN=sys.executable)
    assert result.returncode == 5, result.stderr
    assert result.stdout.endswith("3 passed in 0.1s\n")


def test_a_server_that_was_named_but_does_not_answer_is_one_clear_line(tmp_path: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    result = command("up", "redis", folder=tmp_path, REDIS_URL=f"redis://127.0.0.1:{port}/0")
    assert result.returncode == 1
    assert result.stderr == (
        f"scripts/services: REDIS_URL is set, but nothing answers on 127.0.0.1:{port}. "
        "Start that server or unset REDIS_URL.\n"
    )


def test_a_server_that_was_named_and_answers_is_used(tmp_path: Path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        script = "import os; print(os.environ['REDIS_URL'])"
        result = command("run", "redis", "--", sys.executable, "-c", script, folder=tmp_path, REDIS_URL=url)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == url


def test_what_cannot_be_installed_here_says_where_else_to_get_it(services: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services.apt, "usable", lambda: False)
    supervisor = services.supervisor.Supervisor(services.layout.Layout(), None)
    needs = [services.servers.Need("Redis", ("redis-server",)), services.servers.Need("Go 1.22 or newer")]
    with pytest.raises(services.errors.ServiceError, match=r"Redis, Go 1\.22 or newer are missing here.*compose\.yaml"):
        supervisor._check_obtainable(needs)


def test_the_answers_of_compose_are_documented():
    """`ELSEWHERE` sends people to a heading of the documentation."""
    text = (SCRIPTS / "services" / "supervisor.py").read_text()
    assert "docs/testing.md" in text
    assert "## Without root or apt" in (SCRIPTS.parent / "docs" / "testing.md").read_text()


def test_a_copied_checkout_forgets_the_servers_of_the_original(services: ModuleType, tmp_path: Path):
    layout = services.layout.Layout(tmp_path / "one")
    layout.prepare(None)
    services.processes.Record("redis", os.getpid(), "x", 1, "redis://").save(layout.records)
    (tmp_path / "one").rename(tmp_path / "two")
    copy = services.layout.Layout(tmp_path / "two")
    copy.prepare(None)
    assert services.processes.load(copy.records, "redis") is None


def test_an_account_that_cannot_enter_gets_a_folder_elsewhere(services: ModuleType, tmp_path: Path, monkeypatch):
    class Stranger:
        name = "nobody"

        def can_enter(self, folder: Path) -> bool:
            return False

    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(services.layout, "_shared_temporary_folder", lambda: shared)
    layout = services.layout.Layout(tmp_path / "closed")
    note = layout.prepare(Stranger())
    assert "nobody cannot enter" in note
    assert layout.servers.resolve().parent == shared
    layout.forget()
    assert list(shared.iterdir()) == []


def test_a_record_is_of_one_process_not_of_one_number(services: ModuleType):
    processes = services.processes
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    try:
        record = processes.Record("redis", child.pid, processes.birth(child.pid), 1, "")
        stranger = processes.Record("redis", child.pid, "another boot/1", 1, "")
        assert record.alive()
        assert not stranger.alive()
        assert processes.stop(stranger) == "was not running"
        assert child.poll() is None, "a process that only shares the number was ended"
        assert processes.stop(record) == "stopped"
        assert not record.alive()
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)


def test_one_that_does_not_listen_is_killed(services: ModuleType):
    script = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", script], start_new_session=True, stdout=subprocess.PIPE)
    assert child.stdout
    child.stdout.readline()
    record = services.processes.Record("redis", child.pid, services.processes.birth(child.pid), 1, "")
    assert services.processes.stop(record, patience=0.3) == "killed"
    child.stdout.close()
    child.wait(timeout=5)


def test_free_ports_are_never_given_twice(services: ModuleType):
    ports = [services.health.free_port() for _ in range(50)]
    assert len(set(ports)) == 50


def test_a_damaged_download_is_thrown_away(services: ModuleType, tmp_path: Path):
    archive = tmp_path / "elasticsearch.zip"
    archive.write_bytes(b"half of it")
    assert not services.downloads.verified(archive, services.downloads.ELASTICSEARCH_SHA256)
    assert not archive.exists()
    assert not services.downloads.verified(archive, services.downloads.ELASTICSEARCH_SHA256)


def test_packages_do_not_start_their_servers_and_a_foreign_policy_stays(services: ModuleType, tmp_path: Path):
    policy = tmp_path / "policy-rc.d"
    with services.apt.no_autostart(policy):
        assert subprocess.run([policy], check=False).returncode == 101
    assert not policy.exists()
    policy.write_text("#!/bin/sh\nexit 0\n")
    with services.apt.no_autostart(policy):
        assert policy.read_text() == "#!/bin/sh\nexit 0\n"
    assert policy.exists()
