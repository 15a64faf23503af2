"""Settings of the test suite: those of `base`, with nothing that reaches outside and a cheap password hash."""

import os
from urllib.parse import urlsplit

from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, CHANNEL_LAYERS, DATABASE_URL, DATABASES, VAR_DIR
from config.settings.base import REDIS_URL as _REDIS_URL

DEBUG = False
SECRET_KEY = "test-only-secret-key-test-only-secret-key-test-only-secret"  # noqa: S105
ALLOWED_HOSTS = ["*"]
if _REDIS_URL:  # each process of a parallel run empties a cache of its own
    _number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    REDIS_URL = urlsplit(_REDIS_URL)._replace(path=f"/{_number}").geturl()
    CACHES["default"]["LOCATION"] = REDIS_URL
    CHANNEL_LAYERS["default"]["CONFIG"]["hosts"][0]["address"] = REDIS_URL
TODAY_KEPT_SECONDS = 0  # a test's transaction is never through, so nothing would be forgotten
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not DATABASE_URL:
    # A file, as in a real deployment: threads share it under WAL, where an in-memory database knows table locks only.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
