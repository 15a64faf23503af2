"""`python -m benchmarks.storefront`: the storefront beside a plain django-oscar shop, with as many products on the same
PostgreSQL, one after the other in one run.

    DATABASE_URL=postgres://… python -m benchmarks.storefront --products 100000

Makes two databases on that server and a virtual environment for django-oscar in a temporary folder, fills both shops,
serves each with two granian WSGI workers, and asks for a list, a deep page, filtered lists and a product page on four
connections. Prints a Markdown table: requests a second, p50, p95, p99 in milliseconds, processor time of the server for
one request (the firm figure on a machine with other things to do), memory of the server, the share of what a bare
Django view of the same size gives, and how many times oscar's requests a second. "Cold" is with nothing kept between
requests (`SHELF_MEMORY=0`): every page is drawn from the database. The databases stay for the next run; `--fresh` drops
them.
"""

import argparse
import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from benchmarks.client import Result, load
from benchmarks.serving import free_port, processor_seconds

ROOT = Path(__file__).resolve().parent.parent
OSCAR = "django-oscar==4.2.1"
WORKERS = 2

OSCAR_SETTINGS = """
import os
from urllib.parse import urlsplit
from oscar.defaults import *
u = urlsplit(os.environ["DATABASE_URL"])
SECRET_KEY = "x" * 50
DEBUG = False
ALLOWED_HOSTS = ["*"]
SITE_ID = 1
ROOT_URLCONF = "shop_urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": u.path[1:], "USER": u.username,
    "PASSWORD": u.password, "HOST": u.hostname, "PORT": u.port, "CONN_MAX_AGE": 600}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
USE_TZ = True
INSTALLED_APPS = [
    "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles", "django.contrib.sites", "django.contrib.flatpages",
    "oscar.config.Shop", "oscar.apps.analytics.apps.AnalyticsConfig", "oscar.apps.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig", "oscar.apps.shipping.apps.ShippingConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig", "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig", "oscar.apps.partner.apps.PartnerConfig",
    "oscar.apps.basket.apps.BasketConfig", "oscar.apps.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig", "oscar.apps.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig", "oscar.apps.search.apps.SearchConfig",
    "oscar.apps.voucher.apps.VoucherConfig", "oscar.apps.wishlists.apps.WishlistsConfig",
    "oscar.apps.dashboard.apps.DashboardConfig", "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "oscar.apps.dashboard.orders.apps.OrdersDashboardConfig",
    "oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
    "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig", "widget_tweaks", "haystack", "treebeard",
    "django_tables2",
]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
    "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
    "django.template.context_processors.i18n", "django.contrib.messages.context_processors.messages",
    "oscar.apps.search.context_processors.search_form", "oscar.apps.checkout.context_processors.checkout",
    "oscar.apps.communication.notifications.context_processors.notifications",
    "oscar.core.context_processors.metadata"]}}]
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
AUTHENTICATION_BACKENDS = ["oscar.apps.customer.auth_backends.EmailBackend",
    "django.contrib.auth.backends.ModelBackend"]
"""
OSCAR_URLS = """
from django.apps import apps
from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
urlpatterns = [path("healthz", lambda request: HttpResponse("ok")), path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")), path("", include(apps.get_app_config("oscar").urls[0]))]
"""
OSCAR_LOAD = """
import os, random, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "shop_settings"
import django
django.setup()
from decimal import Decimal as D
from django.utils.text import slugify
from oscar.apps.catalogue.categories import create_from_breadcrumbs
from oscar.core.loading import get_model
total = int(sys.argv[1])
Product, StockRecord = get_model("catalogue", "Product"), get_model("partner", "StockRecord")
Link, Partner = get_model("catalogue", "ProductCategory"), get_model("partner", "Partner")
chance = random.Random(1)
if not Product.objects.exists():
    kind = get_model("catalogue", "ProductClass").objects.create(name="Hang", track_stock=True, requires_shipping=True)
    partners = Partner.objects.bulk_create([Partner(name=f"HTX {n}", code=f"htx-{n}") for n in range(2000)])
    categories = [create_from_breadcrumbs(f"Nhom {n % 6} > Bo {n}") for n in range(26)]
    for start in range(0, total, 5000):
        rows = Product.objects.bulk_create([Product(structure="standalone", product_class=kind, upc=f"U{n}",
            title=f"San pham lang nghe {n}", slug=f"san-pham-{n}", is_public=True, description="Hang lang. " * 10)
            for n in range(start, min(start + 5000, total))])
        Link.objects.bulk_create([Link(product=p, category=chance.choice(categories)) for p in rows])
        StockRecord.objects.bulk_create([StockRecord(product=p, partner=chance.choice(partners), partner_sku=p.upc,
            price_currency="VND", price=D(chance.randrange(10, 2000) * 1000), num_in_stock=chance.randrange(0, 300))
            for p in rows])
from django.db import connection
connection.cursor().execute("ANALYZE")
product = Product.objects.order_by("pk")[total // 2]
category = get_model("catalogue", "Category").objects.filter(depth=2).order_by("pk")[3]
print(product.get_absolute_url())
print(category.get_absolute_url())
"""
BARE = """
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
BODY = b"x" * {size}
settings.configure(SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
urlpatterns = [path("", lambda request: HttpResponse(BODY)), path("healthz", lambda request: HttpResponse(b"ok"))]
application = get_wsgi_application()
"""


