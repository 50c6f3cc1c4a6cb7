// What the modules of the desk share: its elements, its words, and how it says something.

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
export const form = () => $("#question");
export const isPublic = () => document.body.dataset.mode === "public";

/** A sentence of the page in its language, from the data attributes of `#words`. */
export const word = (name) => $("#words").dataset[name];

/** Says something to screen readers. The region stays in the page whatever else is replaced. */
export function say(text) {
  $("#status").textContent = text;
}

/** Moves the focus to what may not be able to hold it by itself. */
export function focusOn(element, options) {
  if (!element) return;
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus(options);
}

/** The form as it would be sent by `button`. FormData takes a submitter in newer browsers only. */
export function fields(button) {
  const sent = new URLSearchParams(new FormData(form()));
  if (button?.name) sent.append(button.name, button.value);
  return sent;
}

/** Sends the form to `path` in the body of a POST request: nothing of it is in an address. */
export function post(path, body, signal) {
  return fetch(path, { method: "POST", body, signal, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
}

export const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

/** Shows what went wrong above the form, and keeps everything else. */
export function fail(title, detail) {
  $("#failed")?.remove();
  const box = $("#failure").content.cloneNode(true).firstElementChild;
  box.id = "failed";
  $("h2", box).textContent = title;
  $("p", box).textContent = detail;
  $(".desk").before(box);
  focusOn(box);
}
