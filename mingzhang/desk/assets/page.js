// 公开的网页：换上新的一版时位置不动，改了的格和句子标出来；网页上的数 ↔ 来源里的行。
// 网页放在不运行脚本的框里，它自己的脚本在这里不起作用。
import { make } from "/assets/tools.js";

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
    this.changed = [];
  }

  get document() { return this.frame?.contentDocument; }

  load(address) {
    this.coming?.remove();
    const next = make("iframe", { title: "公开的网页", sandbox: "allow-same-origin", class: "coming", src: address });
    this.coming = next;
    return new Promise((done) => {
      next.addEventListener("load", () => { this.swap(next); done(); }, { once: true });
      this.host.append(next);
    });
  }

  swap(next) {
    if (next !== this.coming) return;
    this.coming = null;
    const before = this.frame;
    const page = next.contentDocument;
    page.head.append(page.importNode(make("style", {}, STYLE), true));
    this.prepare(page);
    if (before) {
      this.changed = mark(before.contentDocument, page);
      keepPlace(before.contentWindow, next.contentWindow);
      before.remove();
    }
    next.classList.remove("coming");
    this.frame = next;
    this.nodes = null;
  }

  prepare(page) {
    for (const figure of page.querySelectorAll("data[data-of]")) figure.tabIndex = 0;
    const told = (event) => {
      const figure = event.target.closest?.("data[data-of]");
      if (figure) this.ask(figure);
    };
    page.addEventListener("click", told);
    page.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        if (event.target.closest?.("data[data-of]")) event.preventDefault();
        told(event);
      }
    });
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
  from(place) {
    const nodes = this.answers;
    const own = new Set(nodes.flatMap((node, at) => (node[PLACE] === place ? [at] : [])));
    const figures = [...this.document.querySelectorAll("data[data-of]")];
    const direct = figures.filter((figure) => own.has(Number(figure.dataset.of)));
    const found = direct.length ? direct : figures.filter((figure) => this.typed(Number(figure.dataset.of)).some((one) => one.place === place));
    this.highlight(found);
    found[0]?.scrollIntoView({ block: "center" });
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
function keepPlace(before, next) {
  const top = [...before.document.querySelectorAll("[id]")].find((one) => one.getBoundingClientRect().bottom > 8 && one.getClientRects().length);
  const same = top?.id && next.document.getElementById(top.id);
  const moved = same ? same.getBoundingClientRect().top - top.getBoundingClientRect().top : before.scrollY;
  next.scrollTo({ top: same ? next.scrollY + moved : moved, behavior: "instant" });
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
    element.title ||= "刚改过";
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
