"""What git runs, in an isolated Python (``python -I``, ``text`` or ``diff``): loads the git driver.

``-I`` keeps the folder in which git runs, the user's folder and PYTHON… variables off the path of
modules.  The program itself is taken from where this file lies and from nowhere else, installed or
not: without touching that path, on which a checkout would bring in whatever lies at its root.
"""

import importlib.util
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def run() -> int:
    """Load the package from its own folder only, isolated, then run the git driver."""
    places = [str(PACKAGE)]
    spec = importlib.util.spec_from_file_location(
        "mingzhang", PACKAGE / "__init__.py", submodule_search_locations=places
    )
    if spec is None or spec.loader is None:
        return 2
    module = importlib.util.module_from_spec(spec)
    sys.modules["mingzhang"] = module
    spec.loader.exec_module(module)
    from mingzhang.review.git_driver import main  # noqa: PLC0415 (only now is it known from where)

    return main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(run())
