/* The catalog: search, filters and sorting over all suppliers. Its whole state is the address:
   ?q=…  a filter's key for each value chosen  all=KEY (all of that filter's values must fit)
   sort=…  view=cards  show=N (rows shown)  s=ID (picked to be compared). What is not valid is
   passed over. */
(function () {
  "use strict";

  const STEP = 50;
  const W = window.CatalogWords;
  const B = window.Browse || {};
  const main = document.querySelector('main[data-page="catalog"]');
  const form = main && main.querySelector("[data-search]");
  if (!form || !window.Finder) { return; }

  const make = B.make;
  const field = form.querySelector("input");
  const sorting = form.querySelector("select");
  const places = {};
  ["filters", "rows", "cards", "count", "chips", "notes", "more", "pages", "nobody", "tools", "tray", "views",
    "download"].forEach(function (name) {
    places[name] = main.querySelector("[data-" + name + "]");
  });
  let model = null;
  let facets = null;
  let drawer = null;
  let panel = null;
  let tray = null;
  let views = null;
  let state = null;
  let shown = [];
  let sorts = [];
  let due = 0;
  let last = { asked: "", result: null };

  /* ---- The address ------------------------------------------------------------------------ */

  function readState(search) {
    const query = new URLSearchParams(search);
    const found = { q: (query.get("q") || "").slice(0, 200), sort: "", view: "", chosen: {}, all: new Set(), picks: [], show: STEP };
    facets.list.forEach(function (facet) {
      const values = query.getAll(facet.key).filter(function (value) { return facet.known.has(value); });
      if (values.length) { found.chosen[facet.key] = new Set(facet.single ? values.slice(0, 1) : values); }
    });
    query.getAll("all").forEach(function (key) {
      if (facets.of[key] && facets.of[key].many) { found.all.add(key); }
    });
    const sort = query.get("sort");
    if (sorts.some(function (pair) { return pair[0] === sort; })) { found.sort = sort; }
    if (query.get("view") === "cards") { found.view = "cards"; }
    const show = parseInt(query.get("show"), 10);
    if (show > STEP) { found.show = Math.min(Math.ceil(show / STEP) * STEP, 1000); }
    found.picks = Array.from(new Set(query.getAll("s"))).filter(function (id) { return rowOf(id) !== undefined; }).slice(0, B.MOST);
    return found;
  }

  let numbers = null;

  function rowOf(id) {
    numbers = numbers || new Map(model.id.map(function (one, row) { return [one, row]; }));
    return numbers.get(id);
  }

  function query() {
    const found = new URLSearchParams();
    if (state.q.trim()) { found.set("q", state.q.trim()); }
    facets.list.forEach(function (facet) {
      (state.chosen[facet.key] || []).forEach(function (value) { found.append(facet.key, value); });
    });
    state.all.forEach(function (key) { if (state.chosen[key]) { found.append("all", key); } });
    if (state.sort) { found.set("sort", state.sort); }
    if (state.view) { found.set("view", state.view); }
    if (state.show > STEP) { found.set("show", String(state.show)); }
    state.picks.forEach(function (id) { found.append("s", id); });
    if (window.catalogDay && window.catalogDay.chosen) { found.set("day", window.catalogDay.chosen); }
    const text = found.toString();
    return text ? "?" + text : "";
  }

  /* Browsers take their time for it, so readers see the result first. */
  function remember(replace) {
    window.clearTimeout(due);
    due = window.setTimeout(function () {
      const target = query();
      if (target === window.location.search) { return; }
      try {
        window.history[replace ? "replaceState" : "pushState"](null, "", window.location.pathname + target);
      } catch (error) {
        // A page from a disk may not be allowed to. The filters work all the same.
      }
    }, 0);
  }

  /* ---- Drawing ---------------------------------------------------------------------------- */

  function sortKind() {
    return state.sort || (state.q.trim() ? "best" : "verdict");
  }

  function place() { return state.view === "cards" ? places.cards : places.rows; }

  function drawRows(from) {
    const body = place();
    const piece = document.createDocumentFragment();
    const draw = state.view === "cards" ? drawer.card : drawer.row;
    shown.slice(from, state.show).forEach(function (one) { piece.appendChild(draw.call(drawer, one, state)); });
    if (!from) {
      places.rows.textContent = "";
      places.cards.textContent = "";
    }
    body.appendChild(piece);
    places.cards.hidden = state.view !== "cards" || !shown.length;
    places.rows.closest("table").hidden = state.view === "cards" || !shown.length;
    drawMore();
  }

  function drawMore() {
    places.more.textContent = "";
    const left = shown.length - state.show;
    if (left <= 0) { return; }
    const button = make("button", { type: "button", "class": "sc-button" },
      catalogText("Show %(n)s more of %(left)s", { n: Math.min(STEP, left), left: B.number(left) }));
    button.addEventListener("click", function () {
      const at = state.show;
      state.show += STEP;
      drawRows(at);
      const next = place().children[at];
      if (next) { next.querySelector("a").focus(); }
      remember(true);
    });
    places.more.appendChild(button);
  }

  function drawEmpty() {
    const old = main.querySelector(".ct-nobody");
    if (old) { old.remove(); }
    if (shown.length) { return; }
    const box = make("div", { "class": "ct-nobody" });
    box.appendChild(places.nobody.content.cloneNode(true));
    const filtered = Object.keys(state.chosen).length > 0;
    box.querySelector("[data-advice]").textContent = state.q && filtered
      ? catalogText("Nothing matches “%(q)s” with these filters. Take one away, or use another word.", { q: state.q })
      : state.q ? catalogText("Nothing matches “%(q)s”. Try a plainer word, such as what it is for.", { q: state.q })
      : catalogText("These filters leave nobody. Take one away.");
    box.querySelector("[data-clear]").addEventListener("click", clear);
    drawWithout(box.querySelector("[data-without]"));
    places.cards.after(box);
  }

  /* Which filter to take away, and how many suppliers that would bring back. */
  function drawWithout(list) {
    const hits = model.search(state.q) || facets.everyone();
    const keys = Object.keys(state.chosen);
    (keys.length > 1 || hits.length ? keys : []).slice(0, 5).forEach(function (key) {
      const chosen = Object.assign({}, state.chosen);
      delete chosen[key];
      const number = facets.filter(Object.assign({}, state, { chosen: chosen }), hits).rows.length;
      if (!number) { return; }
      const words = { filter: facets.of[key].title, n: B.number(number) };
      const button = make("button", { type: "button", "class": "sc-button sc-button--quiet" }, number === 1
        ? catalogText("Without “%(filter)s”: 1 supplier", words)
        : catalogText("Without “%(filter)s”: %(n)s suppliers", words));
      button.addEventListener("click", function () {
        state.chosen = chosen;
        draw("push");
        field.focus();
      });
      const li = make("li");
      li.appendChild(button);
      list.appendChild(li);
    });
    list.hidden = !list.children.length;
  }

  function drawNotes() {
    places.notes.textContent = "";
    const narrowed = state.chosen.category || state.chosen.place;
    if (narrowed) {
      places.notes.appendChild(make("p", { "class": "sc-hint" },
        catalogText("Verdicts here are for the category and place you chose.")));
    }
    const found = state.q.trim() && model.pagesFor ? model.pagesFor(state.q, 5) : [];
    if (found.length) {
      const line = make("p", { "class": "ct-also" }, catalogText("Also:") + " ");
      found.forEach(function (one, at) {
        if (at) { line.append(" · "); }
        line.appendChild(make("a", { href: B.root + one.path }, one.title));
        line.append(" ");
        line.appendChild(make("span", { "class": "sc-muted" }, one.kind.toLowerCase()));
      });
      places.notes.appendChild(line);
    }
  }

  function drawCount() {
    const fine = B.number(shown.filter(function (one) { return one.rank < 2; }).length);
    const text = !shown.length ? catalogText("No supplier fits")
      : shown.length === 1 ? catalogText("1 supplier, %(fine)s OK", { fine: fine })
      : catalogText("%(n)s suppliers, %(fine)s OK", { n: B.number(shown.length), fine: fine });
    if (places.count.textContent !== text) { places.count.textContent = text; }
  }

  function drawTools() {
    sorting.value = sortKind();
    places.tools.querySelectorAll("[data-view]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    });
    places.download.querySelectorAll("[data-format]").forEach(function (button) { button.disabled = !shown.length; });
    places.download.querySelector("[data-rows-count]").textContent = !shown.length
      ? catalogText("Nothing is listed.")
      : shown.length === 1
      ? catalogText("The 1 supplier listed.")
      : catalogText("The %(n)s suppliers listed, in this order.", { n: B.number(shown.length) });
    if (views) { views.draw(); }
  }

  /* Everything that decides which suppliers fit: another order or layout leaves them as they are. */
  function wanted() {
    return JSON.stringify([state.q, Boolean(model.numbers), model.day, Array.from(state.all),
      Object.keys(state.chosen).map(function (key) { return [key, Array.from(state.chosen[key])]; })]);
  }

  /* `how`: "push" for a step that the back button undoes, "replace" while typing, "" for none. */
  function draw(how) {
    const asked = wanted();
    const fresh = asked !== last.asked;
    if (fresh) { last = { asked: asked, result: facets.filter(state, model.search(state.q) || facets.everyone()) }; }
    shown = facets.sorted(last.result.rows, sortKind());
    drawRows(0);
    if (fresh) {
      drawCount();
      drawEmpty();
      drawNotes();
      panel.draw(last.result.counts);
    }
    drawTools();
    tray.draw(state.picks);
    if (how) { remember(how === "replace"); }
  }

  /* ---- What readers do -------------------------------------------------------------------- */

  function toggle(facet, id, on) {
    const values = new Set(facet.single ? [] : state.chosen[facet.key] || []);
    if (on && id !== null) { values.add(id); } else { values.delete(id); }
    if (values.size) { state.chosen[facet.key] = values; } else { delete state.chosen[facet.key]; }
    if (!values.size) { state.all.delete(facet.key); }
    state.show = STEP;
    draw("push");
  }

  function switchAll(facet, on) {
    if (on) { state.all.add(facet.key); } else { state.all.delete(facet.key); }
    state.show = STEP;
    draw("push");
  }

  function clear() {
    state = readState("");
    field.value = "";
    draw("push");
    field.focus();
  }

  function pick(ids) {
    state.picks = ids;
    tray.draw(ids);
    main.querySelectorAll("[data-pick]").forEach(function (box) {
      box.checked = ids.includes(box.dataset.pick);
      box.disabled = !box.checked && ids.length >= B.MOST;
    });
    if (views) { views.draw(); }
    remember(true);
  }

  function go(search) {
    state = readState(search);
    field.value = state.q;
    draw("push");
  }

  /* What else is found is read once there is something to look for. */
  function withPages() {
    if (state.q.trim() && !model.pages && window.Finder.loadAll) {
      window.Finder.loadAll().then(drawNotes, function () {});
    }
  }

  function withNumbers(text) {
    withPages();
    if (/\d{3}/.test(text.replace(/[^A-Za-z0-9]/g, "")) && !model.numbers) {
      window.Finder.loadNumbers(model).then(function () { draw("replace"); }, function () {});
    }
  }

  function search(how) {
    state.q = field.value;
    state.show = STEP;
    draw(how);
    withNumbers(state.q);
  }

  function listenToSearch() {
    let wait = 0;
    field.addEventListener("input", function () {
      window.clearTimeout(wait);
      wait = window.setTimeout(function () { search("replace"); }, 60);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      window.clearTimeout(wait);
      search("push");
    });
    sorting.addEventListener("change", function () {
      state.sort = sorting.value;
      state.show = STEP;
      draw("push");
    });
  }

  function listenToTools() {
    places.tools.querySelectorAll("[data-view]").forEach(function (button) {
      button.addEventListener("click", function () {
        state.view = button.dataset.view;
        draw("push");
      });
    });
    places.download.querySelectorAll("[data-format]").forEach(function (button) {
      button.addEventListener("click", function () {
        B.download(button.dataset.format, { model: model, facets: facets, shown: shown, query: query() },
          places.download.querySelector("[role=status]"));
      });
    });
    main.addEventListener("change", function (event) {
      const id = event.target.dataset && event.target.dataset.pick;
      if (id) {
        pick(event.target.checked ? state.picks.concat(id).slice(0, B.MOST) : state.picks.filter(function (one) { return one !== id; }));
      }
    });
  }

  /* A menu closes with Escape, and with a click beside it. */
  function listenToMenus() {
    main.querySelectorAll(".ct-menu").forEach(function (menu) {
      menu.addEventListener("keydown", function (event) {
        if (event.key === "Escape" && menu.open) {
          menu.open = false;
          menu.querySelector("summary").focus();
        }
      });
      document.addEventListener("click", function (event) {
        if (event.isTrusted && event.target.isConnected && !menu.contains(event.target)) { menu.open = false; }
      });
    });
  }

  /* What the page has for readers without a script gives way. */
  function takeOver() {
    const corner = make("th", { scope: "col" });
    corner.appendChild(make("span", { "class": "sc-visually-hidden" }, catalogText("Compare")));
    places.rows.closest("table").querySelector("thead tr").prepend(corner);
    sorts.forEach(function (pair) { sorting.appendChild(make("option", { value: pair[0] }, pair[1])); });
    if (places.pages) { places.pages.hidden = true; }
  }

  /* The words of all names are sorted while nobody waits for them. */
  function warmUp() {
    const later = window.requestIdleCallback || window.setTimeout;
    later(function () { if (!model.index && model.build) { model.build(); } });
  }

  function start(found) {
    model = found;
    facets = new window.Facets(model);
    sorts = facets.sorts();
    drawer = new B.Rows(model, facets);
    panel = new B.Panel(places.filters, places.chips, facets, {
      toggle: toggle, all: switchAll, clear: clear, state: function () { return state; },
    });
    tray = new B.Tray(places.tray, function (id) { return model.names[rowOf(id)]; }, pick);
    takeOver();
    state = readState(window.location.search);
    field.value = state.q;
    views = new B.Views(places.views, { query: query, go: go });
    listenToSearch();
    listenToTools();
    listenToMenus();
    document.addEventListener("catalogday", function () {
      facets.look();
      draw("");
    });
    window.addEventListener("popstate", function () {
      window.clearTimeout(due);
      state = readState(window.location.search);
      field.value = state.q;
      draw("");
    });
    draw("");
    withNumbers(state.q);
    main.dataset.ready = "";
    warmUp();
  }

  if (places.rows) {
    window.Finder.load().then(start, function (error) {
      delete document.documentElement.dataset.scripts; // What they would have worked goes again.
      places.count.textContent = catalogText("%(problem)s The list below is complete, without search.", { problem: error.message });
    });
  }
})();
