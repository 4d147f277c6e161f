// 页面（HTML 文件）→ 在浏览器里找到的毛病：无障碍（axe，WCAG 2.2 AA）、HTML 是否合法、链接、
// 各种宽度、键盘、不用脚本。有毛病时逐条列出，退出码为 1。
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// 宽度和明暗的搭配；样式和脚本都一样：whole 的页面样样都看，light 的看一种宽度；高对比只看 contrast 的
const VIEWS = [[360, "light"], [768, "dark"], [1280, "light"], [1600, "dark"]];
const faults = [];

function expect(what, good, detail = "") {
  if (!good) faults.push(`${what}${detail ? `：${detail}` : ""}`);
}

async function open(browser, file, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", bypassCSP: true, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`${file}：脚本出错：${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data|about):/.test(request.url())) faults.push(`${file}：访问网络：${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function axe(page, name, scope = "html") {
  await page.addScriptTag({ path: AXE });
  const options = { runOnly: WCAG, resultTypes: ["violations"] };
  const { violations } = await page.evaluate(([within, how]) => axe.run(within, how), [scope, options]);
  for (const { id, help, nodes } of violations) {
    faults.push(`${name}：axe ${id} ${help}（${nodes.length} 处），如 ${nodes[0].html.slice(0, 160)}`);
  }
}

async function validate(file, name) {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: {
      // 列宽和长行是样式，不是毛病；角色由脚本加上
      "no-inline-style": "off",
      "long-title": "off",
      "prefer-native-element": "off",
      "tel-non-breaking": "off",
      "require-sri": "off",
      // 编号照表和格的名称：公开04表!R27C6
      "valid-id": ["error", { relaxed: true }],
      // 标题里有它自己的链接：读出来的名称不带链接，标题的角色可以这样取名
      "aria-label-misuse": ["error", { allowAnyNamable: true }],
    },
  });
  const { results } = await validator.validateString(readFileSync(file, "utf-8"));
  for (const message of results.flatMap((result) => result.messages).slice(0, 10)) {
    faults.push(`${name}：HTML 第 ${message.line} 行 ${message.ruleId} ${message.message}`);
  }
}

async function links(page, name) {
  const broken = await page.$$eval("a[href^='#']", (all) =>
    all.map((a) => decodeURIComponent(a.hash.slice(1))).filter((id) => !document.getElementById(id)));
  expect(`${name}：链接没有落点`, broken.length === 0, broken.join("、"));
  const twice = await page.$$eval("[id]", (all) =>
    all.map((e) => e.id).filter((id, at, ids) => ids.indexOf(id) !== at));
  expect(`${name}：编号重复`, twice.length === 0, twice.slice(0, 5).join("、"));
}

// 用 Tab 键走出数字的来历（中间经过浏览器自己的界面）：它关上，焦点回到数字上
async function leaving(page, name, id) {
  // 横着放不下的源文件那一行（pre）在浏览器里也是一站
  const stops = await page.locator("#answer :is(a, button, pre)").count();
  for (let at = 0; at <= stops + 1 && await page.locator("#answer:popover-open").count(); at += 1) {
    await page.keyboard.press("Tab");
  }
  await page.waitForFunction((wanted) => document.activeElement.id === wanted, id, { timeout: 15_000 })
    .catch(() => faults.push(`${name}：焦点走出数字的来历后没有回到数字上`));
  expect(`${name}：焦点走出后数字的来历还开着`, (await page.locator("#answer:popover-open").count()) === 0);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer:popover-open");
}

// 来历的一栏不挡住所问的数字，地址指着它，有关的格标出来
async function uncovered(page, name, id) {
  const seen = await page.evaluate((wanted) => {
    const box = document.getElementById(wanted).getBoundingClientRect();
    return document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)?.id === wanted;
  }, id);
  expect(`${name}：来历挡住了所问的数字`, seen, id);
  const address = await page.evaluate(() => decodeURIComponent(location.hash.slice(1)));
  expect(`${name}：地址没有指着所问的数字`, address === id, address);
  expect(`${name}：所问的数字没有标出`, (await page.locator("data.asked").count()) > 0);
}

