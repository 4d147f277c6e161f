"""What a faster WeasyPrint would be worth: changes that belong there, each tried in memory.

In: documents.  Out: a Markdown table on standard output: processor time of the PDF that a build
makes, without and with each change, all of them, and whether the bytes stay the same.  Nothing of
it is the program's: ``docs/upstream.md`` says what was found.  ``install`` has a process that
imports WeasyPrint later get all of them, for ``benchmarks.pdf_speed --upstream``.
``python -m benchmarks.upstream [ROUNDS [DOCUMENT …]]``
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from hashlib import sha256
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

ROUNDS = 3
# Modules, boxes and styles of WeasyPrint are not typed.
Module = Any
Named = tuple[Any, str, Any]  # of what, its attribute, and what takes its place


def shared_pango_context(module: Module) -> Iterator[Named]:
    """A style's texts share one Pango context and font description; each had its own."""
    layout, ffi, pango = module.Layout, module.ffi, module.pango
    original = layout.setup

    def setup(self: Any, style: Any) -> None:  # noqa: ANN401
        kept = style.__dict__.get("_pango")
        if kept is None:
            original(self, style)
            style.__dict__["_pango"] = _shared(self, style, module)
            return
        if style["text_decoration_line"] != "none":
            original(self, style)
            return
        context, font, features, language = kept
        self.style, self.language, self.first_line_direction = style, language, 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        self.layout = ffi.gc(pango.pango_layout_new(context), module.gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, font)
        if features is not None:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, features)
            pango.pango_layout_set_attributes(self.layout, attributes)

    yield layout, "setup", setup


FEATURES = (
    "kerning",
    "variant_ligatures",
    "variant_position",
    "variant_caps",
    "variant_numeric",
    "variant_alternates",
    "variant_east_asian",
    "feature_settings",
)


