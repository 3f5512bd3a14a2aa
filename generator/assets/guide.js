/* The buying guide: “I need …, worth …, for …” → route, quotes, approval, papers, suppliers.

   The figures are those of the page's data, which come from the clauses; the suppliers those of
   finder.js. Amounts are compared as whole numbers, so that a limit is met to the cent. */
(function () {
  "use strict";

  const MOST = 8;
  const DAY = 86400000;
  const RATE_PLACES = 12;
  const say = window.catalogText;
  const W = window.CatalogWords;
  const form = document.querySelector("[data-guide]");
  const place = document.querySelector("[data-answer]");
  const source = document.getElementById("guide-data");
  if (!form || !place || !source || !window.Finder) { return; }

  const data = JSON.parse(source.textContent);
  const meant = form.querySelector("[data-meant]");
  const problem = form.querySelector("[data-problem]");
  const root = document.documentElement.dataset.root || "./";
  let model = null;
  let chosen = "";

  const make = window.catalogMake;

  /* ---- Money ------------------------------------------------------------------------------- */

  /* The digits as a whole number, with so many places behind the point. */
  function units(text, places) {
    const parts = text.split(".");
    return BigInt(parts[0] + (parts[1] || "").padEnd(places, "0").slice(0, places));
  }

  /* What was typed as digits with at most two places, '' for nothing, null for no amount. */
  function amountOf(typed) {
    const bare = typed.trim().replace(/^[A-Za-z$€£ ]+/, "").trim();
    if (!bare) { return ""; }
    const grouped = /^\d{1,3}(?:[ ,'\u00a0\u202f]\d{3})+(?:\.\d{1,2})?$/.test(bare);
    const plain = grouped ? bare.replace(/[ ,'\u00a0\u202f]/g, "") : bare;
    return /^\d{1,15}(?:\.\d{1,2})?$/.test(plain) ? plain : null;
  }

  function today() {
    const now = new Date();
    const day = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    return Math.max(day, Date.parse(document.documentElement.dataset.asOf));
  }

  /* The newest rate on file of a currency: {rate, on, fresh}; null without one. */
  function rateOf(currency, days) {
    const found = data.rates.find(function (one) { return one[0] === currency; });
    if (!found) { return null; }
    const fresh = !found[2] || today() <= Date.parse(found[2]) + days * DAY;
    return { rate: units(found[1], RATE_PLACES), words: found[1], on: found[2], fresh: fresh };
  }

  /* Whether the worth is above a limit; null where no fresh rate tells. */
  function isAbove(worth, limit) {
    const mine = units(worth.amount, 2);
    const theirs = units(limit.amount, 2);
    if (worth.currency === limit.currency) { return mine > theirs; }
    const from = rateOf(worth.currency, limit.days);
    const to = rateOf(limit.currency, limit.days);
    return from && to && from.fresh && to.fresh ? mine * from.rate > theirs * to.rate : null;
  }

  function money(worth) {
    const parts = worth.amount.split(".");
    return worth.currency + " " + parts[0].replace(/\B(?=(\d{3})+$)/g, ",") + (parts[1] ? "." + parts[1].padEnd(2, "0") : "");
  }

  /* ---- What holds for this purchase -------------------------------------------------------- */

  function near(code, wanted) {
    return code === wanted || code.startsWith(wanted + "-") || wanted.startsWith(code + "-");
  }

  function lineage(category) {
    return category === null ? [] : model.lineages[category].map(function (one) { return model.categories[one].id; });
  }

  /* Whether a selector fits: true, false, or null where the reader has not said. */
  function fits(one, asked) {
    let known = true;
    if (one.category) {
      if (asked.category === null) { known = null; }
      else if (!one.category.some(function (id) { return asked.lineage.includes(id); })) { return false; }
    }
    if (one.jurisdiction) {
      if (!asked.place) { known = null; }
      else if (!one.jurisdiction.some(function (code) { return near(asked.place, code); })) { return false; }
    }
    return known;
  }

  function judged(asked) {
    const found = { over: [], unknown: [], roles: { approval: new Map(), signing: new Map() } };
    data.limits.forEach(function (limit) {
      if (!fits(limit, asked)) { return; }
      const above = isAbove(asked.worth, limit);
      if (above === null) { found.unknown.push(limit); return; }
      if (limit.kind === "approval" || limit.kind === "signing") {
        limit.roles.forEach(function (role) {
          const roles = found.roles[limit.kind];
          if (above) { roles.set(role, null); }
          else if (!roles.has(role)) { roles.set(role, limit); }
        });
      } else if (above) {
        found.over.push(limit);
      }
    });
    return found;
  }

  function routeOf(over) {
    const methods = over.filter(function (one) { return one.kind === "method"; }).map(function (one) { return one.methods; });
    if (methods.every(function (one) { return one.includes("direct"); })) { return "order"; }
    return methods.every(function (one) { return one.includes("limited"); }) ? "quotes" : "tender";
  }

  /* Those of the lowest limit that is high enough; the category's owner alone, if among them. */
  function may(roles, asked) {
    const enough = Array.from(roles).filter(function (pair) { return pair[1] !== null; });
    const least = enough.reduce(function (best, pair) {
      return best === null || isAbove({ amount: best.amount, currency: best.currency }, pair[1]) ? pair[1] : best;
    }, null);
    const names = enough.filter(function (pair) { return pair[1] === least; }).map(function (pair) { return pair[0]; });
    const owner = asked.lineage.map(function (id) { return data.owners[id]; }).find(function (one) { return names.includes(one); });
    return { roles: owner ? [owner] : names, limit: least };
  }

  /* ---- Drawing ----------------------------------------------------------------------------- */

  function clauseLink(id) {
    const clause = data.clauses[id];
    return make("a", { "class": "sc-clause", href: root + clause.path, title: clause.title }, id);
  }

  function term(list, name, parts) {
    const row = make("div");
    const told = make("dd");
    told.append.apply(told, parts);
    row.append(make("dt", {}, name), told);
    list.appendChild(row);
  }

  const ROUTES = {
    order: function () { return say("Order from a supplier that is OK to use"); },
    quotes: function () { return say("Ask for written quotes"); },
    tender: function () { return say("Run a tender"); },
  };

  function because(found, asked) {
    const line = make("p");
    const highest = found.over.filter(function (one) { return one.kind === "method" || one.kind === "quotes"; });
    if (!highest.length) {
      line.append(say("%(worth)s is not above any limit for asking suppliers.", { worth: money(asked.worth) }));
      return line;
    }
    line.append(say("%(worth)s is above", { worth: money(asked.worth) }) + " ");
    const seen = new Set();
    highest.forEach(function (one) {
      if (seen.has(one.clause)) { return; }
      if (seen.size) { line.append(", "); }
      seen.add(one.clause);
      line.append(one.words + " (", clauseLink(one.clause), ")");
    });
    line.append(".");
    return line;
  }

  function roleWords(found, kind, asked) {
    const who = may(found.roles[kind], asked);
    if (!who.roles.length && data.free[kind].length) {
      return [data.free[kind].map(function (one) { return data.roles[one]; }).join(" · ")];
    }
    if (!who.roles.length) {
      return found.roles[kind].size ? [say("None of the roles with a limit. Ask procurement who decides.")] : [say("No clause in force sets a limit.")];
    }
    return [who.roles.map(function (one) { return data.roles[one]; }).join(" · ") + " ",
      make("span", { "class": "sc-muted" }, say("up to %(amount)s", { amount: who.limit.words })), " (", clauseLink(who.limit.clause), ")"];
  }

  function drawRates(box, asked) {
    const rate = rateOf(asked.worth.currency, 0);
    if (asked.worth.currency === data.own || !rate || !rate.on) { return; }
    const day = W.words(Math.round(Date.parse(rate.on) / DAY));
    box.appendChild(make("p", { "class": "sc-muted" }, say("Converted at the rate of %(day)s on file: one %(from)s is %(base)s %(rate)s.",
      { day: day, from: asked.worth.currency, base: data.base, rate: rate.words })));
  }

  function drawSteps(box, names) {
    const ids = [];
    names.forEach(function (name) {
      data.steps[name].forEach(function (id) { if (!ids.includes(id)) { ids.push(id); } });
    });
    if (!ids.length) { return; }
    const fold = make("details", { "class": "sc-fold" });
    fold.appendChild(make("summary", {}, say("What the clauses say")));
    const list = make("ul", { "class": "gd-clauses" });
    ids.forEach(function (id) {
      const item = make("li", {}, data.clauses[id].sentence + " ");
      item.appendChild(clauseLink(id));
      list.appendChild(item);
    });
    fold.appendChild(list);
    box.appendChild(fold);
  }

  function drawRoute(asked) {
    const found = judged(asked);
    const box = make("section", { "class": "gd-route", "aria-labelledby": "gd-route" });
    if (found.unknown.length) {
      box.append(make("h2", { id: "gd-route" }, say("Ask procurement")),
        make("p", {}, say("The newest rate of %(currency)s on file is too old, so the amount cannot be held against the limits.", { currency: asked.worth.currency })));
      return box;
    }
    const route = routeOf(found.over);
    const quotes = found.over.reduce(function (most, one) { return Math.max(most, one.quotes); }, 0);
    const list = make("dl", { "class": "sc-summary" });
    box.dataset.route = route;
    box.append(make("h2", { id: "gd-route" }, ROUTES[route]()), because(found, asked));
    drawRates(box, asked);
    term(list, say("Quotes needed"), [quotes ? say("at least %(n)s", { n: quotes }) : say("none")]);
    term(list, say("Who may approve"), roleWords(found, "approval", asked));
    term(list, say("Who may sign"), roleWords(found, "signing", asked));
    box.appendChild(list);
    drawSteps(box, ["always", route, "approval", "signing"]);
    box.dataset.quotes = String(quotes);
    return box;
  }

  function drawAnswer(row, scopes) {
    const rank = model.rank(row, scopes);
    const verdict = W.RANKS[rank];
    const item = make("li", { "class": "sc-answer", "data-supplier": model.id[row], "data-verdict": verdict });
    const text = make("div", { "class": "sc-answer__main" });
    const name = make("p", { "class": "sc-answer__name" });
    name.appendChild(make("a", { href: root + "suppliers/" + model.id[row] + "/index.html" }, model.names[row]));
    const where = Array.from(new Set(scopes.map(function (one) {
      const scope = model.scopesOf[row][one];
      return model.categories[scope.category].name + ", " + model.places[scope.place].short;
    })));
    text.append(name, make("p", { "class": "sc-answer__what" }, where.slice(0, 3).join(" · ")));
    const side = make("div", { "class": "sc-answer__verdict" });
    side.appendChild(make("span", { "class": "sc-verdict", "data-verdict": verdict }, say(W.LABELS[verdict])));
    item.append(text, side);
    return item;
  }

  function offering(asked) {
    const wanted = asked.category === null ? null : new Set([asked.category]);
    const places = asked.place ? [asked.place] : null;
    const found = [];
    for (let row = 0; row < model.count; row += 1) {
      const scopes = model.fitting(row, wanted, places);
      if (scopes.length) { found.push({ row: row, scopes: scopes, rank: model.rank(row, scopes) }); }
    }
    return found.sort(function (a, b) {
      return a.rank - b.rank || model.first[b.row].length - model.first[a.row].length || model.order[a.row] - model.order[b.row];
    });
  }

  function drawSuppliers(asked, quotes) {
    const box = make("section", { "aria-labelledby": "gd-who" });
    const all = offering(asked);
    const good = all.filter(function (one) { return one.rank < 2; });
    box.append(make("h2", { id: "gd-who" }, say("Suppliers")),
      make("p", {}, say("%(n)s of %(all)s that offer it may be used today.", { n: good.length, all: all.length })));
    if (quotes > good.length) {
      box.appendChild(make("p", { "class": "gd-short" }, say("That is fewer than the %(n)s quotes that are needed. Ask procurement to help you find more.", { n: quotes })));
    }
    const list = make("ul", { "class": "sc-answers" });
    good.slice(0, MOST).forEach(function (one) { list.appendChild(drawAnswer(one.row, one.scopes)); });
    if (good.length) { box.appendChild(list); }
    const category = model.categories[asked.category];
    const more = make("p");
    more.appendChild(make("a", { href: root + "categories/" + category.id + "/index.html" },
      say("All that offer %(what)s, and how to order", { what: category.name })));
    box.appendChild(more);
    return box;
  }

  /* Of each family the clauses, each once; those that hang on the category or the place first. */
  function drawAsks(asked) {
    const families = new Map();
    data.asks.forEach(function (one) {
      if (fits(one, asked) === false) { return; }
      const clauses = families.get(one.family) || new Map();
      const known = clauses.get(one.clause) || { one: one, applies: [] };
      if (!known.applies.includes(one.applies)) { known.applies.push(one.applies); }
      clauses.set(one.clause, known);
      families.set(one.family, clauses);
    });
    const box = make("section", { "aria-labelledby": "gd-asks" });
    box.append(make("h2", { id: "gd-asks" }, say("What the policies ask of the supplier")),
      make("p", { "class": "sc-muted" }, say("A supplier that is OK to use shows all of it on file. For a new one, it takes this.")));
    families.forEach(function (clauses, family) {
      const fold = make("details", { "class": "sc-fold" });
      fold.append(make("summary", {}, family + " (" + clauses.size + ")"));
      const list = make("ul", { "class": "gd-clauses" });
      clauses.forEach(function (known) {
        const item = make("li");
        item.append(make("a", { href: root + known.one.path }, known.one.title), make("br"),
          make("span", { "class": "sc-small sc-muted" }, say("Applies to %(who)s", { who: known.applies.join("; ") })));
        list.appendChild(item);
      });
      fold.appendChild(list);
      box.appendChild(fold);
    });
    return families.size ? box : document.createDocumentFragment();
  }

  /* ---- Asking ------------------------------------------------------------------------------ */

  function understood(need) {
    const found = model.categoriesFor(need);
    const wanted = model.categories.findIndex(function (one) { return one.id === chosen; });
    const all = wanted >= 0 && found.includes(wanted) ? [wanted].concat(found.filter(function (one) { return one !== wanted; })) : found;
    meant.textContent = "";
    if (!need) { return null; }
    if (!all.length) {
      meant.append(say("No category is called that. Try a plainer word, or pick one below."));
      return null;
    }
    meant.append(say("Understood as %(what)s.", { what: model.categories[all[0]].name }));
    if (all.length > 1) { meant.append(" " + say("Or did you mean:") + " "); }
    all.slice(1, 4).forEach(function (one) {
      const button = make("button", { type: "button", "class": "sc-button sc-button--small sc-button--quiet" }, model.categories[one].name);
      button.addEventListener("click", function () {
        chosen = model.categories[one].id;
        ask();
        form.elements.need.focus();
      });
      meant.append(button, " ");
    });
    return all[0];
  }

  function remember() {
    const state = new URLSearchParams();
    ["need", "worth", "for"].forEach(function (name) {
      const value = form.elements[name].value.trim();
      if (value) { state.set(name, value); }
    });
    if (state.has("worth")) { state.set("currency", form.elements.currency.value); }
    if (chosen) { state.set("category", chosen); }
    const query = state.toString();
    window.history.replaceState(null, "", window.location.pathname + (query ? "?" + query : "") + window.location.hash);
  }

  function ask() {
    const amount = amountOf(form.elements.worth.value);
    const asked = {
      category: understood(form.elements.need.value.trim()),
      place: data.sites[form.elements["for"].value] || "",
      worth: amount ? { amount: amount, currency: form.elements.currency.value } : null,
    };
    asked.lineage = lineage(asked.category);
    problem.textContent = amount === null ? say("Write the amount in digits, as in 12,000 or 12000.50.") : "";
    form.elements.worth.setAttribute("aria-invalid", String(amount === null));
    place.textContent = "";
    const route = asked.worth ? drawRoute(asked) : null;
    if (route) { place.appendChild(route); }
    if (asked.category !== null) {
      place.append(drawSuppliers(asked, route ? Number(route.dataset.quotes || 0) : 0), drawAsks(asked));
    }
    place.hidden = !place.childNodes.length;
    remember();
  }

  function restore() {
    const state = new URLSearchParams(window.location.search);
    ["need", "worth", "currency", "for"].forEach(function (name) {
      const field = form.elements[name];
      const value = (state.get(name) || "").slice(0, 100);
      const known = field.tagName !== "SELECT" || Array.from(field.options).some(function (one) { return one.value === value; });
      if (value && known) { field.value = value; }
    });
    chosen = state.get("category") || "";
  }

  let wait = 0;
  restore();
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function (event) {
    if (event.target === form.elements.need) { chosen = ""; }
    window.clearTimeout(wait);
    wait = window.setTimeout(function () { if (model) { ask(); } }, 120);
  });
  document.addEventListener("catalogday", function () { if (model) { ask(); } });
  window.Finder.load().then(function (found) {
    model = found;
    if (window.location.search || form.elements.need.value) { ask(); }
  }, function (error) { problem.textContent = error.message; });
})();
