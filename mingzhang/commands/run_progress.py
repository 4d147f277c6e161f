"""How far a run is: documents done and to do → ``[12/300，约剩 4 分钟]``."""

from __future__ import annotations

import time

MANY, EARLY = 20, 5.0  # of fewer documents, or so early (seconds), nothing is guessed
MINUTE, HOUR = 60, 3600


class Progress:
    """Counts the documents of a run to tell its progress; only those made take time."""

    def __init__(self, whole: int, to_make: int) -> None:
        self.whole, self.to_make = whole, to_make
        self.done = self.made = 0
        self.start = time.monotonic()

    def next(self, *, is_made: bool) -> str:
        """What the progress line says when one more document is done."""
        self.done += 1
        self.made += is_made
        return f"[{self.done}/{self.whole}{self._rest(time.monotonic() - self.start)}]"

    def _rest(self, elapsed: float) -> str:
        left = self.to_make - self.made
        if self.to_make < MANY or elapsed < EARLY or not self.made or left <= 0:
            return ""
        return f"，约剩{words(elapsed / self.made * left)}"


def words(seconds: float) -> str:
    """The time that a run still takes, in words as exact as can be guessed, for its progress."""
    if seconds < MINUTE:
        return "不到 1 分钟"
    hours, minutes = divmod(round(seconds / MINUTE), HOUR // MINUTE)
    return f" {hours} 小时 {minutes} 分钟" if hours else f" {minutes} 分钟"
