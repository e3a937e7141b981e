// Fixing a span: by selecting text, or a word at a time at either end.

import { make } from "./ask.js";
import { light, selected, step, wordsOf } from "./text.js";

/** @typedef {import("./text.js").Span} Span */
/** @typedef {Record<string, Span[]>} Parts */

const bar = () => /** @type {HTMLElement} */ (document.getElementById("fixing"));
/** @type {(() => void) | null} */
let leave = null;

/** Whether a span is being fixed now. */
export const busy = () => leave !== null;

/**
 * Let the person fix the spans of parts; resolve to all parts, null if they leave it.
 * @param {string} title @param {Parts} parts @param {string} part the one to begin with @returns {Promise<Parts | null>}
 */
export function fix(title, parts, part) {
  leave?.();
  const names = Object.keys(parts);
  /** @type {Parts} */
  const now = Object.fromEntries(names.map((name) => [name, parts[name].map((span) => /** @type {Span} */ ([...span]))]));
  let piece = 0;
  return new Promise((resolve) => {
    const shown = make("p", { className: "words", dir: "auto" });
    shown.setAttribute("role", "status");
    const end = (/** @type {Parts | null} */ value) => {
      removeEventListener("keydown", onKey, true);
      bar().hidden = true;
      bar().replaceChildren();
      light([]);
      leave = null;
      resolve(value);
    };
    const draw = () => {
      const span = now[part][piece];
      light(now[part]);
      shown.textContent = span ? wordsOf(span) : `no ${part}: select some words`;
      bar().querySelectorAll("[data-part]").forEach((one) =>
        one.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (one).dataset.part === part)));
    };
    const move = (/** @type {"start" | "end"} */ side, /** @type {1 | -1} */ way) => {
      const span = now[part][piece];
      if (!span) return;
      const place = side === "start" ? 0 : 1, edge = step(side, span[place], way);
      const before = now[part][piece - 1], after = now[part][piece + 1];
      if (side === "start" ? edge < span[1] && (!before || edge >= before[1]) : edge > span[0] && (!after || edge <= after[0])) {
        span[place] = edge;
      }
      draw();
    };
    const take = () => {
      const span = selected();
      if (span) { now[part] = [span]; piece = 0; getSelection()?.removeAllRanges(); }
      draw();
    };
    const choose = (/** @type {string} */ name) => { part = name; piece = 0; if (selected()) take(); draw(); };
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowRight: () => move("end", 1), ArrowLeft: () => move("end", -1),
      "Shift ArrowRight": () => move("start", 1), "Shift ArrowLeft": () => move("start", -1),
      p: () => { piece = (piece + 1) % Math.max(1, now[part].length); draw(); },
      Backspace: () => { now[part].splice(piece, 1); piece = 0; draw(); },
      Enter: () => end(now), Escape: () => end(null),
    };
    names.forEach((name, i) => { keys[String(i + 1)] = () => choose(name); });
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = /** @type {Element} */ (event.target);
      if (target.closest("dialog") || (event.key === "Enter" && target.closest("#fixing"))) return;
      const found = keys[(event.shiftKey ? "Shift " : "") + event.key];
      event.stopPropagation();
      if (found) { event.preventDefault(); found(); }
    };
    const button = (/** @type {string} */ key, /** @type {string} */ label, /** @type {() => void} */ todo) => {
      const one = make("button", { type: "button" });
      if (key) one.append(make("kbd", { textContent: key }), " ");
      one.append(label);
      one.addEventListener("click", todo);
      return one;
    };
    const tabs = names.map((name, i) => {
      const one = button(String(i + 1), name, () => choose(name));
      one.dataset.part = name;
      return one;
    });
    bar().replaceChildren(make("strong", { textContent: title }), ...(names.length > 1 ? tabs : []), shown,
      button("⇧ ←", "begin earlier", () => move("start", -1)), button("⇧ →", "begin later", () => move("start", 1)),
      button("←", "end earlier", () => move("end", -1)), button("→", "end later", () => move("end", 1)),
      button("", "take the selected words", take), button("p", "next piece", keys.p),
      button("⌫", "drop the piece", keys.Backspace),
      button("Enter", "Save", keys.Enter), button("Esc", "Leave", keys.Escape));
    bar().hidden = false;
    leave = () => end(null);
    addEventListener("keydown", onKey, true);
    draw();
  });
}

/** The keys while a span is being fixed, for the help. */
export const KEYS = [
  { key: "← →", label: "while fixing: move the end of the span by a word" },
  { key: "Shift ← →", label: "while fixing: move its beginning" },
  { key: "1 2 3", label: "while fixing: source, cue, content" },
  { key: "Enter", label: "while fixing: save" },
  { key: "Esc", label: "leave without saving" },
];
