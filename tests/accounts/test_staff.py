"""The administration: no way in without a second factor, and nothing in it that goes around the services."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts import privacy, services
from accounts.models import ConsentRecord, User
from tests.factories.accounts import PASSWORD, TOTP_SECRET, make_staff, make_user, sign_in

pytestmark = pytest.mark.django_db

DOORS = ["/admin/", "/quan-tri/", "/admin/accounts/user/", "/quan-tri/pages/", "/quan-tri/users/"]
USERS = "/admin/accounts/user/"


@pytest.mark.parametrize("path", [*DOORS, "/admin/login/", "/quan-tri/login/", "/quan-tri/password_reset/"])
def test_strangers_are_sent_to_our_own_sign_in(client: Client, path: str):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/?next=/")


@pytest.mark.parametrize("path", ["/admin/login/", "/quan-tri/login/"])
def test_the_admins_own_sign_in_does_not_sign_in(client: Client, path: str):
    staff = make_staff(second_factor=False, password=PASSWORD)
    answer = client.post(path, {"username": staff.email, "password": PASSWORD})
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", DOORS)
def test_buyers_stay_out(signed_in: Client, path: str):
    assert signed_in.get(path).status_code == 403
    assert signed_in.post(path).status_code == 403


@pytest.mark.parametrize("path", DOORS)
def test_staff_without_a_second_factor_set_one_up_first(client: Client, path: str):
    sign_in(client, make_staff(second_factor=False), "password")
    answer = client.get(path)
    assert answer["Location"].startswith(reverse("mfa_activate_totp"))
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("path", DOORS)
def test_staff_enter_it_in_every_session(client: Client, admin_user: User, path: str):
    sign_in(client, admin_user, "password", "code")
    answer = client.get(path)
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("path", DOORS)
def test_with_it_they_are_in(as_admin: Client, path: str):
    assert as_admin.get(path).status_code == 200


def test_after_half_a_day_it_is_asked_for_again(client: Client, admin_user: User):
    sign_in(client, admin_user, "mfa", age=12 * 3600 + 1)
    assert client.get("/admin/")["Location"].startswith(reverse("mfa_reauthenticate"))
    sign_in(client, admin_user, "mfa", age=12 * 3600 - 60)
    assert client.get("/admin/").status_code == 200


def test_a_request_that_would_write_is_stopped_too(client: Client, admin_user: User, user: User):
    sign_in(client, admin_user, "password")
    answer = client.post(USERS, {"action": "lock", "_selected_action": [user.pk]})
    assert answer["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Fadmin%2F"
    user.refresh_from_db()
    assert user.is_active


def test_whoever_may_open_a_page_of_wagtail_is_staff(client: Client):
    editor = make_user(email="bien-tap@example.vn")
    editor.groups.add(Group.objects.get(name="Editors"))
    sign_in(client, editor, "password")
    assert client.get("/quan-tri/")["Location"].startswith(reverse("mfa_activate_totp"))


def test_staff_cannot_switch_it_off(as_admin: Client, admin_user: User):
    as_admin.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=admin_user, type="totp").exists()


def test_the_secret_lies_encrypted_in_the_database(admin_user: User):
    factor = Authenticator.objects.get(user=admin_user, type="totp")
    assert TOTP_SECRET not in str(factor.data)


def test_the_middleware_asks_nothing_of_other_pages(signed_in: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):  # session, user, agreements, and twice for the link to the administration
        assert signed_in.get(reverse("accounts:profile")).status_code == 200


# Django's admin


def test_an_account_is_shown_without_its_secrets(as_admin: Client):
    other = make_user(email="binh@example.vn", password=PASSWORD, name="Bình")
    page = as_admin.get(f"{USERS}{other.pk}/change/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Bình" in text
    assert other.password not in text
    assert 'name="name"' not in text, "nothing to type into"


def test_nothing_can_be_added_changed_or_deleted(as_admin: Client, user: User):
    before = User.objects.filter(pk=user.pk).values().get()
    assert as_admin.get(f"{USERS}add/").status_code == 403
    assert as_admin.post(f"{USERS}{user.pk}/change/", {"name": "Khác", "is_superuser": "on"}).status_code == 403
    assert as_admin.post(f"{USERS}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    as_admin.post(USERS, {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    assert User.objects.filter(pk=user.pk).values().get() == before


@pytest.mark.parametrize("term", ["0901 234 567", "+84901234567", "lan@example", "Nguyễn"])
def test_people_are_found_by_number_in_any_spelling_address_or_name(as_admin: Client, term: str):
    wanted = make_user(phone="+84901234567", email="lan@example.vn", name="Nguyễn Thị Lan")
    make_user(name="Bình")
    page = as_admin.get(USERS, {"q": term})
    assert list(page.context["cl"].result_list) == [wanted]


def test_locking_ends_the_sessions_and_unlocking_does_not_bring_them_back(as_admin: Client, user: User):
    elsewhere = Client()
    sign_in(elsewhere, user)
    as_admin.post(USERS, {"action": "lock", "_selected_action": [user.pk]})
    assert not User.objects.get(pk=user.pk).is_active
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302
    assert LogEntry.objects.get(object_id=str(user.pk)).user_id != user.pk

    as_admin.post(USERS, {"action": "unlock", "_selected_action": [user.pk]})
    assert User.objects.get(pk=user.pk).is_active
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302


def test_nobody_locks_themselves_out(as_admin: Client, admin_user: User):
    page = as_admin.post(USERS, {"action": "lock", "_selected_action": [admin_user.pk]}, follow=True)
    admin_user.refresh_from_db()
    assert admin_user.is_active
    assert "Không đổi được" in page.content.decode()


def test_only_administrators_lock_administrators(user: User, admin_user: User):
    helper = make_staff(superuser=False)
    with pytest.raises(services.LockRefused):
        services.lock_account(user=admin_user, by=helper)
    assert services.lock_account(user=helper, by=admin_user)
    assert not services.lock_account(user=helper, by=admin_user), "it is locked already"
    assert services.unlock_account(user=helper, by=admin_user)


def test_an_erased_account_is_not_opened_again(user: User, admin_user: User):
    privacy.erase_user(user=user)
    user.refresh_from_db()
    with pytest.raises(services.LockRefused):
        services.unlock_account(user=user, by=admin_user)


def test_staff_without_the_right_may_not_lock(client: Client, user: User):
    looker = make_staff(superuser=False)
    sign_in(client, looker, "mfa")
    client.post(USERS, {"action": "lock", "_selected_action": [user.pk]})
    user.refresh_from_db()
    assert user.is_active


def test_the_proof_of_consent_is_shown_and_cannot_be_touched(as_admin: Client, user: User):
    row = user.consents.all()[0]
    url = reverse("admin:accounts_consentrecord_changelist")
    assert as_admin.get(url).status_code == 200
    assert as_admin.get(f"{url}{row.pk}/change/").status_code == 200
    assert as_admin.post(f"{url}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert ConsentRecord.objects.filter(pk=row.pk).exists()


def test_second_factors_and_addresses_cannot_be_edited_behind_their_owners_back():
    assert not {EmailAddress, Authenticator} & set(admin.site._registry)


# Wagtail's admin


def test_the_list_of_people(as_admin: Client):
    other = make_user(name="Nguyễn Văn Bình", phone="+84901234567")
    page = as_admin.get("/quan-tri/users/", {"q": "Bình"})
    assert page.status_code == 200
    assert "Nguyễn Văn Bình" in page.content.decode()
    assert list(page.context["object_list"]) == [other]


def test_a_role_is_given_and_the_address_left_alone(as_admin: Client):
    other = make_user(email="binh@example.vn", name="Bình")
    url = f"/quan-tri/users/edit/{other.pk}/"
    assert as_admin.get(url).status_code == 200
    group = Group.objects.get(name="Editors")
    form = {"name": "Bình", "language": "vi", "is_staff": "on", "groups": [group.pk], "email": "khac@example.vn"}
    assert as_admin.post(url, form)["Location"] == "/quan-tri/users/"
    other.refresh_from_db()
    assert other.is_staff
    assert not other.is_superuser
    assert list(other.groups.all()) == [group]
    assert other.email == "binh@example.vn"


def test_nobody_changes_their_own_rights(as_admin: Client, admin_user: User):
    form = {"name": "Vũ Minh Anh", "language": "en"}
    assert as_admin.post(f"/quan-tri/users/edit/{admin_user.pk}/", form).status_code == 302
    admin_user.refresh_from_db()
    assert (admin_user.name, admin_user.is_superuser, admin_user.is_staff) == ("Vũ Minh Anh", True, True)


def test_only_an_administrator_makes_administrators(client: Client, user: User):
    helper = make_staff(superuser=False)
    names = ("access_admin", "change_user")
    helper.user_permissions.add(*Permission.objects.filter(codename__in=names))
    sign_in(client, helper, "mfa")
    url = f"/quan-tri/users/edit/{user.pk}/"
    assert client.get(url).status_code == 200
    client.post(url, {"name": "Lan", "language": "vi", "is_superuser": "on", "is_staff": "on"})
    user.refresh_from_db()
    assert (user.name, user.is_superuser, user.is_staff) == ("Lan", False, False)


def test_a_new_member_of_staff_has_no_password_and_an_address_to_prove(as_admin: Client):
    url = "/quan-tri/users/new/"
    assert as_admin.get(url).status_code == 200
    form = {"email": " Moi@Example.VN", "name": "Mới", "language": "vi", "is_staff": "on"}
    assert as_admin.post(url, form).status_code == 302
    made = User.objects.get(email="moi@example.vn")
    assert made.is_staff
    assert not made.has_usable_password()
    assert not made.email_verified
    again = as_admin.post(url, form)
    assert again.status_code == 200
    assert "Đã có tài khoản dùng e-mail này" in again.content.decode()


def test_nobody_is_deleted_or_switched_off_in_wagtail(as_admin: Client, user: User):
    assert as_admin.post(f"/quan-tri/users/delete/{user.pk}/").status_code == 302
    for action, form in (("delete", {}), ("set_active_state", {"mark_as_active": "False"})):
        url = reverse("wagtail_bulk_action", args=("accounts", "user", action))
        assert as_admin.post(f"{url}?id={user.pk}", form)["Location"] == "/quan-tri/users/"
    user.refresh_from_db()
    assert user.is_active


def test_on_their_own_page_staff_change_neither_address_nor_password(as_admin: Client, admin_user: User):
    page = as_admin.get("/quan-tri/account/")
    assert page.status_code == 200
    text = page.content.decode()
    assert 'name="name_email-name"' in text
    assert "name_email-email" not in text
    assert "new_password1" not in text
    form = {
        "name_email-name": "Vũ Minh Anh",
        "name_email-email": "khac@example.vn",
        "locale-preferred_language": "vi",
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "theme-keyboard_shortcuts": "on",
    }
    page = as_admin.post("/quan-tri/account/", form)
    assert page.status_code == 302
    admin_user.refresh_from_db()
    assert admin_user.name == "Vũ Minh Anh"
    assert admin_user.email != "khac@example.vn"
