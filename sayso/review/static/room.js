// The reading room: going through the statements of an article and deciding on them.

import { ask } from "./ask.js";
import { KEYS, fix } from "./fixing.js";
import { offer } from "./keys.js";
import { go, read, save, say } from "./send.js";
import { forget, mark, selected, step, wordsOf, words } from "./text.js";

/** @typedef {import("./text.js").Span} Span */
/** @typedef {{ state: string, sure: number, kind: string, speaker: string | null, source: Span[], cue: Span[], content: Span[] }} Statement */

const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent || "");
/** @type {Map<string, Statement>} */
let statements = new Map(Object.entries(data.statements));
let at = /** @type {string} */ (data.at);
/** What was done here and is not yet saved. @type {Map<string, string>} */
const unsaved = new Map();
/** @type {Map<string, Promise<string>>} */
const panels = new Map();
/** @type {Map<string, Promise<any>>} */
const nexts = new Map();
const base = `/article/${data.number}`;
/** @type {Record<string, string>} */
const SIGNS = { proposed: "", accepted: "✓", rejected: "✗", corrected: "✎", added: "✚" };
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const number = (/** @type {string} */ name) => name.replace(/^s/, "");
const all = (/** @type {string} */ selector) => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));

// ---- what is shown

/** @param {string} name @param {string} state */
function setState(name, state) {
  const one = statements.get(name);
  if (one) one.state = state;
  drawState(name);
  drawDecided();
}

/** @param {string} name */
function drawState(name) {
  const id = CSS.escape(name), state = statements.get(name)?.state || "proposed";
  all(`[data-go="${id}"][data-state], [data-badge="${id}"]`).forEach((one) => { one.dataset.state = state; });
  all(`button[data-go="${id}"] .state`).forEach((one) => { one.textContent = SIGNS[state]; });
  all(`button[data-go="${id}"] .word`).forEach((one) => { one.textContent = state; });
  all(`#text [data-s~="${id}"]`).forEach((one) => {
    const states = (one.dataset.s || "").split(" ").map((each) => statements.get(each)?.state);
    one.classList.toggle("rejected", states.every((each) => each === "rejected"));
    one.classList.toggle("human", states.every((each) => each !== "proposed") && !states.every((each) => each === "rejected"));
  });
}

function drawDecided() {
  const every = [...statements.values()], open = every.filter((one) => one.state === "proposed").length;
  byId("decided").textContent = `${every.length - open} of ${every.length} decided`;
}

/** @param {string} name */
const panel = (name) => {
  if (!panels.has(name)) {
    const found = read(`${base}/statement/${encodeURIComponent(name)}`);
    found.catch(() => panels.delete(name));
    panels.set(name, found);
  }
  return /** @type {Promise<string>} */ (panels.get(name));
};

/** Put a statement at hand. @param {string} name @param {boolean} [still] leave the focus where it is */
function show(name, still = false) {
  if (!statements.has(name)) return;
  all(".here").forEach((one) => one.classList.remove("here"));
  all(".entry[tabindex='0']").forEach((one) => { one.tabIndex = -1; one.removeAttribute("aria-current"); });
  at = name;
  const id = CSS.escape(name);
  all(`#text [data-s~="${id}"], [data-badge="${id}"]`).forEach((one) => one.classList.add("here"));
  const entry = /** @type {HTMLElement | null} */ (document.querySelector(`.entry[data-go="${id}"]`));
  if (entry) {
    entry.classList.add("here");
    entry.tabIndex = 0;
    entry.setAttribute("aria-current", "true");
    if (!still) entry.focus({ preventScroll: true });
  }
  (document.querySelector(`[data-badge="${id}"]`) || entry)?.scrollIntoView({ block: "center" });
  history.replaceState(null, "", `?${data.queue ? `${data.queue}&` : ""}at=${encodeURIComponent(name)}`);
  panel(name).then((html) => { if (at === name) drawPanel(html, name); }, (error) => say(error.message));
  const names = [...statements.keys()], place = names.indexOf(name);
  names.slice(place + 1, place + 3).forEach((each) => panel(each).catch(() => {}));
  if (data.queue) beside("on");
}

/** @param {string} html @param {string} name */
function drawPanel(html, name) {
  byId("panel").innerHTML = html;
  byId("panel").dataset.shows = name;
}

