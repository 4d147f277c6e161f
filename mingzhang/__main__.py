"""``python -m mingzhang`` is the command ``mingzhang``."""

from mingzhang.cli import main

raise SystemExit(main())
