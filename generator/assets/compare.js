/* Up to four suppliers side by side. The address says which: ?s=ID&s=ID, and differ=1 for the
   lines that differ. Their data comes in small scripts, assets/compare/N.js. */
(function () {
  "use strict";

  const W = window.CatalogWords;
  const B = window.Browse;
  const main = document.querySelector('main[data-page="compare"]');
  if (!main) { return; }

  const make = B.make;
  const DAY = 86400000;
  const BLOCKS = Number(main.dataset.blocks);
  const places = {};
  ["tools", "add", "found", "differ", "said", "nobody", "table", "back"].forEach(function (name) {
    places[name] = main.querySelector("[data-" + name + "]");
  });
  const field = places.add.querySelector("input");
  const only = places.differ.querySelector("input");
  const head = places.table.querySelector("thead tr");
  let ids = [];

  /* ---- The address ------------------------------------------------------------------------ */

  function read() {
    const query = new URLSearchParams(window.location.search);
    ids = Array.from(new Set(query.getAll("s"))).filter(function (id) {
      return /^[a-z0-9][a-z0-9-]{0,62}$/.test(id);
    }).slice(0, B.MOST);
    only.checked = query.get("differ") === "1";
  }

  function remember() {
    const query = new URLSearchParams();
    ids.forEach(function (id) { query.append("s", id); });
    if (only.checked) { query.set("differ", "1"); }
    if (window.catalogDay && window.catalogDay.chosen) { query.set("day", window.catalogDay.chosen); }
    const text = query.toString();
    try {
      window.history.pushState(null, "", window.location.pathname + (text ? "?" + text : ""));
    } catch (error) {
      // A page from a disk may not be allowed to. The comparison works all the same.
    }
  }

  /* ---- Data ------------------------------------------------------------------------------- */

  function blockOf(id) {
    let number = 0;
    for (const char of id) { number = (number * 31 + char.codePointAt(0)) % 65521; }
    return number % BLOCKS;
  }

  function known(id) {
    const all = window.COMPARE || {};
    return Object.prototype.hasOwnProperty.call(all, id) ? all[id] : null;
  }

  function load() {
    return Promise.all(ids.map(function (id) {
      return known(id) || B.script("compare/" + blockOf(id) + ".js");
    }));
  }

  /* ---- What holds on the reader's day ----------------------------------------------------- */

  function number(text) { return Math.round(Date.parse(text + "T00:00:00Z") / DAY); }

  function onTheDay(verdict, changes) {
    const all = (changes ? changes.split(" ") : []).map(function (one) {
      const pair = one.split("=");
      return { day: number(pair[0]), verdict: pair[1] };
    });
    const past = all.filter(function (one) { return one.day <= W.today; });
    return { verdict: past.length ? past[past.length - 1].verdict : verdict, next: all[past.length] || null, same: !past.length };
  }

  function term(item) {
    if (typeof item === "string") { return { text: item, when: "" }; }
    const start = item[1] ? number(item[1]) : -Infinity;
    const last = item[2] ? number(item[2]) : Infinity;
    const when = W.today > last ? catalogText("ended on %(day)s", { day: W.words(last) })
      : W.today < start ? catalogText("starts on %(day)s", { day: W.words(start) })
      : item[2] ? catalogText("through %(day)s (%(far)s)", { day: W.words(last), far: W.relative(last - W.today) })
      : catalogText("no end on file");
    return { text: item[0], when: when };
  }

  /* ---- Drawing ---------------------------------------------------------------------------- */

  function pill(verdict) {
    return make("span", { "class": "sc-verdict", "data-verdict": verdict }, W.LABELS[verdict]);
  }

  function none(cell) {
    cell.appendChild(make("span", { "class": "sc-muted" }, catalogText("Nothing on record")));
    return cell;
  }

  function verdictCell(one) {
    const now = onTheDay(one.verdict, one.changes);
    const cell = make("td");
    cell.appendChild(pill(now.verdict));
    const words = now.next ? W.untilWords(now.verdict, now.next) : "";
    if (words) { cell.appendChild(make("p", { "class": "cp-when" }, words)); }
    return { cell: cell, text: now.verdict };
  }

  function offersCell(one) {
    const cell = make("td");
    const list = make("ul", { "class": "cp-list" });
    const texts = one.offers.map(function (offer) {
      const now = onTheDay(offer[1], offer[2]);
      const li = make("li", {}, offer[0] + " ");
      li.appendChild(pill(now.verdict));
      list.appendChild(li);
      return offer[0] + now.verdict;
    });
    if (texts.length) { cell.appendChild(list); } else { none(cell); }
    return { cell: cell, text: texts.sort().join("\n") };
  }

  /* `count` says how many of the suppliers have a text, for what only one of them has. */
  function listCell(items, count) {
    const cell = make("td");
    const terms = items.map(term);
    const list = make("ul", { "class": "cp-list" });
    terms.forEach(function (one) {
      const li = make("li", {}, one.text);
      if (count && count.get(one.text) === 1) {
        li.append(" ");
        li.appendChild(make("span", { "class": "cp-only" }, catalogText("only here")));
      }
      if (one.when) { li.appendChild(make("span", { "class": "cp-when" }, one.when)); }
      list.appendChild(li);
    });
    if (terms.length) { cell.appendChild(list); } else { none(cell); }
    return { cell: cell, text: terms.map(function (one) { return one.text + one.when; }).sort().join("\n") };
  }

  function itemsOf(one, key) {
    if (key !== "why") { return one.lines[key] || []; }
    const now = onTheDay(one.verdict, one.changes);
    return now.verdict === "ok" ? [catalogText("All that the handbook requires is on file and in date.")]
      : now.same && one.lines.why || [];
  }

  function tally(all, key) {
    const count = new Map();
    all.forEach(function (one) {
      new Set(itemsOf(one, key).map(function (item) { return term(item).text; })).forEach(function (text) {
        count.set(text, (count.get(text) || 0) + 1);
      });
    });
    return count;
  }

  function cells(row, all) {
    const key = row.dataset.line;
    if (key === "verdict") { return all.map(verdictCell); }
    if (key === "offers") { return all.map(offersCell); }
    const count = "set" in row.dataset && all.length > 1 ? tally(all, key) : null;
    return all.map(function (one) { return listCell(itemsOf(one, key), count); });
  }

  function drawLine(row, all) {
    while (row.children.length > 1) { row.lastChild.remove(); }
    const title = row.firstElementChild;
    const old = title.querySelector(".cp-mark");
    if (old) { old.remove(); }
    const found = cells(row, all);
    const differs = found.some(function (one) { return one.text !== found[0].text; });
    row.toggleAttribute("data-differs", differs);
    row.hidden = !found.some(function (one) { return one.text; }) || (only.checked && all.length > 1 && !differs);
    if (all.length > 1) {
      title.appendChild(make("span", { "class": "cp-mark" }, differs ? catalogText("Differs") : catalogText("Same")));
    }
    found.forEach(function (one, at) {
      one.cell.dataset.label = all[at].name;
      row.appendChild(one.cell);
    });
    return differs && !row.hidden;
  }

  function drawHead(found) {
    while (head.children.length > 1) { head.lastChild.remove(); }
    found.forEach(function (pair) {
      const th = make("th", { scope: "col", "data-supplier": pair[0] });
      th.appendChild(make("a", { href: B.supplierPage(pair[0]) }, pair[1].name));
      const drop = make("button", { type: "button", "class": "sc-button sc-button--quiet sc-button--small" }, catalogText("Take out"));
      drop.appendChild(make("span", { "class": "sc-visually-hidden" }, " " + pair[1].name));
      drop.addEventListener("click", function () { change(ids.filter(function (id) { return id !== pair[0]; })); });
      th.appendChild(drop);
      head.appendChild(th);
    });
  }

  function drawTable(found) {
    const all = found.map(function (pair) { return pair[1]; });
    let differing = 0;
    drawHead(found);
    main.querySelectorAll(".cp-group th").forEach(function (one) { one.colSpan = all.length + 1; });
    main.querySelectorAll("[data-line]").forEach(function (row) { differing += drawLine(row, all) ? 1 : 0; });
    main.querySelectorAll("tbody").forEach(function (body) {
      body.hidden = !body.querySelector("[data-line]:not([hidden])");
    });
    return differing;
  }

  function say(found, missing, differing) {
    const gone = missing.length ? catalogText("Not in this catalog: %(ids)s.", { ids: missing.join(", ") }) + " " : "";
    places.said.textContent = gone + (found.length < 2 ? (found.length ? catalogText("Add one more to compare.") : "")
      : differing === 1 ? catalogText("1 line differs.")
      : catalogText("%(n)s lines differ.", { n: differing }));
  }

  function draw() {
    return load().then(function () {
      const found = ids.filter(known).map(function (id) { return [id, known(id)]; });
      const missing = ids.filter(function (id) { return !known(id); });
      places.tools.hidden = false;
      places.table.hidden = !found.length;
      places.nobody.hidden = found.length > 0;
      places.add.hidden = ids.length >= B.MOST;
      places.differ.hidden = found.length < 2;
      places.back.href = B.root + "suppliers/index.html" +
        B.compareAddress(ids).replace(/^[^?]*/, "");
      const differing = found.length ? drawTable(found) : 0;
      say(found, missing, differing);
      main.dataset.ready = "";
    }, function () {
      places.said.textContent = catalogText("The data could not be read.");
      places.tools.hidden = false;
    });
  }

  /* ---- What readers do -------------------------------------------------------------------- */

  function change(next) {
    ids = next;
    remember();
    draw().then(function () { (places.add.hidden ? only : field).focus(); });
  }

  /* The scripts of the search, in their order, unless they are there. */
  function finder() {
    const names = window.Finder ? [] : main.dataset.finder.split(" ");
    return names.reduce(function (before, name) {
      return before.then(function () { return B.script(name); });
    }, Promise.resolve()).then(function () { return window.Finder.load(); });
  }

  function suggest() {
    const text = field.value.trim();
    if (!text) {
      places.found.hidden = true;
      return;
    }
    finder().then(function (model) {
      const hits = (model.search(field.value.trim()) || []).filter(function (hit) {
        return !ids.includes(model.id[hit.row]);
      }).slice(0, 6);
      places.found.replaceChildren.apply(places.found, hits.map(function (hit) {
        const li = make("li");
        const add = make("button", { type: "button", "class": "sc-button sc-button--quiet" }, model.names[hit.row]);
        add.addEventListener("click", function () {
          field.value = "";
          places.found.hidden = true;
          change(ids.concat(model.id[hit.row]));
        });
        li.appendChild(add);
        return li;
      }));
      places.found.hidden = !hits.length;
      if (!hits.length) { places.said.textContent = catalogText("Nothing matches “%(q)s”.", { q: text }); }
    }, function () { places.said.textContent = catalogText("The data could not be read."); });
  }

  let wait = 0;
  field.addEventListener("input", function () {
    window.clearTimeout(wait);
    wait = window.setTimeout(suggest, 80);
  });
  places.add.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      places.found.hidden = true;
      field.focus();
    }
  });
  only.addEventListener("change", function () {
    remember();
    draw();
  });
  document.addEventListener("catalogday", draw);
  window.addEventListener("popstate", function () {
    read();
    draw();
  });
  read();
  draw();
})();
