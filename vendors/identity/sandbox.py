"""The sandbox: an identity provider for development and the demo. It believes whatever the person presses."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.text import clean_text
from vendors.identity.base import IdentityAnswer


class SandboxIdentity:
    """Its page is our own (`vendors:join-identity-sandbox`) and says that it is a trial."""

    name = "sandbox"
    title = _("Định danh thử nghiệm")
    is_real = False

    def begin(self, *, token: str, return_path: str) -> str:
        """The page is beside the one it returns to."""
        return f"{return_path}thu-nghiem/"

    def finish(self, *, token: str, answer: Mapping[str, str]) -> IdentityAnswer:
        """`answer["result"]` is "yes" or something else, `answer["name"]` what the person typed."""
        if answer.get("result") != "yes":
            return IdentityAnswer(passed=False)
        return IdentityAnswer(
            passed=True, name=clean_text(answer.get("name", ""), max_length=120), reference=f"TEST-{token[:8]}"
        )
