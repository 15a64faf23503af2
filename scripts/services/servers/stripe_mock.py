"""stripe-mock: Stripe's own server of request and answer shapes. It keeps no state."""

import shutil
from pathlib import Path

from ..downloads import STRIPE_MOCK, go, sha256, stripe_mock_binary
from ..health import LOOPBACK, answers
from ..layout import cache_folder
from .base import Context, Need, Server


class StripeMock(Server):
    name = "stripe-mock"
    variable = "STRIPE_API_BASE"

    def needs(self) -> list[Need]:
        if (cache_folder() / f"stripe-mock-{STRIPE_MOCK}").exists() or go():
            return []
        return [Need("Go 1.22 or newer")]  # Debian 12's own is 1.19

    def prepare(self, folder: Path, context: Context) -> None:
        if not (context.cache / f"stripe-mock-{STRIPE_MOCK}").exists():
            context.say(self.name, "building it with Go …")
        binary = stripe_mock_binary(context.cache, cancel=context.cancel)
        # A copy, since the servers' account may not enter the user's cache.
        program = folder / "stripe-mock"
        if sha256(program) != sha256(binary):
            program.unlink(missing_ok=True)
            shutil.copy(binary, program)
        program.chmod(0o755)

    def command(self, folder: Path, port: int) -> list[str]:
        # Left to itself it also serves HTTPS, on all addresses and a fixed port: that goes to loopback and a free one.
        return [
            str(folder / "stripe-mock"), "-http-addr", f"{LOOPBACK}:{port}", "-https-addr", f"{LOOPBACK}:0",
        ]  # fmt: skip

    def url(self, folder: Path, port: int) -> str:
        return f"http://{LOOPBACK}:{port}"

    def healthy(self, port: int) -> bool:
        return answers(f"http://{LOOPBACK}:{port}/", expect_ok=False)  # 401: there is no page without a key