/** Take what the server says after a change; what is not yet saved stays as the person has it. @param {any} answer */
function take(answer) {
  if (answer.go) { go(answer.go, answer.said); return; }
  if (answer.text !== null) {
    byId("text").innerHTML = answer.text;
    forget();
    panels.clear();
  }
  const known = Object.entries(answer.states);
  statements = answer.text === null ? new Map([...statements, ...known]) : new Map(known);
  unsaved.forEach((state, name) => { const one = statements.get(name); if (one) one.state = state; });
  if (answer.text === null) { known.forEach(([name]) => drawState(name)); } else statements.forEach((_, name) => drawState(name));
  drawDecided();
  if (answer.panel) panels.set(answer.at, Promise.resolve(answer.panel));
  else panels.delete(answer.at);
  if (answer.text !== null) {
    if (answer.at || !statements.has(at)) at = answer.at || [...statements.keys()][0];
    if (at) show(at); else byId("panel").replaceChildren();
    say(answer.said);
  } else if (answer.at === at) {
    panel(at).then((html) => { if (answer.at === at) drawPanel(html, answer.at); }, () => {});
  }
}

// ---- going through

/** @param {1 | -1} way @param {(one: Statement) => boolean} fits @returns {string | undefined} */
function near(way, fits = () => true) {
  const names = [...statements.keys()], place = names.indexOf(at);
  const rest = way > 0 ? names.slice(place + 1) : names.slice(0, Math.max(place, 0)).reverse();
  return rest.find((name) => fits(/** @type {Statement} */ (statements.get(name))));
}

/** What comes beside the statement in the queue. @param {"on" | "back"} way */
function beside(way) {
  const key = `${at} ${way}`;
  if (!nexts.has(key)) {
    const asked = `/queue/next?${data.queue}&way=${way}&article=${data.number}&statement=${encodeURIComponent(at)}`;
    nexts.set(key, read(asked));
  }
  return /** @type {Promise<any>} */ (nexts.get(key));
}

/** @param {1 | -1} way */
async function move(way) {
  if (data.queue) {
    const found = await beside(way > 0 ? "on" : "back").catch((error) => { say(error.message); return null; });
    if (!found) return;
    if (!found.article) say(way > 0 ? "This is the end of the queue." : "This is the beginning of the queue.");
    else if (found.article === data.number && statements.has(found.statement)) show(found.statement);
    else go(`/article/${found.article}?${data.queue}&at=${encodeURIComponent(found.statement)}`);
    return;
  }
  const name = near(way);
  if (name) show(name); else say(way > 0 ? "This is the last statement." : "This is the first statement.");
}

/** @param {(one: Statement) => boolean} fits @param {string} none */
function seek(fits, none) {
  const name = near(1, fits);
  if (name) show(name); else say(none);
}

// ---- deciding

/** @param {string | null} verdict @param {string} [note] */
function decide(verdict, note) {
  const name = at, one = statements.get(name);
  if (!one) return;
  if (verdict === "accepted" && one.state === "corrected" && note === undefined) {
    say("It is corrected already; t takes the corrections back.");
    return;
  }
  const before = one.state;
  if (verdict === null && !["accepted", "rejected", "corrected"].includes(before)) { say("Nobody has decided about it."); return; }
  const new_ = verdict || (name.startsWith("h") ? "added" : "proposed");
  unsaved.set(name, new_);
  setState(name, new_);
  panels.delete(name);
  say(`Statement ${number(name)} ${verdict || "is open again"}`);
  const body = { statement: name, verdict, ...(note === undefined ? {} : { note }) };
  save(`${base}/decide`, body, (answer) => { unsaved.delete(name); take(answer); },
    () => { unsaved.delete(name); setState(name, before); });
  if (verdict && note === undefined) move(1);
}

/** @param {object} fields */
const correct = (fields) => { if (at) save(`${base}/correct`, { statement: at, ...fields }, take); };

const names = () => [...new Set([...data.speakers.map((/** @type {{name: string}} */ one) => one.name),
  ...[...statements.values()].map((one) => one.speaker).filter(Boolean)])];
const here = () => /** @type {Statement} */ (statements.get(at));

