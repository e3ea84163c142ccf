/* Moving the products of a category up and down. The numbers are what is saved: without this script they are typed. */
"use strict";

(() => {
  const form = document.querySelector("[data-places]");
  if (!form) return;
  const body = form.querySelector("tbody");
  const said = form.querySelector("[data-places-said]");
  let changed = false;

  /* Whoever moves a product places it by hand, and with it all that stand above. */
  const number = (last) => {
    [...body.rows].forEach((row, index) => {
      const input = row.querySelector("input");
      if (index <= last || input.value) input.value = String(index + 1);
    });
  };

  const move = (row, step) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row); else other.after(row);
    number(Math.max(row.sectionRowIndex, other.sectionRowIndex));
    changed = true;
    said.textContent = `${row.dataset.name}: ${row.sectionRowIndex + 1}`;
  };

  body.querySelectorAll(".places__moves").forEach((holder) => {
    const row = holder.closest("tr");
    [[-1, "↑", holder.dataset.up], [1, "↓", holder.dataset.down]].forEach(([step, sign, label]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = sign;
      button.setAttribute("aria-label", `${label}: ${row.dataset.name}`);
      button.addEventListener("click", () => { move(row, step); button.focus(); });
      holder.append(button);
    });
  });

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
