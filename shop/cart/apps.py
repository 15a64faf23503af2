from django.apps import AppConfig


class ShopCartConfig(AppConfig):
    name = "shop.cart"
    label = "cart"
    verbose_name = "Giỏ hàng"
