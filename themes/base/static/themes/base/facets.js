// Facets, the sheet of a phone, quick view. Without any of it the filters are a plain form and cards plain links.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const sheet = () => document.getElementById("facets");
  const form = () => document.getElementById("facets-form");

  // The address says what is chosen as people would write it: band=868-mhz,915-mhz and price=10-50.
  const tidy = (from) => {
    const given = new Map(), ends = new Map();
    for (const [name, value] of new FormData(from)) {
      const text = String(value).trim();
      const end = name.match(/^(.+)\.(from|to)$/);
      if (end) ends.set(end[1], { ...ends.get(end[1]), [end[2]]: text });
      else if (text) given.set(name, [...(given.get(name) ?? []), text]);
    }
    for (const [name, { from: least = "", to: most = "" }] of ends) if (least || most) given.set(name, [`${least}-${most}`]);
    const last = ["sort", "show", "view"];
    const names = [...given.keys()].sort((a, b) => (a === "q" ? -1 : b === "q" ? 1 : last.indexOf(a) - last.indexOf(b) || (a < b ? -1 : 1)));
    const pair = (name) => name + "=" + encodeURIComponent(given.get(name).sort().join(",")).replaceAll("%2C", ",").replaceAll("%20", "+");
    const query = names.map(pair).join("&");
    return from.getAttribute("action") + (query ? "?" + query : "");
  };

  // The server answers with a whole page, of which the listing, its tools and the filters are taken.
  let waiting, link;
  const go = () => {
    link ??= Object.assign(document.createElement("a"), { hidden: true });
    link.href = tidy(form());
    link.remove();
    document.getElementById("listing").append(link);
    htmx.process(link);
    link.click();
  };
  const later = (pause) => { clearTimeout(waiting); waiting = setTimeout(go, pause); };
  document.addEventListener("change", (event) => { if (event.target.form?.matches("[data-facets]") && event.target.name) later(120); });
  // Before htmx hears of it, which would send the bare form as well.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-facets]")) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(waiting);
    if (sheet().matches(":modal")) sheet().close();
    if (tidy(form()) !== location.pathname + location.search) go();
  }, true);
  // The button that opened the sheet was made anew with the results: the focus goes to the one there is now, and htmx keeps it there.
  document.addEventListener("close", (event) => { if (event.target === sheet()) document.getElementById("facets-open")?.focus(); }, true);

  // What was open, typed into a search or unfolded stays so when the counts come back.
  let kept = null;
  document.addEventListener("htmx:beforeSwap", () => {
    if (!form()) return;
    kept = { top: form().scrollTop, list: form().querySelector(".facets__list")?.scrollTop, facets: new Map() };
    for (const facet of all(".facet", form())) kept.facets.set(facet.dataset.facet, {
      open: facet.open, words: facet.querySelector("[data-facet-search]")?.value ?? "", whole: facet.classList.contains("is-whole"),
    });
  });
  document.addEventListener("htmx:oobAfterSwap", restore);
  document.addEventListener("htmx:afterSettle", (event) => {
    restore();
    if (event.detail.target?.id !== "results" && event.detail.elt?.id !== "results") return;
    const said = document.querySelector("[data-count]")?.textContent.trim();
    const status = document.getElementById("listing-status");
    if (said && status) status.textContent = said;
  });
  function restore() {
    if (!kept || !form()) return;
    for (const facet of all(".facet", form())) {
      const before = kept.facets.get(facet.dataset.facet);
      if (!before) continue;
      facet.open = before.open;
      facet.classList.toggle("is-whole", before.whole);
      const search = facet.querySelector("[data-facet-search]");
      if (search && before.words) { search.value = before.words; look(search); }
    }
    const list = form().querySelector(".facets__list");
    if (list && kept.list) list.scrollTop = kept.list;
  }

  // Long facets: a search inside, and all of them on demand.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  function look(search) {
    const words = plain(search.value.trim());
    const facet = search.closest(".facet");
    facet.classList.toggle("is-searched", words !== "");
    for (const row of all(".facet__values > li", facet)) row.hidden = words !== "" && !plain(row.querySelector("span").textContent).includes(words);
  }
  document.addEventListener("input", (event) => { if (event.target.matches("[data-facet-search]")) look(event.target); });
  document.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("[data-facet-search]")) event.preventDefault(); });

  // Quick view: a dialog that is filled when it opens.
  let quick, opener;
  const dialog = () => {
    if (quick) return quick;
    quick = document.createElement("dialog");
    quick.className = "quick-view";
    quick.setAttribute("aria-labelledby", "quick-title");
    const words = document.getElementById("listing")?.dataset ?? {};
    quick.innerHTML = '<button class="quick-view__close" type="button" data-quick-close><svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="m5.5 5.5 13 13M18.5 5.5l-13 13"/></svg></button><div class="quick-view__body" id="quick-view-body"></div>';
    quick.querySelector("button").setAttribute("aria-label", words.close ?? "");
    quick.addEventListener("close", () => { quick.querySelector("div").replaceChildren(); opener?.focus(); });
    document.body.append(quick);
    return quick;
  };
  const fill = async (address, otherwise) => {
    const box = dialog().querySelector("div");
    box.setAttribute("aria-busy", "true");
    try {
      await htmx.ajax("GET", address, { target: box, swap: "innerHTML" });
      if (!box.firstElementChild) throw new Error("empty");
      box.querySelector("#quick-title")?.focus();
    } catch { location.href = otherwise; }
    box.removeAttribute("aria-busy");
  };

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    let found;
    if (hit("[data-facets-open]")) sheet().showModal();
    else if (hit("[data-facets-close]") || (event.target === sheet() && sheet().matches(":modal"))) sheet().close();
    else if ((found = hit("[data-facet-all]"))) { found.closest(".facet").classList.add("is-whole"); found.closest(".facet").querySelectorAll("input[type=checkbox]")[8]?.focus(); }
    else if (hit("[data-quick-close]") || (quick && event.target === quick)) quick.close();
    else if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    else if ((found = hit("[data-quick]"))) {
      event.preventDefault();
      opener = found;
      dialog().dataset.from = found.dataset.quick;
      dialog().showModal();
      fill(found.dataset.quick, found.href);
    } else if ((found = hit("[data-quick-variant]"))) {
      event.preventDefault();
      fill(dialog().dataset.from + new URL(found.href).search, found.href);
    }
  });
  // What was put into the cart, or was not, is said above the page, which the dialog would cover.
  for (const name of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"]) document.addEventListener(name, (event) => {
    if (quick?.open && event.detail.target?.id === "cart-feedback") quick.close();
  });
  // On a wide screen the filters stand beside the listing: a sheet that was open there goes.
  matchMedia("(min-width: 64rem)").addEventListener("change", (event) => { if (event.matches && sheet()?.matches(":modal")) sheet().close(); });
})();
