"""Who works in a shop: the list, roles, leaving, handing over, the owner's own marks, and the record."""

from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.stepup import require_recent_code
from vendors.access import MEMBER, Access
from vendors.centre import centre_page, centre_render
from vendors.models import INVITABLE, Invitation, Member, Role, VendorMarks
from vendors.people import marks, record
from vendors.people import services as people
from vendors.people.forms import HandOverForm, MarksForm, RoleForm
from vendors.policies import Action

GET_POST = ("GET", "HEAD", "POST")
PAGE_SIZE = 50
# A form that comes back with errors has changed nothing; the frame keeps the record of what has.
INVALID = 422


def role_choices() -> list[tuple[Role, object]]:
    """Roles to choose from with what each may do, for `vendors/people/_roles.html`."""
    return [(role, people.ROLE_WORDS[role]) for role in INVITABLE]


@centre_page(Action.MEMBERS)
@require_safe
def member_list(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/nguoi-lam/`: everybody in the shop, and the invitations nobody has accepted yet."""
    members = [
        {"member": member, "name": people.name_of(member.user), "words": people.ROLE_WORDS[Role(member.role)]}
        for member in people.members_of(access.vendor)
    ]
    invitations = Invitation.objects.for_vendor(access.vendor).filter(accepted_at=None, revoked_at=None)[:50]
    context = {"members": members, "invitations": invitations, "now": timezone.now()}
    return centre_render(request, access, "vendors/people/list.html", context)


@centre_page(Action.MEMBERS)
@require_http_methods(GET_POST)
def member(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`…/nguoi-lam/<pk>/`: another role for a member. The owner has no such page."""
    found = _other(access, pk)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": found.role})
    if form.is_bound and form.is_valid():
        try:
            people.role_change(vendor=access.vendor, pk=pk, role=Role(form.cleaned_data["role"]))
        except people.PeopleRefused:
            raise Http404 from None
        flash.success(request, _("Đã đổi vai trò."))
        return redirect("vendors:centre-people", access.vendor.slug)
    context = {
        "form": form,
        "member": found,
        "name": people.name_of(found.user),
        "roles": role_choices(),
        "chosen": form["role"].value(),
    }
    return _page(request, access, "vendors/people/member.html", context)


@centre_page(Action.MEMBERS)
@require_http_methods(GET_POST)
def member_remove(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`…/nguoi-lam/<pk>/cho-nghi/`: ask, then let somebody go."""
    found = _other(access, pk)
    if request.method == "POST":
        try:
            people.member_remove(vendor=access.vendor, pk=pk)
        except people.PeopleRefused:
            raise Http404 from None
        flash.success(request, _("Người này không còn vào được gian hàng."))
        return redirect("vendors:centre-people", access.vendor.slug)
    context = {"member": found, "name": people.name_of(found.user)}
    return centre_render(request, access, "vendors/people/remove.html", context)


@centre_page(Action.LOOK)
@require_http_methods(GET_POST)
def leave(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/roi-gian-hang/`: leave by oneself. The owner is told to hand over first."""
    if access.kind != MEMBER:
        raise Http404
    mine = Member.objects.get(vendor=access.vendor, user=access.user)
    if request.method == "POST":
        try:
            people.member_remove(vendor=access.vendor, pk=mine.pk)
        except people.PeopleRefused:
            return centre_render(request, access, "vendors/people/leave.html", status=INVALID)
        flash.success(request, _("Bạn đã rời gian hàng %(name)s.") % {"name": access.vendor.name})
        return redirect("vendors:centre-switch")
    return centre_render(request, access, "vendors/people/leave.html")


@centre_page(Action.MEMBERS)
@require_http_methods(GET_POST)
@require_recent_code()
def hand_over(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/nguoi-lam/chuyen-chu/`: make another member the owner, after a fresh code."""
    others = list(people.members_of(access.vendor).exclude(user=access.user))
    form = HandOverForm(request.POST if request.method == "POST" else None, members=others)
    if form.is_bound and form.is_valid():
        try:
            people.hand_over(vendor=access.vendor, owner=access.user, pk=int(form.cleaned_data["member"]))
        except people.PeopleRefused:
            form.add_error("member", _("Chưa chuyển được: người này vừa rời gian hàng, hoặc gian hàng vừa đổi chủ."))
        else:
            flash.success(request, _("Đã chuyển chủ gian hàng. Từ giờ bạn là quản lý."))
            return redirect("vendors:centre-home", access.vendor.slug)
    return _page(request, access, "vendors/people/hand_over.html", {"form": form, "others": others})


@centre_page(Action.MEMBERS)
@require_http_methods(GET_POST)
def own_marks(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/nguoi-lam/dac-diem/`: what the owner wants to say about themselves; nobody else sees it."""
    kept = VendorMarks.objects.filter(vendor=access.vendor).first()
    initial = {name: getattr(kept, name) for name in marks.MARKS} if kept else {}
    form = MarksForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        marks.keep(vendor=access.vendor, user=access.user, chosen=form.chosen)
        flash.success(request, _("Đã ghi. Cô chú rút lại lúc nào cũng được."))
        return redirect("vendors:centre-marks", access.vendor.slug)
    return _page(request, access, "vendors/people/marks.html", {"form": form, "kept": kept})


@centre_page(Action.MEMBERS)
@require_POST
def marks_withdraw(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/nguoi-lam/dac-diem/rut-lai/`: the consent ends, the marks are deleted."""
    marks.forget(vendor=access.vendor, user=access.user)
    flash.success(request, _("Đã rút lại và xoá hết."))
    return redirect("vendors:centre-marks", access.vendor.slug)


@centre_page(Action.AUDIT)
@require_safe
def audit_list(request: HttpRequest, access: Access) -> HttpResponse:
    """`…/nhat-ky/`: who did what, the newest first."""
    entries = record.entries_of(access.vendor, for_owner=access.can(Action.MEMBERS))
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "entries": [record.readable(entry) for entry in page]}
    return centre_render(request, access, "vendors/people/audit.html", context)


def _other(access: Access, pk: int) -> Member:
    """A member of this shop who is not its owner; 404 for anybody else."""
    found = people.members_of(access.vendor).filter(pk=pk).exclude(role=Role.OWNER).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, access: Access, template: str, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    return centre_render(request, access, template, context, status=INVALID if getattr(form, "errors", None) else 200)
