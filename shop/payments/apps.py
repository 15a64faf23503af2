from django.apps import AppConfig


class ShopPaymentsConfig(AppConfig):
    name = "shop.payments"
    label = "payments"
    verbose_name = "Thanh toán"
