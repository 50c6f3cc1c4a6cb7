// The desk with scripts: the same form and the same pages of the server, without loading. It works without this file.

import { ask } from "./ask.js";
import * as keys from "./keys.js";
import * as leave from "./leave.js";
import { focusOn, form, isPublic } from "./page.js";
import * as places from "./places.js";
import { dress, hand, pin } from "./sheet.js";

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  const button = event.submitter;
  const path = new URL(button?.getAttribute("formaction") ?? "/", location.origin).pathname;
  if (/^\/sheet\/(calendar|csv)$/.test(path)) return; // the browser saves the file
  event.preventDefault();
  if (path !== "/") hand(path, button);
  else if (button && isLocal(button.value)) pin(button.value);
  else ask(button);
});

/** Whether an act needs no answer: taking off, and pinning what stands on a card of this page. */
function isLocal(act) {
  const [verb, ids] = act.split(":");
  return verb === "unpin" || (verb === "pin" && ids.split(" ").every((id) => document.getElementById(`card-${id}`)));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link) return;
  const href = link.getAttribute("href");
  if (href.startsWith("#")) {
    event.preventDefault(); // an address that names what is looked at would be kept in the history
    focusOn(document.getElementById(href.slice(1)));
  } else if (!isPublic() && /^https?:/.test(href)) {
    link.target = "_blank"; // the call goes on here
  }
});

keys.listen();
places.listen();
leave.listen();
dress();