async function keyboard(page, name) {
  const figure = page.locator("table data[data-of]").first();
  await figure.focus();
  await page.keyboard.press("ArrowRight");
  const id = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer:popover-open");
  await uncovered(page, name, id);
  const text = await page.locator("#answer").innerText();
  expect(`${name}：数字的来历没有编号`, text.includes(id), text.slice(0, 80));
  const link = await page.locator("#answer .id a").evaluate((a) => decodeURIComponent(a.hash.slice(1)));
  expect(`${name}：编号不是数字的链接`, link === id, link);
  await leaving(page, name, id);
  const part = page.locator("#answer th button").first();
  if (await part.count()) {
    await part.focus();
    await page.keyboard.press("Enter");
    expect(`${name}：不能往下追`, (await page.locator("#answer").innerText()).includes("返回上一级"));
  }
  await axe(page, `${name}（数字的来历）`, "#answer");
  await page.keyboard.press("Escape");
  expect(`${name}：关不掉`, (await page.locator("#answer:popover-open").count()) === 0);
  const back = await page.evaluate(() => document.activeElement.id);
  expect(`${name}：焦点没有回到数字上`, back === id, back);
  await page.keyboard.press("ArrowDown");
  const stops = await page.$$eval("data[data-of][tabindex='0']", (all) => all.length);
  const groups = await page.$$eval("table, .section", (all) =>
    all.filter((e) => e.querySelector("data[data-of]")).length);
  expect(`${name}：Tab 停靠点太多`, stops <= groups, `${stops} > ${groups}`);
}

// 跳到的、用方向键移到的数字都看得见，没有压在表头或名称列下面；矮的窗口里也是
async function reaching(browser, file, name) {
  const page = await open(browser, file, { viewport: { width: 1280, height: 600 } });
  // 滚动要一点时间：等到看得见为止
  const covered = async (id) => {
    const isSeen = (wanted) => {
      const figure = wanted ? document.getElementById(wanted) : document.activeElement;
      const box = figure.getBoundingClientRect();
      return document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2) === figure;
    };
    const seen = await page.waitForFunction(isSeen, id, { timeout: 2_000 }).then(() => true, () => false);
    return seen ? "" : page.evaluate((wanted) => wanted || document.activeElement.id, id);
  };
  const tables = await page.$$eval("table", (all) => all.map((table) =>
    [...table.querySelectorAll("tbody data[id][data-of]")].map((figure) => figure.id)).filter((ids) => ids.length));
  for (const ids of tables.sort((a, b) => b.length - a.length).slice(0, 3)) {
    const id = ids[Math.floor(ids.length / 2)];
    await page.evaluate((wanted) => { location.hash = wanted; }, id);
    const jumped = await covered(id);
    expect(`${name}：跳到的数字被挡住`, !jumped, jumped);
    await page.evaluate((wanted) => document.getElementById(wanted).focus(), id);
    for (const key of [..."UUUUUUDDDDRRLL"]) {
      const before = await page.evaluate(() => document.activeElement.id);
      await page.keyboard.press({ U: "ArrowUp", D: "ArrowDown", R: "ArrowRight", L: "ArrowLeft" }[key]);
      if (await page.evaluate(() => document.activeElement.id) === before) {
        // 没有下一个数字时，方向键照常滚动页面：等它停下来
        await page.waitForTimeout(250);
        continue;
      }
      const moved = await covered("");
      expect(`${name}：方向键移到的数字被挡住`, !moved, moved);
    }
  }
  await page.context().close();
}

// 表随页面滚动，表头留在窗口上边；有空栏的能收起，收起以后复制的仍是整张表
async function staying(browser, file, name) {
  const page = await open(browser, file, { viewport: { width: 360, height: 740 } });
  const lost = await page.$$eval(".frame:has(thead)", async (frames) => {
    const wrong = [];
    for (const frame of frames) {
      const [head, body] = [frame.querySelector("thead"), frame.querySelector("tbody")];
      if (head.offsetHeight > innerHeight * 0.4 || body.offsetHeight < 300) continue;
      scrollBy({ top: head.getBoundingClientRect().top + 150, behavior: "instant" });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const top = head.querySelector("th, td").getBoundingClientRect().top;
      if (Math.abs(top) > 2) wrong.push(`${frame.querySelector("figure").id} ${top}`);
      if (frame.scrollHeight > frame.clientHeight + 1) wrong.push(`${frame.querySelector("figure").id} 框里上下滚动`);
    }
    return wrong;
  });
  expect(`${name}：表头没有留在窗口上边`, lost.length === 0, lost.slice(0, 3).join("、"));
  const folds = page.locator(".tools button:has-text('收起空的')");
  if (await folds.count()) {
    const shown = () => page.$$eval(".form td", (cells) => cells.filter((cell) => !cell.hidden).length);
    const before = await shown();
    await folds.first().click();
    expect(`${name}：空栏没有收起`, (await shown()) < before);
    await axe(page, `${name}（收起空栏）`, ".section.forms");
    await page.locator(".tools button:has-text('展开空的')").first().click();
    expect(`${name}：空栏没有展开`, (await shown()) === before);
  }
  await page.context().close();
}

