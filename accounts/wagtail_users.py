"""People in Wagtail's admin (`/quan-tri/users/`): who belongs to staff and what they may do.

Wagtail expects a user name, a first and a last name, and lets an administrator set passwords and addresses. Ours have
one name; number and address belong to whoever has proved them, and passwords are chosen by their owner alone, so of an
account that exists only role, groups and name can be changed here. A new one has an address and no password: its owner
chooses one through "Quên mật khẩu", which proves the address as well.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserForm
from wagtail.users.views import users

from accounts.models import User


class StaffForm(UserForm):
    """Name, role and groups. Only an administrator can make or unmake staff and administrators."""

    first_name = None
    last_name = None
    email: forms.EmailField | None = None
    is_superuser = forms.BooleanField(
        label=_("Quản trị viên"), required=False, help_text=_("Được làm mọi việc trong các trang quản trị.")
    )

    def __init__(self, *args: Any, by: User, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self or not by.is_superuser:
            del self.fields["is_superuser"]
            del self.fields["is_staff"]

    @property
    def password_enabled(self) -> bool:
        """Never: nobody chooses somebody else's password."""
        return False

    class Meta:
        model = User
        fields: tuple[str, ...] = ("name", "language", "is_staff", "is_superuser", "groups")
        widgets = {"groups": forms.CheckboxSelectMultiple}


class StaffCreationForm(StaffForm):
    """A new account with an address that its owner has yet to prove."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)

    class Meta(StaffForm.Meta):
        fields = ("email", *StaffForm.Meta.fields)

    def clean_email(self) -> str:
        """Lower case, and nobody's yet."""
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if EmailAddress.objects.filter(email=email).exists() or User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Đã có tài khoản dùng e-mail này."), code="unique")
        return email

    def save(self, commit: bool = True) -> User:
        """The account and its address, together or not at all."""
        self.instance.set_unusable_password()
        with transaction.atomic():
            user: User = super().save(commit=commit)
            if commit:
                EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
        return user


class CreateView(users.CreateView):
    """A new member of staff."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.request.user}


class EditView(users.EditView):
    """Role, groups and name of somebody."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.request.user}


class IndexView(users.IndexView):
    """Everybody with an account; found by name and number as well."""

    @property
    def search_fields(self) -> set[str]:
        return {"name", "email", "phone"}


class UserViewSet(users.UserViewSet):
    """Takes the place of Wagtail's, see `accounts.apps.StaffUsersConfig`."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    create_template_name = "accounts/staff/user_form.html"
    edit_template_name = "accounts/staff/user_form.html"

    def get_form_class(self, for_update: bool = False) -> type[StaffForm]:
        return StaffForm if for_update else StaffCreationForm


class OwnNameForm(forms.ModelForm[User]):
    """On Wagtail's page of one's own account: the name, and nothing that the site itself asks a code for."""

    class Meta:
        model = User
        fields = ("name",)
