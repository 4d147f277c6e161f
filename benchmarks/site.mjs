// 目录（HTML 文件）→ 在 Chromium 里打开、查找用的毫秒数，访问文件夹以外的次数，axe 的毛病。
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const modules = createRequire(`${process.env.MODULES}/package.json`);
const { chromium } = modules("playwright-core");
const browser = await chromium.launch({ executablePath: process.argv[3], args: ["--no-sandbox"] });
const faults = [];
let outside = 0;
async function opened(options) {
  const page = await browser.newPage(options);
  page.on("request", (one) => { if (!one.url().startsWith("file:")) outside += 1; });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (one) => { if (one.type() === "error") faults.push(one.text()); });
  return page;
}
const url = pathToFileURL(process.argv[2]).href;
const page = await opened({});
const times = [];
for (let n = 0; n < 6; n += 1) {
  const start = performance.now();
  await page.goto(url);
  await page.waitForFunction(() => document.querySelectorAll("#found li").length > 0);
  times.push(performance.now() - start);
}
const found = await page.evaluate(() => {
  const words = document.getElementById("words");
  const took = [];
  for (const text of ["第", "第7", "第77", "第77号", "第77号 2023"]) {
    const start = performance.now();
    words.value = text;
    words.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    took.push(performance.now() - start);
  }
  return { slowest: Math.max(...took), told: document.getElementById("count").textContent };
});
times.sort((a, b) => a - b);
console.log(`打开 ${Math.round(times[3])} 毫秒（最慢 ${Math.round(times[5])}），查找最慢 ${found.slowest.toFixed(1)} 毫秒（${found.told}），访问外面 ${outside} 次`);
for (const [width, colorScheme] of [[360, "light"], [1280, "light"], [1280, "dark"]]) {
  const view = await opened({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  await view.goto(`${url}#第77号`);
  await view.addScriptTag({ path: modules.resolve("axe-core/axe.min.js") });
  const { violations } = await view.evaluate(() => axe.run());
  for (const { id, help, nodes } of violations) faults.push(`${width} ${colorScheme} ${id} ${help} ${nodes[0].html.slice(0, 90)}`);
  const wide = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) faults.push(`${width}：横向多出 ${wide} 像素`);
}
for (const fault of faults) console.log(fault);
await browser.close();
