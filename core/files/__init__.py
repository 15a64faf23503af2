"""Files over HTTP: hashed names for static files, and the one responder of the embedded shape.

In production nginx answers for all three kinds; here `FileServer` does the same in front of Django, without a thread of
Django's and without a place in its queue:

- **static** under `STATIC_URL`: from `STATIC_ROOT`; in DEBUG from the source tree, as `runserver` does,
- **media** under `MEDIA_URL`: what people uploaded, never as something that could run in our name,
- **protected** files: a view decides and answers with `protected()`, a header (`X-Accel-Redirect`) that nginx, or
  `FileServer`, replaces by the file from `PRIVATE_ROOT`.

WhiteNoise and Django's `FileResponse` read synchronously, which ASGI servers can only take whole.
"""

from core.files.protection import ACCEL_HEADER, protected
from core.files.responder import CHUNK, FileServer
from core.files.storage import StaticStorage
from core.files.types import content_type

__all__ = ["ACCEL_HEADER", "CHUNK", "FileServer", "StaticStorage", "content_type", "protected"]
