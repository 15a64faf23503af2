"""Province and group pages: what they say, where old names and numbers lead, and what unknown ones get."""

import datetime as dt
import itertools
import re

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client

from catalog.models import Classification, ProductGroup
from core.slots import PAGE_SECTIONS, PageSection
from places import selectors as places
from places.models import Province

pytestmark = pytest.mark.django_db
AFTER = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_list_names_every_province_and_every_former_one(client: Client):
    page = client.get("/tinh/").content.decode()
    for province in Province.objects.all():
        assert page.count(f'href="/tinh/{province.slug}/"') >= 2, "on the map and in the list"
        for name in province.former_names:
            assert name in page
    assert "<title>34 tỉnh, thành" in page


def test_a_province_page_tells_what_it_is(client: Client):
    page = client.get("/tinh/gia-lai/").content.decode()
    text = text_of(page)
    assert "<h1>Gia Lai</h1>" in page
    assert "Gồm cả Bình Định cũ." in text
    assert "135 xã, phường" in text
    assert "Phường 25" in text
    assert "Xã 110" in text
    assert "Duyên hải Nam Trung Bộ và Tây Nguyên" in text
    for unit in places.communes("52"):
        assert unit.name in page
    for slug in ("dak-lak", "quang-ngai"):
        assert f'class="chip" href="/tinh/{slug}/"' in page


@pytest.mark.parametrize("slug", [p.slug for p in places.provinces()])
def test_every_province_has_a_page_in_both_languages(client: Client, slug: str):
    vietnamese, english = client.get(f"/tinh/{slug}/"), client.get(f"/en/tinh/{slug}/")
    assert (vietnamese.status_code, english.status_code) == (200, 200)
    found = Province.objects.get(slug=slug)
    assert f"<h1>{found.name_en}</h1>" in english.content.decode()
    assert found.name in vietnamese.content.decode()


