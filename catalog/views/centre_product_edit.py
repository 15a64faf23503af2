"""One request to the page on which a product is written.

Everything stands in one form, so that whatever is pressed carries along what was typed, with and without JavaScript:
first the texts are saved, then what was asked for is done. `do` names it: `save`, `submit`, `take-back`, `discard`,
`preview`, `pause`, `resume`, `duplicate`, `up:<picture>`, `down:<picture>`, `remove:<picture>`, `stop:<pack>`. With
`autosave` only texts are saved, and the answer is JSON; with `preview` it holds what buyers will see, too.
"""

import json
import re
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.views.common import too_many_text
from catalog import limits
from catalog.centre.begin import sets_in_force
from catalog.centre.folds import folds_of
from catalog.centre.forms import NEW, ProductForm
from catalog.centre.inputs import base_from, choices_from, texts_with_claims
from catalog.centre.once import new_word, once
from catalog.centre.preview import live_html, typed_beyond
from catalog.centre.words import standing_of, too_many_drafts
from catalog.editing import gallery, revisions
from catalog.editing import services as editing
from catalog.editing.differences import LABELS, named, value_words
from catalog.editing.labelling import PROBLEMS, USUAL_STORAGE, missing_sentence
from catalog.editing.merging import Clash, Merged, mark, marks
from catalog.editing.packs import SkuTaken, pack_stop
from catalog.editing.producers import names_in
from catalog.editing.thumbs import thumbs
from catalog.editing.working import working
from catalog.events import ProductChanged
from catalog.listing import ListingIncomplete, StepRefused
from catalog.models import BannedClaim, Product, ProductStatus, RevisionState, SaleMode, StockUnit
from catalog.pictures import CleanPicture, PictureRefused, picture_check
from catalog.wording import dispatch_words, weight_words
from core.events import publish
from core.templatetags.ui import vnd
from core.text import clean_text
from places import selectors as places
from vendors.access import Access
from vendors.centre import centre_render, recorded

UPLOADS: Final = 5  # photographs of one request; each is decoded
RECEIPT: Final = "goods_receipt"
TEMPLATE: Final = "catalog/centre/product_edit.html"


