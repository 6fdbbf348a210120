export default function ({ data, parentElement, setTriggerValue }) {
  const words = data.words;
  const state = (parentElement.footnote ??= { zoom: 1 });

  function turn(label, sign, page) {
    const possible = page >= 1 && page <= data.pages;
    return element(
      "button",
      {
        type: "button",
        "aria-label": label,
        title: label,
        "data-focus": `turn-${sign}`,
        disabled: !possible,
        onclick: () => setTriggerValue("turned", page),
      },
      sign,
    );
  }

  function zoomer(label, sign, factor) {
    return element(
      "button",
      {
        type: "button",
        "aria-label": label,
        title: label,
        "data-focus": `zoom-${sign}`,
        onclick: () => {
          state.zoom = Math.min(4, Math.max(1, state.zoom * factor));
          if (paper) paper.style.width = `${100 * state.zoom}%`;
        },
      },
      sign,
    );
  }

  function box(kind, [x0, y0, x1, y1]) {
    const node = element("span", { class: `box ${kind}` });
    node.style.left = `${100 * x0}%`;
    node.style.top = `${100 * y0}%`;
    node.style.width = `${100 * (x1 - x0)}%`;
    node.style.height = `${100 * (y1 - y0)}%`;
    return node;
  }

  const paper = data.picture
    ? element(
        "div",
        { class: "paper" },
        element("img", { src: `data:image/png;base64,${data.picture}`, alt: data.alt, draggable: "false" }),
        data.boxes.map((rectangle) => box("quote", rectangle)),
        data.marks.map((rectangle) => box("mark", rectangle)),
      )
    : null;
  if (paper) paper.style.width = `${100 * state.zoom}%`;

  const desk = paper
    ? element("div", { class: "desk", tabindex: "0", role: "region", "aria-label": data.alt, "data-focus": "desk" }, paper)
    : null;

  const root = element(
    "section",
    { class: "footnote-root", "aria-label": words.source },
    element("h3", { class: "title" }, data.title),
    element("p", { class: "place" }, data.place),
    data.warning ? element("p", { class: "warning", role: "alert" }, data.warning) : null,
    element(
      "blockquote",
      { tabindex: "0", "data-focus": "quote" },
      element("span", { class: "around" }, data.before),
      element("span", { class: "quoted" }, marked(data.quote)),
      element("span", { class: "around" }, data.after),
    ),
    data.reference ? element("p", { class: "reference" }, data.reference) : null,
    data.cited ? element("p", { class: "reference" }, data.cited) : null,
    paper
      ? element(
          "div",
          { class: "tools", role: "toolbar", "aria-label": words.page },
          turn(words.previous, "‹", data.page - 1),
          element("span", { class: "page", "aria-live": "polite" }, data.pageLabel),
          turn(words.next, "›", data.page + 1),
          element("span", { class: "gap" }),
          zoomer(words.smaller, "−", 1 / 1.25),
          zoomer(words.larger, "+", 1.25),
        )
      : null,
    desk,
  );
  draw(parentElement, root);

  // Bring the quote into sight, on the desk only: the window itself must not jump.
  const first = desk && desk.querySelector(".box");
  if (first && state.shown !== data.key) {
    const image = desk.querySelector("img");
    const scroll = () => {
      desk.scrollTop = Math.max(0, first.offsetTop - desk.clientHeight / 3);
      desk.scrollLeft = Math.max(0, first.offsetLeft - 24);
    };
    image.complete ? scroll() : image.addEventListener("load", scroll, { once: true });
  }
  state.shown = data.key;
}
