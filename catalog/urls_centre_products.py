"""URLs of the producer's centre: products, and of the reviewers who read them; joined in `catalog.urls`."""

from django.urls import URLPattern, path

from catalog.views import centre_products, review_queue

urlpatterns: list[URLPattern] = [
    path("kenh-ban/<slug:shop>/san-pham/", centre_products.products, name="centre-products"),
    path("kenh-ban/<slug:shop>/san-pham/moi/", centre_products.product_new, name="centre-product-new"),
    path("kenh-ban/<slug:shop>/san-pham/<int:pk>/", centre_products.product_edit, name="centre-product"),
    path(
        "kenh-ban/<slug:shop>/san-pham/<int:pk>/xem-thu/",
        centre_products.product_preview,
        name="centre-product-preview",
    ),
    path("kiem-duyet/san-pham/", review_queue.queue, name="review-queue"),
    path("kiem-duyet/san-pham/<int:pk>/", review_queue.review, name="review-product"),
]
