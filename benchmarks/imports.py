"""`python -m benchmarks.imports`: a shop takes in a file of 20,000 rows, while others go on working.

    DATABASE_URL=postgres://… python -m benchmarks.imports [--rows 20000]

Without `DATABASE_URL` on SQLite in a temporary folder. Serves the site with granian and one task worker, as in
production, and does what a person does: uploads the file as the owner of a shop, watches the page that says how far it
is, confirms. Three files one after the other: all rows new; prices and numbers of all changed, of products that are on
the shelf; texts of all changed. Meanwhile the owner of another shop saves a number in the grid of stock, and a visitor
opens the list of products, both again and again. Prints a Markdown table: seconds for reading and for taking in, the
worker's processor time for the latter (the firm figure on a machine with other things to do) and peak memory, how many
different percentages the page showed, and how long the others waited.
"""

import argparse
import csv
import http.client
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from benchmarks.serving import processor_seconds
from benchmarks.storefront import ROOT, database, run, serving

POLL_SECONDS: Final = 0.5
GIVE_UP_SECONDS: Final = 1_800
FINISHED: Final = ("Xong.", "Đã nhập xong", "Tệp có", "Đã dừng")
COLUMNS: Final = ("sku", "name", "set_no", "province", "commune", "description", "price", "stock", "weight_g")

SETUP = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from accounts import consent
from accounts.models import User
from catalog.editing.producers import producer_of
from catalog.editing.services import product_begin
from catalog.models import Offer, ProductSet
from catalog.pricing.services import list_price_set
from places.models import Province
from vendors.models import Member, Role, SellerKind, Vendor, VendorStatus
def shop(slug, phone):
    user = User.objects.create_user(phone=phone, phone_verified=True, name=slug)
    consent.record_consent(user=user, granted=consent.REQUIRED, source=consent.Source.SIGN_UP, ip="127.0.0.1")
    vendor = Vendor.objects.create(name=slug, slug=slug, kind=SellerKind.COOP, status=VendorStatus.VERIFIED,
        province=Province.objects.get(slug="bac-ninh"))
    Member.objects.create(vendor=vendor, user=user, role=Role.OWNER)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return vendor, session.session_key
large, one = shop("large", "+84961234501")
small, two = shop("small", "+84961234502")
product = product_begin(vendor=small, name="Bún khô", product_set=ProductSet.objects.filter(number=1).latest("pk"))
offer = Offer.objects.create(product=product, vendor=small, sku="B-1")
list_price_set(offer=offer, price=50_000)
print(settings.SESSION_COOKIE_NAME, one, two, offer.pk)
"""
PUBLISH = """
from django.utils import timezone
from catalog.models import Product, ProductStatus
from catalog.shelf.services import shelf_fold, shelf_refresh_vendor
from vendors.models import Vendor
now = timezone.now()
vendor = Vendor.objects.get(slug="large")
Product.objects.filter(vendor=vendor).update(status=ProductStatus.PUBLISHED, published_at=now, approved_at=now)
shelf_refresh_vendor(vendor_id=vendor.pk)
shelf_fold()
"""


class Visitor:
    """Somebody with a browser; one connection for each request, so that nothing waits in a queue of our own."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port, self.cookies, self.token = port, {}, ""
        if session:
            name, _equals, key = session.partition("=")
            self.cookies[name] = key

    def ask(self, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str, str]:
        """Status, address it leads to, page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": kind} if kind else {}
        try:
            connection.request("POST" if body else "GET", path, body or None, headers)
            response = connection.getresponse()
            for line in response.headers.get_all("Set-Cookie") or []:
                name, _equals, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            page = response.read().decode(errors="replace")
        finally:
            connection.close()
        if found := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page):
            self.token = found[1]
        return response.status, response.headers.get("Location", ""), page

    def post(self, path: str, **fields: str) -> tuple[int, str, str]:
        return self.ask(
            path, urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode(), "application/x-www-form-urlencoded"
        )

    def upload(self, path: str, content: bytes) -> str:
        mark = "----------------------------file"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'.encode(),
            f'--{mark}\r\nContent-Disposition: form-data; name="tep"; filename="a.csv"\r\n\r\n'.encode(),
            content,
            f"\r\n--{mark}--\r\n".encode(),
        ]
        status, address, page = self.ask(path, b"".join(parts), f"multipart/form-data; boundary={mark}")
        if status != 302:
            sys.exit(f"the file was not taken: {status}\n{page[-2000:]}")
        return address


@dataclass
class Waited:
    """How long one kind of request took while something else ran, in seconds."""

    times: list[float] = field(default_factory=list)
    errors: int = 0

    def __str__(self) -> str:
        ordered = sorted(self.times) or [0.0]
        return f"{1000 * ordered[len(ordered) // 2]:.0f}|{1000 * ordered[-1]:.0f}|{self.errors}"


class Others:
    """A shop that saves a number and a visitor who opens a list, until told to stop."""

    def __init__(self, port: int, session: str, offer: str) -> None:
        self._over = threading.Event()
        self._offer = offer
        self.saved, self.read = Waited(), Waited()
        owner, visitor = Visitor(port, session), Visitor(port)
        owner.ask("/kenh-ban/small/kho/")
        kinds = ((self.saved, lambda: self._save(owner)), (self.read, lambda: visitor.ask("/san-pham/")[0] == 200))
        self._threads = [threading.Thread(target=self._repeat, args=kind, daemon=True) for kind in kinds]
        for thread in self._threads:
            thread.start()

    def _save(self, owner: Visitor) -> bool:
        names = {f"gia-{self._offer}": "50.000", f"gia-{self._offer}-cu": "50000", f"them-{self._offer}": "1"}
        return owner.post("/kenh-ban/small/kho/", mon=self._offer, **names)[0] == 302

    def _repeat(self, waited: Waited, ask: Callable[[], bool]) -> None:
        while not self._over.wait(0.2):
            began = time.monotonic()
            try:
                good = ask()
            except OSError:
                good = False
            waited.times.append(time.monotonic() - began)
            waited.errors += not good

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


def sheet(rows: int, *, price: int, stock: int, text: str) -> bytes:
    """A file of so many products with a name, a commune, a description of some sentences, price and stock."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number in range(rows):
        words = f"{text} Mẻ số {number}, làm theo lối cũ của làng, gói lá dong, giao trong ngày. " * 2
        cells = ["Lục Ngạn", words, price + number * 10, stock + number % 50, 500]
        writer.writerow([f"SP-{number:05}", f"Bánh gai số {number}", 1 + number % 5, "Bắc Ninh", *cells])
    return out.getvalue().encode()


