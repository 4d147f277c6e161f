// 工作台的地址、数据的文件夹、部门 → 部门的提示说明在哪个单位的文件里，单位文件的提示不标在部门的同一行上。
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const [address, , name] = process.argv.slice(2);
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

await browser.close();
if (faults.length) console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
