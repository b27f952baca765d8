"use strict";
// Sorting and filtering of tables. Without it every table is whole, in the order it came.

const LONG = 8;
const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function value(row, column) {
  const cell = row.cells[column];
  return cell.dataset.rank ?? cell.textContent.trim().replace(/(\d),(?=\d{3})/g, "$1");
}

function sort(table, column, down) {
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((one, other) => words.compare(value(one, column), value(other, column)));
  body.append(...(down ? rows.reverse() : rows));
}

function sortable(table) {
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const first = header.classList.contains("n") ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const next = header.getAttribute("aria-sort") === first ? other : first;
      headers.forEach((one) => one.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", next);
      sort(table, column, next === "descending");
    });
  });
}

function filterable(table) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < LONG) return;
  const bar = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("output");
  bar.className = "filter";
  input.type = "search";
  label.append("Filter", input);
  bar.append(label, count);
  (table.closest(".scroll") ?? table).before(bar);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    const shown = rows.filter((row) => {
      row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
      return !row.hidden;
    });
    count.textContent = wanted ? `${shown.length} of ${rows.length}` : "";
  });
}

for (const table of document.querySelectorAll("table.sortable")) {
  sortable(table);
  filterable(table);
}
