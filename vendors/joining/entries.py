"""What opening a shop, its papers and its verification put into the slots."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.slots import (
    CENTRE_LINKS,
    CENTRE_STEPS,
    CENTRE_TASKS,
    DATA_EXPORTERS,
    DEMO_STEPS,
    STARTUP_NOTES,
    TICKER_JOBS,
    CentreLink,
    CentreStep,
    CentreTask,
    DataExporter,
    DemoStep,
    StartupNote,
    TickerJob,
    Waiting,
)
from vendors import demo_people
from vendors.joining import contract
from vendors.joining import messages as verification_messages
from vendors.joining import privacy as papers_privacy
from vendors.joining.documents import needs_of, paper_title
from vendors.joining.services import dossier_of
from vendors.models import Paper, PaperState, Vendor, VendorStatus
from vendors.people.record import register_words
from vendors.policies import Action
from vendors.views.review import WORDS


def application_open(vendor: Vendor) -> Waiting | None:
    """An application that was not handed in yet. One query."""
    if vendor.status != VendorStatus.DRAFT:
        return None
    last = vendor.status_changes.order_by("-pk").first()
    return Waiting(
        count=1,
        title=_("Hồ sơ cần bổ sung") if last and last.reason else _("Hồ sơ mở gian hàng chưa nộp"),
        detail=last.reason if last and last.reason else _("Nộp xong và được xác minh thì gian hàng mở cửa"),
        url=reverse("vendors:join-overview", args=[vendor.slug]),
        tone="red",
    )


def contract_unsigned(vendor: Vendor) -> Waiting | None:
    """The contract in force, where who owns the shop now has not accepted it. One query."""
    if vendor.status == VendorStatus.DRAFT or contract.accepted(vendor) is not None:
        return None  # a draft's application says so itself
    return Waiting(
        count=1,
        title=_("Đọc và đồng ý hợp đồng người bán"),
        detail=_("Đồng ý rồi thì cô chú mới đổi được tài khoản nhận tiền"),
        url=reverse("vendors:centre-papers-contract", args=[vendor.slug]),
        tone="red",
    )


def papers_wanted(vendor: Vendor) -> Waiting | None:
    """Papers that are missing, were not accepted, or have run out. Two queries."""
    if vendor.status == VendorStatus.DRAFT:
        return None  # the application says so itself
    papers = list(Paper.objects.for_vendor(vendor))
    needs = needs_of(vendor, dossier_of(vendor), papers)
    met = {need.kind for need in needs if need.is_met}
    bad = [p for p in papers if p.kind not in met and (p.state == PaperState.REJECTED or p.is_expired)]
    names = [*(str(need.title) for need in needs if need.is_missing), *(str(paper_title(p, vendor)) for p in bad)]
    names = list(dict.fromkeys(names))
    if not names:
        return None
    return Waiting(
        count=len(names),
        title=_("Giấy tờ cần gửi"),
        detail="; ".join(names[:2]),
        url=reverse("vendors:centre-papers", args=[vendor.slug]),
        tone="gold",
    )


def register() -> None:
    """Called once, by `VendorsConfig.ready()`."""
    verification_messages.register_kinds()
    register_words(
        WORDS
        | {
            "vendors:join-gian-hang": gettext_lazy("Sửa tên, loại hình gian hàng"),
            "vendors:join-noi-ban": gettext_lazy("Sửa nơi bán"),
            "vendors:join-nguoi-dai-dien": pgettext_lazy("nhật ký", "Sửa người đại diện, mã số thuế"),
            "vendors:join-tai-khoan": gettext_lazy("Ghi tài khoản nhận tiền"),
            "vendors:join-giay-to": gettext_lazy("Gửi hoặc xoá giấy tờ"),
            "vendors:join-hop-dong": gettext_lazy("Đồng ý hợp đồng"),
            "vendors:join-danh-tinh": gettext_lazy("Bắt đầu xác thực danh tính"),
            "vendors:join-identity-sandbox": pgettext_lazy("nhật ký", "Xác thực danh tính"),
            "vendors:join-hand-in": gettext_lazy("Nộp hồ sơ gian hàng"),
            "vendors:centre-papers": gettext_lazy("Gửi hoặc xoá giấy tờ"),
            "vendors:centre-papers-account": pgettext_lazy("nhật ký", "Đổi tài khoản nhận tiền"),
            "vendors:centre-papers-tax": pgettext_lazy("nhật ký", "Sửa người đại diện, mã số thuế"),
            "vendors:centre-papers-contract": gettext_lazy("Đồng ý hợp đồng"),
            "vendors:centre-name": pgettext_lazy("nhật ký", "Xin đổi tên gian hàng"),
            "vendors:owner-name": gettext_lazy("Chợ Làng ghi chủ mới của gian hàng"),
            "vendors:centre-close": gettext_lazy("Đóng gian hàng hoặc rút hồ sơ"),
        }
    )
    CENTRE_LINKS.register(
        CentreLink(
            name="papers",
            title=gettext_lazy("Giấy tờ"),
            icon="file",
            url_name="vendors:centre-papers",
            action=Action.PAPERS,
            order=75,
        )
    )
    CENTRE_STEPS.register(
        CentreStep(
            name="verified",
            title=gettext_lazy("Nộp hồ sơ mở gian hàng"),
            hint=gettext_lazy("Tên, nơi bán, giấy tờ, tài khoản nhận tiền"),
            url_name="vendors:join-overview",
            is_done=lambda vendor: vendor.status != VendorStatus.DRAFT,
            order=5,
        )
    )
    CENTRE_TASKS.register(CentreTask(name="application", action=Action.EDIT_SHOP, find=application_open, order=5))
    CENTRE_TASKS.register(CentreTask(name="contract", action=Action.SIGN, find=contract_unsigned, order=4))
    CENTRE_TASKS.register(CentreTask(name="papers", action=Action.PAPERS, find=papers_wanted, order=60))
    DATA_EXPORTERS.register(
        DataExporter(
            name="vendors-papers",
            title=gettext_lazy("Hồ sơ gian hàng bạn làm chủ"),
            export=papers_privacy.export,
            files=papers_privacy.files,
            erase=papers_privacy.erase,
            keeps=gettext_lazy(
                "Hồ sơ đã nộp (người đại diện, mã số thuế, giấy tờ, hợp đồng) giữ 3 năm theo luật về thương mại điện "
                "tử rồi xoá; số điện thoại xoá ngay. Hồ sơ chưa nộp xoá hết."
            ),
            order=25,  # erased before the memberships, by which it is found
        )
    )
    TICKER_JOBS.register(TickerJob(name="old-dossiers", seconds=86_400, run=papers_privacy.dossiers_prune))
    DEMO_STEPS.register(DemoStep(name="sellers", label="shops' owners", load=demo_people.load, order=60))
    STARTUP_NOTES.register(StartupNote(name="sellers", lines=demo_people.startup_lines, order=30))
