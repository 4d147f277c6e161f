"""A wheel that carries what a checkout has beside the program: schemas, catalogue, forms, set-up.

In the repository these folders stay at the top, where people look for them.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HOME = Path(__file__).resolve().parent
ROOMS = ("schema", "catalogue", "templates", ".vscode")
SET_UP = (
    *("scripts/fonts.py", "scripts/marks.py", "scripts/numbers.py", "scripts/tables.py"),
    *("scripts/fonts.sha256", "scripts/system-packages.sh"),
    *(
        "scripts/compiled_dataclasses.py",
        "scripts/compiled_patterns.py",
        "scripts/compiled_templates.py",
    ),
)


class WithRooms(build_py):
    """The package, and inside it what comes with the program (``mingzhang/shipped``)."""

    def run(self) -> None:
        """Build as always, then lay the folders beside the modules."""
        super().run()
        if self.editable_mode:
            return
        shipped = Path(self.build_lib) / "mingzhang" / "shipped"
        shutil.rmtree(shipped, ignore_errors=True)
        for room in ROOMS:
            # An agency's own lists of subjects are data of a project.
            left_out = shutil.ignore_patterns("subjects-*.csv", "__pycache__", ".*")
            shutil.copytree(HOME / room, shipped / room, ignore=left_out)
        for name in SET_UP:
            (shipped / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOME / name, shipped / name)


setup(cmdclass={"build_py": WithRooms})
