// Suggestions below a search field (ARIA 1.2 combobox with a list box), and the count of searches. Without it the form is sent.
(() => {
  const WAIT = 150, LEAST = 2, KEPT = 40;

  const style = (href) => {
    if (!href || document.querySelector(`link[href="${href}"]`)) return;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  };

  const offer = (form) => {
    const input = form.querySelector("[name=q]");
    const list = form.querySelector("[role=listbox]");
    const said = form.querySelector("[data-suggest-said]");
    const known = new Map();
    let timer = 0, asking = null, active = -1, shown = "";

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    const options = () => [...list.querySelectorAll("[role=option]")];
    const isOpen = () => !list.hidden;
    const typed = () => input.value.trim();

    const choose = (number) => {
      const all = options();
      all[active]?.setAttribute("aria-selected", "false");
      active = number;
      const option = all[active];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    };
    const close = () => {
      clearTimeout(timer);
      asking?.abort();
      choose(-1);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
    };
    const show = (words, html) => {
      if (typed() !== words || !form.contains(document.activeElement)) return;
      choose(-1);
      list.innerHTML = html;
      shown = words;
      const all = options();
      all.forEach((option, number) => { option.id = `${list.id}-${number}`; });
      said.textContent = list.firstElementChild?.dataset.said ?? "";
      list.hidden = !all.length;
      list.scrollTop = 0;
      input.setAttribute("aria-expanded", String(all.length > 0));
    };
    const ask = async (words) => {
      asking?.abort();
      if (known.has(words)) return show(words, known.get(words));
      asking = new AbortController();
      try {
        const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`, {
          headers: { "HX-Request": "true" }, signal: asking.signal,
        });
        if (!answer.ok) return close();
        const html = await answer.text();
        if (known.size >= KEPT) known.delete(known.keys().next().value);
        known.set(words, html);
        show(words, html);
      } catch (error) { if (error.name !== "AbortError") close(); }
    };
    const wait = () => {
      clearTimeout(timer);
      asking?.abort();
      const words = typed();
      if (words.length < LEAST) { close(); said.textContent = ""; return; }
      timer = setTimeout(() => ask(words), WAIT);
    };

    input.addEventListener("focus", () => style(form.dataset.style), { once: true });
    input.addEventListener("input", wait);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const last = options().length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen()) { if (typed().length >= LEAST) ask(typed()); return; }
        const down = event.key === "ArrowDown";
        choose(down ? (active >= last ? -1 : active + 1) : (active < 0 ? last : active - 1));
      } else if (event.key === "Enter" && isOpen() && active >= 0) {
        event.preventDefault();
        options()[active].click();
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    // A press on an option leaves the focus in the field until the option's own click leads away.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("click", () => { if (!isOpen() && shown && shown === typed() && options().length) show(shown, list.innerHTML); });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
    form.addEventListener("submit", close);
    addEventListener("pageshow", (event) => { if (event.persisted) close(); });
  };

  // A search is counted once in a window, when it is made: not when its page is looked at again, turned or filtered.
  const count = (page) => {
    const { seen, words } = page.dataset;
    const key = `searched:${words}`;
    const tell = (more = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ q: words, ...more })) form.set(name, value);
      navigator.sendBeacon(seen, form);
    };
    const once = (name) => {
      try { if (sessionStorage.getItem(name)) return false; sessionStorage.setItem(name, "yes"); } catch { /* storage is off */ }
      return true;
    };
    const way = performance.getEntriesByType("navigation")[0]?.type;
    const isFirst = [...new URLSearchParams(location.search).keys()].every((name) => name === "q");
    if (isFirst && way === "navigate" && once(key)) tell();
    page.addEventListener("click", (event) => {
      if (event.target.closest("[data-found] a[href]:not([href^='?'])") && once(`${key}:clicked`)) tell({ clicked: "1" });
    });
  };

  document.querySelectorAll("form[data-suggest]").forEach((form) => { if (form.dataset.suggest) offer(form); });
  const page = document.querySelector("[data-seen]");
  if (page?.dataset.words && navigator.sendBeacon) count(page);
})();
