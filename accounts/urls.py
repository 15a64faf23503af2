"""Pages of the account that are our own; allauth's are in `accounts.auth_urls`. Both carry whole paths."""

from django.urls import path

from accounts.views import addresses, pages, privacy, profile, security, sign_in

app_name = "accounts"
urlpatterns = [
    path("tai-khoan/", profile.profile, name="profile"),
    path("tai-khoan/_menu/", sign_in.menu, name="menu"),
    path("tai-khoan/dang-nhap/ma/", sign_in.sign_in_code, name="sign-in-code"),
    path("tai-khoan/chao-ban/", sign_in.welcome, name="welcome"),
    path("tai-khoan/bao-mat/", security.security, name="security"),
    path("tai-khoan/bao-mat/dang-xuat-noi-khac/", security.sign_out_everywhere, name="sign-out-everywhere"),
    path("tai-khoan/xac-nhan/", security.confirm, name="stepup"),
    path("tai-khoan/so-dien-thoai/", security.phone, name="phone"),
    path("tai-khoan/so-dien-thoai/ma/", security.phone_code, name="phone-code"),
    path("tai-khoan/dia-chi/", addresses.address_list, name="addresses"),
    path("tai-khoan/dia-chi/them/", addresses.address_add, name="address-add"),
    path("tai-khoan/dia-chi/<int:pk>/", addresses.address_edit, name="address-edit"),
    path("tai-khoan/dia-chi/<int:pk>/xoa/", addresses.address_delete, name="address-delete"),
    path("tai-khoan/dia-chi/<int:pk>/mac-dinh/", addresses.address_default, name="address-default"),
    path("tai-khoan/quyen-rieng-tu/", privacy.consents, name="consents"),
    path("tai-khoan/du-lieu/", privacy.data, name="data"),
    path("tai-khoan/du-lieu/tai-ve/", privacy.export, name="data-export"),
    path("tai-khoan/du-lieu/xoa/", privacy.erase, name="data-erase"),
    path("dieu-khoan/", pages.terms, name="terms"),
    path("quyen-rieng-tu/", pages.privacy, name="privacy"),
]
