// Narrows tables by the words of a column. The page reads without it.
"use strict";
for (const box of document.querySelectorAll(".filtered")) {
  const { column, name } = box.dataset;
  const rows = [...box.querySelectorAll("tbody tr")];
  const words = (row) => row.cells[column].textContent.trim();
  const label = document.createElement("label");
  label.className = "filter";
  label.append(`${name} `);
  const select = document.createElement("select");
  select.append(new Option("all", ""));
  for (const value of [...new Set(rows.map(words))].sort()) select.append(new Option(value, value));
  select.addEventListener("change", () => {
    for (const row of rows) row.hidden = select.value !== "" && words(row) !== select.value;
  });
  label.append(select);
  box.prepend(label);
  addEventListener("beforeprint", () => rows.forEach((row) => (row.hidden = false)));
}
