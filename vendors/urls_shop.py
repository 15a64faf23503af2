"""URLs of the public shop and of what buyers and shops say to each other; joined in `vendors.urls`."""

from django.urls import URLPattern, path

from vendors.views import enquiries, public, shop_edit

urlpatterns: list[URLPattern] = [
    path("gian-hang/<slug:slug>/theo-doi/", public.follow, name="follow"),
    path("gian-hang/<slug:slug>/hoi-gia-si/", enquiries.ask, name="enquiry-ask"),
    path("tai-khoan/dang-theo-doi/", public.following, name="following"),
    path("tai-khoan/tin-nhan/", enquiries.mine, name="my-enquiries"),
    path("tai-khoan/tin-nhan/<int:pk>/", enquiries.my_thread, name="my-enquiry"),
    path("kenh-ban/<slug:shop>/gian-hang/", shop_edit.edit, name="centre-shop"),
    path("kenh-ban/<slug:shop>/tin-nhan/", enquiries.shop_list, name="centre-enquiries"),
    path("kenh-ban/<slug:shop>/tin-nhan/<int:pk>/", enquiries.shop_thread, name="centre-enquiry"),
]
