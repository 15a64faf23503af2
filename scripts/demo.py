"""`make demo`: from a bare checkout to a running marketplace, and from then on a start in seconds.

Everything it makes lies in `.venv/` and `var/`. `--reset` throws `var/`'s data away first.
"""

import os
import shutil
import socket
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import bootstrap

VAR = os.environ.get("VAR_DIR") or os.path.join(bootstrap.ROOT, "var")


def address():
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        bootstrap.fail("PORT=%s is not a port number (1 to 65535)." % port)
    return host, int(port)


def check_port_free(host, port):
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        bootstrap.fail("HOST=%s is not an address of this machine." % host)
    with socket.socket(family, kind, proto) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError as error:
            bootstrap.fail(
                "cannot listen on %s:%d (%s). Choose another: make demo PORT=%d"
                % (host, port, error.strerror.lower(), port % 65535 + 1)
            )


def main():
    bootstrap.use_new_enough_python()
    host, port = address()
    check_port_free(host, port)
    bootstrap.install("runtime")
    if "--reset" in sys.argv:
        bootstrap.say("throwing the demo's data away …")
        shutil.rmtree(VAR, ignore_errors=True)
    bootstrap.check_disk(100)
    environment = dict(os.environ, DEMO="1", VAR_DIR=VAR)
    environment.setdefault("SITE_URL", "http://%s:%d" % ("127.0.0.1" if host in ("0.0.0.0", "::") else host, port))
    if host in ("0.0.0.0", "::"):  # asked for on purpose, to try it from a phone: any name of this machine will do
        environment.setdefault("ALLOWED_HOSTS", "*")
    manage = [bootstrap.VENV_PYTHON, os.path.join(bootstrap.ROOT, "manage.py")]
    prepared = subprocess.run(manage + ["prepare_demo"], cwd=bootstrap.ROOT, env=environment)
    if prepared.returncode:
        bootstrap.fail("the demo could not be prepared (the lines above say why).")
    os.chdir(bootstrap.ROOT)
    os.execve(manage[0], manage + ["serve", "--host", host, "--port", str(port)], environment)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
