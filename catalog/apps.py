from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "Danh mục sản phẩm"

    def ready(self) -> None:
        from catalog import demo, photos, privacy, seasons, shop_section
        from catalog.centre import entries as centre_entries
        from catalog.centre import officer as officer_section
        from catalog.demo.loading import load_products
        from catalog.editing import producers
        from catalog.shelf import handlers, sections
        from core.events import subscribe
        from core.slots import DEMO_STEPS, DemoStep
        from vendors.events import VendorChanged

        DEMO_STEPS.register(DemoStep(name="classification", label="product groups and sets", load=demo.load, order=20))
        DEMO_STEPS.register(DemoStep(name="products", label="shops and products", load=load_products, order=50))
        subscribe(VendorChanged, producers.follow, durable=True)
        handlers.connect()
        sections.register()
        shop_section.register()
        officer_section.register()
        seasons.register()
        privacy.register()
        photos.connect()
        centre_entries.register()
