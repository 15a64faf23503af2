"""The people to try the site with: only in the demo, and each as their role says."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from accounts import consent, demo
from accounts.models import User
from core.slots import DEMO_STEPS, STARTUP_NOTES
from tests.factories.accounts import code_sent_to, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demo(settings) -> None:
    settings.DEMO = True


def test_never_outside_the_demo():
    with pytest.raises(ImproperlyConfigured):
        demo.create_demo_accounts()
    assert not User.objects.exists()


@pytest.mark.usefixtures("_demo")
def test_loading_twice_changes_nothing():
    step = DEMO_STEPS.get("accounts")
    assert step is not None
    assert "quan-tri@demo.invalid" in step.load()
    before = list(User.objects.order_by("pk").values())
    step.load()
    assert list(User.objects.order_by("pk").values()) == before
    assert len(before) == 5
    assert not any(consent.missing_agreements(user) for user in User.objects.all())


@pytest.mark.usefixtures("_demo")
def test_loading_puts_right_what_somebody_has_broken():
    demo.create_demo_accounts()
    User.objects.filter(email="htx@demo.invalid").update(password="x", is_active=False, is_superuser=True)
    demo.create_demo_accounts()
    user = User.objects.get(email="htx@demo.invalid")
    assert user.check_password(demo.PASSWORD)
    assert (user.is_active, user.is_superuser) == (True, False)


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("account", demo.ACCOUNTS, ids=lambda account: account.key)
def test_everybody_comes_in_by_phone_and_by_password(account: demo.DemoAccount):
    demo.create_demo_accounts()
    for how in ("phone", "password"):
        client = Client()
        if how == "phone":
            client.post(reverse("account_login"), {"phone": account.phone})
            code = client.get(reverse("accounts:sign-in-code"))
            assert code_sent_to(account.phone) in code.content.decode()
            answer = client.post(reverse("accounts:sign-in-code"), {"code": code_sent_to(account.phone)})
        else:
            form = {"login": account.email, "password": demo.PASSWORD}
            answer = client.post(reverse("account_login_password"), form)
        if account.staff:
            page = client.get(answer["Location"])
            digits = page.context["demo_code"]
            assert digits in page.content.decode(), "the demo shows what an authenticator app would"
            client.post(answer["Location"], {"code": digits})
            assert client.get("/quan-tri/").status_code == 200
        else:
            assert client.get("/quan-tri/").status_code == 403
        assert client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.usefixtures("_demo")
def test_nobody_elses_second_factor_is_shown(settings):
    demo.create_demo_accounts()
    staff = make_staff(email="that@example.vn")
    assert demo.second_factor(staff) == ""
    administrator = User.objects.get(email="quan-tri@demo.invalid")
    assert len(demo.second_factor(administrator)) == 6
    settings.DEMO = False
    assert demo.second_factor(administrator) == ""


def test_the_start_prints_them():
    note = STARTUP_NOTES.get("accounts")
    assert note is not None
    text = "\n".join(note.lines())
    for account in demo.ACCOUNTS:
        assert account.email in text
    assert "0900 000 001" in text
    assert demo.PASSWORD in text
