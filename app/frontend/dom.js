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

// Puts `root` in place of what was drawn before, and the keyboard focus where it was.
function draw(parentElement, root) {
  const before = parentElement.querySelector(".footnote-root");
  const active = before && before.querySelector(":focus");
  const key = active && active.getAttribute("data-focus");
  if (before) before.replaceWith(root);
  else parentElement.append(root);
  if (key) root.querySelector(`[data-focus="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

// What is drawn in `parentElement` now, or null where it is not what `signature` stands for.
// Every run of the page calls every component again: what has not changed must not flicker.
function drawnAlready(parentElement, state, signature) {
  const root = parentElement.querySelector(".footnote-root");
  if (root && state.signature === signature) return root;
  state.signature = signature;
  return null;
}
