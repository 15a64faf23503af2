"""Addresses as they must not be, for `test_control`: what the walk has to notice. Part of no site."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, path

from accounts.views.common import account_page
from catalog.models import Question
from config import urls as site
from core.files import protected
from vendors.access import Access
from vendors.centre import centre_page
from vendors.models import Enquiry, Paper, Vendor
from vendors.policies import Action


@centre_page(Action.ANSWER)
def unscoped(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Whoever has any shop reads and writes the letters of all."""
    enquiry = get_object_or_404(Enquiry, pk=pk)
    if request.method == "POST":
        Enquiry.objects.filter(pk=pk).update(subject="Tôi đã ở đây")
    return HttpResponse(enquiry.name)


@centre_page(Action.PAPERS)
def unscoped_file(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Hands out the papers of all shops."""
    return protected(request, get_object_or_404(Paper, pk=pk).path)


@centre_page(Action.ANSWER)
def unscoped_form(request: HttpRequest, access: Access) -> HttpResponse:
    """Believes the number in the form, and the one behind the question mark."""
    if request.method == "POST":
        Question.objects.filter(pk=request.POST.get("id", 0)).update(answer="Của tôi")
    others = Vendor.objects.exclude(pk=access.vendor.pk)
    return HttpResponse("; ".join(vendor.name for vendor in others))


@account_page
def frameless(request: HttpRequest, shop: str) -> HttpResponse:
    """Asks nobody who they are."""
    return HttpResponse(shop)


@centre_page(Action.LOOK)
def idle(request: HttpRequest, access: Access) -> HttpResponse:
    """Leads on as if something had been done."""
    return HttpResponseRedirect("/")


@centre_page(Action.LOOK)
def fine(request: HttpRequest, access: Access) -> HttpResponse:
    """As it should be, but for the right it names."""
    return HttpResponse(access.vendor.slug)


urlpatterns: list[URLPattern | URLResolver] = [
    path("kenh-ban/<slug:shop>/ho/thu/<int:pk>/", unscoped, name="unscoped"),
    path("kenh-ban/<slug:shop>/ho/giay/<int:pk>/", unscoped_file, name="unscoped-file"),
    path("kenh-ban/<slug:shop>/ho/mau/", unscoped_form, name="unscoped-form"),
    path("kenh-ban/<slug:shop>/ho/khung/", frameless, name="frameless"),
    path("kenh-ban/<slug:shop>/ho/yen/", idle, name="idle"),
    path("kenh-ban/<slug:shop>/ho/tot/", fine, name="fine"),
    *site.urlpatterns,
]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500
