// 工作台的地址、数据的文件夹、刚开始的文档 → 在浏览器里从头填几张表；列出与应有的不同的地方，有时退出码为 1。
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const [address, folder, name] = process.argv.slice(2);
const source = join(folder, "sources", name, "disclosure.yaml");
const text = () => readFileSync(source, "utf-8");
const faults = [];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
page.on("pageerror", (error) => faults.push(`脚本出错：${error.message}`));

async function expect(what, lines) {
  const isThere = () => lines.every((line) => text().includes(line));
  for (let at = 0; at < 100 && !isThere(); at += 1) await page.waitForTimeout(100);
  if (!isThere()) faults.push(`${what}：${text()}`);
}

const cell = (...path) => page.locator(`[data-key=${JSON.stringify(JSON.stringify(path))}]`);
const part = (key) => page.locator(`[data-path=${JSON.stringify(JSON.stringify([key]))}]`);

async function paste(place, words) {
  await place.focus();
  await place.evaluate((element, block) => {
    const data = new DataTransfer();
    data.setData("text/plain", block);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, words);
}

await page.goto(address);
await page.goto(new URL(`/doc/${name}`, address).href);
await page.locator("#banner").filter({ hasText: "还排不出网页" }).waitFor();
await page.getByRole("tab", { name: "填写" }).click();

// 一行也没有的表：列是通常要填的，整块贴进去；名称成编码，格里的换行不断行

await paste(cell("支出", "+", "科目"), "2010301\t120.50\t33.2\r\n住房公积金\t\"1,012.00\"\t\r\n");
await expect("贴一张表", ["支出:\n  - {科目: 2010301, 人员经费: 120.50, 公用经费: 33.2}\n  - {科目: 2210201, 人员经费: 1012.00}\n"]);
await paste(cell("项目", "+", "名称"), "档案整理\t2010302\t15\r\n\"培训\n二期\"\t2010302\t3.5\r\n");
await expect("贴几个项目", ["项目:\n  - {名称: 档案整理, 科目: 2010302, 本年: 15}\n", "二期\", 科目: 2010302, 本年: 3.5}"]);
await part("收入").getByRole("button", { name: "没有" }).click();
await expect("写明没有", ["收入: []"]);
await cell("收入", "+", "资金").fill("事业");
await cell("收入", "+", "资金").press("Tab");
await expect("没有以后又有了", ["收入:\n  - {资金: 事业}"]);

// 一格一格打，不等写完：打了编码接着打的数，是同一行的；填过的不再说待填，接着还要填的看得见

const at = (one) => one.evaluate((element) => element === document.activeElement);
const until = async (good) => { for (let at = 0; at < 100; at += 1) { const is = await good(); if (is) return is; await page.waitForTimeout(100); } return false; };
await cell("基本支出", "+", "科目").focus();
for (const words of ["30101", "1,050.50"]) {
  await page.keyboard.type(words);
  await page.keyboard.press("Tab");
}
await expect("接着打的是同一行的", ["基本支出:\n  - {科目: 30101, 金额: 1050.50}\n"]);

// 光标在按钮上，别处改了文件，换过页面还在那个按钮上

const take = part("基本支出").getByRole("button", { name: "删去第 1 行" });
await cell("基本支出", 0, "金额").waitFor();
await take.focus();
for (const [was, now] of [["15", "19"], ["19", "15"]]) {
  writeFileSync(source, text().replace(`本年: ${was}`, `本年: ${now}`));
  await page.locator(`[data-was="${now}"]`).waitFor();
  if (!(await at(take))) faults.push("换过页面，光标不在按钮上了");
}

await cell("基本支出", "+", "科目").fill("办公费");
await page.keyboard.press("Tab");
if (!(await until(() => at(cell("基本支出", 1, "金额"))))) faults.push("光标没有跟到新的一行");
for (const words of ["30202", "30203"]) {
  await cell("基本支出", "+", "科目").fill(words);
  await page.keyboard.press("Enter");
}
await expect("只打编码，一个一行", ["  - {科目: 30201}\n  - {科目: 30202}\n  - {科目: 30203}\n"]);
if (!(await cell("三公经费", "公务接待费").isVisible())) faults.push("里面待填的没有打开");
const fee = page.locator(".field").filter({ has: cell("三公经费", "公务接待费") });
await cell("三公经费", "公务接待费").click();
await page.keyboard.type("２");
await page.keyboard.press("Tab");
await expect("点一下就换掉待填", ["公务接待费: 2  #"]);
if (!(await until(async () => !(await fee.innerText()).includes("待填")))) faults.push("填了还说待填");
await page.locator("#state").filter({ hasText: /还有 \d+ 处待填.*才能公开/ }).waitFor();

// 一行填完，Tab 到下一行；退回去才是“删”

await cell("支出", 0, "公用经费").focus();
await page.keyboard.press("Tab");
if (!(await at(cell("支出", 1, "科目")))) faults.push("一行填完，Tab 没有到下一行");
await page.keyboard.press("Shift+Tab");
if (!(await at(part("支出").getByRole("button", { name: "删去第 1 行" })))) faults.push("只用键盘到不了“删”");

// 没有动过的一格，换过页面、经过了，也不写：带换行的字、选项以外的字

writeFileSync(source, text().replace("金额单位: 万元", "金额单位: 亿元").replace("本年: 15", "本年: 16"));
await page.locator('[data-was="16"]').waitFor();
const before = text();
for (const place of [cell("金额单位"), cell("项目", 1, "名称")]) {
  await place.focus();
  await page.keyboard.press("Tab");
}
writeFileSync(source, before.replace("本年: 16", "本年: 17"));
await page.locator('[data-was="17"]').waitFor();
for (const place of [cell("金额单位"), cell("项目", 1, "名称")]) {
  await place.focus();
  await page.keyboard.press("Tab");
}
await page.waitForTimeout(1000);
if (text() !== before.replace("本年: 16", "本年: 17")) faults.push(`没有动过的写了：${text()}`);

// 还在写的时候回到那一格接着打：接着打的也写

await page.route("**/edit/**", async (route) => { await page.waitForTimeout(1000); await route.continue(); });
await cell("三公经费", "公务接待费").fill("3");
await page.keyboard.press("Tab");
await cell("三公经费", "公务接待费").fill("35");
await expect("还在写的", ["公务接待费: 3  #"]);
await page.waitForTimeout(500);
await cell("三公经费", "公务用车运行维护费").focus();
await expect("接着打的", ["公务接待费: 35  #"]);
await page.unroute("**/edit/**");

// 职责写在另一个文件里：文字就在这里写，文件和它的名称一起有；别处改了的，由人选

const beside = (file) => readFileSync(join(folder, "sources", name, file), "utf-8");
const isSaid = async (what, file, words) => { if (!(await until(() => { try { return beside(file).includes(words); } catch { return false; } }))) faults.push(`${what}：没有写进 ${file}`); };
await page.getByRole("button", { name: /profile\.yaml/ }).click();
const duties = cell("职责", "文字");
const box = page.locator(".field.text").filter({ has: duties });
if (!(await box.innerText()).includes("待填")) faults.push("没有说职责待填");
await duties.fill("负责档案工作。\n收集档案。");
await page.keyboard.press("Tab");
await isSaid("写职责", "duties.md", "负责档案工作。\n收集档案。\n");
await isSaid("写职责的文件名", "profile.yaml", "职责: duties.md");
if (!(await until(async () => (await cell("职责").inputValue()) === "duties.md"))) faults.push("没有换上职责的文件名");
if ((await box.innerText()).includes("待填")) faults.push("写了职责还说待填");
await duties.fill("负责档案工作。\n收集、整理档案。");
writeFileSync(join(folder, "sources", name, "duties.md"), "别人写的。\n");
await page.keyboard.press("Tab");
await page.getByRole("button", { name: "写我填的" }).click();
await isSaid("两边都写的，写我填的", "duties.md", "收集、整理档案。\n");
await page.getByRole("button", { name: "撤销" }).click();
await isSaid("撤销写的职责", "duties.md", "别人写的。\n");
if (!(await until(async () => (await duties.inputValue()) === "别人写的。\n"))) faults.push("撤销以后没有换上");

// 文件先有了，来源里还没有写它：一按就写上

const profile = join(folder, "sources", name, "profile.yaml");
writeFileSync(profile, readFileSync(profile, "utf-8").replace("职责: duties.md", "职责: 待填"));
await page.getByRole("button", { name: "就用 duties.md" }).click();
await isSaid("用先有的文件", "profile.yaml", "职责: duties.md");

// 版式改了，文件没有动：填的各项也跟着变

const own = join(folder, "templates", "own");
mkdirSync(own, { recursive: true });
writeFileSync(join(own, "region.yaml"), "名称: 自己的\n上级: national\n");
writeFileSync(source, text().replace(/^版式: .*$/m, "版式: 自己的"));
await page.getByRole("button", { name: /disclosure\.yaml/ }).click();
await page.locator('[data-was="自己的"]').waitFor();
writeFileSync(join(own, "keys.yaml"), "数据:\n  键:\n    编外人数: {类型: 个数, 说明: 编外聘用的人数。}\n");
await cell("编外人数").waitFor({ state: "attached" });

await browser.close();
if (faults.length) console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
