"""django-allauth: who may sign in how. `accounts.adapter` holds the behaviour, `docs/accounts.md` the reasons.

Signing in by phone number is our own (`accounts.codes`), since allauth keeps the code in clear in the session and does
not make accounts for unknown numbers; e-mail and password, the steps of a sign-in, re-authentication and the second
factor are allauth's.
"""

from datetime import timedelta
from typing import Any

import environ

# Where a code may be sent by text message: ISO 3166 regions. More regions mean more to pay for and more abuse.
PHONE_REGIONS = ["VN"]

# The most codes to telephones in an hour, whoever asks; see `accounts.limits`. Set it to what you are ready to pay for.
CODES_PER_HOUR: int = environ.FileAwareEnv().int("CODES_PER_HOUR", default=2_000)

# Not Django's ModelBackend: it would be a second way to try passwords, without the limits of the first.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

# An address counts once a code sent to it was entered; until then nobody is signed in by it.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2  # the present one and the one being verified
ALLAUTH_USER_CODE_FORMAT: dict[str, Any] = {"numeric": True, "dashed": False, "length": 6}

ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays; Django's session hash ends all others
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_TIMEOUT = 15 * 60

ACCOUNT_FORMS = {
    "login": "accounts.forms.PasswordLoginForm",
    "signup": "accounts.forms.EmailSignupForm",
}

# The second factor: an authenticator app (TOTP, RFC 6238) with recovery codes.
MFA_ADAPTER = "accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Chợ Làng"
MFA_TOTP_TOLERANCE = 1  # one step of 30 s either way: phones' clocks are off
MFA_RECOVERY_CODES_SHOW_ONCE = False
# A phone number is as good a first factor as an address, so a user may have no address at all.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Staff enter their second factor again after this time, even in a session that still runs.
STAFF_MFA_MAX_AGE = timedelta(hours=12)

# Wagtail would change addresses without a code and passwords without the old one; our account pages do both rightly.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

# Tries and sendings are counted by `accounts.limits`. What allauth counts itself, since only it knows when: tries at a
# second factor per person, and how soon the next letter with a code may go to an address (and, should a way to one not
# be counted by us, how many). One switch turns all off.
ACCOUNT_RATE_LIMITS: dict[str, str | None] | bool = environ.FileAwareEnv().bool("RATE_LIMITS", default=True) and {
    "login_failed": "10/10m/key",
    "confirm_email": "1/20s/key,6/h/key,16/d/key",
    "reauthenticate": "20/10m/user",
    "change_password": "10/m/user",
    "manage_email": "20/m/user",
    "login": None,
    "signup": None,
    "reset_password": None,
    "reset_password_from_key": "30/m/ip",
}
