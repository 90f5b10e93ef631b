// Building blocks of the panel. Text only ever becomes text nodes: nothing that anybody wrote is read as HTML.

// element("button", {class: "send", onclick: f}, "Send", ...)
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

export function hidden(text) {
  return element("span", { class: "visually-hidden" }, text);
}

// "{clinic} on {phone}" with its values; unknown placeholders become nothing
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// A paragraph a line; `links`, [{text, href, label}], are the only words that become links.
export function paragraphs(text, links = []) {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => element("p", { dir: "auto" }, ...linked(line, links)));
}

function linked(line, links) {
  for (const { text, href, label } of links) {
    const at = wordIndex(line, text);
    if (at >= 0) {
      const link = element("a", { href, "aria-label": label, rel: "noopener", target: href.startsWith("https:") ? "_blank" : null }, text);
      return [...linked(line.slice(0, at), links), link, ...linked(line.slice(at + text.length), links)];
    }
  }
  return line ? [line] : [];
}

function wordIndex(line, text) {
  const at = text ? line.indexOf(text) : -1;
  const isPart = (character) => character !== undefined && /\w/.test(character);
  return at >= 0 && !isPart(line[at - 1]) && !isPart(line[at + text.length]) ? at : -1;
}
