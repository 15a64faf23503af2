"""`manage.py check --deploy` stops what must not reach real people."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import checks
from django.core.checks import ERROR
from pytest_django.fixtures import Settings

import core.checks

GOOD: dict[str, Any] = {
    "DEBUG": False,
    "DEMO": False,
    "RATE_LIMITS": True,
    "SECRET_KEY_IS_EMBEDDED": False,
    "SITE_URL": "https://cho-lang.example",
    "ALLOWED_HOSTS": ["cho-lang.example"],
    "WEB_PROCESSES": 4,
    "CHANNEL_LAYERS": {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer"}},
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://localhost"}},
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "MESSAGING_GATEWAYS": {"zalo": "a.Zalo", "sms": "b.Sms", "email": "c.Email"},
    "OPERATOR": {"name": "HTX Chợ Làng", "address": "Hà Nội", "contact": "lien-he@cho-lang.example"},
}
IN_MEMORY = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
LOCMEM = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
SANDBOX = {"zalo": "core.messaging.sandbox.SandboxGateway", "sms": "b.Sms", "email": "c.Email"}


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """`found(SETTING=value)`: what our checks say of a good deployment with that change."""

    def ids(**changes: Any) -> list[str]:
        monkeypatch.setattr(core.checks, "settings", SimpleNamespace(**{**GOOD, **changes}))
        registered = [c for c in checks.registry.registry.deployment_checks if c.__module__ == "core.checks"]
        return sorted(str(message.id) for check in registered for message in check(app_configs=None, databases=None))

    return ids


def test_a_proper_deployment_is_clean(found: Callable[..., list[str]]):
    assert found() == []


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ({"DEBUG": True}, ["core.E001"]),
        ({"DEMO": True}, ["core.E002"]),
        ({"SECRET_KEY_IS_EMBEDDED": True}, ["core.E003"]),
        ({"RATE_LIMITS": False}, ["core.E004"]),
        ({"SITE_URL": "http://cho-lang.example"}, ["core.E005"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["core.E006"]),
        ({"CHANNEL_LAYERS": IN_MEMORY}, ["core.E011"]),
        ({"CACHES": LOCMEM}, ["core.E012"]),
        ({"DATABASES": SQLITE}, ["core.E013"]),
        ({"MESSAGING_GATEWAYS": SANDBOX}, ["core.W001"]),
        ({"OPERATOR": {"name": "HTX Chợ Làng", "address": "", "contact": "x"}}, ["core.W002"]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_each_danger_is_found(found: Callable[..., list[str]], change: dict[str, Any], ids: list[str]):
    assert found(**change) == ids


def test_one_process_may_keep_things_in_memory(found: Callable[..., list[str]]):
    assert found(WEB_PROCESSES=1, CHANNEL_LAYERS=IN_MEMORY, CACHES=LOCMEM, DATABASES=SQLITE) == []


def test_what_is_for_a_deployment_does_not_stop_development(settings: Settings):
    settings.DEBUG = True
    assert [m for m in checks.run_checks(include_deployment_checks=False) if m.level >= ERROR] == []


PRODUCTION = {
    "SECRET_KEY": "0f9c1c5e-" * 8,
    "SITE_URL": "https://cho-lang.example",
    "OPERATOR_NAME": "HTX Chợ Làng",
    "OPERATOR_ADDRESS": "Hà Nội",
    "OPERATOR_CONTACT": "lien-he@cho-lang.example",
    "BEHIND_PROXY": "1",
    "WEB_PROCESSES": "4",
    "DATABASE_URL": "postgres://u:p@127.0.0.1:1/db",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "MESSAGING_ZALO": "core.messaging.zalo.ZaloGateway",
    "MESSAGING_SMS": "core.messaging.http_sms.HttpSmsGateway",
    "MESSAGING_EMAIL": "core.messaging.mail.MailGateway",
    "IDENTITY_PROVIDER": "example.identity.Provider",
}


def check_deploy(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=django_settings.BASE_DIR,
        env={**clean, "DJANGO_SETTINGS_MODULE": "config.settings.base", "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_whole_check_is_clean_with_a_production_environment(tmp_path: Path):
    done = check_deploy(tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_the_embedded_defaults_do_not_pass_it(tmp_path: Path):
    done = check_deploy(tmp_path, WEB_PROCESSES="2", DEMO="1")
    assert done.returncode != 0
    for number in ("E002", "E003", "E005", "E011", "E012", "E013", "W001", "W002"):
        assert f"core.{number}" in done.stderr
