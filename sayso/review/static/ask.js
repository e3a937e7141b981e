// A small dialog that asks for a few things, with type-ahead over the names of the project.

import { read } from "./send.js";

/**
 * @typedef {{ name: string, label: string, kind?: "text" | "names" | "people" | "note" | "html", value?: string,
 *   options?: [string, string][], suggest?: string[], except?: number }} Field
 */
/**
 * What is offered while a name is typed: the name, what is said beside it, the number of the person whose name it is.
 * @typedef {{ name: string, more: string, person: number | null }} Offer
 */

const dialog = () => /** @type {HTMLDialogElement} */ (document.getElementById("ask"));

/**
 * Ask; resolve to what was answered, null if nothing was.
 * @param {string} title @param {Field[]} fields @param {[string, string][]} [buttons] value and label of each
 * @returns {Promise<Record<string, string> | null>}
 */
export function ask(title, fields, buttons = [["ok", "Save"]]) {
  const form = make("form", { method: "dialog" });
  form.append(make("h2", { id: "ask-title", textContent: title }));
  for (const field of fields) form.append(row(field));
  const answers = make("p", { className: "buttons" });
  buttons.forEach(([value, label]) => answers.append(make("button", { value, textContent: label, name: "button" })));
  answers.append(make("button", { value: "", textContent: "Cancel", formNoValidate: true }));
  form.append(answers);
  const box = dialog();
  box.replaceChildren(form);
  box.returnValue = "";
  box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => {
    const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    resolve(box.returnValue ? { ...given, button: box.returnValue } : null);
  }, { once: true }));
}

/** @param {Field} field */
function row(field) {
  if (field.options) return choice(field);
  if (field.kind === "html") return make("div", { innerHTML: field.value || "" });
  const label = make("label", { textContent: field.label });
  if (field.kind === "note") {
    label.append(make("textarea", { name: field.name, value: field.value || "", rows: 3 }));
    return label;
  }
  const input = make("input", { name: field.name, value: field.value || "", autocomplete: "off" });
  label.append(input);
  input.addEventListener("focus", () => input.select());
  if (field.kind !== "names" && field.kind !== "people") return label;
  const box = make("div", { className: "names" }), person = make("input", { type: "hidden", name: `${field.name}-number` });
  box.append(label, person, suggestions(input, person, field));
  return box;
}

/** @param {Field} field */
function choice(field) {
  const set = make("fieldset", {});
  set.append(make("legend", { textContent: field.label }));
  for (const [value, text] of field.options || []) {
    const label = make("label", {});
    label.append(make("input", { type: "radio", name: field.name, value, checked: value === field.value }), ` ${text}`);
    set.append(label);
  }
  // The first letter of a choice takes it.
  set.addEventListener("keydown", (event) => {
    const found = (field.options || []).findIndex(([, text]) => text.toLowerCase().startsWith(event.key.toLowerCase()));
    if (event.key.length === 1 && found >= 0) set.querySelectorAll("input")[found].checked = true;
  });
  return set;
}

/**
 * A list of names under an input, gone through with the arrows: those at hand first, then people, then other speakers.
 * @param {HTMLInputElement} input @param {HTMLInputElement} person takes the number of the person chosen @param {Field} field
 */
function suggestions(input, person, field) {
  const near = field.suggest || [], onlyPeople = field.kind === "people";
  const list = make("ul", { id: `names-${input.name}` });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", onlyPeople ? "People of the project" : "Names in the project");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list",
    "aria-expanded": "false" })) input.setAttribute(name, value);
  let at = -1, asked = 0, /** @type {Offer[]} */ offers = [];
  const options = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const mark = (/** @type {number} */ place) => {
    at = place;
    options().forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", options()[at].id); options()[at].scrollIntoView({ block: "nearest" }); }
  };
  const take = (/** @type {Offer} */ one) => { asked += 1; input.value = one.name; person.value = String(one.person ?? ""); draw([]); };
  const draw = (/** @type {Offer[]} */ found) => {
    const marked = offers[at]?.name;
    offers = found;
    list.replaceChildren(...found.map((each, i) => {
      const one = make("li", { id: `${list.id}-${i}`, textContent: each.name, dir: "auto" });
      one.setAttribute("role", "option");
      one.append(make("span", { className: "faint", textContent: ` ${each.more}` }));
      one.addEventListener("mousedown", (event) => { event.preventDefault(); take(each); });
      return one;
    }));
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(marked === undefined ? -1 : found.findIndex((each) => each.name === marked));
  };
  const here = (/** @type {string} */ name) => ({ name, more: "here", person: null });
  const look = async () => {
    const number = asked += 1, begun = input.value.trim().toLowerCase();
    const beside = near.filter((name) => ` ${name.toLowerCase()}`.includes(` ${begun}`));
    person.value = "";
    draw(beside.map(here));
    if (!begun) return;
    const found = await read(`/speakers?begun=${encodeURIComponent(begun)}`).catch(() => []);
    if (number !== asked) return;
    const known = /** @type {Offer[]} */ (found.map(told)).filter((one) => !onlyPeople || (one.person !== null && one.person !== field.except));
    const shown = beside.map((name) => ({ ...here(name), ...known.find((one) => one.name === name) }))
      .map((one) => (one.more === "here" ? one : { ...one, more: `here · ${one.more}` }));
    draw([...shown, ...known.filter((one) => !beside.includes(one.name))]);
  };
  input.addEventListener("input", look);
  input.addEventListener("focus", () => { if (near.length) draw(near.map(here)); });
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "ArrowDown" && count) { event.preventDefault(); mark((at + 1) % count); }
    if (event.key === "ArrowUp" && count) { event.preventDefault(); mark((at + count - 1) % count); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(offers[at]); }
  });
  return list;
}

/** @param {{ name: string, statements: number, person: number | null, role: string | null }} one @returns {Offer} */
function told({ name, statements, person, role }) {
  const count = `${statements.toLocaleString("en")} ${statements === 1 ? "statement" : "statements"}`;
  return { name, person, more: person === null ? `${count}, as written` : [count, role].filter(Boolean).join(" · ") };
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {object} properties @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
