from django.apps import AppConfig


class ShopCheckoutConfig(AppConfig):
    name = "shop.checkout"
    label = "checkout"
    verbose_name = "Đặt hàng"
