"use strict";
document.documentElement.classList.add("scripted");
const filters = [...document.querySelectorAll("select[data-filter]")];
const rows = [...document.querySelectorAll("tr[data-tags]")].map((row) => ({ row, tags: JSON.parse(row.dataset.tags) }));
const shown = document.querySelector(".filters output");

function filter() {
  const wanted = filters.filter((select) => select.value).map((select) => [select.dataset.filter, select.value]);
  let tasks = 0;
  for (const { row, tags } of rows) {
    row.hidden = !wanted.every(([key, value]) => !(key in tags) || tags[key].includes(value));
    tasks += !row.hidden && row.closest("table").dataset.last !== undefined;
  }
  if (shown) shown.textContent = wanted.length ? `符合条件的任务 ${tasks} 项` : "";
}

function compare(one, other) {
  const [a, b] = [one, other].map((text) => Number.parseFloat(text));
  if (/^-?[\d.]+%?$/.test(one) && /^-?[\d.]+%?$/.test(other)) return a - b;
  return one.localeCompare(other, "zh");
}

function sort(head) {
  const body = head.closest("table").tBodies[0];
  const column = head.cellIndex;
  const descending = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const sorted = [...body.rows].sort((one, other) => compare(key(one), key(other)) * (descending ? -1 : 1));
  body.append(...sorted);
}

for (const head of document.querySelectorAll("table.listing th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.dataset.title = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => sort(head));
}
for (const select of filters) select.addEventListener("change", filter);
document.querySelector(".filters button")?.addEventListener("click", () => {
  for (const select of filters) select.value = "";
  filter();
});
filter();
