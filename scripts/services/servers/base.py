"""What the supervisor asks of a server or tool."""

import os
import shutil
import signal
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ..account import Account
from ..commands import Cancel, search_path
from ..errors import ServiceError


@dataclass(frozen=True)
class Context:
    """Who does it, where downloads are kept, what calls it off, and how to tell people."""

    account: Account | None
    cache: Path
    cancel: Cancel
    say: Callable[[str, str], None]


@dataclass(frozen=True)
class Need:
    """A program that lacks, and the Debian packages that bring it (none: apt cannot help here)."""

    what: str
    packages: tuple[str, ...] = ()


class Part(ABC):
    """A server or a tool."""

    name: ClassVar[str]
    variable: ClassVar[str]
    """The environment variable that tells the tests where it is. One that is set already is honoured."""

    @abstractmethod
    def needs(self) -> list[Need]:
        """What must be installed first; empty if all is there."""


class Tool(Part):
    """A program that the tests start themselves."""

    programs: ClassVar[tuple[str, ...]]
    packages: ClassVar[tuple[str, ...]]

    def path(self) -> str:
        """Where the program is, or empty. A path set in the environment must be right: no other is taken instead."""
        if given := os.environ.get(self.variable):
            if not shutil.which(given):
                raise ServiceError(f"{self.variable} is set to {given}, which is no program. Unset it or correct it.")
            return given
        return find(*self.programs)

    def needs(self) -> list[Need]:
        return [] if self.path() else [Need(self.name, self.packages)]


class Server(Part):
    """A server that is started here, on a port of its own."""

    limit: ClassVar[float] = 60
    """Seconds from start to health; generous, for machines that are busy with other things."""
    polite: ClassVar[signal.Signals] = signal.SIGTERM
    """The signal that asks the server to end at once without harm."""

    @abstractmethod
    def prepare(self, folder: Path, context: Context) -> None:
        """Bring `folder`, which the server will own, into the state it starts from."""

    @abstractmethod
    def command(self, folder: Path, port: int) -> list[str]:
        """The program in the foreground, and its arguments. May write configuration into `folder`."""

    @abstractmethod
    def url(self, folder: Path, port: int) -> str:
        """The value of `variable`."""

    @abstractmethod
    def healthy(self, port: int) -> bool:
        """Whether it answers in its own protocol."""

    def finish(self, folder: Path, port: int, context: Context) -> None:
        """What is done once, after the server is up for the first time."""

    def environment(self, folder: Path) -> dict[str, str]:
        """The server's environment: nothing of ours, which may hold secrets of the CI."""
        return {"PATH": search_path(), "LANG": "C.UTF-8", "HOME": str(folder), "TZ": "UTC"}

    def log(self, folder: Path) -> Path:
        return folder / f"{self.name}.log"


def find(*programs: str) -> str:
    """The first of these programs that is there, or empty."""
    return next((path for program in programs if (path := shutil.which(program, path=search_path()))), "")


def write(path: Path, text: str, account: Account | None, *, mode: int = 0o600) -> None:
    """Write a file of a server, readable by it and by nobody else."""
    path.touch(mode=mode)
    path.write_text(text)
    if account:
        os.chown(path, account.uid, account.gid)
