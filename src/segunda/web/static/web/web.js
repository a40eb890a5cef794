// Only what is nicer with script; every page does its work without it.
"use strict";
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  document.querySelector(".errors")?.focus();
});
// A second click within three seconds sends nothing; the server would not do it twice either.
addEventListener("submit", (event) => {
  const form = event.target;
  if ("files" in form.dataset) return; // asks for files: it writes nothing, and may ask for another
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (event.submitter?.formAction.endsWith("/idioma/")) return;
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 3000);
});
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  shut(event.target.closest("header nav details"));
});
// The open part of the menu closes with Escape and by a click elsewhere.
const shut = (but) => {
  for (const part of document.querySelectorAll("header nav details[open]")) part.open = part === but;
};
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector("header nav details[open] summary")?.focus();
  shut();
});
// A long job: look again every few seconds and change only its own part of the page.
const live = () => document.querySelector("[data-live]");
async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (!fresh) return location.reload();
  live().replaceWith(fresh);
  wait();
}
function wait() {
  const seconds = Number(live()?.dataset.live || 0);
  if (seconds) setTimeout(() => look().catch(wait), 1000 * seconds);
}
addEventListener("DOMContentLoaded", wait);
// Among long lists of facts: show those that hold the words, open what holds them.
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
addEventListener("input", (event) => {
  if (!event.target.dataset.find) return;
  const wanted = plain(event.target.value.trim());
  for (const group of document.querySelectorAll(`${event.target.dataset.find} details`)) {
    let found = 0;
    for (const line of group.querySelectorAll(".facts > div")) {
      line.hidden = Boolean(wanted) && !plain(line.textContent).includes(wanted);
      found += !line.hidden;
    }
    group.hidden = !found;
    group.open = Boolean(wanted) && found > 0;
  }
});
