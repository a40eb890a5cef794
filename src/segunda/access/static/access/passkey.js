// Asks the browser for a passkey when the form is sent, and sends its answer.
"use strict";
for (const box of document.querySelectorAll("[data-passkey]")) {
  const form = box.querySelector("form");
  const publicKey = JSON.parse(box.dataset.options).publicKey;
  const answer = () => box.dataset.passkey === "get"
    ? navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
    : navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("formaction") || form.elements.credential.value) return;
    event.preventDefault();
    event.stopPropagation();
    let credential = null;
    try { credential = await answer(); } catch { credential = null; }
    form.elements.credential.value = credential ? JSON.stringify(credential.toJSON()) : "{}";
    form.submit();
  });
}
