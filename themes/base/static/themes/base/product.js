// What makes a product page pleasant: large pictures, a countdown, the choice of price, sharing. All works without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, handler) => document.addEventListener(type, handler);

  // Large pictures in a native dialog: it keeps the focus, closes with Escape and gives the focus back.
  const enlarge = (event, link) => {
    const gallery = link.closest("[data-gallery]");
    const dialog = gallery.querySelector("[data-zoom-dialog]");
    if (!dialog?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = dialog.querySelector("[data-zoom-row]");
    if (!row.childElementCount) {
      all("[data-zoom]", gallery).forEach((each) => {
        const small = each.querySelector("img");
        const large = Object.assign(new Image(small.width, small.height), { src: each.href, alt: small.alt, decoding: "async" });
        const frame = document.createElement("div");
        frame.append(large);
        row.append(frame);
      });
      row.addEventListener("scroll", () => count(dialog), { passive: true });
    }
    dialog.showModal();
    go(dialog, Number(link.dataset.zoom), "instant");
    row.focus();
  };
  const place = (row) => Math.round(row.scrollLeft / Math.max(1, row.clientWidth));
  const go = (dialog, number, behavior = "auto") => {
    const row = dialog.querySelector("[data-zoom-row]");
    const wanted = Math.max(0, Math.min(row.childElementCount - 1, number));
    all(".is-large", row).forEach(fit);
    row.dataset.at = wanted;
    row.scrollTo({ left: wanted * row.clientWidth, behavior });
    tell(dialog, wanted);
  };
  const count = (dialog) => {
    const row = dialog.querySelector("[data-zoom-row]");
    clearTimeout(row.timer);
    row.timer = setTimeout(() => { row.dataset.at = place(row); tell(dialog, place(row)); }, 120);
  };
  const tell = (dialog, number) => {
    const last = dialog.querySelector("[data-zoom-row]").childElementCount - 1;
    const text = `${number + 1} / ${last + 1}`;
    const field = dialog.querySelector("[data-zoom-count]");
    if (field.textContent !== text) field.textContent = text;
    all("[data-zoom-step]", dialog).forEach((button) => { button.disabled = Number(button.dataset.zoomStep) < 0 ? number === 0 : number === last; });
  };
  // A press on the picture brings it nearer, with the pressed place under the finger; another one shows the whole again.
  const NEARER = 2.5;
  const fit = (frame) => {
    frame.classList.remove("is-large");
    frame.firstElementChild.style.width = "";
  };
  const bringNearer = (frame, [x, y] = [0.5, 0.5]) => {
    if (frame.classList.contains("is-large")) return fit(frame);
    const picture = frame.firstElementChild;
    picture.style.width = `${Math.round(picture.clientWidth * NEARER)}px`;
    frame.classList.add("is-large");
    frame.scrollTo({ left: picture.offsetWidth * x - frame.clientWidth / 2, top: picture.offsetHeight * y - frame.clientHeight / 2, behavior: "instant" });
  };
  const pressedPicture = (event, picture) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    bringNearer(picture.parentElement, [(event.clientX - left) / width, (event.clientY - top) / height]);
  };
  const turn = (dialog, by) => go(dialog, Number(dialog.querySelector("[data-zoom-row]").dataset.at ?? 0) + by);
  on("keydown", (event) => {
    const dialog = document.querySelector("[data-zoom-dialog][open]");
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const row = dialog?.querySelector("[data-zoom-row]");
    if (event.key === "Enter" && row && document.activeElement === row) return bringNearer(row.children[Number(row.dataset.at ?? 0)]);
    if (!dialog || !by) return;
    event.preventDefault();
    turn(dialog, document.dir === "rtl" ? -by : by);
  });

  // Which of two prices comes first. Storage may be switched off: then the choice holds for this page.
  const pressed = () => {
    const other = document.documentElement.classList.contains("prices-other");
    all("[data-tax-switch] button").forEach((button) => button.setAttribute("aria-pressed", String((button.value === "other") === other)));
  };
  const choose = (value) => {
    document.documentElement.classList.toggle("prices-other", value === "other");
    try { localStorage.setItem("prices", value); } catch { /* not remembered */ }
    pressed();
  };

  // The countdown to the next parcels. The page may have been kept for hours: the moments in it are what counts.
  const fill = (text, words) => text.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
  const today = (zone) => {
    try { return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date()); }
    catch { return ""; }
  };
  const promise = (box) => {
    const words = box.querySelector("[data-text]");
    const days = box.dataset.days.split(";").map((day) => day.split("|"));
    const next = days.find(([before]) => Number(before) * 1000 > Date.now());
    if (!next) return box.remove();
    const left = Math.floor((Number(next[0]) * 1000 - Date.now()) / 60000);
    const [hours, minutes] = [Math.floor(left / 60), left % 60];
    const time = fill(hours ? box.dataset.hours : box.dataset.minutes, { hours, minutes });
    const text = next[1] === today(box.dataset.zone) ? fill(box.dataset.today, { time }) : fill(box.dataset.later, { day: next[2] });
    if (words.textContent !== text) words.textContent = text;
  };
  const promises = () => all("[data-dispatch]").forEach(promise);
  setInterval(promises, 20000);

  const share = async (button) => {
    const data = { title: button.dataset.title, url: document.querySelector("link[rel=canonical]")?.href ?? location.href };
    if (navigator.share) { try { await navigator.share(data); } catch { /* they changed their mind */ } return; }
    try { await navigator.clipboard.writeText(data.url); } catch { return; }
    const words = button.querySelector("span");
    const before = words.textContent;
    words.textContent = button.dataset.done;
    setTimeout(() => { words.textContent = before; }, 2000);
  };

  // Links to other languages were written for the variant with which the page came.
  const carry = (link) => {
    const [to, chosen] = [new URL(link.href), new URLSearchParams(location.search).get("variant")];
    if (chosen) to.searchParams.set("variant", chosen);
    else to.searchParams.delete("variant");
    link.href = to.href;
  };

  on("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    let found;
    if ((found = hit("[data-zoom]"))) enlarge(event, found);
    else if ((found = hit("[data-zoom-row] img"))) pressedPicture(event, found);
    else if ((found = hit("[data-zoom-step]"))) turn(found.closest("dialog"), Number(found.dataset.zoomStep));
    else if ((found = hit("[data-tax-switch] button"))) choose(found.value);
    else if ((found = hit("[data-share]"))) share(found);
    else if ((found = hit("a[hreflang]"))) carry(found);
  });

  const prepare = () => { promises(); pressed(); };
  prepare();
  on("htmx:load", prepare);
})();
