"""`python -m benchmarks.centre`: the producer's centre beside the dashboard of django-oscar, with the same data.

Fills both shops as `benchmarks.storefront` does (100,000 products of 2,000 shops), signs in as the owner of the largest
shop here and as staff there, and asks for the pages that both have: the first one, the list of products, one product's
form. Here every page is of one shop, the largest, which owns 852 of the products; oscar's dashboard lists all of them,
as it does for any shop without partners of their own.

What waits in a shop is kept for a minute where `REDIS_URL` names a cache of all processes (`vendors/today.py`); the
first page is asked for a second time with nothing kept.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.storefront import ROOT, Measured, arguments, filled, measure, oscar_filled, postgres, run, serving

SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
def cookie(user, backend):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return "sessionid=" + session.session_key
"""
OURS = (
    SIGN_IN
    + """
from django.conf import settings
from django.db.models import Count
from accounts import consent
from accounts.models import User
from catalog.models import Product
from vendors.models import Member, Role, Vendor
vendor = Vendor.objects.annotate(n=Count("products")).order_by("-n", "pk")[0]
user = User.objects.filter(phone="+84961234567").first() or User.objects.create_user(
    phone="+84961234567", phone_verified=True, name="Cô Thắm")
consent.record_consent(user=user, granted=consent.REQUIRED, source=consent.Source.SIGN_UP, ip="127.0.0.1")
Member.objects.get_or_create(vendor=vendor, user=user, role=Role.OWNER)
print(cookie(user, settings.AUTHENTICATION_BACKENDS[0]).replace("sessionid", settings.SESSION_COOKIE_NAME))
print(vendor.slug)
print(Product.objects.for_vendor(vendor).order_by("pk")[0].pk)
"""
)
OSCARS = (
    SIGN_IN
    + """
from django.contrib.auth import get_user_model
from oscar.core.loading import get_model
User = get_user_model()
user = User.objects.filter(username="staff").first() or User.objects.create_superuser("staff", "s@example.vn", "x")
print(cookie(user, "django.contrib.auth.backends.ModelBackend"))
print(get_model("catalogue", "Product").objects.order_by("pk")[50].pk)
"""
)


def table(rows: list[Measured], peer: list[Measured]) -> str:
    """Markdown: the same page of both beside each other."""
    beside = {row.page: row for row in peer}
    lines = ["|shop|page|kB|requests/s|p50 ms|p95 ms|CPU ms|× oscar|errors|", "|-|-|-:|-:|-:|-:|-:|-:|-:|"]
    for row in [*peer, *rows]:
        other = beside.get(row.page.partition(",")[0]) if row in rows else None
        times = f"{row.result.per_second / other.result.per_second:.1f}" if other and other.result.per_second else ""
        figures = [f"{row.result.per_second:.1f}", *(f"{row.result.percentile(p):.1f}" for p in (50, 95))]
        cells = [row.shop, row.page, row.kilobytes, *figures, f"{row.processor_ms:.1f}", times, row.result.errors]
        lines.append("|" + "|".join(str(cell) for cell in cells) + "|")
    return "\n".join(lines)


def ours(args: argparse.Namespace, server: str) -> list[Measured]:
    env = filled(args, server)
    cookie, shop, product = run(sys.executable, "manage.py", "shell", "-v0", "-c", OURS, cwd=ROOT, **env).split()[-3:]
    pages = {
        "first page": f"/kenh-ban/{shop}/",
        "products": f"/kenh-ban/{shop}/san-pham/",
        "one product": f"/kenh-ban/{shop}/san-pham/{product}/",
        "stock and prices": f"/kenh-ban/{shop}/kho/",
    }
    granian = str(Path(sys.executable).parent / "granian")
    with serving([granian, "config.wsgi:application"], cwd=ROOT, **env) as (port, session):
        rows = measure("Chợ Làng", pages, port, session, args, cookie=cookie)
    anew = {"first page, nothing kept": pages["first page"]}
    with serving([granian, "config.wsgi:application"], cwd=ROOT, TODAY_KEPT_SECONDS="0", **env) as (port, session):
        return rows + measure("Chợ Làng", anew, port, session, args, cookie=cookie)


def oscars(args: argparse.Namespace, server: str) -> list[Measured]:
    env, python, _addresses = oscar_filled(args, server)
    folder = Path(args.folder)
    cookie, product = run(python, "-m", "django", "shell", "-c", OSCARS, cwd=folder, **env).split()[-2:]
    pages = {
        "first page": "/dashboard/",
        "products": "/dashboard/catalogue/",
        "one product": f"/dashboard/catalogue/products/{product}/",
    }
    with serving([str(python.parent / "granian"), "shop_wsgi:application"], cwd=folder, **env) as (port, session):
        return measure("django-oscar 4.2.1", pages, port, session, args, cookie=cookie)


def main() -> None:
    args, server = arguments(__doc__), postgres()
    with tempfile.TemporaryDirectory(prefix="centre-", ignore_cleanup_errors=True) as args.folder:
        rows = ours(args, server)
        peer = [] if args.without_oscar else oscars(args, server)
    print(table(rows, peer))


if __name__ == "__main__":
    main()
