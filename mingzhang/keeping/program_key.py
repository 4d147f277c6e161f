"""What decides the bytes of every document of a run alike → one key.

That is the program, Python, each library and native library, the environment that these heed, the
fonts, the schemas, the catalogue and the project's own rules.  It is asked of the files themselves:
nothing has to be imported for it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path

from mingzhang.checks.own_rules_consent import consent, fingerprint
from mingzhang.keeping.cache_folder import Store, name_of
from mingzhang.keeping.folder_state import State, state_of, state_of_files
from mingzhang.project import SHIPPED, Project

# What the libraries that the program is installed with, or heeds where they are, are imported as.
LIBRARIES = (
    *("attr", "attrs", "cffi", "_cffi_backend", "brotli", "_brotli", "cssselect2", "fontTools"),
    *(
        "idna",
        "jinja2",
        "jsonschema",
        "jsonschema_specifications",
        "markdown_it",
        "markupsafe",
        "mdurl",
    ),
    *("PIL", "pycparser", "pydyf", "pyphen", "yaml", "_yaml", "referencing", "rpds", "tinycss2"),
    *("tinyhtml5", "typing_extensions", "weasyprint", "webencodings", "zopfli", "lxml"),
    *("python_calamine", "xlsxwriter"),
)
# The manifest names versions, and a library's version stands in its notes.
NOTES = "*.dist-info/METADATA"
CATALOGUE = "catalogue"  # of its files, among the trees
NATIVE = (
    *("pango", "pangoft2", "harfbuzz", "harfbuzz-subset", "fontconfig", "freetype", "fribidi"),
    *("gobject", "glib", "gio", "gmodule", "graphite2", "png16", "expat", "z", "ffi", "pcre2-8"),
)
FOLDERS = ("/usr/local/lib", "/usr/lib", "/lib", "/usr/lib64", "/opt/homebrew/lib")
SUFFIXES = ("so", "dylib", "dll")
HEEDED = (
    *("LD_", "DYLD_", "PANGO", "FREETYPE", "HB_", "FC_", "G_", "LANG", "LC_", "SOURCE_DATE"),
    *("FONTCONFIG", "WEASYPRINT", "PYTHONPATH", "PYTHONHOME", "PYTHONOPTIMIZE"),
)


class Trees:
    """The states of folders that the program's key takes in: each is looked at once a run.

    What was known of them is kept from run to run, so that a font is not read again.
    """

    def __init__(self, project: Project, store: Store) -> None:
        self._store, self._name = store, name_of("trees", project.root)
        kept = (store.load(self._name) or {}).items()
        self._known = {name: State(*map(str, state)) for name, state in kept if _is_pair(state)}
        self._now: dict[str, State] = {}

    def digest(self, folder: Path, left_out: Iterable[str] = ()) -> str:
        """The program key's part of all below a folder, which may be a link as a whole."""
        folder = folder.resolve()
        name = _tree(folder, left_out)
        if name not in self._now:
            self._now[name] = state_of(folder, self._known.get(name), left_out)
        return self._now[name].digest

    def is_as_seen(self, folder: Path, left_out: Iterable[str] = ()) -> bool:
        """Whether a folder of the program's key is still as this run saw it at its first look."""
        folder = folder.resolve()
        seen = self._now.get(_tree(folder, left_out))
        return seen is None or state_of(folder, seen, left_out).digest == seen.digest

    def digest_of_files(self, name: str, files: Iterable[Path]) -> str:
        """The program key's part of single files that are one thing, called ``name``."""
        if name not in self._now:
            self._now[name] = state_of_files(files, self._known.get(name))
        return self._now[name].digest

    def are_as_seen(self, name: str, files: Iterable[Path]) -> bool:
        """Whether the files of the program's key called ``name`` are as this run saw them first."""
        seen = self._now.get(name)
        return seen is None or state_of_files(files, seen).digest == seen.digest

    def save(self) -> None:
        """Keeps hashes of the program's trees for the next run, if they are new."""
        new = {**self._known, **self._now}
        if new != self._known:
            self._store.save(self._name, {name: list(state) for name, state in new.items()})


def _tree(folder: Path, left_out: Iterable[str]) -> str:
    return f"{folder}\0{sorted(left_out)}"


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2


