"""A person's rights over their data (Law 91/2025/QH15): a copy of all of it, and its deletion.

Rooms above add their part by registering in `core.slots.DATA_EXPORTERS`; accounts registers its own the same way.
"""

import json
import uuid
import zipfile
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.consent import OPTIONAL, Source, record_consent
from accounts.models import Address, ConsentRecord, OneTimeCode, User
from accounts.policies import may_enter_admin
from core.models import Message
from core.slots import DATA_EXPORTERS, DataExporter


class StaffCannotErase(Exception):
    """Somebody who administers the site hands that over first; their actions must stay attributable until then."""


def export_archive(user: User) -> bytes:
    """A copy of the person's data: a ZIP file with one JSON file a part, a folder with the files of a part that has
    any, and an index to read it all in a browser.

    Passwords, codes and second factors are not in it, not even as hashes: a copy that is lost must open nothing.
    """
    parts = [(exporter, exporter.export(user)) for exporter in DATA_EXPORTERS]
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, translation.override(user.language):
        archive.writestr("index.html", _index([(str(part.title), f"{part.name}.json", data) for part, data in parts]))
        for part, data in parts:
            text = json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
            archive.writestr(f"{part.name}.json", text)
            for name, content in part.files(user) if part.files else ():
                archive.writestr(f"{part.name}/{name}", content, zipfile.ZIP_STORED)
    return packed.getvalue()


def erase_user(*, user: User) -> None:
    """Delete or anonymise everything of a person in every room: all of it or, when one room fails, nothing.

    Rooms above come first and accounts last, so that each still finds the person. The row of the user stays, empty,
    for what the law makes us keep to point at. Ends all sessions. Locks the user's row; raises `StaffCannotErase`.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=user.pk)
        if person.erased_at is not None:
            return
        if may_enter_admin(person):
            raise StaffCannotErase
        for exporter in reversed(list(DATA_EXPORTERS)):
            exporter.erase(person)


def register_exporters() -> None:
    """Put this room's parts into the slot. The lowest orders: first in the copy, last to be erased."""
    DATA_EXPORTERS.register(
        DataExporter(
            name="account", title=gettext_lazy("Tài khoản"), export=_export_account, erase=_erase_account, order=0
        )
    )
    DATA_EXPORTERS.register(
        DataExporter(
            name="addresses", title=gettext_lazy("Địa chỉ"), export=_export_addresses, erase=_erase_addresses, order=1
        )
    )
    DATA_EXPORTERS.register(
        DataExporter(
            name="consents",
            title=gettext_lazy("Những điều bạn đã đồng ý"),
            export=_export_consents,
            erase=_erase_consents,
            keeps=gettext_lazy(
                "Bằng chứng về sự đồng ý được giữ theo luật, không còn gắn với tên, số hay e-mail của bạn."
            ),
            order=2,
        )
    )
    DATA_EXPORTERS.register(
        DataExporter(
            name="messages",
            title=gettext_lazy("Tin đã gửi cho bạn"),
            export=_export_messages,
            erase=_erase_messages,
            order=3,
        )
    )


def _export_account(user: User) -> dict[str, Any]:
    return {
        "id": user.pk,
        "phone": user.phone,
        "phone_verified": user.phone_verified,
        "phone_since": user.phone_since,
        "email": user.email,
        "emails": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "name": user.name,
        "language": user.language,
        "date_joined": user.date_joined,
        "last_login": user.last_login,
        "has_password": user.has_usable_password(),
        "second_factors": list(
            Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
        ),
        "groups": list(user.groups.values_list("name", flat=True)),
        "codes_sent": list(
            OneTimeCode.objects.filter(_codes_of(user))
            .order_by("created_at")
            .values("purpose", "target", "created_at", "used_at")
        ),
    }


def _export_addresses(user: User) -> list[dict[str, Any]]:
    return [
        {
            "recipient": address.recipient,
            "phone": address.phone,
            "line": address.line,
            "commune": {"code": address.commune_id, "name": address.commune.full_name},
            "province": {"code": address.province_id, "name": address.province.full_name},
            "typed": address.typed,
            "is_default": address.is_default,
            "created_at": address.created_at,
        }
        for address in Address.objects.filter(user=user).select_related("commune", "province")
    ]


