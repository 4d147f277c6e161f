// 工作台的地址、数据的文件夹、文档的名称 → 像人一样填一遍，列出与应有的不同的地方；有不同时退出码为 1。
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const [address, folder, name] = process.argv.slice(2);
const source = join(folder, "sources", name, "disclosure.yaml");
const faults = [];

function expect(what, good, detail = "") {
  if (!good) faults.push(`${what}${detail ? `：${detail}` : ""}`);
}

// 与提交的版本相比，删去和加上的行
function changed() {
  const text = execFileSync("git", ["-C", folder, "diff", "-U0"], { encoding: "utf-8" });
  const lines = text.split("\n").filter((line) => /^[-+](?![-+])/.test(line));
  return { gone: lines.filter((line) => line[0] === "-"), come: lines.filter((line) => line[0] === "+") };
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: QUIET });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
const page = await context.newPage();
page.setDefaultTimeout(60_000);
page.on("pageerror", (error) => faults.push(`脚本出错：${error.message}`));
page.on("request", (request) => {
  if (new URL(request.url()).origin !== new URL(address).origin && !/^(data|blob|about):/.test(request.url())) {
    faults.push(`访问别处：${request.url()}`);
  }
});

const cell = (...path) => page.locator(`[data-key=${JSON.stringify(JSON.stringify(path))}]`);
const state = (words) => page.locator("#state").filter({ hasText: words }).waitFor();
const until = async (good) => { for (let at = 0; at < 100; at += 1) { const is = await good(); if (is) return is; await page.waitForTimeout(100); } return false; };
const saved = () => state("已写进文件");

async function axe(what) {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate((rules) => axe.run("html", { runOnly: rules, resultTypes: ["violations"], iframes: false }), WCAG);
  for (const { id, help, nodes } of violations) faults.push(`${what}：axe ${id} ${help}，如 ${nodes[0].html.slice(0, 160)}`);
}

async function fill(place, value) {
  await place.fill(value);
  await place.press("Tab");
}

