"""Storefront URLs (inside the language patterns)."""

from django.urls import include, path

from catalog.views import browse, certificate, product, product_list, seasons, trace

app_name = "catalog"

urlpatterns = [
    path("nhom/", browse.group_list, name="group-list"),
    path("nhom/<slug:slug>/", browse.group, name="group"),
    path("tinh/", browse.province_list, name="province-list"),
    path("tinh/<slug:slug>/", browse.province, name="province"),
    path("mua-vu/", seasons.seasons, name="seasons"),
    path("san-pham/", product_list.product_list, name="product-list"),
    path("san-pham/<slug:slug>/", product.product, name="product"),
    path("san-pham/<slug:slug>/danh-gia/", product.product_reviews, name="product-reviews"),
    path("san-pham/<slug:slug>/viet-danh-gia/", product.review_write, name="review-write"),
    path("san-pham/<slug:slug>/hoi-dap/", product.product_questions, name="product-questions"),
    path("san-pham/<slug:slug>/dat-cau-hoi/", product.question_ask, name="question-ask"),
    path("san-pham/<slug:slug>/dat-cho/", product.stay_request, name="stay-request"),
    path("danh-gia/<int:pk>/bao-cao/", product.review_report, name="review-report"),
    path("du-18-tuoi/", product.adult, name="adult"),
    path("chung-nhan/", certificate.certificate_find, name="certificate-find"),
    path("chung-nhan/<path:code>/", certificate.certificate, name="certificate"),
    path("truy-xuat/", trace.trace_find, name="trace-find"),
    path("truy-xuat/<path:code>/ma-qr.svg", trace.trace_qr, name="trace-qr"),
    path("truy-xuat/<path:code>/nhan.svg", trace.trace_label, name="trace-label"),
    path("truy-xuat/<path:code>/", trace.trace, name="trace"),
    path("", include("catalog.urls_centre_products")),
    path("", include("catalog.urls_centre_stock")),
    path("", include("catalog.urls_centre_talk")),
]
