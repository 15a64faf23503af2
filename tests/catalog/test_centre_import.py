"""A shop's own import: shown before anything changes, taken in as a whole by a worker, stopped or started again."""

import csv
import io
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from pytest_django.fixtures import Settings

from accounts.models import User
from catalog.imports import job, plan, progress, services
from catalog.imports.columns import COLUMNS, neutralised, restored
from catalog.imports.template import MEANING
from catalog.models import (
    ImportJob,
    ImportState,
    Offer,
    PriceWindow,
    Product,
    ProductRevision,
    ProductStatus,
    StockMovement,
    StockUnit,
)
from catalog.pricing.services import list_price_set
from catalog.stock.services import Take, stock_receive, stock_reserve, stock_unit
from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_offer, make_product, make_vendor
from tests.factories.vendors import make_member
from vendors.models import Role, Vendor

pytestmark = pytest.mark.django_db

HEADER = ("sku", "name", "set_no", "province", "price", "stock")
TABLES = (Offer, PriceWindow, Product, ProductRevision, StockMovement, StockUnit)


@pytest.fixture(autouse=True)
def private(settings: Settings, tmp_path: Path) -> Path:
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def shop() -> Vendor:
    return make_vendor()


@pytest.fixture
def owner(shop: Vendor, client: Client) -> User:
    user = make_member(vendor=shop).user
    sign_in(client, user)
    return user


@pytest.fixture
def offer(shop: Vendor) -> Offer:
    """A pack on the shelf at 100.000 ₫, ten of it."""
    made = make_offer(product=make_product(vendor=shop, name="Vải thiều"), sku="VT-5")
    list_price_set(offer=made, price=100_000)
    stock_receive(unit=stock_unit(offer=made), quantity=10)
    return made


def row(**cells: str) -> dict[str, str]:
    return {
        "sku": "VT-5",
        "name": "Vải thiều",
        "set_no": "1",
        "province": "Bắc Ninh",
        "price": "100000",
        "stock": "10",
    } | cells


def table(*rows: dict[str, str], name: str = "hàng của tôi.csv") -> SimpleUploadedFile:
    columns = [c for c in COLUMNS if any(c in cells for cells in rows)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode())


def start_url(shop: Vendor) -> str:
    return reverse("catalog:centre-import", args=[shop.slug])


def send(client: Client, shop: Vendor, file: SimpleUploadedFile) -> ImportJob:
    response = client.post(start_url(shop), {"tep": file})
    assert response.status_code == 302, response.content.decode()
    return ImportJob.objects.for_vendor(shop).latest("pk")


def page(client: Client, found: ImportJob) -> str:
    return client.get(reverse("catalog:centre-import-job", args=[found.vendor.slug, found.pk])).content.decode()


def do(client: Client, found: ImportJob, what: str) -> ImportJob:
    client.post(reverse("catalog:centre-import-act", args=[found.vendor.slug, found.pk]), {"viec": what})
    found.refresh_from_db()
    return found


def work(found: ImportJob) -> ImportJob:
    job.run(job_id=found.pk, attempt=found.attempt)
    found.refresh_from_db()
    return found


def counts() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


def price_of(offer: Offer) -> int:
    return PriceWindow.objects.get(offer=offer, ends_at=None).price


def files(private: Path) -> list[str]:
    return sorted(path.name for path in private.rglob("*") if path.is_file())


# ── The way through ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_shown_first_and_taken_in_after(shop: Vendor, owner: User, offer: Offer, client: Client, private: Path):
    make_offer(product=make_product(vendor=shop, name="Mật ong"), sku="MO-1")
    before = counts()
    found = send(client, shop, table(row(price="120000", stock="12"), row(sku="NEW", name="Bún khô")))
    assert (found.state, found.made, found.changed, found.unchanged) == (ImportState.READY, 1, 1, 0)
    assert counts() == before
    text = page(client, found)
    assert "Giá: 100.000\u00a0₫ → 120.000\u00a0₫" in text
    assert "Số lượng: 10 → 12" in text
    assert "Bún khô" in text
    assert do(client, found, "nhap").state == ImportState.QUEUED
    assert DBTaskResult.objects.filter(task_path="catalog.tasks.run_import").count() == 1
    assert price_of(offer) == 100_000
    assert work(found).state == ImportState.DONE
    assert (price_of(offer), stock_unit(offer=offer).on_hand) == (120_000, 12)
    new = Product.objects.get(name="Bún khô")
    assert (new.status, new.vendor, new.published_at) == (ProductStatus.DRAFT, shop, None)
    assert StockMovement.objects.filter(by=owner).count() == 2
    assert files(private) == []
    assert "Đã nhập xong" in page(client, found)


