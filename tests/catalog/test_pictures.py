"""Photographs: what is let in, what is refused before it costs anything, and what is taken out."""

import gc
import io
import struct
import warnings
import zlib
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from wagtail.images import get_image_model
from wagtail.models import Collection

from catalog import pictures
from catalog.models import ProductPicture
from catalog.pictures import PictureRefused, picture_add, picture_check
from tests.factories.catalog import make_product

GPS, ORIENTATION = 0x8825, 0x0112


def encoded(kind: str, size: tuple[int, int] = (80, 60), mode: str = "RGB", **options: Any) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, size, "red" if mode != "L" else 120)
    if mode == "RGB":
        image.putpixel((0, 0), (0, 0, 255))
    image.save(out, kind, **options)
    return out.getvalue()


def check(content: bytes, name: str = "anh.jpg") -> pictures.CleanPicture:
    return picture_check(SimpleUploadedFile(name, content))


def shown(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is and has a few bytes of it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "jpg"), ("AVIF", "jpg"), ("GIF", "png")]
)
def test_the_kinds_that_telephones_and_computers_make(kind: str, extension: str):
    clean = check(encoded(kind))
    assert (clean.extension, clean.width, clean.height) == (extension, 80, 60)
    assert shown(clean.content).size == (80, 60)


def test_the_name_means_nothing():
    assert check(encoded("PNG"), "anh.jpg").extension == "png"
    with pytest.raises(PictureRefused, match="JPEG, PNG"):
        check("Đây là chữ".encode(), "anh.jpg")


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"%PDF-1.7\n",
        b"PK\x03\x04aaaa",
        b"BM" + bytes(60),
        b"II*\0" + bytes(60),
        b"\0" * 500,
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_other_kinds_are_refused(content: bytes):
    with pytest.raises(PictureRefused, match="JPEG, PNG"):
        check(content)


def test_an_empty_file():
    with pytest.raises(PictureRefused, match="trống"):
        check(b"")


def test_fifty_megabytes_are_refused_by_their_size_alone():
    class Upload(io.BytesIO):
        size = 50 * 1024 * 1024

        def read(self, *args: Any) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(PictureRefused, match="15 MB"):
        picture_check(Upload())
    # A size that lies is found out without reading all of it.
    stream = io.BytesIO(encoded("JPEG") + bytes(16 * 1024 * 1024))
    with pytest.raises(PictureRefused, match="15 MB"):
        picture_check(stream)
    assert stream.tell() == pictures.MAX_BYTES + 1


@pytest.mark.parametrize("size", [(10_000, 6_000), (6_325, 6_325), (30_000, 30_000), (65_535, 65_535)])
def test_sixty_megapixels_are_refused_before_decoding(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch):
    def load(self: Image.Image) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", load)
    with pytest.raises(PictureRefused, match="40 triệu"):
        check(png_header(*size))


