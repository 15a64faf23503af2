from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "places"
    verbose_name = "Địa danh"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.slots import DEMO_STEPS, DemoStep
        from places import demo

        DEMO_STEPS.register(DemoStep(name="places", label="provinces and communes", load=demo.load, order=10))
