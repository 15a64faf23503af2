"""An owner who is signed in."""

import io

import pytest
from django.test import Client

from tests.factories.vendors import make_member
from vendors.models import Member


@pytest.fixture(autouse=True)
def _closed_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves its temporary files to the collector."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


@pytest.fixture
def owner() -> Member:
    return make_member()


@pytest.fixture
def signed_in(client: Client, owner: Member) -> Client:
    client.force_login(owner.user)
    return client
