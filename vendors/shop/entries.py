"""What the public shop and its enquiries put into the slots."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.slots import (
    ANSWER_TIMES,
    CENTRE_LINKS,
    CENTRE_TASKS,
    DATA_EXPORTERS,
    NOTICE_KINDS,
    AnswerTimes,
    CentreLink,
    CentreTask,
    DataExporter,
    NoticeKind,
    Waiting,
)
from vendors.models import Enquiry, Vendor
from vendors.policies import Action
from vendors.shop import enquiries
from vendors.shop import privacy as shop_privacy
from vendors.wording import waited


def enquiries_open(vendor: Vendor) -> Waiting | None:
    """Buyers who wait for a word, and for how long. One query."""
    found = Enquiry.objects.for_vendor(vendor).waiting().aggregate(n=Count("pk"), oldest=Min("waiting_since"))
    if not found["n"]:
        return None
    return Waiting(
        count=found["n"],
        title=_("Khách đang hỏi"),
        detail=_("Chờ lâu nhất %(time)s") % {"time": waited(found["oldest"])},
        url=reverse("vendors:centre-enquiries", args=[vendor.slug]),
    )


def register() -> None:
    """Called once, by `VendorsConfig.ready()`."""
    enquiries.register_kinds()
    ANSWER_TIMES.register(AnswerTimes(name="enquiries", spans=enquiries.answer_spans))
    CENTRE_LINKS.register(
        CentreLink(
            name="enquiries",
            title=gettext_lazy("Tin nhắn"),
            icon="chat",
            url_name="vendors:centre-enquiries",
            action=Action.ANSWER,
            quick=gettext_lazy("Trả lời tin nhắn"),
            order=41,
        )
    )
    CENTRE_LINKS.register(
        CentreLink(
            name="shop",
            title=gettext_lazy("Gian hàng"),
            icon="store",
            url_name="vendors:centre-shop",
            action=Action.EDIT_SHOP,
            quick=gettext_lazy("Sửa trang gian hàng"),
            order=70,
        )
    )
    CENTRE_TASKS.register(CentreTask(name="enquiries", action=Action.ANSWER, find=enquiries_open, order=10))
    NOTICE_KINDS.register(
        NoticeKind(
            name=enquiries.NOTICE,
            label=gettext_lazy("Khách hỏi giá sỉ"),
            title=gettext_lazy("%(name)s hỏi cô chú"),
            text=gettext_lazy("Hỏi về: %(subject)s"),
            title_sent=gettext_lazy("Khách hỏi giá sỉ"),
            text_sent=gettext_lazy("Cô chú xem và trả lời ở đây:"),
            action=Action.ANSWER,
            order=20,
        )
    )
    DATA_EXPORTERS.register(
        DataExporter(
            name="vendors-shops",
            title=gettext_lazy("Gian hàng bạn theo dõi, tin nhắn với gian hàng"),
            export=shop_privacy.export,
            erase=shop_privacy.erase,
            keeps=gettext_lazy("Những gì bạn trả lời thay gian hàng ở lại với gian hàng, không còn gắn với bạn."),
            order=20,
        )
    )
