// The call sheet. What is pinned are fields of the page's form and nothing else: reloading forgets them.

import { $, $$, fail, fields, focusOn, form, parsed, post, say, word } from "./page.js";

const pins = () => $$("input[name=pinned]", form()).map((each) => each.value);

/** Puts listings on the sheet or takes one off, as `act` says: "pin:a b" or "unpin:a". */
export function pin(act) {
  const [verb, ids] = act.split(":");
  for (const id of ids.split(" ")) (verb === "pin" ? put : take)(id);
  dress();
  say(`${word("sheet")}: ${pins().length}`);
}

function put(id) {
  if (pins().includes(id)) return;
  const card = document.getElementById(`card-${id}`);
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "pinned", value: id });
  form().prepend(field);
  form().prepend(...$$("input[name=pinned]", form()).filter((each) => each !== field), field);
  const item = $("#pinned-item").content.cloneNode(true).firstElementChild;
  const name = nameOf(card);
  const button = $("button", item);
  item.dataset.listing = id;
  item.prepend(`${name} `);
  if (card.dataset.meets !== undefined) item.dataset.meets = "";
  button.value = `unpin:${id}`;
  button.setAttribute("aria-label", `${word("unpin")}: ${name}`);
  $("#pinned").append(item);
}

function take(id) {
  const item = $(`#pinned > [data-listing="${CSS.escape(id)}"]`);
  const near = item?.contains(document.activeElement);
  for (const each of $$("input[name=pinned]", form())) if (each.value === id) each.remove();
  item?.remove();
  if (near) focusOn($("#pinned button") ?? $("#results") ?? $("#needs"));
}

const nameOf = (card) => $("header .name, header [id^=name-]", card).lastChild.textContent.trim();

/** Makes cards, sheet and buttons agree with what is pinned. */
export function dress() {
  const on = pins();
  const sheet = $("#sheet");
  sheet.hidden = on.length === 0;
  for (const card of $$(".card")) {
    const button = $("[data-act=pin], [data-act=unpin]", card);
    const pinned = on.includes(card.dataset.listing);
    if (!button || (button.dataset.act === "unpin") === pinned) continue;
    const verb = pinned ? "unpin" : "pin";
    card.toggleAttribute("data-pinned", pinned);
    button.dataset.act = verb;
    button.value = `${verb}:${card.dataset.listing}`;
    button.textContent = word(verb);
    button.setAttribute("aria-label", `${word(verb)}: ${nameOf(card)}`);
  }
  if ($("#pinned [data-meets]")) $("[data-medium=calendar]").hidden = false;
  for (const each of $$("[data-scripted]")) each.hidden = false;
}

/** The sheet as `path` gives it, shown here: printed, copied, or as messages to open. Files are left to the form. */
export async function hand(path, button) {
  if (button.name === "act") pin(button.value);
  say(word("searching"));
  try {
    const response = await post(path, fields());
    if (!response.ok) throw new Error();
    const text = await response.text();
    say("");
    if (path.endsWith("/print")) print(text);
    else if (path.endsWith("/text")) copy(text);
    else box($$("main > *", parsed(text)));
  } catch {
    say("");
    fail(word("failed"), word("again"));
  }
}

/** Prints the sheet's own page from a frame, so that no second page is left behind. */
function print(html) {
  $("#paper")?.remove();
  const paper = document.createElement("iframe");
  Object.assign(paper, { id: "paper", title: word("sheet"), tabIndex: -1, className: "sr" });
  paper.setAttribute("aria-hidden", "true");
  paper.addEventListener("load", () => paper.contentWindow.print(), { once: true });
  paper.srcdoc = html;
  document.body.append(paper);
}

async function copy(text) {
  const shown = document.createElement("pre");
  const title = document.createElement("h2");
  shown.textContent = text;
  shown.tabIndex = 0;
  try {
    await navigator.clipboard.writeText(text);
    title.textContent = word("copied");
  } catch {
    title.textContent = word("select"); // no clipboard without https
  }
  box([title, shown]);
  if (title.textContent === word("select")) getSelection().selectAllChildren(shown);
}

function box(children) {
  const dialog = $("#handed");
  $("div", dialog).replaceChildren(...children);
  const title = $("h1, h2", dialog);
  title.id = "handed-title";
  dialog.showModal();
}
