"""The centre's page about the shop itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.common import show_error, too_many_text
from vendors import limits
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.joining import naming
from vendors.models import ShopProfile
from vendors.policies import Action
from vendors.selectors import COVER_JPEG
from vendors.shop.forms import ShopForm
from vendors.shop.profile import legal_is_free, name_is_free, shop_edit


@centre_page(Action.EDIT_SHOP)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/gian-hang/`: what the public page says, and what it shows of the shop's telephone."""
    vendor = access.vendor
    profile = ShopProfile.objects.select_related("picture").filter(vendor=vendor).first() or ShopProfile(vendor=vendor)
    status, retry_after = 200, 0
    form = ShopForm(vendor, profile, request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            if request.FILES:
                limits.take(request, action="shop-picture", key=str(access.user.pk))
            if form.is_valid():
                shop_edit(
                    vendor=vendor,
                    values=form.values(),
                    picture=form.cleaned_data["picture"],
                    drop_picture=form.cleaned_data.get("drop_picture", False),
                    by=access.user,
                )
                messages.success(request, _("Đã lưu. Khách thấy ngay."))
                return redirect("vendors:centre-shop", vendor.slug)
        except limits.TooMany as error:
            show_error(form, too_many_text(error.retry_after))
            status, retry_after = 429, error.retry_after
    context = {
        "form": form,
        "profile": profile,
        "cover": profile.picture.get_rendition(COVER_JPEG) if profile.picture else None,
        "name_is_free": name_is_free(vendor),
        "may_ask_name": naming.may_ask(vendor) and access.can(Action.SIGN),
        "legal_is_free": legal_is_free(vendor, profile),
    }
    response = centre_render(request, access, "vendors/centre/shop.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
