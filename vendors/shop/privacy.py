"""A person's own data as far as shops have it: whom they follow, and what they asked or answered."""

from typing import Any

from accounts.models import User
from vendors.models import Enquiry, EnquiryMessage, Follow


def export(user: User) -> dict[str, list[Any]]:
    """Followed shops, talks with shops, and what the person answered in the name of one."""
    talks = Enquiry.objects.filter(user=user).select_related("vendor").prefetch_related("messages")
    return {
        "follows": list(Follow.objects.filter(user=user).values("vendor__name", "at")),
        "enquiries": [
            {
                "vendor__name": talk.vendor.name,
                "name": talk.name,
                "phone": talk.phone,
                "subject": talk.subject,
                "created_at": talk.created_at,
                "state": talk.state,
                "messages": [
                    {"by_vendor": message.by_vendor, "text": message.text, "at": message.at}
                    for message in talk.messages.all()
                ],
            }
            for talk in talks
        ],
        "answers_for_shops": list(
            EnquiryMessage.objects.filter(author=user, by_vendor=True).values("enquiry__vendor__name", "text", "at")
        ),
    }


def erase(user: User) -> None:
    """Their own talks go as a whole, for texts may say who they are; answers given for a shop stay without them."""
    Follow.objects.filter(user=user).delete()
    Enquiry.objects.filter(user=user).delete()
    EnquiryMessage.objects.filter(author=user).update(author=None)
