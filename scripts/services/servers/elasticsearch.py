"""Elasticsearch from Maven Central: the distribution that its own integration tests use.

It has few modules (no ICU, no n-grams, no `GET /`), which is all that the search of this project asks for.
"""

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from ..commands import search_path
from ..downloads import ELASTICSEARCH, ELASTICSEARCH_SHA256, elasticsearch_zip, unpack, verified
from ..health import LOOPBACK, answers
from ..layout import cache_folder
from .base import Context, Need, Server, find

MINIMUM_JAVA = 17
HEAP = "512m"  # measured: about 740 MB in all, up in 12 to 21 s on two cores


class Elasticsearch(Server):
    name = "elasticsearch"
    variable = "ELASTICSEARCH_URL"
    limit = 180

    def needs(self) -> list[Need]:
        lacking = []
        if not java_home():
            lacking.append(Need(f"Java {MINIMUM_JAVA}", ("openjdk-17-jre-headless",)))
        cached = verified(cache_folder() / f"elasticsearch-{ELASTICSEARCH}.zip", ELASTICSEARCH_SHA256)
        if not cached and not find("mvn"):
            lacking.append(Need("Maven", ("maven",)))
        return lacking

    def prepare(self, folder: Path, context: Context) -> None:
        program = folder / f"elasticsearch-{ELASTICSEARCH}"
        if not program.exists():
            if not verified(context.cache / f"elasticsearch-{ELASTICSEARCH}.zip", ELASTICSEARCH_SHA256):
                context.say(self.name, "fetching 107 MB by Maven …")
            unpack(elasticsearch_zip(context.cache, cancel=context.cancel), program, cancel=context.cancel)
        config = folder / "config"
        shutil.rmtree(config, ignore_errors=True)
        shutil.copytree(program / "config", config)
        for name in ("data", "logs", "tmp", "jvm"):
            (folder / name).mkdir(exist_ok=True)
        # The zip's options log garbage collection to a relative path; nobody reads that here.
        options = (config / "jvm.options").read_text().splitlines()
        kept = [line for line in options if not re.match(r"-Xlog:gc|-XX:ErrorFile|-XX:\+HeapDump", line)]
        kept += [f"-Xms{HEAP}", f"-Xmx{HEAP}", f"-XX:ErrorFile={folder}/logs/hs_err_pid%p.log"]
        (config / "jvm.options").write_text("\n".join([*kept, ""]))
        if context.account:
            for name in ("config", "data", "logs", "tmp", "jvm"):
                context.account.own(folder / name)

    def command(self, folder: Path, port: int) -> list[str]:
        settings = {
            "cluster.name": "cho-lang-tests",
            "node.name": "tests",
            "path.data": folder / "data",
            "path.logs": folder / "logs",
            "network.host": LOOPBACK,
            "http.port": port,
            "transport.port": "0",
            "discovery.type": "single-node",
            "xpack.security.enabled": "false",
            # By default indices turn read-only on a disk that is 95 % full, whatever its size.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "action.destructive_requires_name": "true",
        }
        lines = [f'{name}: "{value}"' for name, value in settings.items()]
        owner = (folder / "config").stat()
        path = folder / "config" / "elasticsearch.yml"
        path.write_text("\n".join([*lines, ""]))
        if os.geteuid() == 0:
            os.chown(path, owner.st_uid, owner.st_gid)
        return [str(folder / f"elasticsearch-{ELASTICSEARCH}" / "bin" / "elasticsearch")]

    def environment(self, folder: Path) -> dict[str, str]:
        return super().environment(folder) | {
            "ES_JAVA_HOME": java_home(),
            "ES_PATH_CONF": str(folder / "config"),
            "ES_TMPDIR": str(folder / "tmp"),
        }

    def url(self, folder: Path, port: int) -> str:
        return f"http://{LOOPBACK}:{port}"

    def healthy(self, port: int) -> bool:
        return answers(f"http://{LOOPBACK}:{port}/_cluster/health?wait_for_status=yellow&timeout=1s", seconds=4)


def java_home() -> str:
    """The home of a Java that is new enough: that of JAVA_HOME, of the PATH, or one Debian installed; or empty."""
    homes = [Path(value) for name in ("ES_JAVA_HOME", "JAVA_HOME") if (value := os.environ.get(name))]
    if program := shutil.which("java", path=search_path()):
        homes.append(Path(program).resolve().parent.parent)
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    return next((str(home) for home in homes if _java_version(home / "bin" / "java") >= MINIMUM_JAVA), "")


def _java_version(program: Path) -> int:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        result = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=False)
        if found := re.search(r'version "(\d+)', result.stderr):
            return int(found[1])
    return 0
