"""Who may do what with accounts."""

from accounts.models import User


def may_enter_admin(user: User) -> bool:
    """Whether a person belongs to staff: Django's admin, or any page of Wagtail's."""
    return bool(user.is_active and (user.is_staff or user.is_superuser or user.has_perm("wagtailadmin.access_admin")))
