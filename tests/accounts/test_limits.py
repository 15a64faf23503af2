"""How often one may try: per number or address, per network, and for the whole site."""

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts import devices, limits
from accounts.models import User
from core.models import Message
from tests.factories.accounts import make_user, new_phone, sign_in


def request_from(ip: str = "198.51.100.1", cookie: str = "") -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=ip)
    if cookie:
        request.COOKIES[devices.COOKIE] = cookie
    request.session = SessionStore()
    return request


def tries_until_refused(action: str, *, key: str = "", ip: str = "198.51.100.1", cookie: str = "") -> int:
    """How many tries of 400 get through before the first that does not."""
    for number in range(400):
        try:
            limits.take(request_from(ip, cookie), action=action, key=key)
        except limits.TooMany:
            return number
    return 400


@pytest.mark.parametrize("action", [name for name, limit in limits.ACTIONS.items() if limit.key])
def test_every_key_has_a_limit_whatever_network_it_comes_from(action: str):
    got_through = 0
    for number in range(400):
        try:
            limits.take(request_from(f"198.51.{number // 250}.{number % 250}"), action=action, key="lan@example.vn")
        except limits.TooMany:
            break
        got_through += 1
    assert got_through == min(limit.times for limit in limits.ACTIONS[action].key)


@pytest.mark.parametrize("action", limits.ACTIONS)
def test_every_network_has_a_limit_whatever_key_it_tries(action: str):
    got_through = 0
    for number in range(400):
        try:
            limits.take(request_from(), action=action, key=f"nguoi-{number}@example.vn")
        except limits.TooMany:
            break
        got_through += 1
    assert got_through == min(limit.times for limit in limits.ACTIONS[action].network)


def test_keys_and_networks_are_counted_apart():
    assert tries_until_refused("send_code", key="+84901234567") == 5
    assert tries_until_refused("send_code", key="+84901234568", ip="198.51.100.2") == 5
    limits.take(request_from("198.51.100.3"), action="try_code", key="+84901234567")


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("", "unknown"),
        ("không phải", "unknown"),
    ],
)
def test_a_network_is_what_one_attacker_has(ip: str, network: str):
    assert limits.network_of(ip) == network


def test_another_address_of_the_same_ipv6_network_does_not_help():
    assert tries_until_refused("sign_up", ip="2001:db8::1") == 20
    assert tries_until_refused("sign_up", ip="2001:db8::ffff") == 0
    assert tries_until_refused("sign_up", ip="2001:db8:0:1::1") == 20


def test_after_the_wait_it_goes_on(monkeypatch):
    monkeypatch.setitem(limits.ACTIONS, "sign_up", limits.Limits(network=(limits.Limit(2, 1),)))
    assert tries_until_refused("sign_up") == 2
    with pytest.raises(limits.TooMany) as caught:
        limits.take(request_from(), action="sign_up")
    assert caught.value.retry_after == 1
    time.sleep(1.1)
    limits.take(request_from(), action="sign_up")


def test_the_switch_turns_all_of_it_off(settings):
    settings.RATE_LIMITS = False
    assert tries_until_refused("send_code", key="+84901234567") == 400


def known_browser(*logins: str) -> str:
    """The cookie of a browser that signed in with these."""
    response = HttpResponse()
    devices.remember(request_from(), response, *logins)
    return response.cookies[devices.COOKIE].value


# Somebody who uses up the limit of a number does not shut its owner out.


def test_the_owners_browser_is_counted_apart():
    cookie = known_browser("+84901234567")
    assert tries_until_refused("send_code", key="+84901234567") == 5
    assert tries_until_refused("send_code", key="+84901234567", ip="198.51.100.2", cookie=cookie) == 5


def test_only_for_the_numbers_it_has_signed_in_with():
    cookie = known_browser("+84901234567")
    assert tries_until_refused("send_code", key="+84901234568") == 5
    assert tries_until_refused("send_code", key="+84901234568", ip="198.51.100.2", cookie=cookie) == 0


