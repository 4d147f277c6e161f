// 贴进来的一块：剪贴板（电子表格、WPS、网页上的表格）→ 各行的格，和要对人说的话。不写的都说，看不懂的不猜。

const CODE = "科目", NAME = "名称", WIDEST = 200, LEVELS = ["类", "款", "项"];
const WORD = /\p{Script=Han}{2}|[A-Za-z]{2}|^元$/u, BLANK = /^(待填|缺|没有|无)?$/;
const NUMBER = /^[-+]?[0-9][0-9,]*(\.[0-9]+)?%?$/;
const SPACED = /^[-+]?\d{1,3}([\u00a0\u2009\u202f ]\d{3})+(\.\d+)?$/;  // 空格作千分位的
const NUMBERING = /^(栏次|行次|序号|类款项?)$/, SUM = /^.{0,6}(合计|总计|小计)$/;
const UNIT = /(?:单位[:：]?|[（(])(百元|千元|万元|亿元|元)(?=[)）]|$|\s)/g;
const CODED = /^[[【(（]?(\d{3,7})[\]】)）]?[\s\-－—_]*(\D\S*)$/;

// {rows}：几格；{text}：只有一格，浏览器自己贴不进来的；{none}：贴不了，为什么；{}：浏览器自己贴
export function clipped(data) {
  const plain = data.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const page = new DOMParser().parseFromString(data.getData("text/html"), "text/html");  // 不运行脚本，不装载
  const tables = [...page.querySelectorAll("table")].filter((one) => !one.querySelector("table")).map(cells).filter((rows) => rows.length);
  const [first = []] = tables, isTable = first.length > 1 || (first[0]?.length ?? 0) > 1;
  const others = tables.length > 1 ? [`贴的有 ${tables.length} 张表，只看了第一张。`] : [];
  if (plain.includes("\t") || (plain.includes("\n") && !((first[0]?.length ?? 0) > 1))) return { rows: block(plain), told: [] };
  if (isTable && (!plain || plain.includes("\n"))) return { rows: first, told: others };
  if (plain) return {};
  const text = words(page.body);
  if (text) return { text };
  return { none: [...data.types].includes("Files") ? "剪贴板里是图片或文件，不是文字，没有贴进来。" : "剪贴板里没有文字，没有贴进来。" };
}

// 合并的格，字在左上角一格，别的空着；藏起来的行和格不要
function cells(table) {
  const shown = [...table.rows].filter(isShown), made = shown.map(() => []);
  shown.forEach((row, down) => {
    let right = 0;
    for (const cell of [...row.cells].filter(isShown)) {
      while (made[down][right] !== undefined) right += 1;
      const high = Math.min(cell.rowSpan || shown.length, shown.length - down), wide = Math.min(cell.colSpan, WIDEST);
      for (let n = 0; n < high * wide; n += 1) made[down + Math.floor(n / wide)][right + (n % wide)] = n ? "" : words(cell);
      right += wide;
    }
  });
  const most = Math.max(0, ...made.map((row) => row.length));
  return made.map((row) => Array.from({ length: most }, (_, at) => row[at] ?? "")).filter((row) => row.length);
}

const isShown = (one) => !one.hidden && one.style.display !== "none";

// 网页里的字：源码里的换行不算，<br>、另起一段的才是换行；汉字之间折行的空白去掉
function words(node) {
  const copy = node.cloneNode(true);
  for (const one of copy.querySelectorAll("script, style, template")) one.remove();
  for (const one of copy.querySelectorAll("br")) one.replaceWith("\ue000");
  for (const one of copy.querySelectorAll("p, div, li, tr")) one.append("\ue000");
  return copy.textContent.replace(/(\p{Script=Han})[ \t]*\n\s*(?=\p{Script=Han})/gu, "$1").replace(/[ \t\n\r\f]+/g, " ").replace(/ ?\ue000[ \ue000]*/g, "\n").trim();
}

