"""People in Django's admin: to be looked at, locked and unlocked. Whatever else changes does so through the site.

allauth registers its own models with forms to edit them, secrets of second factors included; they are taken out again.
Roles and groups are given in Wagtail's admin, see `accounts.wagtail_users`.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import admin as _account_admin  # noqa: F401  registers what is taken out below
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _mfa_admin  # noqa: F401
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import services
from accounts.models import ConsentRecord, User
from accounts.phones import PhoneError, parse_phone

admin.site.unregister(EmailAddress)
admin.site.unregister(Authenticator)


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Shows and changes nothing: the admin's own transaction is no place for services."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Somebody's account. Erasing one's data is the person's own right and button; staff only lock."""

    list_display = ("__str__", "name", "phone_display", "email", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    search_fields = ("phone", "email", "name")
    search_help_text = gettext_lazy("Số điện thoại viết cách nào cũng được, e-mail hoặc tên.")
    date_hierarchy = "date_joined"
    # Listed one by one: neither the password's hash nor what counts sessions is anybody's business.
    fields = (
        "name",
        "phone_display",
        "phone_verified",
        "email",
        "email_verified",
        "language",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "date_joined",
        "last_login",
        "erased_at",
    )
    actions = ("lock", "unlock")

    @admin.display(description=gettext_lazy("số điện thoại"), ordering="phone")
    def phone_display(self, user: User) -> str:
        return user.phone_display

    @admin.display(description=gettext_lazy("đã xác minh e-mail"), boolean=True)
    def email_verified(self, user: User) -> bool:
        return user.email_verified

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """A number in any spelling finds its owner; the rest is Django's."""
        try:
            return queryset.filter(phone=parse_phone(search_term)), False
        except PhoneError:
            return super().get_search_results(request, queryset, search_term)

    def has_lock_permission(self, request: HttpRequest) -> bool:
        """Who may lock and unlock: whoever has been given the right to change users."""
        return request.user.has_perm("accounts.change_user")

    @admin.action(permissions=["lock"], description=gettext_lazy("Khoá tài khoản"))
    def lock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        done = self._apply(request, queryset, services.lock_account, _("Khoá tài khoản."))
        if done:
            text = ngettext("Đã khoá %(n)d tài khoản.", "Đã khoá %(n)d tài khoản.", done) % {"n": done}
            self.message_user(request, text, messages.SUCCESS)

    @admin.action(permissions=["lock"], description=gettext_lazy("Mở khoá tài khoản"))
    def unlock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        done = self._apply(request, queryset, services.unlock_account, _("Mở khoá tài khoản."))
        if done:
            text = ngettext("Đã mở khoá %(n)d tài khoản.", "Đã mở khoá %(n)d tài khoản.", done) % {"n": done}
            self.message_user(request, text, messages.SUCCESS)

    def _apply(self, request: HttpRequest, queryset: QuerySet[User], service: Callable[..., bool], log: str) -> int:
        """Call `service` for each; what it refuses is said, what it changed is logged and counted."""
        done = 0
        for user in queryset:
            try:
                changed = service(user=user, by=request.user)
            except services.LockRefused:
                text = _("Không đổi được %(user)s: đó là chính bạn, là quản trị viên hoặc đã xoá dữ liệu.")
                self.message_user(request, text % {"user": user}, messages.ERROR)
            else:
                if changed:
                    self.log_change(request, user, log)
                done += changed
        return done


@admin.register(ConsentRecord)
class ConsentAdmin(ReadOnlyAdmin):
    """The proof of consent, as it was given and withdrawn."""

    list_display = ("at", "user", "purpose", "document_version", "granted", "source")
    list_filter = ("purpose", "granted", "source", "document_version")
    list_select_related = ("user",)
    search_fields = ("user__phone", "user__email")
    date_hierarchy = "at"
