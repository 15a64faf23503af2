"""Issuing and revoking certificates, and the public check."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from catalog import certificates
from catalog.certificates import CodeTaken, StarsDoNotFit, certificate_issue, certificate_revoke, current_certificate
from catalog.models import Certificate, Product
from tests.factories.catalog import make_certificate, make_product

pytestmark = pytest.mark.django_db

ISSUED = dt.date(2026, 1, 15)


def issue(product: Product, **fields: object) -> Certificate:
    defaults = {
        "product": product,
        "code": "TEST-27-001",
        "stars": 4,
        "score": 82.5,
        "decision": "số 12/QĐ-UBND",
        "issuer": "UBND tỉnh Bắc Ninh",
        "issued_on": ISSUED,
    }
    return certificate_issue(**(defaults | fields))  # type: ignore[arg-type]


def seen(client: Client, product: Product) -> bool:
    """Whether the product's page shows stars."""
    return "img/ocop-" in client.get(f"/san-pham/{product.slug}/").content.decode()


def test_it_is_valid_for_36_months():
    assert issue(make_product()).expires_on == dt.date(2029, 1, 14)


@pytest.mark.parametrize(("stars", "score"), [(4, 69.9), (4, 90), (3, 49), (5, 101), (2, 60), (6, 95)])
def test_stars_fit_the_score(stars: int, score: float):
    with pytest.raises(StarsDoNotFit):
        issue(make_product(), stars=stars, score=score)
    assert not Certificate.objects.exists()


def test_a_code_is_given_once_however_it_is_spelled():
    issue(make_product())
    with pytest.raises(CodeTaken):
        issue(make_product(), code=" test–27 – 001 ")
    assert Certificate.objects.count() == 1


def test_the_one_issued_last_counts():
    product = make_product()
    issue(product, stars=3, score=60)
    newer = issue(product, code="TEST-27-002", stars=5, score=95, issued_on=dt.date(2026, 6, 1))
    assert current_certificate(product, dt.date(2026, 3, 1)).stars == 3  # type: ignore[union-attr]
    assert current_certificate(product, dt.date(2026, 6, 1)) == newer
    certificate_revoke(certificate=newer, reason="Vi phạm nhãn", on=dt.date(2026, 7, 1))
    assert current_certificate(product, dt.date(2026, 7, 1)).stars == 3  # type: ignore[union-attr]


def test_stars_go_at_the_midnight_of_expiry(client: Client):
    product = make_product()
    issue(product)
    hanoi = dt.timezone(dt.timedelta(hours=7))
    with time_machine.travel(dt.datetime(2029, 1, 14, 23, 59, tzinfo=hanoi), tick=False):
        assert seen(client, product)
    with time_machine.travel(dt.datetime(2029, 1, 15, 0, 0, tzinfo=hanoi), tick=False):
        assert not seen(client, product)
        page = client.get("/chung-nhan/TEST-27-001/").content.decode()
    assert "Đã hết hạn" in page
    assert "ocop-4" not in page
    assert "Đạt hạng" not in page


@time_machine.travel("2026-11-24 12:00", tick=False)
def test_stars_go_the_moment_of_revocation(client: Client):
    product = make_product()
    certificate = issue(product)
    assert seen(client, product)
    certificate_revoke(certificate=certificate, reason="Dùng nguyên liệu ngoài vùng")
    assert not seen(client, product)
    page = client.get("/chung-nhan/TEST-27-001/").content.decode()
    assert "Đã thu hồi" in page
    assert "Dùng nguyên liệu ngoài vùng" in page
    assert "ocop-4" not in page
    with pytest.raises(certificates.AlreadyRevoked):
        certificate_revoke(certificate=certificate, reason="Lý do khác")
    assert Certificate.objects.get().revoked_reason == "Dùng nguyên liệu ngoài vùng"


