// 程序、数据的文件夹、文档的名称 → 填的时候工作台停了，再打开：没有写进去的说出来，接着填；有不同时退出码为 1。
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
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
const until = async (good) => { for (let at = 0; at < 100 && !(await good()); at += 1) await page.waitForTimeout(100); return good(); };
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
expect("接上以后字还在", (await at.inputValue()) === "2.99", await at.inputValue());
await at.focus();
await page.keyboard.press("Tab");
expect("再离开就写进去", await has("{科目: 30110, 金额: 2.99}"));
writeFileSync(source, readFileSync(source, "utf-8").replace("30110, 金额: 2.99", "30110, 金额: 2.71"));
expect("别处改的也看到", await until(async () => (await at.inputValue()) === "2.71"), await at.inputValue());

await browser.close();
await stop(second.desk, "SIGTERM");
if (faults.length) console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