def test_names_on_the_shelf_wait_for_a_reviewer(shop: Vendor, owner: User, offer: Offer, client: Client):
    draft = make_offer(product=make_product(vendor=shop, status=ProductStatus.DRAFT), sku="D-1")
    list_price_set(offer=draft, price=100_000)
    found = send(client, shop, table(row(name="Vải đổi tên", price="120000"), row(sku="D-1", name="Nháp đổi tên")))
    do(client, found, "nhap")
    assert work(found).state == ImportState.DONE
    offer.product.refresh_from_db()
    draft.product.refresh_from_db()
    assert (offer.product.name, price_of(offer)) == ("Vải thiều", 120_000)
    assert ProductRevision.objects.get().fields["name"] == "Vải đổi tên"
    assert draft.product.name == "Nháp đổi tên"


def test_what_a_shop_may_not_send(shop: Vendor, owner: User, offer: Offer, client: Client, private: Path):
    cells = {"stars": "5", "certificate_code": "OCOP-1", "certificate_issued_on": "2026-01-15", "image": "a.jpg"}
    found = send(client, shop, table(row(**cells)))
    assert found.state == ImportState.REFUSED
    assert {problem["column"] for problem in found.problems} == {"certificate_code", "image"}
    assert files(private) == []


def test_errors_are_said_by_row_and_column(shop: Vendor, owner: User, offer: Offer, client: Client, private: Path):
    found = send(client, shop, table(row(price="-5"), row(sku="X", name="a" * 300), row(sku="Y", province="Đâu đó")))
    text = page(client, found)
    assert (found.state, found.wrong) == (ImportState.REFUSED, 3)
    for told in ("Dòng 2", "không được âm", "Dòng 3", "dài quá 120", "Dòng 4", "Đâu đó"):
        assert told in text
    assert price_of(offer) == 100_000
    assert files(private) == []
    assert do(client, found, "nhap").state == ImportState.REFUSED


def test_a_formula_is_refused_by_its_cell(shop: Vendor, owner: User, client: Client):
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(["VT-5", "Vải", 1, "Bắc Ninh", "=1+1", 10])
    out = io.BytesIO()
    book.save(out)
    found = send(client, shop, SimpleUploadedFile("hang.xlsx", out.getvalue()))
    assert "ô E2 chứa công thức" in page(client, found)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("hang.pdf", b"%PDF", "Chỉ nhận tệp"),
        ("hang.csv", b"", "Tệp trống"),
        ("hang", b"sku", "Chỉ nhận tệp"),
        ("hang.xlsm", b"PK", "lưu lại dạng .xlsx"),
        ("HANG.XLS", b"\xd0\xcf\x11\xe0", "lưu lại dạng .xlsx"),
        ("hang.csv", b"x" * (10 * 1024 * 1024 + 1), "lớn hơn 10"),
    ],
)
def test_files_that_are_none(
    shop: Vendor, owner: User, client: Client, private: Path, name: str, content: bytes, told: str
):
    text = client.post(start_url(shop), {"tep": SimpleUploadedFile(name, content)}).content.decode()
    assert told in text
    assert not ImportJob.objects.exists()
    assert files(private) == []


def test_no_file_chosen(shop: Vendor, owner: User, client: Client):
    assert "Chọn một tệp trước đã" in client.post(start_url(shop)).content.decode()


def test_what_changed_after_the_preview_is_checked_again(shop: Vendor, owner: User, offer: Offer, client: Client):
    found = send(client, shop, table(row(price="120000", stock="2")))
    unit = stock_unit(offer=offer)
    stock_reserve(takes=[Take(unit_id=unit.pk, quantity=5)], reference="a", expires_at=None)
    do(client, found, "nhap")
    assert work(found).state == ImportState.REFUSED
    assert "đang giữ cho khách" in page(client, found)
    assert price_of(offer) == 100_000


# ── Large files, stopping, dying ─────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is one that a worker reads."""
    monkeypatch.setattr(job, "AT_ONCE_BYTES", 0)


@pytest.mark.usefixtures("large")
def test_a_large_file_is_read_by_a_worker(shop: Vendor, owner: User, offer: Offer, client: Client):
    found = send(client, shop, table(row(price="120000")))
    assert found.state == ImportState.CHECKING
    assert "Đang đọc tệp" in page(client, found)
    assert DBTaskResult.objects.filter(task_path="catalog.tasks.check_import").count() == 1
    text = client.post(start_url(shop), {"tep": table(row())}).content.decode()
    assert "đang có một tệp chạy dở" in text
    assert ImportJob.objects.count() == 1
    job.check(job_id=found.pk)
    found.refresh_from_db()
    assert found.state == ImportState.READY
    job.check(job_id=found.pk)  # a task may run twice


