"""The sellers' contract: to read, and to accept where somebody may sign for a shop."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.http import client_ip
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.joining import contract
from vendors.joining.forms import ContractForm
from vendors.policies import Action


def contract_save(request: HttpRequest, access: Access, form: ContractForm) -> bool:
    """Keep the acceptance of the version in force; of another, which stood on an old page, the person is told."""
    if not form.is_valid():
        return False
    if form.cleaned_data["version"] != contract.VERSION:
        form.data = {**form.data.dict(), "version": contract.VERSION}  # type: ignore[attr-defined]
        form.add_error("agree", _("Hợp đồng vừa có bản mới. Bạn đọc lại rồi đồng ý nhé."))
        return False
    language = get_language() or "vi"
    contract.accept(vendor=access.vendor, user=access.user, language=language, ip=client_ip(request))
    return True


def contract_page_context(access: Access) -> dict[str, Any]:
    """What a page with the contract needs."""
    return {
        "body": contract.template_of(get_language() or "vi"),
        "since": contract.since(),
        "accepted": contract.accepted(access.vendor),
    } | contract.contract_context()


@require_safe
def contract_text(request: HttpRequest) -> HttpResponse:
    """`/hop-dong-nguoi-ban/`: the contract in force, for everybody to read."""
    context = {"body": contract.template_of(get_language() or "vi"), "since": contract.since()}
    return render(request, "vendors/joining/contract.html", context | contract.contract_context())


@centre_page(Action.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def contract_again(request: HttpRequest, access: Access) -> HttpResponse:
    """The contract in force in the centre, to read and, where the owner has not yet, to accept."""
    form = ContractForm(request.POST or None, initial={"version": contract.VERSION})
    if request.method == "POST" and contract_save(request, access, form):
        messages.success(request, _("Đã ghi lại việc đồng ý hợp đồng."))
        return redirect("vendors:centre-papers", access.vendor.slug)
    context = {"form": form} | contract_page_context(access)
    return centre_render(request, access, "vendors/centre/papers_contract.html", context)
