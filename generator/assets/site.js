/* What every page does with a script: words, the day, the theme, the note on an old build, printing.
   It runs in the head, so that a chosen theme is there before the first paint, and so that the
   other scripts find the words and the day. */
(function () {
  "use strict";

  var root = document.documentElement;
  root.dataset.scripts = ""; // What only scripts can work (.sc-scripted) has its place from the first paint.

  /* ---- Words ------------------------------------------------------------------------------ */

  /* The interface's words in the reader's language (assets/texts.js has them, where it is not
     English), with %(name)s filled in. */
  window.catalogText = function (message, values) {
    var found = (window.catalogTexts || {})[message] || message;
    return found.replace(/%\((\w+)\)s/g, function (whole, name) {
      return values && name in values ? String(values[name]) : whole;
    });
  };

  /* catalogCount("%(num)s day", "%(num)s days", 3): one of the two, with the number in it. */
  window.catalogCount = function (one, many, number, values) {
    return window.catalogText(number === 1 ? one : many, Object.assign({ num: window.catalogNumber(number) }, values));
  };

  window.catalogNumber = function (number) {
    return number.toLocaleString(root.lang || "en");
  };

  /* The same into an element, where values may be elements: text stays text. */
  window.catalogFill = function (place, message, values) {
    place.textContent = "";
    ((window.catalogTexts || {})[message] || message).split(/(%\(\w+\)s)/).forEach(function (piece) {
      var name = /^%\((\w+)\)s$/.exec(piece);
      var value = name && name[1] in values ? values[name[1]] : piece;
      if (value !== "") { place.append(value); }
    });
    return place;
  };

  /* ---- Elements and scripts --------------------------------------------------------------- */

  window.catalogMake = function (name, attributes, text) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (text !== undefined) { element.textContent = text; }
    return element;
  };

  /* Reads a script once. What it leaves in the window under `name` is what the promise gives. */
  var asked = {};
  window.catalogScript = function (address, name) {
    if (window[name]) { return Promise.resolve(window[name]); }
    asked[address] = asked[address] || new Promise(function (resolve, reject) {
      var element = window.catalogMake("script", { src: address });
      element.onload = function () { resolve(window[name]); };
      element.onerror = function () {
        delete asked[address];
        reject(new Error(address));
      };
      document.head.appendChild(element);
    });
    return asked[address];
  };

  var KEY = "supplier-catalog-theme";
  var THEMES = ["auto", "light", "dark"];

  function stored() {
    try {
      var value = window.localStorage.getItem(KEY);
      return THEMES.indexOf(value) > 0 ? value : "auto";
    } catch (error) {
      return "auto"; // Storage is off. The system's theme holds.
    }
  }

  function themeWords(theme) {
    return theme === "light" ? window.catalogText("Theme: light")
      : theme === "dark" ? window.catalogText("Theme: dark") : window.catalogText("Theme: auto");
  }

  function apply(theme) {
    if (theme === "auto") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", theme);
    }
    var button = document.querySelector("[data-theme-toggle]");
    if (button) {
      button.firstElementChild.textContent = themeWords(theme);
      button.hidden = false;
    }
  }

  function nextTheme() {
    var theme = THEMES[(THEMES.indexOf(stored()) + 1) % THEMES.length];
    try {
      window.localStorage.setItem(KEY, theme);
    } catch (error) {
      // Storage is off. The choice holds for this page.
    }
    apply(theme);
  }

  /* ---- The day that verdicts are for -------------------------------------------------------

     window.catalogDay is the one place that knows it. Days are numbers since 1 January 1970.
       number, iso   the day that verdicts are shown for, always within the timeline
       isToday       whether nobody has chosen another one
       chosen        the day in the address (?day=2027-03-01), "" for today
       today         the reader's own day; built and last are the timeline's ends
       known         false when the day asked for is outside the timeline
       words(day)    “1 Mar 2027” in the reader's language
       link(href)    the address with the chosen day in it
       choose(iso)   another day, "" for today
       asBuilt()     whether this page's figures are of the build, and follow no day
     The document gets the event “catalogday” when it changes. */

  var DAY = 86400000;
  var AHEAD = 400;

  function numbered(iso) {
    var parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "");
    var found = parts ? Math.round(Date.UTC(+parts[1], +parts[2] - 1, +parts[3]) / DAY) : NaN;
    return parts && dated(found) === iso ? found : NaN;
  }

  function dated(number) {
    return new Date(number * DAY).toISOString().slice(0, 10);
  }

  function readersDay() {
    var now = new Date();
    return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
  }

  function dayWords(number) {
    var when = new Date(number * DAY);
    var text = window.catalogText;
    var months = [text("Jan"), text("Feb"), text("Mar"), text("Apr"), text("May"), text("Jun"),
      text("Jul"), text("Aug"), text("Sep"), text("Oct"), text("Nov"), text("Dec")];
    return text("%(day)s %(month)s %(year)s", {
      day: when.getUTCDate(), month: months[when.getUTCMonth()], year: when.getUTCFullYear(),
    });
  }

  function inAddress() {
    return new URLSearchParams(window.location.search).get("day") || "";
  }

  /* Pages whose figures the build has counted; a page may say so itself: <main data-day="built">. */
  var AS_BUILT = /^(compliance|work|calendar|data|requirement|checks?|embed)(-|$)/;

  function asBuilt() {
    var main = document.querySelector("main");
    return Boolean(main) && (AS_BUILT.test(main.dataset.page) || main.dataset.day === "built");
  }

  var day = window.catalogDay = { asBuilt: asBuilt, words: dayWords, dated: dated, numbered: numbered, link: linked, choose: choose };

  function setDay(iso) {
    day.today = readersDay();
    day.built = numbered(root.dataset.asOf);
    if (isNaN(day.built)) { day.built = day.today; }
    day.last = day.built + AHEAD;
    var wanted = numbered(iso);
    day.chosen = isNaN(wanted) || wanted === day.today ? "" : iso;
    day.asked = day.chosen ? wanted : day.today;
    day.isToday = !day.chosen;
    // East of the reader a new day, and with it a build, may have begun already.
    day.known = day.asked <= day.last && day.asked >= day.built - (day.isToday ? 1 : 0);
    day.number = Math.max(day.built, Math.min(day.last, day.asked));
    day.iso = dated(day.number);
    root.toggleAttribute("data-other-day", !day.isToday);
  }

  function choose(iso) {
    var before = day.chosen;
    setDay(iso);
    if (day.chosen === before) { return; }
    try {
      window.history.replaceState(window.history.state, "", linked(window.location.href));
    } catch (error) {
      // A page from a disk may not be allowed to. Its links carry the day all the same.
    }
    document.dispatchEvent(new CustomEvent("catalogday", { detail: day }));
  }

  /* A page of this site: addresses of others, and of files to keep, stay as they are. */
  function isPage(url) {
    var top = new URL(root.dataset.root || "./", window.location.href).href.replace(/[?#].*$/, "");
    return url.href.startsWith(top) && /(\/|\.html)$/.test(url.pathname);
  }

  function linked(href) {
    var url = new URL(href, window.location.href);
    if (!isPage(url)) { return href; }
    if ((url.searchParams.get("day") || "") === day.chosen) { return href; }
    if (day.chosen) { url.searchParams.set("day", day.chosen); } else { url.searchParams.delete("day"); }
    return url.href;
  }

  function carryInLink(event) {
    var link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.getAttribute("href")[0] !== "#" && /^(https?|file):$/.test(link.protocol)) {
      var href = linked(link.href);
      if (href !== link.href) { link.href = href; }
    }
  }

  function carryInForm(event) {
    var form = event.target;
    if (form.method !== "get" || !isPage(new URL(form.getAttribute("action") || "", window.location.href))) { return; }
    var field = form.querySelector('input[type="hidden"][name="day"]');
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "day";
      form.appendChild(field);
    }
    field.value = day.chosen;
    field.disabled = !day.chosen;
  }

  setDay(inAddress());
  ["click", "auxclick", "contextmenu", "dragstart"].forEach(function (name) {
    document.addEventListener(name, carryInLink, true);
  });
  document.addEventListener("submit", carryInForm, true);
  window.addEventListener("popstate", function () {
    if (inAddress() !== day.chosen) { choose(inAddress()); }
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { choose(inAddress()); }
  });

  function warnIfOld() {
    var place = document.querySelector("[data-stale]");
    var days = day.today - day.built;
    if (!place || days < 2) { return; }
    var text = document.createElement("p");
    text.textContent = window.catalogText(
      "These pages were built %(days)s days ago, as of %(day)s. What has been recorded since is not in them.",
      { days: window.catalogNumber(days), day: dayWords(day.built) });
    place.appendChild(text);
    place.hidden = false;
  }

  function openForPrint() {
    document.querySelectorAll("details:not([open])").forEach(function (item) {
      item.open = true;
      item.setAttribute("data-print", "");
    });
  }

  function closeAfterPrint() {
    document.querySelectorAll("details[data-print]").forEach(function (item) {
      item.open = false;
      item.removeAttribute("data-print");
    });
  }

  apply(stored());
  window.addEventListener("storage", function (event) {
    if (event.key === KEY) {
      apply(stored());
    }
  });
  window.addEventListener("beforeprint", openForPrint);
  window.addEventListener("afterprint", closeAfterPrint);
  document.addEventListener("DOMContentLoaded", function () {
    apply(stored());
    var button = document.querySelector("[data-theme-toggle]");
    if (button) {
      button.addEventListener("click", nextTheme);
    }
    warnIfOld();
  });
})();
