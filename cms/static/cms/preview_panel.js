/* The preview panel: as what a draft is looked at, and which field a click on the storefront opens. */
(function () {
  "use strict";

  const panel = () => document.querySelector("[data-heron-viewing]");

  function composeMode(viewing) {
    const parts = new URLSearchParams();
    for (const field of viewing.querySelectorAll("[name]")) {
      if (field.value) parts.set(field.name, field.value);
    }
    return parts.toString();
  }

  /** Wagtail knows one list of modes: its hidden list always holds the one that was put together. */
  document.addEventListener("change", (event) => {
    const viewing = event.target.closest && event.target.closest("[data-heron-viewing]");
    const modes = viewing && viewing.querySelector("#id_preview_mode");
    if (!modes || event.target === modes) return;
    modes.options[0].value = composeMode(viewing);
    modes.dispatchEvent(new Event("change", { bubbles: true }));
  });

  window.addEventListener("message", ({ origin, source, data }) => {
    const viewing = panel();
    const frame = document.getElementById("w-preview-iframe");
    const isOurs = viewing && origin === viewing.dataset.storefront;
    const isFrame = frame && source === frame.contentWindow;
    const message = isOurs && isFrame && data ? data.heron : null;
    if (message && message.type === "open-block") openBlock(String(message.id));
  });

  function openBlock(id) {
    const block = document.querySelector(`[data-contentpath="${CSS.escape(id)}"]`);
    if (block) show(block);
  }

  function show(block) {
    showTab(block);
    for (let above = block; above; above = above.parentElement) {
      const toggle = above.querySelector(":scope > div > [data-panel-toggle], :scope > [data-panel-toggle]");
      if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    }
    block.scrollIntoView({ block: "center", behavior: "smooth" });
    const field = visible(block, FIELD) || visible(block, "button"); // a block's own buttons come first in it
    window.focus(); // the click has left it in the frame
    if (field) field.focus({ preventScroll: true });
  }

  const FIELD = "input, textarea, select, [contenteditable=true]";

  function visible(block, selector) {
    const found = [...block.querySelectorAll(selector)];
    return found.find((one) => one.type !== "hidden" && one.offsetParent !== null);
  }

  function openField(name) {
    const field = document.getElementById(`id_${name}`) || document.querySelector(`[name="${CSS.escape(name)}"]`);
    if (field) show(field.closest("[data-contentpath], section") || field);
  }

  /** What should be looked at before publishing: read when the editor opens, and after each preview. */
  async function readFindings() {
    const place = document.querySelector("[data-heron-findings]");
    if (!place) return;
    const answer = await fetch(place.dataset.heronFindings, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) place.innerHTML = await answer.text();
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest && target.closest("[data-heron-find-block]");
    if (!button) return;
    const { heronFindBlock: block, heronFindField: field } = button.dataset;
    if (block) openBlock(block);
    else openField(field);
  });
  document.addEventListener("DOMContentLoaded", readFindings);
  document.addEventListener("w-preview:loaded", readFindings);

  function showTab(block) {
    const tab = block.closest("[role=tabpanel][hidden]");
    const handle = tab && document.querySelector(`[role=tab][aria-controls="${CSS.escape(tab.id)}"]`);
    if (handle) handle.click();
  }
})();
