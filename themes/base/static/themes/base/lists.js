// What shoppers keep, made pleasant. Hearts, comparing and lists work without any of it; only "seen lately" needs it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const hearts = document.getElementById("heart-form");
  const comparing = document.getElementById("compare-form");
  const tray = document.getElementById("compare-tray");
  const dialog = document.getElementById("lists-dialog");
  const feedback = document.getElementById("cart-feedback");
  if (!hearts || !comparing) return;

  const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const failed = () => feedback?.replaceChildren(Object.assign(document.createElement("p"), { className: "added added--failed", textContent: feedback.dataset.error }));
  const ask = (url, options) => fetch(url, { ...options, headers: { Accept: "application/json" }, credentials: "same-origin" });

  // Pages are the same for all; what is this visitor's own is painted on them.
  let state = { products: [], variants: [], count: 0 };
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  const paint = () => {
    const chosen = cookie("compare").split("-").filter(Boolean);
    all("[data-heart]").forEach((button) => press(button, state.products.includes(Number(button.dataset.heart))));
    all("[data-heart-variant]").forEach((button) => press(button, state.variants.includes(Number(button.dataset.heartVariant))));
    all("[data-compare]").forEach((button) => press(button, chosen.includes(button.dataset.compare)));
    all("[data-lists-count]").forEach((badge) => { badge.textContent = state.count || ""; badge.hidden = !state.count; });
  };
  const learn = async () => {
    if (cookie("lists")) {
      try {
        const answer = await ask(hearts.dataset.state);
        if (answer.ok) state = await answer.json();
      } catch { /* offline: hearts stay as they are */ }
    }
    paint();
  };

  // One form at a time: a second click on a busy button sends nothing.
  const send = async (form, button, extra = {}) => {
    const data = new FormData(form, button);
    for (const [name, value] of Object.entries(extra)) data.set(name, value);
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(form.action, { method: "POST", body: new URLSearchParams(data) });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error("no answer");
      return await answer.json();
    } catch {
      failed();
      return null;
    } finally {
      button?.removeAttribute("aria-busy");
    }
  };

  const keep = async (form, button) => {
    const found = await send(form, button, button?.getAttribute("aria-pressed") === "true" ? { off: "1" } : {});
    if (!found) return;
    state = found.state;
    paint();
    if (found.ask) {
      dialog.innerHTML = found.html;
      if (!dialog.open) dialog.showModal();
      return;
    }
    if (dialog.open) dialog.close();
    if (feedback) { feedback.innerHTML = found.html; }
  };

  const showTray = (html) => {
    const inside = tray.contains(document.activeElement);
    tray.innerHTML = html;
    if (!inside) return;
    const next = tray.querySelector("button, a") ?? document.querySelector("[data-compare]");
    next?.focus();
  };
  const compare = async (form, button) => {
    const remove = button?.dataset.compare && button.getAttribute("aria-pressed") === "true";
    const found = await send(form, button, remove ? { remove: button.value } : {});
    if (!found) return;
    showTray(found.html);
    paint();
    tray.querySelector(".replace button")?.focus();
  };
  const loadTray = async () => {
    const ids = cookie("compare").split("-").filter(Boolean);
    if (!ids.length || !document.querySelector("[data-compare]")) return;
    try {
      const answer = await fetch(`${comparing.dataset.tray}?ids=${ids.join(",")}`);
      if (answer.ok) showTray(await answer.text());
    } catch { /* offline: no tray */ }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (button?.getAttribute("aria-busy") === "true") return event.preventDefault();
    if (form === hearts || form.matches("[data-choose]") && dialog.contains(form)) { event.preventDefault(); keep(form, button); }
    else if (form === comparing || form.matches("[data-replace]") && tray.contains(form)) { event.preventDefault(); compare(form, button); }
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-dialog-close]") || event.target === dialog) dialog.close(); });

  // What a change in the list led to stands above it, which a phone may have scrolled away.
  const sayWhatIsOutOfSight = (place) => {
    const notices = place?.querySelector(".wishlist__notices");
    const words = all(".notice", notices ?? place).map((notice) => notice.textContent.trim()).join(" ");
    if (feedback && notices && words && !notices.querySelector("form") && notices.getBoundingClientRect().bottom < 0) {
      const note = Object.assign(document.createElement("p"), { className: "added", textContent: words });
      feedback.replaceChildren(note);
      setTimeout(() => note.remove(), 8000);
    }
  };

  // After a change in the lists the focus is not lost with what was swapped, and the count is right.
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = document.getElementById("wishlist");
    if (place && event.detail.elt === place || event.detail.target?.id === "wishlist") {
      if (document.activeElement === document.body) place?.focus({ preventScroll: true });
      learn();
      sayWhatIsOutOfSight(place);
    } else paint();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { learn(); loadTray(); } });

  // Seen lately: this browser alone remembers. Where the store shows a privacy notice, nothing is written before it was accepted.
  const MOST = 12, KEY = "recent", OFF = "recent-off";
  const row = document.querySelector("[data-recent]");
  const offNote = document.querySelector("[data-recent-is-off]");
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((pair) => Array.isArray(pair) && Number.isInteger(pair[0]) && pair[0] > 0).slice(0, MOST + 1) : [];
    } catch { return []; }
  };
  const write = (kept) => { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* storage is switched off */ } };
  const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return true; } };
  const mayRemember = () => {
    try { return !isOff() && (!document.querySelector("[data-consent]") || localStorage.getItem("consent") !== null); } catch { return false; }
  };
  const current = Number(row?.dataset.current) || 0;
  const note = () => { if (current && mayRemember()) write([[current, Date.now()], ...read().filter(([id]) => id !== current)].slice(0, MOST)); };
  const showRecent = async () => {
    if (!row) return;
    if (offNote) offNote.hidden = !isOff();
    const ids = read().map(([id]) => id).filter((id) => id !== current);
    row.hidden = true;
    if (isOff() || !ids.length) return;
    try {
      const answer = await fetch(`${row.dataset.url}?ids=${ids.join(",")}${current ? `&current=${current}` : ""}`);
      const html = answer.ok ? (await answer.text()).trim() : "";
      row.querySelector("[data-recent-row]").innerHTML = html;
      row.hidden = !html;
      paint();
    } catch { /* offline: no row */ }
  };
  const forget = () => { try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ } };
  const remember = (on) => { try { if (on) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* stays off */ } };
  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    if (hit("[data-recent-clear]")) { forget(); showRecent(); }
    else if (hit("[data-recent-off]")) { forget(); remember(false); showRecent(); offNote?.querySelector("button")?.focus(); }
    else if (hit("[data-recent-on]")) { remember(true); note(); showRecent(); }
    else if (hit("[data-consent-accept]")) setTimeout(note);
  });

  learn();
  loadTray();
  showRecent().then(note);
})();
