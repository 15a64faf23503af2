"""`deploy/nginx/cho-lang.conf.template` made ready for an nginx of a test: filled in, with a certificate of its own."""

import datetime as dt
import os
import pwd
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers import ROOT, free_port

TEMPLATE = ROOT / "deploy" / "nginx" / "cho-lang.conf.template"
PLACEHOLDER = re.compile(r"\$\{([A-Z_]+)\}")

# What the distribution's own nginx.conf has around a site, with everything in one folder.
AROUND = """\
{user}daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    include {mime_types};
    default_type application/octet-stream;
    sendfile on;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/temp-body;
    proxy_temp_path {folder}/temp-proxy;
    fastcgi_temp_path {folder}/temp-fastcgi;
    uwsgi_temp_path {folder}/temp-uwsgi;
    scgi_temp_path {folder}/temp-scgi;
    include {folder}/cho-lang.conf;
}}
"""
MIME_TYPES = """\
types {
    text/html html; text/css css; text/javascript js mjs; application/json json; application/manifest+json webmanifest;
    image/svg+xml svg; image/png png; image/webp webp; image/avif avif; image/jpeg jpg jpeg; font/woff2 woff2;
    text/plain txt; application/pdf pdf; text/vtt vtt; application/vnd.apple.mpegurl m3u8; video/mp4 mp4 m4s;
}
"""


@dataclass(frozen=True)
class Configuration:
    """Where the written configuration lies and where nginx will listen."""

    path: Path
    certificate: Path
    http: int
    https: int

    @property
    def site_url(self) -> str:
        return f"https://localhost:{self.https}"


def write_configuration(folder: Path, *, pages: int, sockets: int, var: Path | None = None) -> Configuration:
    """Write nginx's whole configuration into `folder`. Fails where the template asks for a value that is not given."""
    http, https = free_port(), free_port()
    certificate, key = _self_signed(folder)
    configuration = Configuration(folder / "nginx.conf", certificate, http, https)
    values = {
        "SITE_URL": configuration.site_url,
        "SITE_HOST": "localhost",
        "HTTP_LISTEN": f"127.0.0.1:{http}",
        "HTTPS_LISTEN": f"127.0.0.1:{https}",
        "PAGES_ADDRESS": f"127.0.0.1:{pages}",
        "SOCKETS_ADDRESS": f"127.0.0.1:{sockets}",
        "VAR_DIR": str(var or folder),
        "TLS_CERTIFICATE": str(certificate),
        "TLS_KEY": str(key),
    }
    text = PLACEHOLDER.sub(lambda match: values[match[1]], TEMPLATE.read_text())
    (folder / "cho-lang.conf").write_text(text)
    mime_types = folder / "mime.types"
    mime_types.write_text(MIME_TYPES)
    # As root nginx would hand its workers to nobody, who cannot enter the folder of a test.
    user = f"user {pwd.getpwuid(0).pw_name};\n" if os.geteuid() == 0 else ""
    configuration.path.write_text(AROUND.format(user=user, folder=folder, mime_types=mime_types))
    return configuration


def _self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that is its own authority, valid for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_path, key_path = folder / "fullchain.pem", folder / "privkey.pem"
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_path.touch(mode=0o600)
    key_path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_path, key_path
