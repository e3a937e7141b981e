// Going through the rows of a page and choosing some.

import { go, save, say } from "./send.js";

const rows = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-row]")]);
const here = () => rows().find((row) => row.contains(document.activeElement));
const box = (/** @type {HTMLElement} */ row) => /** @type {HTMLInputElement} */ (row.querySelector("input[type=checkbox]"));

/** @param {1 | -1} way */
export function move(way) {
  const every = rows(), row = here();
  const next = row ? every[every.indexOf(row) + way] : every[way > 0 ? 0 : every.length - 1];
  if (!next) { say(way > 0 ? "This is the last row." : "This is the first row."); return; }
  /** @type {HTMLElement} */ (next.querySelector("[data-at]")).focus();
  next.scrollIntoView({ block: "nearest" });
}

/** Choose the row at hand, or leave it out again. */
export function choose() {
  const row = here();
  if (!row) { say("Go to a row first: j."); return; }
  box(row).checked = !box(row).checked;
  say(`${chosen().length} chosen`);
}

/** What is chosen. @param {string} [name] @returns {string[]} */
export const chosen = (name) => rows().map(box).filter((one) => one.checked && (!name || one.name === name)).map((one) => one.value);

/** Undo or redo this person's last decision, and go to where it is. @param {"undo" | "redo"} way */
export const step = (way) => { save(`/${way}`, { article: 0 }, (answer) => { setTimeout(() => go(answer.go || location.href, answer.said)); }); };
