"""URLs of members, invitations, officers and acting; joined in `vendors.urls`."""

from django.urls import URLPattern, path

from vendors.views import acting, invitations, officer, people, succession

CENTRE = "kenh-ban/<slug:shop>"

urlpatterns: list[URLPattern] = [
    path(f"{CENTRE}/nguoi-lam/", people.member_list, name="centre-people"),
    path(f"{CENTRE}/nguoi-lam/moi/", invitations.invite, name="centre-invite"),
    path(f"{CENTRE}/nguoi-lam/loi-moi/<int:pk>/gui/", invitations.invite_send, name="centre-invite-send"),
    path(f"{CENTRE}/nguoi-lam/loi-moi/<int:pk>/thu-hoi/", invitations.invite_revoke, name="centre-invite-revoke"),
    path(f"{CENTRE}/nguoi-lam/chuyen-chu/", people.hand_over, name="centre-hand-over"),
    path(f"{CENTRE}/nguoi-lam/dac-diem/", people.own_marks, name="centre-marks"),
    path(f"{CENTRE}/nguoi-lam/dac-diem/rut-lai/", people.marks_withdraw, name="centre-marks-withdraw"),
    path(f"{CENTRE}/nguoi-lam/<int:pk>/", people.member, name="centre-member"),
    path(f"{CENTRE}/nguoi-lam/<int:pk>/cho-nghi/", people.member_remove, name="centre-member-remove"),
    path(f"{CENTRE}/roi-gian-hang/", people.leave, name="centre-leave"),
    path(f"{CENTRE}/nhat-ky/", people.audit_list, name="centre-audit"),
    path(f"{CENTRE}/thoi-lam-thay/", acting.end, name="acting-end"),
    path("loi-moi/<str:token>/", invitations.invitation, name="invitation"),
    path("xac-nhan-gian-hang/<str:token>/", officer.confirm_shop, name="confirm-shop"),
    path("can-bo/", officer.home, name="officer-home"),
    path("can-bo/soan-giup/", officer.draft, name="officer-draft"),
    path("can-bo/<slug:slug>/", officer.shop, name="officer-shop"),
    path("can-bo/<slug:slug>/gui-xac-nhan/", officer.confirmation, name="officer-confirmation"),
    path("can-bo/<slug:slug>/gui-xac-nhan/tin/", officer.confirmation_send, name="officer-confirmation-send"),
    path("kiem-duyet/can-bo/", officer.assign, name="officer-assign"),
    path("kiem-duyet/can-bo/<int:pk>/thoi/", officer.unassign, name="officer-unassign"),
    path("kiem-duyet/gian-hang/<slug:slug>/chu-moi/", succession.name_owner, name="owner-name"),
    path("kiem-duyet/gian-hang/<slug:slug>/lam-thay/", acting.begin, name="acting-begin"),
]
