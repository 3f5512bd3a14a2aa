/* The question on the home page: answers while it is being typed. It sets text, never markup. */
(function () {
  "use strict";

  const ASKED = 12;
  const SUPPLIERS = 6;
  const PAGES = 5;
  const t = window.catalogText || function (message) { return message; };
  const field = document.querySelector("[data-ask]");
  const answers = document.querySelector("[data-answers]");
  const status = document.querySelector("[data-status]");
  if (!field || !answers || !window.Finder) { return; }

  const root = document.documentElement.dataset.root || "./";
  let search = null;
  let asked = "";
  let first = null;

  const make = window.catalogMake;

  function drawSupplier(one) {
    const item = make("li", { "class": "sc-answer", "data-supplier": one.id, "data-verdict": one.verdict });
    const main = make("div", { "class": "sc-answer__main" });
    const name = make("p", { "class": "sc-answer__name" });
    name.appendChild(make("a", { href: root + one.path }, one.title));
    if (one.preferred) { name.append(" ", make("span", { "class": "sc-tag" }, t("Preferred"))); }
    main.append(name, make("p", { "class": "sc-answer__what" }, one.about));
    if (one.why) { main.appendChild(make("p", { "class": "sc-answer__why" }, one.why)); }
    const side = make("div", { "class": "sc-answer__verdict" });
    side.appendChild(make("span", { "class": "sc-verdict", "data-verdict": one.verdict }, one.label));
    if (one.until) { side.appendChild(make("span", { "class": "sc-until" }, one.until)); }
    item.append(main, side);
    return item;
  }

  function drawPage(one) {
    const item = make("li", { "data-kind": one.kind });
    item.appendChild(make("a", { href: root + one.path }, one.title));
    item.append(" ", make("span", { "class": "sc-tag" }, one.label));
    if (one.about) { item.append(" ", make("span", { "class": "sc-muted" }, one.about)); }
    return item;
  }

  function drawList(kind, drawn) {
    const list = make("ul", { "class": kind });
    drawn.forEach(function (one) { list.appendChild(one); });
    return list;
  }

  function drawNobody(text) {
    const box = make("div", { "class": "sc-empty" });
    const what = make("p", {}, t("Try a plainer word, such as what it is for. Or pick a category below."));
    what.append(" ", make("a", { href: "#lost" }, t("Ask procurement")));
    box.append(make("p", { "class": "sc-empty__title" }, t("Nothing matches “%(text)s”", { text: text })), what);
    return box;
  }

  function said(found) {
    const numbers = { fine: found.usable.toLocaleString("en"), all: found.suppliers.toLocaleString("en"), place: found.place };
    if (!found.results.length) { return t("Nothing matches"); }
    if (found.partly) { return t("Nothing matches all of these words. The nearest:"); }
    if (found.nowhere) { return t("“%(place)s” is no place on file. Anywhere:", { place: found.place }); }
    if (found.elsewhere) { return t("Nobody on file offers this in %(place)s. Elsewhere:", numbers); }
    if (!found.suppliers) { return t("No supplier matches. This does:"); }
    if (found.place) { return t("%(fine)s of %(all)s suppliers may be used today in %(place)s", numbers); }
    return found.suppliers === 1
      ? t("%(fine)s of 1 supplier may be used today", numbers)
      : t("%(fine)s of %(all)s suppliers may be used today", numbers);
  }

  function everything(text, count) {
    const more = make("p");
    const words = t("All %(num)s in the catalog, with filters", { num: count.toLocaleString("en") });
    more.appendChild(make("a", { href: root + "suppliers/index.html?q=" + encodeURIComponent(text) }, words));
    return more;
  }

  function draw() {
    const text = field.value.trim();
    asked = text;
    first = null;
    answers.textContent = "";
    answers.hidden = text.length < 2;
    if (answers.hidden) {
      status.textContent = "";
      return;
    }
    const found = search.find(text, ASKED);
    const suppliers = found.results.filter(function (one) { return one.kind === "supplier"; }).slice(0, SUPPLIERS);
    const pages = found.results.filter(function (one) { return one.kind !== "supplier"; }).slice(0, PAGES);
    status.textContent = said(found);
    if (!found.results.length) {
      answers.appendChild(drawNobody(text));
      return;
    }
    first = found.results[0];
    const parts = [];
    if (suppliers.length) { parts.push(drawList("sc-answers", suppliers.map(drawSupplier))); }
    if (found.suppliers > suppliers.length) { parts.push(everything(text, found.suppliers)); }
    const also = pages.length ? [drawList("hm-pages", pages.map(drawPage))] : [];
    if (also.length && suppliers.length) { also.unshift(make("p", { "class": "hm-pages__title" }, t("See also"))); }
    answers.append.apply(answers, first.kind === "supplier" ? parts.concat(also) : also.concat(parts));
  }

  function load() {
    return window.Finder.loadAll().then(function (found) {
      search = found;
      return found;
    });
  }

  let wait = 0;
  function ask() {
    window.clearTimeout(wait);
    wait = window.setTimeout(function () {
      load().then(function () {
        if (field.value.trim() !== asked) { draw(); }
        if (window.Finder.hasNumber(field.value) && !search.model.numbers) {
          window.Finder.loadNumbers(search.model).then(draw, function () {});
        }
      }, function (error) { status.textContent = error.message; });
    }, search ? 40 : 0);
  }

  /* The arrows go from the field through the answers and back. */
  function walk(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const links = Array.from(answers.querySelectorAll("a"));
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) {
      event.preventDefault();
      field.focus();
    } else if (step && links.length && !event.isComposing && (at >= 0 || step > 0)) {
      event.preventDefault();
      (links[at + step] || (step < 0 ? field : links[at])).focus();
    }
  }

  document.addEventListener("catalogday", function () {
    if (search && asked) { draw(); }
  });
  field.addEventListener("focus", function () { load().catch(function () {}); });
  field.addEventListener("input", ask);
  field.addEventListener("keydown", walk);
  answers.addEventListener("keydown", walk);
  field.form.addEventListener("submit", function (event) {
    if (first && first.sure && asked === field.value.trim()) {
      event.preventDefault();
      window.location.assign(root + first.path);
    }
  });
  document.querySelectorAll("[data-example]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      field.value = link.dataset.example;
      field.focus();
      ask();
    });
  });
  if (field.value) { ask(); }
})();
