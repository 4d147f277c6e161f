// 填写：照版式的填写格式列出每一项；改一处写一处，写在文件里原来的位置。
import { clipped, fitted } from "/assets/pasted.js";
import { relocated } from "/assets/rows.js";
import { ask, called, make, path, send } from "/assets/tools.js";

const SUBJECT = "科目", NAME = "名称", OPEN = "待填", SAVED = "已写进文件。", GONE = "那一行已不在文件里，没有写。", RIVAL = "这一格刚才被别处改过，您填的没有写。";
const IDLE = "本版式不印的", IDLE_WORDS = "填在这里的，这个版式的表和文字里都不印，也不随数据公开。";
const TEXT = "文字", LONG = 60, SHORT = 12, DIGITS = 8;
const MOST = 5000, MOST_TEXT = 500_000;  // 一次写的处数和字数，服务程序也只收这么多
const LATELY = 50;  // 记得最近画过的几版：一处还没有写完，不会换过更多
let count = 0;

export class Form {
  constructor(host, name, tell, lose) {
    Object.assign(this, { host, name, tell, lose, files: [], drawn: [], subjects: {}, busy: Promise.resolve(), turn: 0, written: 0, shown: 0, adding: 0, waiting: 0, grown: new WeakMap(), counts: new WeakMap() });
    this.isOpen = this.isComposing = this.isLate = this.isDrawing = this.isStale = false;
    this.file = "";
    // 输入法正在拼一个词时，页面不动
    host.addEventListener("compositionstart", () => { this.isComposing = true; });
    host.addEventListener("compositionend", () => {
      this.isComposing = false;
      if (this.isLate) this.renew();
    });
    // 放回去的字不算人打的，离开时浏览器不说改过：由这里说
    host.addEventListener("change", ({ target }) => { delete target.dataset.restored; }, true);
    host.addEventListener("paste", (event) => this.pasteOne(event));
    // 没有写进去的留在格子里：再离开时再写一次
    host.addEventListener("focusout", ({ target }) => { if ((target.dataset.restored || target.ariaInvalid) && !this.isDrawing) target.dispatchEvent(new Event("change")); });
  }

  async open() {
    const said = this.isOpen ? null : await this.current();
    if (said && !this.isOpen) this.draw(said);
  }

  // 现在的样子；等回答的时候已经换上更晚问到的，或者文件都不在了，是 null：留着看得见的
  async current() {
    const turn = (this.turn += 1), { written } = this;
    const said = await ask(path("form", this.name));
    if (written !== this.written) return this.current();  // 问的时候又写了一处，答的可能是写以前的
    if (turn < this.shown || !said.files.length) return null;
    this.shown = turn;
    return { ...said, files: said.files.map((one) => kept(one, this.files.find((old) => old.file === one.file))) };
  }

  draw(said) {
    this.isOpen = true;
    this.isStale = false;
    keepColumns(this.files, said.files);
    this.files = said.files;
    this.drawn = [...this.drawn.slice(-LATELY), said.files];
    this.subjects = said.subjects;
    this.form = said.form;
    this.codes = new Map();
    for (const [code, name] of Object.entries(said.subjects)) this.codes.set(name, [...this.codes.get(name) ?? [], code]);
    if (!this.files.some((one) => one.file === this.file)) this.file = this.files[0].file;
    this.show();
  }

  // 文件在别处变了，版式变了、说了哪些不印：正在打字的一格不动，其余换成现在的
  async renew() {
    if (!this.isOpen || this.waits()) return;
    const said = await this.current();
    if (this.waits()) return;
    const known = new Map(this.files.map((one) => [one.file, state(one)]));
    const isSame = said?.form === this.form && said.files.length === known.size && said.files.every((one) => known.get(one.file) === state(one));
    if (said && (!isSame || this.isStale)) this.redraw(said);
  }

  // 输入法正在拼一个词，空行里的一格正在写：等它完了再换
  waits() {
    return (this.isLate = this.isComposing || this.adding > 0);
  }

  // 换上文件里现在的：还没有写进文件的字留在格子里，光标和选中的留在原处
  // 一口气换完：半路让别的插进来，会以为没有在打的字
  redraw(said) {
    const at = document.activeElement, before = this.files, { file } = this;
    const isHere = this.host.contains(at) && at.dataset.key;
    const top = this.host.scrollTop, from = at.selectionStart, to = at.selectionEnd;
    const cells = [...this.host.querySelectorAll("[data-key]")];
    this.draw(said);
    this.host.scrollTop = top;
    if (this.file !== file) {  // 正在填的文件不在了，换上的是另一个
      for (const old of cells) if (isUnsent(old)) this.lose(`${typedAt(old)}：${GONE}`);
      return;
    }
    for (const old of cells) if (old.value !== old.dataset.was) this.restore(old, before);
    for (const old of cells) if (old.dataset.mine !== undefined) this.chooseAgain(old, before);
    const same = isHere && this.now(at, before);
    if (isHere && !same) this.head(at.closest("[data-path]")?.dataset.path)?.focus({ preventScroll: true });
    if (!same) return;
    same.focus({ preventScroll: true });
    if (same.dataset.restored) retype(same);
    if (from !== null) same.setSelectionRange?.(from, to);
    same.scrollTop = at.scrollTop;
  }

