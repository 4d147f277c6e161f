"""A document's folder, again and again → its page as far as it goes, and what is found in it.

The page comes first, for the clerk looks at it; the findings follow from the same draft.  One that
cannot be read keeps the last good page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.builder import Drafted, drafted, judged
from mingzhang.checks.own_rules import load_rules
from mingzhang.checks.rule import Rule
from mingzhang.diagnostics import Diagnostic
from mingzhang.document.render import Pages
from mingzhang.garbage_collector import collect, paused
from mingzhang.project import Project


@dataclass(frozen=True)
class Look:
    """A preview of a document at one moment.

    ``page`` is its last good page, of this moment where ``is_current``; ``version`` counts the
    pages that differed.  ``findings`` are None until they are asked for.
    """

    page: str = ""
    version: int = 0
    is_current: bool = False
    findings: tuple[Diagnostic, ...] | None = None
    draft: Drafted | tuple[Diagnostic, ...] | None = field(default=(), repr=False)


class Previews:
    """The previewed documents, each as it was last seen.  For one thread at a time."""

    def __init__(self, project: Project, *, own: bool = True) -> None:
        self.project, self.own = project, own
        self._looks: dict[Path, Look] = {}
        self._pause: AbstractContextManager[None] | None = None
        self._rules, self._faults = self._load()

    def _load(self) -> tuple[Mapping[str, Rule], tuple[Diagnostic, ...]]:
        return load_rules(self.project.rules, wanted=self.own)

    def reload(self, project: Project, faults: tuple[Diagnostic, ...] = ()) -> None:
        """Loads the project's own rules anew for the previews; ``faults`` are of its settings."""
        self.project = project
        self._rules, found = self._load()
        self._faults = (*faults, *found)

    def page(self, folder: Path) -> Look:
        """The preview page of a document as it lies there now, not checked yet.

        Nothing is collected before previews rest: a draft is all there still, and large.
        """
        before = self._looks.get(folder, Look())
        with self._at_work():
            draft = drafted(folder, self.project, only=Pages.SCREEN)
        document = draft.document if isinstance(draft, Drafted) else None
        look = replace(before, is_current=document is not None, findings=None, draft=draft)
        if document and document.html != before.page:
            look = replace(look, page=document.html, version=before.version + 1)
        self._looks[folder] = look
        return look

    def seen(self, folder: Path) -> Look | None:
        """The preview of a document as last seen; None where it never was.  For any thread."""
        return self._looks.get(folder)

    def last(self, folder: Path) -> Look:
        """The preview of a document as last seen, made now where it never was."""
        if folder not in self._looks:
            self.page(folder)
            self.rest()
        return self._looks[folder]

    def forget(self, folder: Path) -> None:
        """A preview's draft is of files that are not there any more."""
        if look := self._looks.get(folder):
            self._looks[folder] = replace(look, draft=None)

    def findings(self, folder: Path) -> Look:
        """The findings about the previewed document, checked after its page."""
        look = self.last(folder)
        if look.findings is not None:
            return look
        if look.draft is None:
            look = self.page(folder)
        draft = look.draft
        if isinstance(draft, Drafted):
            with self._at_work():
                found = judged(draft, self.project, self._rules).diagnostics
        else:
            found = draft or ()
        # The draft is not needed any more, and holds every figure.
        look = replace(look, findings=(*self._faults, *found), draft=())
        self._looks[folder] = look
        return look

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """A preview is made: from then on nothing is collected until it rests, or fails."""
        if self._pause is None:
            self._pause = paused()
            self._pause.__enter__()
        with ExitStack() as failing:
            failing.callback(self.rest)
            yield
            failing.pop_all()

    def rest(self) -> None:
        """Previews let go of what is not needed any more, once everybody has been told."""
        if self._pause is not None:
            self._pause.__exit__(None, None, None)
            self._pause = None
            collect()
