"""The documents of a run, made on a cluster: folders → their results, files in place here.

The results are put in place as they come, so that a run that ends early has done what was done;
what waits in a shared folder since an earlier run, or since the scheduler ended, is not made again.
What no other machine can make is made here: a document that draws on folders elsewhere, and one
whose machine has another program or meets a fault of its own.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.builder import checked
from mingzhang.cluster.cluster_worker import Made
from mingzhang.cluster.parcel import Parcel, pack
from mingzhang.cluster.scheduler import Lost, Scheduler
from mingzhang.cluster.shared_folder import entry_of
from mingzhang.diagnostics import has_errors
from mingzhang.keeping.result_keeper import Keeper
from mingzhang.publish.folder_swap import replace_folder
from mingzhang.result import Result

AHEAD = 2  # documents that each place is handed at a time, so that none waits for another
TRIES = 3  # how often a document is sent that got lost with its machine

Build = Callable[[Path], Result]


@dataclass(frozen=True)
class Here:
    """What this machine does itself in a cluster's run: make a document, tell of a lost process."""

    key: str
    keeper: Keeper
    output: Path
    build: Build
    killed: Build


class Results:
    """The results of a cluster's run as they are asked for; others are made meanwhile."""

    def __init__(self, scheduler: Scheduler, folders: Sequence[Path], here: Here) -> None:
        self.scheduler, self.here = scheduler, here
        self.waiting = deque(folders)
        self.running: dict[str, tuple[Path, Parcel]] = {}
        self.done: dict[Path, Result] = {}
        self.own: set[Path] = set()
        self.lost = Counter[Path]()
        self.shared = scheduler.shared
        self.finished = dict(self.shared.names() if self.shared else {})

    def result(self, folder: Path) -> Result:
        """The result of one folder's document, made by the cluster."""
        while folder not in self.done and folder not in self.own:
            self._hand_out()
            if folder not in self.done and folder not in self.own:
                self._take_in()
        return self.done.pop(folder) if folder in self.done else self.here.build(folder)

    def _hand_out(self) -> None:
        # Where nobody works yet, some documents wait for who comes.
        places = AHEAD * max(1, self.scheduler.places)
        while self.waiting and len(self.running) < places:
            folder = self.waiting.popleft()
            parcel = self._packed(folder)
            if parcel is None:
                self.own.add(folder)
            elif finished := self._waiting_in_shared(parcel):
                self._judge(folder, parcel, finished)
            else:
                self.running[parcel.folder] = folder, parcel
                self.scheduler.send(parcel.folder, parcel)

    def _packed(self, folder: Path) -> Parcel | None:
        keeper = self.here.keeper
        try:
            return pack(folder, keeper.project, keeper.asked.wanted)
        except OSError:  # the reader tells of it
            return None

    def _take_in(self) -> None:
        name, outcome = self.scheduler.next()
        folder, parcel = self.running.pop(name)
        if isinstance(outcome, Lost):
            self._lost(folder, outcome)
        elif self.shared and outcome.kept_in:
            self._judge(folder, parcel, self.shared.take(outcome.kept_in, parcel.folder))
        else:
            self._judge(folder, parcel, outcome)

    def _waiting_in_shared(self, parcel: Parcel) -> Made | None:
        """What was made of a parcel before, by the cluster, and nobody came to put in place."""
        if not self.shared or not self.finished:
            return None
        entry = entry_of(parcel, self.here.key)
        name = self.finished.pop(entry, "")
        made = self.shared.take(name, parcel.folder) if name else None
        if name and made is None:
            self.shared.remove(entry)  # else a machine would hand it on
        return made

    def _judge(self, folder: Path, parcel: Parcel, made: Made | None) -> None:
        if made is None or made.key != self.here.key:
            self.own.add(folder)
        elif self._packed(folder) != parcel:
            self.waiting.appendleft(folder)  # edited meanwhile
        elif not made.files:
            self.own.add(folder)  # an error is told as it is seen from here
        else:
            self.done[folder] = self._put(folder, made)
        if self.shared:
            self.shared.remove(entry_of(parcel, self.here.key))

    def _lost(self, folder: Path, lost: Lost) -> None:
        self.lost[folder] += 1
        if self.shared:
            # It may have been finished, and only the word of it been lost.
            self.finished = dict(self.shared.names())
        if lost.is_killer:
            self.done[folder] = self.here.killed(folder)
        elif lost.why or self.lost[folder] > TRIES:
            self.own.add(folder)
        else:
            self.waiting.appendleft(folder)

    def _put(self, folder: Path, made: Made) -> Result:
        """Puts a document's files from the cluster in place, and keeps them for the next run."""
        return self.here.keeper.made(folder, lambda _: self._written(folder, made))

    def _written(self, folder: Path, made: Made) -> Result:
        target = self.here.output / folder.parent.name / folder.name
        found = made.result.diagnostics
        if made.result.asked_git:  # which is only here
            project = self.here.keeper.project
            found = checked(folder, project).diagnostics
        faults = replace_folder(target, made.files)
        result = replace(made.result, folder=folder, diagnostics=(*found, *faults))
        if has_errors(faults):
            return replace(result, files=(), attached=())
        return replace(result, files=tuple(target / file for file in made.result.files))
