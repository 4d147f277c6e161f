// 页面的脚本：目录跟随、复制表格、数字是怎样算出来的。没有脚本时页面的内容一样不少。
(() => {
  "use strict";
  const root = document.documentElement;
  // 各数字的来历在网页里；轻的网页（mingzhang site）的在旁边的一个脚本里，问到时才读
  const BESIDE = document.currentScript?.dataset.answers;
  let nodes = BESIDE ? null : JSON.parse(document.getElementById("answers").textContent);
  const panel = document.getElementById("answer");
  const status = document.getElementById("status");
  const LABEL = 0, AMOUNT = 1, WAY = 2, PLACE = 3, PARTS = 4;
  root.classList.add("with-script");

  function withNodes(then) {
    if (nodes) {
      then();
      return;
    }
    const script = make("script", "", { src: BESIDE });
    script.addEventListener("load", () => {
      inflated(bytesOf(globalThis.mingzhangBeside.answers)).then((text) => {
        nodes = JSON.parse(text);
        then();
      }).catch(() => tell("这个浏览器读不了数字的来历，请打开完整的网页。"));
    });
    script.addEventListener("error", () => tell("没有读到数字的来历：旁边的文件不在。"));
    document.head.append(script);
  }

  // 元素

  function make(tag, text, attributes = {}) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function button(text, action) {
    const element = make("button", text, { type: "button" });
    element.addEventListener("click", action);
    return element;
  }

  // 目录跟随

  const links = new Map([...document.querySelectorAll(".toc a")].map((a) => [a.hash.slice(1), a]));
  const places = [...links.keys()].map((id) => document.getElementById(id));
  const LINE = 48;  // 过了这条线的算读到了
  let current = null;

  // 读到哪里：最后一个过了线的；到了页底，后面几节过不了线，就看跳到的那一节或最后一节
  function reached() {
    const top = (place) => place.getBoundingClientRect().top;
    if (scrollY && scrollY + innerHeight >= root.scrollHeight - 2) {
      const aim = places.find((place) => `#${place.id}` === location.hash);
      return aim && top(aim) >= 0 && top(aim) < innerHeight ? aim : places.at(-1);
    }
    return places.findLast((place) => top(place) <= LINE);
  }

  function follow() {
    const link = links.get(reached()?.id);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
    const list = link.closest(".toc");
    for (const part of list.querySelectorAll(".parts > li")) part.classList.toggle("open", part.contains(link));
    if (getComputedStyle(list).position === "sticky") {
      const top = link.offsetTop - list.offsetTop;
      if (top < list.scrollTop || top > list.scrollTop + list.clientHeight - 48) {
        list.scrollTop = top - list.clientHeight / 3;
      }
    }
  }

  // 目录先只列各部分，宽屏上展开正在读的一部分；按钮列出各节
  function addWhole() {
    const list = document.querySelector(".toc > ol");
    list.classList.add("parts");
    if (!list.querySelector("ol")) return;
    const whole = button("列出各节", () => {
      const open = list.classList.toggle("whole-list");
      whole.setAttribute("aria-expanded", String(open));
    });
    whole.classList.add("whole-toc");
    whole.setAttribute("aria-expanded", "false");
    list.before(whole);
  }

  addWhole();

  let waiting = false;

  function followSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  }

  for (const event of ["scroll", "resize", "hashchange"]) addEventListener(event, followSoon, { passive: true });
  follow();

  // 查找：科目（名称或编码）、项目、名词、各节；结果各是一个按钮，按了就到那里

  const MOST = 12;
  let index = null;

  function entry(element) {
    const code = element.closest("tr")?.querySelector(".code")?.textContent ?? "";
    const own = element.dataset.project ?? element.firstChild?.textContent ?? "";
    const text = [code, own.trim()].filter(Boolean).join(" ");
    const where = element.closest(".form")?.dataset.table ?? element.closest(".section")?.dataset.section ?? "";
    return { text, where: where === text ? "" : where, element };
  }

  function entries() {
    const things = [...document.querySelectorAll("main :is(h3, h4, dfn, .form[data-project], .form tbody .name)")];
    const named = things.map(entry).filter(({ text }) => text);
    index ??= [...new Map(named.map((one) => [`${one.text} ${one.where}`, one])).values()];
    return index;
  }

  function go(element) {
    element.tabIndex = -1;
    element.scrollIntoView({ block: "center", inline: "nearest" });
    element.focus({ preventScroll: true });
  }

  function find(words, list, count) {
    const asked = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ text }) => asked.every((word) => text.toLowerCase().includes(word));
    const found = asked.length ? entries().filter(fits) : [];
    const places = new Map();
    for (const one of found) places.set(one.text, [...(places.get(one.text) ?? []), one]);
    const more = places.size > MOST ? `，列出前 ${MOST} 个` : "";
    count.textContent = asked.length ? `${places.size} 个名称，共 ${found.length} 处${more}` : "";
    list.replaceChildren(...[...places.values()].slice(0, MOST).map(result));
  }

  // 同一名称在几张表里的，名称到第一处，各表各有一个按钮
  function result(places) {
    const [first] = places;
    const item = make("li");
    item.append(button(first.text, () => go(first.element)));
    const where = make("span", places.length > 1 ? "" : first.where, { class: "where" });
    if (places.length > 1) where.append(...places.map(toPlace));
    if (where.hasChildNodes()) item.append(where);
    return item;
  }

  function toPlace({ text, where, element }) {
    const there = button(where, () => go(element));
    there.setAttribute("aria-label", `${text}，${where}`);
    return there;
  }

  function addFinder() {
    const box = make("div", "", { class: "find", role: "search" });
    const input = make("input", "", { type: "search", id: "find", autocomplete: "off" });
    const [list, count] = [make("ol"), make("p", "", { role: "status" })];
    input.addEventListener("input", () => find(input.value, list, count));
    box.append(make("label", "查找科目、项目、名词", { for: "find" }), input, count, list);
    (document.querySelector(".toc .notice") ?? document.querySelector(".toc h2")).after(box);
  }

  addFinder();

  // 表随页面滚动，表头留在窗口上边：样式按这里量出的长度移动表头（--head 表头高，--above 它上面的高，
  // --travel 能移多远，--part 它占框高的百分比）；太高的表头不留。横着放不下的，标出哪一边还有

  const HIGHEST = 0.4;  // 表头最多占窗口的几成
  const NATIVE = CSS.supports("animation-timeline: view()");
  const frames = [...document.querySelectorAll(".frame")];

  function measure(frame) {
    const table = frame.querySelector("table");
    const head = table.tHead;
    sides(frame);
    if (!head) return;
    const high = head.offsetHeight;
    const above = head.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    const stays = high <= innerHeight * HIGHEST;
    const travel = stays ? Math.max(0, table.getBoundingClientRect().height - (table.caption?.offsetHeight ?? 0) - high) : 0;
    for (const [name, length] of [["--head", stays ? high : 0], ["--above", above], ["--travel", travel]]) {
      frame.style.setProperty(name, `${length}px`);
    }
    frame.style.setProperty("--part", `${100 * travel / frame.getBoundingClientRect().height || 100}%`);
  }

  function sides(frame) {
    const rest = frame.scrollWidth - frame.clientWidth - frame.scrollLeft;
    frame.classList.toggle("more-right", rest > 4);
    frame.classList.toggle("more-left", frame.scrollLeft > 4);
  }

  // 浏览器不会按滚动移动表头的，由脚本移
  function carry() {
    for (const frame of frames) {
      const past = -frame.getBoundingClientRect().top - parseFloat(frame.style.getPropertyValue("--above"));
      const most = parseFloat(frame.style.getPropertyValue("--travel"));
      frame.style.setProperty("--moved", `${Math.min(Math.max(0, past), most) || 0}px`);
    }
  }

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) measure(target.closest(".frame"));
  });
  for (const frame of frames) {
    sizes.observe(frame);
    sizes.observe(frame.querySelector("table"));
    frame.addEventListener("scroll", () => sides(frame), { passive: true });
  }
  addEventListener("resize", () => frames.forEach(measure), { passive: true });
  if (!NATIVE) addEventListener("scroll", carry, { passive: true });

  // 复制表格：合并的单元格在第一格写内容，其余留空；电子表格会当作公式的文字前面加 '，与 CSV 相同

  const NUMERIC = ["amount", "percent", "number"];
  const FORMULA = /^(?![-－—–]+$|.$|[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?$)[\s\"']*[=+\-@＝＋－＠]|^[\t\r\n]/;

  function inert(cell) {
    const text = cell.textContent.replace(/\s+/g, " ").trim();
    const numeric = NUMERIC.some((kind) => cell.classList.contains(kind));
    return !numeric && FORMULA.test(text) ? `'${text}` : text;
  }

  // 每行每栏是哪一格；合并的格占它的每一栏
  function placed(table) {
    const rows = [...table.rows].map(() => []);
    [...table.rows].forEach((row, y) => {
      let x = 0;
      for (const cell of row.cells) {
        while (rows[y][x] !== undefined) x += 1;
        for (let dy = 0; dy < cell.rowSpan && y + dy < rows.length; dy += 1) {
          for (let dx = 0; dx < cell.colSpan; dx += 1) rows[y + dy][x + dx] = cell;
        }
      }
    });
    return rows;
  }

  function grid(table) {
    const met = new Set();
    const text = (cell) => {
      if (!cell || met.has(cell)) return "";
      met.add(cell);
      return inert(cell);
    };
    return placed(table).map((row) => Array.from(row, text).join("\t")).join("\n");
  }

  // 空的栏可以收起：正文里每一行都没有内容的金额栏

  function emptyColumns(table) {
    const rows = placed(table);
    const body = rows.slice(table.tHead?.rows.length ?? 0).filter((row) => row.some((cell) => cell.matches(".amount, .percent")));
    const columns = Math.max(...rows.map((row) => row.length));
    const empty = [...Array(columns).keys()].filter((x) => body.length && body.every((row) =>
      row[x]?.colSpan === 1 && row[x].matches(".amount, .percent") && !row[x].textContent.trim()));
    return empty.length < columns ? new Set(empty) : new Set();
  }

  function fold(table, empty, hide) {
    const covered = new Map();
    for (const row of placed(table)) {
      for (const cell of new Set(row)) {
        if (cell && !covered.has(cell)) covered.set(cell, row.flatMap((one, x) => (one === cell ? [x] : [])));
      }
    }
    return () => {
      for (const [cell, columns] of covered) {
        const left = columns.filter((x) => !hide.on || !empty.has(x)).length;
        cell.hidden = !left;
        cell.colSpan = left || 1;
      }
      table.querySelectorAll("col").forEach((col, x) => { col.hidden = hide.on && empty.has(x); });
    };
  }

  function folder(table, title) {
    const empty = emptyColumns(table);
    if (!empty.size) return null;
    const hide = { on: false };
    const apply = fold(table, empty, hide);
    const words = () => `${hide.on ? "展开" : "收起"}空的 ${empty.size} 栏`;
    const set = (on) => {
      hide.on = on;
      apply();
      element.textContent = words();
      element.setAttribute("aria-label", `${words()}：${title}`);
    };
    const element = button(words(), () => set(!hide.on));
    element.setAttribute("aria-label", `${words()}：${title}`);
    addEventListener("beforeprint", () => set(false));
    return { element, whole: (then) => { const was = hide.on; if (was) set(false); const made = then(); if (was) set(true); return made; } };
  }

  function copyBySelection(text) {
    const focused = document.activeElement;
    const area = make("textarea", text, { readonly: "" });
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    focused.focus({ preventScroll: true });
    return copied;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  // 先清空、稍后再写，同一句话第二次也会读出来；过一会儿收起

  const timers = [];

  function tell(text) {
    timers.splice(0).forEach(clearTimeout);
    status.textContent = "";
    timers.push(setTimeout(() => { status.textContent = text; }, 100));
    timers.push(setTimeout(() => { status.textContent = ""; }, 8000));
  }

  for (const tools of document.querySelectorAll(".tools")) {
    const table = document.getElementById(tools.dataset.table).querySelector("table");
    const folding = folder(table, tools.dataset.title);
    const action = async () => {
      const copied = await copy(folding ? folding.whole(() => grid(table)) : grid(table));
      tell(copied ? "表格已复制，可以粘贴到电子表格中。" : "没有复制成，请改用“下载数据（CSV）”。");
    };
    const element = button("复制表格", action);
    element.setAttribute("aria-label", `复制表格：${tools.dataset.title}`);
    tools.prepend(element);
    if (folding) tools.append(folding.element);
  }

  // 数字是怎样算出来的

  let asker = null;
  let trail = [];

  // 页面上印着各个数字的地方
  const shown = new Map();
  for (const figure of document.querySelectorAll("data[data-of]")) {
    const index = Number(figure.dataset.of);
    shown.set(index, [...(shown.get(index) ?? []), figure]);
  }

  function row(sign, index) {
    const part = nodes[index];
    const line = make("tr");
    const name = make("th", "", { scope: "row" });
    name.append(button(part[LABEL], () => show(index, [...trail, index])));
    if (part[PLACE]) name.append(make("span", `填报在 ${part[PLACE]}`, { class: "place" }));
    line.append(make("td", sign), name, make("td", part[AMOUNT], { class: "amount" }));
    return line;
  }

  // 一句话说清：本年支出合计 = 基本支出 + 项目支出；加数多的看表
  const FEW = 4;

  function equation(node) {
    const signed = ([sign, index], number) => (number || sign !== "+" ? `${sign} ` : "") + nodes[index][LABEL];
    return make("p", `${node[LABEL]} = ${node[PARTS].map(signed).join(" ")}`, { class: "equation" });
  }

  function parts(node) {
    const table = make("table");
    const head = make("tr");
    for (const text of ["运算", "项目", "金额"]) head.append(make("th", text, { scope: "col" }));
    const body = make("tbody");
    node[PARTS].forEach(([sign, index], number) => body.append(row(number || sign !== "+" ? sign : "", index)));
    table.append(make("thead"), body);
    table.tHead.append(head);
    return table;
  }

  const HOW = {
    填报: "由编制人填报",
    公布数: "公布数：照编制人填报的数公布，下列各项是核对它的依据",
    合计: "由下列各项算出",
    "没有这样的行，为零": "数据里没有这样的行，为零",
  };

  function address(id) {
    const line = make("p", "编号 ", { class: "id" });
    const link = make("a", id, { href: `#${encodeURIComponent(id)}` });
    link.addEventListener("click", () => panel.hidePopover());
    line.append(link);
    return line;
  }

  // 还印在哪里：同一个数字在别的表、别的句子里
  const MANY = 8;

  function elsewhere(index) {
    const others = (shown.get(index) ?? []).filter((figure) => figure !== asker && figure.id);
    if (!others.length) return [];
    const list = make("ul");
    for (const figure of others.slice(0, MANY)) {
      const where = figure.closest(".form")?.dataset.table ?? figure.closest(".section")?.dataset.section ?? "一图看懂";
      const link = make("a", where, { href: `#${encodeURIComponent(figure.id)}` });
      link.addEventListener("click", () => panel.hidePopover());
      const item = make("li");
      item.append(link);
      list.append(item);
    }
    const more = others.length > MANY ? `（列出 ${MANY} 处，共 ${others.length} 处）` : "";
    return [make("h3", `还印在${more}`), list];
  }

  // 填报的那一行：网页末尾带着公开的数据（压缩包），从里面读出来

  async function inflated(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }

  function bytesOf(base64) {
    return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  }

  // 压缩包末尾的目录：各文件的名称、大小和位置；轻的网页的压缩包在旁边的脚本里
  async function unpacked() {
    const inside = () => document.querySelector('a[download="edition.zip"]').href.split("base64,")[1];
    const bytes = bytesOf(BESIDE ? globalThis.mingzhangBeside.edition : inside());
    const view = new DataView(bytes.buffer);
    const files = new Map();
    let at = view.getUint32(bytes.length - 22 + 16, true);
    for (let left = view.getUint16(bytes.length - 22 + 10, true); left > 0; left -= 1) {
      const [size, name, extra, note, start] = [view.getUint32(at + 20, true), view.getUint16(at + 28, true),
        view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
      const data = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      files.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), bytes.subarray(data, data + size));
      at += 46 + name + extra + note;
    }
    return files;
  }

  let archive = null;

  // 没有压缩包、浏览器读不了的，没有这一行；填报在哪里照样写着
  async function addSource(node) {
    const [, file, line] = /^(.*):(\d+)$/.exec(node[PLACE]) ?? [];
    try {
      archive ??= unpacked();
      const text = await inflated((await archive).get(file));
      const words = text.split("\n")[line - 1].trim();
      const place = panel.querySelector(".way");
      if (place?.node === node && words) place.after(make("pre", words, { class: "source", role: "group", tabindex: "0", "aria-label": `第 ${line} 行` }));
    } catch { /* 见上 */ }
  }

  // 表里有关的格标出来
  function mark(index) {
    unmark();
    for (const [, part] of nodes[index][PARTS] ?? []) {
      for (const figure of shown.get(part) ?? []) figure.classList.add("part");
    }
    for (const figure of shown.get(index) ?? []) figure.classList.add("asked");
    asker.classList.add("asked");
  }

  function unmark() {
    for (const figure of document.querySelectorAll("data.part, data.asked")) figure.classList.remove("part", "asked");
  }

  // 打开一栏，页面让出位置；所问的数字留在原来的高度，不被它挡住
  function open() {
    if (panel.matches(":popover-open")) return;
    const before = asker.getBoundingClientRect().top;
    panel.showPopover();
    scrollBy({ top: asker.getBoundingClientRect().top - before, behavior: "instant" });
    asker.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }

  function show(index, path) {
    const node = nodes[index];
    trail = path;
    mark(index);
    const title = make("h2", node[LABEL], { id: "answer-title", tabindex: "-1" });
    const how = HOW[node[WAY]] ?? "由下列各项按显示的金额算出";
    panel.replaceChildren(title);
    if (asker.id && path.length === 1) panel.append(address(asker.id));
    if (node[AMOUNT]) panel.append(make("p", node[AMOUNT], { class: "sum" }));
    const way = make("p", node[PLACE] ? `${how}，见 ${node[PLACE]}` : how, { class: "way" });
    way.node = node;
    panel.append(way);
    if (node[PLACE]) addSource(node);
    if (node[PARTS]?.length <= FEW) panel.append(equation(node));
    if (node[PARTS]) panel.append(parts(node));
    panel.append(...elsewhere(index));
    const foot = make("p", "", { class: "foot" });
    if (path.length > 1) {
      const back = path.slice(0, -1);
      foot.append(button("返回上一级", () => show(back.at(-1), back)));
    }
    foot.append(button("关闭", () => panel.hidePopover()));
    panel.append(foot);
    open();
    title.focus({ preventScroll: true });
    panel.scrollTop = 0;
  }

  function ask(figure) {
    asker = figure;
    if (figure.id) history.replaceState(null, "", `#${encodeURIComponent(figure.id)}`);
    withNodes(() => show(Number(figure.dataset.of), [Number(figure.dataset.of)]));
  }

  panel.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    unmark();
    asker?.focus({ preventScroll: true });
  });

  // 焦点离开时关上，回到所问的数字
  document.addEventListener("focusin", (event) => {
    if (panel.matches(":popover-open") && !panel.contains(event.target)) panel.hidePopover();
  });

  // 每张表、每一节只占一个 Tab 停靠点，方向键在其中的数字间移动

  const groups = new Map();
  for (const figure of document.querySelectorAll("data[data-of]")) {
    const owner = figure.closest("table") ?? figure.closest(".section");
    if (!groups.has(owner)) groups.set(owner, []);
    const group = groups.get(owner);
    figure.setAttribute("role", "button");
    figure.setAttribute("aria-haspopup", "dialog");
    figure.tabIndex = group.length ? -1 : 0;
    group.push(figure);
  }

  function middle(figure) {
    const box = figure.getBoundingClientRect();
    return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  }

  function below(group, figure, down) {
    const [x, y] = middle(figure);
    const far = group.map((other) => {
      const [ox, oy] = middle(other);
      const gap = (oy - y) * (down ? 1 : -1);
      return [other, gap < 4 ? Infinity : gap * 4 + Math.abs(ox - x)];
    });
    const [nearest, distance] = far.reduce((a, b) => (b[1] < a[1] ? b : a));
    return distance === Infinity ? null : nearest;
  }

  function target(group, figure, key) {
    const at = group.indexOf(figure);
    switch (key) {
      case "ArrowRight": return group[at + 1];
      case "ArrowLeft": return group[at - 1];
      case "ArrowDown": return below(group, figure, true);
      case "ArrowUp": return below(group, figure, false);
      case "Home": return group[0];
      case "End": return group.at(-1);
      default: return undefined;
    }
  }

  document.addEventListener("click", (event) => {
    const figure = event.target.closest?.("data[data-of]");
    if (figure) ask(figure);
  });

  // 别人给的地址指着一个数字：打开它的来历
  const pointed = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (pointed?.matches("data[data-of]")) addEventListener("load", () => ask(pointed), { once: true });

  document.addEventListener("keydown", (event) => {
    const figure = event.target.closest?.("data[data-of]");
    if (!figure) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      ask(figure);
      return;
    }
    const group = groups.get(figure.closest("table") ?? figure.closest(".section"));
    const next = target(group, figure, event.key);
    if (next) {
      event.preventDefault();
      figure.tabIndex = -1;
      next.tabIndex = 0;
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
})();
