"""The first page, and that Wagtail shows nothing of its own to the public."""

import re

import pytest
from django.test import Client
from wagtail.models import Page, Site

from catalog.models import ProductGroup
from core.slots import PAGE_SECTIONS, PageSection
from places.models import Province

pytestmark = pytest.mark.django_db


def test_the_first_page_leads_to_every_province_and_group(client: Client):
    page = client.get("/").content.decode()
    for province in Province.objects.all():
        assert f'href="/tinh/{province.slug}/"' in page
    for group in ProductGroup.objects.all():
        assert f'href="{group.get_absolute_url()}"' in page
    assert "Hoàng Sa" in page


def test_the_first_page_is_there_in_english_with_english_names(client: Client):
    page = client.get("/en/").content.decode()
    assert '<html lang="en"' in page
    assert 'href="/en/tinh/ha-noi/">Hanoi</a>' in page
    for group in ProductGroup.objects.all():
        assert group.name_en in page


def test_the_first_page_takes_few_queries_and_knows_no_visitor(client: Client, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(4):  # groups, the state of the shelf, the best rated, the seasons
        answer = client.get("/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_rooms_above_add_sections_to_the_first_page(client: Client):
    PAGE_SECTIONS.register(
        PageSection(name="test", page="home", template="catalog/_suggestions.html", context=suggested)
    )
    try:
        page = client.get("/").content.decode()
    finally:
        PAGE_SECTIONS.unregister("test")
    assert "Một phần khác" in page
    assert "Một phần khác" not in client.get("/").content.decode()


def suggested(request: object, subject: object) -> dict[str, object]:
    return {"suggestions": [("Một phần khác", "/tinh/")]}


@pytest.mark.parametrize(
    "path", ["/khong-co/", "/home/", "/a/b/c/", "/en/home/", "/en/khong-co/", "/welcome/", "/en/tinh/home/"]
)
def test_what_no_room_and_no_editor_has_is_not_found(client: Client, path: str):
    answer = client.get(path)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Wagtail" not in page
    assert f'<html lang="{"en" if path.startswith("/en/") else "vi"}"' in page


def test_wagtails_welcome_page_is_not_public(client: Client):
    root = Site.objects.get(is_default_site=True).root_page
    assert not root.live
    assert not Page.objects.filter(title__icontains="welcome").exists()
    assert not Page.objects.live().filter(depth__gt=1).exists()


def test_the_administration_asks_strangers_to_sign_in(client: Client):
    for path in ("/quan-tri/", "/quan-tri/pages/", "/quan-tri/login/", "/quan-tri/password_reset/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/tai-khoan/")


def test_the_administration_greets_staff_in_vietnamese(client: Client, monkeypatch: pytest.MonkeyPatch):
    from accounts import middleware
    from accounts.models import User

    monkeypatch.setattr(middleware.StaffMfaMiddleware, "_refusal", lambda self, request: None)
    staff = User.objects.create(email="bien-tap@example.vn", is_staff=True, is_superuser=True)
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/quan-tri/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert re.search(r'<html[^>]* lang="vi"', page)
    assert "Trang" in page
    assert client.get("/quan-tri/pages/", follow=True).status_code == 200