  // 打字的时候别处把同一格改成了别的：打完由人选
  restore(old, before) {
    const same = this.now(old, before);
    if (!same) return isUnsent(old) ? this.lose(`${typedAt(old)}：${GONE}`) : undefined;
    const { was } = same.dataset;
    if (was === old.value) return undefined;
    if (old.dataset.isRivalled || ![old.dataset.was, old.dataset.sent].includes(was)) same.dataset.isRivalled = "1";
    same.value = old.value;
    same.dataset.restored = "1";
    if (old.dataset.sent !== undefined) same.dataset.sent = old.dataset.sent;
    if (old.ariaInvalid) same.ariaInvalid = old.ariaInvalid;
    return undefined;
  }

  // 换以前的一格现在是哪一格
  now(old, before) {
    const place = this.relocated(JSON.parse(old.dataset.key), this.file, before);
    return place && this.at(JSON.stringify(place));
  }

  // 打字的一格，换过页面的，还有现在的一格
  both(input, before) {
    return input ? [input, this.now(input, before)].filter(Boolean) : [];
  }

  relocated(place, file, before) {
    const row = this.grown.get(before)?.get(JSON.stringify([file, place.slice(0, -1)]));
    if (row && row.by !== place.at(-1)) {
      const now = [...row.table, row.at, place.at(-1)];
      if (!row.files && this.tableAt(file, row.table).rows.length <= row.at) return now;  // 还没有画出来
      row.files ??= this.files;
      return this.relocated(now, file, row.files);
    }
    const [old, now] = [before, this.files].map((files) => files.find((one) => one.file === file)?.fields ?? []);
    return relocated(place, old, now);
  }

  // 空行里的一格写进了文件：那一行画出来以前，空行里别的格也是它的
  grow(place, table, file, before) {
    const [by, blank] = [place.at(-1), place.slice(0, -1)];
    if (blank.at(-1) !== "+") return;
    const name = JSON.stringify([file, table]), counts = keep(this.counts, this.files);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const row = { by, table, at: this.tableAt(file, table).rows.length + count };
    keep(this.grown, before).set(JSON.stringify([file, blank]), row);
    const since = this.drawn.slice(this.drawn.indexOf(before) + 1);  // 写的时候换过的，空行也还是那一行
    for (const files of since) keep(this.grown, files).set(JSON.stringify([file, [...table, "+"]]), row);
  }

  tableAt(file, table) {
    const name = JSON.stringify(table);
    return tables(this.files.find((one) => one.file === file).fields).find((one) => JSON.stringify(one.path) === name);
  }

  get tables() {
    return [...this.host.querySelectorAll(".scroll")];
  }

