// Merging, splitting and renaming people: what would come of it is shown before it is done.

import { ask } from "./ask.js";
import { go, save, say } from "./send.js";

/**
 * @param {string} path @param {object} body @param {string} title @param {string} verb
 */
export function regroup(path, body, title, verb) {
  say("Looking what would come of it …");
  save(path, body, (answer) => { setTimeout(async () => {
    const given = await ask(title, [{ name: "", label: "", kind: "html", value: answer.shown },
      { name: "note", label: "Why (may stay empty)" }], [["ok", verb]]);
    if (!given) return;
    save(path, { ...body, note: given.note, seen: answer.seen }, (done) => { setTimeout(() => go(done.go, done.said)); });
  }); });
}
