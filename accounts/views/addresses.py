"""The address book's pages. An address of somebody else is a page that does not exist."""

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import addresses
from accounts.forms import AddressBookForm
from accounts.models import Address, User
from accounts.views.common import account_page, go, safe_next
from accounts.views.security import current_user


@account_page
@require_safe
def address_list(request: HttpRequest) -> HttpResponse:
    """All addresses, the default first.

    Template `accounts/addresses.html`: `addresses` (list of `Address`), `full` (no room for another), `maximum`.
    """
    book = list(addresses.addresses_of(current_user(request)))
    context = {
        "addresses": book,
        "full": len(book) >= Address.MAX_PER_USER,
        "maximum": Address.MAX_PER_USER,
    }
    return render(request, "accounts/addresses.html", context)


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def address_add(request: HttpRequest) -> HttpResponse:
    """A new address.

    Template `accounts/address_form.html`: `form` (`AddressBookForm`; its place part is `places/_address_fields.html`),
    `address` (None here), `next` (where to go afterwards, may be empty).
    """
    user = current_user(request)
    return _edit(request, user, None, {"phone": user.phone_display, "recipient": user.name})


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def address_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an address. Template as for adding; `address` is the one that is changed, as it is stored."""
    user = current_user(request)
    address = _own(user, pk)
    return _edit(request, user, address, AddressBookForm.initial_of(address))


def _edit(request: HttpRequest, user: User, address: Address | None, initial: dict[str, object]) -> HttpResponse:
    wanted = safe_next(request)
    if request.method != "POST":
        form = AddressBookForm(initial=initial)
    elif AddressBookForm.is_asking(request.POST):
        form = AddressBookForm.continued(request.POST)
    else:
        form = AddressBookForm(request.POST)
        if form.is_valid() and _save(form, user, address):
            flash.success(request, _("Đã lưu địa chỉ."))
            return go(wanted, "accounts:addresses")
    context = {"form": form, "address": address, "next": wanted}
    return render(request, "accounts/address_form.html", context)


def _save(form: AddressBookForm, user: User, address: Address | None) -> bool:
    """Store what was entered; what is in the way becomes an error of the form, with everything still in it."""
    make_default = form.cleaned_data["make_default"]
    try:
        if address is None:
            addresses.add_address(user=user, data=form.address(), make_default=make_default)
        else:
            addresses.change_address(user=user, pk=address.pk, data=form.address(), make_default=make_default)
    except addresses.AddressBookFull:
        text = _("Sổ địa chỉ đã đủ %(n)d địa chỉ. Bạn xoá bớt một địa chỉ rồi lưu lại nhé.")
        form.add_error(None, text % {"n": Address.MAX_PER_USER})
    except addresses.CommuneElsewhere:
        form.add_error("commune", _("Xã, phường này không thuộc tỉnh đã chọn. Bạn chọn lại nhé."))
    except Address.DoesNotExist:  # deleted in another window while it was being changed
        form.add_error(None, _("Địa chỉ này vừa bị xoá ở nơi khác. Bạn thêm lại như một địa chỉ mới nhé."))
    else:
        return True
    return False


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def address_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete. Template `accounts/address_delete.html`: `address`."""
    user = current_user(request)
    address = _own(user, pk)
    if request.method == "POST":
        try:
            addresses.delete_address(user=user, pk=pk)
        except Address.DoesNotExist:
            raise Http404 from None
        flash.success(request, _("Đã xoá địa chỉ."))
        return redirect("accounts:addresses")
    return render(request, "accounts/address_delete.html", {"address": address})


@account_page
@require_POST
def address_default(request: HttpRequest, pk: int) -> HttpResponse:
    """Send parcels there unless said otherwise."""
    try:
        addresses.make_default(user=current_user(request), pk=pk)
    except Address.DoesNotExist:
        raise Http404 from None
    flash.success(request, _("Đã đổi địa chỉ mặc định."))
    return redirect("accounts:addresses")


def _own(user: User, pk: int) -> Address:
    address = addresses.addresses_of(user).filter(pk=pk).first()
    if address is None:
        raise Http404
    return address
