// 公开的网页：换上新的一版时位置不动，改了的格和句子标出来；网页上的数 ↔ 来源里的行。
// 网页放在不运行脚本的框里，它自己的脚本在这里不起作用。
import { make, reach } from "/assets/tools.js";
import { patch } from "/assets/patch.js";

const LABEL = 0, AMOUNT = 1, PLACE = 3, PARTS = 4;
const STYLE = `
.desk-changed { background: #fff1a8 !important; color: #1a1a1a !important; box-shadow: 0 0 0 2px #b58900; }
.desk-from { background: #cfe3ff !important; color: #1a1a1a !important; box-shadow: 0 0 0 2px #0b4a8f; }
data[data-of] { cursor: pointer; text-decoration: underline dotted; text-underline-offset: .2em; }
data[data-of]:focus-visible { outline: 3px solid #0b4a8f; }`;

export class Page {
  constructor(host, asked) {
    this.host = host;
    this.asked = asked;  // 点了一个数：给出它的名称、金额和填写的各处
    this.frame = null;
    this.plain = null;  // 框里的这一版原来的样子
    this.asked_for = 0;
    this.changed = [];
  }

  get document() { return this.frame?.contentDocument; }

  // 已有一版、页头没有变的，只换不同的地方；别的整页换
  async load(address) {
    const asked = ++this.asked_for;
    const isThere = this.plain && !this.coming;  // 整页正在来的，接着的也整页来：先后不会颠倒
    const answer = isThere && await reach(address);
    if (!answer?.ok) return this.whole(address);
    const next = new this.frame.contentWindow.DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked !== this.asked_for) return undefined;  // 又有新的一版，等它
    return next.head.isEqualNode(this.plain.head) ? this.patch(next) : this.whole(address);
  }

  whole(address) {
    this.coming?.remove();
    const next = make("iframe", { title: "公开的网页", sandbox: "allow-same-origin", class: "coming", src: address });
    this.coming = next;
    return new Promise((done) => {
      next.addEventListener("load", () => { this.swap(next); done(); }, { once: true });
      this.host.append(next);
    });
  }

  patch(next) {
    const page = this.document, before = this.plain;
    const keep = placeKept(page);
    unmark(page);
    patch(page.body, before.body, next.body);
    this.renewed(page, before, next);
    keep(page, this.frame.contentWindow);
  }

  swap(next) {
    if (next !== this.coming) return;
    this.coming = null;
    const before = this.frame, page = next.contentDocument;
    const plain = page.cloneNode(true);  // 以后与它比：没有这里加的标记
    page.head.append(page.importNode(make("style", {}, STYLE), true));
    page.addEventListener("click", (event) => this.told(event));
    page.addEventListener("keydown", (event) => this.told(event));
    const keep = before && placeKept(before.contentDocument);
    this.frame = next;
    this.renewed(page, before && this.plain, plain);
    keep?.(page, next.contentWindow);
    before?.remove();
    next.classList.remove("coming");
  }

  // 框里是新的一版了：能点的数都能用键盘到，改了的标出来
  renewed(page, before, plain) {
    for (const figure of page.querySelectorAll("data[data-of]")) figure.tabIndex = 0;
    this.changed = before ? mark(before, page) : [];
    this.plain = plain;
    this.nodes = null;
  }

  told(event) {
    const isKey = event.type === "keydown";
    if (isKey && event.key !== "Enter" && event.key !== " ") return;
    const figure = event.target.closest?.("data[data-of]");
    if (!figure) return;
    if (isKey) event.preventDefault();
    this.ask(figure);
  }

  get answers() {
    this.nodes ??= JSON.parse(this.document.getElementById("answers")?.textContent ?? "[]");
    return this.nodes;
  }

  ask(figure) {
    const node = this.answers[Number(figure.dataset.of)];
    if (!node) return;
    this.highlight([figure]);
    this.asked({ label: node[LABEL], amount: node[AMOUNT] || figure.textContent, places: this.typed(Number(figure.dataset.of)) });
  }

  // 一个数最后由哪些填报的数来：各处的名称、金额、行
  typed(index) {
    const seen = new Set();
    const found = [];
    const walk = (at) => {
      if (seen.has(at)) return;
      seen.add(at);
      const node = this.answers[at];
      if (node[PLACE]) found.push({ label: node[LABEL], amount: node[AMOUNT], place: node[PLACE] });
      else for (const [, below] of node[PARTS] ?? []) walk(below);
    };
    walk(index);
    return found;
  }

  // 由一行来的数：先是就印它的，没有就是算进了它的
  // 用键盘的，光标到第一个：网页上的数成百上千，走不到那里
  from(place, isKey) {
    const nodes = this.answers;
    const own = new Set(nodes.flatMap((node, at) => (node[PLACE] === place ? [at] : [])));
    const figures = [...this.document.querySelectorAll("data[data-of]")];
    const direct = figures.filter((figure) => own.has(Number(figure.dataset.of)));
    const found = direct.length ? direct : figures.filter((figure) => this.typed(Number(figure.dataset.of)).some((one) => one.place === place));
    this.highlight(found);
    found[0]?.scrollIntoView({ block: "center" });
    if (isKey) found[0]?.focus({ preventScroll: true });
    return found.length;
  }

  highlight(figures) {
    for (const old of this.document.querySelectorAll(".desk-from")) old.classList.remove("desk-from");
    for (const figure of figures) figure.classList.add("desk-from");
  }

  show(number) {
    this.changed.at(number)?.scrollIntoView({ block: "center" });
  }
}

