from django.apps import AppConfig


class ShopLedgerConfig(AppConfig):
    name = "shop.ledger"
    label = "ledger"
    verbose_name = "Sổ cái"
