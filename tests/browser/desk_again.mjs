// 程序、数据的文件夹、文档的名称 → 填的时候工作台停了，再打开：没有写进去的说出来，接着填；有不同时退出码为 1。
import { spawn } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const [python, folder, name] = process.argv.slice(2);
const source = join(folder, "sources", name, "disclosure.yaml");
const faults = [];

function expect(what, good, detail = "") {
  if (!good) faults.push(`${what}${detail ? `：${detail}` : ""}`);
}

async function serve(port) {
  const desk = spawn(python, ["-m", "mingzhang", "serve", "--no-browser", "--port", String(port)], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => desk.kill("SIGKILL"));  // 半路出错也不留下它：它开着，等这里说完的就一直等
  const [said] = await once(desk.stdout, "data");
  return { desk, address: String(said).match(/http\S+/)[0] };
}

async function stop(desk, signal) {
  desk.kill(signal);
  await once(desk, "exit");
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
page.setDefaultTimeout(60_000);
page.on("pageerror", (error) => faults.push(`脚本出错：${error.message}`));
const cell = (...path) => page.locator(`[data-key=${JSON.stringify(JSON.stringify(path))}]`);
const until = async (good) => { for (let at = 0; at < 100; at += 1) { const is = await good(); if (is) return is; await page.waitForTimeout(100); } return false; };
const has = (words) => until(() => readFileSync(source, "utf-8").includes(words));

const first = await serve(0);
await page.goto(first.address);
await page.goto(new URL(`/doc/${name}`, first.address).href);
await page.locator("#findings ol, #findings p").first().waitFor();
await page.getByRole("tab", { name: "填写" }).click();
const at = cell("基本支出", 5, "金额");
await at.waitFor();
const was = await at.inputValue();

// 停了：没有写进去的一格留着，说出来；别的按钮也说

await stop(first.desk, "SIGKILL");
const banner = page.locator("#banner");
await banner.filter({ hasText: "工作台已经停止" }).waitFor();
await at.fill("2.99");
await at.press("Tab");
const lost = page.locator("#unwritten");
await lost.filter({ hasText: "2.99" }).waitFor();
expect("文件没有动", readFileSync(source, "utf-8").includes(`{科目: 30110, 金额: ${was}}`));
expect("格里的字还在", (await at.inputValue()) === "2.99");
await page.locator("#undo").click();
await page.locator("#state").filter({ hasText: "没有回答" }).waitFor();

// 用原来的端口再打开，从新的地址进来：停了的一页也接上，没有写的再写

const { port } = new URL(first.address);
const second = await serve(port);
const other = await context.newPage();
await other.goto(second.address);
await banner.waitFor({ state: "hidden" });
await other.close();  // 后面的一页不画，按不了
expect("接上以后字还在", (await at.inputValue()) === "2.99", await at.inputValue());
await at.focus();
await page.keyboard.press("Tab");
expect("再离开就写进去", await has("{科目: 30110, 金额: 2.99}"));
writeFileSync(source, readFileSync(source, "utf-8").replace("30110, 金额: 2.99", "30110, 金额: 2.71"));
expect("别处改的也看到", await until(async () => (await at.inputValue()) === "2.71"), await at.inputValue());

// 撤销，也在大写锁定的时候；文件夹改了名：按什么都有话说，旧的地址指得出路

await at.fill("2.98");
await at.press("Enter");
await has("{科目: 30110, 金额: 2.98}");
await page.keyboard.press("Control+Z");
expect("大写锁定也能撤销", await has("{科目: 30110, 金额: 2.71}"));
// 正在填的文件删去了：换上还在的，填了没有写的说出来
await page.getByRole("button", { name: /profile\.yaml/ }).click();
const gone = cell("名称");
await gone.fill("没有写的");
rmSync(join(folder, "sources", name, "profile.yaml"));
await lost.filter({ hasText: "没有写的" }).waitFor();
await at.waitFor();
const here = join(folder, "sources", name);
renameSync(here, here.replace("2024", "2021"));
await banner.filter({ hasText: "文件夹不在了" }).waitFor();
await page.locator("#undo").click();
await page.locator("#state").filter({ hasText: "没有" }).waitFor();
await page.reload();
await page.getByRole("link", { name: "全部文档" }).click();
await page.getByRole("link", { name: /2021/ }).waitFor();

await browser.close();
await stop(second.desk, "SIGTERM");
if (faults.length) console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
