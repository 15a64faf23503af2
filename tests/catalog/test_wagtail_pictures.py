"""Editors of the showcase work with their own pictures: those of shops and of buyers are not there for them."""

import importlib
import io
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission

from accounts.models import User
from catalog import photos
from catalog.pictures import picture_add, picture_image
from core.pictures import collection_at
from tests.catalog.test_pictures import check, encoded
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import make_product

pytestmark = pytest.mark.django_db
IMAGES = "/quan-tri/images/"
CHOOSER = f"{IMAGES}chooser/"
API = "/quan-tri/api/main/images/"
SHOWCASE = "Trang giới thiệu"
Image = get_image_model()


@pytest.fixture(autouse=True)
def _no_spools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves the temporary file of a new rendition to the garbage collector, which the suite would notice."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


@pytest.fixture
def editor(client: Client) -> User:
    """As the demo's officer of a showroom."""
    user = make_staff(superuser=False)
    user.groups.add(Group.objects.get(name="Editors"))
    sign_in(client, user, "mfa")
    return user


def everywhere() -> None:
    """Editors may do what Wagtail lets them by itself: all, on the root of the collections."""
    root = Collection.get_first_root_node()
    for codename in ("add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailimages")
        GroupCollectionPermission.objects.get_or_create(
            group=Group.objects.get(name="Editors"), collection=root, permission=permission
        )


def stored(title: str, collection: Any) -> Any:
    image = picture_image(check(encoded("PNG")), title=title, name=title, collection=collection)
    image.save()
    return image


def of_a_shop() -> Any:
    return picture_add(product=make_product(status="draft"), picture=check(encoded("PNG")), alt="Ảnh nháp").image


def of_a_buyer() -> Any:
    return stored("Ảnh của khách", collection_at(photos.COLLECTION))


# ── The rights the groups begin with ─────────────────────────────────────────────────────────────────────────────────
def test_the_groups_have_their_rights_on_the_showcases_own_collection():
    rights = GroupCollectionPermission.objects.filter(group__name__in=["Editors", "Moderators"])
    assert {row.collection.name for row in rights.select_related("collection")} == {SHOWCASE}
    assert {row.permission.codename for row in rights.select_related("permission")} >= {
        "add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document",
    }  # fmt: skip
    assert Collection.find_problems() == ([], [], [], [], [])


def test_the_migration_finds_its_place_among_what_is_there():
    migration = importlib.import_module("cms.migrations.0002_collection_of_the_showcase")
    of_a_shop()
    of_a_buyer()
    migration.move_back(apps, connection.schema_editor())
    Collection.objects.get(name=SHOWCASE).delete()
    root = Collection.get_first_root_node()
    assert {row.collection for row in GroupCollectionPermission.objects.select_related("collection")} == {root}
    for _twice in range(2):
        migration.move(apps, connection.schema_editor())
    own = Collection.objects.get(name=SHOWCASE)
    assert own.get_parent() == root
    assert {row.collection for row in GroupCollectionPermission.objects.select_related("collection")} == {own}
    assert Collection.find_problems() == ([], [], [], [], [])


# ── Whatever rights they have ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("make", [of_a_shop, of_a_buyer])
def test_pictures_of_shops_and_buyers_are_nobodys_but_theirs(client: Client, editor: User, make: Any):
    everywhere()
    image = make()
    own = stored("Ảnh trang nhất", Collection.objects.get(name=SHOWCASE))
    for page in (client.get(IMAGES).content.decode(), client.get(CHOOSER).json()["html"]):
        assert own.title in page
        assert image.title not in page
        assert image.collection.name not in page
    listed = client.get(API).json()["items"]
    assert [item["id"] for item in listed] == [own.pk]
    assert client.get(f"{IMAGES}{own.pk}/").status_code == 200
    before = image.file.name
    data = {"title": "Đổi", "collection": image.collection_id, "file": SimpleUploadedFile("x.png", encoded("PNG"))}
    refused = [
        client.get(f"{IMAGES}{image.pk}/"),
        client.post(f"{IMAGES}{image.pk}/", data),
        client.get(f"{IMAGES}{image.pk}/preview/original/"),
        client.get(f"{IMAGES}usage/{image.pk}/"),
        client.post(f"{IMAGES}{image.pk}/delete/"),
        client.get(f"{CHOOSER}{image.pk}/"),
        client.get(f"{API}{image.pk}/"),
        client.post(f"/quan-tri/bulk/wagtailimages/image/delete/?id={image.pk}"),
    ]
    assert all(
        answer.status_code in (302, 403, 404) or image.title not in answer.content.decode() for answer in refused
    )
    kept = Image.objects.get(pk=image.pk)
    assert (kept.title, kept.file.name) == (image.title, before)
    moved = data | {"title": own.title}
    client.post(f"{IMAGES}{own.pk}/", moved)
    assert Image.objects.get(pk=own.pk).collection.name == SHOWCASE, "nothing is put among a shop's pictures either"


def test_a_superuser_can_take_a_picture_away(client: Client):
    sign_in(client, make_staff(), "mfa")
    image = stored("Ảnh cũ", of_a_shop().collection)
    assert image.title in client.get(IMAGES).content.decode()
    assert image.title not in client.get(CHOOSER).json()["html"], "for no page, whoever makes it"
    assert client.post(f"{IMAGES}{image.pk}/delete/").status_code == 302
    assert not Image.objects.filter(pk=image.pk).exists()
