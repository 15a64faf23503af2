"""What the ground floor itself puts into the slots: its recurring jobs and the readiness checks of its own machinery.

The copy of a person's messages is accounts' part: only there it is known which numbers and addresses are whose.
"""

from core.slots import HEALTH_CHECKS, TICKER_JOBS, HealthCheck, TickerJob


def register() -> None:
    """Called once, by `CoreConfig.ready()`."""
    from core import tasks, ticker
    from core.messaging import services

    TICKER_JOBS.register(TickerJob(name="messages", seconds=2, run=services.enqueue_due, order=10))
    TICKER_JOBS.register(TickerJob(name="old-messages", seconds=3600, run=services.prune_messages))
    TICKER_JOBS.register(TickerJob(name="finished-tasks", seconds=3600, run=tasks.prune_finished))
    # Pages are served without them, only messages and other work outside the request wait: degraded, not down.
    HEALTH_CHECKS.register(HealthCheck(name="ticker", check=ticker.health, optional=True))
    HEALTH_CHECKS.register(HealthCheck(name="tasks", check=tasks.health, optional=True))