// 填报的数的来历里有公开的数据的那一行
async function sourced(browser, file, name) {
  const page = await open(browser, file);
  const id = await page.evaluate(() => {
    const nodes = JSON.parse(document.getElementById("answers").textContent);
    return [...document.querySelectorAll("table data[data-of][id]")].find((one) => nodes[Number(one.dataset.of)][3])?.id ?? "";
  });
  if (id && await page.locator('a[download="edition.zip"]').count()) {
    await page.evaluate((wanted) => document.getElementById(wanted).click(), id);
    const shown = await page.waitForSelector("#answer .source", { timeout: 5_000 }).then((line) => line.innerText(), () => "");
    expect(`${name}：来历里没有公开的数据的那一行`, shown.length > 2, id);
  }
  await page.context().close();
}

// 目录标出跳到的那一项：部分、节、最后一节都是
async function following(browser, file, name) {
  const page = await open(browser, file, { viewport: { width: 1280, height: 800 } });
  const ids = await page.$$eval(".toc a", (all) => all.map((a) => a.hash.slice(1)));
  for (const id of new Set([ids[0], ids.find((i) => i.startsWith("section")), ...ids.filter((i) => i.startsWith("part")), ids.at(-1)])) {
    await page.evaluate((wanted) => { location.hash = wanted; }, id);
    await page.waitForFunction((wanted) => document.querySelector(".toc [aria-current]")?.hash === `#${wanted}`, id, { timeout: 15_000 })
      .catch(() => faults.push(`${name}：目录没有标出跳到的 ${id}`));
  }
  await page.context().close();
}

// 查找：第一张表里最后一行的名称找得到，按了就看得见，焦点在那里
async function finding(page, name) {
  const wanted = await page.evaluate(() => {
    const names = [...document.querySelectorAll(".form")].flatMap((form) => [...form.querySelectorAll("tbody .name")]);
    return names.at(-1)?.firstChild?.textContent.trim() ?? document.querySelector("dfn").textContent;
  });
  await page.locator("#find").fill(wanted);
  const first = page.locator(".find li button").first();
  expect(`${name}：找不到 ${wanted}`, (await first.count()) === 1);
  await axe(page, `${name}（查找）`, ".toc");
  await first.click();
  const there = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return [document.activeElement.textContent, box.top >= 0 && box.bottom <= innerHeight];
  });
  expect(`${name}：查找没有到 ${wanted}`, there[0].includes(wanted) && there[1], there[0].slice(0, 40));
  await page.locator("#find").fill("没有这样的词");
  expect(`${name}：找不到时没有说`, (await page.locator(".find [role=status]").innerText()).includes("0 处"));
  await page.locator("#find").fill("");
}

async function copying(page, name) {
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (t) => { window.copied = t; } } });
  });
  await page.locator(".tools button").first().click();
  await page.waitForFunction(() => window.copied !== undefined);
  const widths = await page.evaluate(() => [...new Set(window.copied.split("\n").map((l) => l.split("\t").length))]);
  expect(`${name}：复制的表各行列数不同`, widths.length === 1, widths.join("、"));
  const differing = await page.evaluate(async () => {
    const wrong = [];
    for (const tools of document.querySelectorAll(".tools")) {
      tools.querySelector("button").click();
      await new Promise((done) => setTimeout(done));
      const bytes = Uint8Array.from(atob(tools.querySelector("a[download]").href.split("base64,")[1]), (c) => c.charCodeAt(0));
      const risky = (text, cells) => text.split(cells).filter((cell) => /^['=@]/.test(cell)).join(" ");
      const csv = risky(new TextDecoder().decode(bytes).replaceAll('"', ""), /,|\r\n/);
      const copied = risky(window.copied, /\t|\n/);
      if (csv !== copied) wrong.push(`${tools.dataset.title} ${copied.slice(0, 40)}`);
    }
    return wrong;
  });
  expect(`${name}：复制的公式与 CSV 不同`, differing.length === 0, differing.slice(0, 3).join("、"));
  await announcing(page, name);
}

// 复制以后说的话：第二次也说，过一会儿收起；两种办法都不行时照实说，焦点仍在按钮上
async function announcing(page, name) {
  await page.clock.install();
  // 前面最后一次复制的话说完了再开始
  await page.waitForFunction(() => document.getElementById("status").textContent.includes("已复制"), null, { timeout: 15_000 });
  await page.evaluate(() => {
    const status = document.getElementById("status");
    window.said = [];
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
  });
  const button = page.locator(".tools button").first();
  const until = (what, number) => page.waitForFunction(([text, count]) => window.said.filter((said) => said.includes(text)).length >= count, [what, number], { timeout: 15_000 }).catch(() => {});
  await button.click();
  await until("已复制", 1);
  await button.click();
  await until("已复制", 2);
  const said = await page.evaluate(() => window.said);
  const last = said.map((text) => text.includes("已复制")).lastIndexOf(true);
  expect(`${name}：第二次复制没有重新说`, last > 0 && said[last - 1] === "", said.join("，"));
  await page.clock.fastForward(10_000);
  await page.waitForFunction(() => document.getElementById("status").textContent === "", null, { timeout: 15_000 })
    .catch(() => faults.push(`${name}：复制后的话不收起`));
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("不许"));
    document.execCommand = () => false;
  });
  await button.click();
  await until("没有复制成", 1);
  const failed = await page.evaluate(() => window.said.at(-1));
  expect(`${name}：没有复制成却说已复制`, failed.includes("没有复制成"), failed);
  expect(`${name}：复制后焦点不在按钮上`, await button.evaluate((e) => e === document.activeElement));
}

