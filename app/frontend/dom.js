// Builds elements. Text only ever becomes a text node: nothing is parsed as HTML.
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return node;
}

// [["text", true], …] as text nodes and <mark> elements.
function marked(segments) {
  return segments.map(([text, mark]) => (mark ? element("mark", {}, text) : text));
}

// Puts `root` in place of what was drawn before, and the keyboard focus where it was. Says whether
// it is the first that is drawn there.
function draw(parentElement, root) {
  const before = parentElement.querySelector(".footnote-root");
  const active = before && before.querySelector(":focus");
  const key = active && active.getAttribute("data-focus");
  if (before) before.replaceWith(root);
  else parentElement.append(root);
  if (key) root.querySelector(`[data-focus="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  return !before;
}

// What is drawn in `parentElement` now, or null where it is not what `signature` stands for.
// Every run of the page calls every component again: what has not changed must not flicker.
function drawnAlready(parentElement, state, signature) {
  const root = parentElement.querySelector(".footnote-root");
  if (root && state.signature === signature) return root;
  state.signature = signature;
  return null;
}

// Has `text` read out by a screen reader, which does not notice what is drawn: what a status says
// is read when it changes. It is gone soon, so that nobody who reads on meets it a second time.
function readOut(root, text) {
  const status = element("p", { class: "heard", role: "status" });
  root.append(status);
  setTimeout(() => status.append(text), 100);
  setTimeout(() => status.remove(), 3000);
}

// Lets who closed a source by the keyboard go on where it was opened, once its button is gone.
function focusAfterClosing(note, tries = 20) {
  if (document.activeElement === document.body) note.focus({ preventScroll: true });
  else if (tries && document.activeElement.closest(".st-key-close-source")) {
    setTimeout(focusAfterClosing, 100, note, tries - 1);
  }
}

// Brings `root` into sight and keeps its head there while the page goes on growing: on a busy
// machine what stands above an answer comes many seconds after it. Who scrolls has his way.
function keepInSight(root) {
  const deeds = ["wheel", "touchmove", "keydown", "pointerdown"];
  function look() {
    const { top, bottom } = root.getBoundingClientRect();
    const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(root);
    const above = top < parseFloat(scrollMarginTop);
    const below = bottom > innerHeight - parseFloat(scrollMarginBottom);
    if (above || below) root.scrollIntoView({ block: "start" });
  }
  function stop() {
    growth.disconnect();
    for (const deed of deeds) document.removeEventListener(deed, stop, true);
  }
  const growth = new ResizeObserver(look); // looks at once as well
  growth.observe(document.querySelector('[data-testid="stMainBlockContainer"]'));
  for (const deed of deeds) document.addEventListener(deed, stop, true);
  setTimeout(stop, 30000);
}
