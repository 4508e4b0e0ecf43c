// Sorting and filtering of tables, and opening what a link points into. The pages read well without it.
(() => {
  "use strict";
  const say = (cell) => cell.dataset.value ?? cell.textContent.trim();
  // A number, alone or before a unit, a range or what it is out of; none for words, days and dashes.
  const measure = (text) => {
    const found = /^([+−-]?[\d,]*\.?\d+)(?:\s*%|\s*\/.*| of .*| to .*)?$/.exec(text);
    return found ? Number(found[1].replace("−", "-").replaceAll(",", "")) : null;
  };
  const compare = (one, other) => {
    const [a, b] = [measure(one), measure(other)];
    if (a !== null && b !== null) return a - b;
    return one.localeCompare(other, "en");
  };
  const isEmpty = (text) => text === "" || text === "–";

  const sort = (table, head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map((row) => [say(row.cells[column]), row]);
    const full = rows.filter(([text]) => !isEmpty(text)).sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
    const empty = rows.filter(([text]) => isEmpty(text));
    table.tBodies[0].append(...[...full, ...empty].map(([, row]) => row));
  };

  const addFilter = (table) => {
    const box = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    box.className = "filter";
    label.textContent = `Filter ${table.dataset.filter} `;
    input.type = "search";
    count.setAttribute("role", "status");
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = wanted ? `${shown} of ${table.tBodies[0].rows.length} shown` : "";
    });
    label.append(input);
    box.append(label, count);
    (table.closest(".scroll") ?? table).before(box);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if ("fixed" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head, column));
      head.append(button);
    });
    if (table.dataset.filter && table.tBodies[0].rows.length > 8) addFilter(table);
  }

  const reveal = () => {
    const place = document.querySelector(":target");
    const closed = place?.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      place.scrollIntoView();
    }
  };
  // A click on the number of a sentence puts its address where it can be copied.
  addEventListener("click", (event) => {
    if (event.target.matches(".text sup")) location.hash = event.target.parentElement.id;
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  reveal();
})();
