/* The handbook: copy a clause's address, read a term where it stands, print the whole. Without it
   the clause's number is a link to the clause, and a term one to the glossary. */
(function () {
  "use strict";

  const say = window.catalogText;

  const make = window.catalogMake;

  /* ---- A clause's address ------------------------------------------------------------------ */

  function copier(link) {
    const title = link.closest("h3");
    const button = make("button", { type: "button", "class": "hb-copy" }, say("Copy link"));
    button.setAttribute("aria-label", say("Copy the link to clause %(id)s", { id: link.textContent }));
    const told = make("span", { "class": "hb-copy__told", role: "status" });
    title.after(told);
    title.appendChild(button);
    button.addEventListener("click", function () {
      const copied = navigator.clipboard ? navigator.clipboard.writeText(link.href) : Promise.reject();
      copied.then(function () { return say("Link copied"); }, function () {
        window.location.hash = link.hash;
        return say("The link is in the address bar");
      }).then(function (words) {
        told.textContent = words;
        window.setTimeout(function () { told.textContent = ""; }, 4000);
      });
    });
  }

  document.querySelectorAll("[data-permalink]").forEach(copier);

  /* ---- A term's meaning, beside it ---------------------------------------------------------- */

  const tip = make("span", { "class": "hb-tip", role: "tooltip", id: "hb-tip" });
  let shown = null;
  let leaving = 0;

  function hide() {
    window.clearTimeout(leaving);
    if (shown) {
      shown.removeAttribute("aria-describedby");
      tip.remove();
      shown = null;
    }
  }

  function place(link) {
    const box = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    tip.style.insetInlineStart = Math.max(8, Math.min(box.left, room - tip.offsetWidth - 8)) + window.scrollX + "px";
    tip.style.insetBlockStart = box.bottom + window.scrollY + 4 + "px";
  }

  function show(link) {
    if (shown === link) {
      window.clearTimeout(leaving);
      return;
    }
    hide();
    shown = link;
    tip.textContent = link.dataset.means;
    document.body.appendChild(tip);
    link.setAttribute("aria-describedby", "hb-tip");
    place(link);
  }

  /* It stays while the pointer is on the word or on the meaning, and goes with Escape. */
  function leave() {
    window.clearTimeout(leaving);
    leaving = window.setTimeout(hide, 200);
  }

  document.querySelectorAll(".hb-term[data-means]").forEach(function (link) {
    link.addEventListener("mouseenter", function () { show(link); });
    link.addEventListener("focus", function () { show(link); });
    link.addEventListener("mouseleave", leave);
    link.addEventListener("blur", hide);
  });
  tip.addEventListener("mouseenter", function () { window.clearTimeout(leaving); });
  tip.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { hide(); }
  });

  /* ---- Print -------------------------------------------------------------------------------- */

  document.querySelectorAll("[data-print-page]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