def test_number_and_address_are_both_remembered():
    request = request_from(cookie=known_browser("+84901234567", "lan@example.vn"))
    assert devices.counter_key(request, "+84901234567") != "+84901234567"
    assert devices.counter_key(request, "lan@example.vn") != "lan@example.vn"


def test_a_cookie_that_was_tampered_with_counts_for_nothing():
    request = request_from(cookie=known_browser("+84901234567") + "x")
    assert devices.counter_key(request, "+84901234567") == "+84901234567"
    assert devices.counter_key(request_from(cookie="x" * 5_000), "a") == "a"


def test_the_cookie_does_not_tell_whose_it_is():
    raw = signing.loads(known_browser("+84901234567"), salt="accounts.devices")
    assert "901234567" not in str(raw)


def test_the_oldest_are_dropped():
    people = [f"nguoi-{n}@example.vn" for n in range(devices.MAX_LOGINS + 2)]
    request = request_from(cookie=known_browser(*people))
    assert [who for who in people if "|" in devices.counter_key(request, who)] == people[2:]


# No more than so many codes leave for telephones in an hour, from wherever and to whomever.


def flood(number: int, cookie: str = "") -> None:
    limits.take(request_from(f"198.51.100.{number}", cookie), action="send_code", key=f"+8490123{number:04d}")


def test_the_whole_site_has_a_cap(settings):
    settings.CODES_PER_HOUR = 7
    for number in range(7):
        flood(number)
    with pytest.raises(limits.TooMany):
        flood(8)


def test_people_who_were_here_before_still_get_theirs(settings):
    settings.CODES_PER_HOUR = 3
    for number in range(3):
        flood(number)
    limits.take(request_from("198.51.100.9", known_browser("+84909999999")), action="send_code", key="+84909999999")
    with pytest.raises(limits.TooMany):
        flood(4)


def test_letters_cost_nothing(settings):
    settings.CODES_PER_HOUR = 0
    limits.take(request_from(), action="send_code", key="lan@example.vn")


# 429 with when to try again, and what was typed still there.


@pytest.mark.django_db
def test_asking_for_codes(client: Client):
    phone = new_phone()
    typed = "0" + phone[3:]
    for _ in range(5):
        assert client.post(reverse("account_login"), {"phone": typed}).status_code == 302
    answer = client.post(reverse("account_login"), {"phone": typed})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert typed in answer.content.decode()
    assert "phút rồi thử lại" in answer.content.decode()
    assert Message.objects.to_any(phone).count() == 5


@pytest.mark.django_db
def test_guessing_a_password(client: Client):
    make_user(email="lan@example.vn", password="mot-cau-de-nho-2026")
    for _ in range(10):
        answer = client.post(reverse("account_login_password"), {"login": "lan@example.vn", "password": "sai"})
        assert answer.status_code == 200
    answer = client.post(
        reverse("account_login_password"), {"login": "lan@example.vn", "password": "mot-cau-de-nho-2026"}
    )
    assert answer.status_code == 429
    assert "lan@example.vn" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_guessing_for_an_unknown_address_is_no_different(client: Client):
    answers = [
        client.post(reverse("account_login_password"), {"login": "ai-do@example.vn", "password": "sai"}).status_code
        for _ in range(11)
    ]
    assert answers == [200] * 10 + [429]


