// Sorting and filtering of tables, and opening what a link points into. The page reads well without it.
(() => {
  "use strict";
  const say = (cell) => cell.dataset.value ?? cell.textContent.trim();
  const compare = (one, other) => {
    const [a, b] = [one, other].map((text) => Number(text.replace("−", "-").replaceAll(",", "")));
    if (one !== "" && other !== "" && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
    return one.localeCompare(other, "en");
  };

  const sort = (table, head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((a, b) => compare(say(a.cells[column]), say(b.cells[column])));
    body.append(...(down ? rows.reverse() : rows));
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

  const enliven = (part) => {
    for (const table of part.querySelectorAll("table.sortable")) {
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        button.addEventListener("click", () => sort(table, head, column));
        head.append(button);
      });
      if (table.dataset.filter && table.tBodies[0].rows.length > 8) addFilter(table);
    }
  };

  // The tables of a piece come alive when it comes near, so that a page of hundreds opens at once.
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      enliven(target);
    }
  }, { rootMargin: "600px" });
  for (const part of document.querySelectorAll("main > section")) enliven(part);
  for (const piece of document.querySelectorAll(".piece")) observer.observe(piece);

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
    if (event.target.className === "n") location.hash = event.target.closest(".s").id;
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  reveal();
})();
