// Talks with the assistant as the form beside it has it.
(() => {
    const box = document.querySelector("[data-assistant-preview]");
    const form = document.querySelector("#w-editor-form");
    if (!box || !form) return;
    const part = (name) => box.querySelector(`[data-${name}]`);
    const [talk, text, send, locale] = ["talk", "text", "send", "locale"].map(part);
    let said = [];

    const add = (kind, words) => {
        const line = document.createElement(kind === "person" || kind === "model" ? "p" : kind);
        line.className = `assistant-preview__${kind}`;
        line.dir = "auto";
        line.textContent = words;
        talk.append(line);
        talk.scrollTop = talk.scrollHeight;
        return line;
    };

    const greet = () => {
        talk.replaceChildren();
        said = [];
        const chosen = [...form.querySelectorAll('select[name^="texts-"][name$="-locale"]')].find(
            (each) => each.value === locale.value,
        );
        const welcome = chosen && form.querySelector(`[name="${chosen.name.replace("locale", "welcome")}"]`);
        if (welcome?.value) add("model", welcome.value);
    };

    const show = (answer) => {
        add("model", answer.text);
        const list = [
            ...answer.products.map((each) => each.name),
            ...answer.citations.map((each) => `${each.title} (${each.path})`),
        ];
        if (list.length) {
            const items = add("ul", "");
            for (const each of list) items.append(Object.assign(document.createElement("li"), { textContent: each }));
        }
        const facts = [answer.model || box.dataset.plain, `${answer.seconds} s`];
        if (answer.model) facts.push(`${box.dataset.tokens}: ${answer.tokens}`, `$${answer.cost}`);
        if (answer.tools.length) facts.push(`${box.dataset.tools}: ${answer.tools.join(", ")}`);
        if (answer.withdrawn) facts.push(`${box.dataset.withdrawn}: ${answer.withdrawn}`);
        add("small", facts.join(" · "));
    };

    const ask = async () => {
        const words = text.value.trim();
        if (!words || send.disabled) return;
        send.disabled = true;
        add("person", words);
        const body = new FormData(form);
        body.set("preview-text", words);
        body.set("preview-locale", locale.value);
        body.set("preview-said", JSON.stringify(said));
        try {
            const response = await fetch(box.dataset.assistantPreview, { method: "POST", body });
            const answer = await response.json();
            if (answer.problem) {
                add("small", answer.problem);
            } else {
                text.value = "";
                said.push([words, false], [answer.text, true]);
                show(answer);
            }
        } catch {
            add("small", box.dataset.failed);
        }
        send.disabled = false;
    };

    send.addEventListener("click", ask);
    text.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        ask();
    });
    part("again").addEventListener("click", greet);
    locale.addEventListener("change", greet);
    const first = form.querySelector('select[name="texts-0-locale"]');
    if (first?.value) locale.value = first.value;
    greet();
})();