// 从电子表格复制的一块 → 各行的格；带换行的格在引号里
function block(text) {
  const one = /("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)([\t\n]|$)/y, rows = [[]];
  for (let end = "more"; end;) {
    const [, cell, after] = one.exec(text);
    const inner = /^"[^]*[\t\n,][^]*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    rows.at(-1).push(inner.trim());
    if (after === "\n") rows.push([]);
    end = after;
  }
  return rows;
}

// 一块 → 要写的各行：表头、栏次、合计、由编码来的名称不写；对着的列、单位不对的，一格也不写（why）
// columns：贴的地方和它右边的列；every：这张表所有的列；named：表里已有的各行，已有合计的照写
export function fitted(rows, { columns, every, named, isFirst, subjects, unit }) {
  const told = [];
  const isNamed = isFirst && columns[0].key === CODE;
  const parts = isNamed ? codeParts(rows, columns[0].digits, subjects) : 0;
  let body = isNamed ? rows.map((row) => joined(row, parts)).map(([code, ...others]) => [plainCode(code, subjects), ...others]) : rows;
  const names = isNamed ? columns.findIndex((column, at) => at && column.key !== NAME && isName(body, at, subjects)) : -1;
  if (names > 0) {
    body = body.map((row) => row.filter((_, at) => at !== names));
    told.push("科目名称一列没有写：名称由编码来。");
  }
  const isFigure = (at) => columns[at]?.number && columns[at].key !== CODE;
  const first = body.findIndex((row) => row.some((one, at) => isFigure(at) && isNumber(one)));
  const last = body.slice(0, Math.max(first, 0)).findLastIndex((row) => row.some((one, at) => isFigure(at) && WORD.test(one) && !BLANK.test(one)));
  const heads = body.slice(0, last + 1);
  body = body.slice(last + 1);
  const why = misfit(heads, columns, every, unit);
  if (why) return { rows: [], told: [], why };
  const isFound = (row, what) => isFirst && what.test(row[0].replace(/\s/g, ""));
  const sums = body.filter((row) => isFound(row, SUM) && !named.includes(row[0])), numbered = body.filter((row) => isFound(row, NUMBERING));
  if (heads.length + numbered.length) told.push(`表头 ${heads.length + numbered.length} 行没有写。`);
  if (sums.length) told.push(`${sums.map((row) => `“${row[0]}”`).join("")}一行没有写：合计由程序算；有尾差、要照公布的印的，在空行里打。`);
  body = body.filter((row) => !sums.includes(row) && !numbered.includes(row)).map((row) => row.map((one) => (SPACED.test(one) ? one.replace(/[\u00a0\u2009\u202f ]/g, "") : one)));
  return { rows: body, told, why: "" };
}

const isNumber = (text) => NUMBER.test(text.normalize("NFKC").replace(/[\u00a0\u2009\u202f ]/g, ""));
const bare = (text) => text.replace(/[（(].*?[)）]|\s/g, "");

// [30101]基本工资、30101 基本工资 → 30101，名称与编码的相符才算
function plainCode(text, subjects) {
  const [, code, name] = CODED.exec(text) ?? [];
  return code && subjects[code] === name ? code : text;
}

// 编码分在类、款、项几列里的：几列；合起来每个都是科目，并且有 01 这样的，或者表头这样写，才是
function codeParts(rows, digits, subjects) {
  const count = (digits - 1) / 2;
  const coded = rows.filter((row) => /^\d{3}$/.test(row[0]) && row.slice(1, count).every((one) => /^\d{0,2}$/.test(one)));
  const isHeaded = rows.some((row) => LEVELS.slice(0, count).every((level, at) => row[at] === level));
  const isSure = isHeaded || coded.some((row) => row.slice(1, count).some((one) => /^0\d$/.test(one)));
  return count > 1 && isSure && coded.length && coded.every((row) => subjects[joined(row, count)[0]]) ? count : 0;
}

const joined = (row, parts) => (parts ? [row[0] + row.slice(1, parts).map((one) => (/^\d+$/.test(one) ? one.padStart(2, "0") : one)).join(""), ...row.slice(parts)] : row);

function isName(body, at, subjects) {
  const said = body.filter((row) => row[at] && subjects[row[0]]);
  return said.length > 0 && said.every((row) => bare(row[at]) === bare(subjects[row[0]]));
}

// 表头说的与贴的地方不符：单位不同，或者一列对着别的列
function misfit(heads, columns, every, unit) {
  const units = [...heads.flat().join("\n").matchAll(UNIT)].map(([, one]) => one);
  const other = unit && units.find((one) => one !== unit);
  if (other) return `贴的表头写着“${other}”，这份文档的金额单位是“${unit}”：一格也没有写。换算成${unit}再贴。`;
  const called = (column) => [column.key, column.title].map(bare);
  for (const [at, column] of columns.entries()) {
    const head = heads.map((row) => bare(row[at] ?? "")).findLast((one) => one);
    const meant = head && !called(column).includes(head) && every.find((one) => called(one).includes(head));
    if (meant) return `贴的“${head}”一列对着“${column.title}”：一格也没有写。把列排成与这里一样，或只复制“${column.title}”起的几列再贴。`;
  }
  return "";
}
