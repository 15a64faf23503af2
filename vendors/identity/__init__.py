"""Electronic identity: a port through which a seller proves who they are, as decrees on electronic commerce want it.

The marketplace sends the person to a provider (VNeID, or a company that checks identity for others) and gets back that
they are who they say, under which name, and a reference. It asks for no picture of an identity card: article 29 of Law
91/2025/QH15 forbids demanding one. `settings.IDENTITY_PROVIDER` names the implementation; the sandbox believes
everybody, says so on its page, and is refused by `manage.py check --deploy`.
"""

from vendors.identity.base import IdentityAnswer, IdentityProvider, IdentityUnavailable, provider

__all__ = ["IdentityAnswer", "IdentityProvider", "IdentityUnavailable", "provider"]
