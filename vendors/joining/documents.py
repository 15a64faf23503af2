"""The papers of a shop: which it needs, taking a file in, replacing it, what staff say to it.

A file is known by its content, never by its name. Pictures are written anew (`core.pictures`), so nothing of a
telephone's EXIF is kept; of a PDF beginning, end and size are looked at, and it is never shown in our pages: it is
handed out for saving only.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import IO, Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.files.private import private_delete, private_write
from core.pictures import PictureRefused, picture_check
from core.text import clean_text
from vendors.access import works_for
from vendors.models import Dossier, Paper, PaperKind, PaperState, SellerKind, Vendor, VendorStatus
from vendors.notices import notify

MAX_BYTES: Final = 10_000_000
MAX_SIDE: Final = 3_000  # pixels: small print on a sheet of A4 can still be read
MAX_PAPERS: Final = 30  # a shop
MAX_REASON: Final = 300
FOLDER: Final = "papers"
ACCEPT: Final = "image/jpeg,image/png,image/webp,application/pdf"

_K = PaperKind
_REGISTRATIONS: Final = {
    SellerKind.COMPANY: gettext_lazy("Giấy chứng nhận đăng ký doanh nghiệp"),
    SellerKind.COOP: gettext_lazy("Giấy chứng nhận đăng ký hợp tác xã"),
    SellerKind.GROUP: gettext_lazy("Hợp đồng hợp tác hoặc giấy đăng ký tổ hợp tác"),
    SellerKind.HOUSEHOLD: gettext_lazy("Giấy chứng nhận đăng ký hộ kinh doanh"),
    SellerKind.FARMER: gettext_lazy("Xác nhận của xã, phường về nơi sản xuất"),
    SellerKind.SHOWROOM: gettext_lazy("Quyết định công nhận điểm giới thiệu và bán sản phẩm OCOP"),
}
_TITLES: Final = {
    _K.FOOD_SAFETY: gettext_lazy("Giấy chứng nhận hoặc bản cam kết an toàn thực phẩm"),
    _K.GROWING: gettext_lazy("VietGAP, hữu cơ, HACCP, ISO…"),
    _K.TRADEMARK: gettext_lazy("Nhãn hiệu, chỉ dẫn địa lý"),
    _K.LICENCE: gettext_lazy("Giấy phép ngành nghề"),
}
_HINTS: Final = {
    _K.REGISTRATION: gettext_lazy("Chụp cả tờ, thấy rõ con dấu và số."),
    _K.FOOD_SAFETY: gettext_lazy("Nông hộ, hộ nhỏ dùng bản cam kết có xác nhận của xã, phường cũng được."),
    _K.GROWING: gettext_lazy("Món hàng ghi VietGAP, hữu cơ thì cần có giấy này."),
    _K.TRADEMARK: gettext_lazy("Nếu tên hàng đã đăng ký bảo hộ."),
    _K.LICENCE: gettext_lazy("Cần khi bán rượu từ 5,5 độ, mỹ phẩm, thực phẩm chức năng."),
}


class PaperRefused(ValueError):
    """The file or the answer cannot be taken; the text says why, for a person to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One kind of paper in a shop's list: what it is called for this kind of seller, and what is there of it."""

    kind: PaperKind
    title: Any
    hint: Any
    required: bool
    papers: tuple[Paper, ...] = ()

    @property
    def is_met(self) -> bool:
        """Something is there that has not been rejected and has not run out."""
        return any(paper.state != PaperState.REJECTED and not paper.is_expired for paper in self.papers)

    @property
    def is_accepted(self) -> bool:
        return any(paper.state == PaperState.ACCEPTED and not paper.is_expired for paper in self.papers)

    @property
    def is_missing(self) -> bool:
        return self.required and not self.is_met


def needs_of(vendor: Vendor, dossier: Dossier, papers: Iterable[Paper]) -> list[Need]:
    """What this shop is asked for, with what it has handed in. No query.

    A registration of everybody but farmers, who need none (article 79 of Decree 01/2021/NĐ-CP and what took its
    place); proof of food safety, or the undertaking of Circular 17/2018/TT-BNNPTNT, of whoever sells food.
    """
    found: dict[str, list[Paper]] = {kind: [] for kind in PaperKind}
    for paper in papers:
        found[paper.kind].append(paper)
    required = {
        _K.REGISTRATION: vendor.kind != SellerKind.FARMER,
        _K.FOOD_SAFETY: bool(dossier.sells_food),
    }
    kinds = [kind for kind in PaperKind if kind != _K.FOOD_SAFETY or dossier.sells_food is not False or found[kind]]
    return [
        Need(
            kind=kind,
            title=_REGISTRATIONS[SellerKind(vendor.kind)] if kind == _K.REGISTRATION else _TITLES[kind],
            hint=_HINTS[kind],
            required=required.get(kind, False),
            papers=tuple(found[kind]),
        )
        for kind in kinds
    ]


def paper_title(paper: Paper, vendor: Vendor) -> Any:
    """What the paper is called for this kind of seller."""
    return _REGISTRATIONS[SellerKind(vendor.kind)] if paper.kind == _K.REGISTRATION else _TITLES[PaperKind(paper.kind)]


