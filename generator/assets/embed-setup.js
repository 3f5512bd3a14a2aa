/* Builds the HTML for a list or a badge on another page. It sets text, never markup. */
(function () {
  "use strict";

  const form = document.querySelector("[data-embed-builder]");
  const code = document.getElementById("embed-code");
  if (!form || !code) { return; }

  /* Where this site is; from a disk nobody knows, and an example stands for it. */
  const root = document.documentElement.dataset.root || "./";
  const here = window.location.protocol === "file:"
    ? code.textContent.split("\"")[1].replace(/embed\/.*/, "")
    : new URL(root, window.location.href).href;

  function quoted(text) {
    return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  function build() {
    const kind = form.elements.kind.value;
    const category = form.elements.category;
    const name = category.options.length ? category.selectedOptions[0].textContent : "";
    const supplier = form.elements.supplier.value.toLowerCase().replace(/[^a-z0-9-]/g, "");
    const height = Math.min(2000, Math.max(120, Number(form.elements.height.value) || 420));
    form.querySelectorAll("[data-for]").forEach(function (part) {
      const wanted = part.dataset.for === "supplier" ? kind === "supplier"
        : part.dataset.for === "height" ? kind === "list" : kind !== "supplier";
      part.hidden = !wanted;
    });
    if (kind === "list") {
      code.textContent = "<iframe src=\"" + quoted(here + "embed/" + category.value + ".html") + "\" title=\"" +
        quoted(name) + "\" width=\"100%\" height=\"" + height + "\" loading=\"lazy\"></iframe>";
      return;
    }
    const id = kind === "supplier" ? supplier : category.value;
    const folder = kind === "supplier" ? "suppliers" : "categories";
    code.textContent = "<a href=\"" + quoted(here + folder + "/" + id + "/index.html") + "\"><img src=\"" +
      quoted(here + "badges/" + folder + "/" + id + ".svg") + "\" alt=\"" +
      quoted(kind === "supplier" ? id : name) + "\"></a>";
  }

  form.addEventListener("input", build);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  build();
})();
