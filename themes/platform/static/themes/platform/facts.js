/* The specification of a product follows its type: another type, other inputs, without leaving the page.
   Without this script the inputs of the new type appear once the product is saved. */
"use strict";

(() => {
  const replaceWith = (old, html) => {
    const holder = document.createElement("div");
    holder.innerHTML = html;
    const fresh = holder.querySelector("[data-facts]");
    if (!fresh) return;
    keepTyped(old, fresh);
    old.replaceWith(fresh);
    /* Scripts that came as text do not run: Wagtail's date inputs and choosers bring theirs along. */
    fresh.querySelectorAll("script").forEach((dead) => {
      const live = document.createElement("script");
      live.textContent = dead.textContent;
      dead.replaceWith(live);
    });
  };

  /* What was typed for an attribute that both types have. */
  const keepTyped = (old, fresh) => {
    fresh.querySelectorAll("input[type=text], select").forEach((input) => {
      const before = input.name && old.querySelector(`[name="${CSS.escape(input.name)}"]`);
      if (before && before.value) input.value = before.value;
    });
  };

  let newest = 0;
  document.addEventListener("change", async (event) => {
    if (event.target.name !== "product_type") return;
    const facts = document.querySelector("[data-facts]");
    if (!facts) return;
    const mine = ++newest;
    const query = new URLSearchParams({ type: event.target.value, product: facts.dataset.product });
    const answer = await fetch(`${facts.dataset.url}?${query}`, { credentials: "same-origin" });
    if (answer.ok && mine === newest) replaceWith(document.querySelector("[data-facts]"), await answer.text());
  });
})();
