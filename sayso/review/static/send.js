// Saving, in the order of the keys. What could not be saved is said loudly and stays said until the page is reloaded.

let chain = Promise.resolve();
let waiting = 0;

/** Say to everybody, a screen reader too, what was done. @param {string} text */
export function say(text) {
  const place = document.getElementById("said");
  if (place) place.textContent = text;
}

/** @param {string} text @param {boolean} gone nothing answers, so the page may show what is not so */
export function fail(text, gone) {
  const place = /** @type {HTMLElement} */ (document.getElementById("failed"));
  const button = document.createElement("button");
  button.textContent = gone ? "Reload the page" : "Close";
  button.addEventListener("click", () => { if (gone) location.reload(); else place.hidden = true; });
  place.replaceChildren(Object.assign(document.createElement("strong"), { textContent: "Not saved. " }), text, " ", button);
  place.hidden = false;
}

/** What is not yet saved is counted where everybody sees it. @param {number} more */
function count(more) {
  waiting += more;
  document.body.dataset.waiting = String(waiting);
  const place = document.getElementById("saving");
  if (place) place.textContent = waiting > 1 ? `saving ${waiting}` : "";
}

/** Ask the server. @param {string} path @param {object} [body] @returns {Promise<any>} */
async function ask(path, body) {
  const init = body === undefined ? {} : {
    method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" },
  };
  const answer = await fetch(path, { ...init, headers: { ...init.headers, Accept: "application/json" } });
  const html = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  const value = html ? await answer.text() : await answer.json();
  if (answer.ok) return value;
  const { wrong, remedy } = value.error || { wrong: `the server answered ${answer.status}`, remedy: "try again" };
  throw new Error(`${wrong}; ${remedy}.`);
}

/** Read something; nothing is changed by it. @param {string} path @returns {Promise<any>} */
export const read = (path) => ask(path);

/**
 * Save something after all that was done before it. A failure is shown and undone on the page by `back`.
 * @param {string} path @param {object} body @param {(answer: any) => void} done @param {() => void} [back]
 */
export function save(path, body, done, back) {
  count(1);
  chain = chain.then(() => ask(path, body)).then(done).catch((error) => {
    back?.();
    const gone = error instanceof TypeError;
    fail(gone ? "Sayso does not answer. Is it still running?" : error.message, gone);
  }).finally(() => {
    count(-1);
  });
  return chain;
}

/** Go to another page when all is saved, and say there what was done. @param {string} address @param {string} [said] */
export async function go(address, said) {
  await chain;
  if (said) sessionStorage.setItem("said", said);
  location.assign(address);
}

addEventListener("beforeunload", (event) => { if (waiting) event.preventDefault(); });
const said = sessionStorage.getItem("said");
if (said) { sessionStorage.removeItem("said"); setTimeout(() => say(said), 100); }
