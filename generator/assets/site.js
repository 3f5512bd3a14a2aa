/* What every page does with a script: the theme, the note on an old build, and printing.
   It runs in the head, so that a chosen theme is there before the first paint. */
(function () {
  "use strict";

  /* The interface's words in the reader's language (assets/texts.js has them, where it is not
     English), with %(name)s filled in. */
  window.catalogText = function (message, values) {
    var found = (window.catalogTexts || {})[message] || message;
    return found.replace(/%\((\w+)\)s/g, function (whole, name) {
      return values && name in values ? String(values[name]) : whole;
    });
  };

  var root = document.documentElement;
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

  function apply(theme) {
    if (theme === "auto") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", theme);
    }
    var button = document.querySelector("[data-theme-toggle]");
    if (button) {
      button.firstElementChild.textContent = "Theme: " + theme;
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

  /* Whole days between the build's date and the reader's, both as calendar days. */
  function age(asOf) {
    var parts = asOf.split("-").map(Number);
    var now = new Date();
    var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    return Math.round((today - Date.UTC(parts[0], parts[1] - 1, parts[2])) / 86400000);
  }

  function warnIfOld() {
    var place = document.querySelector("[data-stale]");
    var days = age(root.dataset.asOf || "");
    if (!place || !(days > 1)) {
      return;
    }
    var text = document.createElement("p");
    text.textContent =
      "These pages were built " + days + " days ago, as of " + root.dataset.asOf +
      ". What has changed since is not in them.";
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
