"""The environment that templates run in: a region → Jinja, sandboxed, escaping, strict."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import BuiltinMethodType, CodeType
from typing import ClassVar

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Undefined,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.lexer import TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mingzhang.document.code_comments import without_comments
from mingzhang.document.code_trial import Trial, continued, filters, placed, taking_down
from mingzhang.document.compiled_templates import Key, compiled
from mingzhang.document.endless_work import (
    LONG,
    LOOK,
    OF_CELL,
    OPERATORS,
    ROUNDS,
    STEP,
    Meter,
    not_long,
    weigh,
    with_steps,
)
from mingzhang.document.region_folder import Region
from mingzhang.document.said_conditions import DECIDES, with_notes
from mingzhang.document.source_values import decides
from mingzhang.document.template_grammar import Grammar
from mingzhang.document.template_paths import with_meant
from mingzhang.project import SHIPPED

MOST = 1 << 12  # templates, and references in texts, that are kept compiled
MOST_PARSED = 200  # templates of forms that are not shipped; their trees are large
OWN = f"{SHIPPED / 'templates'}{os.sep}"  # where the program's own templates lie
GRAMMAR = Grammar(autoescape=True, trim_blocks=True, lstrip_blocks=True)


class _Compiled(BytecodeCache):
    """The environment's compiled templates; Jinja takes one only while its text is the same.

    ``made_before`` knows those that were made when the program was set up.
    """

    def __init__(self, made_before: Callable[[Key], CodeType | None]) -> None:
        self.known: dict[Key, CodeType] = {}
        self.made_before = made_before

    def load_bytecode(self, bucket: Bucket) -> None:
        key = bucket.key, bucket.checksum
        bucket.code = self.known.get(key) or self.made_before(key)
        # What was made before is read once, not for each document.
        self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.known[bucket.key, bucket.checksum] = bucket.code
        if len(self.known) > MOST:
            del self.known[next(iter(self.known))]


COMPILED, COMPILED_TRIED = _Compiled(compiled), _Compiled(lambda _: None)


class _CompiledTried(BytecodeCache):
    """The environment's templates as trials compile them; those that are tried are of their own."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        is_tried = filename in self.trial.texts
        return f"{super().get_cache_key(name, filename)} {is_tried}"

    def load_bytecode(self, bucket: Bucket) -> None:
        COMPILED_TRIED.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        COMPILED_TRIED.dump_bytecode(bucket)


def _as_it_is(value: object) -> object:
    return value


def _shown(kind: type) -> frozenset[str]:
    """What templates in the environment see of the program's values: fields and properties."""
    if not kind.__module__.startswith("mingzhang."):
        return frozenset()
    named = fields(kind) if is_dataclass(kind) else ()
    computed = (n for n in dir(kind) if isinstance(getattr(kind, n), property | cached_property))
    shown = (*(field.name for field in named), *getattr(kind, "_fields", ()), *computed)
    return frozenset(name for name in shown if not name.startswith("_"))


# Values of others than the program of which a template may ask anything, as they do nothing but
# say what they are: texts, numbers, lists, and what Jinja makes itself.
PLAIN = (str, int, Decimal, date, list, tuple, set, frozenset, Mapping, Undefined, TemplateModule)
OF_JINJA = ("jinja2.runtime", "jinja2.utils")
ASKED = "ASKED"  # what a class of the program is called by whose methods are for templates


