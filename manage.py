#!/usr/bin/env python
"""Django's command line for Chợ Làng."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed in this Python. Run `make demo` once: it makes .venv and installs all.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
