"""What the package needs is declared, and nothing private of the standard library is touched."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from mingzhang.commands.setup import COMPILING
from tests.support import PROJECT

PACKAGE = PROJECT.root / "mingzhang"
# Documented, for all their looks: an end without any clean-up, and the variables themselves.
PUBLIC = {("os", "_exit"), ("os", "environ")}
# Filled at a start with what set-up compiled; another interpreter than that one leaves it alone.
FILLED = {("re", "_cache")}


def modules() -> Iterator[tuple[Path, ast.AST]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        if "shipped" not in file.parts:
            yield file, ast.parse(file.read_text("utf-8"))


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Module and name of every absolute import; the name is empty where it is all of the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def test_every_imported_package_is_declared() -> None:
    project = tomllib.loads((PROJECT.root / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    groups = (project["dependencies"], *(optional[name] for name in optional if name != "dev"))
    declared = {re.split("[^a-z0-9-]", name.lower())[0] for group in groups for name in group}
    known = packages_distributions()
    missing = {
        (file.name, module)
        for file, tree in modules()
        for module in {name.partition(".")[0] for name, _ in imported(tree)}
        if not is_standard(module)
        and module != "mingzhang"
        and declared.isdisjoint(name.lower() for name in known.get(module, [module]))
    }
    assert not missing


def test_nothing_private_of_the_standard_library_is_used_or_patched() -> None:
    found = []
    for file, tree in modules():
        standard = {
            (alias.asname or alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
            if is_standard(alias.name)
        }
        found += [
            f"{file.name}: {module}.{name}"
            for module, name in imported(tree)
            if is_standard(module) and name.startswith("_") and module != "__future__"
        ]
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                is_private = node.attr.startswith("_") and not node.attr.startswith("__")
                is_patched = isinstance(node.ctx, ast.Store | ast.Del)
                is_public = (node.value.id, node.attr) in PUBLIC | FILLED
                if node.value.id in standard and (is_private or is_patched) and not is_public:
                    found.append(f"{file.name}:{node.lineno} {node.value.id}.{node.attr}")
    assert not found


def bound(tree: ast.AST) -> Iterator[str]:
    """The names that a module binds at its top, once for each time."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assign):
            names = (name for target in node.targets for name in ast.walk(target))
            yield from (name.id for name in names if isinstance(name, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def test_a_module_binds_a_name_once() -> None:
    """Two patterns of one name: the first user would look for the second."""
    found = [
        f"{file.name}: {name}"
        for file, tree in modules()
        for name, times in Counter(bound(tree)).items()
        if times > 1
    ]
    assert not found


def test_the_wheel_carries_what_set_up_compiles_with() -> None:
    carried = ast.parse((PROJECT.root / "setup.py").read_text("utf-8"))
    files = {node.value for node in ast.walk(carried) if isinstance(node, ast.Constant)}
    assert {f"{name.replace('.', '/')}.py" for name in COMPILING} <= files
