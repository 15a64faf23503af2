"""Where things lie: `.services/` for one checkout's servers, the user's cache for what is costly to fetch."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from .account import Account

ROOT = Path(__file__).resolve().parents[2]


def cache_folder() -> Path:
    """Downloads shared by all checkouts. It may be emptied at any time, and what is in it is verified at each use."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cho-lang"


class Layout:
    """The folder of one checkout's servers: `.services/`, or what `SERVICES_DIR` names.

    `records/` says what runs, `leases/` who uses it, `env` how to reach it; `servers/` holds data and logs and may be a
    link to a temporary folder, where the unprivileged account that runs the servers cannot enter the checkout.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or Path(os.environ.get("SERVICES_DIR") or ROOT / ".services")).absolute()
        self.environment = self.folder / "env"
        self.records = self.folder / "records"
        self.leases = self.folder / "leases"
        self.servers = self.folder / "servers"
        self._home = self.folder / "home"

    def prepare(self, account: Account | None) -> str:
        """Make the folders; return a line for people if the servers' data must lie elsewhere, else nothing.

        A folder that was copied along with its checkout still names the original's processes and data: it is emptied.
        """
        if self.folder.exists() and self._text(self._home) != str(self.folder):
            self.forget()
        for folder in (self.folder, self.records, self.leases):
            folder.mkdir(parents=True, exist_ok=True)
        self._home.write_text(str(self.folder))
        if self.servers.is_symlink() and self._text(self.servers / "owner") != str(self.folder):
            self.servers.unlink()  # the temporary folder was cleaned away, or is another checkout's
        if not self.servers.exists():
            self.servers.mkdir(mode=0o755)
        if account is None or account.can_enter(self.servers):
            return ""
        self.servers.rmdir()
        elsewhere = Path(tempfile.mkdtemp(prefix="cho-lang-services-", dir=_shared_temporary_folder()))
        elsewhere.chmod(0o755)
        (elsewhere / "owner").write_text(str(self.folder))
        self.servers.symlink_to(elsewhere)
        return f"{account.name} cannot enter {self.folder}: the servers' data lies in {elsewhere}"

    def server_folder(self, name: str) -> Path:
        """The folder of one server's files. It exists after `make_server_folder`."""
        return self.servers.resolve() / name

    def make_server_folder(self, name: str, account: Account | None) -> Path:
        """Make a server's folder, private to the account that runs it."""
        folder = self.server_folder(name)
        folder.mkdir(mode=0o700, exist_ok=True)
        if account:
            os.chown(folder, account.uid, account.gid)
        return folder

    def forget(self, *, only: Iterable[str] | None = None) -> None:
        """Delete the data and logs of some servers, or all that lies here. Nothing of it may be running.

        A temporary folder is deleted if it is this checkout's; the lock stays, for somebody may be waiting for it.
        """
        if only is not None:
            for name in only:
                shutil.rmtree(self.server_folder(name), ignore_errors=True)
            return
        if self.servers.is_symlink():
            target = self.servers.resolve()
            if self._text(target / "owner") == str(self.folder):
                shutil.rmtree(target, ignore_errors=True)
            self.servers.unlink()
        for path in self.folder.iterdir() if self.folder.exists() else ():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != "lock":
                path.unlink()

    @contextlib.contextmanager
    def lock(self, *, waiting: str = "waiting for another run of scripts/services …") -> Iterator[None]:
        """Only one process at a time changes what runs. The kernel lets go of it, however the holder ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(f"  {waiting}", flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @staticmethod
    def _text(path: Path) -> str:
        try:
            return path.read_text()
        except OSError:
            return ""


def _shared_temporary_folder() -> Path:
    """A temporary folder that every account enters; root's own TMPDIR may be as closed as root's home."""
    return next((path for path in (Path("/var/tmp"), Path("/tmp")) if path.is_dir()), Path(tempfile.gettempdir()))  # noqa: S108
