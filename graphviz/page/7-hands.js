// Keys, pointer, size, focus; and the start of it all.

let zoom = null;  // null: as wide as the window

function resize() {
  const view = $("view"), stage = $("stage");
  const width = history_.width + 2 * margin, height = history_.height + 2 * margin;
  const fits = Math.max(0.66, Math.min(1.15, (view.clientWidth - 4) / width));
  const scale = zoom === null ? fits : zoom;
  stage.style.width = width * scale + "px";
  stage.style.height = height * scale + "px";
  stage.style.setProperty("--scale", scale);
  $("fit").setAttribute("aria-pressed", zoom === null);
  return scale;
}

function zoomBy(factor) {
  zoom = factor === 0 ? null : Math.max(0.3, Math.min(3, resize() * factor));
  const shown = Math.round(resize() * 100);
  say(zoom === null ? "As wide as the window" : shown + " percent");
}

// On paper: as wide as the sheet, and on one sheet if it can still be read.
function fitPaper() {
  const boxes = [...cards.keys()];
  const width = history_.width + 2 * margin;
  const height = Math.max(0, ...boxes.map(p => p.y + p.height)) + 2 * margin;
  const scale = Math.max(0.5, Math.min(1, 1040 / width, 610 / height));
  $("stage").style.setProperty("--scale", scale);
  $("stage").style.width = width * scale + "px";
  $("stage").style.height = height * scale + "px";
}

// ---- sight and focus ---------------------------------------------------------------------------

function bring(card, block = "nearest") {
  card.scrollIntoView({ block, inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

// If nothing of what differs is in sight, the first of it is brought there.
function showWhereItHappens() {
  const frame = $("view").getBoundingClientRect();
  const differing = now.differences.map(d => cardOf(d.entity)).filter(Boolean);
  const inSight = differing.some(card => {
    const box = card.getBoundingClientRect();
    return box.top >= frame.top && box.bottom <= frame.bottom;
  });
  if (differing.length && !inSight) bring(differing[0], "center");
}

// One card is in the order of the Tab key; up and down lead on to the others.
function inOrder() {
  return [...cards.values()].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}

function rove() {
  const all = inOrder();
  const current = all.find(card => card.place.entity === now.selected) || all.find(card => card.tabIndex === 0) || all[0];
  for (const card of all) card.tabIndex = card === current ? 0 : -1;
}

function keepFocus(place) {
  const next = cardOf(place.entity);
  (next || $("view")).focus({ preventScroll: true });
}

function moveFocus(step) {
  const all = inOrder();
  const at = all.indexOf(document.activeElement);
  const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
  if (!next) return;
  all.forEach(card => { card.tabIndex = card === next ? 0 : -1; });
  next.focus();
}

// ---- tooltip -----------------------------------------------------------------------------------

function showTip(card) {
  const tip = $("tip");
  const place = card && card.place;
  const shown = place && (now.shown.view.get(place) || now.shown.earlier.get(place));
  tip.hidden = !shown;
  if (!shown) return;
  const { state } = shown;
  tip.replaceChildren(
    element("strong", { lang: languageOf(state.name) }, state.name),
    element("span", { lang: languageOf(state.native) }, [state.acronym, state.native, state.sort].filter(Boolean).join(" · ")),
    place.parent ? element("span", {}, "in " + nameOn(place.parent.entity, now.day)) : "",
    ...state.heads.map(h => element("span", { lang: languageOf(h.native) },
      [headText(h), h.native, h.since].filter(Boolean).join(" · "))),
    ...doubtsOf(shown).map(doubt => element("em", {}, doubt)),
    state.note ? element("em", {}, state.note) : "");
  const box = card.getBoundingClientRect(), wide = tip.offsetWidth, high = tip.offsetHeight;
  tip.style.left = Math.max(4, Math.min(innerWidth - wide - 4, box.left)) + "px";
  tip.style.top = (box.bottom + high + 12 < innerHeight ? box.bottom + 6 : Math.max(4, box.top - high - 6)) + "px";
}

// ---- keys --------------------------------------------------------------------------------------

const keyHelp = [
  ["← →", "the change before, the next change"], ["Home End", "the first, the last"],
  ["Space", "play, pause"], ["/", "search"], ["↑ ↓", "from card to card"],
  ["Enter", "the history of a card"], ["P", "pin this day and compare others with it"],
  ["+ − 0", "larger, smaller, as wide as the window"], ["Esc", "close"], ["?", "this list"],
];

function showHelp() {
  const dialog = $("keys");
  dialog.replaceChildren(element("h2", { id: "keys-title" }, "Keys"),
    element("dl", {}, ...keyHelp.flatMap(([key, does]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, does)])),
    history_.command ? element("p", { class: "quiet" }, "Made by: ", element("code", {}, history_.command)) : "",
    element("form", { method: "dialog" }, element("button", {}, "Close")));
  dialog.showModal();
}

function escape() {
  showTip(null);
  if (now.selected) select(null);
  else if (now.pinned !== null) pin(null);
  play(false);
}

const keys = {
  ArrowLeft: () => goTo(now.day - 1), ArrowRight: () => goTo(now.day + 1),
  ArrowUp: () => moveFocus(-1), ArrowDown: () => moveFocus(1),
  Home: () => goTo(0), End: () => goTo(lastDay), " ": () => play(!playing),
  "/": () => $("search").focus(), "?": showHelp, Escape: escape,
  p: () => pin(now.pinned === null ? now.day : null), "+": () => zoomBy(1.2), "=": () => zoomBy(1.2),
  "-": () => zoomBy(1 / 1.2), 0: () => zoomBy(0),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  const at = event.target;
  // A button answers to Space itself, a card only to Enter; up and down belong to the cards.
  if (event.key === " " && at.tagName === "BUTTON" && !at.place) return;
  if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !at.place) return;
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

// ---- pointer -----------------------------------------------------------------------------------

// Dragging the paper scrolls it.
function drag(event) {
  const view = $("view");
  if (event.button !== 0 || event.target.closest(".card")) return;
  const start = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop };
  const move = e => view.scrollTo(start.x - e.clientX, start.y - e.clientY);
  const stop = () => {
    removeEventListener("pointermove", move);
    view.classList.remove("dragged");
  };
  view.classList.add("dragged");
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop, { once: true });
}

