// The keyboard: "/" to the statement, Enter searches, arrows and numbers between cards, p pins, Shift+P prints,
// c copies, "?" lists them. They can be turned off (WCAG 2.1.4), and none is heard while something is being typed.

import { $, $$, focusOn, form, isPublic } from "./page.js";

const NEXT = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

let off = false;

export function listen() {
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keys]")) list();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.id === "keys-off") off = target.checked;
  });
}

function list() {
  $("#keys-off").checked = off;
  $("#keys").showModal();
}

function pressed(event) {
  const { key, target } = event;
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  if (key === "Enter" && target.id === "needs") {
    if (event.ctrlKey || event.metaKey || !(event.shiftKey || isPublic())) {
      event.preventDefault();
      form().requestSubmit($("#search"));
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || $("dialog[open]")) return;
  if (target.closest("textarea, select, input:not([type=checkbox], [type=radio])")) return;
  if (off) return;
  if (act(event)) event.preventDefault();
}

/** Does what the key stands for; says whether it stands for anything here. */
function act({ key, shiftKey, target }) {
  if (key === "/") return focusOn($("#needs")) ?? true;
  if (key === "?") return list() ?? true;
  const cards = $$(".card");
  const card = target.closest(".card");
  if (key in NEXT && cards.length && target.type !== "radio") {
    const turned = document.dir === "rtl" && /Left|Right/.test(key) ? -1 : 1;
    const next = card ? cards.indexOf(card) + NEXT[key] * turned : 0;
    if (!card && !(target === document.body || target.closest("#results, .crisis, .errors"))) return false;
    focusOn(cards[Math.max(0, Math.min(next, cards.length - 1))]);
    return true;
  }
  if (/^[1-9]$/.test(key) && cards[key - 1]) return focusOn(cards[key - 1]) ?? true;
  if (key.toLowerCase() === "p") {
    if (shiftKey) return press($("#sheet:not([hidden]) [data-medium=print]") ?? $("#print-plan"));
    return press(card && $("[data-act=pin], [data-act=unpin]", card)) || press(!card && $("#pin-plan"));
  }
  return key === "c" && press($("#sheet:not([hidden]) [data-medium=text]"));
}

function press(button) {
  if (button) button.click();
  return Boolean(button);
}
