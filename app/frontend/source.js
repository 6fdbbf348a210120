const NARROW = 420;  // pixels

export default function ({ data, parentElement, setTriggerValue }) {
  const words = data.words;
  const state = (parentElement.footnote ??= { zoom: 1, zoomed: false });
  state.turn = (page) => setTriggerValue("turned", page);
  state.open = (work) => setTriggerValue("opened", work);

  // In a narrow window the source lies over the answer: Escape takes it away, wherever the focus is.
  function closeOnEscape(event) {
    if (!parentElement.isConnected) document.removeEventListener("keydown", closeOnEscape);
    else if (event.key === "Escape" && matchMedia("(max-width: 800px)").matches) {
      document.querySelector(".st-key-source-chosen .st-key-close-source button")?.click();
    }
  }
  if (!state.heedsEscape) document.addEventListener("keydown", closeOnEscape);
  state.heedsEscape = true;

  // The foot of the page grows with what is typed and with files that are added: the source ends
  // above it.
  const foot = document.querySelector('[data-testid="stBottomBlockContainer"]');
  if (foot && !state.watch) {
    state.watch = new ResizeObserver(() => {
      if (!parentElement.isConnected) state.watch.disconnect();
      document.documentElement.style.setProperty("--footnote-foot", `${foot.offsetHeight}px`);
    });
    state.watch.observe(foot);
  }

  const { picture, ...rest } = data;
  if (drawnAlready(parentElement, state, `${JSON.stringify(rest)} ${picture.length}`)) return;

  function control(name, label, sign, enabled, act) {
    const attributes = { "aria-label": label, title: label, "data-focus": name };
    return element(
      "button",
      { type: "button", ...attributes, disabled: !enabled, onclick: act },
      sign,
    );
  }

  function turn(name, label, sign, page) {
    const possible = page >= 1 && page <= data.pages;
    return control(name, label, sign, possible, () => state.turn(page));
  }

  function zoom(name, label, sign, factor) {
    return control(name, label, sign, true, () => {
      state.zoomed = true;
      state.zoom = Math.min(4, Math.max(1, state.zoom * factor));
      if (paper) paper.style.width = `${100 * state.zoom}%`;
    });
  }

  // "page [2] of 6": the number can be typed over.
  function pageNumber() {
    const [before, after] = data.pageLabel;
    return element(
      "label",
      { class: "page" },
      before,
      element("input", {
        type: "number",
        min: 1,
        max: data.pages,
        value: data.page,
        "aria-label": words.page,
        "data-focus": "page",
        onchange: (event) => {
          const page = Math.round(Number(event.target.value));
          if (page >= 1 && page <= data.pages) state.turn(page);
          else event.target.value = data.page;
        },
      }),
      after,
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

  const paper = picture
    ? element(
        "div",
        { class: "paper" },
        element("img", { src: `data:image/png;base64,${picture}`, alt: data.alt, draggable: "false" }),
        data.boxes.map((rectangle) => box("quote", rectangle)),
        data.marks.map((rectangle) => box("mark", rectangle)),
      )
    : null;
  if (paper) paper.style.width = `${100 * state.zoom}%`;

  const desk = paper
    ? element(
        "div",
        { class: "desk", tabindex: "0", role: "region", "aria-label": data.alt, "data-focus": "desk" },
        paper,
      )
    : null;

  const root = element(
    "section",
    { class: "footnote-root", "aria-label": words.source },
    data.title ? element("h2", { class: "title", dir: "auto" }, data.title) : null,
    element("p", { class: "place" }, data.place),
    data.warning ? element("p", { class: "warning", role: "alert" }, data.warning) : null,
    element(
      "blockquote",
      { tabindex: "0", "data-focus": "quote", dir: "auto" },
      element("span", { class: "around" }, data.before),
      element("span", { class: "quoted" }, marked(data.quote)),
      element("span", { class: "around" }, data.after),
    ),
    data.ocr ? element("p", { class: "reference" }, data.ocr) : null,
    data.reference ? element("p", { class: "reference" }, data.reference) : null,
    data.cited
      ? element(
          "button",
          {
            type: "button",
            class: "link",
            "data-focus": "cited",
            onclick: () => state.open(data.citedKey),
          },
          data.cited,
        )
      : null,
    paper
      ? element(
          "div",
          { class: "tools", role: "toolbar", "aria-label": words.page },
          turn("turn-back", words.previous, "‹", data.page - 1),
          pageNumber(),
          turn("turn-on", words.next, "›", data.page + 1),
          element("span", { class: "gap" }),
          zoom("zoom-out", words.smaller, "−", 1 / 1.25),
          zoom("zoom-in", words.larger, "+", 1.25),
        )
      : null,
    desk,
  );
  draw(parentElement, root);

  // In a narrow pane the print of a whole page is too small to read: unless the reader has chosen
  // otherwise, the page is as large as the quote's width allows.
  if (paper && data.boxes.length && desk.clientWidth < NARROW && !state.zoomed) {
    const left = Math.min(...data.boxes.map(([x0]) => x0));
    const right = Math.max(...data.boxes.map(([, , x1]) => x1));
    state.zoom = Math.min(2, Math.max(1, 1 / (right - left + 0.08)));
    paper.style.width = `${100 * state.zoom}%`;
  }

  // Bring the quote into sight, in its paragraph and on the desk: the window itself must not jump.
  const paragraph = root.querySelector("blockquote");
  const quoted = paragraph.querySelector(".quoted");
  paragraph.scrollTop +=
    quoted.getBoundingClientRect().top -
    paragraph.getBoundingClientRect().top -
    paragraph.clientHeight / 4;
  const first = desk && desk.querySelector(".box");
  if (first && state.shown !== data.key) {
    const image = desk.querySelector("img");
    const scroll = () => {
      desk.scrollTop = Math.max(0, first.offsetTop - desk.clientHeight / 3);
      const lefts = [...desk.querySelectorAll(".box")].map((box) => box.offsetLeft);
      desk.scrollLeft = Math.max(0, Math.min(...lefts) - 24);
    };
    image.complete ? scroll() : image.addEventListener("load", scroll, { once: true });
  }
  state.shown = data.key;
}