async function paste(place, text) {
  await place.focus();
  await place.evaluate((element, words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

// 打开

await page.goto(address);
await axe("全部文档");
await page.getByLabel("找文档").fill("社会工作部");
const found = page.getByRole("row").filter({ hasText: name });
const title = await found.getByRole("link").textContent();
expect("文档以单位、年度称呼", title.includes("社会工作部2024年度决算"), title);
await found.getByRole("link").click();
await page.locator("#findings ol, #findings p").first().waitFor();
await page.locator("#name").filter({ hasText: title }).waitFor();
await axe("提示一栏");
// 只用键盘：不用走过网页上几百个数
await page.keyboard.press("Tab");
await page.keyboard.press("Enter");
await page.keyboard.press("Tab");
expect("键盘两步到右边三栏", await page.locator("#tab-findings").evaluate((one) => one === document.activeElement));
// 提示 → 来源的那一行 → 网页上由它来的数；提示 → 填的那一格：光标都跟着去，不掉在外面
const has = (place) => until(() => place.evaluate((one) => one === one.ownerDocument.activeElement && one.ownerDocument.hasFocus()));
const where = page.locator("#findings button.place").first();
const line = (await where.textContent()).split(":")[1];
await where.press("Enter");
const shownLine = page.locator(`#source .here [data-line="${line}"]`);
expect("光标到来源的那一行", await has(shownLine));
await axe("来源一栏");
await shownLine.press("Enter");
expect("光标到网页上的数", await has(page.frameLocator("#preview iframe:not(.coming)").locator(".desk-from").first()));
await page.getByRole("tab", { name: "提示" }).click();
await page.getByRole("button", { name: `去填 disclosure.yaml:${line}` }).press("Enter");
expect("光标到填的那一格", await until(async () => (await page.locator(`#form .field[data-line="${line}"] input:focus`).count()) === 1));
await page.locator("#side").focus();
await page.keyboard.press("Shift+Tab");
await page.keyboard.press("Enter");
await page.keyboard.press("Tab");
expect("键盘两步回到上面", await has(page.getByRole("link", { name: "全部文档" })));
await page.getByRole("button", { name: "收起网页" }).press("Enter");
expect("网页收起", await page.locator("#preview").isHidden());
await axe("收起网页");
await page.getByRole("button", { name: "收起网页" }).press("Enter");
expect("网页回来", await page.locator("#preview").isVisible());
await page.getByRole("tab", { name: "提示" }).press("ArrowRight");
const first = cell("支出", 0, "基本支出");
await first.waitFor();
await axe("填写一栏");

// 这个版式不印的，没有填过的收起来；填过的、要填的都看得见
const folded = page.locator("details.idle");
await folded.first().waitFor({ state: "attached" });  // 版式另外去问，问好了才收
expect("本版式不印的收在一处", (await folded.count()) > 0 && !(await cell("差异原因", "本年收入合计").isVisible()));
expect("还可以填", await cell("差异原因", "本年收入合计").evaluate((one) => one.closest("details.idle") !== null));
expect("填过的都在外面", await folded.evaluateAll((all) => all.every((one) => [...one.querySelectorAll("[data-key]")].every((cell) => cell.value === ""))));

// 打错一个数，看见，改回来

const was = await first.inputValue();
await fill(first, "151.32");
await page.locator("#form .found").first().waitFor();
await state("个错误");
expect("打错的数在它的行下面有提示", (await page.locator("#form tr.found").count()) > 0);
expect("打错一个数，文件里只动一行", changed().come.length === 1, JSON.stringify(changed()));
await page.getByRole("tab", { name: "提示" }).click();
await page.locator("#findings li.error").first().getByRole("button", { name: /^去填/ }).press("Enter");
expect("光标到写在一行里的那一格", await has(first), await page.evaluate(() => document.activeElement.dataset.key));
// 网页在换新的时候，旧的一页随时会走：走了的没有字，再看一次
const words = (frame) => frame.locator("body").innerText().catch((fault) => { if (frame.isDetached()) return ""; throw fault; });
const shown = async () => (await Promise.all(page.frames().map(words))).join("\n");
expect("网页跟着变", await until(async () => (await shown()).includes("151.32")));
expect("网页只换不同的地方", await asMade());
const frame = page.locator("#preview iframe");
await frame.evaluate((one) => { one.dataset.kept = "yes"; });
await fill(first, was);
await page.locator("#state").filter({ hasText: /没有(错误|问题)/ }).waitFor();
expect("改回来，文件与提交的一样", changed().come.length === 0, JSON.stringify(changed()));

// 框里的网页与服务程序的一样，多出来的只有工作台加的标记
async function asMade() {
  return until(() => page.evaluate(async (address) => {
    const { contentDocument, contentWindow } = document.querySelector("#preview iframe:not(.coming)");
    const body = contentDocument.body.cloneNode(true);
    for (const one of body.querySelectorAll("data[data-of]")) one.removeAttribute("tabindex");
    for (const one of body.querySelectorAll(".desk-changed, .desk-from")) {
      one.classList.remove("desk-changed", "desk-from");
      if (!one.className) one.removeAttribute("class");
      if (one.title === "刚改过") one.removeAttribute("title");
    }
    const made = await (await fetch(address)).text();
    return new contentWindow.DOMParser().parseFromString(made, "text/html").body.isEqualNode(body);
  }, `/page/${name}?v=now`));
}

// 贴一块；写一处原因；撤销一次

await paste(cell("基本支出", 3, "金额"), "6.19\r\n4.63\r\n");
await until(async () => changed().come.length === 2);
expect("贴两格动两行", changed().gone.length === 2 && changed().come.length === 2, JSON.stringify(changed()));
expect("贴在对的地方", changed().come.join().includes("30108, 金额: 6.19") && changed().come.join().includes("30109, 金额: 4.63"));
const reason = cell("机关运行经费", "原因");
await fill(reason, "单位于2024年3月成立");
await until(async () => changed().come.length === 3);
expect("写一处原因动一行", changed().come.some((line) => line.includes("2024年3月成立")), JSON.stringify(changed()));
await page.locator("#undo").click();
await until(async () => changed().come.length === 2);
expect("撤销退一处", changed().come.length === 2, JSON.stringify(changed()));
await page.locator("#redo").click();
await until(async () => changed().come.length === 3);
expect("重做再写上", changed().come.some((line) => line.includes("2024年3月成立")), JSON.stringify(changed()));
for (const [keys, lines] of [["Control+z", 2], ["Control+Shift+Z", 3], ["Control+z", 2], ["Control+z", 0], ["Control+y", 2]]) {
  await page.keyboard.press(keys);
  expect(`按 ${keys}`, await until(async () => changed().come.length === lines), JSON.stringify(changed()));
}
// 没有写进文件的字，浏览器自己撤销、重做；重做的已经画出来，再打字
await until(async () => (await cell("基本支出", 3, "金额").getAttribute("data-was")) === "6.19");
await reason.focus();
await page.keyboard.type("x");
await page.keyboard.press("Control+z");
await page.keyboard.press("Control+y");
expect("没有写的字自己重做", (await reason.inputValue()).includes("x") && changed().come.length === 2, JSON.stringify(changed()));
await page.keyboard.press("Control+z");

// 用名称加一行，再删去

const blank = page.locator('tr.blank [data-key=\'["基本支出","+","科目"]\']');
await fill(blank, "印刷费");
await until(async () => changed().come.length === 3);
expect("名称写成编码", changed().come.some((line) => line.includes("30202")), JSON.stringify(changed()));
const rows = page.locator('[data-path=\'["基本支出"]\'] tr[data-line]');
const added = rows.filter({ hasText: "印刷费" });
await added.getByRole("button", { name: /^删去/ }).click();
await until(async () => changed().come.length === 2);
expect("删去的一行不留痕迹", changed().come.length === 2 && changed().gone.length === 2, JSON.stringify(changed()));

// 几个科目同名的，照打的写，不替人选；贴宽了的、行已不在的，说到人看过为止

const lost = page.locator("#unwritten");
const another = page.locator('tr.blank [data-key=\'["支出","+","科目"]\']');
await fill(another, "行政运行");
await until(async () => changed().come.length === 3);
expect("同名的不替人选", changed().come.some((line) => line.includes("{科目: 行政运行}")), JSON.stringify(changed()));
await page.locator("#undo").click();
await until(async () => changed().come.length === 2);
await paste(cell("基本支出", 3, "金额"), "6.18\t1\t2");
await lost.filter({ hasText: "有 2 格超出了右边" }).waitFor();
await page.waitForTimeout(2000);
expect("核对以后还在", (await lost.textContent()).includes("没有写"));
await page.locator("#undo").click();
await until(async () => changed().come.length === 2);
await lost.getByRole("button", { name: "知道了" }).click();
expect("看过就收起", (await lost.textContent()) === "");
await axe("看过以后");

// 撤销还没有回答就接着填：填的不丢

await page.locator("#undo").click();
await blank.fill("咨询费");
await added.waitFor();
await blank.press("Tab");
await until(async () => changed().come.length === 4);
expect("撤销的时候填的也写进文件", changed().come.filter((line) => line.includes("30203")).length === 1, JSON.stringify(changed()));
// 一行还没有删完就删下一行：删的是看见的那两行
for (const name of ["印刷费", "咨询费"]) await rows.filter({ hasText: name }).getByRole("button", { name: /^删去/ }).click();
await until(async () => changed().come.length === 2);
expect("行加了、删了，网页还是那一版", await asMade());
expect("一直是那个框", (await frame.getAttribute("data-kept")) === "yes");
expect("两行都删去", changed().come.length === 2 && changed().gone.length === 2, JSON.stringify(changed()));

// 一条提示只标一处：写在一行里的几项不各说一遍；说一项里缺的，标在那一项

const bought = cell("政府采购", "货物");
await fill(bought, "23.07");
const told = page.locator("#form .found").filter({ hasText: "MZ091" });
await told.first().waitFor();
const once = await told.allTextContents();
expect("一条提示标一处", new Set(once).size === once.length, once.join("|"));
await page.locator("#undo").click();
await until(async () => changed().come.length === 2);
await page.locator('[data-path=\'["三公经费","公务接待费"]\'] > summary').click();
// 写好了，回答还在路上：页面先听说这一格空了、换成了别的样子，也不说它不在
await page.route("**/edit/**", async (route) => {
  const answer = await route.fetch();
  await until(() => cell("三公经费", "公务接待费").evaluateAll((all) => all.every((one) => one.dataset.was === "")));
  await route.fulfill({ response: answer });
}, { times: 1 });
await fill(cell("三公经费", "公务接待费"), "");
expect("缺的标在那一项", await until(async () => (await page.locator('[data-path=\'["三公经费"]\'] > .found').count()) === 1));
expect("写进去的不说没有写", (await lost.textContent()) === "", await lost.textContent());
await page.locator("#undo").click();
await until(async () => changed().come.length === 2);

// 键盘

// 删去的行还在从页面上撤下时，拿到的格可能已经换掉：真的有了光标再按
const uppermost = cell("基本支出", 0, "金额");
await until(async () => { await uppermost.focus(); return uppermost.evaluate((one) => one === document.activeElement); });
await page.keyboard.press("ArrowDown");
const below = cell("基本支出", 1, "金额");
const isBelow = await until(() => below.evaluate((one) => one === document.activeElement));
expect("向下的方向键到下一行", isBelow, await page.evaluate(() => `光标在 ${document.activeElement.outerHTML.slice(0, 200)}`));

// 别处也在改：正在打的字留着，打完两边都列出来，由人选

const mine = cell("基本支出", 5, "金额");
const write = (old, now) => writeFileSync(source, readFileSync(source, "utf-8").replace(old, now));
const filled = async (line) => until(async () => readFileSync(source, "utf-8").includes(line));
await mine.fill("2.99");
write("{科目: 30110, 金额: 2.71}", "{科目: 30110, 金额: 2.75}");
expect("网页知道别处改了", await until(async () => (await mine.getAttribute("data-was")) === "2.75"));
expect("正在打的字还在", (await mine.inputValue()) === "2.99", await mine.inputValue());
for (const [keys, value] of [["Control+z", "2.75"], ["Control+y", "2.99"]]) {
  await page.keyboard.press(keys);
  expect(`换过页面，按 ${keys}`, (await mine.inputValue()) === value, await mine.inputValue());
}
await mine.press("Tab");
const rival = page.locator("#form .conflict");
await rival.waitFor();
expect("两边都列出来", /第 6 行 金额：.*2\.99.*2\.75/.test(await rival.textContent()), await rival.textContent());
// 写好了，回答还在路上：页面先听说文件变了，换上新的，回答再到
let arrive;
const onTheWay = new Promise((go) => { arrive = go; });
await page.route("**/edit/**", async (route) => {
  const answer = await route.fetch();
  await onTheWay;
  await route.fulfill({ response: answer });
}, { times: 1 });
await rival.getByRole("button", { name: "写我填的" }).click();
expect("选完光标回到那一格", await mine.evaluate((one) => one === document.activeElement));
expect("选了自己的就写", await filled("{科目: 30110, 金额: 2.99}"));

// 打字的时候别处在上面加了一行：选中的还选中，写进打字的那一行

// 页面正在换的时候，拿到的格可能已经换掉：光标真的在了，再像人一样用键盘全选
await until(async () => { await mine.focus(); return mine.evaluate((one) => one === document.activeElement); });
await page.keyboard.press("ControlOrMeta+a");
write("  - {科目: 30108, 金额: 6.19}\n", "  - {科目: 30103, 金额: 1.11}\n  - {科目: 30108, 金额: 6.19}\n");
const moved = cell("基本支出", 6, "金额");
expect("行往下移了", await until(async () => (await moved.getAttribute("data-was")) === "2.99"));
await page.keyboard.insertText("3.01");
await page.keyboard.press("Tab");
arrive();
expect("选中的换成打的字，写进原来的那一行", await filled("{科目: 30110, 金额: 3.01}"), JSON.stringify(changed()));

// 打字的时候别处存成了读不出来的：说明，打的字和光标留着；改好以后接着写

const [sixth, readable] = [cell("基本支出", 1, "金额"), readFileSync(source, "utf-8")];
await until(async () => { await sixth.focus(); return sixth.evaluate((one) => one === document.activeElement); });
await page.keyboard.press("ControlOrMeta+a");
await page.keyboard.type("4.4");
writeFileSync(source, readable.replace("基本支出:", "基本支出："));
await page.locator("#form .told").filter({ hasText: "读不出来" }).waitFor();
await page.keyboard.type("5");
expect("读不出来的时候打的字还在", (await sixth.inputValue()) === "4.45", await sixth.inputValue());
expect("没有说那一行不在", !(await lost.textContent()).includes("那一行"), await lost.textContent());
writeFileSync(source, readable);
await page.locator("#form .told").waitFor({ state: "detached" });
await page.keyboard.press("Tab");
expect("改好以后接着写", await filled("金额: 4.45}"), JSON.stringify(changed()));

// 写不进去的，说到人看过，只说一次；没有写的，离开这一页以前先问

const [reasonNow, held] = [await reason.inputValue(), readFileSync(source, "utf-8")];
await fill(reason, "字".repeat(20_001));
await lost.filter({ hasText: "一格最多写 20000 字，这里有 20001 字，没有写" }).waitFor();
await reason.focus();
await page.keyboard.press("Tab");
await page.waitForTimeout(500);
expect("写不进去的说一次", (await lost.locator("p").count()) === 1, String(await lost.locator("p").count()));
expect("写不进去的没有写", readFileSync(source, "utf-8") === held);
const asked = page.waitForEvent("dialog");
page.reload().catch(() => {});
const question = await asked;
expect("离开以前先问", question.type() === "beforeunload");
await question.dismiss();
expect("没有写的还在", (await reason.inputValue()).length === 20_001);
await fill(reason, reasonNow);
expect("改回来的不再标红", (await reason.getAttribute("aria-invalid")) === null);
await lost.getByRole("button", { name: "知道了" }).click();
let isAsked = false;
page.on("dialog", (one) => { isAsked = true; one.accept(); });
await page.reload();
expect("写好了的不问", !isAsked);
await page.getByRole("tab", { name: "填写" }).click();
await sixth.waitFor();

// 空行里的一格还在写，别处改了文件，或者页面先听说了：接着打的还是那一行的

const late = { "先写了再到": async (route) => { const answer = await route.fetch(); await page.waitForTimeout(1500); await route.fulfill({ response: answer }); },
  "到得晚": async (route) => { await page.waitForTimeout(1500); await route.continue(); } };
for (const [at, [what, wait]] of Object.entries(late).entries()) {
  await page.route("**/edit/**", wait, { times: 1 });
  await cell("基本支出", "+", "科目").fill(["办公费", "印刷费"][at]);
  await page.keyboard.press("Tab");
  await page.waitForTimeout(500);
  if (at) write("{科目: 30110, 金额: 3.01}", "{科目: 30110, 金额: 3.02}");
  await page.keyboard.type(`7.7${at}`);
  await page.keyboard.press("Tab");
  expect(`${what}的一行`, await filled(`{科目: 3020${at + 1}, 金额: 7.7${at}}`), `${JSON.stringify(changed())}${await lost.textContent()}`);
}

// 写了名、后面什么也没有的，提示说怎么做，就照着做得到：一格、一张表的一格、一项

const full = readFileSync(source, "utf-8");
for (const [was, now] of [["\n支出:", "\n公开日期:\n支出:"], ["金额: 3.02}", "金额: 3.02, 性质: }"], ["\n支出:", "\n更正: []\n支出:"]]) {
  writeFileSync(source, full.replace(was, now));
  await page.locator("#findings .way").filter({ hasText: "按“没有这一项，不写”" }).first().waitFor({ state: "attached" });
  const leave = page.getByRole("button", { name: "没有这一项，不写" });
  await leave.waitFor();
  expect("没有走不通的按钮", !(await page.getByRole("button", { name: "没有，一行也不写" }).count()));
  await leave.press("Enter");
  expect(`照提示不写：${now}`, await until(async () => readFileSync(source, "utf-8") === full), JSON.stringify(changed()));
  await leave.waitFor({ state: "detached" });
  await page.locator("#findings .way").filter({ hasText: "不写”" }).waitFor({ state: "detached" });
}

// 另一个窗口写的，不在这个窗口里撤销

const beside = await context.newPage();
await beside.goto(page.url());
await beside.locator("#findings ol, #findings p").first().waitFor({ state: "attached" });  // 核对完的话会换掉撤销说的
await beside.getByRole("tab", { name: "填写" }).click();
await beside.getByRole("button", { name: "撤销" }).press("Enter");
await beside.locator("#state").filter({ hasText: "另一个窗口里有，在那里撤销" }).waitFor();
expect("别的窗口写的还在", readFileSync(source, "utf-8") === full);
await beside.close();

// 窄的屏幕

await page.setViewportSize({ width: 768, height: 1024 });
const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
expect("768 像素不用横着拖", wide <= 0, `宽出 ${wide} 像素`);
await axe("768 像素");

await browser.close();
if (faults.length) console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
