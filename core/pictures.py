"""Photographs that people hand in: checked by content, cleaned of what they tell about the photographer, and stored.

What is stored is never the file that came in: the picture is decoded once, turned upright, and written anew without
EXIF (a telephone notes where it was), comments and hidden parts. Pages show renditions of that.
"""

import io
import logging
import re
import warnings
from dataclasses import dataclass
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

logger = logging.getLogger(__name__)

FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAX_BYTES: Final = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
MAX_PIXELS: Final = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
MIN_SIDE: Final = 16  # pixels; what is smaller shows nothing
MAX_SIDE: Final = 4_000  # pixels; the widest rendition needs half of that
MAX_PROFILE: Final = 100_000  # bytes of a colour profile
_HEIC: Final = re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)  # ISO/IEC 23008-12, annex B


class PictureRefused(ValueError):
    """A file that cannot be taken as a photograph; the text says why, for a person to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPicture:
    """A photograph ready to be stored: its bytes, what they are (`jpg` or `png`), and its size in pixels."""

    content: bytes
    extension: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        """SHA-1, as Wagtail keeps it: the same file twice gives the same."""
        digest: str = hash_filelike(io.BytesIO(self.content))
        return digest


# ── Checking ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def picture_check(upload: IO[bytes], *, max_side: int = MAX_SIDE) -> CleanPicture:
    """An uploaded or opened file, checked and cleaned. Raises `PictureRefused`.

    Size in bytes is looked at before reading, size in pixels before decoding. The name of the file means nothing. A
    picture wider or higher than `max_side` pixels is made smaller.
    """
    size = getattr(upload, "size", None)
    if isinstance(size, int) and size > MAX_BYTES:
        raise PictureRefused(_too_heavy())
    upload.seek(0)
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise PictureRefused(_too_heavy())
    if not content:
        raise PictureRefused(_("Tệp ảnh trống."))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own limit is above ours; odd EXIF is thrown away anyway
        picture = _opened(content)
        with picture:
            _check_size(picture)
            try:
                return _cleaned(picture, max_side)
            except Exception as error:  # each decoder has its own ways to fail
                raise PictureRefused(_("Ảnh bị hỏng hoặc tải lên chưa trọn.")) from error


def _too_heavy() -> str:
    return _("Ảnh nặng quá %(limit)d MB.") % {"limit": MAX_BYTES // 1024 // 1024}


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_large()) from error
    except Exception as error:  # not only UnidentifiedImageError: a damaged header can raise anything
        if _HEIC.match(content):
            raise PictureRefused(
                _("Ảnh kiểu HEIC chưa nhận được. Vào cài đặt máy ảnh chọn JPEG (“Tương thích nhất”) rồi chụp lại.")
            ) from error
        raise PictureRefused(_("Tệp này không phải là ảnh JPEG, PNG, WebP, AVIF hoặc GIF.")) from error


def _too_large() -> str:
    return _("Ảnh lớn quá %(limit)d triệu điểm ảnh.") % {"limit": MAX_PIXELS // 1_000_000}


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise PictureRefused(_too_large())
    if min(width, height) < MIN_SIDE:
        raise PictureRefused(_("Ảnh nhỏ quá, không xem được."))
    # A telephone's JPEG may hold a second picture (MPO); the first is the photograph.
    try:
        animated = picture.format != "MPO" and getattr(picture, "is_animated", False)
    except Exception as error:
        raise PictureRefused(_("Ảnh bị hỏng hoặc tải lên chưa trọn.")) from error
    if animated:
        raise PictureRefused(_("Ảnh động không dùng được; hãy chọn một ảnh tĩnh."))


def _cleaned(picture: Image.Image, max_side: int) -> CleanPicture:
    lossless = picture.format in ("PNG", "GIF")
    if not lossless:
        picture.draft("RGB", (max_side, max_side))  # a JPEG decoder can leave out what would be thrown away
    picture.load()
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    clear = upright.has_transparency_data
    image = upright.convert("RGBA" if clear else "RGB")
    # The profile is of the mode it was made for; others' colours are those of the web already.
    keep = isinstance(profile, bytes) and len(profile) <= MAX_PROFILE and picture.mode in ("RGB", "RGBA")
    image.info = {}
    image.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    options: dict[str, Any] = {"icc_profile": profile} if keep else {}
    if clear or lossless:
        image.save(out, "PNG", **options)
    else:
        image.save(out, "JPEG", quality=90, progressive=True, optimize=True, **options)
    return CleanPicture(
        content=out.getvalue(),
        extension="png" if clear or lossless else "jpg",
        width=image.width,
        height=image.height,
    )


# ── Storing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def picture_image(picture: CleanPicture, *, title: str, name: str, collection: Any) -> Any:
    """The Wagtail image of a checked photograph, not yet saved. `name` is that of the file, without its ending."""
    return get_image_model()(
        title=title[:255],
        file=ContentFile(picture.content, name=f"{name}.{picture.extension}"),
        width=picture.width,
        height=picture.height,
        file_size=len(picture.content),
        file_hash=picture.digest,
        collection=collection,
    )


def picture_forget(image: Any) -> None:
    """Take the file of an image away whose row was not kept."""
    try:
        image.file.storage.delete(image.file.name)
    except Exception:  # the refusal that led here matters more
        logger.exception("could not delete %s", image.file.name)


def collection_at(*names: str) -> Any:
    """The collection of that path from the root, made where it is missing. Expects a transaction around it."""
    found = Collection.get_first_root_node() or Collection.add_root(name="Root")
    Collection.objects.select_for_update().get(pk=found.pk)  # the tree is written by one at a time
    for name in names:
        found = _child(found, name)
    return found


def _child(parent: Any, name: str) -> Any:
    parent.refresh_from_db()
    found = parent.get_children().filter(name=name).first()
    return found or parent.add_child(name=name)
