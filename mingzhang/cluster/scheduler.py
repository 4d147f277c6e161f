"""The conversation with a scheduler: parcels → what became of each, in the order in which they end.

It is begun again where the scheduler was restarted; what was under way then is told as lost, so
that it can be sent once more.
"""

from __future__ import annotations

import logging
import queue
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from distributed import Client, Future
from distributed.scheduler import KilledWorker

from mingzhang.cluster.cluster_worker import Made, key_here, made
from mingzhang.cluster.parcel import Parcel
from mingzhang.cluster.shared_folder import SharedFolder, is_shared, made_into

PATIENCE = 60.0  # seconds to wait for a scheduler or a worker that may come back
CALL = 10.0  # seconds that one call may take
LOOK = 2.0  # seconds between two looks at whether anybody works at all


class Gone(Exception):  # noqa: N818 (an end, not a fault of the program)
    """The cluster's scheduler or workers are silent for longer than ``PATIENCE``."""


@dataclass(frozen=True)
class Lost:
    """What was under way when the scheduler ended, or that no machine could make it."""

    is_killer: bool = False
    why: str = ""


Outcome = Made | Lost


@dataclass
class Scheduler:
    """A scheduler at an address; raises ``Gone`` where it cannot be had.

    Where there is a ``shared`` folder, what is made waits in it.
    """

    address: str
    shared: SharedFolder | None = None
    _client: Client | None = None
    _running: dict[str, tuple[Future[Any], str]] = field(default_factory=dict)
    _ended: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    _sent: int = 0

    def __enter__(self) -> Scheduler:
        warnings.filterwarnings("ignore", category=UserWarning, module="distributed")
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.cancel([future for future, _ in self._running.values()])
            self._client.close(timeout=CALL)

    def keys(self) -> Mapping[str, str]:
        """The scheduler's workers by address, with their program's key; empty for none."""
        answers = self._ready().run(key_here, on_error="return")
        return {name: key if isinstance(key, str) else "" for name, key in answers.items()}

    def blind(self, probe: Path) -> list[str]:
        """The scheduler's workers that do not see a file of the shared folder, by address."""
        answers = self._ready().run(is_shared, probe, on_error="return")
        return sorted(name for name, answer in answers.items() if answer is not True)

    @property
    def places(self) -> int:
        """How many documents the scheduler's workers can make at once."""
        info = self._ready().scheduler_info(n_workers=-1)
        return sum(worker["nthreads"] for worker in info["workers"].values())

    def send(self, name: str, parcel: Parcel) -> None:
        """Sends a parcel to the scheduler; ``name`` is what its end is told by."""
        self._sent += 1
        key = f"mingzhang-{self._sent}-{name}"
        what = (made_into, self.shared, parcel) if self.shared else (made, parcel)
        future = self._ready().submit(*what, key=key, pure=False)
        self._running[key] = (future, name)
        future.add_done_callback(lambda _, key=key: self._ended.put(key))

    def next(self) -> tuple[str, Outcome]:
        """The next parcel that the scheduler is done with: its name, and what became of it."""
        waited = time.monotonic()
        while True:
            try:
                key = self._ended.get(timeout=LOOK)
            except queue.Empty:
                self._look(waited)
                continue
            if key in self._running:
                future, name = self._running.pop(key)
                return name, _outcome(future)

    def _look(self, since: float) -> None:
        """Nothing ended: looks whether that is for want of the scheduler's workers."""
        try:
            if self.places:
                return
        except OSError:
            pass
        if time.monotonic() - since > PATIENCE:
            raise Gone(self.address)

    def _ready(self) -> Client:
        """A client that speaks with the scheduler, after a while if need be."""
        start = time.monotonic()
        while self._client is None or self._client.status != "running":
            if self._client is None or self._client.status == "closed":
                self._client = _client(self.address)
            if self._client is None or self._client.status != "running":
                if time.monotonic() - start > PATIENCE:
                    raise Gone(self.address)
                time.sleep(LOOK / 4)
        return self._client


def _client(address: str) -> Client | None:
    try:
        return Client(address, timeout=CALL, set_as_default=False)
    except (OSError, TimeoutError):
        return None


def _outcome(future: Future[Any]) -> Outcome:
    if future.status == "finished":
        return _taken(future)
    if future.status != "error":
        return Lost()
    error = future.exception()
    return Lost(is_killer=isinstance(error, KilledWorker), why=f"{type(error).__name__}: {error}")


def _taken(future: Future[Any]) -> Outcome:
    """The value from the scheduler, unless it went with its machine after it was made."""
    try:
        value = future.result(timeout=PATIENCE)
    except Exception:  # noqa: BLE001 (whatever a library raises for it: it is sent once more)
        return Lost()
    return value if isinstance(value, Made) else Lost()