// 看到哪里：窗口上边第一个有编号的，换上以后还在那个高度
function placeKept(before) {
  const top = [...before.querySelectorAll("[id]")].find((one) => one.getBoundingClientRect().bottom > 8 && one.getClientRects().length);
  const height = top?.getBoundingClientRect().top, scrolled = before.defaultView.scrollY;
  return (page, view) => {
    const same = top?.id && page.getElementById(top.id);
    view.scrollTo({ top: same ? view.scrollY + same.getBoundingClientRect().top - height : scrolled, behavior: "instant" });
  };
}

const MARK = "刚改过";

function unmark(page) {
  for (const one of page.querySelectorAll(".desk-changed")) {
    one.classList.remove("desk-changed");
    if (!one.className) one.removeAttribute("class");
    if (one.title === MARK) one.removeAttribute("title");
  }
}

function mark(before, page) {
  const cells = new Map(named(before));
  const lines = new Map([...before.querySelectorAll(".section")].map((section) => [section.id, new Set(texts(section).map((one) => one.textContent))]));
  const changed = [];
  for (const [name, text, element] of named(page)) if (cells.get(name) !== text) changed.push(element);
  for (const section of page.querySelectorAll(".section")) {
    const known = lines.get(section.id) ?? new Set();
    for (const one of texts(section)) if (!known.has(one.textContent)) changed.push(one);
  }
  for (const element of changed) {
    element.classList.add("desk-changed");
    element.title ||= MARK;
  }
  return changed;
}

function texts(section) {
  return [...section.querySelectorAll(":scope > p:not(.tools), :scope > ol > li, :scope > h4, :scope > h5")];
}

// 每个数字格按表、行名、列认：上面加了一行，下面的还是它自己
function* named(page) {
  const seen = new Map();
  for (const row of page.querySelectorAll("figure.form tbody tr")) {
    const label = [...row.querySelectorAll(".name, .code, .text")].map((cell) => cell.textContent).join(" ");
    const table = row.closest("figure").id;
    for (const cell of row.querySelectorAll("td.amount, td.percent, td.number, td.text")) {
      const key = `${table} ${label} ${cell.cellIndex}`;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      yield [`${key} ${count}`, cell.textContent.trim(), cell];
    }
  }
}
