"""What several tests of accounts need."""

import pytest
from django.test import Client

from accounts.models import User
from tests.factories.accounts import make_staff, make_user, sign_in


@pytest.fixture
def user(db: None) -> User:
    """Somebody who came by phone and agreed to the terms."""
    return make_user(name="Nguyễn Thị Lan")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    """`user`'s browser, long after signing in: nothing recent proves that it is still them."""
    sign_in(client, user)
    return client


@pytest.fixture
def fresh(client: Client, user: User) -> Client:
    """`user`'s browser just after they entered a code."""
    sign_in(client, user, "code")
    return client


@pytest.fixture
def admin_user(db: None) -> User:
    """An administrator with a second factor."""
    return make_staff()


@pytest.fixture
def as_admin(client: Client, admin_user: User) -> Client:
    """The administrator's browser, second factor entered."""
    sign_in(client, admin_user, "password", "mfa")
    return client
