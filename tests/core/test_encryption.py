"""Sealed fields: closed without the key, opened by old keys too, findable only with the key."""

import pytest
from pytest_django.fixtures import Settings

from core.encryption import CannotUnseal, digest, digests, mask, reseal, seal, unseal

A, B = "key-a" * 12, "key-b" * 12


def test_there_and_back():
    sealed = seal("001099012345", purpose="a")
    assert "001099012345" not in sealed
    assert unseal(sealed, purpose="a") == "001099012345"
    assert sealed != seal("001099012345", purpose="a"), "equal values must not look equal"
    assert seal("", purpose="a") == unseal("", purpose="a") == reseal("", purpose="a") == ""


def test_each_purpose_has_a_key_of_its_own():
    with pytest.raises(CannotUnseal):
        unseal(seal("x", purpose="a"), purpose="b")
    assert digest("x", purpose="a") != digest("x", purpose="b")


def test_what_was_tampered_with_does_not_open():
    sealed = seal("0100233488", purpose="a")
    for broken in (sealed[:-2], "x" + sealed[1:], "rubbish"):
        with pytest.raises(CannotUnseal):
            unseal(broken, purpose="a")


def test_keys_are_changed_one_after_the_other(settings: Settings):
    settings.FIELD_KEYS = [A]
    sealed, found = seal("x", purpose="a"), digest("x", purpose="a")
    settings.FIELD_KEYS = [B, A]
    assert unseal(sealed, purpose="a") == "x"
    assert found in digests("x", purpose="a")
    assert digest("x", purpose="a") != found
    fresh = reseal(sealed, purpose="a")
    settings.FIELD_KEYS = [B]
    assert unseal(fresh, purpose="a") == "x"
    with pytest.raises(CannotUnseal):
        unseal(sealed, purpose="a")
    with pytest.raises(CannotUnseal):
        reseal(sealed, purpose="a")


def test_the_secret_key_does_until_there_are_field_keys(settings: Settings):
    settings.FIELD_KEYS = []
    sealed = seal("x", purpose="a")
    settings.FIELD_KEYS = [A]
    assert unseal(sealed, purpose="a") == "x"


@pytest.mark.parametrize(
    ("text", "masked"), [("001099012345", "••••••••2345"), ("12345", "•••45"), ("12", "•2"), ("1", "•"), ("", "")]
)
def test_masks_show_the_end(text: str, masked: str):
    assert mask(text) == masked
