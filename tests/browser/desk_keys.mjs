// 工作台的地址、数据的文件夹、文档的名称 → 只用键盘填，别处同时在改；列出与应有的不同的地方，有时退出码为 1。
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const [address, folder, name] = process.argv.slice(2);
const source = join(folder, "sources", name, "disclosure.yaml");
const text = () => readFileSync(source, "utf-8");
const faults = [];

function expect(what, good, detail = "") {
  if (!good) faults.push(`${what}${detail ? `：${detail}` : ""}`);
}

// 少了一处用途、一处原因；日期后面什么也没有
const whole = text();
const begun = whole
  .replace(", 用途: 行政单位购房补贴支出", "")
  .replace(", 全年预算差异原因: 人员变动引起实际支出低于预算", "")
  .replace("金额单位: 万元\n", "金额单位: 万元\n公开日期:\n");
writeFileSync(source, begun);

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
const page = await browser.newPage({ viewport: { width: 768, height: 800 } });
page.setDefaultTimeout(60_000);
page.on("pageerror", (error) => faults.push(`脚本出错：${error.message}`));
const cell = (...path) => page.locator(`[data-key=${JSON.stringify(JSON.stringify(path))}]`);
const until = async (good) => { for (let at = 0; at < 100; at += 1) { const is = await good(); if (is) return is; await page.waitForTimeout(100); } return false; };
const has = (words) => until(() => text().includes(words));
const isAt = (place) => until(async () => (await place.count()) === 1 && place.evaluate((one) => one === document.activeElement));
const here = () => page.evaluate(() => document.activeElement.dataset.key ?? document.activeElement.textContent.slice(0, 40));
const press = (key) => page.keyboard.press(key);

await page.goto(address);
await page.goto(new URL(`/doc/${name}`, address).href);
await page.locator("#findings ol").waitFor();

// 按一个键到下一处有提示的；“没有这一项，不写”，撤销、重做，光标都在那一格

await press("F8");
expect("F8 到第一处", await isAt(cell("公开日期")), await here());
await press("Tab");
const none = page.locator(".field").filter({ has: cell("公开日期") }).getByRole("button", { name: "没有这一项，不写" });
expect("Tab 到按钮", await isAt(none), await here());
await press("Enter");
expect("不写", await until(() => text() === begun.replace("公开日期:\n", "")));
expect("按了以后光标在那一格", await isAt(cell("公开日期")), await here());
await press("Control+z");
expect("撤销还原", await until(() => text() === begun));
await press("Control+y");
expect("重做", await until(() => text() === begun.replace("公开日期:\n", "")));
expect("光标还在", await isAt(cell("公开日期")), await here());

// 缺的原因、用途：光标到那一格，不在行首的科目；打完直接按下一处

// 说的是重做以后的文件：还在说撤销以后的，行差着一行
await page.locator("#findings ol").filter({ hasText: "用途", hasNotText: "公开日期" }).waitFor({ state: "attached" });
await press("F8");
expect("到缺原因的一格", await isAt(cell("支出", 0, "全年预算差异原因")), await here());
await page.keyboard.type("人员变动");
await press("F8");
expect("原因写了", await until(() => /2013901.*全年预算差异原因: 人员变动[,}]/.test(text())));
expect("到缺用途的一格", await isAt(cell("支出", 8, "用途")), await here());
await page.keyboard.type("购房补贴");
await press("F6");
expect("F6 到标签", await isAt(page.getByRole("tab", { name: "填写" })), await here());
expect("用途写了", await has("用途: 购房补贴"));

// 一格接一格打，不等写完、画完：都写进去，不说是别处改的

await page.route("**/form/**", async (route) => {
  const answer = await route.fetch();
  await new Promise((done) => { setTimeout(done, 400); });
  await route.fulfill({ response: answer });
});
await cell("基本支出", 0, "金额").focus();
for (let row = 0; row < 8; row += 1) {
  await press("Control+A");
  await page.keyboard.type(`${row + 1}.11`);
  await press("Enter");
  await page.waitForTimeout(250);
}
expect("都写了", await has("金额: 8.11"));
expect("一格不少", [1, 2, 3, 4, 5, 6, 7, 8].every((one) => text().includes(`金额: ${one}.11`)), text());
expect("不说别处改过", (await page.locator(".conflict").count()) === 0);
await page.unrouteAll({ behavior: "ignoreErrors" });

// 换到别的文件再回来：是写过的

await page.getByRole("button", { name: /profile\.yaml/ }).press("Enter");
await page.getByRole("button", { name: /disclosure\.yaml/ }).press("Enter");
expect("换文件回来", (await cell("基本支出", 7, "金额").inputValue()) === "8.11", await cell("基本支出", 7, "金额").inputValue());

// 打着的一格别处改了：按 Tab 离开，光标到“写我填的”；换文件，说出是哪一格的

const seen = (place, value) => until(async () => (await place.inputValue()) === value);
const sixth = cell("基本支出", 5, "金额"), first = cell("基本支出", 0, "金额");
await sixth.fill("51.00");
writeFileSync(source, text().replace("30110, 金额: 6.11", "30110, 金额: 53.00").replace("30101, 金额: 1.11", "30101, 金额: 1.12"));
await seen(first, "1.12");
await sixth.press("Tab");
expect("光标到选哪个", await isAt(page.getByRole("button", { name: "写我填的" })), await here());
await page.getByRole("button", { name: /profile\.yaml/ }).press("Enter");
const lost = page.locator("#unwritten");
await lost.filter({ hasText: "51.00" }).waitFor();
expect("说是哪一格", /一般公共预算基本支出.*第 6 行 金额/.test(await lost.textContent()), await lost.textContent());
await page.getByRole("button", { name: /disclosure\.yaml/ }).press("Enter");

// 正填的一行别处删了：光标在那张表的标题上

await sixth.fill("9.99");
writeFileSync(source, text().replace(/ {2}- \{科目: 30110.*\n/, ""));
await lost.filter({ hasText: "9.99" }).waitFor();
expect("光标到表的标题", await isAt(page.locator("summary").filter({ hasText: "经济分类" }).first()), await here());

await browser.close();
if (faults.length) console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