@dataclass(frozen=True, slots=True)
class Measured:
    shop: str
    page: str
    result: Result
    kilobytes: int
    megabytes: int
    processor_ms: float
    """Of the server's own processes for one request; the database's come on top."""


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """A step of the preparation; ends the benchmark with its output when it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def database(server: str, name: str, *, fresh: bool) -> tuple[str, bool]:
    """The URL of a database of that name on the server, and whether it was made just now."""
    with psycopg.connect(server, autocommit=True) as connection:
        if fresh:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(server)._replace(path=f"/{name}").geturl(), not known


@contextlib.contextmanager
def serving(command: list[str], *, cwd: Path, **env: str) -> Iterator[tuple[int, int]]:
    """Two workers of granian; gives the port and the id of the session of processes."""
    port = free_port()
    arguments = ["--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", "2", "--port", str(port)]
    process = subprocess.Popen(
        [command[0], *arguments, "--log-level", "error", command[1]],
        cwd=cwd,
        env={**os.environ, **env},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 90
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).read()
                break
            except OSError:
                if time.monotonic() > deadline:
                    sys.exit(f"{command} did not come up")
                time.sleep(0.3)
        yield port, process.pid
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def memory_mb(session: int) -> int:
    """Resident memory of all processes of a session (Linux)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            stat = (status.parent / "stat").read_text().rpartition(")")[2].split()
            if int(stat[3]) == session and (found := re.search(r"VmRSS:\s+(\d+)", status.read_text())):
                total += int(found[1])
    return total // 1024


def measure(
    shop: str, pages: dict[str, str], port: int, session: int, args: argparse.Namespace, *, cookie: str = ""
) -> list[Measured]:
    """Ask for each page; `cookie` is somebody's who is signed in."""
    rows = []
    for name, path in pages.items():
        body = b""
        for _ in range(2 * WORKERS + 2):  # every worker has seen it
            asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
            body = urllib.request.urlopen(asked, timeout=60).read()
        before = processor_seconds(session)
        result = asyncio.run(
            load(port=port, path=path, connections=args.connections, seconds=args.seconds, cookie=cookie)
        )
        spent = 1000 * (processor_seconds(session) - before) / max(1, len(result.latencies_ms) + result.errors)
        rows.append(Measured(shop, name, result, len(body) // 1024, memory_mb(session), spent))
        print(f"  {shop}: {name}: {result.per_second:.0f}/s, {result.errors} errors", file=sys.stderr)
    return rows


def filled(args: argparse.Namespace, server: str) -> dict[str, str]:
    """The environment of our shop over its database, which is filled if it was not."""
    url, made = database(server, f"bench_cho_lang_{args.products}", fresh=args.fresh)
    env = {
        "DATABASE_URL": url,
        "DEBUG": "0",
        "RATE_LIMITS": "off",
        "LOG_LEVEL": "ERROR",
        "VAR_DIR": args.folder + "/var",
    }
    python = sys.executable
    run(python, "manage.py", "migrate", "-v0", cwd=ROOT, **env)
    if made:
        for step in (["load_places"], ["load_classification"]):
            run(python, "manage.py", *step, cwd=ROOT, **env)
        began = time.monotonic()
        numbers = ["--products", str(args.products), "--vendors", "2000", "--seed", "1"]
        run(python, "manage.py", "generate_catalog", *numbers, cwd=ROOT, **env)
        print(f"  generated in {time.monotonic() - began:.0f} s", file=sys.stderr)
    run(python, "manage.py", "collectstatic", "--noinput", "-v0", cwd=ROOT, **env)
    return env


def ours(args: argparse.Namespace, server: str) -> list[Measured]:
    env = filled(args, server)
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT slug FROM catalog_shelfentry ORDER BY score DESC OFFSET 500 LIMIT 1"
        ).fetchone()
    slug = row[0] if row else ""
    pages = {
        "list": "/san-pham/",
        "list, page 200": "/san-pham/?trang=200",
        "province, 4 stars": "/san-pham/?tinh=bac-ninh&sao=4",
        "group, 30,000 to 120,000 ₫": "/san-pham/?nhom=thuc-pham&gia=30000-120000&sap-xep=gia-tang",
        "product page": f"/san-pham/{slug}/",
    }
    granian = str(Path(sys.executable).parent / "granian")
    rows = []
    for label, memory in (("Chợ Làng, cold", "0"), ("Chợ Làng, warm", "20000000")):
        command = [granian, "config.wsgi:application"]
        with serving(command, cwd=ROOT, SHELF_MEMORY=memory, **env) as (port, session):
            rows += measure(label, pages, port, session, args)
    return rows


def oscar_filled(args: argparse.Namespace, server: str) -> tuple[dict[str, str], Path, list[str]]:
    """A plain django-oscar shop of as many products: its environment, its interpreter, and the last lines of loading,
    which are the addresses of a product and of a category.
    """
    folder = Path(args.folder)
    venv = Path(args.oscar_venv) if args.oscar_venv else folder / "oscar"
    if not (venv / "bin" / "granian").exists():
        run(sys.executable, "-m", "venv", venv, cwd=folder)
        run(venv / "bin" / "pip", "install", "-q", OSCAR, "psycopg[binary]", "granian", cwd=folder)
    (folder / "shop_settings.py").write_text(OSCAR_SETTINGS, encoding="utf-8")
    (folder / "shop_urls.py").write_text(OSCAR_URLS, encoding="utf-8")
    (folder / "shop_load.py").write_text(OSCAR_LOAD, encoding="utf-8")
    (folder / "shop_wsgi.py").write_text(
        "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n", encoding="utf-8"
    )
    url, _made = database(server, f"bench_oscar_{args.products}", fresh=args.fresh)
    env = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "shop_settings", "PYTHONPATH": str(folder)}
    python = venv / "bin" / "python"
    run(python, "-m", "django", "migrate", "-v0", cwd=folder, **env)
    return env, python, run(python, "shop_load.py", str(args.products), cwd=folder, **env).split()[-2:]


