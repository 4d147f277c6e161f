// 全部文档：各还有多少要填、要确认、要改。
import { ask, listen, make, path } from "/assets/tools.js";

const body = document.getElementById("documents");
const sum = document.getElementById("sum");
const find = document.getElementById("find");
const READY = "可以公开";
const AWAY = "放数据的文件夹 sources 不在了（改了名、移走或删去了）。放回原处，这里就接着列出。";
let lines = [], isAway = false;

function row(line) {
  const number = (count) => make("td", { class: count ? "some" : "none" }, String(count ?? ""));
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, make("a", { href: path("doc", line.name) }, line.title || line.name), line.title ? make("small", {}, line.name) : ""),
    make("td", { class: line.state === READY ? "ready" : "" }, line.state),
    number(line.fill), number(line.confirm), number(line.correct),
  );
}

function show() {
  const words = find.value.trim();
  body.replaceChildren(...lines.filter((line) => `${line.title} ${line.name}`.includes(words)).map(row));
  const ready = lines.filter((line) => line.state === READY).length;
  sum.textContent = isAway ? AWAY : `共 ${lines.length} 份，${ready} 份可以公开。`;
}

function told(said) {
  lines = said.board;
  isAway = said.away;
  show();
}

find.addEventListener("input", show);
const load = async () => told(await ask("/board"));
listen("", told, () => { sum.textContent = "工作台已经停止，请重新运行 mingzhang serve。"; }, load);
