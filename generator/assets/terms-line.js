/* Moves the mark of today on the time lines of contracts to the reader's day. */
(function () {
  "use strict";

  const DAY = 86400000;
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

  document.querySelectorAll(".tl-today").forEach(function (mark) {
    const first = mark.dataset.first.split("-").map(Number);
    const gone = Math.round((today - Date.UTC(first[0], first[1] - 1, first[2])) / DAY);
    const share = Math.min(Math.max(gone / Number(mark.dataset.days), 0), 1);
    mark.setAttribute("x", String(Math.round(share * 10000) / 10));
  });
})();