class ProductEdit:
    """The request, the product, and what was found wrong on the way."""

    def __init__(self, request: HttpRequest, access: Access, product: Product) -> None:
        self.request, self.access = request, access
        self.product = product
        self.picture_errors: list[str] = []
        self.clashes: list[Clash] = []
        self.autosaves = "autosave" in request.POST
        self.written = False  # whether anything was, for the shop's record
        self.base: dict[str, str] = {}

    # ── Answering ────────────────────────────────────────────────────────────────────────────────────────────────────
    def answer(self) -> HttpResponse:
        self._read()
        if self.request.method != "POST":
            return self._page(self._form(None))
        form = self._form(self.request.POST)
        form.is_valid()
        self.base = base_from(self.request.POST)
        if not self.autosaves and (receipt := self.request.POST.get("receipt", "")[:60]):
            self.request.session[RECEIPT] = receipt  # the page that answers names it: see `autosave.js`
        try:
            merged = self._save(form)
        except SkuTaken as taken:
            form.add_error(f"pack-{taken.offer_id or 'new'}-sku", _("Mã này gian hàng đã dùng cho gói khác."))
            return self._json(form, Merged()) if self.autosaves else self._page(form)
        self.clashes = merged.clashes
        if self.autosaves:
            return recorded(self._json(form, merged), self.written, autosaved=True)
        self._upload()
        wrong = form.errors or self.clashes or self.picture_errors
        response = self._again(form, merged) if wrong else self._do()
        return recorded(response, self.written)

    def _again(self, form: ProductForm, merged: Merged) -> HttpResponse:
        """The page with what was typed. What was saved needs no second look, what was not keeps its mark of before."""
        self._reread()
        data = self.request.POST.copy()
        if form.new_pack_ready:
            for name in [name for name in data if name.startswith(NEW)]:
                del data[name]
        fresh = self._form(None)
        for name in fresh.fields:
            if name not in self.request.POST and not name.startswith(NEW):  # what came to be with this request
                value = fresh[name].value()
                if isinstance(value, str) and value:
                    data[name] = value
                if name.startswith(("alt-", "label-")):
                    self.base[name] = mark(self.values.get(name))
        self.base |= {name: mark(self.values[name]) for name in merged.changes if name in self.values}
        again = self._form(data)
        again.is_valid()
        return self._page(again)

    def _read(self) -> None:
        self.working = working(self.product)
        self.values = editing.values_of(self.working)

    def _reread(self) -> None:
        """What is stored after something was written."""
        fresh = Product.objects.for_vendor(self.access.vendor).select_related(
            "vendor", "producer", "product_set", "season"
        )
        self.product = fresh.get(pk=self.product.pk)
        self._read()

    def _form(self, data: Any) -> ProductForm:
        return ProductForm(data, working=self.working, values=self.values, sets=sets_in_force())

    # ── Saving ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _save(self, form: ProductForm) -> Merged:
        """Whatever could be read is saved, whatever else is wrong. Raises `SkuTaken`; then nothing is."""
        with transaction.atomic():
            merged = editing.product_save(
                product=self.product,
                values=form.values(autosave=self.autosaves),
                base=self.base,
                choices=choices_from(self.request.POST),
                by=self.access.user,
            )
            with_pack = not self.autosaves and form.new_pack_ready and self._pack_add(form)
        self.written = with_pack or bool(merged.changes)
        return merged

    def _pack_add(self, form: ProductForm) -> bool:
        """Add the new pack; says whether it had not come before, with an answer that was lost on its way."""
        values, stock = form.new_pack()
        word = self.request.POST.get("once", "")
        with once(word, scope=f"pack:{self.product.pk}:{self.access.user.pk}:{mark([values, stock])}") as is_new:
            if is_new:
                editing.pack_new(product=self.product, values=values, stock=stock, by=self.access.user)
        return is_new

    def _upload(self) -> None:
        uploads = self.request.FILES.getlist("pictures")
        if len(uploads) > UPLOADS:
            self.picture_errors.append(_("Mỗi lần gửi tối đa %(most)d ảnh.") % {"most": UPLOADS})
            return
        if not uploads:
            return
        try:
            limits.take(self.request, action="product-pictures", key=str(self.access.user.pk))
        except limits.TooMany as error:
            self.picture_errors.append(too_many_text(error.retry_after))
            return
        checked: list[tuple[str, CleanPicture]] = []
        for upload in uploads:
            name = clean_text(str(upload.name or "")[:200], max_length=60)
            try:
                checked.append((name, picture_check(upload)))
            except PictureRefused as refusal:
                self.picture_errors.append(f"{name}: {refusal}" if name else str(refusal))
        if not checked:
            return
        try:
            gallery.pictures_add(product=self.product, uploads=checked, write=editing.shots_change, by=self.access.user)
            self.written = True
        except PictureRefused as refusal:
            self.picture_errors.append(str(refusal))

    # ── Doing ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def _do(self) -> HttpResponse:
        wanted, _colon, target = self.request.POST.get("do", "save").partition(":")
        shot: dict[str, Callable[[str], Any]] = {
            "up": lambda key: gallery.moved(key, -1),
            "down": lambda key: gallery.moved(key, 1),
            "remove": gallery.removed,
        }
        if wanted in shot:
            after = editing.shots_change(product=self.product, change=shot[wanted](target), by=self.access.user)
            self.written |= list(after.shots) != list(self.working.shots)
            return self._back("anh")
        if wanted == "stop" and re.fullmatch(r"[0-9]{1,17}", target):
            with transaction.atomic():
                if pack_stop(product=self.product, offer_id=int(target)):
                    self.written = True
                    publish(ProductChanged(product_id=self.product.pk))
            self._say(_("Đã thôi bán gói này. Đơn cũ và sổ kho vẫn giữ."))
            return self._back("goi-ban")
        if wanted == "duplicate":
            try:
                copy = editing.product_duplicate(product=self.product, by=self.access.user)
            except editing.TooManyDrafts:
                messages.error(self.request, too_many_drafts())
                return self._back()
            self.written = True
            self._say(_("Đây là bản sao, chưa ai thấy. Cô chú sửa tên rồi gửi duyệt."))
            return redirect("catalog:centre-product", self.access.vendor.slug, copy.pk)
        if wanted == "submit":
            return self._submit()
        if wanted == "preview":
            return redirect("catalog:centre-product-preview", self.access.vendor.slug, self.product.pk)
        by = self.access.user
        said: dict[str, tuple[Callable[[], bool], str]] = {
            "pause": (lambda: editing.product_pause(product=self.product, on=True), _("Đã tạm nghỉ bán món này.")),
            "resume": (lambda: editing.product_pause(product=self.product, on=False), _("Món này lại lên kệ rồi.")),
            "take-back": (lambda: revisions.take_back(product=self.product, by=by), _("Đã rút về để sửa tiếp.")),
            "discard": (lambda: revisions.discard(product=self.product), _("Đã bỏ bản sửa. Khách vẫn xem bản cũ.")),
        }
        act, text = said.get(wanted, (lambda: True, _("Đã lưu.")))
        if act():
            self.written |= wanted in said
            self._say(text)
        return self._back()

    def _submit(self) -> HttpResponse:
        try:
            revisions.submit(product=self.product, by=self.access.user)
        except revisions.ShopNotVerified:
            text = _("Gian hàng chưa xác minh nên chưa gửi duyệt được. Món hàng đã lưu, xác minh xong gửi cũng kịp.")
            messages.error(self.request, text)
        except ListingIncomplete as lacks:
            messages.error(self.request, missing_sentence(lacks.missing, lacks.claims))
        except (revisions.NothingToSubmit, StepRefused):
            self._reread()
            waits = self.working.waits  # pressed twice, or by two people
            text = _("Món này gửi rồi, đang chờ duyệt.") if waits else _("Không có gì mới để gửi duyệt.")
            messages.info(self.request, text)
        else:
            self.written = True
            self._say(_("Đã gửi duyệt. Trong 24 giờ có người xem."))
        return self._back()

    def _say(self, text: str) -> None:
        messages.success(self.request, text)

    def _back(self, place: str = "") -> HttpResponse:
        response = redirect("catalog:centre-product", self.access.vendor.slug, self.product.pk)
        if place:
            response["Location"] += f"#{place}"
        return response

    # ── Showing ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def _json(self, form: ProductForm, merged: Merged) -> JsonResponse:
        """What autosave needs: when, the marks from now on, what the other one wrote, what is wrong, what is banned."""
        self._reread()
        fresh = self._form(None)
        typed = {name: fresh[name].value() for name in merged.taken if name in fresh.fields}
        taken = {name: value for name, value in typed.items() if isinstance(value, str)}
        # Only of what was written or shows theirs now: the page knows no newer value of the rest.
        written = [*merged.changes, *taken]
        now_base = self.base | {name: mark(self.values[name]) for name in written if name in self.values}
        claims = list(BannedClaim.objects.filter(is_active=True))
        return JsonResponse(
            {
                "preview": self._preview(form),
                "saved": f"{timezone.localtime():%H:%M}",
                "handled": _handled(form, merged),
                "base": json.dumps(now_base),
                "taken": taken,
                "clashes": sorted(clash.name for clash in merged.clashes),
                "errors": {
                    name: [str(error) for error in errors]
                    for name, errors in form.errors.items()
                    if name and not name.startswith("pack-")
                },
                "claims": {
                    name: [_claim_text(*pair) for pair in pairs]
                    for name, pairs in texts_with_claims(self.values, claims).items()
                },
            }
        )

    def _preview(self, form: ProductForm) -> str:
        """The page as buyers will see it, with what is typed and holds only once it is saved; if it is asked for."""
        if "preview" not in self.request.POST:
            return ""
        return live_html(self.request, self.working, typed=typed_beyond(form, self.values))

    def _page(self, form: ProductForm) -> HttpResponse:
        found, product = self.working, self.product
        claims = list(BannedClaim.objects.filter(is_active=True))
        missing, phrases = self._problems(claims)
        base = self.base if self.request.method == "POST" else marks(self.values)
        warned = texts_with_claims(self.values, claims)
        revision = found.revision
        context = {
            "product": product,
            "working": found,
            "form": form,
            "base": json.dumps(base),
            "standing": standing_of(product, revision),
            "shots": self._shots(form, warned),
            "packs": self._packs(form),
            "new_pack": _pack_fields(form, "pack-new-") if "pack-new-name" in form.fields else None,
            "clashes": self._clash_rows(form),
            "picture_errors": self.picture_errors,
            "claims": {name: [_claim_text(*pair) for pair in pairs] for name, pairs in warned.items()},
            "problems": [(*PROBLEMS[name],) for name in missing],
            "problem_text": missing_sentence(missing, phrases),
            "label_fields": [form[name] for name in form.label_names if name in form.fields],
            "usual_storage": USUAL_STORAGE,
            "certificates": self._certificates(),
            "sent_back": self._sent_back(),
            "communes": places.communes(found.shown.province_id),
            "producers": names_in(found.shown.province_id) if form.is_showroom else [],
            "can_submit": self._can_submit(),
            "folds": folds_of(form, found, self.values, missing),
            "once": new_word(),
            "received": self.request.session.get(RECEIPT, ""),
            "is_open": product.vendor.is_open,
            "pictures_left": gallery.MAX_PICTURES - len(found.shots),
            "most_pictures": gallery.MAX_PICTURES,
            "uploads": UPLOADS,
        }
        return centre_render(self.request, self.access, TEMPLATE, context)

    def _problems(self, claims: list[BannedClaim]) -> tuple[list[str], list[str]]:
        """As `revisions.problems_of`, from what was read already."""
        packs: dict[int, dict[str, Any]] = {}
        for name, value in self.values.items():
            if found := re.fullmatch(r"pack-(\d+)-(name|price)", name):
                packs.setdefault(int(found[1]), {"name_en": ""})[found[2]] = value
        return revisions.problems_of(self.working, packs=packs, claims=claims)

    def _shots(self, form: ProductForm, warned: dict[str, Any]) -> list[dict[str, Any]]:
        small = thumbs(shot.image for shot in self.working.shots)
        return [
            {
                "shot": shot,
                "url": small.get(shot.image or 0, "") if shot.image else shot.row(self.product, 0).drawing_url,
                "alt": form[f"alt-{shot.key}"] if f"alt-{shot.key}" in form.fields else None,
                "label": form[f"label-{shot.key}"] if f"label-{shot.key}" in form.fields else None,
            }
            for shot in self.working.shots
        ]

    def _packs(self, form: ProductForm) -> list[dict[str, Any]]:
        if not form.order_after:
            return []
        units = StockUnit.objects.filter(offer__in=form.order_after, pool="", date=None)
        left = dict(units.values_list("offer_id", "available"))
        return [
            _pack_fields(form, f"pack-{pk}-")
            | {
                "pk": pk,
                "title": self.values.get(f"pack-{pk}-name", ""),
                "amount": self.values.get(f"pack-{pk}-price"),
                "left": left.get(pk, 0) if self.product.sale_mode == SaleMode.GOODS else None,
            }
            for pk in form.order_after
            if f"pack-{pk}-name" in form.fields
        ]

    def _certificates(self) -> list[dict[str, Any]]:
        today = timezone.localdate()
        rows = self.product.certificates.filter(revoked_on=None, expires_on__gte=today).order_by("expires_on")
        return [{"row": row, "left": (row.expires_on - today).days} for row in rows[:3]]

    def _sent_back(self) -> str:
        """What a reviewer wrote, while it is still to be mended."""
        revision = self.working.revision
        if revision is not None:
            return revision.reason if revision.state == RevisionState.REJECTED else ""
        if self.product.status not in (ProductStatus.DRAFT, ProductStatus.SUSPENDED):
            return ""
        last = self.product.status_changes.order_by("-at", "-pk").first()
        return last.reason if last is not None else ""

    def _can_submit(self) -> bool:
        revision = self.working.revision
        if self.working.is_kept_apart:
            return revision is not None and revision.state != RevisionState.SUBMITTED
        return self.product.status in (ProductStatus.DRAFT, ProductStatus.SUSPENDED)

    def _clash_rows(self, form: ProductForm) -> list[dict[str, Any]]:
        names = named([{c.name: c.mine} for c in self.clashes] + [{c.name: c.theirs} for c in self.clashes])
        return [
            {
                "name": clash.name,
                "label": _label_of(clash.name, form),
                "mine": words_of(clash.name, clash.mine, names),
                "theirs": words_of(clash.name, clash.theirs, names),
                "seen": clash.seen,
            }
            for clash in self.clashes
        ]


