/* Only in the live preview: load the page again when a new site is there. */
(function () {
  "use strict";
  var shown = null;
  function look() {
    fetch("/__version", { cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(function (version) {
        if (shown !== null && version !== shown) {
          window.location.reload();
        }
        shown = version;
      })
      .catch(function () {})
      .finally(function () { window.setTimeout(look, 500); });
  }
  look();
})();
