// Leaving the public page at once: its button, or Shift three times. The page is emptied first and its entry in the
// history is replaced, so that going back does not show it.

import { $, isPublic } from "./page.js";

const WITHIN = 2000; // milliseconds for the three

let presses = [];

export function listen() {
  if (!isPublic()) return;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-exit]")) leave(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) presses = [...presses, event.timeStamp].filter((at) => at > event.timeStamp - WITHIN);
    if (presses.length >= 3) leave(event);
  });
  addEventListener("pagehide", clear);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace("/");
  });
}

function leave(event) {
  const { href } = $("[data-exit]");
  event.preventDefault();
  clear();
  location.replace(href);
}

function clear() {
  document.title = "";
  document.body.replaceChildren();
}
