from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Nền tảng"

    def ready(self) -> None:
        from core import checks, contributions, health  # noqa: F401  checks register themselves when imported

        health.register()
        contributions.register()
