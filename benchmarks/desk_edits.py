"""Random edits through the desk's own server → is each the edit that was asked for, and no more?

In: how many edits, a seed.  Out: lines on standard output; exit code 1 where anything is wrong.
A real ``serve`` is asked over its socket, with somebody looking at each document as a browser does.
What a file must say after an edit another YAML reader says; every line that the edit is not about
must stay byte for byte and in its order, every comment too; at the end as much as can be is taken
back.  ``python -m benchmarks.desk_edits [EDITS] [SEED]``
"""

from __future__ import annotations

import copy
import http.client
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from mingzhang.project import Project

ADDRESS = "工作台："
TEXTS = (
    "因人员增加",
    "含: 冒号",
    "井号 # 在中间",
    "# 在前面",
    '有"引号"',
    "it's",
    "- 短横",
    "[方]括号",
    "{花}",
    "yes",
    "null",
    "~",
    "1e5",
    "0x10",
    "2024-01-01",
    "01",
    "末尾:",
    "a,b",
    "*星",
    "&和",
    "!叹",
    "%百",
    "@在",
    "`撇",
    "|竖",
    ">大于",
    "\u3000全角空格",
    "\\反斜",
    "😀",
    "待填",
    "?",
    "-",
    "=",
    "<<",
    "第一行\n第二行",
    "制表\t符",
)
NUMBERS = ("0", "1,061.88", "-3.5", "12", "０.５", "99999999.99", "1234567", "7.10", "-0")
COMMENT = re.compile(r"(?:^|\s)#.*$")
TRIES = 10
REST = 3  # seconds


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, int]]:
    """The address of a desk over the data, and its process."""
    command = [sys.executable, "-m", "mingzhang", "serve", "--no-browser"]
    with subprocess.Popen(  # noqa: S603
        command, cwd=root, stdout=subprocess.PIPE, stderr=(root / "errors").open("ab"), text=True
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line.removeprefix(ADDRESS).strip(), process.pid
        finally:
            process.terminate()


@dataclass
class Client:
    """Asks the server as the desk's own page does."""

    host: str
    cookie: str

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """One request; the status, and what came back."""
        connection = http.client.HTTPConnection(self.host, timeout=300)
        headers = {"Cookie": self.cookie}
        if method == "POST":
            headers |= {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        text = None if body is None else json.dumps(body).encode()
        connection.request(method, path, text, headers)
        answer = connection.getresponse()
        data = answer.read().decode()
        with suppress(ValueError):
            return answer.status, json.loads(data)
        return answer.status, data

    def look(self, name: str, seen: Counter[str]) -> None:
        """Look at a document as a browser does, until the server ends."""
        connection = http.client.HTTPConnection(self.host)
        connection.request("GET", f"/events?doc={name}", headers={"Cookie": self.cookie})
        with suppress(OSError, http.client.HTTPException):
            for line in connection.getresponse():
                seen[name] += line.startswith(b"data:")


def opened(address: str) -> Client:
    """A client that has been given the cookie."""
    host, _, query = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", f"/{query}")
    said = connection.getresponse().getheader("set-cookie") or ""
    return Client(host, said.partition(";")[0])


# What may be edited

Edit = dict[str, Any]


def edits(fields: list[Any], chance: random.Random) -> Iterator[Edit]:
    """One edit of each kind that every field of a form allows."""
    for one in fields:
        if one["kind"] == "value" and one["there"]:
            yield {"op": "put", "path": one["path"], "value": _value(one, chance)}
        elif one["kind"] == "group":
            yield from edits(one["fields"], chance)
        elif one["kind"] != "value" and one["rows"]:
            yield from {"groups": _of_groups, "list": _of_list, "table": _of_table}[one["kind"]](
                one, chance
            )


def _of_groups(one: Any, chance: random.Random) -> Iterator[Edit]:  # noqa: ANN401 (JSON)
    for row in one["rows"]:
        yield from edits(row, chance)
    yield {"op": "take", "path": [*one["path"], chance.randrange(len(one["rows"]))]}


def _of_list(one: Any, chance: random.Random) -> Iterator[Edit]:  # noqa: ANN401 (JSON)
    yield from edits(one["rows"], chance)
    at = chance.choice([None, chance.randrange(len(one["rows"]) + 1)])
    yield {"op": "add", "path": one["path"], "cells": chance.choice(TEXTS), "at": at}


def _of_table(table: Any, chance: random.Random) -> Iterator[Edit]:  # noqa: ANN401 (JSON)
    path, columns, rows = table["path"], table["columns"], table["rows"]
    for number, row in enumerate(rows):
        for column in columns:
            value = _value(column, chance)
            if column["key"] in row["cells"] or chance.random() < 0.05:
                yield {"op": "put", "path": [*path, number, column["key"]], "value": value}
    at = chance.choice([None, chance.randrange(len(rows) + 1)])
    some = [c for c in columns if c["used"]] or columns
    cells = {c["key"]: _value(c, chance) or "1" for c in some}
    yield {"op": "add", "path": path, "cells": cells, "at": at}
    yield {"op": "take", "path": [*path, chance.randrange(len(rows))]}


def _value(one: Any, chance: random.Random) -> str:  # noqa: ANN401 (JSON)
    if chance.random() < 0.1:
        return ""
    if one["number"] and chance.random() < 0.9:
        return chance.choice([*NUMBERS, f"{chance.randrange(10**6) / 100:.2f}"])
    return chance.choice(TEXTS)


# What an edit must do


def plain(text: str) -> str:
    """A number as it is written: without separators, in narrow digits."""
    narrow = text.strip().translate({0xFF10 + n: str(n) for n in range(10)} | {0xFF0E: "."})
    without = narrow.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", narrow) else ""
    number = without or narrow
    is_number = re.fullmatch(r"-?\d+(\.\d+)?", number)
    # In a field of figures 01 is written as 1; in one of words it is a word.
    return number.lstrip("0") or "0" if is_number else text.strip()


def applied(tree: Any, edit: Edit) -> Any:  # noqa: ANN401 (YAML)
    """What the file must say, in texts."""
    tree = copy.deepcopy(tree)
    *above, last = edit["path"]
    place = tree
    for step in above:
        place = place[step]
    if edit["op"] == "take" or (edit["op"] == "put" and not edit["value"].strip()):
        if isinstance(place, list) or last in place:
            del place[last]
    elif edit["op"] == "put":
        place[last] = plain(edit["value"])
    else:
        rows, cells = place[last], edit["cells"]
        row = plain(cells) if isinstance(cells, str) else {k: plain(v) for k, v in cells.items()}
        rows.insert(len(rows) if edit["at"] is None else edit["at"], row)
    return tree


def alike(one: Any, two: Any) -> bool:  # noqa: ANN401 (YAML)
    """Whether two trees of texts say the same; an empty list may be a key that is gone."""
    if isinstance(one, dict) and isinstance(two, dict):
        keys = {k for k in {*one, *two} if one.get(k) not in ({}, []) or two.get(k) not in ({}, [])}
        return all(k in one and k in two and alike(one[k], two[k]) for k in keys)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(alike, one, two))
    return bool(plain(str(one)) == plain(str(two)))


def touched(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    gone, come = [], []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[a:b]
            come += new[c:d]
    return gone, come


def comments(lines: list[str]) -> Counter[str]:
    """The comments, roughly: what follows a hash outside of quotes."""
    bare = [re.sub(r"'[^']*'|\"(?:\\.|[^\"])*\"", "", line.rstrip("\n")) for line in lines]
    return Counter(found[0].strip() for line in bare if (found := COMMENT.search(line)))


@dataclass
class Trial:
    """What was seen of the edits."""

    client: Client
    root: Path
    chance: random.Random
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    written: dict[Path, list[bytes]] = field(default_factory=dict)

    def edit(self, name: str) -> None:
        """One random edit of a document."""
        form = self.client.ask("GET", f"/form/{name}")[1]
        sheet = self.chance.choice([one for one in form["files"] if not one["message"]])
        possible = [*edits(sheet["fields"], self.chance)]
        if not possible:
            self.seen[f"nothing to edit in {sheet['file']}"] += 1
            return
        asked = self.chance.choice(possible)
        file = self.root / "sources" / name / sheet["file"]
        before = file.read_bytes()
        sent = {"file": sheet["file"], "digest": sheet["digest"], "changes": [asked]}
        status, said = self.client.ask("POST", f"/edit/{name}", sent)
        after = file.read_bytes()
        self.seen[f"{asked['op']} {status}"] += 1
        if status != 200:
            self.seen[said["message"]] += 1
            if before != after or status != 422:
                self._fault(name, asked, f"status {status}: {said}")
            return
        if before != after:
            self.written.setdefault(file, []).append(before)
        self._judge(name, asked, before.decode(), after.decode())

    def _judge(self, name: str, asked: Edit, before: str, after: str) -> None:
        wanted = applied(yaml.load(before, yaml.BaseLoader), asked)  # noqa: S506 (texts alone)
        if not alike(wanted, yaml.load(after, yaml.BaseLoader)):  # noqa: S506
            self._fault(name, asked, "says something else")
        gone, come = touched(before, after)
        is_whole = isinstance(asked["path"][-1], int) and asked["op"] == "take"
        if comments(gone) - comments(come) and not is_whole:
            self._fault(name, asked, f"comment lost: {gone} {come}")
        # The first key of a row that goes takes the dash of the next line's with it.
        few = 2 if asked["op"] == "put" and not asked["value"] else 1
        self.seen[f"{asked['op']}: -{len(gone)} +{len(come)}"] += 1
        if asked["op"] == "put" and max(len(gone), len(come)) > few:
            self._fault(name, asked, f"more than a line: {gone} {come}")

    def _fault(self, name: str, asked: Edit, what: str) -> None:
        self.wrong.append(f"{name} {json.dumps(asked, ensure_ascii=False)}: {what}")

    def undo(self) -> int:
        """Take back what can be; how many were."""
        count = 0
        for file, states in self.written.items():
            name = file.parent.relative_to(self.root / "sources").as_posix()
            while states:
                if self.client.ask("POST", f"/undo/{name}", {"file": file.name})[0] != 200:
                    break
                count += 1
                if file.read_bytes() != states.pop():
                    self.wrong.append(f"{name}/{file.name}: taken back to something else")
                    break
        return count


def memory(process: int) -> int:
    """What a process holds, in MB, when it has done what is to be done."""
    time.sleep(REST)
    text = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) // 1024  # type: ignore[index]


def main() -> int:
    """Print what was seen."""
    numbers = [int(word) for word in sys.argv[1:]]
    count, seed = (*numbers, *(1000, 1)[len(numbers) :])
    with tempfile.TemporaryDirectory() as home:
        root = Path(home).resolve()
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        shutil.copytree(Project().sources, root / "sources")
        names = [file.parent.relative_to(root / "sources").as_posix()
                 for file in sorted(root.rglob("disclosure.yaml"))]  # fmt: skip
        with serving(root) as (address, process):
            trial = Trial(opened(address), root, random.Random(seed))  # noqa: S311
            looked: Counter[str] = Counter()
            for name in names:
                threading.Thread(target=trial.client.look, args=(name, looked), daemon=True).start()
            for number in range(count):
                trial.edit(trial.chance.choice(names))
                if number % 50 == 49:
                    _tell(number + 1, memory(process), trial, looked)
                    # Not to be drowned in nonsense, every hundredth edit begins with what is real.
                    if number % 100 == 99 and number + 1 < count:
                        _afresh(root, trial)
            taken = trial.undo()
        errors = (root / "errors").read_text()
    print(json.dumps(trial.seen, ensure_ascii=False), f"taken back: {taken}", sep="\n")
    print(f"{count} edits, wrong: {len(trial.wrong)}", *trial.wrong[:60], errors[-3000:], sep="\n")
    return 1 if trial.wrong or "Traceback" in errors else 0


def _afresh(root: Path, trial: Trial) -> None:
    for file in Project().sources.rglob("*.yaml"):
        (root / "sources" / file.relative_to(Project().sources)).write_bytes(file.read_bytes())
    trial.written.clear()


def _tell(number: int, held: int, trial: Trial, looked: Mapping[str, int]) -> None:
    told = sum(looked.values())
    print(f"{number} edits, {held} MB, told {told}, wrong {len(trial.wrong)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
