/* Buttons that copy a text of the page. They show only where a script can do it. */
(function () {
  "use strict";

  function select(place) {
    const range = document.createRange();
    range.selectNodeContents(place);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function said(button, text) {
    const before = button.textContent;
    button.textContent = text;
    window.setTimeout(function () { button.textContent = before; }, 2000);
  }

  /* Pages from a disk may not use the clipboard of the new kind; selecting works everywhere. */
  function copy(button, place) {
    const text = "value" in place ? place.value : place.textContent;
    function byHand() {
      select(place);
      const done = document.execCommand("copy");
      said(button, done ? window.catalogText("Copied") : window.catalogText("Press Ctrl+C to copy"));
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () {
        said(button, window.catalogText("Copied"));
      }, byHand);
    } else {
      byHand();
    }
  }

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    const place = document.getElementById(button.dataset.copy);
    if (!place) { return; }
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () { copy(button, place); });
  });
})();
