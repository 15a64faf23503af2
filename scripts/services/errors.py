"""What goes wrong, as lines for people."""


class ServiceError(Exception):
    """A server or tool could not be had or started; the text is complete and needs no traceback."""


class Interrupted(Exception):
    """The work was called off by a signal; whoever started a process has ended it."""


class Stop(BaseException):
    """Raised in the main thread by SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.signal_number = signal_number
