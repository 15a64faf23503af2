"""Who the servers run as. PostgreSQL and Elasticsearch refuse root, so root hands them to `nobody`."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Account:
    """An unprivileged account of this machine."""

    name: str
    uid: int
    gid: int

    def popen_options(self) -> dict[str, Any]:
        """Keyword arguments for `subprocess`: the child runs as this account and keeps none of root's groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether the account gets into `folder`: asked of the kernel, for a mode check would miss ACLs and mounts."""
        result = subprocess.run(["test", "-x", str(folder)], check=False, cwd="/", **self.popen_options())
        return result.returncode == 0

    def own(self, folder: Path) -> None:
        """Give `folder` and what is in it to the account."""
        shutil.chown(folder, self.uid, self.gid)
        for path in folder.rglob("*"):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def server_account() -> Account | None:
    """The account for servers: `nobody` if we are root, else None, meaning whoever runs this."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