async function layout(page, name, width) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(`${name}：${width} 像素宽时整页要横向滚动`, overflow <= 0, `${overflow} 像素`);
}

// 一列的数字写得下，不伸到邻格里；固定的只有名称那一格，合并的格不固定
async function columns(page, name, width) {
  const narrow = await page.$$eval(".form td:is(.amount, .percent, .number, .code)", (cells) => cells.filter((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const [text, box] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
    return text.width && (text.left < box.left - 0.5 || text.right > box.right + 0.5);
  }).map((cell) => `${cell.closest("figure").id} ${cell.textContent}`));
  expect(`${name}：${width} 像素宽时数字伸出格外`, narrow.length === 0, narrow.slice(0, 3).join("、"));
  const wide = await page.$$eval(".frame", (frames) => frames.flatMap((frame) =>
    frame.scrollWidth <= frame.clientWidth ? [] : [...frame.querySelectorAll("th, td")].filter((cell) =>
      getComputedStyle(cell).position === "sticky" && (cell.colSpan > 1 || cell.offsetWidth > frame.clientWidth * 0.42))
      .map((cell) => `${cell.closest("figure").id} ${cell.textContent}`)));
  if (width < 640) expect(`${name}：${width} 像素宽时固定的格挡住了数字`, wide.length === 0, wide.slice(0, 3).join("、"));
}

// 表上面的一行不比框宽
async function captions(page, name, width) {
  const outside = await page.$$eval(".form-line, .form-number", (lines) => lines.filter((line) => {
    const [box, frame] = [line.getBoundingClientRect(), line.closest(".frame").getBoundingClientRect()];
    return box.left < frame.left - 1 || box.right > frame.right + 1;
  }).map((line) => line.closest("figure").id));
  expect(`${name}：${width} 像素宽时单位或表号在框外`, outside.length === 0, outside.slice(0, 3).join("、"));
}

async function contrast(browser, file, name) {
  for (const options of [{ contrast: "more" }, { forcedColors: "active" }]) {
    const page = await open(browser, file, options);
    await axe(page, `${name}（高对比）`);
    await page.context().close();
  }
}

async function check(browser, file, depth) {
  const name = `${basename(dirname(dirname(file)))}/${basename(dirname(file))}`;
  await validate(file, name);
  const isWhole = depth !== "light";
  for (const [width, colorScheme] of isWhole ? VIEWS : VIEWS.slice(0, 1)) {
    const page = await open(browser, file, { viewport: { width, height: 900 }, colorScheme });
    await layout(page, name, width);
    await columns(page, name, width);
    await captions(page, name, width);
    await axe(page, `${name}（${width}，${colorScheme}）`);
    if (width === VIEWS[0][0]) await links(page, name);
    if (width === 1600) {
      await finding(page, name);
      await copying(page, name);
      await keyboard(page, name);
    }
    await page.context().close();
  }
  if (depth === "contrast") await contrast(browser, file, name);
  await withoutScript(browser, file, name);
  if (!isWhole) return;
  await reaching(browser, file, name);
  await following(browser, file, name);
  await staying(browser, file, name);
  await sourced(browser, file, name);
}

async function withoutScript(browser, file, name) {
  const [plain, full] = [
    await open(browser, file, { javaScriptEnabled: false }),
    await open(browser, file, { bypassCSP: false }),
  ];
  const [without, withScript] = [await plain.locator("main").innerText(), await full.locator("main").innerText()];
  const buttons = /复制表格\s*|收起空的 \d+ 栏\s*|点任何一个数字[^\n]*\n+/g;
  const same = (text) => text.replace(buttons, "").replace(/\s+/g, "");
  expect(`${name}：不用脚本时内容不同`, same(without) === same(withScript));
  expect(`${name}：页面的安全策略拦住了自己的脚本`, (await full.locator(".with-script").count()) === 1);
  await plain.context().close();
  await full.context().close();
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: QUIET });
const [file, depth] = process.argv.slice(2);
await check(browser, file, depth);
await browser.close();
console.log(faults.length ? faults.join("\n") : "页面没有毛病。");
process.exitCode = faults.length ? 1 : 0;