class _Sandbox(Grammar, ImmutableSandboxedEnvironment):
    """The template environment's sandbox: what a template sees are values, and nothing acts.

    Jinja's own keeps only Python's insides from templates.  A path that some value holds would
    read and write every file of the user for whoever wrote a form.
    """

    intercepted_binops = OPERATORS
    meter: Meter
    known: ClassVar[dict[tuple[type, str], bool]] = {}
    own: ClassVar[dict[type, frozenset[str]]] = {}

    def getattr(self, obj: object, attribute: str) -> object:
        """Look an attribute up in the template environment; our own values need no test."""
        kind = type(obj)
        if kind not in self.own:
            self.own[kind] = _shown(kind)
        if attribute in self.own[kind]:
            value = getattr(obj, attribute)
            # Only a class of the program has names of its own: what does nothing may be seen.
            if not callable(value):
                return value
            return value if _may_be_seen(kind, value) else self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        return super()._generate(self._noted(source, filename), name, filename, defer_init)

    def _noted(
        self,
        source: nodes.Template,
        filename: str | None,
    ) -> nodes.Template:
        """A template of the environment that notes what decides which of its words are said."""
        noted = with_notes(source)
        # The program's own end, whatever they are given: to count in them costs every page.
        return noted if (filename or "").startswith(OWN) else with_steps(noted)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """What an operator of a template in the environment gives; nothing without measure."""
        weigh(operator, left, right)
        return self.meter.look(not_long(super().call_binop(context, operator, left, right)))

    def call(self, context: Context, called: object, /, *given: object, **named: object) -> object:
        """What a call of a template in the environment gives."""
        self.meter.call(called, (*given, *named.values()))
        made = super().call(context, called, *given, **named)
        return self.meter.look(made) if isinstance(made, str) else made

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether the template environment lets an attribute of an object be seen."""
        kind = type(obj)
        asked = (kind, attr)
        if asked not in self.known:
            self.known[asked] = super().is_safe_attribute(obj, attr, value)
        return self.known[asked] and _may_be_seen(kind, value)


def _may_be_seen(kind: type, value: object) -> bool:
    """Whether a template may see such a value of an object of that kind."""
    if _is_ours(kind):
        # A text that nobody wrote is a text, and may be asked what texts are asked.
        is_plain = issubclass(kind, PLAIN) and isinstance(value, BuiltinMethodType)
        return not callable(value) or is_plain or hasattr(kind, ASKED)
    return issubclass(kind, PLAIN) or kind.__module__ in OF_JINJA


@cache
def _is_ours(kind: type) -> bool:
    return kind.__module__.startswith("mingzhang.")


class _Tried(_Sandbox):
    """The template environment of a trial: its code takes down what is said."""

    trial: Trial

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        text = self.trial.texts.get(filename or "")
        if text is None:
            return super()._tokenize(source, name, filename, state)
        tokens = placed(self.lexer.tokeniter(source, name, filename, state), text)
        return TokenStream(self.lexer.wrap(tokens, name, filename), name, filename)

    def _noted(self, source: nodes.Template, filename: str | None) -> nodes.Template:
        noted, file = super()._noted(source, filename), filename or ""
        return taking_down(noted, file) if file in self.trial.texts else noted


class _Loader(FileSystemLoader):
    """The environment's loader of templates, without comments; it records which were asked for."""

    def __init__(self, region: Region) -> None:
        super().__init__(region.all_folders, encoding="utf-8-sig")
        self.region = region

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """For the environment: a template's text, its file, and whether it is still so."""
        text, file, is_current = super().get_source(environment, template)
        self.region.taken.add(Path(file))
        trial = self.region.trial
        text = trial.texts.get(file, text) if trial else text
        return continued(without_comments(text, Path(file).suffix)), file, is_current


@lru_cache(MOST_PARSED)
def parsed(text: str) -> nodes.Template:
    """A template's text as the environment reads it, to be looked at, not changed."""
    return GRAMMAR.parse(text)


@lru_cache(MOST_PARSED)
def parsed_as_meant(text: str) -> nodes.Template:
    """A template's text as the environment reads it, without the names that it sets itself."""
    return with_meant(GRAMMAR.parse(text))


def create_environment(region: Region, cells: int = 0) -> ImmutableSandboxedEnvironment:
    """The environment of templates: Jinja over the region's folders, the nearest first.

    ``cells`` of tables are drawn in it, so that more work is not endless.
    Text of a source is data: it is escaped on output and nothing in it is ever executed.
    """
    kind = _Tried if region.trial else _Sandbox
    environment = kind(
        loader=_Loader(region),
        autoescape=GRAMMAR.autoescape,
        undefined=StrictUndefined,
        trim_blocks=GRAMMAR.trim_blocks,
        lstrip_blocks=GRAMMAR.lstrip_blocks,
        bytecode_cache=_CompiledTried(region.trial) if region.trial else COMPILED,
        # Sentences have one of their own; compiled code is shared, so every environment has one.
        finalize=_as_it_is,
        # What a filter makes of a constant may differ from document to document.
        optimized=False,
    )
    environment.meter = Meter(ROUNDS + OF_CELL * cells)
    environment.filters |= environment.meter.filters()
    meter = environment.meter
    environment.tests |= meter.tests()
    environment.filters |= {STEP: meter.step, LONG: meter.long, LOOK: meter.look, DECIDES: decides}
    environment.globals["range"] = environment.meter.range
    del environment.globals["lipsum"]  # a filler of any length, of which no document is made
    if isinstance(environment, _Tried) and region.trial:
        environment.trial = region.trial
        environment.filters |= filters(region.trial)
    return environment
