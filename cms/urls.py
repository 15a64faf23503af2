"""Pages of the showcase: whatever address no room claims. Named and listed here instead of including `wagtail.urls`.

Wagtail brings a sign-in form of its own, which would be a second way to try passwords without limits and without the
second factor: its address leads to ours.
"""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail import views as wagtail
from wagtail.urls import serve_pattern

from cms.views import page_password

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    re_path(serve_pattern, wagtail.serve, name="wagtail_serve"),
]