def _export_consents(user: User) -> list[Any]:
    return list(
        ConsentRecord.objects.filter(user=user).values(
            "purpose", "document_version", "granted", "at", "ip_network", "source"
        )
    )


def _export_messages(user: User) -> list[dict[str, Any]]:
    """Codes and private links are left out, also where they wait to be delivered."""
    return [
        {
            "kind": message.kind,
            "channel": message.channel,
            "to": message.to,
            "subject": "" if message.secret else message.subject,
            "body": "" if message.secret else message.body,
            "state": message.state,
            "created_at": message.created_at,
            "sent_at": message.sent_at,
        }
        for message in Message.objects.filter(_sent_to(user, "to")).order_by("created_at", "pk")
    ]


def _erase_messages(user: User) -> None:
    Message.objects.filter(_sent_to(user, "to")).delete()


def _erase_addresses(user: User) -> None:
    Address.objects.filter(user=user).delete()


def _erase_consents(user: User) -> None:
    """What was allowed ends now; the rows stay as proof, held together by a random key and by nothing else."""
    record_consent(user=user, granted=(), refused=OPTIONAL, source=Source.ERASURE)
    ConsentRecord.objects.filter(user=user).update(user=None, anonymous_key=uuid.uuid4(), ip_network="")


def _erase_account(user: User) -> None:
    OneTimeCode.objects.filter(_codes_of(user)).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    # The administration's logs name the person as they were called then; what was done to which row stays.
    content_type = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=content_type, object_id=str(user.pk)).update(object_repr=f"#{user.pk}")
    ModelLogEntry.objects.filter(content_type=content_type, object_id=str(user.pk)).update(label=f"#{user.pk}")
    user.set_unusable_password()
    User.objects.filter(pk=user.pk).update(
        phone=None,
        phone_verified=False,
        phone_since=None,
        email=None,
        name="",
        password=user.password,
        last_login=None,
        is_active=False,
        is_staff=False,
        is_superuser=False,
        erased_at=timezone.now(),
        session_epoch=F("session_epoch") + 1,
    )
    user.refresh_from_db()


def _codes_of(user: User) -> Q:
    """Codes sent to sign in belong to nobody yet; they are known by where they went."""
    return Q(user=user) | _sent_to(user, "target")


def _sent_to(user: User, field: str) -> Q:
    """What went to addresses proved to be the person's, or to their number since it is: the rest is somebody else's."""
    verified = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    sent = Q(**{f"{field}__in": list(verified)})
    if user.phone and user.phone_verified:
        sent |= Q(**{field: user.phone}, created_at__gte=user.phone_since)
    return sent


def _index(parts: list[tuple[str, str, Any]]) -> str:
    """A page that shows everything in words, complete in itself: it is opened from somebody's disk."""
    now = date_format(timezone.localtime(), "DATETIME_FORMAT")
    title = _("Dữ liệu của bạn ở %(site)s") % {"site": settings.SITE_NAME}
    made = _("Bản sao lập lúc %(time)s. Mỗi phần cũng có trong một tệp JSON để chuyển sang nơi khác.") % {"time": now}
    sections = format_html_join(
        "\n",
        '<section>\n<h2>{}</h2>\n<p><a href="{}">{}</a></p>\n{}\n</section>',
        ((heading, name, name, _readable(data)) for heading, name, data in parts),
    )
    return format_html(
        '<!doctype html>\n<html lang="{}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<title>{}</title>\n<h1>{}</h1>\n<p>{}</p>\n{}\n</html>\n",
        translation.get_language() or "vi",
        title,
        title,
        made,
        sections,
    )


def _readable(data: Any) -> SafeString:
    """JSON as nested lists. Keys stay as they are in the files: they are what links the two."""
    if isinstance(data, dict) and data:
        rows = ((key, _readable(value)) for key, value in data.items())
        return format_html("<dl>\n{}\n</dl>", format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", rows))
    if isinstance(data, list | tuple) and data:
        return format_html("<ol>\n{}\n</ol>", format_html_join("\n", "<li>{}</li>", ((_readable(v),) for v in data)))
    if data is True:
        return format_html("{}", _("có"))
    if data is False:
        return format_html("{}", _("không"))
    if data in (None, "", [], (), {}):
        return mark_safe("–")
    return format_html("{}", data)
