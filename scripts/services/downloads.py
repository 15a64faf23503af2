"""What no apt holds: the Elasticsearch archive from Maven Central and stripe-mock built from its Go module.

Both are cached, and a cached file is verified each time before it is used; one that fails is fetched again.
"""

import hashlib
import os
import re
import shutil
import stat
import tempfile
import zipfile
from pathlib import Path

from .commands import Cancel, run, search_path
from .errors import ServiceError

ELASTICSEARCH = "8.19.21"
ELASTICSEARCH_SHA256 = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
_GROUP = "org.elasticsearch.distribution.integ-test-zip"
_MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"

STRIPE_MOCK = "v0.203.0"
STRIPE_MOCK_NEEDS_GO = (1, 22)


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal; empty if there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def verified(path: Path, digest: str) -> bool:
    """Whether the file is there and is the expected one; a wrong one is deleted."""
    found = sha256(path)
    if found and found != digest:
        path.unlink()
    return found == digest


def elasticsearch_zip(cache: Path, *, cancel: Cancel) -> Path:
    """The archive with the pinned checksum, from the cache or by Maven (107 MB)."""
    archive = cache / f"elasticsearch-{ELASTICSEARCH}.zip"
    if verified(archive, ELASTICSEARCH_SHA256):
        return archive
    cache.mkdir(parents=True, exist_ok=True)
    maven = shutil.which("mvn", path=search_path())
    if not maven:
        raise ServiceError("Maven (mvn) is missing; it fetches Elasticsearch")
    found = ""
    with tempfile.TemporaryDirectory(dir=cache, prefix="maven-") as folder:
        # Maven trusts what its own repository holds, so a file that is damaged there is asked for anew in an empty one.
        for options in ([], [f"-Dmaven.repo.local={folder}/repository"]):
            run(
                [maven, "-B", "-q", *options, _MAVEN_COPY, f"-Dartifact={_GROUP}:elasticsearch:{ELASTICSEARCH}:zip",
                 f"-DoutputDirectory={folder}", "-Dmdep.overWriteIfNewer=true"],
                cancel=cancel, limit=1200, cwd=Path(folder),
            )  # fmt: skip
            fetched = Path(folder) / archive.name
            found = sha256(fetched)
            if found == ELASTICSEARCH_SHA256:
                fetched.replace(archive)
                return archive
            fetched.unlink(missing_ok=True)
    raise ServiceError(
        f"{archive.name} has the SHA-256 {found or '(no file)'}, expected {ELASTICSEARCH_SHA256}; not used"
    )


def unpack(archive: Path, folder: Path, *, cancel: Cancel) -> None:
    """Unpack a zip into `folder`, which appears only when it is complete. Names that lead outside are refused."""
    half = folder.with_name(folder.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    with zipfile.ZipFile(archive) as content:
        for member in content.infolist():
            cancel.check()
            target = (half / member.filename).resolve()
            if not target.is_relative_to(half.resolve()):
                raise ServiceError(f"{archive.name} holds a name that leads outside: {member.filename}")
            content.extract(member, half)
    (top,) = half.iterdir()  # the archive holds one folder
    for program in (top / "bin").iterdir():
        program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)  # the zip carries no x bits
    shutil.rmtree(folder, ignore_errors=True)
    top.replace(folder)
    half.rmdir()


def go() -> str:
    """The path of a Go that is new enough, or empty."""
    program = shutil.which("go", path=search_path())
    if not program:
        return ""
    version = re.search(r"go(\d+)\.(\d+)", run([program, "version"], cancel=Cancel(), limit=30))
    return program if version and (int(version[1]), int(version[2])) >= STRIPE_MOCK_NEEDS_GO else ""


def stripe_mock_binary(cache: Path, *, cancel: Cancel) -> Path:
    """stripe-mock of the pinned version, from the cache or built (20 s).

    Go's checksum database vouches for the source. What a build gives differs with the compiler, so the binary's own
    checksum is noted beside it when it is built.
    """
    binary = cache / f"stripe-mock-{STRIPE_MOCK}"
    note = binary.with_name(binary.name + ".sha256")
    if note.exists() and verified(binary, note.read_text().strip()):
        return binary
    cache.mkdir(parents=True, exist_ok=True)
    program = go()
    if not program:
        raise ServiceError("Go 1.22 or newer is missing; it builds stripe-mock")
    with tempfile.TemporaryDirectory(dir=cache, prefix="go-") as folder:
        run(
            [program, "install", f"github.com/stripe/stripe-mock@{STRIPE_MOCK}"],
            cancel=cancel, limit=900, cwd=Path(folder),
            env={**os.environ, "GOBIN": folder, "CGO_ENABLED": "0"},  # without C: no compiler beside Go is needed
        )  # fmt: skip
        built = Path(folder) / "stripe-mock"
        note.write_text(sha256(built))
        built.replace(binary)
    return binary