def test_a_bomb_in_the_texts_of_a_png_is_refused():
    bomb = PngImagePlugin.PngInfo()
    bomb.add_text("Comment", "a" * 80_000_000, zip=True)
    content = encoded("PNG", pnginfo=bomb)
    assert len(content) < 200_000
    with pytest.raises(PictureRefused):
        check(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_half_a_picture_is_refused(kind: str):
    out = io.BytesIO()
    Image.effect_noise((200, 200), 90).convert("RGB").save(out, kind)
    with pytest.raises(PictureRefused):
        check(out.getvalue()[: len(out.getvalue()) // 2])


def test_pictures_that_move_are_refused():
    out = io.BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(PictureRefused, match="động"):
        check(out.getvalue())


def test_a_picture_of_one_point():
    with pytest.raises(PictureRefused, match="nhỏ"):
        check(encoded("PNG", (1, 1)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_where_it_was_taken_is_taken_out_and_it_stands_upright(kind: str):
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera lay on its side
    exif[0x010F] = "Telephone"
    exif.get_ifd(GPS)[2] = (21.0, 16.0, 30.0)
    content = encoded(kind, exif=exif.tobytes())
    assert b"Telephone" in content
    clean = check(content)
    assert (clean.width, clean.height) == (60, 80)
    after = shown(clean.content).getexif()
    assert not after.get_ifd(GPS)
    assert not dict(after)
    assert b"Telephone" not in clean.content
    assert b"Exif" not in clean.content


def test_comments_are_taken_out():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Nguyễn Văn A")
    texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Ha Noi</x:xmpmeta>")
    clean = check(encoded("PNG", pnginfo=texts))
    assert not set(shown(clean.content).info) & {"Author", "XML:com.adobe.xmp", "xmp"}
    clean = check(encoded("JPEG", comment=b"nha toi", xmp=b"<x:xmpmeta>Ha Noi</x:xmpmeta>"))
    assert b"nha toi" not in clean.content
    assert b"Ha Noi" not in clean.content


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_colours_of_printers_become_those_of_screens(mode: str):
    assert shown(check(encoded("JPEG", mode=mode)).content).mode == "RGB"


def test_what_is_see_through_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 90)).save(out, "WEBP", lossless=True)
    clean = check(out.getvalue())
    assert clean.extension == "png"
    assert shown(clean.content).getchannel("A").getpixel((5, 5)) == 90


def test_large_photographs_are_made_smaller():
    clean = check(encoded("JPEG", (6_000, 4_000)))
    assert (clean.width, clean.height) == (4_000, 2_667)


# ── Storing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_a_shop_has_its_own_collection():
    product = make_product(name="Vải thiều")
    first = picture_add(product=product, picture=check(encoded("JPEG")), alt="Thùng vải mở nắp", name="IMG 01.HEIC")
    second = picture_add(product=product, picture=check(encoded("PNG")), alt="")
    assert (first.position, second.position) == (0, 1)
    assert (first.alt, second.alt) == ("Thùng vải mở nắp", "Vải thiều")
    assert first.image
    assert second.image
    assert first.image.collection == second.image.collection
    assert first.image.collection.name == product.vendor.slug
    assert first.image.collection.get_parent().name == pictures.COLLECTION
    other = picture_add(product=make_product(), picture=check(encoded("JPEG")), alt="")
    assert other.image
    assert other.image.collection != first.image.collection
    assert Collection.objects.filter(name=pictures.COLLECTION).count() == 1
    assert not Collection.find_problems()[0]
    assert first.image.file.name.endswith(".jpg")
    assert "img-01" in first.image.file.name
    stored = get_image_model().objects.get(pk=first.image_id)
    assert (stored.width, stored.height) == (80, 60)
    assert stored.file_hash == check(encoded("JPEG")).digest


@pytest.mark.django_db
def test_renditions_can_be_made():
    row = picture_add(product=make_product(), picture=check(encoded("JPEG", (800, 600))), alt="")
    assert row.image
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Wagtail leaves its temporary files to the collector
        for kind in ("avif", "webp", "jpeg"):
            rendition = row.image.get_rendition(f"fill-240x240|format-{kind}")
            assert (rendition.width, rendition.height) == (240, 240)
        del rendition, row
        gc.collect()


@pytest.mark.django_db
def test_a_picture_whose_row_fails_leaves_no_file(monkeypatch: pytest.MonkeyPatch):
    names: list[str] = []
    save = default_storage.save

    def remember(name: str, *args: Any, **options: Any) -> str:
        names.append(save(name, *args, **options))
        return names[-1]

    def fail(event: object) -> None:
        raise RuntimeError("nobody listens")

    monkeypatch.setattr(default_storage, "save", remember)
    monkeypatch.setattr(pictures, "publish", fail)
    with pytest.raises(RuntimeError):
        picture_add(product=make_product(), picture=check(encoded("JPEG")), alt="")
    assert names
    assert not any(default_storage.exists(name) for name in names)
    assert not ProductPicture.objects.exists()
    assert not get_image_model().objects.exists()
