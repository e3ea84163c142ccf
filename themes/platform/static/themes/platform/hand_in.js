/* The translation screen of somebody who may not publish: our bar (#hand-in-bar) takes the place of wagtail-localize's. */
"use strict";

/* Loaded before wagtail-localize's own script, so this comes first: it knows previews of pages alone, no way to the product,
   and nothing to decide but "publish". */
document.addEventListener("DOMContentLoaded", () => {
  const editor = document.querySelector(".js-translation-editor");
  const bar = document.getElementById("hand-in-bar");
  const above = ["translation-journey", "translation-decisions"].map((id) => document.getElementById(id));
  if (!editor || !bar) return;
  const props = JSON.parse(editor.dataset.props);
  if (bar.dataset.preview && !(props.previewModes || []).length) {
    props.previewModes = [{ mode: "", label: "", url: bar.dataset.preview }];
    editor.dataset.props = JSON.stringify(props);
  }
  above.filter(Boolean).forEach((part) => editor.before(part.content.cloneNode(true)));
});

document.addEventListener("DOMContentLoaded", () => {
  const editor = document.querySelector(".js-translation-editor");
  const bar = document.getElementById("hand-in-bar");
  if (!editor || !bar || JSON.parse(editor.dataset.props).perms.canPublish) return;
  editor.classList.add("is-handed-in");
  const ours = bar.content.cloneNode(true);
  const previews = ours.querySelector(".hand-in__previews");
  const modes = JSON.parse(editor.dataset.props).previewModes || [];
  for (const mode of modes) {
    const link = document.createElement("a");
    link.className = "button button-secondary";
    link.href = mode.url;
    link.target = "_blank";
    link.textContent = modes.length > 1 ? mode.label : previews.dataset.label;
    previews.append(link);
  }
  editor.after(ours);
});
