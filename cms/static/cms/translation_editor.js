/* The translation editor: each text in the direction of its own language, whatever the back office speaks. */
(function () {
  "use strict";

  const RIGHT_TO_LEFT = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/i;

  function set(text, code) {
    text.lang = code;
    text.dir = RIGHT_TO_LEFT.test(code) ? "rtl" : "ltr";
  }

  /** Of each text there is a paragraph with its source, and below it a place for what is said instead. */
  function direct(editor, source, target) {
    for (const original of editor.querySelectorAll("li > p")) {
      const place = original.parentElement.querySelector(":scope > div");
      if (!place) continue;
      set(original, source);
      set(place, target);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const editor = document.querySelector(".js-translation-editor");
    if (!editor) return;
    const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
    const redraw = () => direct(editor, sourceLocale.code, locale.code);
    new MutationObserver(redraw).observe(editor, { childList: true, subtree: true });
    redraw();
  });
})();
