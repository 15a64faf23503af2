from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Tài khoản"
    default = True

    def ready(self) -> None:
        from allauth.account.models import EmailAddress
        from django.db.models.signals import post_delete

        from accounts import demo, messages, privacy, services
        from core.slots import DEMO_STEPS, STARTUP_NOTES, TICKER_JOBS, DemoStep, StartupNote, TickerJob

        messages.register_kinds()
        privacy.register_exporters()
        post_delete.connect(_forget_address, sender=EmailAddress, dispatch_uid="accounts.forget_address")
        TICKER_JOBS.register(TickerJob(name="old-sessions", seconds=3600, run=services.prune_sessions))
        DEMO_STEPS.register(DemoStep(name="accounts", label="tài khoản dùng thử", load=demo.load, order=20))
        STARTUP_NOTES.register(StartupNote(name="accounts", lines=demo.startup_lines, order=20))


def _forget_address(instance: "EmailAddress", **kwargs: Any) -> None:
    """An address that was given up, in whichever way: allauth has several."""
    from accounts import messages

    if instance.verified:
        messages.forget(to=instance.email)


class StaffUsersConfig(WagtailUsersAppConfig):
    """`wagtail.users` with pages that fit our user; stands for it in `INSTALLED_APPS`."""

    user_viewset = "accounts.wagtail_users.UserViewSet"