@pytest.mark.usefixtures("large")
def test_stopping_while_the_file_is_read(
    shop: Vendor, owner: User, offer: Offer, client: Client, private: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(progress, "TELL_SECONDS", 0)
    found = send(client, shop, table(*[row(sku=f"N-{n}") for n in range(200)]))
    read, lines = plan.read_row, []

    def reading(*args: Any) -> Any:
        lines.append(args)
        if len(lines) == 60:
            assert do(client, found, "dung").state == ImportState.CANCELLED
        return read(*args)

    monkeypatch.setattr(plan, "read_row", reading)
    job.check(job_id=found.pk)
    found.refresh_from_db()
    assert len(lines) == 100  # asked every fifty
    assert (found.state, found.path, files(private)) == (ImportState.CANCELLED, "", [])
    assert "Không có gì thay đổi" in page(client, found)


@pytest.mark.usefixtures("large")
def test_stopped_in_the_last_moment_of_reading(
    shop: Vendor, owner: User, offer: Offer, client: Client, private: Path, monkeypatch: pytest.MonkeyPatch
):
    """The worker does not ask any more: it finds the import stopped, and leaves no file."""
    found = send(client, shop, table(row(price="120000")))
    told = job._told

    def late(*args: Any) -> Any:
        do(client, found, "dung")
        return told(*args)

    monkeypatch.setattr(job, "_told", late)
    job.check(job_id=found.pk)
    found.refresh_from_db()
    assert (found.state, files(private)) == (ImportState.CANCELLED, [])


def test_a_small_archive_that_unpacks_to_much_is_left_to_a_worker(
    shop: Vendor, owner: User, client: Client, private: Path
):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 2_000_000)
    assert len(out.getvalue()) < job.AT_ONCE_BYTES
    found = send(client, shop, SimpleUploadedFile("hang.xlsx", out.getvalue()))
    assert found.state == ImportState.CHECKING
    job.check(job_id=found.pk)
    found.refresh_from_db()
    assert (found.state, files(private)) == (ImportState.REFUSED, [])


# ── What the page shows meanwhile ────────────────────────────────────────────────────────────────────────────────────
def part(client: Client, found: ImportJob) -> Any:
    return client.get(reverse("catalog:centre-import-job", args=[found.vendor.slug, found.pk]) + "?phan=tien-do")


def test_the_page_stops_asking_and_drops_its_buttons(shop: Vendor, owner: User, offer: Offer, client: Client):
    found = send(client, shop, table(row(price="120000")))
    do(client, found, "nhap")
    shown = part(client, found)
    assert "Dừng lại" in shown.content.decode()
    assert 'hx-trigger="every 2s"' in shown.content.decode()
    assert "HX-Refresh" not in shown
    work(found)
    over = part(client, found)
    assert over["HX-Refresh"] == "true"
    for gone in ("Dừng lại", "hx-trigger", "<button"):
        assert gone not in over.content.decode()
    whole = page(client, found)
    assert "Đã nhập xong" in whole
    assert "Dừng lại" not in whole


def test_the_page_says_that_it_is_stopping(shop: Vendor, owner: User, offer: Offer, client: Client):
    found = send(client, shop, table(row(price="120000")))
    do(client, found, "nhap")
    job.progress_of(found).tell(1, 4)
    ImportJob.objects.filter(pk=found.pk).update(state=ImportState.RUNNING)
    do(client, found, "dung")
    for text in (part(client, found).content.decode(), page(client, found)):
        assert "Đang dừng" in text
        assert "Dừng lại" not in text


def test_a_page_left_open_stops_nothing_that_is_done(shop: Vendor, owner: User, offer: Offer, client: Client):
    found = send(client, shop, table(row(price="120000")))
    do(client, found, "nhap")
    work(found)
    act = reverse("catalog:centre-import-act", args=[shop.slug, found.pk])
    text = client.post(act, {"viec": "dung"}, follow=True).content.decode()
    assert "Không kịp dừng" in text
    assert "Đã nhập xong" in text
    assert price_of(offer) == 120_000


