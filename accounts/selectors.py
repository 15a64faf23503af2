"""What pages of the account read."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator

from accounts.models import User
from accounts.phones import mask_email, mask_phone
from accounts.policies import may_enter_admin


def own_contact(user: User) -> str | None:
    """Where a code that proves it is `user` may go: the verified number, else the verified address, else nowhere."""
    if user.phone and user.phone_verified:
        return user.phone
    if user.email and user.email_verified:
        return user.email
    return None


def masked_contact(user: User) -> str:
    """`own_contact`, with enough hidden that a passer-by does not learn it."""
    contact = own_contact(user) or ""
    return mask_phone(contact) if contact.startswith("+") else mask_email(contact)


def other_proofs(user: User) -> list[dict[str, Any]]:
    """Other ways than a code by which the person could prove to be themselves: `description` and `url` each."""
    return [method for method in get_adapter().get_reauthentication_methods(user) if method["id"] != "code"]


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app is set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def security_overview(user: User) -> dict[str, Any]:
    """What the security page shows."""
    return {
        "has_password": user.has_usable_password(),
        "has_second_factor": has_second_factor(user),
        "second_factor_required": may_enter_admin(user),
    }
