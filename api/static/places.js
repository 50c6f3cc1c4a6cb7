// Completions of the place, as it is typed. They are asked for in the body of a POST request.

import { $ } from "./page.js";

const PAUSE = 120;

let timer = 0;
let running = null;

export function listen() {
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset?.completions) return;
    clearTimeout(timer);
    timer = setTimeout(complete, PAUSE, target);
  });
}

async function complete(input) {
  const q = input.value.trim();
  const list = $("#places");
  if (q.length < 2 || [...list.options].some((option) => option.value === input.value)) return;
  running?.abort();
  running = new AbortController();
  try {
    const response = await fetch(input.dataset.completions, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ q }),
      signal: running.signal,
      cache: "no-store",
      credentials: "omit",
    });
    if (!response.ok) return;
    const { places } = await response.json();
    $("#places").replaceChildren(...places.map(({ place, label }) => new Option(label, place)));
  } catch {
    // The place can be written without help.
  }
}
