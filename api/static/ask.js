// Asks without loading a page. The server's page is the one source of what is shown: it is asked for with the same
// form, and what stands in it takes the place of what stood here. No address, history or storage is touched.

import { $, $$, fail, fields, focusOn, form, parsed, post, say, word } from "./page.js";
import { dress } from "./sheet.js";

const MEANWHILE = 120; // milliseconds after which a skeleton is shown; a faster answer shows as it comes
const PATIENCE = 20000;

let running = null;

/** Sends the form as `button` would, and shows the page that answers. */
export async function ask(button) {
  running?.abort();
  const mine = (running = new AbortController());
  const sent = fields(button);
  const typed = kept();
  const focused = described(document.activeElement);
  const late = setTimeout(() => mine.abort(), PATIENCE);
  say(word("searching"));
  const waiting = setTimeout(skeleton, MEANWHILE);
  try {
    const response = await post("/", sent, mine.signal);
    const text = await response.text();
    clearTimeout(waiting);
    if (!(response.headers.get("Content-Type") ?? "").startsWith("text/html")) throw new Error();
    show(parsed(text), typed, focused, button);
  } catch {
    if (running !== mine) return; // another question has taken its place
    clearTimeout(waiting);
    unskeleton();
    say("");
    fail(word("failed"), word("again"));
  } finally {
    clearTimeout(waiting);
    clearTimeout(late);
    if (running === mine) running = null;
  }
}

function skeleton() {
  const old = $("#results");
  const bones = $("#skeleton").content.cloneNode(true).firstElementChild;
  if (old) {
    old.hidden = true;
    old.before(bones);
  } else {
    $("#ask").after(bones);
    $(".desk").classList.add("answered");
  }
}

function unskeleton() {
  const bones = $(".skeleton");
  if (!bones) return;
  bones.remove();
  if ($("#results")) $("#results").hidden = false;
  else $(".desk").classList.remove("answered");
}

/** The fields as they are now, to see what is typed while an answer is awaited. */
function kept() {
  return new Map($$("textarea, input:not([type=hidden]), select", form()).map((each) => [each.id || each, each.value]));
}

/** How an element can be found again in another page. */
function described(element) {
  if (!element || element === document.body) return null;
  const id = element.id && `#${CSS.escape(element.id)}`;
  const act = element.name === "act" && `button[value="${CSS.escape(element.value)}"]`;
  const chip = element.closest(".chip");
  return { id, act, chip: chip && $$(".chip").indexOf(chip), place: chip && $$("button", chip).indexOf(element) };
}

function show(page, typed, focused, button) {
  const open = $$("#more[open]").length > 0;
  const caret = $("#needs").selectionStart;
  const written = new Map();
  for (const [id, value] of typed) {
    const now = typeof id === "string" && document.getElementById(id);
    if (now && now.value !== value) written.set(id, now.value);
  }
  document.title = page.title;
  for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement[name]);
  for (const selector of [".skip", ".top", "body > footer"]) $(selector).replaceWith($(selector, page));
  const main = $("main");
  const status = $("#status");
  for (const child of [...main.children]) if (child !== status) child.remove();
  main.append(...$$("main > :not(#status)", page));
  for (const [id, value] of written) if (document.getElementById(id)) document.getElementById(id).value = value;
  if (open) $("#more").open = true;
  dress();
  arrive(focused, button, caret, written.has("needs"));
}

/** Says what came, and puts the focus where the person goes on. */
function arrive(focused, button, caret, writing) {
  const crisis = $("section.crisis");
  const errors = $("section.errors");
  const cards = $$(".card").length;
  const said = [crisis && $("h2", crisis).textContent, !errors && `${word("found")}: ${cards}`];
  say(said.filter(Boolean).join(". "));
  if (writing) {
    focusOn($("#needs"));
    $("#needs").setSelectionRange(caret, caret);
    return;
  }
  const panel = $("#report, #why-not");
  const again = button?.name === "act" && focused && !panel && !errors && found(focused);
  if (again) focusOn(again, { preventScroll: true });
  else focusOn(errors || panel || crisis || $("#results"));
}

function found(focused) {
  const same = (focused.id && $(focused.id)) || (focused.act && $(focused.act));
  if (same || focused.chip === null) return same;
  const chips = $$(".chip");
  const chip = chips[Math.min(focused.chip, chips.length - 1)];
  return chip && $$("button", chip)[focused.place];
}
