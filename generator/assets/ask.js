/* The question on the home page: answers while it is being typed. */
(function () {
  "use strict";

  const MOST = 8;
  const W = window.CatalogWords;
  const field = document.querySelector("[data-ask]");
  const answers = document.querySelector("[data-answers]");
  const status = document.querySelector("[data-status]");
  if (!field || !answers || !window.Finder) { return; }

  const root = document.documentElement.dataset.root || "./";
  let model = null;
  let asked = "";

  function make(name, attributes, text) {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (text !== undefined) { element.textContent = text; }
    return element;
  }

  function few(texts, limit) {
    const all = Array.from(new Set(texts));
    return all.slice(0, limit).join(" · ") + (all.length > limit ? " and " + (all.length - limit) + " more" : "");
  }

  /* Only the offers that carry the verdict shown are named beside it. */
  function whatFor(hit) {
    const at = hit.scopes || model.scopesOf[hit.row].map(function (_, index) { return index; });
    const same = at.filter(function (one) { return model.rank(hit.row, [one]) === hit.rank; });
    const scopes = (same.length ? same : at).map(function (one) { return model.scopesOf[hit.row][one]; });
    const what = few(scopes.map(function (one) { return model.categories[one.category].name; }), 2);
    const where = few(scopes.map(function (one) { return model.places[one.place].short; }), 4);
    return what ? what + " · " + where : "Nothing on offer is recorded";
  }

  function drawAnswer(hit) {
    const verdict = W.RANKS[hit.rank];
    const item = make("li", { "class": "sc-answer", "data-supplier": model.id[hit.row], "data-verdict": verdict });
    const text = make("div", { "class": "sc-answer__main" });
    const name = make("p", { "class": "sc-answer__name" });
    name.appendChild(make("a", { href: root + "suppliers/" + model.id[hit.row] + "/index.html" }, model.names[hit.row]));
    if (model.first[hit.row].length) {
      name.append(" ");
      name.appendChild(make("span", { "class": "sc-tag" }, "Preferred"));
    }
    text.append(name, make("p", { "class": "sc-answer__what" }, whatFor(hit)));
    const why = hit.rank && hit.rank === model.rank(hit.row, null) ? model.because(hit.row) : "";
    if (why) { text.appendChild(make("p", { "class": "sc-answer__why" }, why)); }
    const side = make("div", { "class": "sc-answer__verdict" });
    side.appendChild(make("span", { "class": "sc-verdict", "data-verdict": verdict }, W.LABELS[verdict]));
    const change = model.change(hit.row, hit.scopes);
    if (change) {
      const day = Math.round(model.date(change.day) / 86400000);
      side.appendChild(make("span", { "class": "sc-until" }, W.untilWords(verdict, { day: day, verdict: W.RANKS[change.rank] })));
    }
    item.append(text, side);
    return item;
  }

  function drawCategories(text) {
    const found = model.categoriesFor(text).slice(0, 3);
    if (!found.length) { return null; }
    const line = make("p", { "class": "hm-also" }, found.length > 1 ? "Categories: " : "Category: ");
    found.forEach(function (index, at) {
      const category = model.categories[index];
      if (at) { line.append(" · "); }
      line.appendChild(make("a", { href: root + "categories/" + category.id + "/index.html" }, category.name));
    });
    return line;
  }

  function everything(text) {
    return root + "suppliers/index.html?q=" + encodeURIComponent(text);
  }

  function drawNobody(text) {
    const box = make("div", { "class": "sc-empty" });
    box.append(
      make("p", { "class": "sc-empty__title" }, "Nothing matches “" + text + "”"),
      make("p", {}, "Try a plainer word, pick a category below, or ask procurement."));
    return box;
  }

  function draw() {
    const text = field.value.trim();
    asked = text;
    answers.textContent = "";
    const hits = text.length > 1 ? model.search(text) : null;
    if (!hits) {
      answers.hidden = true;
      status.textContent = "";
      return;
    }
    answers.hidden = false;
    const fine = hits.filter(function (one) { return one.rank < 2; }).length;
    status.textContent = hits.length
      ? fine + " of " + hits.length + (hits.length === 1 ? " supplier" : " suppliers") + " may be used today"
      : "Nothing matches";
    if (!hits.length) {
      answers.appendChild(drawNobody(text));
      return;
    }
    const categories = drawCategories(text);
    if (categories) { answers.appendChild(categories); }
    const list = make("ul", { "class": "sc-answers" });
    hits.slice(0, MOST).forEach(function (hit) { list.appendChild(drawAnswer(hit)); });
    answers.appendChild(list);
    if (hits.length > MOST) {
      const more = make("p");
      more.appendChild(make("a", { href: everything(text) }, "All " + hits.length.toLocaleString("en") + " in the catalog, with filters"));
      answers.appendChild(more);
    }
  }

  function load() {
    return window.Finder.load().then(function (found) {
      model = found;
      return found;
    });
  }

  let wait = 0;
  function ask() {
    window.clearTimeout(wait);
    wait = window.setTimeout(function () {
      load().then(function () {
        if (field.value.trim() !== asked) { draw(); }
        if (/\d{3}/.test(field.value.replace(/[^A-Za-z0-9]/g, "")) && !model.numbers) {
          window.Finder.loadNumbers(model).then(draw, function () {});
        }
      }, function (error) { status.textContent = error.message; });
    }, model ? 40 : 0);
  }

  document.addEventListener("catalogday", function () {
    if (model && asked) { draw(); }
  });
  field.addEventListener("focus", function () { load().catch(function () {}); });
  field.addEventListener("input", ask);
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
