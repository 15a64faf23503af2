"""Photographs in reviews: what is let in, what is kept when something fails, who sees them, and how they go."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.tasks import delete_file_from_storage_task

from accounts import privacy as data_rights
from catalog import forms, limits, photos, pictures, privacy, reviews
from catalog.events import ProductChanged
from catalog.models import Product, PurchaseProof, RatingTally, Review, ReviewPhoto
from catalog.models.talk import MAX_PHOTOS
from catalog.pricing.services import list_price_set
from catalog.shelf import memory
from catalog.wagtail_hooks import without_photographs_of_others
from core.events import subscribe, unsubscribe
from core.pictures import CleanPicture, picture_check
from tests.catalog.test_pictures import GPS, ORIENTATION, encoded, png_header, shown
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_offer, make_product

Committed = Callable[[Callable[[], object]], None]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_no_spooled_files", "_media")]


@pytest.fixture
def _media(settings: Any, tmp_path: Path) -> None:
    """Real files, for what is to be deleted is looked for on the disk."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}


@pytest.fixture
def _no_spooled_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves the temporary file of a rendition to the garbage collector, which warns."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


@pytest.fixture
def proof() -> PurchaseProof:
    return PurchaseProof.objects.create(product=make_product(), user=make_user(name="Thùy Dương"), reference="DH-1")


@pytest.fixture
def changed() -> Iterator[list[int]]:
    """Products of which somebody was told that they changed."""
    heard: list[int] = []

    def hear(event: ProductChanged) -> None:
        heard.append(event.product_id)

    subscribe(ProductChanged, hear, durable=True)
    yield heard
    unsubscribe(ProductChanged, hear)


def stored_files() -> list[str]:
    return sorted(str(path.relative_to(settings.MEDIA_ROOT)) for path in Path(settings.MEDIA_ROOT).rglob("*.*"))


def clean(kind: str = "JPEG", **options: Any) -> CleanPicture:
    return picture_check(io.BytesIO(encoded(kind, **options)), max_side=photos.MAX_SIDE)