def test_a_province_page_takes_no_query_but_for_its_goods(client: Client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the state of the shelf, the first products
        client.get("/tinh/ho-chi-minh/?xa=tan")
        client.get("/tinh/")


def test_a_city_tells_since_when(client: Client):
    with time_machine.travel(AFTER, tick=False):
        text = text_of(client.get("/tinh/dong-nai/").content.decode())
    assert "Từ ngày 30/4/2026 Thành phố (30/2026/QH16)" in text


@pytest.mark.parametrize(
    ("old", "target", "told"),
    [
        ("binh-dinh", "gia-lai", "Bình Định nay thuộc Gia Lai."),
        ("ba-ria-vung-tau", "ho-chi-minh", "Bà Rịa - Vũng Tàu nay thuộc TP. Hồ Chí Minh."),
        ("ninh-thuan", "khanh-hoa", "Ninh Thuận nay thuộc Khánh Hòa."),
        ("binhdinh", "gia-lai", "Bình Định nay thuộc Gia Lai."),
    ],
)
def test_a_former_province_leads_to_the_one_of_today_and_says_so(client: Client, old: str, target: str, told: str):
    answer = client.get(f"/tinh/{old}/")
    assert answer.status_code == 301
    assert answer["Location"].startswith(f"/tinh/{target}/?cu=")
    assert told in client.get(answer["Location"]).content.decode()


def test_each_of_the_63_former_slugs_leads_somewhere(client: Client):
    from places.reference import reference

    for unit in reference().former:
        if unit.slug != unit.province:
            answer = client.get(f"/tinh/{unit.slug}/")
            assert answer.status_code == 301
            assert answer["Location"].startswith(f"/tinh/{unit.province}/?cu=")


@pytest.mark.parametrize(
    ("written", "target"),
    [("52", "gia-lai"), ("15", "lao-cai"), ("daklak", "dak-lak"), ("sai-gon", "ho-chi-minh"), ("Gia-Lai", "gia-lai")],
)
def test_other_spellings_and_numbers_lead_to_the_one_address(client: Client, written: str, target: str):
    answer = client.get(f"/tinh/{written}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/tinh/{target}/")


def test_the_language_stays_on_the_way(client: Client):
    answer = client.get("/en/tinh/binh-dinh/")
    assert answer["Location"].startswith("/en/tinh/gia-lai/?cu=")


@pytest.mark.parametrize(
    "query",
    [
        "cu=" + "x" * 3_000,
        "cu=%3Cscript%3Ealert(1)%3C/script%3E",
        "cu=Hà+Nội",
        "cu=",
    ],
)
def test_only_the_provinces_own_former_names_are_said(client: Client, query: str):
    page = client.get(f"/tinh/gia-lai/?{query}").content.decode()
    assert "nay thuộc" not in page
    assert "<script>alert" not in page
    if "%3C" in query:
        assert f'href="/en/tinh/gia-lai/?{query}"' in page, "the link to the other language keeps the query as it is"


def test_an_unknown_province_gets_names_that_come_close(client: Client):
    answer = client.get("/tinh/bing-dinh/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert '<meta name="robots" content="noindex">' in page
    assert "Bình Định" in page
    assert "/tinh/gia-lai/?cu=B%C3%ACnh+%C4%90%E1%BB%8Bnh" in page
    assert client.get("/tinh/" + "x" * 300 + "/").status_code == 404


def test_the_search_leads_to_a_province_or_suggests(client: Client):
    answer = client.get("/tinh/", {"ten": "binh dinh"})
    assert (answer.status_code, answer["Location"][:19]) == (302, "/tinh/gia-lai/?cu=B")
    page = client.get("/tinh/", {"ten": "bac nih <b>"}).content.decode()
    assert "Không có tỉnh nào tên “bac nih &lt;b&gt;”" in page
    assert "Có phải bạn tìm:" in page


def test_communes_are_narrowed_by_present_and_former_names(client: Client):
    text = text_of(client.get("/tinh/bac-ninh/", {"xa": "quy son"}).content.decode())
    assert "Tìm thấy 1 nơi." in text
    assert "Phường Phượng Sơn có Xã Quý Sơn cũ" in text
    none = client.get("/tinh/bac-ninh/", {"xa": "<script>"}).content.decode()
    assert "Không có xã, phường nào tên “&lt;script&gt;”" in none


def test_a_province_of_today_that_was_not_merged_says_so(client: Client):
    text = text_of(client.get("/tinh/cao-bang/").content.decode())
    assert "Giữ nguyên, không sáp nhập" in text
    assert "Gồm cả" not in text


def test_nothing_is_promised_that_is_not_there(client: Client):
    for path in ("/", "/tinh/gia-lai/", "/nhom/", "/nhom/do-uong/"):
        page = client.get(path).content.decode().lower()
        assert not re.search(r"sắp ra mắt|coming soon|lorem|đang cập nhật", page)


@pytest.mark.parametrize("written", ["1", "i", "I"])
def test_the_number_of_a_group_leads_to_it(client: Client, written: str):
    answer = client.get(f"/nhom/{written}/")
    assert (answer.status_code, answer["Location"]) == (301, "/nhom/thuc-pham/")


def test_a_slug_of_an_earlier_decision_leads_to_the_group_of_today(client: Client):
    earlier = Classification.objects.create(
        decision="148/QĐ-TTg", issued_on=dt.date(2023, 2, 24), effective_from=dt.date(2023, 2, 24)
    )
    now = ProductGroup.objects.get(code="VI", classification__decision="26/2026/QĐ-TTg")
    ProductGroup.objects.create(
        classification=earlier,
        code="VI",
        position=6,
        name="Dịch vụ du lịch",
        name_en="Tourism",
        official_name="Dịch vụ du lịch cộng đồng và điểm du lịch",
        slug="dich-vu-du-lich",
        icon="group-6",
        summary="",
        summary_en="",
    )
    answer = client.get("/nhom/dich-vu-du-lich/")
    assert (answer.status_code, answer["Location"]) == (301, now.get_absolute_url())


def test_an_unknown_group_gets_the_six_there_are(client: Client):
    answer = client.get("/nhom/khong-co/")
    assert answer.status_code == 404
    for group in ProductGroup.objects.all():
        assert group.get_absolute_url() in answer.content.decode()


def test_the_list_of_groups_takes_few_queries(client: Client, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/nhom/")
    with django_assert_num_queries(6):  # with the state of the shelf and the first products
        client.get("/nhom/thuc-pham/")


def test_headings_go_down_one_level_at_a_time(client: Client):
    for path in ("/", "/tinh/", "/tinh/gia-lai/", "/nhom/", "/nhom/thuc-pham/", "/tinh/khong-co-dau/", "/nhom/khong/"):
        levels = [int(n) for n in re.findall(r"<h([1-6])", client.get(path).content.decode())]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (path, levels)


@pytest.fixture
def section(settings, tmp_path):
    """A section that a room above would register, with a template of its own."""
    (tmp_path / "part.html").write_text("{{ province.name }}{{ group.name }}: {{ said }}", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    names: list[str] = []

    def register(page: str, said: str | None, order: int = 100) -> None:
        def context(request: HttpRequest, subject: object) -> dict[str, object] | None:
            return None if said is None else {"said": f"{said} {type(subject).__name__}"}

        names.append(f"test-{len(names)}")
        PAGE_SECTIONS.register(
            PageSection(name=names[-1], page=page, template="part.html", context=context, order=order)
        )

    yield register
    for name in names:
        PAGE_SECTIONS.unregister(name)


def test_rooms_above_add_sections_to_pages(client: Client, section):
    section("province", "<hai>", order=20)
    section("province", "một", order=10)
    section("province", None)
    section("group", "ba")
    page = client.get("/tinh/gia-lai/").content.decode()
    assert "Gia Lai: một ProvinceGia Lai: &lt;hai&gt; Province" in page
    assert "ba " not in re.findall(r"Gia Lai: .*", page)[0]
    assert "Thực phẩm: ba ProductGroup" in client.get("/nhom/thuc-pham/").content.decode()