def peak_mb(pid: int) -> int:
    """The most memory a process has had so far (Linux)."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def watched(owner: Visitor, address: str, shown: set[str]) -> float:
    """Seconds until the page of an import says that it is over; its percentages go into `shown`."""
    began = time.monotonic()
    while time.monotonic() - began < GIVE_UP_SECONDS:
        page = owner.ask(f"{address}?phan=tien-do")[2]
        if any(word in page for word in FINISHED):
            return time.monotonic() - began
        shown |= set(re.findall(r"(\d+)%", page))
        time.sleep(POLL_SECONDS)
    return sys.exit("the import did not end")


def taken_in(name: str, content: bytes, port: int, env: dict[str, str], sessions: tuple[str, str], offer: str) -> str:
    """One file from upload to the end, by a worker that has just been started; a line of the table."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-reload"],
        cwd=ROOT,
        env={**os.environ, **env},
        start_new_session=True,
    )
    try:
        owner, others = Visitor(port, sessions[0]), Others(port, sessions[1], offer)
        owner.ask("/kenh-ban/large/nhap-file/")
        address = owner.upload("/kenh-ban/large/nhap-file/", content)
        shown: set[str] = set()
        reading = watched(owner, address, shown)
        page = owner.ask(address)[2]
        if "Nhập vào gian hàng" not in page:
            sys.exit(f"the file was refused\n{page[-3000:]}")
        before = processor_seconds(worker.pid)
        owner.post(f"{address}viec/", viec="nhap")
        taking = watched(owner, address, shown)
        spent = processor_seconds(worker.pid) - before
        others.stop()
        if "Đã nhập xong" not in owner.ask(address)[2]:
            sys.exit("the file was not taken in")
        kind = "PostgreSQL" if "DATABASE_URL" in env else "SQLite"
        figures = f"{reading:.1f}|{taking:.1f}|{spent:.1f}|{peak_mb(worker.pid)}|{len(shown)}"
        line = f"|{kind}|{name}|{len(content) / 1e6:.1f}|{figures}"
        print(f"  {line}", file=sys.stderr)
        return f"{line}|{others.saved}|{others.read}|"
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    rows = parser.parse_args().rows
    server = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="imports-", ignore_cleanup_errors=True) as folder:
        env = {"VAR_DIR": folder, "RATE_LIMITS": "off", "LOG_LEVEL": "ERROR", "DEBUG": "0"}
        if server:
            env["DATABASE_URL"] = database(server, "bench_imports", fresh=True)[0]
        for step in (
            ["migrate", "-v0"],
            ["load_places"],
            ["load_classification"],
            ["collectstatic", "-v0", "--noinput"],
        ):
            run(sys.executable, "manage.py", *step, cwd=ROOT, **env)
        told = run(sys.executable, "manage.py", "shell", "-v0", "-c", SETUP, cwd=ROOT, **env).split()[-4:]
        sessions = (f"{told[0]}={told[1]}", f"{told[0]}={told[2]}")
        files = {
            "all new": sheet(rows, price=45_000, stock=20, text="Ngon."),
            "prices and numbers": sheet(rows, price=46_000, stock=21, text="Ngon."),
            "texts": sheet(rows, price=46_000, stock=21, text="Thơm, dẻo."),
        }
        lines = []
        granian = str(Path(sys.executable).parent / "granian")
        for name, content in files.items():
            with serving([granian, "config.wsgi:application"], cwd=ROOT, **env) as (port, _session):
                lines.append(taken_in(name, content, port, env, sessions, told[3]))
            run(sys.executable, "manage.py", "shell", "-v0", "-c", PUBLISH, cwd=ROOT, **env)
    print(f"|database|{rows:,} rows|MB|reading s|taking in s|of it CPU s|peak MB|percentages shown|", end="")
    print("others' saving p50 ms|longest ms|errors|a list p50 ms|longest ms|errors|")
    print("|-|-|" + "-:|" * 12)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
