/* Keeps what pages say right for the day that is read (window.catalogDay): words for dates,
   verdicts, terms of papers, counts. Without it a page is right as of its build, and says so.
   It sets text, never markup, and can set it again for another day. */
(function () {
  "use strict";

  const RANKS = ["ok", "conditional", "ask", "do-not-use"];
  const day = window.catalogDay;
  const text = window.catalogText;
  const LABELS = {
    "ok": text("OK to use"), "conditional": text("OK with conditions"),
    "ask": text("Ask procurement"), "do-not-use": text("Do not use"),
  };
  const number = day.numbered;
  const words = day.words;
  const root = document.documentElement;

  /* The same words as the pages have from the build. */
  function relative(days) {
    const size = Math.abs(days);
    const count = window.catalogCount;
    if (days === 0) { return text("today"); }
    if (days === 1) { return text("tomorrow"); }
    if (days === -1) { return text("yesterday"); }
    if (size < 100) {
      return days > 0 ? count("in %(num)s day", "in %(num)s days", size) : count("%(num)s day ago", "%(num)s days ago", size);
    }
    if (size < 730) {
      const months = Math.round(size / 30.44);
      return days > 0 ? count("in %(num)s month", "in %(num)s months", months) : count("%(num)s month ago", "%(num)s months ago", months);
    }
    const years = Math.round(size / 365.25);
    return days > 0 ? count("in %(num)s year", "in %(num)s years", years) : count("%(num)s year ago", "%(num)s years ago", years);
  }

  /* Days are counted from the day that is shown; a reader whose clock is behind counts from his own. */
  function from() {
    return day.isToday || day.asBuilt() ? day.today : day.number;
  }

  /* What the build wrote, kept before it is first changed. */
  const written = new WeakMap();

  function change(element, words) {
    if (!written.has(element)) { written.set(element, element.textContent); }
    element.textContent = words === null ? written.get(element) : words;
  }

  function freshenDates() {
    document.querySelectorAll("time.sc-date + .sc-rel").forEach(function (place) {
      change(place, "(" + relative(number(place.previousElementSibling.dateTime) - from()) + ")");
    });
    document.querySelectorAll("[data-day-words]").forEach(function (place) {
      change(place, day.isToday || day.asBuilt() ? null : text("on %(day)s", { day: words(day.number) }));
    });
  }

  /* “In force through …” stays so until it is not. */
  function freshenTerms() {
    document.querySelectorAll(".sc-term[data-last]").forEach(function (place) {
      const last = number(place.dataset.last);
      const start = place.dataset.start ? number(place.dataset.start) : -Infinity;
      change(place, from() > last ? text("Ended on %(day)s", { day: words(last) })
        : from() < start ? text("Starts on %(day)s", { day: words(start) })
        : text("In force through %(day)s", { day: words(last) }));
    });
  }

  function setVerdict(element, verdict) {
    element.dataset.verdict = verdict;
    const pill = element.matches(".sc-verdict") ? element : element.querySelector(".sc-verdict");
    if (pill) {
      pill.dataset.verdict = verdict;
      pill.textContent = LABELS[verdict];
    }
  }

  function untilWords(verdict, next) {
    if (!next) { return ""; }
    const rank = RANKS.indexOf(verdict);
    if (RANKS.indexOf(next.verdict) < rank) {
      return text("from %(day)s: %(verdict)s", { day: words(next.day), verdict: LABELS[next.verdict] });
    }
    return rank < 2 ? text("until %(day)s", { day: words(next.day - 1) }) : "";
  }

  /* Rows carry what comes: data-changes="2027-01-01=ask 2027-02-01=ok". */
  function freshenRow(row) {
    const until = row.querySelector(".sc-until");
    if (!written.has(row)) {
      written.set(row, { verdict: row.dataset.verdict, until: until ? until.textContent : "" });
    }
    const first = written.get(row);
    const changes = row.dataset.changes.split(" ").map(function (one) {
      const pair = one.split("=");
      return { day: number(pair[0]), verdict: pair[1] };
    });
    const past = changes.filter(function (one) { return one.day <= day.number; });
    const verdict = past.length ? past[past.length - 1].verdict : first.verdict;
    setVerdict(row, verdict);
    if (until) { until.textContent = past.length ? untilWords(verdict, changes[past.length]) : first.until; }
    row.querySelectorAll(".sp-why, .ct-why, .sc-answer__why").forEach(function (one) { one.hidden = past.length > 0; });
  }

  /* Lists begin with whom to ask first; those that the build put there stay in their order. */
  const places = new WeakMap();

  function sortRows() {
    document.querySelectorAll(".sc-answers, [data-rows]").forEach(function (list) {
      const rows = Array.from(list.children);
      if (!rows.length || !rows.every(function (one) { return one.dataset.verdict; })) { return; }
      rows.forEach(function (one, at) { if (!places.has(one)) { places.set(one, at); } });
      rows.sort(function (a, b) {
        return RANKS.indexOf(a.dataset.verdict) - RANKS.indexOf(b.dataset.verdict) || places.get(a) - places.get(b);
      }).forEach(function (one) { list.appendChild(one); });
    });
  }

  function reasonOf(one) {
    return typeof one === "string" ? one : one.text;
  }

  function add(parent, name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function showReasons(place, segment) {
    place.textContent = "";
    if (segment.because.length) {
      const list = document.createElement("ul");
      if (window.catalogTexts) { list.lang = "en"; } // reasons are findings, in their own language
      segment.because.forEach(function (one) { add(list, "li", reasonOf(one)); });
      place.appendChild(list);
    } else if (segment.verdict === "ok") {
      add(place, "p", text("Everything that the handbook requires of it is on file and in date."));
    }
  }

  function strong(text) {
    const element = document.createElement("strong");
    element.textContent = text;
    return element;
  }

  function showUntil(place, segments, at) {
    const verdict = segments[at].verdict;
    const next = segments.slice(at + 1).find(function (one) { return one.verdict !== verdict; });
    if (!next) {
      place.textContent = verdict === "ok" || verdict === "conditional"
        ? text("No date on file changes this in the time that this page looks ahead.")
        : text("This stays so until somebody acts.");
      return;
    }
    const start = number(next.from);
    const rank = RANKS.indexOf(verdict);
    const worse = RANKS.indexOf(next.verdict) > rank;
    const usable = worse && rank < 2;
    const said = usable ? start - 1 : start;
    const values = {
      now: LABELS[verdict], day: strong(words(said)), when: relative(said - from()), then: strong(LABELS[next.verdict]),
    };
    if (usable) {
      window.catalogFill(place, "%(now)s until %(day)s (%(when)s), then: %(then)s.", values);
    } else if (worse) {
      window.catalogFill(place, "Unless somebody acts, from %(day)s (%(when)s): %(then)s.", values);
    } else {
      window.catalogFill(place, "From %(day)s (%(when)s): %(then)s.", values);
    }
    if (next.because.length && worse) { place.append(" " + reasonOf(next.because[0])); }
  }

  /* The supplier's own verdict: its page holds the whole timeline. */
  function freshenSupplier() {
    const main = document.querySelector('main[data-page="supplier"]');
    const block = document.getElementById("timeline");
    const panel = document.querySelector(".sp-verdict");
    if (!main || !block || !panel) { return; }
    if (!written.has(panel)) { written.set(panel, panel.cloneNode(true)); }
    const segments = JSON.parse(block.textContent);
    let at = 0;
    segments.forEach(function (one, index) {
      if (number(one.from) <= day.number) { at = index; }
    });
    panel.replaceChildren(...written.get(panel).cloneNode(true).childNodes);
    panel.dataset.verdict = main.dataset.verdict = segments[at].verdict;
    const other = segments[at].verdict !== segments[0].verdict;
    document.querySelectorAll(".sp-stop, .sp-mends, .sp-conditions").forEach(function (one) { one.hidden = other; });
    const place = panel.querySelector(".sp-asof");
    if (!day.isToday || day.today > day.last) {
      place.textContent = text("on %(day)s", { day: words(day.number) });
    } else if (day.today >= day.built) {
      place.textContent = text("as of today, %(day)s", { day: words(day.number) });
    }
    if (at > 0) {
      setVerdict(panel, segments[at].verdict);
      showReasons(panel.querySelector(".sp-because"), segments[at]);
    }
    if (day.number !== day.built) { showUntil(panel.querySelector(".sp-until"), segments, at); }
  }

  /* ---- Counts ------------------------------------------------------------------------------

     data-tally="verdict:ok", "category:electrical" or "category:electrical@US-OR": how many
     suppliers that is. They come from the data of search, which is read for another day alone. */

  function counted(model, asked) {
    const parts = /^(\w+):([^@]*)(?:@(.*))?$/.exec(asked);
    const wanted = parts && parts[1] === "category"
      ? new Set([model.categories.findIndex(function (one) { return one.id === parts[2]; })]) : null;
    let good = 0;
    for (let row = 0; row < model.count; row += 1) {
      if (wanted) {
        const scopes = model.fitting(row, wanted, null).filter(function (at) {
          return parts[3] === undefined || covers(model.places[model.scopesOf[row][at].place].code, parts[3]);
        });
        good += scopes.length && model.rank(row, scopes) < 2 ? 1 : 0;
      } else {
        good += RANKS[model.rank(row, null)] === parts[2] ? 1 : 0;
      }
    }
    return good;
  }

  /* An offer for a country is one for its states; without a place it is for no place recorded. */
  function covers(offered, place) {
    return offered === place || Boolean(offered) && place.startsWith(offered + "-");
  }

  function finder() {
    const assets = (root.dataset.root || "./") + "assets/";
    return window.catalogScript(assets + "words.js", "CatalogMatch").then(function () {
      return window.catalogScript(assets + "finder.js", "Finder");
    });
  }

  function freshenCounts() {
    const places = document.querySelectorAll("[data-tally]");
    if (!places.length) { return; }
    if (day.number === day.built) {
      places.forEach(function (place) { change(place, null); });
      return;
    }
    finder().then(function (found) { return found.load(); }).then(function (model) {
      if (day.number === day.built) { return; }
      places.forEach(function (place) {
        const good = counted(model, place.dataset.tally);
        change(place, window.catalogNumber(good));
      });
    }, function () {});
  }

  /* A link to a folded section opens it. */
  function openTarget() {
    const id = decodeURIComponent(window.location.hash.slice(1));
    const target = id && document.getElementById(id);
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
    if (target && target.closest("details")) { target.scrollIntoView(); }
  }

  /* What the build wrote is right for its own day, so that day needs no work. */
  let touched = false;
  function freshen() {
    if (touched || from() !== day.built) {
      freshenDates();
      freshenTerms();
    }
    if (touched || (day.number !== day.built && !(day.asBuilt() && !day.isToday))) {
      document.querySelectorAll("[data-changes]").forEach(freshenRow);
      sortRows();
      freshenCounts();
    }
    freshenSupplier();
    touched = touched || from() !== day.built;
  }

  document.addEventListener("DOMContentLoaded", openTarget);
  window.addEventListener("hashchange", openTarget);
  window.CatalogWords = {
    RANKS: RANKS, LABELS: LABELS, words: words, relative: relative, untilWords: untilWords,
    get today() { return from(); },
  };
  freshen();
  document.addEventListener("catalogday", freshen);
})();
