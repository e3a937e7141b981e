// The keys: one list that the buttons, the help and the keyboard share.

import { make } from "./ask.js";

/** @typedef {{ key: string, name: string, label: string, group: string, do: () => void }} Action */

/** @type {Action[]} */
let actions = [];
const help = () => /** @type {HTMLDialogElement} */ (document.getElementById("help"));
const off = () => localStorage.getItem("keys") === "off";

/** @typedef {{ key: string, label: string }} Told */
/** Keys that the help tells of besides. @type {Told[]} */
let besides = [];

/** Take the actions; draw a button for each. @param {Action[]} list @param {HTMLElement} bar @param {Told[]} more */
export function offer(list, bar, more) {
  actions = list;
  besides = more;
  for (const group of new Set(list.map((one) => one.group))) {
    const set = make("div", { className: "group" });
    set.setAttribute("role", "group");
    set.setAttribute("aria-label", group);
    for (const one of list.filter((action) => action.group === group)) {
      const button = make("button", { type: "button" });
      button.dataset.do = one.name;
      button.setAttribute("aria-keyshortcuts", one.key);
      button.append(make("kbd", { textContent: one.key }), ` ${one.label}`);
      set.append(button);
    }
    bar.append(set);
  }
  document.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-do]");
    const name = button && /** @type {HTMLElement} */ (button).dataset.do;
    if (name === "help") showHelp();
    actions.find((one) => one.name === name)?.do();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest("input:not([type='checkbox']), textarea, select, dialog, [contenteditable]")) return;
    if (event.key === "?") { event.preventDefault(); showHelp(); return; }
    const found = off() ? undefined : actions.find((one) => one.key === event.key);
    if (found) { event.preventDefault(); found.do(); }
  });
}

function showHelp() {
  const box = help();
  const list = make("dl", { className: "keys" });
  for (const { key, label } of [...actions, ...besides, { key: "?", label: "these keys" }]) {
    const row = make("div", {}), term = make("dt", {});
    term.append(make("kbd", { textContent: key }));
    row.append(term, make("dd", { textContent: label }));
    list.append(row);
  }
  const toggle = make("input", { type: "checkbox", checked: !off() });
  toggle.addEventListener("change", () => localStorage.setItem("keys", toggle.checked ? "on" : "off"));
  const label = make("label", {});
  label.append(toggle, " Single letters are keys (switch this off if you speak to your computer)");
  const close = make("button", { type: "button", textContent: "Close" });
  close.addEventListener("click", () => box.close());
  box.replaceChildren(make("h2", { id: "help-title", textContent: "Keys" }), list, label, close);
  box.showModal();
  close.focus();
}
