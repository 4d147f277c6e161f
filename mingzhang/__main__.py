"""``python -m mingzhang`` is the command ``mingzhang``."""

# Only what Python itself has loaded already may be named before the path is put right.
import os.path
import sys

# ``-m`` lets modules be imported from the current folder, which may be a stranger's.
_HOME = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120
if not sys.flags.safe_path and os.path.realpath(sys.path[0] or ".") != _HOME:
    del sys.path[0]

from mingzhang.cli import run  # noqa: E402 (only now is it known from where)

run()
