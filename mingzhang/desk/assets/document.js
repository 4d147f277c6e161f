// 一份文档：左边网页，右边提示、填写、来源。
import { ask, called, listen, make, path, whenUnanswered } from "/assets/tools.js";
import { Form } from "/assets/form.js";
import { Page } from "/assets/page.js";

const name = decodeURIComponent(location.pathname.slice("/doc/".length));
const by = (id) => document.getElementById(id);
const state = by("state"), banner = by("banner"), findings = by("findings"), source = by("source");
let version = null;  // 还没有听说过
let recalled = null;  // 那一版的名称

by("pdf").href = path("pdf", name);

function call(title) {
  document.title = `${title} · 明账工作台`;
  by("name").textContent = title;
}

call(name);
whenUnanswered((words) => { state.textContent = words; });
const recall = () => ask("/board").then(({ board }) => call(board.find((line) => line.name === name)?.title || name));
recall();

// 各栏：方向键换，内容留着

const tabs = [...document.querySelectorAll("[role=tab]")];

function open(tab, isFocused = false) {
  for (const other of tabs) {
    const isOpen = other === tab;
    other.setAttribute("aria-selected", String(isOpen));
    other.tabIndex = isOpen ? 0 : -1;
    by(other.getAttribute("aria-controls")).hidden = !isOpen;
  }
  if (isFocused) tab.focus();
  return tab.id === "tab-form" ? form.open() : undefined;
}

for (const tab of tabs) {
  tab.addEventListener("click", () => open(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) open(tabs.at((tabs.indexOf(tab) + step) % tabs.length), true);
  });
}

// 表格宽，收起网页才看得全

by("wide").addEventListener("click", () => {
  const isWide = document.body.classList.toggle("wide");
  by("wide").setAttribute("aria-pressed", String(isWide));
});

// 来源

async function showSource(file, line, places = [], title = "") {
  const said = await ask(`${path("source", name)}?file=${encodeURIComponent(file)}`);
  const list = make("ol", { class: "lines" });
  said.lines.forEach((text, at) => {
    const number = at + 1;
    const go = make("button", { type: "button", class: "line", "data-line": number, title: "看网页上由这一行来的数", onclick: (event) => mentioned(file, number, !event.detail) }, String(number));
    list.append(make("li", { class: number === line ? "here" : "" }, go, make("code", {}, text)));
  });
  const head = make("p", { class: "file" }, make("strong", {}, file), " ", editorLink(said.editor.replace(/:1:1$/, `:${line || 1}:1`)));
  const parts = places.map((one) => make("li", {}, placeButton(one.place), ` ${one.label} ${one.amount}`));
  source.replaceChildren(...(title ? [make("h2", {}, title)] : []), ...(parts.length > 1 ? [make("ul", { class: "places" }, ...parts)] : []), head, list);
  open(by("tab-source"));
  const here = list.querySelector(".here");
  here?.scrollIntoView({ block: "center" });
  (here?.querySelector("button") ?? source).focus({ preventScroll: true });  // 点的那个按钮已经看不到了
}

function split(place) {
  const at = place.lastIndexOf(":");
  return [place.slice(0, at), Number(place.slice(at + 1))];
}

function placeButton(place) {
  const [file, line] = split(place);
  return make("button", { type: "button", class: "place", onclick: () => showSource(file, line) }, `${called(file, name)}:${line}`);
}

function editorLink(address) {
  return make("a", { href: address, class: "editor" }, "在 VS Code 里打开");
}

function mentioned(file, line, isKey) {
  const count = page.from(`${file}:${line}`, isKey);
  state.textContent = count ? `网页上有 ${count} 处由第 ${line} 行来。` : `网页上没有由第 ${line} 行来的数。`;
}

// 网页

const page = new Page(by("preview"), ({ label, amount, places }) => {
  const title = `${label} ${amount}`;
  if (places.length) showSource(...split(places[0].place), places, title);
  else state.textContent = `${title}：没有填报的数。`;
});

async function refresh(isFirst = false) {
  await page.load(`${path("page", name)}?${isFirst ? "new" : `v=${version}`}`);
  const count = page.changed.length;
  const box = by("changes");
  if (!count) return box.replaceChildren();
  let at = -1;
  const next = () => { at = (at + 1) % count; page.show(at); };
  box.replaceChildren(make("button", { type: "button", onclick: next }, `网页改动 ${count} 处，逐处看`));
  return undefined;
}

// 提示

