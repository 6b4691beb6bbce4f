// Filters, contents and the link between a mark and its finding. The page reads without it.
"use strict";
(() => {
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll(".mark")];
  const articles = [...document.querySelectorAll("article")];
  const names = { error: "errors", warn: "warnings", info: "notes" };
  const form = document.getElementById("filters");
  const status = document.getElementById("shown");

  const count = (test) => cards.filter(test).length;
  for (const severity of Object.keys(names)) {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true, name: severity });
    const dot = Object.assign(document.createElement("span"), { className: `dot ${severity}` });
    label.append(box, dot, `${count((card) => card.dataset.severity === severity)} ${names[severity]}`);
    form.append(label);
  }
  const select = document.createElement("select");
  select.setAttribute("aria-label", "Rule");
  const option = (value, text) => select.append(new Option(text, value));
  option("", "all rules");
  const rules = [...new Set(cards.map((card) => card.dataset.rule))].sort();
  for (const family of [...new Set(rules.map((rule) => rule.slice(0, 3)))]) {
    option(family, `${family}: ${count((card) => card.dataset.rule.startsWith(family))}`);
    for (const rule of rules.filter((known) => known.startsWith(family))) {
      option(rule, `\u2003${rule}: ${count((card) => card.dataset.rule === rule)}`);
    }
  }
  form.append(select);
  form.hidden = cards.length === 0;

  const apply = () => {
    let shown = 0;
    for (const card of cards) {
      card.hidden = !form[card.dataset.severity].checked || !card.dataset.rule.startsWith(select.value);
      shown += card.hidden ? 0 : 1;
    }
    for (const mark of marks) {
      const visible = mark.dataset.for.split(" ").some((id) => !document.getElementById(id).hidden);
      mark.classList.toggle("quiet", !visible);
    }
    status.textContent = shown === cards.length ? "" : `${shown} of ${cards.length} findings shown`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();

  if (articles.length > 1) {
    const contents = document.getElementById("contents");
    for (const article of articles) {
      const link = Object.assign(document.createElement("a"), { href: `#${article.id}` });
      const number = Object.assign(document.createElement("span"), { textContent: ` ${article.dataset.findings}` });
      link.append(article.dataset.name, number);
      contents.append(link);
    }
    contents.hidden = false;
  }

  const light = (ids, on) => {
    for (const id of ids) document.getElementById(id)?.classList.toggle("lit", on);
    for (const mark of marks) {
      if (mark.dataset.for.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
    }
  };
  for (const element of [...marks, ...cards]) {
    const ids = () => (element.dataset.for ? element.dataset.for.split(" ") : [element.id]);
    element.addEventListener("mouseenter", () => light(ids(), true));
    element.addEventListener("mouseleave", () => light(ids(), false));
  }
})();