async function speaker() {
  if (!here()) return;
  const given = await ask(`Who speaks in statement ${number(at)}?`, [
    { name: "speaker", label: "Speaker", kind: "names", value: here().speaker || "", suggest: names() },
    { name: "role", label: "Role (if empty: as the article has it)" },
  ]);
  if (!given || !given.speaker.trim()) return;
  const name = given.speaker.trim(), other = name !== here().speaker;
  const known = data.speakers.find((/** @type {{name: string}} */ one) => one.name === name);
  // The role that the machine found is that of whom it took for the speaker.
  const role = given.role.trim() || (other ? known?.role || "" : null);
  correct({ speaker: name, ...(role === null ? {} : { role }) });
}

/** Go to the person who speaks. */
function person() {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("#panel [data-person]"));
  if (link) go(link.href); else say("Nobody is known across articles as the speaker of this statement.");
}

async function kind() {
  if (!here()) return;
  const given = await ask("How is it quoted?", [{ name: "kind", label: "Kind", value: here().kind, options: [
    ["direct", "direct: all in quotation marks"], ["mixed", "mixed: some of it"], ["indirect", "indirect: none of it"]] }]);
  if (given) correct({ kind: given.kind });
}

async function span() {
  if (!here()) return;
  const { source, cue, content } = here(), name = at;
  const parts = await fix(`Statement ${number(name)}`, { source, cue, content }, "content");
  const was = /** @type {import("./fixing.js").Parts} */ ({ source, cue, content });
  const changed = Object.entries(parts || {}).filter(([part, spans]) => JSON.stringify(spans) !== JSON.stringify(was[part]));
  if (changed.length && at === name) correct(Object.fromEntries(changed));
}

async function comment() {
  if (!here()) return;
  const state = here().state, decided = ["accepted", "rejected", "corrected"].includes(state);
  const keep = /** @type {[string, string][]} */ (decided ? [[state, `Save, ${state} as it is`]] : []);
  const others = /** @type {[string, string][]} */ ([["accepted", "Accept with it"], ["rejected", "Reject with it"]]);
  const old = document.querySelector("#panel .note")?.textContent?.slice(1, -1) || "";
  const given = await ask(`Comment on statement ${number(at)}`, [{ name: "note", label: "Comment", kind: "note", value: old }],
    [...keep, ...others.filter(([verdict]) => verdict !== state)]);
  if (given) decide(given.button, given.note.trim());
}

/** Where something new begins: at the selection, else behind the statement at hand. @returns {Span | null} */
function fresh() {
  const after = here() ? Math.max(...here().content.map(([, end]) => end)) : -1;
  return selected() || words().find(([start]) => start >= after) || words()[0] || null;
}

async function add() {
  const begin = fresh();
  if (!begin) return;
  const byHand = selected() !== null;
  const parts = byHand ? { content: [begin], source: [], cue: [] }
    : await fix("A missed statement", { content: [begin], source: [], cue: [] }, "content");
  if (!parts || !parts.content.length) return;
  const given = await ask("A missed statement", [
    { name: "speaker", label: "Speaker", kind: "names", suggest: names() },
    { name: "kind", label: "Kind", value: "indirect", options: [["direct", "direct"], ["mixed", "mixed"], ["indirect", "indirect"]] },
  ], [["ok", "Add"]]);
  if (given) save(`${base}/add`, { ...parts, speaker: given.speaker.trim() || null, kind: given.kind }, take);
}

async function split() {
  if (!here()) return;
  const content = here().content, name = at, chosen = selected();
  const [first, last] = [content[0][0], content[content.length - 1][1]];
  let cut = chosen && chosen[0] > first && chosen[0] < last ? chosen[0] : null;
  if (cut === null) {
    const starts = words().filter(([start]) => start > first && start < last);
    if (!starts.length) { say("It has one word: there is nothing to split."); return; }
    const middle = starts[Math.floor(starts.length / 2)][0];
    const parts = await fix(`Split statement ${number(name)}: where does the second begin?`, { second: [[middle, last]] }, "second");
    if (!parts || !parts.second.length) return;
    cut = parts.second[0][0];
  }
  const edge = step("end", cut, -1), at_ = cut;
  const before = content.filter(([start]) => start < at_).map(([start, end]) => [start, end > edge ? Math.min(end, Math.max(edge, start + 1)) : end]);
  const after = content.filter(([, end]) => end > at_).map(([start, end]) => [Math.max(start, at_), end]);
  if (before.length && after.length) save(`${base}/split`, { statement: name, contents: [before, after] }, take);
}

