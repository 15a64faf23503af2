import os
import sys

# Run as a folder, Python puts this folder itself on the path, where its modules would hide others of the same name.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (old Pythons read this)

import bootstrap  # noqa: E402

if __name__ == "__main__":
    bootstrap.use_new_enough_python()
    from services.cli import main

    sys.exit(main(sys.argv[1:]))
