"""What the shop's own room puts into the centre: pages of its navigation and work that waits."""

from django.utils.translation import gettext_lazy as _

from core.slots import CENTRE_LINKS, TICKER_JOBS, CentreLink, TickerJob
from vendors import notices
from vendors.people import invitations
from vendors.policies import Action


def register() -> None:
    """Called once, by `VendorsConfig.ready()`."""
    CENTRE_LINKS.register(
        CentreLink(
            name="home",
            title=_("Hôm nay"),
            icon="home",
            url_name="vendors:centre-home",
            action=Action.LOOK,
            tab=True,
            order=10,
        )
    )
    CENTRE_LINKS.register(
        CentreLink(
            name="people",
            title=_("Người làm"),
            icon="users",
            url_name="vendors:centre-people",
            action=Action.MEMBERS,
            order=80,
        )
    )
    CENTRE_LINKS.register(
        CentreLink(
            name="audit",
            title=_("Ai đã làm gì"),
            icon="list",
            url_name="vendors:centre-audit",
            action=Action.AUDIT,
            order=85,
        )
    )
    TICKER_JOBS.register(TickerJob(name="old-invitations", seconds=86_400, run=invitations.invitations_prune))
    TICKER_JOBS.register(TickerJob(name="centre-digests", seconds=300, run=lambda: _done(notices.digests_send_due())))
    TICKER_JOBS.register(TickerJob(name="old-centre-notices", seconds=3600, run=lambda: _done(notices.notices_prune())))


def _done(_rows: int) -> None:
    """A job tells nobody how much it did."""
