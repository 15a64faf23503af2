"""Documents of the showcase: who may not have one is asked to sign in, at our own door."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories.accounts import make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(settings: Settings, tmp_path: Path) -> Document:
    """In a collection that only signed-in people may see."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    collection = Collection.get_first_root_node().add_child(name="Nội bộ")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return Document.objects.create(
        title="Hợp đồng", collection=collection, file=ContentFile(b"%PDF private", "hop-dong.pdf")
    )


def test_a_stranger_is_led_to_the_sign_in(client: Client, contract: Document):
    answer = client.get(contract.url)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/?next=/tai-lieu/")


def test_whoever_is_signed_in_gets_it(client: Client, contract: Document):
    sign_in(client, make_user())
    answer = client.get(contract.url)
    assert answer.status_code == 200
    assert b"".join(answer) == b"%PDF private"
    assert not contract.url.startswith("/media/")
    assert contract.file.name.startswith(settings.MEDIA_PRIVATE), "where it lies it cannot be asked for"