def upload(content: bytes, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def send(client: Client, product: Product, *uploads: SimpleUploadedFile, **fields: str) -> Any:
    data = {"rating": "5", "text": "Vải tươi, đóng kỹ.", "author_name": "Dương", "photos": list(uploads)} | fields
    return client.post(f"/san-pham/{product.slug}/viet-danh-gia/", data)


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_photographs_are_kept_in_their_order_and_apart_from_those_of_shops(proof: PurchaseProof):
    review = reviews.review_write(proof=proof, rating=5, photos=[clean(), clean("PNG"), clean("AVIF")])
    found = list(review.photos.all())
    assert [photo.position for photo in found] == [0, 1, 2]
    assert [photo.image.file.name.rpartition(".")[2] for photo in found] == ["jpg", "png", "jpg"]
    collection = found[0].image.collection
    assert (collection.name, collection.depth) == (photos.COLLECTION, 2)
    assert {photo.image.collection for photo in found} == {collection}
    assert Collection.objects.filter(name=photos.COLLECTION).count() == 1
    assert found[0].image.uploaded_by_user is None
    everything = get_image_model().objects.all()
    assert not without_photographs_of_others(everything, HttpRequest()).exists()


def test_one_too_many_is_refused(proof: PurchaseProof):
    with pytest.raises(ValueError, match="5"):
        reviews.review_write(proof=proof, rating=5, photos=[clean()] * (MAX_PHOTOS + 1))
    assert not Review.objects.exists()
    assert not stored_files()


@pytest.mark.parametrize("what", ["publish", "_count"])
def test_what_fails_leaves_neither_rows_nor_files(proof: PurchaseProof, monkeypatch: pytest.MonkeyPatch, what: str):
    def fail(*_args: object) -> None:
        assert len(stored_files()) == 2
        raise RuntimeError("no")

    monkeypatch.setattr(reviews, what, fail)
    with pytest.raises(RuntimeError):
        reviews.review_write(proof=proof, rating=5, photos=[clean(), clean()])
    assert not Review.objects.exists()
    assert not ReviewPhoto.objects.exists()
    assert not get_image_model().objects.exists()
    assert not RatingTally.objects.filter(fives__gt=0).exists()
    assert not stored_files()


def test_a_photograph_that_cannot_be_written_takes_the_review_along(
    proof: PurchaseProof, monkeypatch: pytest.MonkeyPatch
):
    save = vars(FileSystemStorage)["_save"]

    def full(self: FileSystemStorage, name: str, content: Any) -> str:
        if stored_files():
            raise OSError("no space left on device")
        return save(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(OSError, match="no space"):
        reviews.review_write(proof=proof, rating=5, photos=[clean(), clean()])
    assert not Review.objects.exists()
    assert not stored_files()


def test_a_second_review_of_one_purchase_stores_nothing(proof: PurchaseProof):
    reviews.review_write(proof=proof, rating=5)
    with pytest.raises(reviews.AlreadyReviewed):
        reviews.review_write(proof=proof, rating=1, photos=[clean()])
    assert not stored_files()


# ── The form ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_form_works_without_javascript(client: Client, proof: PurchaseProof):
    client.force_login(proof.user)
    page = client.get(f"/san-pham/{proof.product.slug}/viet-danh-gia/").content.decode()
    assert 'enctype="multipart/form-data"' in page
    control = re.search(r'<input type="file"[^>]*>', page)
    assert control
    for part in ('name="photos"', " multiple", 'accept="image/*"', "aria-describedby"):
        assert part in control[0]
    answer = send(client, proof.product, upload(encoded("JPEG")), upload(encoded("WEBP")))
    assert answer["Location"] == f"/san-pham/{proof.product.slug}/danh-gia/"
    assert Review.objects.get().photos.count() == 2
    # Without any, as a browser sends it: one part with no name and no content.
    other = PurchaseProof.objects.create(product=proof.product, user=proof.user, reference="DH-2")
    body = (
        '--b\r\nContent-Disposition: form-data; name="rating"\r\n\r\n4\r\n'
        '--b\r\nContent-Disposition: form-data; name="photos"; filename=""\r\n'
        "Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n"
    )
    address = f"/san-pham/{proof.product.slug}/viet-danh-gia/"
    assert client.post(address, body, content_type="multipart/form-data; boundary=b").status_code == 302
    assert not other.review.photos.exists()


BAD = [
    ([upload("Đây là chữ".encode(), "ghi-chu.jpg")], "ghi-chu.jpg: Tệp này không phải là ảnh"),
    ([upload(b"%PDF-1.7\n", "hoa-don.pdf")], "hoa-don.pdf: Tệp này không phải là ảnh"),
    ([upload(b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "a.svg")], "Tệp này không phải là ảnh"),
    ([upload(b"", "rong.jpg")], "rong.jpg: Tệp ảnh trống."),
    ([upload(encoded("JPEG")), upload(encoded("JPEG", size=(900, 900))[:-900], "nua.jpg")], "nua.jpg: Ảnh bị hỏng"),
    ([upload(png_header(10_000, 6_000), "to.png")], "to.png: Ảnh lớn quá 40 triệu điểm ảnh."),
    ([upload(png_header(65_535, 65_535), "bom.png")], "bom.png: Ảnh lớn quá 40 triệu điểm ảnh."),
    ([upload(encoded("JPEG") + bytes(16 * 1024 * 1024), "nang.jpg")], "nang.jpg: Ảnh nặng quá 15 MB."),
    ([upload(encoded("JPEG"), f"{n}.jpg") for n in range(6)], "Mỗi nhận xét kèm được 5 ảnh, bạn vừa chọn 6."),
    ([upload(encoded("PNG", size=(1, 1)), "diem.png")], "diem.png: Ảnh nhỏ quá"),
    ([upload(b"x", '<img src=x onerror="alert(1)">.jpg')], "&lt;img"),
    ([upload(b"x", "\u202egpj.exe")], "gpj.exe: Tệp này"),
]


@pytest.mark.parametrize(("uploads", "told"), BAD, ids=[told for _uploads, told in BAD])
def test_a_bad_upload_is_explained_and_what_was_typed_stays(
    client: Client, proof: PurchaseProof, uploads: list[SimpleUploadedFile], told: str
):
    client.force_login(proof.user)
    for each in uploads:
        each.seek(0)
    answer = send(client, proof.product, *uploads)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert told in page
    assert "Vải tươi, đóng kỹ." in page
    assert re.search(r'value="5"[^>]* checked', page)
    assert 'value="Dương"' in page
    assert re.search(r'<input type="file"[^>]*aria-invalid="true"', page)
    assert not Review.objects.exists()
    assert not get_image_model().objects.exists()
    assert not stored_files()


def test_good_photographs_beside_another_mistake_are_asked_for_again(client: Client, proof: PurchaseProof):
    client.force_login(proof.user)
    page = send(client, proof.product, upload(encoded("JPEG")), rating="").content.decode()
    assert "Bạn chọn số sao nhé." in page
    assert "bạn chọn ảnh một lần nữa nhé." in page
    assert not stored_files()


def test_where_it_was_taken_is_taken_out_and_it_stands_upright(client: Client, proof: PurchaseProof):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "Telephone"
    exif.get_ifd(GPS)[2] = (21.0, 16.0, 30.0)
    client.force_login(proof.user)
    send(client, proof.product, upload(encoded("JPEG", size=(800, 600), exif=exif.tobytes()), "Nhà tôi.jpg"))
    image = Review.objects.get().photos.get().image
    assert (image.width, image.height) == (600, 800)
    with image.file.open() as file:
        content = file.read()
    assert not dict(shown(content).getexif())
    assert b"Telephone" not in content
    assert "nha" not in image.file.name.lower(), "the name of a file tells things too"


def test_large_ones_are_made_smaller(client: Client, proof: PurchaseProof):
    client.force_login(proof.user)
    send(client, proof.product, upload(encoded("JPEG", size=(4_000, 3_000))))
    image = Review.objects.get().photos.get().image
    assert (image.width, image.height) == (2_000, 1_500)


def test_who_may_not_write_stores_nothing(client: Client, proof: PurchaseProof):
    assert send(client, proof.product, upload(encoded("JPEG"))).status_code == 302
    client.force_login(make_user())
    assert send(client, proof.product, upload(encoded("JPEG"))).status_code == 403
    assert not stored_files()


def test_tries_are_counted_before_anything_is_decoded(
    client: Client, proof: PurchaseProof, monkeypatch: pytest.MonkeyPatch
):
    client.force_login(proof.user)
    tries = limits.KEYS["photos"][0][0]
    assert {send(client, proof.product, upload(b"x")).status_code for _ in range(tries)} == {200}

    def decode(*_args: object, **_options: object) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr(forms, "picture_check", decode)
    answer = send(client, proof.product, upload(encoded("JPEG")))
    assert answer.status_code == 429
    assert "Vải tươi, đóng kỹ." in answer.content.decode()
    assert not Review.objects.exists()


def test_the_form_names_the_limits_that_hold():
    said = f"tối đa {MAX_PHOTOS} ảnh, cộng lại không quá {forms.MAX_TOGETHER // 1_000_000} MB"
    field = forms.ReviewForm().fields["photos"]
    assert said in str(field.help_text).lower().replace("mb", "MB")
    assert said in str(field.widget.attrs["data-refused"])
    assert forms.MAX_TOGETHER < settings.MAX_BODY_BYTES


# ── Showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_they_are_shown_small_and_lead_to_a_large_one(client: Client, proof: PurchaseProof):
    review = reviews.review_write(proof=proof, rating=5, photos=[clean(size=(1_800, 1_200)) for _ in range(3)])
    for part in ("", "danh-gia/"):
        page = client.get(f"/san-pham/{proof.product.slug}/{part}").content.decode()
        shown_list = page[page.index('class="review-photos"') :]
        shown_list = shown_list[: shown_list.index("</ul>")]
        assert shown_list.count("<img") == 3
        for number in (1, 2, 3):
            assert f'alt="Ảnh của người mua, {number} trên 3"' in shown_list
        for kind in ("avif", "webp"):
            assert shown_list.count(f'type="image/{kind}"') == shown_list.count(f".{kind}") == 3
        large = re.findall(r'<a href="([^"]+)"', shown_list)
        assert len(large) == 3
        for address in large:
            with default_storage.open(address.removeprefix(settings.MEDIA_URL)) as file:
                assert max(shown(file.read()).size) == 1_600
    reviews.review_hide(review=review)
    for part in ("", "danh-gia/"):
        assert "review-photos" not in client.get(f"/san-pham/{proof.product.slug}/{part}").content.decode()


def test_english_readers_are_told_what_it_is(client: Client, proof: PurchaseProof):
    reviews.review_write(proof=proof, rating=5, photos=[clean()])
    page = client.get(f"/en/san-pham/{proof.product.slug}/danh-gia/").content.decode()
    assert re.search(r'<img[^>]* alt="[^"]+"[^>]*width="96"', page)


def test_no_query_for_each_photograph(
    client: Client, proof: PurchaseProof, django_assert_max_num_queries: Callable[..., Any]
):
    for number in range(4):
        own = PurchaseProof.objects.create(product=proof.product, user=proof.user, reference=f"Q-{number}")
        reviews.review_write(proof=own, rating=5, photos=[clean() for _ in range(MAX_PHOTOS)])
    rows = Review.objects.shown().telling()
    photos.with_photos(rows)  # makes the renditions, once
    with django_assert_max_num_queries(2):
        found = photos.with_photos(rows)
    assert [len(review.shown_photos) for review in found] == [MAX_PHOTOS] * 4
    with django_assert_max_num_queries(0):
        assert photos.with_photos([]) == []
    pictures.picture_add(product=proof.product, picture=clean(), alt="Vải")
    list_price_set(offer=make_offer(product=proof.product), price=55_000)
    for part in ("", "danh-gia/"):
        client.get(f"/san-pham/{proof.product.slug}/{part}")
        memory.pages.clear()
        with django_assert_max_num_queries(12):
            page = client.get(f"/san-pham/{proof.product.slug}/{part}").content.decode()
        assert page.count('width="96" height="96"') == 4 * MAX_PHOTOS


def test_a_rendition_that_got_lost_is_made_again(proof: PurchaseProof):
    review = reviews.review_write(proof=proof, rating=5, photos=[clean(), clean()])
    before = photos.with_photos([review])[0].shown_photos
    get_image_model().get_rendition_model().objects.filter(filter_spec=photos.LARGE).first().delete()
    after = photos.with_photos([review])[0].shown_photos
    assert [photo.src for photo in after] == [photo.src for photo in before]
    assert all(default_storage.exists(photo.large.removeprefix(settings.MEDIA_URL)) for photo in after)


def test_a_rating_without_a_word_is_no_reading(proof: PurchaseProof):
    reviews.review_write(proof=proof, rating=5)
    other = PurchaseProof.objects.create(product=proof.product, user=proof.user, reference="DH-2")
    with_photo = reviews.review_write(proof=other, rating=5, photos=[clean()])
    assert list(Review.objects.shown().telling()) == [with_photo]


# ── Going ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def written(proof: PurchaseProof) -> Review:
    review = reviews.review_write(proof=proof, rating=5, text="Ngon", photos=[clean(), clean("PNG")])
    photos.with_photos([review])
    assert len(stored_files()) == 2 + 2 * 4
    return review


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> Committed:
    """Do something, and then what waits for the commit, tasks included."""

    def do(what: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            what()
        for row in DBTaskResult.objects.filter(task_path=delete_file_from_storage_task.module_path):
            delete_file_from_storage_task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])

    return do


def test_a_copy_of_ones_data_has_them(written: Review):
    assert written.proof
    user = written.proof.user
    names = [f"danh-gia-{written.pk}-1.jpg", f"danh-gia-{written.pk}-2.png"]
    assert privacy.export(user)["reviews"][0]["photos"] == names
    with zipfile.ZipFile(io.BytesIO(data_rights.export_archive(user))) as archive:
        assert json.loads(archive.read("catalog.json"))["reviews"][0]["photos"] == names
        for name, size in zip(names, ((80, 60), (80, 60)), strict=True):
            assert shown(archive.read(f"catalog/{name}")).size == size
    assert not list(privacy.files(make_user()))


def test_a_copy_is_made_also_where_a_file_is_lost(written: Review):
    assert written.proof
    image = written.photos.all()[0].image
    image.file.storage.delete(image.file.name)
    assert [name for name, _content in privacy.files(written.proof.user)] == [f"danh-gia-{written.pk}-2.png"]


def test_who_leaves_takes_them_along_files_included(client: Client, written: Review, committed: Committed):
    assert written.proof
    user, product = written.proof.user, written.product
    assert "review-photos" in client.get(f"/san-pham/{product.slug}/").content.decode()
    committed(lambda: privacy.erase(user))
    assert not ReviewPhoto.objects.exists()
    assert not get_image_model().objects.exists()
    assert not stored_files()
    page = client.get(f"/san-pham/{product.slug}/").content.decode()
    assert "Ngon" in page
    assert "review-photos" not in page


@pytest.mark.parametrize("what", ["review", "proof"])
def test_a_deleted_review_takes_them_along(written: Review, committed: Committed, what: str):
    committed(written.delete if what == "review" else lambda: written.proof and written.proof.delete())
    assert not Review.objects.exists()
    assert not get_image_model().objects.exists()
    assert not stored_files()


def test_a_deletion_that_is_rolled_back_deletes_no_file(written: Review):
    def fail() -> None:
        with transaction.atomic():
            reviews.review_photos_delete(review=written)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert written.photos.count() == 2
    assert len(stored_files()) == 10


@pytest.mark.parametrize("of", ["review", "product"])
def test_a_picture_that_staff_give_another_file_is_drawn_anew(written: Review, changed: list[int], of: str):
    product = written.product
    image = written.photos.all()[0].image
    if of == "product":
        image = pictures.picture_add(product=product, picture=clean(), alt="Vải").image
    assert image
    rendition = image.get_rendition("max-10x10")
    del changed[:]
    rendition.delete()
    assert changed == [product.pk]
    get_image_model().objects.create(title="Một trang", file=image.file).get_rendition("max-10x10").delete()
    assert len(changed) == 1


def test_staff_delete_photographs_for_good(client: Client, written: Review, committed: Committed):
    assert reviews.review_photos_delete(review=reviews.review_write(proof=_other(written), rating=4)) is False
    committed(lambda: reviews.review_photos_delete(review=written))
    assert not stored_files()
    assert Review.objects.filter(text="Ngon").exists()


def test_staff_see_them(client: Client, written: Review):
    sign_in(client, make_staff(), "password", "mfa")
    page = client.get(f"/admin/catalog/review/{written.pk}/change/").content.decode()
    assert len(re.findall(r'<a href="[^"]+max-1600x1600[^"]*"><img src="[^"]+fill-240x240', page)) == 2


def _other(review: Review) -> PurchaseProof:
    return PurchaseProof.objects.create(product=review.product, user=make_user(), reference="DH-9")
