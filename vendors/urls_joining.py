"""URLs of opening a shop, its papers and its verification; joined in `vendors.urls`."""

from django.urls import URLPattern, path

from vendors.views import closing, contract, identity, joining, naming, papers, review

_JOIN = "mo-gian-hang/<slug:shop>/"
_PAPERS = "kenh-ban/<slug:shop>/giay-to/"
_REVIEW = "kiem-duyet/gian-hang/"

urlpatterns: list[URLPattern] = [
    path("mo-gian-hang/", joining.join, name="join"),
    path(_JOIN, joining.overview, name="join-overview"),
    path(f"{_JOIN}gian-hang/", joining.shop, name="join-gian-hang"),
    path(f"{_JOIN}noi-ban/", joining.place, name="join-noi-ban"),
    path(f"{_JOIN}nguoi-dai-dien/", joining.representative, name="join-nguoi-dai-dien"),
    path(f"{_JOIN}tai-khoan/", joining.account, name="join-tai-khoan"),
    path(f"{_JOIN}giay-to/", joining.documents, name="join-giay-to"),
    path(f"{_JOIN}hop-dong/", joining.sign, name="join-hop-dong"),
    path(f"{_JOIN}danh-tinh/", identity.step, name="join-danh-tinh"),
    path(f"{_JOIN}danh-tinh/ve/", identity.back, name="join-identity-back"),
    path(f"{_JOIN}danh-tinh/thu-nghiem/", identity.sandbox, name="join-identity-sandbox"),
    path(f"{_JOIN}nop/", joining.hand_in, name="join-hand-in"),
    path("hop-dong-nguoi-ban/", contract.contract_text, name="contract"),
    path(_PAPERS, papers.papers, name="centre-papers"),
    path(f"{_PAPERS}tai-khoan/", papers.account, name="centre-papers-account"),
    path(f"{_PAPERS}ma-so-thue/", papers.representative, name="centre-papers-tax"),
    path(f"{_PAPERS}hop-dong/", contract.contract_again, name="centre-papers-contract"),
    path(f"{_PAPERS}<int:pk>/tai/", papers.paper_file, name="centre-paper-file"),
    path("kenh-ban/<slug:shop>/doi-ten/", naming.change, name="centre-name"),
    path("kenh-ban/<slug:shop>/dong-gian-hang/", closing.close, name="centre-close"),
    path(_REVIEW, review.queue, name="review-queue"),
    path(f"{_REVIEW}<slug:slug>/", review.review, name="review"),
    path(f"{_REVIEW}<slug:slug>/giay-to/<int:pk>/", review.paper_file, name="review-paper"),
]
