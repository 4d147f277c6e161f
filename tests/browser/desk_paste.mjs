// 工作台的地址、数据的文件夹、文档的名称 → 贴各种各样的剪贴板；列出与应有的不同的地方，有时退出码为 1。
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const [address, folder, name] = process.argv.slice(2);
const source = join(folder, "sources", name, "disclosure.yaml");
const text = () => readFileSync(source, "utf-8");
const first = text();
const faults = [];
process.on("exit", () => { if (faults.length) console.log(faults.join("\n")); });

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
page.on("pageerror", (error) => faults.push(`脚本出错：${error.message}`));
page.on("request", (request) => { if (!/^(http:\/\/127|data|blob|about)/.test(request.url())) faults.push(`访问别处：${request.url()}`); });

const cell = (...path) => page.locator(`[data-key=${JSON.stringify(JSON.stringify(path))}]`);
const until = async (good) => { for (let at = 0; at < 100; at += 1) { const is = await good(); if (is) return is; await page.waitForTimeout(100); } return false; };
const lost = page.locator("#unwritten");

async function paste(place, held) {
  await until(async () => { await place.focus(); return place.evaluate((one) => one === document.activeElement); });
  return place.evaluate((element, all) => {
    const data = new DataTransfer();
    for (const [kind, words] of Object.entries(all)) data.setData(kind, words);
    return element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, held);
}

async function restored() {
  writeFileSync(source, first);
  while (await lost.getByRole("button").count()) await lost.getByRole("button").first().click();
  if (!(await until(async () => (await page.locator('[data-was="9999"]').count()) === 0 && (await cell("基本支出", 0, "金额").count()) === 0))) faults.push("没有回到开头");
}

// 贴在“基本支出”的空行：写进去的几行、说的话
async function block(what, held, lines, words = []) {
  await paste(cell("基本支出", "+", "科目"), held);
  const made = lines.length ? `基本支出:\n${lines.map((line) => `  - {${line}}\n`).join("")}` : first;
  if (!(await until(() => text().includes(made)))) faults.push(`${what}：${text().split("\n").filter((line) => line.includes("{科目: ")).join("|")}`);
  for (const one of words) if (!(await until(async () => (await lost.textContent()).includes(one)))) faults.push(`${what}，没有说“${one}”：${await lost.textContent()}`);
  if (!words.length && (await lost.textContent())) faults.push(`${what}，多说了：${await lost.textContent()}`);
  if (lines.length) await cell("基本支出", lines.length - 1, "科目").waitFor();
  await restored();
}

await page.goto(address);
await page.goto(new URL(`/doc/${name}`, address).href);
await page.getByRole("tab", { name: "填写" }).click();
await cell("基本支出", "+", "科目").waitFor();

const table = (rows) => `<table>${rows.map((row) => `<tr>${row.map((one) => (one.startsWith("<td") ? one : `<td>${one}</td>`)).join("")}</tr>`).join("")}</table>`;
const html = (rows) => ({ "text/html": `<html><head><style>td{}</style></head><body><!--StartFragment-->${table(rows)}<!--EndFragment--></body></html>` });

await block("只有网页代码的表", html([["30101", "1,012.50"], ["30102&nbsp;", "&nbsp;33.2 "]]), ["科目: 30101, 金额: 1012.50", "科目: 30102, 金额: 33.2"]);
await block("空格、不换行空格作千分位", html([["30101", "1&nbsp;012.50"], ["30102", "12 345"]]), ["科目: 30101, 金额: 1012.50", "科目: 30102, 金额: 12345"]);
await block("表头、名称、栏次、合计", html([["科目编码", "科目名称", "金额（万元）"], ["栏次", "", "1"], ["合　计", "", "45.7"], ["30101", "基本工资", "12.5"], ["30102", "津贴补贴", "33.2"]]),
  ["科目: 30101, 金额: 12.5", "科目: 30102, 金额: 33.2"], ["表头 2 行没有写", "“合　计”一行没有写", "科目名称一列没有写", "别的写进了文件"]);
await block("电子表格的也一样", { "text/plain": "科目\t金额\r\n30101\t12.5\r\n合计\t12.5\r\n" }, ["科目: 30101, 金额: 12.5"], ["表头 1 行没有写", "“合计”一行没有写"]);
await block("编码和名称在一格", { "text/plain": "[30101]基本工资\t12.5\r\n30102 津贴补贴\t33.2\r\n30107-不是它\t1\r\n" }, ["科目: 30101, 金额: 12.5", "科目: 30102, 金额: 33.2", "科目: '30107-不是它', 金额: 1"]);
await block("类、款两列", { "text/plain": "科目编码\t\t科目名称\t金额\r\n类\t款\t\t\r\n301\t01\t基本工资\t12.5\r\n301\t2\t津贴补贴\t33.2\r\n" }, ["科目: 30101, 金额: 12.5", "科目: 30102, 金额: 33.2"], ["表头 2 行没有写"]);
await block("不是类、款", { "text/plain": "301\t1\r\n302\t2\r\n" }, ["科目: 301, 金额: 1", "科目: 302, 金额: 2"]);
await block("单位不同", html([["科目", "金额（元）"], ["30101", "125000"]]), [], ["表头写着“元”", "金额单位是“万元”", "一格也没有写"]);
await block("合并的格、藏起来的行、两张表", { "text/html": `${table([["30101", '<td rowspan="2">5</td>'], ["30102"]])}<table><tr style="display:none"><td>9</td><td>9</td></tr><tr><td>x</td><td>y</td></tr></table>` },
  ["科目: 30101, 金额: 5", "科目: 30102"], ["有 2 张表，只看了第一张"]);
await block("字里有网页代码", html([["30101", "5<script>alert(1)</script><img src=http://192.0.2.1/x onerror=alert(1)>"], ["30102", "6<br>"]]), ["科目: 30101, 金额: 5", "科目: 30102, 金额: 6"]);
await block("贴宽了", { "text/plain": "30101\t5\t\t7\r\n" }, ["科目: 30101, 金额: 5"], ["超出了右边"]);
await block("只有表头", { "text/plain": "合计\t9999\r\n" }, [], ["“合计”一行没有写"]);
await block("图片", { "application/x-thing": "1" }, [], ["剪贴板里没有文字"]);
await block("一万行", { "text/plain": "30101\t1\n".repeat(10_000) }, [], ["太大，一格也没有写"]);

// 表里已有合计一行的（有尾差，照公布的印），贴的合计写进去

writeFileSync(source, first.replace("基本支出: 待填", "基本支出:\n  - {科目: 30101, 金额: 1}\n  - {科目: 合计, 金额: 1}"));
await cell("基本支出", 1, "科目").waitFor();
await paste(cell("基本支出", 0, "科目"), { "text/plain": "30101\t2.1\r\n合计\t2.2\r\n" });
if (!(await until(() => text().includes("{科目: 30101, 金额: 2.1}\n  - {科目: 合计, 金额: 2.2}")))) faults.push(`已有的合计：${text().match(/\n基本支出:[^]*?#/)?.[0]}`);
await restored();

// 一块的列排得与这里不同：说哪一列，不写

await paste(cell("支出", "+", "科目"), { "text/plain": "科目\t公用经费\t人员经费\r\n2010301\t1\t2\r\n" });
if (!(await until(async () => (await lost.textContent()).includes("“公用经费”一列对着“人员经费（基本支出）”")))) faults.push(`列的次序：${await lost.textContent()}`);
await restored();

// 表以外的一格：几格不连成一个；只有网页代码的，取里面的字

await paste(cell("公开日期"), { "text/plain": "6.19\r\n4.63\r\n" });
await lost.filter({ hasText: "贴的是 2 格，这里只有一格，没有写" }).waitFor();
if ((await cell("公开日期").inputValue()) !== "待填") faults.push("几格连成了一个");
await cell("公开日期").selectText();
await paste(cell("公开日期"), { "text/html": "<p>2025-02-<b>08</b></p>" });
await page.keyboard.press("Tab");
if (!(await until(() => text().includes("公开日期: 2025-02-08")))) faults.push(`网页代码里的字：${text()}`);

await browser.close();
process.exit(faults.length ? 1 : 0);
