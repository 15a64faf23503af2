"""What the shelf does when something changes elsewhere."""

from catalog.events import ProductChanged
from catalog.shelf.services import on_product_changed, shelf_fold, shelf_refresh_due, shelf_refresh_vendor
from core.events import subscribe
from core.slots import TICKER_JOBS, TickerJob
from vendors.events import VendorChanged


def on_vendor_changed(event: VendorChanged) -> None:
    shelf_refresh_vendor(vendor_id=event.vendor_id)


def work_ahead() -> None:
    """What readers would do otherwise, done before they come."""
    shelf_refresh_due()
    shelf_fold()


def connect() -> None:
    subscribe(ProductChanged, on_product_changed, durable=True)
    subscribe(VendorChanged, on_vendor_changed, durable=True)
    TICKER_JOBS.register(TickerJob(name="shelf", seconds=5, run=work_ahead))
