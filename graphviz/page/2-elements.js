// Making elements. Every text goes in as text: a name is never markup.

const $ = id => document.getElementById(id);

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== ""));
  return made;
}

// The text in a span of this class, with its language when it is Chinese; null when empty.
function span(kind, text) {
  return text ? element("span", { class: kind, lang: languageOf(text) }, text) : null;
}

function languageOf(text) {
  return /\p{Script=Han}/u.test(text) ? "zh-Hans" : null;
}

// Only addresses of the web become links.
function link(source, text) {
  const isWeb = /^https?:\/\//i.test(source.address);
  if (!isWeb) return element("span", { lang: languageOf(text) }, text);
  return element("a", {
    href: source.address, target: "_blank", rel: "noopener noreferrer", lang: languageOf(text),
  }, text);
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

// Says it to whoever listens instead of looking.
function say(text) {
  $("said").textContent = text;
}
