"""Official costs (“三公”经费): each with the economic subject under which it is booked."""

from __future__ import annotations

OFFICIAL = "三公经费."  # how the named figures of official costs begin
SUBJECTS = {
    "因公出国境费": "30212",
    "公务接待费": "30217",
    "公务用车运行维护费": "30231",
    "公务用车购置费": "31013",
}


def subject_of(name: str) -> str:
    """The economic subject of a named figure of official costs; empty for any other."""
    own = name.removeprefix(OFFICIAL).partition(".")[0] if name.startswith(OFFICIAL) else ""
    return SUBJECTS.get(own, "")
