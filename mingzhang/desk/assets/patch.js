// 网页的上一版、新的一版 → 框里的网页只换不同的地方：其余的不重新排版，展开的、滚到的都留着。
// 框里的网页与上一版同样地分枝，多出来的只有这里加的标记。

export function patch(live, before, next) {
  if (before.isEqualNode(next)) return;
  if (!isAlike(before, next)) {
    live.replaceWith(adopted(live, next));
  } else if (before.nodeType === Node.ELEMENT_NODE) {
    patchAttributes(live, before, next);
    patchChildren(live, before, next);
  } else {
    live.nodeValue = next.nodeValue;
  }
}

const isAlike = (before, next) => before.nodeName === next.nodeName && before.id === next.id;
const adopted = (live, node) => live.ownerDocument.importNode(node, true);

function patchAttributes(live, before, next) {
  for (const { name } of [...before.attributes]) if (!next.hasAttribute(name)) live.removeAttribute(name);
  for (const { name, value } of next.attributes) if (before.getAttribute(name) !== value) live.setAttribute(name, value);
}

// 前后一样的各留着；中间的一个对一个，多的加上，少的删去
function patchChildren(live, before, next) {
  const held = [...live.childNodes], old = [...before.childNodes], come = [...next.childNodes];
  let first = 0, end = old.length, last = come.length;
  while (first < end && first < last && old[first].isEqualNode(come[first])) first++;
  while (first < end && first < last && old[end - 1].isEqualNode(come[last - 1])) { end--; last--; }
  const both = Math.min(end, last);
  for (let at = first; at < both; at++) patch(held[at], old[at], come[at]);
  for (let at = both; at < end; at++) held[at].remove();
  const behind = held[end] ?? null;  // 多出来的加在后面一样的前面
  for (let at = both; at < last; at++) live.insertBefore(adopted(live, come[at]), behind);
}
