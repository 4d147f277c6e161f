// 工作台的地址、数据的文件夹、部门 → 部门的提示说明在哪个单位的文件里，单位文件的提示不标在部门的同一行上；一组里缺的，标在那一组上。
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const [address, folder, name] = process.argv.slice(2);
const faults = [];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
page.on("pageerror", (error) => faults.push(`脚本出错：${error.message}`));
await page.goto(address);
await page.goto(new URL(`/doc/${name}`, address).href);
const finding = page.locator("#findings li.error").filter({ hasText: "多余" });
await finding.waitFor();
const place = await finding.locator(".place").first().textContent();
if (!place.startsWith("unit-001/2024-final/disclosure.yaml:")) faults.push(`单位的提示说在：${place}`);
await page.getByRole("tab", { name: "填写" }).click();
await page.locator("#form .field").first().waitFor();
const marks = await page.locator("#form .found").allTextContents();
if (marks.some((words) => words.includes("多余"))) faults.push(`标在部门自己的行上：${marks}`);

const change = (document, was, now) => {
  const file = join(folder, "sources", document, "disclosure.yaml");
  writeFileSync(file, readFileSync(file, "utf-8").replace(was, now));
};
change("unit-001/2024-final", "\n多余: 1\n", "\n");
change(name, /机关运行经费: .*/, "机关运行经费: {}");
const group = page.locator('#form details[data-path=\'["机关运行经费"]\']');
await group.locator("> .found").filter({ hasText: "MZ401" }).waitFor();
if (!(await group.evaluate((one) => one.open))) faults.push("缺原因的一组没有打开");

await browser.close();
if (faults.length) console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
