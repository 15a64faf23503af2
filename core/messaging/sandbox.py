"""The gateway that delivers nothing: the message can be read in the outbox of the demo, and nowhere else."""

from core.models import Message


class SandboxGateway:
    """Takes every message."""

    def send(self, message: Message) -> str:
        """Done already: the row is the message."""
        return f"sandbox-{message.pk}"
