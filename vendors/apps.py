from django.apps import AppConfig


class VendorsConfig(AppConfig):
    name = "vendors"
    verbose_name = "Gian hàng"

    def ready(self) -> None:
        from vendors import centre_entries, notices, today
        from vendors.joining import entries as papers_entries
        from vendors.people import messages as people_messages
        from vendors.people import privacy as people_privacy
        from vendors.shop import entries as shop_entries

        notices.register_kinds()
        today.register()
        people_messages.register_kinds()
        people_privacy.register()
        centre_entries.register()
        shop_entries.register()
        papers_entries.register()
