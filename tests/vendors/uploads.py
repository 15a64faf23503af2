"""Files as people send them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def upload(content: bytes, name: str = "giay.pdf") -> SimpleUploadedFile:
    """A file of a form; the name says nothing about what it holds."""
    return SimpleUploadedFile(name, content)


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), *, gps: bool = False) -> bytes:
    """A plain picture, with the place it was taken at where wanted."""
    image, out = Image.new("RGB", size, "white"), io.BytesIO()
    exif = Image.Exif()
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "PHONE-MAKER"
    image.save(out, kind, exif=exif)
    return out.getvalue()