def oscars(args: argparse.Namespace, server: str) -> list[Measured]:
    env, python, (product, category) = oscar_filled(args, server)
    pages = {
        "list": "/catalogue/",
        "category": category,
        "product page": product,
    }
    folder = Path(args.folder)
    with serving([str(python.parent / "granian"), "shop_wsgi:application"], cwd=folder, **env) as (port, session):
        return measure("django-oscar 4.2.1", pages, port, session, args)


def bare(args: argparse.Namespace, kilobytes: int) -> Measured:
    folder = Path(args.folder)
    (folder / "bare_view.py").write_text(BARE.replace("{size}", str(kilobytes * 1024)), encoding="utf-8")
    granian = str(Path(sys.executable).parent / "granian")
    with serving([granian, "bare_view:application"], cwd=folder, PYTHONPATH=str(folder)) as (port, session):
        return measure("bare Django view", {f"{kilobytes} kB": "/"}, port, session, args)[0]


def arguments(description: str | None) -> argparse.Namespace:
    """What both benchmarks beside django-oscar are told."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--oscar-venv", default="", help="an environment with django-oscar and granian, to save time")
    parser.add_argument("--without-oscar", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="fill both databases anew")
    return parser.parse_args()


def postgres() -> str:
    """The server that `DATABASE_URL` names; ends the program without one."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        sys.exit("set DATABASE_URL to a PostgreSQL server on which databases may be made")
    return server


def main() -> None:
    args, server = arguments(__doc__), postgres()
    with tempfile.TemporaryDirectory(prefix="storefront-", ignore_cleanup_errors=True) as args.folder:
        rows = ours(args, server)
        peer = [] if args.without_oscar else oscars(args, server)
        plain = bare(args, rows[0].kilobytes)
    print(table(rows, peer, plain))


def table(rows: list[Measured], peer: list[Measured], plain: Measured) -> str:
    """Markdown."""
    beside = {row.page: row for row in peer}
    filtered = beside.get("category") or beside.get("list")
    lines = [
        "|shop|page|kB|requests/s|p50 ms|p95 ms|p99 ms|CPU ms|memory MB|of a bare view|× oscar|errors|",
        "|-|-|-:|-:|-:|-:|-:|-:|-:|-:|-:|-:|",
    ]
    for row in [plain, *peer, *rows]:
        other = beside.get(row.page, filtered) if row in rows else None
        times = f"{row.result.per_second / other.result.per_second:.0f}" if other and other.result.per_second else ""
        share = f"{row.result.per_second / plain.result.per_second:.1%}"
        figures = [f"{row.result.percentile(p):.1f}" for p in (50, 95, 99)]
        figures.append(f"{row.processor_ms:.1f}")
        cells = [
            row.shop,
            row.page,
            row.kilobytes,
            f"{row.result.per_second:.1f}",
            *figures,
            row.megabytes,
            share,
            times,
        ]
        lines.append("|" + "|".join(str(cell) for cell in [*cells, row.result.errors]) + "|")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