@pytest.mark.django_db
def test_signing_up(client: Client):
    form = {"email": "không phải", "password1": "x"}
    answers = [client.post(reverse("account_signup"), form).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


@pytest.mark.django_db
def test_letters_to_choose_a_new_password(client: Client):
    make_user(email="lan@example.vn")
    answers = [
        client.post(reverse("account_reset_password"), {"email": "LAN@example.vn"}).status_code for _ in range(4)
    ]
    assert answers == [302] * 3 + [429]
    assert Message.objects.to_any("lan@example.vn").count() == 3


@pytest.mark.django_db
def test_guessing_codes(client: Client, settings):
    settings.RATE_LIMITS = True
    answers = []
    for number in range(25):
        if number % 4 == 0:
            client.post(reverse("account_login"), {"phone": "0901234567"}, REMOTE_ADDR=f"198.51.100.{number}")
        answers.append(client.post(reverse("accounts:sign-in-code"), {"code": "000000"}).status_code)
    assert 429 in answers
    assert answers.index(429) <= 20


# Letters with a code go to whatever address somebody types: it may be a stranger's.

EMAIL = "/tai-khoan/e-mail/"
SIGN_UP = {"password1": "mot-cau-de-nho-2026", "name": "Lan", "agree": "on"}


@pytest.fixture
def patient(settings) -> None:
    """Whoever waits twenty seconds between two letters, as allauth wants."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "confirm_email": None}


def letters(to: str) -> int:
    return Message.objects.to_any(to).count()


def assert_refused_as_typed(answer, typed: str) -> None:
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert f'value="{typed}"' in answer.content.decode()
    assert "rồi thử lại" in answer.content.decode()


@pytest.mark.usefixtures("patient")
def test_letters_to_one_address_that_several_accounts_add(db: None):
    answers = []
    for number in range(5):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        sign_in(client, make_user(), "code")
        answers.append(client.post(EMAIL, {"email": "Nan-Nhan@example.vn", "action_add": ""}))
    assert [answer.status_code for answer in answers] == [302] * 3 + [429] * 2
    assert_refused_as_typed(answers[-1], "Nan-Nhan@example.vn")
    assert letters("nan-nhan@example.vn") == 3


@pytest.mark.usefixtures("patient")
def test_addresses_that_one_account_adds(fresh: Client):
    answers = [fresh.post(EMAIL, {"email": f"nguoi-{n}@example.vn", "action_add": ""}) for n in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 2
    assert_refused_as_typed(answers[-1], "nguoi-6@example.vn")
    assert letters("nguoi-6@example.vn") == 0


@pytest.mark.usefixtures("patient")
def test_letters_to_one_address_by_signing_up_entering_and_sending_again(db: None):
    """All ways to a letter count together: signing up, the code once more, signing in before it was entered."""
    form = {**SIGN_UP, "email": "nan-nhan@example.vn"}
    client = Client()
    assert client.post(reverse("account_signup"), form).status_code == 302
    assert client.post("/tai-khoan/e-mail/ma/", {"action": "resend"}).status_code == 302
    again = {"login": "nan-nhan@example.vn", "password": "mot-cau-de-nho-2026"}
    assert Client().post(reverse("account_login_password"), again).status_code == 302
    assert letters("nan-nhan@example.vn") == 3

    assert client.post("/tai-khoan/e-mail/ma/", {"action": "resend"}).status_code == 429
    assert_refused_as_typed(Client().post(reverse("account_login_password"), again), "nan-nhan@example.vn")
    assert_refused_as_typed(Client().post(reverse("account_signup"), form), "nan-nhan@example.vn")
    assert letters("nan-nhan@example.vn") == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("patient")
def test_letters_to_ones_own_address_by_sending_again(client: Client):
    user = make_user(email="lan@example.vn", phone=new_phone())
    sign_in(client, user, "code")
    answers = [client.post(EMAIL, {"email": "lan@example.vn", "action_send": ""}).status_code for _ in range(4)]
    assert answers == [302] * 3 + [429]
    assert letters("lan@example.vn") == 3


def test_the_second_letter_within_seconds_is_refused_on_the_page_itself(fresh: Client):
    form = {"email": "lan@example.vn", "action_add": ""}
    assert fresh.post(EMAIL, form).status_code == 302
    assert_refused_as_typed(fresh.post(EMAIL, form), "lan@example.vn")
    assert letters("lan@example.vn") == 1


@pytest.mark.django_db
def test_a_sign_up_that_is_refused_makes_no_account(client: Client):
    assert client.post(reverse("account_signup"), {**SIGN_UP, "email": "a@example.vn"}).status_code == 302
    for _ in range(3):
        limits.take(request_from("203.0.113.9"), action="confirm_mail", key="lan@example.vn")
    assert Client().post(reverse("account_signup"), {**SIGN_UP, "email": "lan@example.vn"}).status_code == 429
    assert not User.objects.filter(email="lan@example.vn").exists()
