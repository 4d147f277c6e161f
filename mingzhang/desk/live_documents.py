"""The desk: a project's documents, watched → those who look at one are told as soon as it changes.

All work on documents is done by one thread, one thing after the other; the server's own loop only
hands out what is known.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from mingzhang.desk import desk_json
from mingzhang.desk.editor_links import names, root_of
from mingzhang.desk.folder_watch import changes, forget, is_shared, roots
from mingzhang.desk.form_filling import filled_form, form_of
from mingzhang.desk.home_folder import Home
from mingzhang.desk.idle_keys import Keys
from mingzhang.desk.idle_keys_beside import FormOf, IdleKeys
from mingzhang.desk.page_preview import Look, Previews
from mingzhang.desk.project_overview import Board
from mingzhang.desk.project_signs import Settings, signs
from mingzhang.desk.source_writing import Writer
from mingzhang.drafting.document_progress import progress
from mingzhang.project import Project
from mingzhang.reading.project_root import FILE
from mingzhang.reading.source_text import full

ENDED: dict[str, object] = {}  # told last, and known by being it
BOARD = ""  # what those look at who look at no document
MOST_LISTENERS = 50
MEANWHILE = 0.2  # seconds in which whoever moves files is done
Told = dict[str, object]
Value = TypeVar("Value")
Queue = asyncio.Queue[Told]


class Desk:
    """The desk's live documents: those of ``paths``, or all of the project."""

    def __init__(self, paths: Sequence[Path], project: Project, *, own: bool = True) -> None:
        self._home = Home()
        self._settings = Settings(project)
        self.board = Board(paths, project, own=own)
        self.previews = Previews(project, own=own)
        self._idle = IdleKeys()
        self._writers: dict[Path, Writer] = {}
        self._worker = ThreadPoolExecutor(1, "documents")
        self._listeners: dict[Queue, str] = {}
        self._windows: dict[Queue, str] = {}
        self._saved: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        self._stop = Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._saves: Counter[Path] = Counter()
        self._is_filling = False
        self._led_to: dict[Path, Path] = {}
        self._is_led_elsewhere()

    # What is asked

    @property
    def project(self) -> Project:
        """The project of the live documents, as its settings say today."""
        return self._settings.project

    def folder(self, name: str) -> Path | None:
        """The folder of the live document of that name; None where no document has it."""
        if self._is_led_elsewhere():
            return None
        usual = full(self.project.sources) / name
        if usual in self.board.lines and not name.startswith("/"):
            return usual
        return names(self.board.lines, full(self.project.sources)).get(name)

    def listed(self) -> Told:
        """The live documents' board, by name; and whether the folder of all of them is away."""
        if self._is_led_elsewhere():
            return {"board": [], "away": False}
        found = names(self.board.lines, full(self.project.sources))
        lines = ((name, self.board.lines[folder]) for name, folder in found.items())
        away = not found and not self.project.sources.is_dir()
        return {"board": desk_json.board(lines), "away": away}

    def _is_led_elsewhere(self) -> bool:
        """Whether all live documents lie behind a link that leads elsewhere than it did at first.

        It may be a link, for whoever opened the desk named it; not one that was turned since.
        """
        self._home.enter()
        sources = full(self.project.sources)
        now = sources.resolve()
        return self._led_to.setdefault(sources, now) != now

    def writer(self, folder: Path) -> Writer:
        """What writes the files of one of the live documents."""
        root = root_of(folder, self.project)
        return self._writers.setdefault(root, Writer(root))

    async def work(self, job: Callable[..., Value], *arguments: object) -> Value:
        """Have the one thread of live documents do something, after all that is before it."""
        return await asyncio.get_running_loop().run_in_executor(
            self._worker, self._home.working, job, *arguments
        )

    async def _again(self, job: Callable[[Path], Value], folder: Path) -> Value:
        """Do something with a live document; once more where a file of its form went meanwhile."""
        try:
            return await self.work(job, folder)
        except FileNotFoundError:
            await asyncio.sleep(MEANWHILE)
            await self.work(self.previews.forget, folder)
            return await self.work(job, folder)

    async def look(self, name: str, folder: Path) -> Look:
        """A live document is opened: its page at once, its findings follow."""
        seen = await self._again(self.previews.page, folder)
        self._follow(self._opened(name, folder))
        return seen

    async def _opened(self, name: str, folder: Path) -> None:
        await self._tell_findings(name, folder)
        # Whoever looks at a live document fills it in next, and does not wait for its form then.
        if asked := await self.work(form_of, folder, self.writer(folder), self.project):
            await self._ask(asked)

    async def form(self, folder: Path) -> Told:
        """A live document to be filled in, by what is known of its form; more is told later."""
        forms, mark = list[FormOf](), self._idle.round

        def known(asked: FormOf) -> Keys:
            forms.append(asked)
            return self._idle.known(asked)

        filled = await self.work(filled_form, folder, self.writer(folder), self.project, known)
        for asked in forms:
            self._follow(self._ask(asked))
        return filled | {"form": f"{mark} {sum(len(self._idle.known(one)) for one in forms)}"}

    async def _ask(self, form: FormOf) -> None:
        """Has the form of live documents asked which keys it uses, beside all other work."""
        if await self._idle.ask(form):
            for name in {*self._listeners.values()} - {BOARD}:
                self._tell(name, desk_json.form_asked())

    async def last(self, folder: Path) -> Look:
        """A live document as last seen, at once: what was told does not wait for what is made."""
        if seen := self.previews.seen(folder):
            return seen
        return await self.work(self.previews.last, folder)

    # Who listens

    @asynccontextmanager
    async def listening(self, name: str, by: str = "") -> AsyncIterator[Queue | None]:
        """What is told of a live document (or all) from now on; None where too many listen.

        ``by`` is the window that listens.
        """
        if len(self._listeners) >= MOST_LISTENERS:
            yield None
            return
        queue: Queue = asyncio.Queue()
        self._listeners[queue] = name
        self._windows[queue] = by
        try:
            yield queue
        finally:
            self._listeners.pop(queue, None)
            self._windows.pop(queue, None)

    @property
    def windows(self) -> frozenset[str]:
        """The windows that look at live documents: what one wrote that is closed is anybody's."""
        return frozenset(self._windows.values()) - {""}

    def dismiss(self) -> None:
        """Tell all who look at live documents that nothing more will be told."""
        for queue in self._listeners:
            queue.put_nowait(ENDED)

    def _tell(self, name: str, said: Told) -> None:
        for queue, listens in self._listeners.items():
            if listens == name:
                queue.put_nowait(said)

    # What happens

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watches the live documents as long as the context lasts."""
        loop = asyncio.get_running_loop()
        thread = Thread(target=self._watch, args=(loop,), daemon=True)
        thread.start()
        self._follow(self._attend())
        self._follow(self._fill())
        try:
            yield
        finally:
            self._stop.set()
            for task in self._tasks:
                task.cancel()
            self._idle.end()
            self._worker.shutdown(wait=True, cancel_futures=True)
            self.previews.rest()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        def watched() -> tuple[Path, ...]:
            """The folders of all live documents: one may be new."""
            self._home.enter()
            return roots([*self.board.lines], self.project)

        for paths in changes(watched, lambda: signs(self.project), self._stop):
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self._saved.put_nowait, paths)

    def _follow(self, job: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """What went wrong in a live document's task is a fault of ours, told where we run."""
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            said = {"message": "a document could not be looked at", "exception": fault}
            task.get_loop().call_exception_handler(said)

    async def _attend(self) -> None:
        while True:
            paths = set(await self._saved.get())
            while not self._saved.empty():
                paths |= self._saved.get_nowait()
            self._saves.update({path.parent for path in paths})
            self._follow(self._renew_all([*paths], self._saves.copy()))

    async def _renew_all(self, paths: Sequence[Path], saves: Mapping[Path, int]) -> None:
        if any(is_shared(path, self.project) or path.name == FILE for path in paths):
            await self.work(self._reload)
        # First what somebody looks at: of all others it takes a while to tell which are concerned.
        first = await self.work(self.board.concerned, paths, [*self._looked_at()])
        for folder in first:
            await self._renew(folder, saves)
        for folder in await self.work(self.board.changed, paths, first):
            await self._renew(folder, saves)
        for name in {*self._listeners.values()} - {BOARD, *self._looked_at().values()}:
            self._tell(name, desk_json.gone())
        self._tell(BOARD, self.listed())
        await self.work(self.previews.rest)  # whatever was left for a later save
        await self._fill()

    def _reload(self) -> None:
        forget()
        self._idle.forget()
        self._settings = self._settings.again()
        self.board.reload(self.project, self._settings.faults)
        self.previews.reload(self.project, self._settings.faults)

    def _looked_at(self) -> dict[Path, str]:
        """The live documents that somebody looks at and that are there, with their names."""
        listened = {*self._listeners.values()} - {BOARD}
        found = {name: self.folder(name) for name in listened}
        return {one: name for name, one in found.items() if one and one.is_dir()}

    async def _renew(self, folder: Path, saves: Mapping[Path, int]) -> None:
        """Makes a live document again that somebody looks at on the desk.

        Where it was saved again since then, after so many ``saves``, it is made for that one.
        """
        name = self._looked_at().get(folder)
        if name is None or self._saves[folder] != saves[folder]:
            return
        self._tell(name, desk_json.look(await self._again(self.previews.page, folder)))
        if self._saves[folder] == saves[folder]:
            await self._tell_findings(name, folder)

    async def _tell_findings(self, name: str, folder: Path) -> None:
        seen = await self._again(self.previews.findings, folder)
        self._tell(name, desk_json.look(seen))
        self.board.know(folder, progress(seen.findings or ()))
        await self.work(self.previews.rest)

    async def _fill(self) -> None:
        """Checks the live documents that nobody looks at, one after the other, and once."""
        if self._is_filling:
            return
        self._is_filling = True
        try:
            while (folder := next(self.board.stale(), None)) is not None:
                await self._again(self.board.check, folder)
                self._tell(BOARD, self.listed())
        finally:
            self._is_filling = False
