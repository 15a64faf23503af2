from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "Danh mục sản phẩm"

    def ready(self) -> None:
        from catalog import demo, photos, privacy, seasons, shop_section
        from catalog.centre import entries as centre_entries
        from catalog.centre import officer as officer_section
        from catalog.demo.loading import load_products
        from catalog.shelf import handlers, sections
        from core.slots import DEMO_STEPS, DemoStep

        DEMO_STEPS.register(DemoStep(name="classification", label="product groups and sets", load=demo.load, order=20))
        DEMO_STEPS.register(DemoStep(name="products", label="shops and products", load=load_products, order=50))
        handlers.connect()
        sections.register()
        shop_section.register()
        officer_section.register()
        seasons.register()
        privacy.register()
        photos.connect()
        centre_entries.register()