def _shared(layout: Any, style: Any, module: Module) -> tuple[Any, ...]:  # noqa: ANN401
    """What the texts of a style share: context, font description, font features, language."""
    ffi, pango = module.ffi, module.pango
    made = pango.pango_font_map_create_context(style.font_config.font_map)
    context = ffi.gc(made, module.gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    direction = module.PANGO_DIRECTION[style["direction"]]
    pango.pango_context_set_base_dir(context, direction)
    if style["font_language_override"] != "normal" or style["lang"]:
        pango.pango_context_set_language(context, layout.language)
    found = module.font_features(*(style[f"font_{key}"] for key in FEATURES))
    words = ",".join(f"{key} {value}" for key, value in found.items()).encode()
    features = style.font_config.font_features[words] if found else None
    return context, module.get_font_description(style), features, layout.language


def one_artifact_for_a_grid(module: Module) -> Iterator[Named]:
    """The lines of a table are one artifact of a page; each was one with a state of its own."""
    original = module.draw_collapsed_borders

    def draw_collapsed_borders(stream: Any, table: Any) -> None:  # noqa: ANN401
        with stream.artifact(), stream.stacked():
            stream.artifact = stream.stacked = nullcontext
            try:
                original(stream, table)
            finally:
                del stream.artifact, stream.stacked

    yield module, "draw_collapsed_borders", draw_collapsed_borders


SIDES = ("top", "right", "bottom", "left")
LENGTHS = [f"{what}_{side}" for what in ("margin", "padding") for side in SIDES]
LENGTHS += [f"{what}{axis}" for what in ("", "min_", "max_") for axis in ("width", "height")]


def _fixed(style: Any) -> dict[str, Any] | None:  # noqa: ANN401
    """The lengths of a style as boxes use them; none where one of them is a share."""
    found = {name: style[name] for name in LENGTHS}
    for name, value in found.items():
        if value == "auto":
            found[name] = 0 if name in ("min_width", "min_height") else value
        elif getattr(value, "unit", None) in (None, "%"):
            return None
        else:
            found[name] = value.value
    return found


def lengths_once_for_a_style(module: Module) -> Iterator[Named]:
    """Lengths without percentages are used as they are, found once for a style, not for a box."""
    original = module.resolve_percentages

    def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401
        style = box.style
        if "_fixed" not in style.__dict__:
            style.__dict__["_fixed"] = _fixed(style)
        if (found := style.__dict__["_fixed"]) is None:
            original(box, containing_block)
            return
        box.__dict__.update(found)
        collapse = style["border_collapse"] == "collapse"
        for side in SIDES:
            name = f"border_{side}_width"
            if not (collapse and hasattr(box, name)):
                setattr(box, name, style[name])
        module.adjust_box_sizing(box, "width")
        module.adjust_box_sizing(box, "height")

    names = [name for name in sys.modules if name.startswith("weasyprint.layout")]
    for name in sorted(names):
        if getattr(sys.modules[name], "resolve_percentages", None) is original:
            yield sys.modules[name], "resolve_percentages", resolve_percentages


def colours_are_no_words(module: Module) -> Iterator[Named]:
    """A colour is told from ``currentcolor`` by its type; it was parsed to be compared."""
    original = module.get_color

    def get_color(style: Any, key: str) -> Any:  # noqa: ANN401
        value = style[key]
        return style["color"] if isinstance(value, str) and value == "currentcolor" else value

    for name in sorted(name for name in sys.modules if name.startswith("weasyprint.")):
        if getattr(sys.modules[name], "get_color", None) is original:
            yield sys.modules[name], "get_color", get_color


ASIDE = frozenset(("float", "display", "position", "page"))


def plain_values_at_once(module: Module) -> Iterator[Named]:
    """A value that no rule sets is inherited or initial at once; all else was asked before."""
    original = module.ComputedStyle.__missing__

    def missing(self: Any, key: str) -> Any:  # noqa: ANN401
        is_plain = key not in self.cascaded and key not in module.PHYSICAL_FUNCTIONS
        if is_plain and key not in ASIDE and key[:16] != "text_decoration_":
            if key in module.INHERITED and self.parent_style is not None:
                self[key] = value = self.parent_style[key]
                return value
            if key not in module.INHERITED and key[:2] != "__" and key in module.INITIAL_VALUES:
                value = module.INITIAL_VALUES[key]
                if key not in module.INITIAL_NOT_COMPUTED:
                    self[key] = value
                    return value
        return original(self, key)

    yield module.ComputedStyle, "__missing__", missing


Change = Callable[[Module], Iterator[Named]]
# In which module of WeasyPrint each is to be made.
CHANGES: Mapping[Change, str] = {
    shared_pango_context: "weasyprint.text.line_break",
    one_artifact_for_a_grid: "weasyprint.draw",
    lengths_once_for_a_style: "weasyprint.layout.percent",
    colours_are_no_words: "weasyprint.draw.color",
    plain_values_at_once: "weasyprint.css",
}


@contextmanager
def changed(*changes: Change) -> Iterator[None]:
    """While it lasts, WeasyPrint is as these changes have it."""
    with ExitStack() as back:
        for change in changes:
            for what, name, other in change(import_module(CHANGES[change])):
                back.callback(setattr, what, name, getattr(what, name))
                setattr(what, name, other)
        yield


def install() -> None:
    """WeasyPrint, when this process imports it, is as all changes have it."""
    sys.meta_path.insert(0, _Whole())


class _Whole(MetaPathFinder, Loader):
    """Loads WeasyPrint and makes every change in it."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """The specification of WeasyPrint with this loader; of nothing else."""
        if name != "weasyprint":
            return None
        sys.meta_path.remove(self)
        self._spec = find_spec(name)
        spec = self._spec
        return ModuleSpec(name, self, origin=spec.origin if spec else None, is_package=True)

    def exec_module(self, module: ModuleType) -> None:
        """Runs WeasyPrint and changes it."""
        if self._spec is None or self._spec.loader is None:
            raise ImportError(name="weasyprint")
        module.__path__ = list(self._spec.submodule_search_locations or ())
        module.__file__ = self._spec.origin
        self._spec.loader.exec_module(module)
        for change in CHANGES:
            for what, attribute, other in change(import_module(CHANGES[change])):
                setattr(what, attribute, other)


def main() -> None:
    """Print the table."""
    from mingzhang.project import Project  # noqa: PLC0415 (a process with ``install`` needs it not)
    from mingzhang.reading.document_search import find_folders  # noqa: PLC0415 (as above)

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    project = Project()
    folders, _ = find_folders(tuple(map(Path, sys.argv[2:])), project)
    for folder in folders:
        print(f"{folder.parent.name}/{folder.name}\n")
        print("| 改动 | 秒 | 比值 | 字节 |\n|---|---:|---:|---|")
        for row in _rows(folder, project, rounds):
            print(row, flush=True)
        print()


def _rows(folder: Path, project: Any, rounds: int) -> Iterator[str]:  # noqa: ANN401
    from benchmarks.batch_pdf import printing  # noqa: PLC0415 (imports WeasyPrint)

    job = printing(folder, project)
    ways: dict[str, Sequence[Change]] = {"（没有）": ()}
    ways |= {change.__name__: (change,) for change in CHANGES}
    ways["全部"] = tuple(CHANGES)
    times: dict[str, list[float]] = {name: [] for name in ways}
    made: dict[str, str] = {}
    job()
    for _ in range(rounds):
        for name, changes in ways.items():
            with changed(*changes):
                gc.collect()
                start = time.process_time()
                pdf, _told = job()
                times[name].append(time.process_time() - start)
            made[name] = sha256(pdf).hexdigest()
    first, before = made["（没有）"], median(times["（没有）"])
    for name, each in times.items():
        same = "相同" if made[name] == first else "不同"
        yield f"| {name} | {median(each):.2f} | {median(each) / before:.2f} | {same} |"


if __name__ == "__main__":
    main()
