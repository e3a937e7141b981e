// The list of people: going through it, choosing some, merging them.

import { offer } from "./keys.js";
import { regroup } from "./regroup.js";
import { choose, chosen, move, step } from "./rows.js";
import { say } from "./send.js";

function merge() {
  const [first, ...others] = chosen().map(Number);
  if (!others.length) { say("Choose two people or more first: j, k and x."); return; }
  regroup(`/people/${first}/merge`, { with: others }, `Merge ${others.length + 1} into one?`, "Merge");
}

const search = () => { const words = /** @type {HTMLInputElement} */ (document.getElementById("words")); words.focus(); words.select(); };

offer([
  { key: "j", name: "next", label: "next", group: "Go", do: () => move(1) },
  { key: "k", name: "previous", label: "previous", group: "Go", do: () => move(-1) },
  { key: "/", name: "search", label: "search", group: "Go", do: search },
  { key: "x", name: "choose", label: "choose", group: "Change", do: choose },
  { key: "m", name: "merge", label: "merge the chosen", group: "Change", do: merge },
  { key: "z", name: "undo", label: "undo", group: "Undo", do: () => step("undo") },
  { key: "y", name: "redo", label: "redo", group: "Undo", do: () => step("redo") },
], /** @type {HTMLElement} */ (document.getElementById("actions")), [{ key: "Enter", label: "open the person at hand" }]);
document.body.dataset.ready = "yes";
