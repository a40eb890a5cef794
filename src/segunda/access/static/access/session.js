// Warns two minutes before the session closes. The tabs of a browser share the moment of last use.
"use strict";
{
  const box = document.getElementById("sesion");
  const NAME = "segunda_state_seen";
  const now = () => Date.now() / 1000;
  const used = () => {
    box.hidden = true;
    try { localStorage.setItem(NAME, String(now())); } catch { last = now(); }
  };
  let last = now();
  const seen = () => {
    try { return Number(localStorage.getItem(NAME)) || last; } catch { return last; }
  };
  if (box) {
    used();
    box.querySelector("button").addEventListener("click", async () => {
      const answer = await fetch(box.dataset.session, { redirect: "manual" });
      if (answer.status === 204) used();
    });
    setInterval(() => {
      const idle = now() - seen();
      box.hidden = idle < Number(box.dataset.warn) || idle >= Number(box.dataset.end);
    }, 5000);
  }
}
