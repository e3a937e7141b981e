// A person: going through names and articles, merging, splitting, renaming.

import { ask } from "./ask.js";
import { offer } from "./keys.js";
import { regroup } from "./regroup.js";
import { choose, chosen, move, step } from "./rows.js";
import { say } from "./send.js";

const { person = "", name = "" } = /** @type {HTMLElement} */ (document.querySelector("[data-person]")).dataset;
const base = `/people/${person}`;

async function merge() {
  const given = await ask(`Who is ${name}, too?`, [{ name: "with", label: "Person", kind: "people", except: Number(person) }],
    [["ok", "See what comes of it"]]);
  if (!given) return;
  if (!given["with-number"]) { say("Nobody was chosen from the list."); return; }
  regroup(`${base}/merge`, { with: [Number(given["with-number"])] }, "Merge these into one?", "Merge");
}

function split() {
  const names = chosen("name"), articles = chosen("article").map(Number);
  if (!names.length && !articles.length) { say("Choose names or articles first: j, k and x."); return; }
  regroup(`${base}/split`, { names, articles }, "Split off the chosen ones?", "Split");
}

async function rename() {
  const given = await ask(`What is ${name} called?`, [{ name: "name", label: "Name", value: name }], [["ok", "See what comes of it"]]);
  if (given && given.name.trim()) regroup(`${base}/rename`, { name: given.name.trim() }, "Give this name?", "Rename");
}

offer([
  { key: "j", name: "next", label: "next row", group: "Go", do: () => move(1) },
  { key: "k", name: "previous", label: "previous row", group: "Go", do: () => move(-1) },
  { key: "x", name: "choose", label: "choose row", group: "Change", do: choose },
  { key: "m", name: "merge", label: "merge with", group: "Change", do: merge },
  { key: "s", name: "split", label: "split off the chosen", group: "Change", do: split },
  { key: "r", name: "rename", label: "rename", group: "Change", do: rename },
  { key: "z", name: "undo", label: "undo", group: "Undo", do: () => step("undo") },
  { key: "y", name: "redo", label: "redo", group: "Undo", do: () => step("redo") },
], /** @type {HTMLElement} */ (document.getElementById("actions")), [{ key: "Enter", label: "open the article at hand" }]);
document.body.dataset.ready = "yes";
