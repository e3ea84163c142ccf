/* Before a form of the admin is sent: is its writer still logged in, and can the server be reached? If not, nothing is sent and
   nothing that was typed is lost. A form is not sent twice by a second click. Without this script forms work as ever. */
"use strict";

(() => {
  const texts = document.currentScript.dataset;
  const AGAIN = 3000;
  const passed = new WeakSet();
  const asking = new WeakSet();
  let sent = new WeakMap();
  let bar = null;

  /* "here", "gone" or "away"; who is here gets a token that fits the present log-in. */
  const ask = async () => {
    try {
      const answer = await fetch(texts.url, {
        headers: { "X-Requested-With": "XMLHttpRequest" }, credentials: "same-origin", cache: "no-store",
      });
      if (answer.status === 403 || answer.redirected) return "gone";
      if (!answer.ok) return answer.status >= 500 ? "away" : "here";
      const { token } = await answer.json();
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => { input.value = token; });
      if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
      return "here";
    } catch {
      return "away";
    }
  };

  const tell = (text, isGone) => {
    if (!bar) {
      bar = document.createElement("div");
      bar.className = "still-here";
      bar.setAttribute("role", "alert");
      document.body.append(bar);
    }
    bar.classList.toggle("is-well", text === texts.back);
    bar.textContent = text;
    if (!isGone) return;
    const link = document.createElement("a");
    link.href = texts.login;
    link.target = "_blank";
    link.className = "button button-small";
    link.textContent = texts.link;
    bar.append(" ", link);
  };

  /* Wagtail's buttons say "Saving…" and are switched off when clicked; one that is off is not sent along. */
  const wake = (button, isOver) => {
    if (!button) return;
    button.disabled = false;
    if (isOver && button.hasAttribute("data-w-progress-loading-value")) button.dataset.wProgressLoadingValue = "false";
  };

  const isPost = (form, button) => {
    const method = (button && button.getAttribute("formmethod")) || form.getAttribute("method") || "get";
    return method.toLowerCase() === "post";
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    // Before the log-in there is no sidebar, and nobody who could be gone.
    if (!isPost(form, button) || !document.getElementById("wagtail-sidebar")) return;
    if (passed.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking.has(form) || Date.now() - (sent.get(form) || 0) < AGAIN) return;
    asking.add(form);
    const state = await ask();
    asking.delete(form);
    if (state !== "here") {
      wake(button, true);
      tell(state === "gone" ? texts.gone : texts.away, state === "gone");
      return;
    }
    if (bar) { bar.remove(); bar = null; }
    wake(button, false);
    passed.add(form);
    form.requestSubmit(button);
    passed.delete(form);
  }, true);

  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent.set(event.target, Date.now());
  });
  window.addEventListener("pageshow", () => { sent = new WeakMap(); });
  window.addEventListener("focus", async () => {
    if (bar && (await ask()) === "here") tell(texts.back, false);
  });
})();
