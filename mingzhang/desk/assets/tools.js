// 各页共用：造元素、问服务程序。页面上的文字一律作文字放进去，从不当作网页代码。

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export function path(kind, name) {
  return `/${kind}/${name.split("/").map(encodeURIComponent).join("/")}`;
}

// 一个文件怎么称呼：这份文档自己的只写文件名，别的（单位的、上年的、版式的）写到看得出是哪一个
export function called(file, document) {
  const parts = file.split("/");
  return file.endsWith(`${document}/${parts.at(-1)}`) ? parts.at(-1) : parts.slice(["sources", "templates"].includes(parts[0]) ? 1 : -4).join("/");
}

// 这个窗口，刷新以后还是它：撤销的是自己改的
const WINDOW = (sessionStorage.deskWindow ??= crypto.randomUUID());

// 工作台停了、断了，要的已经不在：有话可说，不是脚本出错
class Unanswered extends Error {}
export const reach = (...asked) => fetch(...asked).catch(() => { throw new Unanswered("工作台没有回答，请再试一次。"); });

export function whenUnanswered(tell) {
  addEventListener("unhandledrejection", (event) => {
    if (!(event.reason instanceof Unanswered)) return;
    event.preventDefault();
    tell(event.reason.message);
  });
}

export async function ask(address) {
  const answer = await reach(address);
  if (!answer.ok) throw new Unanswered(await answer.text());
  return answer.json();
}

// 写：回答里总有一句话（message）和文件现在的校验码（digest）
export async function send(address, body) {
  const answer = await reach(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...body, by: WINDOW }),
  });
  const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
  const said = isTold ? await answer.json() : { message: await answer.text(), digest: "" };
  return { ...said, isWritten: answer.ok, isConflict: answer.status === 409 };
}

const AGAIN = 3000;  // 毫秒

// 每次接通都先问现在的样子：接通以前说的没有听到
// 工作台又打开、从它的新地址进来过，这里也能接上：浏览器自己不再试的，隔一会儿再试
export function listen(name, told, lost, opened) {
  const stream = new EventSource(`/events?${new URLSearchParams({ ...(name ? { doc: name } : {}), by: WINDOW })}`);
  stream.addEventListener("message", (event) => told(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    lost();
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN, name, told, lost, opened);
  });
  stream.addEventListener("open", opened);
}