def test_progress_and_stopping_while_it_writes(
    shop: Vendor, owner: User, offer: Offer, client: Client, private: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(services, "_BATCH", 5)
    monkeypatch.setattr(progress, "TELL_SECONDS", 0)
    found = send(client, shop, table(*[row(sku=f"N-{n}", name=f"Món {n + 100}") for n in range(20)]))
    do(client, found, "nhap")
    before = counts()
    seen: list[int] = []
    write = services._write_new

    def writing(*args: Any, **kwargs: Any) -> None:
        write(*args, **kwargs)
        seen.append(job.progress_of(found).percent())
        if len(seen) == 3:
            found.refresh_from_db()
            assert found.state == ImportState.RUNNING
            job.cancel(job=found)

    monkeypatch.setattr(services, "_write_new", writing)
    assert work(found).state == ImportState.CANCELLED
    assert len(seen) == 3
    assert seen[0] >= 50
    assert counts() == before
    assert files(private) == []
    assert "Không có gì thay đổi" in page(client, found)


def test_stopping_before_it_begins(shop: Vendor, owner: User, offer: Offer, client: Client, private: Path):
    found = send(client, shop, table(row(price="120000")))
    do(client, found, "nhap")
    assert do(client, found, "dung").state == ImportState.CANCELLED
    work(found)
    assert (found.state, price_of(offer), files(private)) == (ImportState.CANCELLED, 100_000, [])
    assert do(client, found, "nhap").state == ImportState.CANCELLED


def test_a_failure_keeps_the_file_and_can_be_tried_again(
    shop: Vendor, owner: User, offer: Offer, client: Client, monkeypatch: pytest.MonkeyPatch
):
    found = send(client, shop, table(row(price="120000", stock="12")))
    do(client, found, "nhap")

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the power is out")

    with monkeypatch.context() as patch:
        patch.setattr(services, "stock_counts", broken)
        assert work(found).state == ImportState.FAILED
    assert price_of(offer) == 100_000
    assert "bấm nhập lại là được" in page(client, found)
    assert do(client, found, "nhap").state == ImportState.QUEUED
    assert work(found).state == ImportState.DONE
    assert price_of(offer) == 120_000


def test_a_worker_that_died_is_seen_and_the_file_started_again(shop: Vendor, owner: User, offer: Offer, client: Client):
    found = send(client, shop, table(row(price="120000")))
    do(client, found, "nhap")
    first = found.attempt
    sign = job.progress_of(found)
    sign.tell(1, 4)
    ImportJob.objects.filter(pk=found.pk).update(state=ImportState.RUNNING)
    assert "Đang nhập" in page(client, found)
    assert do(client, found, "nhap").state == ImportState.RUNNING  # it lives
    old = time.time() - progress.SILENT_SECONDS - 5
    os.utime(sign._done, (old, old))
    assert "bấm nhập lại là được" in page(client, found)
    assert do(client, found, "nhap").state == ImportState.QUEUED
    job.run(job_id=found.pk, attempt=first)  # the old one was only slow
    assert price_of(offer) == 100_000
    assert work(found).state == ImportState.DONE
    assert price_of(offer) == 120_000


def test_a_start_that_was_given_up_writes_nothing(
    shop: Vendor, owner: User, offer: Offer, client: Client, monkeypatch: pytest.MonkeyPatch
):
    found = send(client, shop, table(row(price="120000")))
    do(client, found, "nhap")
    write = services._count

    def slow(*args: Any) -> None:
        write(*args)
        ImportJob.objects.filter(pk=found.pk).update(state=ImportState.QUEUED, attempt=found.attempt + 1)

    monkeypatch.setattr(services, "_count", slow)
    job.run(job_id=found.pk, attempt=found.attempt)
    assert price_of(offer) == 100_000


def test_running_twice_takes_it_in_once(shop: Vendor, owner: User, offer: Offer, client: Client):
    found = send(client, shop, table(row(stock="12")))
    do(client, found, "nhap")
    work(found)
    moved = StockMovement.objects.count()
    work(found)
    assert StockMovement.objects.count() == moved


def test_forgotten_files_are_deleted(shop: Vendor, owner: User, offer: Offer, client: Client, private: Path):
    found = send(client, shop, table(row(price="120000")))
    assert job.prune() == 0
    assert job.prune(now=timezone.now() + job.KEPT * 2) == 1
    found.refresh_from_db()
    assert (found.state, found.path, files(private)) == (ImportState.CANCELLED, "", [])


def test_a_second_file_takes_the_place_of_one_that_waits(
    shop: Vendor, owner: User, offer: Offer, client: Client, private: Path
):
    first = send(client, shop, table(row(price="120000")))
    second = send(client, shop, table(row(price="130000")))
    first.refresh_from_db()
    assert (first.state, second.state) == (ImportState.CANCELLED, ImportState.READY)
    assert [name for name in files(private) if name.endswith(".csv")] == [Path(second.path).name]


def test_progress_beats_while_a_statement_takes_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "BEAT_SECONDS", 0.02)
    sign = progress.Progress(tmp_path / "a.csv", 1)
    assert sign.is_silent()
    with sign.alive():
        old = time.time() - 1_000
        os.utime(sign._done, (old, old))
        until = time.time() + 5
        while sign.is_silent() and time.time() < until:
            time.sleep(0.02)
        assert not sign.is_silent()
    sign.stop()
    with pytest.raises(progress.ImportCancelled):
        sign.tell(1, 2)


