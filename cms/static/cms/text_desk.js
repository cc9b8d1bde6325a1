/* The desk of catalogue texts: each thing is saved by itself, and nothing that was typed is lost. */
(function () {
  "use strict";

  const desk = document.getElementById("heron-texts");
  if (!desk) return;
  const said = desk.dataset;

  const parts = (row) => [...row.querySelectorAll(".heron-text__part")];
  const field = (part) => part.querySelector("textarea, input");
  const area = (part) => part.querySelector("[contenteditable]");
  const changed = (row) => parts(row).filter((part) => part.dataset.changed);

  function say(row, text, isBad) {
    const place = row.querySelector("[data-status]");
    place.textContent = text;
    place.classList.toggle("heron-bad", Boolean(isBad));
  }

  function write(part, text) {
    field(part).value = text;
    if (area(part)) area(part).innerHTML = text; // the server has made it safe
  }

  function mark(part) {
    part.dataset.changed = "1";
    part.dataset.version = String(Number(part.dataset.version || 0) + 1);
    say(part.closest("form"), said.unsaved);
  }

  /* Formatted texts: a field that shows what it will look like; the textarea below it is what is sent. */
  function dress(part) {
    const plain = field(part);
    const rich = document.createElement("div");
    rich.contentEditable = "true";
    rich.className = "heron-text__html heron-text__rich";
    rich.lang = plain.lang;
    rich.dir = plain.dir;
    rich.setAttribute("role", "textbox");
    rich.setAttribute("aria-multiline", "true");
    rich.setAttribute("aria-labelledby", part.querySelector("label").id);
    rich.setAttribute("aria-describedby", plain.getAttribute("aria-describedby"));
    rich.innerHTML = plain.value;
    const tools = document.getElementById("heron-rich-tools").content.firstElementChild.cloneNode(true);
    plain.hidden = true;
    plain.before(tools, rich);
    part.querySelector("label").addEventListener("click", () => rich.focus());
    rich.addEventListener("focus", () => document.execCommand("defaultParagraphSeparator", false, "p"));
    rich.addEventListener("paste", (event) => {
      event.preventDefault();
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
    });
    rich.addEventListener("drop", (event) => event.preventDefault());
    rich.addEventListener("input", () => {
      plain.value = rich.textContent.trim() || rich.querySelector("img") ? rich.innerHTML : "";
      mark(part);
    });
    tools.addEventListener("mousedown", (event) => event.preventDefault());
    tools.addEventListener("click", ({ target }) => {
      const { command, value } = (target.closest("[data-command]") || { dataset: {} }).dataset;
      if (!command) return;
      const given = command === "createLink" ? window.prompt(said.link, "https://") : value;
      if (command === "createLink" && !given) return;
      rich.focus();
      document.execCommand(command, false, given);
    });
  }

  async function freshToken() {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = found.querySelector("#heron-texts [name=csrfmiddlewaretoken]");
    if (!token) return false;
    desk.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
    return true;
  }

  /** Answers what the server says; who has signed in anew meanwhile gets a second try. */
  async function send(address, row, values, isSecond) {
    const body = new FormData();
    const { kind, pk, language } = row.dataset;
    for (const [name, value] of Object.entries({ kind, pk, language, ...values })) body.append(name, value);
    body.append("csrfmiddlewaretoken", desk.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(address, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
    });
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.status === 403 && !isSecond && (await freshToken())) return send(address, row, values, true);
    if (answer.redirected || answer.status === 403) throw new Error(said.signedOut);
    if (!isJson) throw new Error(said.failed);
    return { isOk: answer.ok, ...(await answer.json()) };
  }

  function show(row, told, sent) {
    const state = row.querySelector("header [data-state]");
    state.dataset.state = told.state;
    state.textContent = told.label;
    state.classList.toggle("w-status--primary", told.state === "done");
    row.querySelector("[data-do=confirm]").hidden = told.state !== "stale";
    for (const part of parts(row)) {
      const one = told.texts[part.dataset.name];
      if (!one) continue;
      const isSent = sent && part.dataset.name in sent;
      if (part.dataset.changed && !isSent) continue;
      part.dataset.seen = one.seen;
      part.dataset.source = one.source;
      part.dataset.state = one.state;
      part.querySelector("[data-mark]").textContent = one.state === "done" ? "" : one.label;
      part.querySelector("[data-terms]").textContent = one.terms;
      if (isSent && sent[part.dataset.name] !== part.dataset.version) continue; // typed on meanwhile
      delete part.dataset.changed;
      if (!part.contains(document.activeElement)) write(part, one.text);
    }
  }

  /** Shows what somebody else has written under the field, and leaves the choice. */
  function choose(row, theirs, seen) {
    for (const part of parts(row)) {
      const name = part.dataset.name;
      if (!(name in theirs)) continue;
      part.querySelector(".heron-theirs")?.remove();
      const box = document.createElement("div");
      box.className = "heron-theirs";
      const text = document.createElement("div");
      text.lang = field(part).lang;
      text.dir = field(part).dir;
      if ("formatted" in part.dataset) text.innerHTML = theirs[name];
      else text.textContent = theirs[name];
      box.append(Object.assign(document.createElement("p"), { textContent: said.theirs }), text);
      for (const [label, isTheirs] of [[said.keep, false], [said.take, true]]) {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
        button.className = "button button-small button-secondary";
        button.addEventListener("click", () => {
          part.dataset.seen = seen[name];
          if (isTheirs) {
            write(part, theirs[name]);
            delete part.dataset.changed;
          }
          box.remove();
          if (changed(row).length) say(row, said.unsaved);
          else say(row, "");
        });
        box.append(button);
      }
      part.querySelector(".heron-text__target").append(box);
    }
  }

  async function act(row, work) {
    const buttons = [...row.querySelectorAll("footer button")];
    buttons.forEach((button) => (button.disabled = true));
    try {
      await work();
    } catch (error) {
      say(row, error instanceof TypeError ? said.failed : error.message, true);
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  }

  async function save(row) {
    const sent = {};
    const values = {};
    for (const part of changed(row)) {
      const { name, seen, source, version } = part.dataset;
      sent[name] = version;
      Object.assign(values, { [`text-${name}`]: field(part).value, [`seen-${name}`]: seen, [`source-${name}`]: source });
    }
    if (!Object.keys(sent).length) return;
    say(row, said.saving);
    const told = await send(said.save, row, values);
    if (!told.isOk) {
      say(row, told.detail, true);
      choose(row, told.theirs || {}, told.seen || {});
      return;
    }
    say(row, told.message);
    show(row, told, sent);
    if (changed(row).length) say(row, said.unsaved);
  }

  async function confirm(row) {
    const values = {};
    for (const part of parts(row)) {
      if (part.dataset.state === "stale") values[`source-${part.dataset.name}`] = part.dataset.source;
    }
    const told = await send(said.confirm, row, values);
    say(row, told.isOk ? told.message : told.detail, !told.isOk);
    if (told.isOk) show(row, told);
  }

  /** Fills what is missing or stale and not typed in; saving is the person's. */
  async function propose(row) {
    say(row, said.asking);
    const told = await send(said.propose, row, {});
    if (!told.isOk) return say(row, told.detail, true);
    for (const part of parts(row)) {
      const text = told.texts[part.dataset.name];
      if (!text || part.dataset.changed || part.dataset.state === "done") continue;
      write(part, text);
      mark(part);
      part.querySelector("[data-terms]").textContent = told.terms[part.dataset.name];
    }
    say(row, said.proposed);
  }

  desk.querySelectorAll("[data-formatted]").forEach(dress);
  desk.addEventListener("input", ({ target }) => {
    const part = target.closest(".heron-text__part");
    if (part && target === field(part)) mark(part);
  });
  desk.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.target, () => save(event.target));
  });
  desk.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (!button) return;
    const row = button.closest("form");
    act(row, () => (button.dataset.do === "confirm" ? confirm(row) : propose(row)));
  });
  window.addEventListener("beforeunload", (event) => {
    if (desk.querySelector("[data-changed]")) event.preventDefault();
  });
})();
