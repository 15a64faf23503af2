"""URLs of the producer's centre: stock and prices, lots, import and export; joined in `catalog.urls`."""

from django.urls import URLPattern, path

from catalog.views import centre_import, centre_lots, centre_stock

_STOCK = "kenh-ban/<slug:shop>/kho/"
_IMPORT = "kenh-ban/<slug:shop>/nhap-file/"

urlpatterns: list[URLPattern] = [
    path(_STOCK, centre_stock.stock, name="centre-stock"),
    path(f"{_STOCK}<int:pk>/", centre_stock.ledger, name="centre-stock-ledger"),
    path(f"{_STOCK}che-do/", centre_stock.mode, name="centre-stock-mode"),
    path(f"{_STOCK}lo/", centre_lots.lot_list, name="centre-lots"),
    path(f"{_STOCK}lo/moi/", centre_lots.lot_new, name="centre-lot-new"),
    path(f"{_STOCK}lo/<int:pk>/", centre_lots.lot, name="centre-lot"),
    path(f"{_STOCK}lo/<int:pk>/lay-ra/", centre_lots.lot_take, name="centre-lot-take"),
    path(f"{_STOCK}lo/<int:pk>/buoc/", centre_lots.step_add, name="centre-lot-step"),
    path(f"{_STOCK}lo/<int:pk>/bo-buoc/", centre_lots.step_remove, name="centre-lot-step-remove"),
    path(f"{_STOCK}lo/<int:pk>/in-nhan/", centre_lots.labels, name="centre-lot-labels"),
    path(_IMPORT, centre_import.start, name="centre-import"),
    path(f"{_IMPORT}<int:pk>/", centre_import.show, name="centre-import-job"),
    path(f"{_IMPORT}<int:pk>/viec/", centre_import.act, name="centre-import-act"),
    path(f"{_IMPORT}mau.csv", centre_import.sample, {"kind": "csv"}, name="centre-import-sample-csv"),
    path(f"{_IMPORT}mau.xlsx", centre_import.sample, {"kind": "xlsx"}, name="centre-import-sample-xlsx"),
    path("kenh-ban/<slug:shop>/xuat-file/hang.csv", centre_import.products, {"kind": "csv"}, name="centre-export-csv"),
    path(
        "kenh-ban/<slug:shop>/xuat-file/hang.xlsx", centre_import.products, {"kind": "xlsx"}, name="centre-export-xlsx"
    ),
]
