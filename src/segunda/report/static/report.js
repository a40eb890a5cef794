// The report reads whole without this: it only searches the list, sorts tables, keeps the language.
(() => {
  "use strict";
  const page = document.documentElement;
  page.classList.add("js");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  for (const radio of document.querySelectorAll("input.lang"))
    radio.addEventListener("change", () => { page.lang = radio.id; });
  const asked = new URLSearchParams(location.search).get("lang") || location.hash.slice(1);
  if (asked === "en" || asked === "es") {
    document.getElementById(asked).checked = true;
    page.lang = asked;
  }

  // Whoever follows a link into a closed list finds it open.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // On paper everything is open: a closed list would print as a title without its names.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const list of closed) list.open = true;
  });
  addEventListener("afterprint", () => { for (const list of closed) list.open = false; });

  const form = document.querySelector("form.find");
  const facilities = [...document.querySelectorAll("details.f")];
  const names = new Map();
  const nameOf = (item) => {
    if (!names.has(item)) {
      names.set(item, plain(item.firstChild.textContent + " " + item.childNodes[1].textContent));
    }
    return names.get(item);
  };
  const search = () => {
    const words = plain(form.elements.q.value).split(/\s+/).filter(Boolean);
    const place = form.elements.f.value, path = form.elements.p.value, state = form.elements.s.value;
    const idle = !words.length && !path && !state;
    let found = 0;
    facilities.forEach((facility, number) => {
      let here = 0;
      const out = place !== "" && Number(place) !== number;
      for (const group of out ? [] : facility.querySelectorAll("section.g")) {
        let shown = 0;
        for (const item of group.querySelectorAll("li")) {
          const states = item.dataset.s || group.dataset.s;
          const fits = !state ? true : path ? states[path] === state : states.includes(state);
          const hit = fits && words.every((word) => nameOf(item).includes(word));
          if (item.hidden === hit) item.hidden = !hit;
          shown += hit;
        }
        group.hidden = !shown;
        here += shown;
      }
      facility.hidden = !here;
      facility.open = idle ? place !== "" && !out : here > 0 && here <= 400 && !out;
      found += here;
    });
    form.querySelector(".none").hidden = found > 0;
    for (const says of form.querySelectorAll("output")) says.textContent = found.toLocaleString("en-US");
  };
  if (form) {
    let waiting;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
    form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
    form.addEventListener("reset", () => setTimeout(search));
    for (const link of document.querySelectorAll("a[data-p]"))
      link.addEventListener("click", (event) => {
        event.preventDefault();
        form.reset();
        form.elements.p.value = link.dataset.p;
        form.elements.s.value = link.dataset.s;
        search();
        const shut = facilities.find((facility) => !facility.hidden);
        const first = shut && shut.open ? shut.querySelector("section.g:not([hidden])") : shut;
        (first || form).scrollIntoView();
      });
  }

  for (const head of document.querySelectorAll("table[data-sort] thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "descending";
      for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const at = head.cellIndex, body = head.closest("table").tBodies[0];
      const key = (row) => row.cells[at].textContent.replace(/,/g, "").trim().replace(/^–$/, "0");
      const sorted = [...body.rows].sort((a, b) => {
        const x = key(a), y = key(b), number = x - y;
        return Number.isNaN(number) ? x.localeCompare(y, "es") : number;
      });
      body.append(...(up ? sorted : sorted.reverse()));
    });
  }
})();
