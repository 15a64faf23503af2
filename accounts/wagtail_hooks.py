"""What Wagtail's admin may not do with people: delete them, or switch them off without ending their sessions.

Deleting takes the proof of consent and whatever refers to the person with it; the person's own "delete my data" does it
by the rules (`accounts.privacy`). Locking is an action of Django's admin (`accounts.admin`).
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel

from accounts.models import User
from accounts.wagtail_users import OwnNameForm

# The panel asks for a first and a last name and cannot be left out; there is no setting for its form.
NameEmailSettingsPanel.form_class = OwnNameForm


@hooks.register("before_delete_user")
def refuse_to_delete(request: HttpRequest, user: User) -> HttpResponse:
    """Nobody is deleted here."""
    return _refuse(request)


@hooks.register("before_bulk_action")
def refuse_bulk_actions(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Of the actions on several people only giving a role is left."""
    if User in action.models and action_type in {"delete", "set_active_state"}:
        return _refuse(request)
    return None


def _refuse(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        _("Ở đây không xoá hay khoá người dùng. Khoá tài khoản ở /admin/; xoá dữ liệu là quyền của chủ tài khoản."),
    )
    return redirect("wagtailusers_users:index")
