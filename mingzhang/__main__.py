"""``python -m mingzhang`` is the command ``mingzhang``."""

import sys
from pathlib import Path

# ``-m`` lets modules be imported from the current folder, which may be a stranger's.
if not sys.flags.safe_path and Path(sys.path[0] or ".").resolve() != Path(__file__).parents[1]:
    del sys.path[0]

from mingzhang.cli import main

raise SystemExit(main())
