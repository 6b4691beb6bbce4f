// Filters, and the tie between words and their finding. The page reads without it.
"use strict";
(() => {
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll(".mark")];
  const form = document.getElementById("filters");
  const card = (id) => document.getElementById(id);
  const cardsOf = (mark) => mark.dataset.for.split(" ");

  if (form) {
    const status = document.getElementById("shown");
    const on = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
    const apply = () => {
      const [severities, families, rule] = [on("severity"), on("family"), form.elements.rule.value];
      for (const element of cards) {
        const { severity, family, rule: own } = element.dataset;
        element.hidden = !(severities.has(severity) && families.has(family) && (!rule || rule === own));
      }
      const shown = cards.filter((element) => !element.hidden).length;
      for (const mark of marks) {
        // Words look like the gravest of their findings that is shown, and lead to it.
        const visible = cardsOf(mark).map(card).filter((element) => !element.hidden);
        const gravest = ["error", "warn", "info"].find((severity) => visible.some((element) => element.dataset.severity === severity));
        mark.className = `mark ${gravest ?? "quiet"}`;
        if (gravest) mark.href = `#${visible.find((element) => element.dataset.severity === gravest).id}`;
        mark.tabIndex = gravest ? 0 : -1;
      }
      status.textContent = shown === cards.length ? "" : `${shown} of ${cards.length} shown`;
    };
    form.hidden = false;
    // What sticks below the filters must know how high they are.
    const bar = () => {
      const sticks = getComputedStyle(form).position === "sticky";
      document.documentElement.style.setProperty("--bar", sticks ? `${form.offsetHeight}px` : "0px");
    };
    addEventListener("resize", bar);
    bar();
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  // Lets findings hang past their paragraph as far as the next finding, so that text has gaps only where it must.
  const GAP = 14;
  const wide = matchMedia("screen and (min-width: 56.01rem)");
  const height = (element) => element.getBoundingClientRect().height;
  const hang = () => {
    const articles = [...document.querySelectorAll("article")];
    for (const row of document.querySelectorAll(".row")) row.style.minHeight = "";
    for (const article of articles) article.classList.toggle("hung", wide.matches);
    if (!wide.matches) return;
    // All is measured before anything is changed, so that the page is laid out once.
    const grown = [];
    for (const article of articles) {
      let free = 0;
      for (const row of [...article.querySelectorAll(".row")].reverse()) {
        const margin = row.querySelector(".margin");
        const own = height(row);
        free += own;
        const needed = margin ? height(margin) : 0;
        if (needed === 0) continue;
        if (needed + GAP > free) grown.push([row, own + needed + GAP - free]);
        free = 0;
      }
    }
    for (const [row, least] of grown) row.style.minHeight = `${least}px`;
  };
  let asked = 0;
  const hangSoon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(hang);
  };
  addEventListener("resize", hangSoon);
  form?.addEventListener("change", hangSoon);
  document.addEventListener("toggle", hangSoon, true);
  hang();

  const marksOf = new Map();
  for (const mark of marks) for (const id of cardsOf(mark)) marksOf.set(id, [...(marksOf.get(id) ?? []), mark]);
  const light = (ids, lit) => {
    for (const id of ids) {
      card(id)?.classList.toggle("lit", lit);
      for (const mark of marksOf.get(id) ?? []) mark.classList.toggle("lit", lit);
    }
  };
  const idsOf = (element) => {
    const near = element.closest?.(".mark, .card");
    return near ? (near.dataset.for ? cardsOf(near) : [near.id]) : [];
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => light(idsOf(event.target), true));
    document.addEventListener(end, (event) => light(idsOf(event.target), false));
  }

  // Who goes to a finding wants to read all of it.
  const unfold = () => document.querySelector(".card:target details")?.setAttribute("open", "");
  addEventListener("hashchange", unfold);
  addEventListener("load", unfold);

  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const visible = cards.filter((element) => !element.hidden);
    if (visible.length === 0) return;
    const current = visible.indexOf(document.activeElement?.closest(".card"));
    at = current >= 0 ? current + step : Math.min(Math.max(at + step, 0), visible.length - 1);
    const next = visible[Math.min(Math.max(at, 0), visible.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  });
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((element) => (element.open = true)));
})();