def _handled(form: ProductForm, merged: Merged) -> list[str]:
    """Fields that the server has now, by their names in the form."""
    names = set(form.values(autosave=True)) - {clash.name for clash in merged.clashes}
    if "season" in names:
        names |= {"season_opens", "season_closes", "season_note"}
    return sorted(name for name in names if name in form.fields)


def _pack_fields(form: ProductForm, prefix: str) -> dict[str, Any]:
    names = ("name", "price", "stock", "weight_g", "box", "gtin", "sku")
    found = {name: form[f"{prefix}{name}"] for name in names if f"{prefix}{name}" in form.fields}
    wrong = {name for name, bound in found.items() if bound.errors}
    return found | {"has_errors": bool(wrong), "more_is_open": bool(wrong - {"name", "price", "stock"})}


def _claim_text(phrase: str, reason: str) -> str:
    return _("Không được dùng chữ “%(phrase)s”. %(reason)s") % {"phrase": phrase, "reason": reason}


def _label_of(name: str, form: ProductForm) -> str:
    if name == "season":
        return _("Mùa")
    if name in LABELS:
        return str(LABELS[name])
    return str(form.fields[name].label) if name in form.fields else name


def words_of(name: str, value: Any, names: dict[tuple[str, Any], str]) -> str:
    """Any value of the form as people read it, `—` for nothing."""
    if name.endswith("-price") and value:
        return vnd(value)
    if name.endswith("-weight_g") and value:
        return weight_words(value)
    if name.endswith("-box") and value:
        return " x ".join(f"{side / 10:g}" for side in value) + " cm"
    if name == "dispatch_weekdays":
        return dispatch_words(value)
    if name == "ships_to":
        return ", ".join(row.name for row in places.provinces() if row.pk in value) or _("Giao cả nước")
    if name == "season" and value:
        opens, closes, note = value
        return " ".join(part for part in (f"{opens} – {closes}", note) if part)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return value_words(name, value, names) or "—"
