// A queue: deciding on all that is shown at once, and the names of speakers to choose from.

import { make } from "./ask.js";
import { go, read, save } from "./send.js";

const seen = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-seen][data-state="proposed"]'))]
  .map((one) => one.dataset.seen);

/** @param {string} verdict */
function together(verdict) {
  const every = seen();
  const box = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
  const form = make("form", { method: "dialog" }), word = verdict === "accepted" ? "Accept" : "Reject";
  form.append(make("h2", { id: "ask-title", textContent: `${word} the ${every.length} statements shown?` }),
    make("p", { textContent: "Undo takes all of them back at once." }), make("button", { value: "ok", textContent: word }),
    " ", make("button", { value: "", textContent: "Cancel" }));
  box.replaceChildren(form);
  box.returnValue = "";
  box.showModal();
  box.addEventListener("close", () => {
    if (box.returnValue) save("/queue/decide", { verdict, seen: every }, (answer) => { setTimeout(() => go(location.href, answer.said)); });
  }, { once: true });
}

/** @param {string} way */
const step = (way) => save(`/${way}`, { article: 0 }, (answer) => { setTimeout(() => go(location.href, answer.said)); });

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-all], [data-step]"));
  if (button?.dataset.all) together(button.dataset.all);
  if (button?.dataset.step) step(button.dataset.step);
});
document.addEventListener("keydown", (event) => {
  const inside = /** @type {Element} */ (event.target).closest("input, dialog");
  if (inside || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("keys") === "off") return;
  if (event.key === "z") step("undo");
  if (event.key === "y") step("redo");
});

const names = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-names]"));
names?.addEventListener("input", async () => {
  const found = await read(`/speakers?begun=${encodeURIComponent(names.value)}`).catch(() => []);
  document.getElementById("names")?.replaceChildren(...found.map((/** @type {{ name: string }} */ { name }) => make("option", { value: name })));
});
document.body.dataset.ready = "yes";
