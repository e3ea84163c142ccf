// Pictures of reviews in a dialog, and the focus after another page of reviews came. Without this both are plain links.
(() => {
  const enlarge = (link) => {
    const dialog = document.createElement("dialog");
    const image = Object.assign(document.createElement("img"), { src: link.href, alt: link.querySelector("img")?.alt ?? "" });
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: link.dataset.closeLabel });
    dialog.className = "enlarged";
    dialog.setAttribute("aria-label", image.alt);
    dialog.append(image, close);
    dialog.addEventListener("click", (event) => { if (event.target !== image) dialog.close(); });
    // The browser gives the focus back to the link itself.
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-enlarge]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    enlarge(link);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const section = event.detail.elt;
    if (!section.matches?.("#reviews, #questions")) return;
    section.querySelector("h2").focus({ preventScroll: true });
    section.scrollIntoView({ block: "start" });
  });
})();
