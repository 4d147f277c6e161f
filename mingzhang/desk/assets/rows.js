// 一行在哪里：别处加了、删了行以后，按行的名字（科目、名称……）找回原来的那一行。

// 画的时候的一处 → 现在的一处；那一行已经不在时是 null
export function relocated(path, before, now) {
  const found = [];
  for (const [at, step] of path.entries()) {
    const to = Number.isInteger(step) ? sameRow(names(before, path.slice(0, at)), names(now, found), step) : step;
    if (to === null) return null;
    found.push(to);
  }
  return found;
}

// 同名的几行按次序；名字改了而行数没有变的，还是那一行
function sameRow(before, now, at) {
  const places = (list) => [...list.keys()].filter((other) => list[other] === before[at]);
  const same = places(now);
  if (same.length) return same[places(before).indexOf(at)] ?? null;
  return before.length === now.length ? at : null;
}

function names(fields, path) {
  const one = find(fields, JSON.stringify(path));
  return (one?.rows ?? []).map((row) => called(one, row));
}

function called({ kind, columns }, row) {
  if (kind === "table") return row.cells[columns[0].key] ?? "";
  const parts = kind === "groups" ? row : [row];
  return parts.find((part) => part.kind === "value" && part.value)?.value ?? "";
}

function find(fields, key) {
  for (const one of fields) {
    const found = one.rows && JSON.stringify(one.path) === key ? one : find(below(one), key);
    if (found) return found;
  }
  return null;
}

function below({ kind, fields, rows }) {
  return kind === "list" || kind === "groups" ? rows.flat() : fields ?? [];
}
