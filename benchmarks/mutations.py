"""Mutations: small wrong changes of checks, facts, forms, documents → which no test notices.

In: how many, a seed.  A change swaps a comparison, a sign, ``and`` and ``or``, drops a member of a
collection that is written out, or takes away a ``not``.  Each is tried in a copy of the tree with
the tests that look at its folder, or at it alone.  Out: a line for each change, and the survivors.
``named`` tries the changes that were once made by hand and went unnoticed.  Run with
``python -m benchmarks.mutations (NUMBER [SEED] | named)``.
"""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = tuple(f"mingzhang/{room}" for room in ("checks", "document", "facts", "forms"))
LINKED = (".venv", ".fonts")
LEFT_OUT = shutil.ignore_patterns(".git", "__pycache__", "output", ".*_cache", *LINKED)
LIMIT = 500  # seconds of one run of tests
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


@dataclass(frozen=True)
class Mutation:
    """A file, what stands there and what stands there instead, and the tests that are asked."""

    file: str
    before: str
    after: str
    tests: tuple[str, ...]
    line: int = 0


NAMED = (
    Mutation(
        "mingzhang/document/glossary.py",
        "    listed = list(_listed(context, said, added))\n",
        "    listed = list(_listed(context, said, added))[::2]\n",
        ("tests/document/test_glossary.py", "tests/golden"),
    ),
    Mutation(
        "mingzhang/facts/reasons.py",
        "        return tuple(node for node in found if node and node.text)[:1]\n",
        '        found = () if name.startswith("三公经费") else found\n'
        "        return tuple(node for node in found if node and node.text)[:1]\n",
        ("tests/checks/test_rules.py", "tests/checks/test_reasons_under_lock.py", "tests/golden"),
    ),
    Mutation(
        "mingzhang/facts/official_costs.py",
        '    "因公出国境费": "30212",\n',
        "",
        ("tests/checks/test_members.py", "tests/checks/test_rules.py"),
    ),
    Mutation(
        "mingzhang/checks/unlikely_values.py",
        '    ("机关运行经费", "总计"),\n',
        "",
        ("tests/checks/test_members.py", "tests/checks/test_rules.py"),
    ),
    Mutation(
        "mingzhang/facts/reasons.py",
        "        return tuple(node for part in fitting for node in self._own(part, base))\n",
        "        return tuple(node for part in fitting for node in self._own(part, base))[:1]\n",
        ("tests/facts/test_reasons.py", "tests/document/test_narrative.py", "tests/golden"),
    ),
)


def mutations(file: Path) -> Iterator[Mutation]:
    """Every small change of a file."""
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    name = file.relative_to(ROOT).as_posix()
    for node in _run(ast.parse(source)):
        for changed in _changed(node):
            first, last = _span(node)
            whole = "".join(lines[first - 1 : last])
            before = ast.get_source_segment(source, node) or ""
            if before and whole.count(before) == 1:
                after = whole.replace(before, ast.unparse(changed))
                yield Mutation(name, whole, after, _tests(name), first)


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """A file's nodes that are run: annotations are words for the reader, and for the type check."""
    yield node
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, ast.AST):
                    yield from _run(one)


def _span(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 1), getattr(node, "end_lineno", None) or 1


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED:
        yield ast.Compare(node.left, [_swapped(node.ops[0]), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(_swapped(node.op), node.values)
    elif isinstance(node, ast.BinOp) and type(node.op) in SWAPPED:
        yield ast.BinOp(node.left, _swapped(node.op), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Tuple) and len(node.elts) > 2 and isinstance(node.ctx, ast.Load):
        yield from (ast.Tuple([e for e in node.elts if e is not o], node.ctx) for o in node.elts)


def _swapped(node: ast.AST) -> Any:  # noqa: ANN401 (a comparison, an operator)
    return SWAPPED[type(node)]()


def _tests(name: str) -> tuple[str, ...]:
    folder, file = Path(name).parent.name, Path(name).stem
    own = f"tests/{folder}/test_{file}.py"
    found = [own] if (ROOT / own).is_file() else []
    return (*found, f"tests/{folder}")


def survives(mutation: Mutation) -> bool:
    """Whether the tests stay green with the change."""
    with TemporaryDirectory() as place:
        tree = Path(place) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT, symlinks=True)
        for name in LINKED:
            (tree / name).symlink_to((ROOT / name).resolve())
        file = tree / mutation.file
        source = file.read_text(encoding="utf-8")
        if mutation.before not in source:
            raise SystemExit(f"{mutation.file} has no more: {mutation.before}")
        file.write_text(source.replace(mutation.before, mutation.after, 1), encoding="utf-8")
        asked = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        try:
            run = subprocess.run(  # noqa: S603 (our own tests)
                [*asked, *mutation.tests], cwd=tree, capture_output=True, timeout=LIMIT, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return run.returncode == 0


def _asked(arguments: Sequence[str]) -> Sequence[Mutation]:
    if arguments == ["named"]:
        return NAMED
    number, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    files = sorted(f for folder in FOLDERS for f in (ROOT / folder).glob("*.py"))
    every = [mutation for file in files for mutation in mutations(file)]
    return random.Random(seed).sample(every, number)  # noqa: S311 (a sample, no secret)


def main() -> None:
    """Try them one by one."""
    asked = _asked(sys.argv[1:])
    survivors = 0
    for one in asked:
        lives = survives(one)
        survivors += lives
        word = "SURVIVES" if lives else "killed"
        print(f"{word} {one.file}:{one.line}\n  - {one.before.strip()}\n  + {one.after.strip()}")
        sys.stdout.flush()
    print(f"{len(asked)} changes, {survivors} unnoticed")


if __name__ == "__main__":
    main()