def program_key(project: Project, trees: Trees, *, own: bool) -> str:
    """The key of the program; ``own``: with the project's own rules.  Raises ``OSError``."""
    environment = {n: v for n, v in sorted(os.environ.items()) if n.startswith(HEEDED)}
    parts = (
        sys.version,
        sys.flags.optimize,
        str(Path.cwd()),
        environment,
        trees.digest_of_files("python", _python()),
        trees.digest(Path(__file__).resolve().parents[1]),
        *(trees.digest(folder) for folder in _packages()),
        trees.digest_of_files("notes", _notes()),
        trees.digest_of_files("native", _native()),
        *(trees.digest(folder) for folder in shared_rooms(project)),
        trees.digest_of_files(CATALOGUE, catalogue_files(project)),
        own_rules_key(project.rules) if own else "unwanted",
    )
    return sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def installed_key(fonts: Path, known: dict[Path, State] | None = None) -> str:
    """A key of the program, its libraries and fonts wherever they lie.

    Equal keys, equal bytes.
    Of one machine's paths, environment and own rules it knows nothing.  ``known`` are the folders'
    states at an earlier time, which are brought up to date.  Raises ``OSError``.
    """
    known = {} if known is None else known
    rooms = (SHIPPED / room for room in ("schema", "catalogue", "templates"))
    folders = (Path(__file__).resolve().parents[1], *rooms, *_packages(), fonts)
    for folder in folders:
        known[folder] = state_of(folder.resolve(), known.get(folder))
    digests = [known[folder].digest for folder in folders]
    single = (*_notes(), *_native())
    files = sorted({(file.name, sha256(file.read_bytes()).hexdigest()) for file in single})
    parts = (sys.version, sys.flags.optimize, digests, files)
    return sha256(json.dumps(parts).encode()).hexdigest()


def shared_rooms(project: Project) -> tuple[Path, ...]:
    """The folders beside program and forms that the program's key takes in, which users edit."""
    return project.fonts, project.schema


def catalogue_files(project: Project) -> tuple[Path, ...]:
    """The files of the catalogue in the program's key: a project's own lists are asked otherwise.

    Raises ``OSError``.
    """
    return tuple(file for file in project.catalogue_files if not file.name.startswith("."))


def own_rules_key(folder: Path) -> str:
    """A project's own rules, and whether they may run, as a part of the program's key."""
    if not folder.is_dir():
        return "none"
    files = {file.name: file.read_bytes() for file in folder.glob("*.py")}
    if not files:
        return "none"
    # Lists that a rule reads lie beside it.
    return f"{fingerprint(files)} {consent(folder, files).name} {state_of(folder.resolve()).digest}"


def _python() -> Iterator[Path]:
    yield Path(sys.executable).resolve()


def _packages() -> Iterator[Path]:
    """The folders of the libraries in the program's key; of a module the folder is too much."""
    for name in LIBRARIES:
        spec = PathFinder.find_spec(name)
        if spec and spec.submodule_search_locations:
            yield from map(Path, spec.submodule_search_locations)


def _modules() -> Iterator[Path]:
    for name in LIBRARIES:
        spec = PathFinder.find_spec(name)
        if spec and spec.origin and not spec.submodule_search_locations:
            yield Path(spec.origin)


def _notes() -> Iterator[Path]:
    """In the program's key: single modules, and the notes of what is installed."""
    homes = {folder.parent for folder in _packages()}
    yield from _modules()
    names = {name.lower().strip("_") for name in LIBRARIES} | OTHERWISE_CALLED
    for file in (file for home in sorted(homes) for file in home.glob(NOTES)):
        if file.parent.name.partition("-")[0].lower() in names:
            yield file


# The names under which some of them are published.
OTHERWISE_CALLED = frozenset(("pillow", "pyyaml", "markdown_it_py", "rpds_py", "mingzhang"))


def _native() -> Iterator[Path]:
    """The native libraries that the program uses, wherever the system may find them."""
    named = os.environ.get("LD_LIBRARY_PATH", "") + os.pathsep
    named += os.environ.get("WEASYPRINT_DLL_DIRECTORIES", "")
    kind = getattr(sys.implementation, "_multiarch", "")
    places = [*filter(None, named.split(os.pathsep)), *FOLDERS]
    folders = {Path(f).resolve() for place in places for f in (place, f"{place}/{kind}")}
    files = (file for folder in folders for file in _libraries(folder))
    yield from {file.resolve() for file in files if file.is_file()}


def _libraries(folder: Path) -> Iterator[Path]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 (some thousands of names)
    except OSError:
        return
    for name in names:
        stem, _, rest = name.partition(".")
        base, _, number = stem.removeprefix("lib").rpartition("-")
        called = base if number.isdecimal() else stem.removeprefix("lib")
        called = stem.removeprefix("lib") if stem.removeprefix("lib") in NATIVE else called
        if called in NATIVE and any(suffix in rest for suffix in SUFFIXES):
            yield folder / name
