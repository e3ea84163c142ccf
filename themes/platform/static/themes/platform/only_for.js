/* Panels that only products of one kind need (data-only-for) are shown for that kind alone. Without this script all are. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const kind = document.querySelector("select[name=kind]");
  const panels = document.querySelectorAll("[data-only-for]");
  if (!kind || !panels.length) return;
  const show = () => panels.forEach((panel) => { panel.hidden = panel.dataset.onlyFor !== kind.value; });
  kind.addEventListener("change", show);
  show();
});
