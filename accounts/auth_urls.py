"""The pages of allauth that this site uses, under Vietnamese addresses and allauth's own names.

Listed one by one instead of `include("allauth.urls")`: what is not here does not exist.
"""

from allauth.account import views as account
from django.urls import path, re_path

from accounts.views import auth, sign_in

urlpatterns = [
    path("tai-khoan/dang-nhap/", sign_in.sign_in, name="account_login"),
    path("tai-khoan/dang-nhap/mat-khau/", auth.password_login, name="account_login_password"),
    path("tai-khoan/dang-ky/", auth.signup, name="account_signup"),
    path("tai-khoan/dang-xuat/", account.logout, name="account_logout"),
    path("tai-khoan/bi-khoa/", account.account_inactive, name="account_inactive"),
    path("tai-khoan/xac-nhan/mat-khau/", auth.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/e-mail/", auth.email, name="account_email"),
    path("tai-khoan/e-mail/ma/", auth.email_verification_sent, name="account_email_verification_sent"),
    path("tai-khoan/mat-khau/", auth.password_change, name="account_change_password"),
    path("tai-khoan/mat-khau/dat/", auth.password_set, name="account_set_password"),
    path("tai-khoan/mat-khau/quen/", auth.password_reset, name="account_reset_password"),
    path("tai-khoan/mat-khau/quen/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    # The key has a hyphen of its own, so the first part must not be greedy about them.
    re_path(
        r"^tai-khoan/mat-khau/moi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        auth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "tai-khoan/mat-khau/moi/xong/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("tai-khoan/hai-buoc/", auth.mfa_index, name="mfa_index"),
    path("tai-khoan/hai-buoc/nhap-ma/", auth.mfa_authenticate, name="mfa_authenticate"),
    path("tai-khoan/hai-buoc/xac-nhan/", auth.mfa_reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/hai-buoc/bat/", auth.mfa_activate_totp, name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/tat/", auth.mfa_deactivate_totp, name="mfa_deactivate_totp"),
    path("tai-khoan/hai-buoc/ma-du-phong/", auth.recovery_codes_view, name="mfa_view_recovery_codes"),
    path(
        "tai-khoan/hai-buoc/ma-du-phong/moi/",
        auth.recovery_codes_generate,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tai-khoan/hai-buoc/ma-du-phong/tai-ve/",
        auth.recovery_codes_download,
        name="mfa_download_recovery_codes",
    ),
]