@time_machine.travel("2026-11-24 12:00", tick=False)
def test_the_check_tells_everything(client: Client):
    product = make_product(name="Vải <thiều>")
    issue(product)
    page = client.get("/chung-nhan/TEST-27-001/").content.decode()
    for text in ("Còn hiệu lực", "Đạt hạng 4 sao", "Vải &lt;thiều&gt;", product.producer.name, "82,5 trên 100",
                 "Quyết định số 12/QĐ-UBND", "UBND tỉnh Bắc Ninh", "15/1/2026", "14/1/2029", "img/ocop-4"):  # fmt: skip
        assert text in page
    assert f'href="/san-pham/{product.slug}/"' in page


@time_machine.travel("2026-11-24 12:00", tick=False)
def test_an_old_one_leads_to_the_new_one_and_a_draft_to_nowhere(client: Client):
    product = make_product(status="draft")
    make_certificate(product=product, code="OLD-1", issued_on=dt.date(2022, 1, 1))
    make_certificate(product=product, code="NEW-1", issued_on=dt.date(2026, 1, 1))
    page = client.get("/chung-nhan/OLD-1/").content.decode()
    assert 'href="/chung-nhan/NEW-1/"' in page
    assert f"/san-pham/{product.slug}/" not in page


def test_one_that_begins_later_is_not_valid_yet(client: Client):
    make_certificate(code="SOON-1", issued_on=dt.date(2099, 1, 1))
    assert "Chưa đến ngày có hiệu lực" in client.get("/chung-nhan/SOON-1/").content.decode()


@pytest.mark.parametrize("typed", ["test-27-001", "TEST 27-001"[:4] + "-27-001 ", "Test–27—001", "TEST - 27 - 001"])
def test_other_spellings_lead_to_its_address(client: Client, typed: str):
    issue(make_product())
    for answer in (client.get(f"/chung-nhan/{typed}/"), client.get("/chung-nhan/", {"ma": typed})):
        assert answer["Location"] == "/chung-nhan/TEST-27-001/"


@pytest.mark.parametrize("code", ["KHONG-CO", "<script>", "'; drop table", "a/b/c", "..", "x" * 500, "Đ-1"])
def test_unknown_ones_get_404_and_a_form(client: Client, code: str):
    answer = client.get(f"/chung-nhan/{code}/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert 'name="ma"' in page
    assert "<script>'" not in page


@pytest.mark.parametrize("typed", ["<>", "//", "…"])
def test_what_is_no_code_keeps_the_form(client: Client, typed: str):
    answer = client.get("/chung-nhan/", {"ma": typed})
    assert answer.status_code == 200
    assert "Bạn gõ lại nhé." in answer.content.decode()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("12/QĐ-UBND", "Quyết định số 12/QĐ-UBND"),
        ("số 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND"),
        ("Quyết định số 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND"),
        ("QUYẾT ĐỊNH SỐ 12/QĐ-UBND ", "Quyết định số 12/QĐ-UBND"),
        ("Quyết định mẫu số 2811/QĐ-BNNMT", "Quyết định mẫu số 2811/QĐ-BNNMT"),
    ],
)
def test_a_decision_is_named_once(written: str, words: str):
    assert certificates.decision_words(Certificate(decision=written)) == words


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("số 12/QĐ-UBND", "Decision [Nn]o. 12/QĐ-UBND"),
        ("Quyết định mẫu số 2811/QĐ-BNNMT", '<span lang="vi">Quyết định mẫu số 2811/QĐ-BNNMT</span>'),
        ("Quyết định <b>", '<span lang="vi">Quyết định &lt;b&gt;</span>'),
    ],
)
def test_only_what_is_vietnamese_is_read_out_as_such(client: Client, written: str, html: str):
    found = make_certificate(code="C-EN", decision=written)
    for address in ("/en/chung-nhan/C-EN/", f"/en/san-pham/{found.product.slug}/"):
        page = client.get(address).content.decode()
        place = re.search(html, page)
        assert place, address
        assert not page[: place.start()].endswith('<span lang="vi">')
