"""Settings of every deployment.

Without any environment variable this is the *embedded* shape: SQLite, an in-memory channel layer, local files, Stripe
off, messages into the sandbox outbox. Each outside part is switched on by one variable (`DATABASE_URL`, `REDIS_URL`,
`ELASTICSEARCH_URL`, `MEDIA_SERVER_URL`, `STRIPE_SECRET_KEY`); any variable may instead be given as `NAME_FILE`, the
path of a file that holds the value, as container secrets are. `deploy/env.example` explains all of them.
"""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE

from core.logging import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.FileAwareEnv()
env.prefix = ""
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

# ── What kind of deployment ──────────────────────────────────────────────────────────────────────────────────────────
DEBUG: bool = env.bool("DEBUG", default=False)
# The demo shows one-time codes and the sandbox outbox in the browser. Never set it where real people sign in.
DEMO: bool = env.bool("DEMO", default=False)
# `RATE_LIMITS=off` lets a load test through; `check --deploy` refuses it.
RATE_LIMITS: bool = env.bool("RATE_LIMITS", default=True)
LIVE_DEMO: bool = env.bool("LIVE_DEMO", default=True)
# How many server processes share the work; in-memory parts are refused by `check --deploy` when it is more than one.
WEB_PROCESSES: int = env.int("WEB_PROCESSES", default=1)

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def _embedded_secret_key() -> str:
    """A random key kept in `var/`, so that an embedded start needs no set-up and sessions outlive a restart."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY: str = env.str("SECRET_KEY", default="") or _embedded_secret_key()
SECRET_KEY_IS_EMBEDDED = not env.str("SECRET_KEY", default="")
# What tax codes and bank accounts are sealed with, the newest key first; see core/encryption.py. Else the secret key.
FIELD_KEYS: list[str] = env.list("FIELD_KEYS", default=[])

SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_NAME = "Chợ Làng"
# Who runs this site: named in the terms and the privacy policy, as the law on e-commerce wants.
OPERATOR: dict[str, str] = {
    "name": env.str("OPERATOR_NAME", default=""),
    "address": env.str("OPERATOR_ADDRESS", default=""),
    "contact": env.str("OPERATOR_CONTACT", default=""),
}
# What the marketplace keeps of each sale, in percent, as it stands in the sellers' contract.
SELLER_COMMISSION: str = env.str("SELLER_COMMISSION", default="")
# Who says that a seller is who they say they are: a class of `vendors.identity`. The sandbox believes everybody.
IDENTITY_PROVIDER: str = env.str("IDENTITY_PROVIDER", default="vendors.identity.sandbox.SandboxIdentity")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", _site.hostname or ""])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

# ── Rooms ────────────────────────────────────────────────────────────────────────────────────────────────────────────
ROOMS = [
    "cms",
    "search",
    "livestream",
    "shop.checkout",
    "shop.ledger",
    "shop.payments",
    "shop.orders",
    "shop.cart",
    "catalog",
    "vendors",
    "accounts",
    "places",
    "core",
]

INSTALLED_APPS = [
    "daphne",  # first: it gives `runserver` its ASGI server
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "channels",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.StaffUsersConfig",  # wagtail.users, with pages for our user
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # the widgets that our form renderer does not replace
]

MIDDLEWARE = [
    "core.middleware.RequestContextMiddleware",  # request id, access log, metrics: outermost, sees every answer
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # outside what redirects or refuses by itself
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.SecurityHeadersMiddleware",  # inside csp's: it says what the policy needs for this answer
    "core.middleware.WellFormedRequestMiddleware",  # NUL bytes, broken UTF-8, oversized parameters: 400 before any view
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.StaffMfaMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"

# The loader chain is spelled out: the automatic set-up of cotton rewrites it and breaks other template libraries.
_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
            ],
        },
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
DATABASE_URL: str = env.str("DATABASE_URL", default="")
if DATABASE_URL:
    DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url("DATABASE_URL")}
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        # Bounded on purpose: PostgreSQL gives 100 connections to all processes together.
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=16), "timeout": 10},
    }
else:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "db.sqlite3",
            "OPTIONS": {
                # A transaction that starts by reading and then writes cannot be retried by SQLite's busy handler:
                # IMMEDIATE takes the write lock at BEGIN, where waiting works. Measured with 500 simultaneous writes
                # of 25 ms: 365 times "database is locked" with Django's defaults, none with these.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# At most this many requests use the database at once in one process; more wait in a queue, then get 503.
REQUEST_CONCURRENCY: int = env.int("REQUEST_CONCURRENCY", default=16)
REQUEST_QUEUE: int = env.int("REQUEST_QUEUE", default=256)
REQUEST_QUEUE_TIMEOUT_MS: int = env.int("REQUEST_QUEUE_TIMEOUT_MS", default=15_000)

REDIS_URL: str = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES: dict[str, dict[str, Any]] = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "cl"}
    }
    CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            # The default capacity of 100 would drop messages of a busy room instead of delaying them.
            "CONFIG": {
                # The layer lets Redis wait up to 5 s for a message. The client's own limit is 5 s as well and would win
                # now and then: an idle WebSocket was closed by it.
                "hosts": [{"address": REDIS_URL, "socket_timeout": 30}],
                "capacity": 5000,
                "expiry": 30,
                "prefix": "cl",
            },
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "cho-lang"}}
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 5000, "expiry": 30}}
    }

# Characters of drawn lists and cards that each process keeps (see catalog/shelf/memory.py); 0 draws everything anew.
SHELF_MEMORY: int = env.int("SHELF_MEMORY", default=20_000_000)
# How long what waits in a shop is kept (see vendors/today.py). Only a cache of all processes can be told to forget it.
TODAY_KEPT_SECONDS: int = env.int("TODAY_KEPT_SECONDS", default=60 if REDIS_URL else 0)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# ── Outside parts, each off until its variable is set ────────────────────────────────────────────────────────────────
ELASTICSEARCH_URL: str = env.str("ELASTICSEARCH_URL", default="")
SEARCH_BACKEND: str = env.str("SEARCH_BACKEND", default="elasticsearch" if ELASTICSEARCH_URL else "database")
MEDIA_SERVER_URL: str = env.str("MEDIA_SERVER_URL", default="")
STRIPE_SECRET_KEY: str = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET: str = env.str("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE: str = env.str("STRIPE_API_BASE", default="")

# One gateway per channel, by dotted path; the sandbox keeps messages in the outbox and delivers nothing.
MESSAGING_GATEWAYS: dict[str, str] = {
    "zalo": env.str("MESSAGING_ZALO", default="core.messaging.sandbox.SandboxGateway"),
    "sms": env.str("MESSAGING_SMS", default="core.messaging.sandbox.SandboxGateway"),
    "email": env.str("MESSAGING_EMAIL", default="core.messaging.sandbox.SandboxGateway"),
}
EMAIL_URL: str = env.str("EMAIL_URL", default="consolemail://")
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="Chợ Làng <khong-tra-loi@cho-lang.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:profile"
LOGOUT_REDIRECT_URL = "home"
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL

# ── Language and time ────────────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.formats"]  # Django's Vietnamese formats leave numbers ungrouped: 2415 for 2.415

# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "core.stylesheets.StylesheetFinder",  # first: css/app.css with its imports written out
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Folders of it that have no address of their own: Wagtail hands documents out itself, after asking who may have them.
# nginx has the same list.
MEDIA_PRIVATE = ("documents/",)
# Files that only a permission check may open live outside MEDIA_ROOT; `core.files.protected()` serves them.
PRIVATE_ROOT = VAR_DIR / "private"
# nginx's `internal` location for X-Accel-Redirect; the embedded server understands the same header itself.
ACCEL_PREFIX = "/_protected/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "core.files.StaticStorage"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# No request may carry more; nginx has the same number in `client_max_body_size`.
MAX_BODY_BYTES = 20_000_000

# ── Security ─────────────────────────────────────────────────────────────────────────────────────────────────────────
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=HTTPS)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
LANGUAGE_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")

_media_hosts = [MEDIA_SERVER_URL] if MEDIA_SERVER_URL else []
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    # Wagtail's and Django's admin carry inline scripts; `core.middleware` gives them the looser policy below.
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],  # the import map's hash is added by core.middleware
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF, *_media_hosts],
        "media-src": [SELF, "blob:", *_media_hosts],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
ADMIN_CSP_DIRECTIVES: dict[str, Any] = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}

# ── Wagtail ──────────────────────────────────────────────────────────────────────────────────────────────────────────
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
TAGGIT_CASE_INSENSITIVE = True

# ── Logs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
LOGGING = logging_config(
    level=env.str("LOG_LEVEL", default="INFO"), as_json=env.bool("LOG_JSON", default=not (DEBUG or DEMO))
)

SILENCED_SYSTEM_CHECKS: list[str] = []

from config.settings.allauth import *  # noqa: E402,F403  kept apart: allauth alone has some thirty settings
