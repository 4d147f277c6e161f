"""How fast the index is: generated documents → time to make it, to open it and to answer a search.

    python -m benchmarks.site 2000 [folder of node modules with playwright-core]

The documents are made up, with a manifest, a list of figures and small files.  Chromium opens the
index from disk; what it asks for outside the folder is counted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.project import Project
from mingzhang.site.published_documents import gather
from mingzhang.site.site_files import FOLDER, files

PLACES = ("甲省", "乙省", "丙市", "丁州")
HEAD = "\ufeff名称,金额（元）,误差（元）,来历\r\n"
SCRIPT = Path(__file__).with_name("site.mjs")


def documents(output: Path, count: int) -> None:
    """Make that many documents of agencies with four years each."""
    for number in range(count):
        agency, year = f"第{number // 4}号局", 2021 + number % 4
        folder = output / f"agency-{number // 4:05}" / f"{year}-final"
        folder.mkdir(parents=True)
        total = 10_000_000 + number * 12_300
        rows = f"总计,{total},50,合计\r\n上年 总计,{total - 5000},50,填报\r\n"
        made = {
            "disclosure.html": b"<p>page</p>",
            "disclosure.pdf": f"%PDF-{number}".encode(),
            "figures.csv": (HEAD + rows).encode(),
        }
        listed = []
        for name, data in made.items():
            (folder / name).write_bytes(data)
            listed.append({"path": name, "sha256": sha256(data).hexdigest(), "size": len(data)})
        place = PLACES[number // 4 % len(PLACES)]
        who = {"agency": agency, "region": place, "year": year, "kind": "final"}
        known = {"title": f"{year}年度{agency}部门决算", "document": who, "files": listed}
        (folder / "manifest.json").write_text(json.dumps(known), "utf-8")


def main(count: int, modules: Path) -> int:
    """Print the times as rows of the manual's table."""
    with TemporaryDirectory() as name:
        output = Path(name)
        documents(output, count)
        start = time.perf_counter()
        entries, found = gather(output, Project())
        made = files(entries)
        seconds = time.perf_counter() - start
        (output / FOLDER).mkdir()
        for path, data in made.items():
            (output / path).write_bytes(data)
        size = len(made["index.html"]) + sum(len(d) for n, d in made.items() if n.endswith(".js"))
        told = f"{len(entries)} 份（没有列入 {len(found)} 份），编目录 {seconds:.1f} 秒"
        print(f"{told}，{size // 1000} kB", flush=True)
        node, chromium = (shutil.which(one) or one for one in ("node", "chromium"))
        command = [node, str(SCRIPT), str(output / "index.html"), chromium]
        environment = {**os.environ, "MODULES": str(modules.resolve())}
        subprocess.run(command, check=True, env=environment)  # noqa: S603
    return 0


if __name__ == "__main__":
    numbers = sys.argv[1:2] or ["2000"]
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else Project().root / ".browser"
    raise SystemExit(main(int(numbers[0]), where))
