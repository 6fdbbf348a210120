export default function ({ data, parentElement, setTriggerValue }) {
  const words = data.words;
  const state = (parentElement.footnote ??= {});
  state.choose = (key) => setTriggerValue("chosen", key);

  const { chosen, fresh, last, ...rest } = data;
  const drawn = drawnAlready(parentElement, state, JSON.stringify(rest));
  if (drawn) {
    const before = drawn.querySelector('[data-note][aria-pressed="true"]');
    for (const button of drawn.querySelectorAll("[data-note]")) {
      button.setAttribute("aria-pressed", String(button.dataset.note === chosen));
    }
    if (before && !chosen) focusAfterClosing(before);
    return;
  }

  const tip = element("div", { class: "tip", role: "tooltip", id: `tip-${data.id}`, hidden: true });

  function showTip(button, note) {
    tip.replaceChildren(
      element("p", { class: "tip-quote", dir: "auto" }, marked(note.quote)),
      element("p", { class: "tip-place" }, `${note.title} · ${note.place}`),
      note.ocr ? element("p", { class: "tip-place" }, note.ocr) : "",
      note.changed ? element("p", { class: "changed" }, note.changed) : "",
    );
    tip.hidden = false;
    const frame = root.getBoundingClientRect();
    const at = button.getBoundingClientRect();
    const room = frame.width - tip.offsetWidth;
    tip.style.left = `${Math.max(0, Math.min(at.left - frame.left - 24, room))}px`;
    tip.style.top = `${at.bottom - frame.top + 6}px`;
    button.setAttribute("aria-describedby", tip.id);
  }

  function hideTip(button) {
    tip.hidden = true;
    button.removeAttribute("aria-describedby");
  }

  function footnote(note, index) {
    const button = element(
      "button",
      {
        type: "button",
        class: "note",
        "data-focus": `${note.key}-${index}`,
        "data-note": note.key,
        "aria-label": `${words.footnote} ${note.number}: ${note.title}, ${note.place}`,
        "aria-pressed": chosen === note.key ? "true" : "false",
        onclick: () => {
          hideTip(button);
          state.choose(note.key);
        },
      },
      note.number,
    );
    button.addEventListener("mouseenter", () => showTip(button, note));
    button.addEventListener("focus", () => {
      if (button.matches(":focus-visible")) showTip(button, note);
    });
    for (const event of ["mouseleave", "blur"]) {
      button.addEventListener(event, () => hideTip(button));
    }
    button.addEventListener("keydown", (event) => event.key === "Escape" && hideTip(button));
    return element("sup", {}, button);
  }

  // The last word and what follows it stay on one line: a lone number would say nothing.
  function sentence(part, index) {
    const pieces = part.text.map(([text, mark]) => [text, mark]);
    const last = pieces.pop() || ["", false];
    const cut = last[0].trimEnd().lastIndexOf(" ") + 1;
    if (cut) pieces.push([last[0].slice(0, cut), last[1]]);
    return element(
      "span",
      { class: `sentence ${part.verdict}${part.titled ? " titled" : ""}` },
      marked(pieces),
      element(
        "span",
        { class: "end" },
        marked([[last[0].slice(cut).trimEnd(), last[1]]]),
        part.notes.map((key) => footnote(data.notes[key], index)),
        part.sign
          ? element(
              "span",
              { class: "verdict", title: part.why || part.label, role: "img", "aria-label": part.label },
              part.sign,
            )
          : null,
      ),
      part.verdict === "supported" ? null : element("span", { class: "doubt" }, part.label),
      " ",
    );
  }

  function source(note, place = "source", whole = note.show) {
    return element(
      "li",
      {},
      element(
        "button",
        {
          type: "button",
          class: "source",
          "data-focus": `${place}-${note.key}`,
          "data-note": note.key,
          "aria-pressed": chosen === note.key ? "true" : "false",
          onclick: () => state.choose(note.key),
        },
        element("span", { class: "number" }, note.number),
        element(
          "span",
          { class: "source-text" },
          element("span", { class: "source-title", dir: "auto" }, note.title),
          element("span", { class: "source-place" }, note.place),
          element(
            "span",
            { class: whole ? "source-quote" : "source-quote line", dir: "auto" },
            marked(note.quote),
          ),
          note.reference ? element("span", { class: "source-place" }, note.reference) : null,
          note.changed ? element("span", { class: "changed" }, note.changed) : null,
        ),
      ),
    );
  }

  // Two passages that say different things, side by side.
  function disagreement({ about, sides }, index) {
    return element(
      "section",
      { class: "disagreement", "aria-label": about },
      element("p", { class: "disagreement-title" }, about),
      element(
        "ul",
        {},
        sides.map((key) => source(data.notes[key], `side-${index}`, true)),
      ),
    );
  }

  // Browsers keep the clipboard itself from pages that came over plain HTTP from another machine.
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const box = element("textarea", { readonly: true, class: "copied" });
    box.value = text;
    root.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }

  function copyButton() {
    const button = element(
      "button",
      {
        type: "button",
        class: "copy",
        "data-focus": "copy",
        onclick: async () => {
          await copy(data.plain);
          button.textContent = words.copied;
          setTimeout(() => (button.textContent = words.copy), 1500);
        },
      },
      words.copy,
    );
    return button;
  }

  const answer = data.abstained
    ? element(
        "div",
        { class: "abstention", role: "note" },
        element("p", { class: "abstention-title" }, words.abstained),
        element("p", { class: "abstention-reason" }, data.reason),
      )
    : element(
        "p",
        { class: "answer", dir: "auto" },
        data.parts.map((part, index) => [
          part.item && index ? element("span", { class: "break" }) : null,
          sentence(part, index),
        ]),
      );

  const notes = Object.values(data.notes);
  const root = element(
    "article",
    { class: "footnote-root", lang: data.lang, "aria-label": data.question },
    element("h2", { class: "question", dir: "auto" }, data.question),
    answer,
    data.reason && !data.abstained ? element("p", { class: "remark" }, data.reason) : null,
    data.disagreements.map(disagreement),
    data.changed ? element("p", { class: "changed", role: "note" }, data.changed) : null,
    notes.length
      ? element(
          "details",
          { class: "sources", open: data.abstained || data.open },
          element("summary", { "data-focus": "summary" }, data.abstained ? words.nearest : words.sources),
          element("ol", {}, notes.map((note) => source(note))),
        )
      : null,
    data.facts.length
      ? element(
          "p",
          { class: "facts" },
          data.facts.map((fact) => element("span", {}, fact)),
          copyButton(),
        )
      : null,
    tip,
  );
  const first = draw(parentElement, root);
  if (first && last) keepInSight(root);
  if (fresh && data.heard) readOut(root, data.heard);
}
