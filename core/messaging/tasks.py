"""What the worker runs for messages."""

from django_tasks import task

from core.messaging import services


@task()
def deliver_message(message_id: int, attempt: int) -> None:
    """Try one message once; see `services.deliver`. Running it twice sends once."""
    services.deliver(message_id=message_id, attempt=attempt)