function finding(one) {
  const where = one.file ? make("button", { type: "button", class: "place", onclick: () => showSource(one.file, one.line) }, `${called(one.file, name)}${one.line ? `:${one.line}` : ""}`) : "";
  const fill = one.line && !called(one.file, name).includes("/") ? make("button", { type: "button", class: "place", "aria-label": `去填 ${called(one.file, name)}:${one.line}`, onclick: () => fillIn(one) }, "去填") : "";
  const other = one.file && called(one.file, name).includes("/") && one.file.startsWith("sources/") ? make("a", { href: path("doc", called(one.file, name).replace(/\/[^/]*$/, "")) }, "打开那一份") : "";
  const operands = one.operands.map((o) => make("li", {}, `${o.value}　${o.label} `, o.file ? placeButton(`${o.file}:${o.line}`) : ""));
  return make(
    "li",
    { class: one.level },
    make("p", {}, make("strong", { class: "severity" }, one.to_fill ? "待填" : one.severity), ` ${one.code} `, where, fill && " ", fill, " ", other, other && " ", one.line ? editorLink(one.editor) : ""),
    make("p", { class: "message" }, one.message + (one.others ? `（同一处还牵连 ${one.others} 条）` : "")),
    operands.length ? make("ul", { class: "operands" }, ...operands) : "",
    one.hint ? make("p", { class: "way" }, `改法：${one.hint}`) : "",
  );
}

// 填写里的那一格；填写里没有的，看来源
async function fillIn(one) {
  await open(by("tab-form"));
  if (!form.go(one)) showSource(one.file, one.line);
}

function leftToDo(found) {
  const faults = found.filter((one) => one.level === "error");
  const open = faults.filter((one) => one.to_fill).length, errors = faults.length - open;
  if (open && errors) return `还有 ${open} 处待填、${errors} 个错误，填好、改好才能公开。`;
  if (open) return `还有 ${open} 处待填，填好才能公开。`;
  if (errors) return `有 ${errors} 个错误，改好才能公开。`;
  return found.length ? "没有错误。" : "没有问题。";
}

function showFindings(found) {
  by("count").textContent = found.length ? String(found.length) : "";
  state.textContent = leftToDo(found);
  findings.replaceChildren(found.length ? make("ol", {}, ...found.map(finding)) : make("p", {}, "没有问题。"));
  form.mark(found);
}

function told(said) {
  if (said.form) return void form.renew();
  if (said.gone) {
    banner.hidden = false;
    banner.textContent = "这份文档的文件夹不在了（改了名、移走或删去了），下面是最后一次的网页。放回原处，这里就接着显示；改了名的，从“全部文档”打开。";
    return;
  }
  const isNew = version !== null && said.version !== version;
  version = said.version;
  if (isNew) refresh();
  banner.hidden = said.current;
  if (said.findings === null) { state.textContent = "正在核对……"; return; }
  if (!said.current) {
    const first = said.findings.find((one) => one.level === "error");
    const shown = said.version ? "下面是最后一次能排出的网页：" : "还排不出网页：";
    banner.textContent = `${shown}${first ? `${first.file ?? ""}:${first.line ?? ""} ${first.message}` : "现在的内容排不出来。"}`;
  }
  showFindings(said.findings);
  form.renew();
  if (recalled !== version) recall();
  recalled = version;
}

// 填写

// 没有写进文件、格子里也看不到了的，留到人看过：上面的一句话，一核对完就换掉
function unwritten(words) {
  if ([...by("unwritten").children].some((one) => one.firstChild.data === words)) return;  // 又写一次，还是没有写
  const line = make("p", {}, words, " ", make("button", { type: "button", onclick: () => line.remove() }, "知道了"));
  by("unwritten").append(line);
}

const form = new Form(by("form"), name, (words) => { state.textContent = words; }, unwritten);

const DONE = { undo: "撤销", redo: "重做" };
let typing = null;  // 还没有写进文件的字，浏览器自己撤销、重做的那一格

async function back(kind) {
  typing = null;
  const said = await form.back(kind);
  state.textContent = said.isWritten ? `已${DONE[kind]} ${said.file} 里的一处修改。` : said.message;
}

for (const kind of Object.keys(DONE)) by(kind).addEventListener("click", () => back(kind));
addEventListener("focusout", () => { typing = null; });
addEventListener("keydown", (event) => {
  const { target } = event, key = event.key.toLowerCase();
  const kind = !(event.ctrlKey || event.metaKey) || event.altKey ? "" : key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
  if (!kind) return;
  const isTyping = target.matches?.("input, textarea") && target.value !== target.dataset.was;
  if (isTyping) typing = target;
  if (isTyping || (kind === "redo" && typing === target)) return;
  event.preventDefault();
  back(kind);
});

// F8、Shift+F8 到下一处、上一处有提示的；F6 到三栏的标签
addEventListener("keydown", async (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !["F6", "F8"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "F6") return void tabs.find((tab) => tab.ariaSelected === "true").focus();
  await open(by("tab-form"));
  if (!form.step(event.shiftKey ? -1 : 1)) state.textContent = "填写里没有有提示的一处。";
});

// 关掉、刷新、换到别的文档：没有写进文件的，浏览器先问一句
addEventListener("beforeunload", (event) => { if (form.isUnwritten) event.preventDefault(); });

const gone = () => { banner.hidden = false; banner.textContent = "工作台已经停止，请重新运行 mingzhang serve。先前填的已经写进文件，现在填的写不进去。"; };
listen(name, told, gone, () => { banner.hidden = true; refresh(true); });