async function join() {
  const every = [...statements.entries()].filter(([, one]) => one.state !== "rejected"), place = every.findIndex(([name]) => name === at);
  const others = every.slice(Math.max(0, place - 3), place + 5).filter(([name]) => name !== at);
  if (place < 0 || !others.length) { say("There is no other statement to join."); return; }
  const next = near(1, (one) => one.state !== "rejected");
  const given = await ask(`Join statement ${number(at)} with`, [{ name: "other", label: "Statement", value: next || others[0][0],
    options: others.map(([name, one]) => [name, `${number(name)}: ${wordsOf(one.content[0]).slice(0, 70)}`]) }], [["ok", "Join"]]);
  if (given) save(`${base}/join`, { statements: [at, given.other] }, take);
}

async function relate() {
  const begin = selected() || (here() && here().content[0]);
  if (!begin) return;
  const acts = ["accuse", "criticise", "oppose", "threaten", "demand", "appeal", "support", "defend", "cooperate", "promise",
    "investigate", "force"];
  const given = await ask(`A relation: “${wordsOf(begin).slice(0, 80)}”`, [
    { name: "from", label: "Who", kind: "names", value: here()?.speaker || "", suggest: names() },
    { name: "sign", label: "is", value: "-1", options: [["1", "for"], ["-1", "against"]] },
    { name: "to", label: "Whom", kind: "names", suggest: names() },
    { name: "act", label: "Act", value: "criticise", options: acts.map((act) => [act, act]) },
  ], [["ok", "Add"]]);
  if (!given || !given.from.trim() || !given.to.trim()) return;
  save(`${base}/relate`, { from: given.from.trim(), to: given.to.trim(), sign: Number(given.sign), act: given.act,
    evidence: [begin], statement: at || null }, (answer) => { take(answer); say(answer.said); });
}

function takeBack() {
  if (here() && here().state === "added") save(`${base}/take-away`, { statement: at }, take);
  else decide(null);
}

offer([
  { key: "j", name: "next", label: "next", group: "Go", do: () => move(1) },
  { key: "k", name: "previous", label: "previous", group: "Go", do: () => move(-1) },
  { key: "n", name: "open", label: "next undecided", group: "Go",
    do: () => seek((one) => one.state === "proposed", "Nothing after this is undecided.") },
  { key: "u", name: "unsure", label: "next uncertain", group: "Go",
    do: () => seek((one) => one.state === "proposed" && one.sure < 0.5, "Nothing after this is undecided and uncertain.") },
  { key: "p", name: "person", label: "person", group: "Go", do: person },
  { key: "a", name: "accept", label: "accept", group: "Decide", do: () => decide("accepted") },
  { key: "r", name: "reject", label: "reject", group: "Decide", do: () => decide("rejected") },
  { key: "t", name: "back", label: "take back", group: "Decide", do: takeBack },
  { key: "c", name: "comment", label: "comment", group: "Decide", do: comment },
  { key: "s", name: "speaker", label: "speaker", group: "Correct", do: speaker },
  { key: "e", name: "span", label: "span", group: "Correct", do: span },
  { key: "d", name: "kind", label: "kind", group: "Correct", do: kind },
  { key: "m", name: "add", label: "missed one", group: "Change", do: add },
  { key: "x", name: "split", label: "split", group: "Change", do: split },
  { key: "o", name: "join", label: "join", group: "Change", do: join },
  { key: "l", name: "relate", label: "relation", group: "Change", do: relate },
  { key: "z", name: "undo", label: "undo", group: "Undo", do: () => { save("/undo", { article: data.number }, take); } },
  { key: "y", name: "redo", label: "redo", group: "Undo", do: () => { save("/redo", { article: data.number }, take); } },
], byId("actions"), KEYS);

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLElement | null} */ (target.closest("[data-go], [data-badge]"));
  if (link) { event.preventDefault(); show(link.dataset.go || link.dataset.badge || ""); return; }
  const run = /** @type {HTMLElement | null} */ (target.closest("#text [data-s]"));
  if (run && getSelection()?.isCollapsed) show((run.dataset.s || "").split(" ")[0], true);
});

drawDecided();
if (at) show(at);
if (data.mark) mark(data.mark);
document.body.dataset.ready = "yes";