# ── Files to download ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_templates_have_the_columns(shop: Vendor, owner: User, client: Client, kind: str):
    response = client.get(reverse(f"catalog:centre-import-sample-{kind}", args=[shop.slug]))
    if kind == "csv":
        assert response.content.decode("utf-8-sig").strip().split(",") == list(COLUMNS)
    else:
        book = load_workbook(io.BytesIO(response.content))
        assert [cell.value for cell in book.worksheets[0][1]] == list(COLUMNS)
        assert book.worksheets[1].max_row == len(COLUMNS) + 1
    assert set(MEANING) == set(COLUMNS)
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_comes_back_unchanged(shop: Vendor, owner: User, offer: Offer, client: Client, kind: str):
    response = client.get(reverse(f"catalog:centre-export-{kind}", args=[shop.slug]))
    found = send(client, shop, SimpleUploadedFile(f"hang.{kind}", response.content))
    assert (found.state, found.made, found.changed, found.unchanged) == (ImportState.READY, 0, 0, 1)
    assert "giống hệt" in page(client, found)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n+", "＝", "＠", "'="])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_exported_cell_runs(shop: Vendor, owner: User, offer: Offer, client: Client, kind: str, start: str):
    Product.objects.update(name=f"{start}HYPERLINK(1)", description=f"{start}cmd|' /C calc'!A0")
    content = client.get(reverse(f"catalog:centre-export-{kind}", args=[shop.slug])).content
    if kind == "csv":
        cells = [cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in line]
    else:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        assert not [cell for line in sheet for cell in line if cell.data_type == "f"]
        cells = [str(cell.value or "") for line in sheet for cell in line]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r\n＝＋－＠" and cell]
    assert restored(neutralised(f"{start}x")) == f"{start}x"


# ── Whose it is ──────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(params=["outsider", "other owner", "packer", "host"])
def stranger(request: pytest.FixtureRequest, shop: Vendor) -> tuple[User, int]:
    return {
        "outsider": lambda: (make_user(), 404),
        "other owner": lambda: (make_member().user, 404),
        "packer": lambda: (make_member(vendor=shop, role=Role.PACKER).user, 403),
        "host": lambda: (make_member(vendor=shop, role=Role.HOST).user, 403),
    }[request.param]()


def test_nobody_else_imports_or_exports(
    shop: Vendor, owner: User, offer: Offer, client: Client, stranger: tuple[User, int]
):
    found = send(client, shop, table(row(price="120000")))
    user, status = stranger
    sign_in(client, user)
    before = counts()
    names = ["centre-import", "centre-import-sample-csv", "centre-import-sample-xlsx", "centre-export-csv"]
    for name in [*names, "centre-export-xlsx"]:
        assert client.get(reverse(f"catalog:{name}", args=[shop.slug])).status_code == status
    assert client.post(start_url(shop), {"tep": table(row())}).status_code == status
    show = reverse("catalog:centre-import-job", args=[shop.slug, found.pk])
    assert client.get(show).status_code == status
    act = reverse("catalog:centre-import-act", args=[shop.slug, found.pk])
    for what in ("nhap", "dung"):
        assert client.post(act, {"viec": what}).status_code == status
    found.refresh_from_db()
    assert (found.state, ImportJob.objects.count(), counts()) == (ImportState.READY, 1, before)


def test_a_job_of_another_shop_is_not_there(shop: Vendor, owner: User, client: Client):
    other = make_member()
    theirs = job.upload(vendor=other.vendor, file=table(row()), by=other.user)
    for name in ("centre-import-job", "centre-import-act"):
        address = reverse(f"catalog:{name}", args=[shop.slug, theirs.pk])
        assert client.post(address, {"viec": "dung"}).status_code in (404, 405)
    assert client.get(reverse("catalog:centre-import-job", args=[shop.slug, theirs.pk])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == ImportState.READY


def test_few_queries(shop: Vendor, owner: User, offer: Offer, client: Client, django_assert_max_num_queries: Any):
    found = send(client, shop, table(row(price="120000")))
    for address in (start_url(shop), reverse("catalog:centre-import-job", args=[shop.slug, found.pk])):
        with django_assert_max_num_queries(15):
            client.get(address)
