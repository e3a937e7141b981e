// Where characters stand: from the page to code points of the article's text, and back.

/** @typedef {[number, number]} Span */

const text = () => /** @type {HTMLElement} */ (document.getElementById("text"));
const blocks = () => /** @type {HTMLElement[]} */ ([...text().querySelectorAll("[data-end]")]);

/** How many code points a string has. @param {string} string */
export const points = (string) => {
  let count = 0;
  for (const _ of string) count += 1;
  return count;
};

/** The code point of the text at a place in the page. @param {Node} node @param {number} at @returns {number | null} */
function offsetOf(node, at) {
  const element = node instanceof Element ? node : node.parentElement;
  const block = /** @type {HTMLElement | null} */ (element && element.closest("[data-end]"));
  if (!block || !text().contains(block)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, at);
  return Number(block.dataset.o) + points(before.toString());
}

/** The span that is selected in the text, without white space at its ends. @returns {Span | null} */
export function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null) return null;
  if (end === null) end = points(selection.toString()) + start;
  return trimmed([start, end]);
}

/** @param {Span} span @returns {Span | null} */
function trimmed([start, end]) {
  const inside = words().filter(([from, to]) => to > start && from < end);
  if (!inside.length) return null;
  return [Math.max(start, inside[0][0]), Math.min(end, inside[inside.length - 1][1])];
}

/** @type {Span[] | null} */
let cached = null;

/** The text was drawn anew. */
export const forget = () => { cached = null; };

/** Every word and every mark between words, as spans in order. @returns {Span[]} */
export function words() {
  if (cached) return cached;
  cached = [];
  for (const block of blocks()) {
    const string = block.textContent || "";
    let at = Number(block.dataset.o), done = 0;
    for (const found of string.matchAll(/[\p{L}\p{N}_]+(?:['’-][\p{L}\p{N}_]+)*|[^\s\p{L}\p{N}_]/gu)) {
      at += points(string.slice(done, found.index));
      const end = at + points(found[0]);
      cached.push([at, end]);
      at = end;
      done = found.index + found[0].length;
    }
  }
  return cached;
}

/** The edge of a word next to an edge. @param {"start" | "end"} side @param {number} edge @param {1 | -1} way */
export function step(side, edge, way) {
  const edges = words().map((word) => word[side === "start" ? 0 : 1]);
  const found = way > 0 ? edges.find((one) => one > edge) : edges.filter((one) => one < edge).pop();
  return found === undefined ? edge : found;
}

/** The place in the page of a code point. @param {number} offset @param {boolean} ending @returns {[Node, number] | null} */
function placeOf(offset, ending) {
  const fits = (/** @type {HTMLElement} */ one) =>
    Number(one.dataset.o) <= offset - (ending ? 1 : 0) && offset - (ending ? 1 : 0) < Number(one.dataset.end);
  const block = blocks().find(fits);
  if (!block) return null;
  let left = offset - Number(block.dataset.o);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const string = node.nodeValue || "", count = points(string);
    if (left < count || (ending && left === count)) return [node, [...string].slice(0, left).join("").length];
    left -= count;
  }
  return null;
}

/** The characters of a span as a range of the page. @param {Span} span @returns {Range | null} */
export function rangeOf([start, end]) {
  const from = placeOf(start, false), to = placeOf(end, true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/** Light up spans while they are being fixed. @param {Span[]} spans */
export function light(spans) {
  const ranges = /** @type {Range[]} */ (spans.map(rangeOf).filter(Boolean));
  if ("highlights" in CSS) {
    CSS.highlights.set("fixing", new Highlight(...ranges));
  } else if (ranges.length) {
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(ranges[0]);
  }
  ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}

/** Mark a span that a link leads to. @param {Span} span */
export function mark(span) {
  const range = rangeOf(span);
  if (!range) return;
  if ("highlights" in CSS) CSS.highlights.set("marked", new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "center" });
}

/** The words of a span, on one line. @param {Span} span */
export const wordsOf = (span) => (rangeOf(span)?.toString() || "").replace(/\s+/g, " ");
