"use strict";
// 目录：documents-….js 里的各份文档 → 边打字边找、按栏排序、把找到的存成 CSV。不访问网络。
(() => {
  const all = (globalThis.mingzhangParts || []).flat();
  const [FOLDER, TITLE, AGENCY, PLACE, YEAR, KIND, DATE, HASH, VALUES, PAGE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const STEP = 100;
  const at = (id) => document.getElementById(id);
  const heads = globalThis.mingzhangHeads;
  const texts = all.map((d) => [d[TITLE], d[AGENCY], d[PLACE], d[YEAR], d[KIND]].join(" ").toLowerCase());
  let found = [];
  let limit = STEP;
  let order = null;

  const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
  const link = (doc, file, text) => make("a", text, { href: `${doc[FOLDER]}/${file}`, ariaLabel: `${text}：${doc[TITLE]}` });

  function fill(id, place) {
    const values = [...new Set(all.map((d) => String(d[place])))].sort();
    if (id === "year") values.reverse();
    for (const value of values) at(id).append(make("option", value, { value }));
  }

  function search() {
    const words = at("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = [["place", PLACE], ["year", YEAR], ["kind", KIND]].map(([id, n]) => [n, at(id).value]);
    found = [];
    all.forEach((doc, n) => {
      if (chosen.every(([k, v]) => !v || String(doc[k]) === v) && words.every((w) => texts[n].includes(w))) found.push(doc);
    });
    limit = STEP;
    show();
  }

  function entry(doc) {
    const item = make("li", "");
    const links = make("span", "", { className: "links" });
    links.append(make("a", "网页", { href: doc[PAGE], ariaLabel: `网页：${doc[TITLE]}` }), link(doc, "disclosure.pdf", "PDF"), link(doc, "figures.csv", "数据"), link(doc, "manifest.json", "清单"));
    item.append(make("div", `${doc[YEAR]} 年 ${doc[KIND]}：${doc[TITLE]}${doc[DATE] ? `（${doc[DATE]} 公开）` : ""}`), links);
    if (doc[HASH]) item.append(make("div", `PDF 的 SHA-256 ${doc[HASH]}`, { className: "hash" }));
    return item;
  }

  function listed() {
    const groups = new Map();
    for (const doc of found.slice(0, limit)) {
      const key = `${doc[PLACE]}\n${doc[AGENCY]}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(doc);
    }
    return [...groups.values()].map((docs) => {
      const item = make("li", "");
      const list = make("ul", "");
      list.append(...docs.map(entry));
      item.append(make("h3", `${docs[0][AGENCY]}（${docs[0][PLACE]}）`), list);
      return item;
    });
  }

  function sorted() {
    if (!order) return found;
    const value = (doc) => (order.at < 4 ? [AGENCY, PLACE, YEAR, KIND].map((n) => doc[n])[order.at] : doc[VALUES][order.at - 4]);
    const sign = order.down ? -1 : 1;
    // 没有公布的总在最后，不当作零
    return [...found].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === "" || y === "") return (x === "") - (y === "");
      return sign * (order.at < 2 || order.at === 3 ? String(x).localeCompare(String(y), "zh") : Number(x) - Number(y));
    });
  }

  function row(doc) {
    const line = make("tr", "");
    const name = make("th", "", { scope: "row" });
    name.append(make("a", doc[AGENCY], { href: doc[PAGE] }));
    line.append(name, ...[doc[PLACE], doc[YEAR], doc[KIND]].map((t) => make("td", t, { className: "word" })), ...doc[VALUES].map((t) => make("td", t)));
    return line;
  }

  function show() {
    at("count").textContent = `找到 ${found.length} 份，列出 ${Math.min(limit, found.length)} 份`;
    at("found").replaceChildren(...listed());
    at("rows").replaceChildren(...sorted().slice(0, limit).map(row));
    at("more").hidden = found.length <= limit;
    const cell = (text) => (/^[-+]?[0-9.]*$/.test(text) ? text : `"${(/^[\s"']*[=+\-@＝＋－＠]/.test(text) ? "'" : "") + String(text).replaceAll('"', '""')}"`);
    at("save").onclick = () => {
      const lines = [heads, ...sorted().map((d) => [d[AGENCY], d[PLACE], d[YEAR], d[KIND], ...d[VALUES]])];
      const csv = "\ufeff" + lines.map((l) => l.map((t) => cell(String(t))).join(",")).join("\r\n") + "\r\n";
      const url = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
      make("a", "", { href: url, download: "found.csv" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    };
  }

  function sortBy(n, button) {
    order = order && order.at === n ? { at: n, down: !order.down } : { at: n, down: n > 3 };
    for (const head of document.querySelectorAll("thead th")) head.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", order.down ? "descending" : "ascending");
    show();
  }

  const head = make("tr", "");
  heads.forEach((title, n) => {
    const cell = make("th", "", { scope: "col" });
    const button = make("button", title, { type: "button" });
    button.addEventListener("click", () => sortBy(n, button));
    cell.append(button);
    head.append(cell);
  });
  at("head").append(head);
  fill("place", PLACE);
  fill("year", YEAR);
  fill("kind", KIND);
  at("words").addEventListener("input", search);
  for (const id of ["place", "year", "kind"]) at(id).addEventListener("change", search);
  at("more").addEventListener("click", () => { limit += STEP; show(); });
  at("find").hidden = false;
  at("results").hidden = false;
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked) at("words").value = asked;
  search();
})();
