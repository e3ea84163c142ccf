/* The grid of variants as a spreadsheet: arrow keys and Enter move, a block is pasted, what is not saved is marked.
   Without this script it is a table of inputs that is sent as any form is. */
"use strict";

(() => {
  const form = document.querySelector("[data-grid]");
  if (!form) return;
  const table = form.querySelector("table");
  const said = form.querySelector("[data-grid-said]");
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("[data-cell]")]);
  const places = new Map();
  rows.forEach((cells, row) => cells.forEach((cell, column) => places.set(cell, { row, column })));
  let sending = false;

  const isBox = (cell) => cell.type === "checkbox";
  const valueOf = (cell) => (isBox(cell) ? (cell.checked ? "on" : "") : cell.value.trim());
  const say = (text, numbers = {}) => {
    said.textContent = Object.entries(numbers).reduce((sentence, [sign, number]) => sentence.replace(`%${sign}`, number), text);
  };

  /* What is not saved yet. */
  const mark = (cell) => cell.closest("td").classList.toggle("is-changed", valueOf(cell) !== cell.dataset.was);
  const countChanged = () => table.querySelectorAll(".is-changed").length;
  const tell = () => {
    const count = countChanged();
    say(count ? form.dataset.sayChanged : form.dataset.saySaved, { n: count });
  };

  const set = (cell, text) => {
    if (isBox(cell)) cell.checked = /^(1|x|y|yes|ja|j|on|true|wahr|✓)$/i.test(text.trim());
    else cell.value = text.trim();
    mark(cell);
  };

  const go = (row, column) => {
    const cell = rows[row] && rows[row][column];
    if (!cell) return false;
    cell.focus();
    if (!isBox(cell)) cell.select();
    return true;
  };

  /* Left and right leave a cell only from its edge, or while all of it is selected: within it they move the caret. */
  const atEdge = (cell, step) => {
    if (isBox(cell)) return true;
    const { selectionStart: start, selectionEnd: end, value } = cell;
    if (start === 0 && end === value.length) return true;
    return start === end && (step < 0 ? start === 0 : end === value.length);
  };

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  form.addEventListener("keydown", (event) => {
    const place = places.get(event.target);
    if (!place || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      event.preventDefault();
      if (place.row > 0) { set(event.target, valueOf(rows[place.row - 1][place.column])); tell(); }
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      go(place.row + (event.shiftKey ? -1 : 1), place.column);
    } else if (event.key === "Escape") {
      set(event.target, event.target.dataset.was);
      tell();
    } else if (MOVES[event.key] && !event.shiftKey) {
      const [down, right] = MOVES[event.key];
      if (right && !atEdge(event.target, right)) return;
      if (go(place.row + down, place.column + right)) event.preventDefault();
      else if (down) event.preventDefault();
    }
  });

  /* Tab-separated lines as spreadsheets copy them; a cell in quotes may hold line ends. */
  const parse = (text) => {
    const lines = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const line = lines[lines.length - 1];
      const last = line.length - 1;
      if (quoted) {
        if (sign === '"' && text[at + 1] === '"') { line[last] += '"'; at += 1; }
        else if (sign === '"') quoted = false;
        else line[last] += sign;
      } else if (sign === '"' && line[last] === "") quoted = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") lines.push([""]);
      else if (sign !== "\r") line[last] += sign;
    }
    const end = lines[lines.length - 1];
    if (lines.length > 1 && end.length === 1 && end[0] === "") lines.pop();
    return lines;
  };

  form.addEventListener("paste", (event) => {
    const place = places.get(event.target);
    const text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!place || !text || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    let filled = 0;
    let beyond = 0;
    parse(text).forEach((line, down) => line.forEach((value, right) => {
      const cell = rows[place.row + down] && rows[place.row + down][place.column + right];
      if (cell) { set(cell, value); filled += 1; } else beyond += 1;
    }));
    say(beyond ? form.dataset.sayBeyond : form.dataset.sayPasted, { n: filled, m: beyond });
  });

  /* The value of the cell last visited in a column (else its first) for all lines below. */
  let visited = null;
  form.addEventListener("focusin", (event) => { if (places.has(event.target)) visited = event.target; });
  if (rows.length > 1) {
    const heads = [...table.tHead.rows[0].cells].slice(-rows[0].length);
    heads.forEach((head, column) => {
      const label = head.textContent.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "grid-fill";
      button.textContent = "⇩";
      button.title = form.dataset.sayFill.replace("%s", label);
      button.setAttribute("aria-label", button.title);
      if (rows[0][column].dataset.cell === "sku" || rows[0][column].dataset.cell === "gtin") return;
      button.addEventListener("click", () => {
        const from = visited && places.get(visited).column === column ? places.get(visited).row : 0;
        const value = valueOf(rows[from][column]);
        rows.slice(from + 1).forEach((cells) => set(cells[column], value));
        tell();
      });
      head.append(" ", button);
    });
  }

  form.addEventListener("input", (event) => { if (places.has(event.target)) { mark(event.target); tell(); } });
  form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && countChanged()) event.preventDefault();
  });

  form.querySelector("[data-grid-help]").hidden = false;
  places.forEach((_place, cell) => mark(cell));
  if (countChanged()) tell();
  const wrong = table.querySelector(".is-wrong [data-cell]");
  if (wrong) wrong.focus();
})();
