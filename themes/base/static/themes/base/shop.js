// What makes the shop pleasant. Every page, the cart and the checkout work without any of it.
(() => {
  const on = (type, handler, options) => document.addEventListener(type, handler, options);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // A form is sent once, however often its button is pressed.
  on("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter ?? form.querySelector("[type=submit]");
    setTimeout(() => { button.disabled = true; button.setAttribute("aria-busy", "true"); });
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all("[data-once][data-sent]").forEach((form) => {
      delete form.dataset.sent;
      all("[aria-busy]", form).forEach((button) => { button.disabled = false; button.removeAttribute("aria-busy"); });
    });
  });

  // Menus close with Escape, by a click beside them, and when the focus leaves.
  const open = () => all("[data-drawer][open], [data-popover][open]");
  on("click", (event) => open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  on("focusin", (event) => open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    all(".nav__item:is(:hover, :focus-within)").forEach((item) => item.classList.add("is-closed"));
    close();
  });
  for (const type of ["pointerout", "focusout"]) on(type, (event) => {
    const item = event.target.closest?.(".nav__item.is-closed");
    if (item && !item.contains(event.relatedTarget)) item.classList.remove("is-closed");
  });

  // The search field of the header, folded away on a phone.
  const toggleSearch = (event, link) => {
    const form = document.getElementById(link.getAttribute("aria-controls"));
    event.preventDefault();
    if (form.classList.toggle("is-open")) form.querySelector("input").focus();
  };

  // What came up after adding to the cart.
  const feedback = document.getElementById("cart-feedback");
  const close = () => {
    if (!feedback?.firstChild) return;
    const inside = feedback.contains(document.activeElement);
    feedback.replaceChildren();
    if (inside) document.querySelector("[data-buy]")?.focus();
  };
  on("htmx:sendError", () => failed());
  on("htmx:responseError", () => failed());
  const failed = () => {
    const box = Object.assign(document.createElement("p"), { className: "added added--failed", textContent: feedback.dataset.error });
    feedback.replaceChildren(box);
  };

  // After a change in the cart the new total is said, and the focus is not lost with a removed line.
  on("htmx:afterSettle", (event) => {
    const cart = document.getElementById("cart");
    if (!cart || event.detail.target.id !== "cart") return;
    if (document.activeElement === document.body) cart.focus({ preventScroll: true });
    const text = cart.querySelector(".totals__total, .empty h2")?.innerText;
    feedback.replaceChildren(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: text }));
  });

  // One less, one more.
  const step = (button) => {
    const input = button.parentElement.querySelector("input");
    const before = input.value;
    if (Number(button.dataset.step) > 0) input.stepUp(); else input.stepDown();
    if (input.value !== before) input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Thumbnails move the row of pictures instead of the page.
  const show = (event, thumb) => {
    const row = thumb.closest("[data-gallery]").querySelector(".gallery__row");
    const picture = row.querySelector(thumb.hash);
    event.preventDefault();
    row.scrollTo({ left: picture.offsetLeft - row.offsetLeft, behavior: calm ? "auto" : "smooth" });
  };
  const watchGallery = (gallery) => {
    const thumbs = all(".gallery__thumbs a", gallery);
    if (!thumbs.length) return;
    const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => thumbs.forEach((thumb) => {
      if (thumb.hash === "#" + entry.target.id) thumb.setAttribute("aria-current", "true"); else thumb.removeAttribute("aria-current");
    })), { root: gallery.querySelector(".gallery__row"), threshold: 0.6 });
    all(".gallery__picture", gallery).forEach((picture) => seen.observe(picture));
  };

  // The buy bar of a phone steps back while the real button is in sight.
  const watchBuyBar = (bar) => {
    const button = document.querySelector("[data-buy]");
    if (button) new IntersectionObserver(([entry]) => bar.classList.toggle("is-away", entry.isIntersecting)).observe(button);
  };

  const copy = async (button) => {
    // Where the browser does not let us, the words to copy are selected, and the shopper copies them.
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch { button.parentElement.querySelector("input")?.select(); return; }
    const text = button.querySelector("span");
    const before = text.textContent;
    text.textContent = button.dataset.done;
    setTimeout(() => { text.textContent = before; }, 2000);
  };

  on("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    let found;
    if ((found = hit("[data-step]"))) step(found);
    else if ((found = hit(".gallery__thumbs a"))) show(event, found);
    else if ((found = hit("[data-search-toggle]"))) toggleSearch(event, found);
    else if ((found = hit("[data-copy]"))) copy(found);
    else if (hit("[data-close]")) close();
    else if (hit("[data-print]")) print();
    else if (hit("[data-consent-accept]")) answer(hit("[data-consent]"), "seen");
    else if (hit("[data-consent-close]")) answer(hit("[data-consent]"), "closed");
  });

  // Who does not agree closes the notice, and is not asked on every page. Storage may be switched off: then it comes back.
  const answer = (notice, how) => { notice.hidden = true; try { localStorage.setItem("consent", how); } catch { /* it comes back */ } };

  const prepare = (root) => {
    all("[data-gallery]", root).forEach(watchGallery);
    all("[data-buybar]", root).forEach(watchBuyBar);
  };
  prepare(document);
  on("htmx:load", (event) => { if (event.detail.elt !== document.body) prepare(event.detail.elt); });

  // Which of two prices comes first was chosen on some product page.
  try { document.documentElement.classList.toggle("prices-other", localStorage.getItem("prices") === "other"); } catch { /* as the page is */ }

  const consent = document.querySelector("[data-consent]");
  try { if (consent && !localStorage.getItem("consent")) consent.hidden = false; } catch { /* storage is switched off */ }
  const wrong = document.querySelector("[data-focus]");
  wrong?.focus();
  // A form that came back with errors was sent: going back to it would ask whether to send it again. Now it is fetched anew.
  if (wrong) history.replaceState(history.state, "", location.href);
})();