function listen() {
  const on = (id, event, act) => $(id).addEventListener(event, act);
  on("first", "click", () => goTo(0));
  on("back", "click", () => goTo(now.day - 1));
  on("play", "click", () => play(!playing));
  on("next", "click", () => goTo(now.day + 1));
  on("last", "click", () => goTo(lastDay));
  on("slider", "input", () => goTo(Number($("slider").value)));
  on("pin", "click", () => pin(now.pinned === null ? now.day : null));
  on("smaller", "click", () => zoomBy(1 / 1.2));
  on("larger", "click", () => zoomBy(1.2));
  on("fit", "click", () => zoomBy(0));
  on("help", "click", showHelp);
  on("skip", "click", event => { event.preventDefault(); $("slider").focus(); });
  on("search", "input", showHits);
  on("search", "keydown", searchKey);
  on("search", "blur", () => { $("results").hidden = true; });
  on("view", "pointerdown", drag);
  const cardAt = event => event.target.closest(".card");
  on("cards", "click", event => { if (cardAt(event)) select(cardAt(event).place.entity); });
  on("cards", "pointerover", event => showTip(cardAt(event)));
  on("cards", "pointerleave", () => showTip(null));
  on("cards", "focusin", event => { if (cardAt(event).matches(":focus-visible")) showTip(cardAt(event)); });
  on("cards", "focusout", () => showTip(null));
  on("view", "scroll", () => showTip(null));
  addEventListener("keydown", onKey);
  addEventListener("hashchange", readAddress);
  addEventListener("resize", () => { resize(); drawYears(); });
  addEventListener("beforeprint", fitPaper);
  addEventListener("afterprint", resize);
}

function start() {
  const years = [history_.days[0], history_.days[lastDay]].map(day => day.slice(0, 4));
  $("title").textContent = history_.title + ", " + (years[0] === years[1] ? years[0] : years.join("–"));
  $("slider").max = lastDay;
  resize();
  drawBars();
  listen();
  readAddress();
}

if (history_.days.length) start();
else $("title").textContent = history_.title + ": nothing is recorded here";
