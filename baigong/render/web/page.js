"use strict";
document.documentElement.classList.add("scripted");
const filters = [...document.querySelectorAll("select[data-filter]")];
const tagsOf = JSON.parse(document.querySelector(".filters")?.dataset.tags ?? "[]");
const rows = [...document.querySelectorAll("tr[data-tags]")].map((row) => ({ row, tags: tagsOf[row.dataset.tags] ?? {} }));
const shown = document.querySelector(".filters output");
const most = 20;
const few = 12;

function filter() {
  const wanted = filters.filter((select) => select.value).map((select) => [select.dataset.filter, select.value]);
  document.documentElement.classList.toggle("filtered", wanted.length > 0);
  let tasks = 0;
  for (const { row, tags } of rows) {
    row.hidden = !wanted.every(([key, value]) => !(key in tags) || tags[key].includes(value));
    tasks += !row.hidden && row.closest("table").dataset.counted !== undefined;
  }
  for (const table of document.querySelectorAll("table")) {
    table.classList.toggle("none", [...table.tBodies[0].rows].every((row) => row.hidden));
  }
  if (shown) shown.textContent = wanted.length ? `符合条件的任务 ${tasks} 项` : "";
}

// A long table shows its first rows, in the order in which it is sorted; paper and a filter show all that there are.
function fold(table) {
  const count = table.tBodies[0].rows.length;
  if (count <= most) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "more";
  const set = (folded) => {
    table.classList.toggle("folded", folded);
    button.textContent = folded ? `显示全部 ${count} 行` : `只显示前 ${few} 行`;
    button.setAttribute("aria-expanded", String(!folded));
  };
  button.addEventListener("click", () => set(!table.classList.contains("folded")));
  set(true);
  table.parentElement.after(button);
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
for (const table of document.querySelectorAll("table.listing")) fold(table);
for (const scroll of document.querySelectorAll(".scroll")) scroll.scrollLeft = scroll.querySelector(".grid") ? scroll.scrollWidth : 0;
for (const select of filters) select.addEventListener("change", filter);
document.querySelector(".filters button")?.addEventListener("click", () => {
  for (const select of filters) select.value = "";
  filter();
});
filter();