  at(key) {
    return this.host.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  head(place) {
    return place && this.host.querySelector(`[data-path="${CSS.escape(place)}"] > summary`);
  }

  // 换一个文件来填：等人选写哪个的，换了就看不到了，说出来
  turnTo(file) {
    for (const one of this.host.querySelectorAll("[data-mine]")) this.lose(`${typedAt(one, one.dataset.mine)}：${RIVAL}`);
    this.file = file;
    this.show();
  }

  show() {
    const comeBack = this.leave(document.activeElement);
    const open = new Set([...this.host.querySelectorAll("details[open]")].map((one) => one.dataset.path));
    const lefts = new Map(this.tables.map((one) => [one.closest("details").dataset.path, one.scrollLeft]));
    const list = make("datalist", { id: "subjects" }, ...Object.entries(this.subjects).map(([code, name]) => make("option", { value: code, label: name })));
    const files = this.files.map((one) => make("button", { type: "button", "aria-pressed": String(one.file === this.file), onclick: () => this.turnTo(one.file) }, `${one.title}（${one.file}）`));
    const now = this.files.find((one) => one.file === this.file);
    const told = now.message ? [make("p", { class: "told" }, now.message)] : [];
    const fields = [...told, ...this.fields(now.fields)];
    this.isDrawing = true;
    this.host.replaceChildren(list, make("p", { class: "files" }, ...files), ...fields);
    this.isDrawing = false;
    comeBack();
    for (const one of this.host.querySelectorAll("details")) if (open.has(one.dataset.path)) one.open = true;
    for (const one of this.tables) one.scrollLeft = lefts.get(one.closest("details").dataset.path) ?? 0;
    this.mark(this.found ?? []);
  }

  // 光标在按钮、标题上的，换完还在那里；那个按钮没有了，在那一格、那一项的标题上
  leave(at) {
    if (!this.host.contains(at) || at.dataset.key) return () => {};
    const of = (one) => one.closest("[data-path]")?.dataset.path;
    const named = (one) => [one.tagName, of(one), one.matches("summary") || (one.ariaLabel ?? one.textContent)].join();
    const [name, place] = [named(at), of(at)], cell = at.closest(".field, td")?.querySelector("[data-key]");
    return () => {
      const all = [...this.host.querySelectorAll("button, select, summary")];
      const same = all.find((one) => named(one) === name) ?? (cell && this.at(cell.dataset.key)) ?? this.head(place);
      same?.focus({ preventScroll: true });
    };
  }

  // 各项；版式不印、哪里也不用的，没有填过的收在最后

  fields(all) {
    const idle = all.filter((one) => one.idle), shown = all.filter((one) => !one.idle).map((one) => this.field(one));
    if (!idle.length) return shown;
    const place = JSON.stringify([...idle[0].path.slice(0, -1), IDLE]);
    return [...shown, make("details", { "data-path": place, class: "idle" }, make("summary", {}, IDLE, ` ${idle.length} 项`), make("p", { class: "words" }, IDLE_WORDS), ...idle.map((one) => this.field(one)))];
  }

  // 一项

  field(one) {
    if (one.kind === "value") return this.value(one);
    const hasRows = { table: (f) => this.table(f), list: (f) => this.list(f), groups: (f) => this.groups(f) }[one.kind];
    const inner = hasRows ? hasRows(one) : [...(one.value || one.hollow ? [this.value({ ...one, hollow: false, title: `${one.title}（整体）` })] : []), ...this.fields(one.fields)];
    const isUsed = one.there && (one.path.length < 2 || hasOpen(one));
    const head = make("summary", { title: one.words }, one.title, one.open ? make("em", {}, " 待填") : "", one.rows?.length ? ` ${one.rows.length} 行` : "");
    const none = hasRows && one.empty && (one.open || one.hollow) ? this.none(one) : "";
    return make("details", { "data-path": JSON.stringify(one.path), ...spotOf(one), open: isUsed || one.open }, head, make("p", { class: "words" }, one.words), ...inner, none, this.leftOut(one, one.path));
  }

  value(one) {
    const text = this.textAt(one.path);
    if (text) return this.longText(one, text, true);
    const id = `f${(count += 1)}`;
    const input = this.input(one, one.path, one.value, { id });
    const label = make("label", { for: id }, one.title, one.open ? make("em", {}, " 待填") : "");
    return make("div", { class: `field${one.open ? " open" : ""}`, ...spotOf(one) }, label, input, this.leftOut(one, one.path), make("small", {}, one.words));
  }

  // 写在一个文件里的文字（职责、附件）：文字直接在这里写，文件名另外一格，没有起名的程序起

  textAt(place) {
    return this.files.find((one) => one.file === this.file).texts[JSON.stringify(place)];
  }

  longText(one, text, isNameAsked) {
    const id = `f${(count += 1)}`, place = one.path;
    const isOpen = one.open ? !text.named || text.open : text.named && text.open;
    const area = make("textarea", { id, rows: text.text || isOpen ? 10 : 3, "data-key": JSON.stringify([...place, TEXT]), "data-was": text.text, "data-text": "1", "aria-label": one.title });
    area.value = text.text;
    area.addEventListener("change", () => this.put(area));
    area.addEventListener("click", () => { if (area.value.trim() === OPEN) area.select(); });
    const isLoose = text.there && !text.named && !text.message;  // 文件先有了，来源里还没有写它
    const use = () => this.write([{ op: "put", path: place, value: text.name }]);
    const where = isLoose ? `文件夹里已经有 ${text.name}，来源里还没有写` : text.there ? `写在 ${text.name} 里` : `写上文字，就存成 ${text.name}`;
    const label = make("label", { for: id }, one.title, isOpen ? make("em", {}, " 待填") : "", make("span", { class: "words" }, `（${where}）`));
    const take = isLoose ? [make("button", { type: "button", onclick: use }, `就用 ${text.name}`)] : [];
    const body = text.message ? make("p", { class: "told" }, text.message) : area;
    const name = isNameAsked ? [make("label", { class: "words", for: `${id}n` }, "文件名"), this.input(one, place, one.value, { id: `${id}n` }), make("small", {}, one.words)] : [];
    return make("div", { class: `field text${isOpen ? " open" : ""}`, ...spotOf(one), "data-file": text.name }, label, body, ...take, ...name);
  }

  // 一行一个文件的（附件）：文字排在表的下面
  rowTexts(one, named) {
    return one.rows.flatMap((row, at) => one.columns.flatMap((column) => {
      const path = [...one.path, at, column.key], text = this.textAt(path);
      const title = [column.title, named(row)].filter(Boolean).join("：");
      return text ? [this.longText({ path, title, line: 0, open: true }, text, false)] : [];
    }));
  }

  input(one, place, value, more = {}) {
    const key = JSON.stringify(place);
    const shared = { "data-key": key, "data-was": value, "data-digits": one.digits, autocomplete: "off", ...more };
    // 一行的格放不下换行，没有的选项选不中：那样还没有动过的也像是改过
    const isLong = value.includes("\n") || (!one.number && value.length > 40);
    let input;
    if (one.choices?.length) {
      const words = [...new Set(["", ...one.choices.map(String), value])];
      input = make("select", shared, ...words.map((word) => make("option", { value: word, selected: word === value }, word)));
    } else {
      input = make(isLong ? "textarea" : "input", { ...shared, class: one.number ? "number" : "", ...(isLong ? { rows: 2 } : { list: place.at(-1) === SUBJECT ? "subjects" : false }) });
      input.value = value;
      // 一格里的字看得全：列跟着最长的一格宽
      if (more["data-row"] !== undefined && value.length > (one.number ? DIGITS : SHORT) && !isLong) input.style.minWidth = `${value.length + 2}${one.number ? "ch" : "em"}`;
    }
    input.addEventListener("change", () => this.put(input));
    // 点一下就选中，打的字换掉它，不接在后面
    input.addEventListener("click", () => { if (input.value === OPEN) input.select?.(); });
    return input;
  }

  // 科目打的是名称的，写编码；同名的取这张表里最细的一级（住房公积金，支出里是项，基本支出里是款）
  // 还有几个的（行政运行），说不出是哪一个：照打的写，由提示说
  meant(key, text, digits) {
    const named = (key === SUBJECT && this.codes.get(text.trim())) || [];
    const fine = named.filter((code) => code.length === digits);
    const [code = text, ...others] = fine.length ? fine : named;
    return others.length ? text : code;
  }

  // 写

  put(input) {
    const place = JSON.parse(input.dataset.key);
    const isText = input.dataset.text === "1";
    const value = isText ? input.value : this.meant(place.at(-1), input.value, Number(input.dataset.digits));
    if (this.isDrawing) return undefined;
    input.removeAttribute("aria-invalid");  // 改回来了；离开的时候不再写第二次
    if (value === input.dataset.was) return undefined;
    if (input.dataset.isRivalled) return void arriveLater(this.choose(input, input.value, RIVAL));
    if (isText) return this.write([{ op: "text", path: place.slice(0, -1), value }], input);
    return this.write([{ op: "put", path: place, value }], input);
  }

  // 一处写完才写下一处；换页面时浏览器替正在填的一格说“改过”：还没有填完，不写
  write(changes, input = null) {
    if (this.isDrawing || input?.isConnected === false) return this.busy;
    const asked = { changes, input, typed: input?.value, file: this.file, before: this.files };
    const done = this.busy.then(() => this.send(asked));
    this.waiting += 1;
    this.busy = done.catch(() => {}).then(() => { this.waiting -= 1; });
    return done;
  }

  // 离开这一页就丢的：还没有写进文件的字，正在写的
  get isUnwritten() {
    return this.waiting > 0 || [...this.host.querySelectorAll("[data-key]")].some((one) => one.value !== one.dataset.was || one.dataset.mine !== undefined);
  }

  // 要改的现在在哪里；空行已经成了一行的，写进那一行
  today(one, input, file, before) {
    const place = one.op === "add" && input ? this.relocated(JSON.parse(input.dataset.key), file, before) : null;
    if (Number.isInteger(place?.at(-2))) return { op: "put", path: place, value: Object.values(one.cells)[0] };
    const more = one.op === "text" ? { was: input.dataset.was } : {};
    return { ...one, ...more, path: this.relocated(one.path, file, before) };
  }

  // 空行里的一格写好以前页面不换，空行还是那一行
  async send(asked) {
    const isAdding = asked.input && asked.changes[0].op === "add" ? 1 : 0;
    this.adding += isAdding;
    const isWritten = await this.sent(asked);
    this.adding -= isAdding;
    if (this.isStale || this.isLate) await this.renew();
    return isWritten;
  }

  // 每次都说自己看到的是哪一版；等的时候行动过，写到那一行现在的位置
  async sent(asked, isAgain = false) {
    const { changes, input, typed, file, before } = asked;
    const here = changes.map((one) => this.today(one, input, file, before));
    if (here.some((one) => one.path === null)) {
      if (!input || input.dataset.sent !== typed) this.lose(input ? `${typedAt(input)}：${GONE}` : GONE);
      return false;
    }
    const now = this.files.find((one) => one.file === file);
    for (const one of this.both(input, before)) one.dataset.sent = typed;
    const { found: seen } = this;
    asked.digest = now.digest;
    const said = await send(path("edit", this.name), { file, digest: asked.digest, changes: here }).catch(() => null);
    if (!said) return this.unsent(asked);
    // 加一行不盖掉谁写的：照文件现在的样子再加一次
    if (said.isConflict && this.adding && !isAgain && (await this.catchUp())) return this.sent(asked, true);
    if (!said.isWritten) return this.refused(said, asked);
    this.written += 1;
    // 等的时候换成了写以前的：也是这一版；换成了别处后来写的，还是那一版
    for (const one of [now, this.files.find((one) => one.file === file)]) if (one?.digest === asked.digest) one.digest = said.digest;
    if (input) {
      this.settle(input, typed, before);
      this.remember(here[0], typed, file);
    }
    if (this.found === seen) this.tell(SAVED);  // 已经核对完的，说的是核对的结果
    const [first] = changes;
    this.isStale ||= changes.length > 1 || first.op !== "put" || first.value === "";
    if (input && here[0].op === "add") this.grow(JSON.parse(input.dataset.key), here[0].path, file, before);
    return true;
  }

  async catchUp() {
    const said = await this.current();
    if (said) this.redraw(said);
    return said;
  }

  // 写了没有也不知道：没有写的留在格子里，再离开时再写一次
  unsent({ input, typed }) {
    if (input?.value === typed) input?.setAttribute("aria-invalid", "true");
    const what = input ? typedAt(input, typed) : "刚才的修改";
    this.lose(`${what}：工作台没有回答，可能没有写进文件；再打开以后请看一看。`);
    return false;
  }

  async refused(said, { input, typed, before }) {
    if (said.isConflict && input) this.tell(said.message);  // 两边都列在那一格旁边
    else this.lose(input ? `${typedAt(input, typed)}：${said.message}` : said.message);
    if (input?.value === typed) input?.setAttribute("aria-invalid", "true");  // 等的时候没有改过
    if (said.isConflict) await this.conflict(input, said.message, before);
    for (const one of this.both(input, before)) delete one.dataset.sent;
    return false;
  }

  // 写进去了：写的时候页面可能换过，两处的格子都记下
  // 等的时候又接着打的，还没有写：离开时再写
  settle(input, typed, before) {
    input.removeAttribute("aria-invalid");
    input.dataset.was = typed;
    for (const one of this.both(input, before)) {
      if (one.value !== typed) continue;
      one.dataset.was = typed;
      one.closest(".field.open")?.classList.remove("open");
      one.closest(".field")?.querySelector("label em")?.remove();
    }
  }

  // 各项里也记下：换到别的文件再回来，画的是写过的
  remember({ op, path: place }, typed, name) {
    const now = this.files.find((one) => one.file === name);
    if (op === "text") now.texts[JSON.stringify(place)].text = typed;
    const key = JSON.stringify(place), [row, column] = place.slice(-2), table = JSON.stringify(place.slice(0, -2));
    for (const one of op === "put" ? every(now.fields) : []) {
      if (JSON.stringify(one.path) === key) Object.assign(one, { value: typed, open: false });
      if (one.kind === "table" && JSON.stringify(one.path) === table) one.rows[row].cells[column] = typed;
    }
  }

  // 文件已被别处改过：两边都留着，由人选
  async conflict(input, words, before) {
    const typed = input?.value;
    await this.catchUp();
    const same = input && this.now(input, before);
    if (same && same.dataset.was !== typed) this.choose(same, typed, words).focus();
    if (input && !same && input.dataset.sent === typed) this.lose(`${typedAt(input)}：${GONE}`);  // 换页面的时候还不知道没有写
  }

  chooseAgain(old, before) {
    const same = this.now(old, before), { mine } = old.dataset;
    if (!same) this.lose(`${typedAt(old, mine)}：${GONE}`);
    else if (same.dataset.was !== mine) this.choose(same, mine, RIVAL);
  }

  choose(input, typed, words) {
    delete input.dataset.isRivalled;
    input.dataset.mine = typed;
    input.value = input.dataset.was;
    const where = input.ariaLabel ? `${input.ariaLabel}：` : "";
    const box = make("p", { class: "conflict", role: "alert" }, `${words}${where}您填的是“${brief(typed)}”，文件里现在是“${brief(input.value)}”。`);
    const done = () => { delete input.dataset.mine; box.remove(); };
    const mine = make("button", { type: "button", onclick: () => { done(); input.focus(); input.value = typed; input.dispatchEvent(new Event("change")); } }, "写我填的");
    const theirs = make("button", { type: "button", onclick: () => { done(); input.focus(); } }, "留文件里的");
    box.append(" ", mine, " ", theirs);
    (input.closest(".field, .grid") ?? input).after(box);
    return mine;
  }

  // 撤销（undo）、重做（redo），排在正在写的后面：撤销以后马上填的，看到的是撤销以后的文件
  back(kind) {
    const done = this.busy.then(async () => {
      const file = this.file || "disclosure.yaml";
      const said = await send(path(kind, this.name), { file });
      this.isStale = true;
      await this.renew();
      return { ...said, file };
    });
    this.busy = done.catch(() => {});
    return done;
  }

  // 一行一条的表

  table(one) {
    const columns = one.columns.filter((column) => column.used);
    const others = one.columns.filter((column) => !column.used);
    const head = make("tr", {}, make("th", { scope: "col" }, "行"), ...columns.map((column) => make("th", { scope: "col", title: column.words }, column.title)), make("td"));
    const rows = one.rows.map((row, at) => this.row(one, columns, row, at));
    const blank = this.blank(one, columns);
    const grid = make("table", { class: "grid" }, make("thead", {}, head), make("tbody", {}, ...rows, blank));
    grid.addEventListener("keydown", (event) => move(event, grid));
    grid.addEventListener("paste", (event) => this.paste(event, one, columns));
    const add = others.length ? make("select", { "aria-label": `${one.title}：加一列`, onchange: (event) => { others.find((column) => column.key === event.target.value).used = true; this.show(); } }, make("option", {}, "加一列……"), ...added(others.filter((column) => !column.idle)), ...unprinted(others.filter((column) => column.idle))) : "";
    const named = (row) => row.cells[one.columns[0].key] ?? "";
    return [make("div", { class: "scroll" }, grid), make("p", {}, add, " 从 Excel 复制一块，点左上角那一格粘贴。"), ...this.rowTexts(one, named)];
  }

  row(one, columns, row, at) {
    const cells = columns.map((column) => {
      const value = row.cells[column.key] ?? "";
      const place = [...one.path, at, column.key];
      const name = column.key === SUBJECT ? make("span", { class: "name" }, this.subjects[value] ?? "") : "";
      return make("td", spotOf(row.spots[column.key]), this.input(column, place, value, { "data-row": at, "data-column": column.key, "aria-label": `第 ${at + 1} 行 ${column.title}` }), this.leftOut(row.spots[column.key], place, `第 ${at + 1} 行 ${column.title}：`), name);
    });
    const away = make("button", { type: "button", "aria-label": `删去第 ${at + 1} 行`, onclick: () => this.write([{ op: "take", path: [...one.path, at] }]) }, "删");
    return make("tr", spotOf(row), make("th", { scope: "row" }, String(at + 1)), ...cells, make("td", {}, away));
  }

  // 最后的空行：填上第一格就多一行
  blank(one, columns) {
    const cells = columns.map((column) => {
      const input = make("input", { "data-row": one.rows.length, "data-column": column.key, "data-key": JSON.stringify([...one.path, "+", column.key]), "data-was": "", class: column.number ? "number" : "", list: column.key === SUBJECT ? "subjects" : false, autocomplete: "off", "aria-label": `新的一行 ${column.title}` });
      input.addEventListener("change", () => {
        const value = this.meant(column.key, input.value.trim(), column.digits);
        if (value) this.write([{ op: "add", path: one.path, cells: { [column.key]: value } }], input);
      });
      return make("td", {}, input);
    });
    return make("tr", { class: "blank" }, make("th", { scope: "row" }, "+"), ...cells, make("td"));
  }

  paste(event, one, columns) {
    const start = event.target.closest("[data-row]");
    const { rows, text, told } = start ? clipped(event.clipboardData) : {};
    if (!rows && text === undefined) return;
    event.preventDefault();
    const left = columns.findIndex((column) => column.key === start.dataset.column);
    const top = Number(start.dataset.row), here = columns.slice(left);
    const fit = rows ? fitted(rows, { columns: here, every: one.columns, named: one.rows.map((row) => row.cells[one.columns[0].key]), isFirst: left === 0, subjects: this.subjects, unit: this.unit() }) : { rows: [[text]], told: [] };
    if (fit.why) return void this.lose(fit.why);
    const changes = [];
    let lost = 0;
    fit.rows.forEach((cells, down) => {
      lost += cells.slice(here.length).filter((value) => value).length;
      const known = cells.slice(0, here.length).map((value, right) => [here[right].key, this.meant(here[right].key, value, here[right].digits)]);
      if (top + down < one.rows.length) {
        for (const [key, value] of known) {
          if ((one.rows[top + down].cells[key] ?? "") !== value) changes.push({ op: "put", path: [...one.path, top + down, key], value });
        }
      } else if (known.some(([, value]) => value)) {
        changes.push({ op: "add", path: one.path, cells: Object.fromEntries(known.filter(([, value]) => value)) });
      }
    });
    if (lost) fit.told.push(`贴的一块比表宽，有 ${lost} 格超出了右边，没有写。`);
    this.pasted(changes, [...told ?? [], ...fit.told]);
  }

  // 写贴的一块；没有写的说明，写不了的也说
  async pasted(changes, told) {
    if (changes.length > MOST || JSON.stringify(changes).length > MOST_TEXT) return this.lose("贴的一块太大，一格也没有写：分成几块贴。");
    const isWritten = changes.length ? await this.write(changes) : this.lose("贴的没有要改的：与文件里的一样，或者是空的。");
    if (told.length && (isWritten || !changes.length)) this.lose(`${told.join("")}${isWritten ? "别的写进了文件。" : ""}`);
    return undefined;
  }

  // 表以外的一格：几格的写不进一格，浏览器会把它们连成一个；只有网页代码的，取里面的字
  pasteOne(event) {
    if (event.defaultPrevented || !event.target.matches("input, textarea")) return;
    const { rows, text, none } = clipped(event.clipboardData);
    const isCell = event.target.matches("input");
    if (none || (rows && isCell)) this.lose(none ?? `贴的是 ${rows.flat().filter((one) => one).length} 格，这里只有一格，没有写。`);
    else if (text) document.execCommand("insertText", false, text);
    else return;
    event.preventDefault();
  }

  unit() {
    const all = this.files.flatMap(({ fields }) => fields);
    return all.find((one) => one.path.join() === "金额单位")?.value ?? "";
  }

  list(one) {
    const rows = one.rows.map((row) => make("div", { class: "item" }, this.field(row), make("button", { type: "button", onclick: () => this.write([{ op: "take", path: row.path }]) }, "删")));
    const input = make("input", { "data-key": JSON.stringify([...one.path, "+"]), "data-was": "", "aria-label": `${one.title}：加一项`, placeholder: "加一项" });
    input.addEventListener("change", () => { if (input.value.trim()) this.write([{ op: "add", path: one.path, cells: input.value }], input); });
    return [...rows, input];
  }

  // 各行的数和字排成一张表，可以贴；下面还分项、分表的，一行一组
  groups(one) {
    const rows = one.rows.map((fields) => {
      const values = fields.filter((f) => f.kind === "value" && f.there);
      return { line: values[0]?.line, spots: Object.fromEntries(values.map((f) => [f.path.at(-1), f])), cells: Object.fromEntries(values.map((f) => [f.path.at(-1), f.value])) };
    });
    const below = one.rows.flatMap((fields, at) => {
      const inner = fields.filter((f) => f.kind !== "value");
      const said = fields.filter((f) => f.kind === "value" && f.value);
      const name = (said.find((f) => f.path.at(-1) === NAME) ?? said[0])?.value || `第 ${at + 1} 项`;
      return inner.length ? [make("details", { "data-path": JSON.stringify([...one.path, at]) }, make("summary", {}, name), ...this.fields(inner))] : [];
    });
    return [...this.table({ ...one, rows }), ...below];
  }

  // 待填的表一行也没有：写明没有，不是漏填
  none(one) {
    return make("p", {}, make("button", { type: "button", onclick: () => this.write([{ op: "none", path: one.path }]) }, "没有，一行也不写"));
  }

  // 写了名、后面什么也没有的：格子本来就空，没有可以清空的
  leftOut(one, place, where = "") {
    return one?.hollow ? make("button", { type: "button", "aria-label": `${where}没有这一项，不写`, onclick: () => this.write([{ op: "put", path: place, value: "" }]) }, "没有这一项，不写") : "";
  }

  // 一条提示说在哪里：正是那一处的；没有就是写在它前面、离它最近的那一格，再没有是那一行、那一组
  spot({ file, line, column }) {
    const name = called(file, this.name);
    const here = [...this.host.querySelectorAll("[data-line]")].filter((one) => isAt(one.dataset, line, name, this.file));
    const before = here.filter((one) => one.dataset.column <= column).sort((one, other) => other.dataset.column - one.dataset.column);
    return here.find((one) => one.dataset.at === `${line}:${column}`) ?? before[0] ?? here.find((one) => !one.matches("details")) ?? here[0];
  }

  // 光标到一条提示说的那一格，收着的打开；没有的是 false
  go(one) {
    const file = called(one.file, this.name);
    if (file !== this.file && this.files.some((one) => one.file === file)) this.turnTo(file);
    return enter(this.asked(one));
  }

  // 要填的那一格：改法说了是哪一格的（这一行还没有填的用途、原因），光标直接到那里
  asked(one) {
    const spot = this.spot(one), { cell } = one;
    if (!cell.length || called(one.file, this.name) !== this.file) return firstCell(spot);
    return this.at(JSON.stringify(cell)) ?? spot?.closest("tr")?.querySelector(`[data-column="${CSS.escape(cell.at(-1))}"]`) ?? firstCell(spot);
  }

  // 下一处（step 是 1）、上一处（-1）有提示的：从光标起照页面的次序，这个文件没有了到下一个文件
  step(step) {
    const at = document.activeElement, side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const isBeyond = (one) => !this.host.contains(at) || at.compareDocumentPosition(one) & side;
    if (this.host.contains(at)) at.blur();  // 正在打的先写：换了文件，那一格就不在了
    if (at.dataset?.mine !== undefined) return true;  // 要人先选写哪个
    if (this.arrive(step, isBeyond)) return true;
    const names = this.files.map((one) => one.file), here = names.indexOf(this.file);
    for (let n = 1; n <= names.length; n += 1) {
      const file = names.at((here + step * n) % names.length);
      if (file !== this.file) this.turnTo(file);
      if (this.arrive(step, () => true)) return true;
    }
    return false;
  }

  arrive(step, isGood) {
    const asked = new Set(this.told().map((one) => this.asked(one)));
    const cells = [...this.host.querySelectorAll("input, select, textarea, summary")].filter((one) => asked.has(one) && isGood(one));
    return enter(cells.at(step > 0 ? 0 : -1));
  }

  told() {
    return (this.found ?? []).filter((f) => f.file && f.level !== "note");
  }

  // 一组里缺的（原因、公布日期），说在标题下面，打开来看得到
  say(group, words) {
    group.querySelector("summary").after(words);
    for (let one = group; one; one = one.parentElement.closest("details")) one.open ||= words.className === "found";
  }

  // 有提示的行和项标出来，把提示放在旁边

  mark(found) {
    this.found = found;
    for (const old of this.host.querySelectorAll(".found")) old.remove();
    const told = this.told().map((f) => [this.spot(f), f]);
    for (const one of this.host.querySelectorAll("[data-line]")) {
      const here = told.filter(([spot]) => spot === one).map(([, f]) => f), isGroup = one.matches("details"), row = one.closest("tr");
      one.classList.toggle("wrong", here.some((f) => f.level === "error"));
      if (!here.length) continue;
      const words = here.map((f) => `${f.code} ${f.line && called(f.file, this.name) === one.dataset.file ? `第 ${f.line} 行 ` : ""}${f.message}`).join("\n");
      const named = here.some((f) => f.level === "error") ? "found" : "found mild";
      if (row) row.after(make("tr", { class: named }, make("td", { colspan: row.cells.length }, make("div", {}, words))));
      else if (isGroup) this.say(one, make("p", { class: named }, words));
      else one.append(make("p", { class: named }, words));
    }
  }
}

// 按 Tab 离开的，浏览器随后还要把光标放到下一格：放好以后再去
const arriveLater = (one) => setTimeout(() => { one.focus(); one.scrollIntoView({ block: "center" }); });

const firstCell = (spot) => spot?.querySelector("input, select, textarea, summary") ?? null;

// 光标到那一格，收着的打开；没有的是 false
function enter(cell) {
  for (let one = cell?.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  cell?.focus();
  if (cell?.value === OPEN) cell.select?.();
  cell?.scrollIntoView({ block: "center" });
  return Boolean(cell);
}

// 换上的格子，浏览器没有它的撤销记录：像人一样打进去，Ctrl+Z 才退得回文件里的
function retype(input) {
  if (!input.select) return;
  const { value } = input;
  input.value = input.dataset.was;
  input.select();
  if (!document.execCommand(value ? "insertText" : "delete", false, value)) input.value = value;
}

const spotOf = (one) => (one ? { "data-line": one.line, "data-column": one.column, "data-at": one.at } : {});
const isAt = (spot, line, file, now) => file === spot.file || (line && line === Number(spot.line) && file === now);
// 别处存成了读不出来的：留着刚才各项，正在打的字不丢，改好以后接着写
const kept = (now, old) => (now.message && old?.fields.length ? { ...now, fields: old.fields, texts: old.texts } : now);
const state = (one) => JSON.stringify([one.digest, one.texts]);
const keep = (all, one) => all.get(one) ?? all.set(one, new Map()).get(one);
// 没有写、也不在写的路上的字：写的路上的，写不进去时由回答来说
const isUnsent = (one) => ![one.dataset.was, one.dataset.sent].includes(one.value);
// 填的是什么，哪一张表哪一行哪一栏
const typedAt = (input, typed = input.value) => `您填的“${brief(typed)}”（${[input.closest("details")?.querySelector("summary").firstChild.data, input.ariaLabel ?? input.closest(".field")?.querySelector("label").firstChild.data].filter(Boolean).join("，")}）`;
const brief = (words) => (words.length > LONG ? `${words.slice(0, LONG)}……（共 ${words.length} 字）` : words);

// 里面还有没填的：一打开就看得到
const inside = (one) => [...(one.fields ?? []), ...(one.kind === "groups" ? one.rows.flat() : [])];
const hasOpen = (one) => one.open || (one.there && inside(one).some(hasOpen));

function wrap(event, input, grid) {
  const [last, next] = [input.dataset.row, Number(input.dataset.row) + 1];
  const isLast = [...grid.querySelectorAll(`[data-row="${last}"]`)].at(-1) === input;
  const first = grid.querySelector(`[data-row="${next}"]`);
  if (!isLast || !first) return;
  event.preventDefault();
  first.focus();
  first.select?.();
}

// 人加的列，还没有填的也留着
function keepColumns(before, now) {
  const added = new Set(before.flatMap(({ file, fields }) => tables(fields).flatMap((one) => one.columns.filter((column) => column.used).map((column) => nameOf(file, one, column)))));
  for (const { file, fields } of now) for (const one of tables(fields)) for (const column of one.columns) column.used ||= added.has(nameOf(file, one, column));
}

const added = (columns) => columns.map((column) => make("option", { value: column.key }, column.title.includes(column.key) ? column.title : `${column.title}（${column.key}）`));
const unprinted = (columns) => (columns.length ? [make("optgroup", { label: IDLE }, ...added(columns))] : []);
const nameOf = (file, one, column) => JSON.stringify([file, one.path, column.key]);
const every = (fields) => fields.flatMap((one) => [one, ...every(one.kind === "list" ? one.rows : inside(one))]);
const tables = (fields) => fields.flatMap((one) => [...(one.columns ? [one] : []), ...tables(inside(one))]);

// 上下键、回车在一列里走；一行填完，Tab 到下一行，不停在“删”上（按 Shift+Tab 回到“删”）
function move(event, grid) {
  const input = event.target.closest("[data-row]");
  if (!input || event.isComposing || event.altKey) return;
  if (event.key === "Tab") return void (event.shiftKey || wrap(event, input, grid));
  if (input.matches("select, textarea")) return;
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  const isOffered = input.getAttribute("list") && event.key !== "Enter";
  if (!step || isOffered) return;
  const row = Number(input.dataset.row) + step;
  const next = [...grid.querySelectorAll(`[data-column="${CSS.escape(input.dataset.column)}"]`)].find((one) => Number(one.dataset.row) === row);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select?.();
}