# ── Taking in ────────────────────────────────────────────────────────────────────────────────────────────────────────
def file_check(upload: IO[bytes]) -> tuple[bytes, str]:
    """The bytes to keep and their ending (`pdf`, `jpg`, `png`). Raises `PaperRefused`."""
    size = getattr(upload, "size", None)
    if isinstance(size, int) and size > MAX_BYTES:
        raise PaperRefused(_too_heavy())
    upload.seek(0)
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise PaperRefused(_too_heavy())
    if not content:
        raise PaperRefused(_("Tệp này trống."))
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2_048:]:
            raise PaperRefused(_("Tệp PDF bị hỏng hoặc tải lên chưa trọn."))
        return content, "pdf"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        raise PaperRefused(_("Ảnh HEIC của iPhone chưa đọc được. Bạn chụp màn hình ảnh ấy, hoặc gửi ảnh JPEG nhé."))
    if content[:6] in (b"GIF87a", b"GIF89a"):
        raise PaperRefused(_unknown())
    try:
        picture = picture_check(upload, max_side=MAX_SIDE)
    except PictureRefused as refused:
        known = content.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF"))
        raise PaperRefused(str(refused) if known else _unknown()) from refused
    return picture.content, picture.extension


def _too_heavy() -> str:
    return _("Tệp nặng quá %(limit)d MB. Bạn chụp lại ở cỡ nhỏ hơn nhé.") % {"limit": MAX_BYTES // 1_000_000}


def _unknown() -> str:
    return _("Chỉ nhận ảnh JPEG, PNG, WebP hoặc tệp PDF.")


def paper_add(
    *, vendor: Vendor, kind: str, upload: IO[bytes], by: User, valid_until: dt.date | None = None, replaces: int = 0
) -> Paper:
    """Take a paper in; with `replaces`, one of the shop's own of that kind goes, unless it is what the shop was
    verified by: that one stays beside the new one. Raises `PaperRefused`.

    The file is written first and taken away again where the rows are not kept.
    """
    if valid_until is not None and valid_until < timezone.localdate():
        raise PaperRefused(_("Giấy này đã hết hạn. Bạn gửi giấy còn giá trị nhé."))
    content, extension = file_check(upload)
    path = private_write(f"{FOLDER}/{vendor.pk}", content, extension)
    try:
        with transaction.atomic():
            Vendor.objects.select_for_update().get(pk=vendor.pk)  # two at once: the count holds
            own = Paper.objects.for_vendor(vendor)
            if replaces:
                for old in own.filter(pk=replaces, kind=kind):
                    if not _is_relied_on(old):
                        _forget(old)
            if own.count() >= MAX_PAPERS:
                raise PaperRefused(_("Đã có %(n)d giấy tờ. Bạn xoá bớt giấy cũ nhé.") % {"n": MAX_PAPERS})
            return Paper.objects.create(
                vendor=vendor,
                kind=PaperKind(kind),
                path=path,
                size=len(content),
                valid_until=valid_until,
                uploaded_by=by,
            )
    except Exception:
        private_delete(path)
        raise


@transaction.atomic
def paper_remove(*, vendor: Vendor, pk: int) -> None:
    """Delete one of the shop's papers and its file.

    Raises `Paper.DoesNotExist` for another's, `PaperRefused` for what the shop was verified by.
    """
    Vendor.objects.select_for_update().get(pk=vendor.pk)  # two at once: one of them stays
    paper = Paper.objects.for_vendor(vendor).select_related("vendor").get(pk=pk)
    if _is_relied_on(paper):
        raise PaperRefused(_("Giấy này đã duyệt nên cần giữ lại. Có giấy mới thì bạn gửi thêm, duyệt xong hãy xoá."))
    _forget(paper)


def _is_relied_on(paper: Paper) -> bool:
    """Accepted in an application that was handed in, and nothing else of its kind is."""
    if paper.state != PaperState.ACCEPTED or paper.vendor.status == VendorStatus.DRAFT:
        return False
    others = Paper.objects.for_vendor(paper.vendor).filter(kind=paper.kind, state=PaperState.ACCEPTED)
    return not others.exclude(pk=paper.pk).exists()


def _forget(paper: Paper) -> None:
    """The row now, the file once that is certain."""
    path = paper.path
    paper.delete()
    transaction.on_commit(partial(private_delete, path))


# ── What staff say ───────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def paper_accept(*, vendor: Vendor, pk: int, by: User) -> Paper:
    """It is in order. Raises `Paper.DoesNotExist`, `PaperRefused` for who works for the shop."""
    return _decide(vendor, pk, by, PaperState.ACCEPTED, "")


@transaction.atomic
def paper_reject(*, vendor: Vendor, pk: int, by: User, reason: str) -> Paper:
    """It is not, and why; the shop is told. Raises `Paper.DoesNotExist`, `PaperRefused` without a reason."""
    reason = clean_text(reason, max_length=MAX_REASON)
    if not reason:
        raise PaperRefused(_("Ghi lý do để gian hàng biết cần gửi lại gì."))
    paper = _decide(vendor, pk, by, PaperState.REJECTED, reason)
    notify(
        vendor=vendor,
        kind="paper-rejected",
        context={"paper": str(paper.get_kind_display()), "reason": reason},
        url=reverse("vendors:centre-papers", args=[vendor.slug]),
    )
    return paper


def _decide(vendor: Vendor, pk: int, by: User, state: PaperState, reason: str) -> Paper:
    if works_for(by, vendor):
        raise PaperRefused(_("Bạn là người của gian hàng này; nhờ đồng nghiệp xét giúp."))
    paper = Paper.objects.select_for_update().for_vendor(vendor).get(pk=pk)
    paper.state, paper.reason, paper.reviewed_by, paper.reviewed_at = state, reason, by, timezone.now()
    paper.save(update_fields=["state", "reason", "reviewed_by", "reviewed_at"])
    return paper
