// The cards of a day and the lines between them, each at its prepared place.

const cards = new Map();  // by place
const margin = 14;        // around all cards: the spine of the first column runs in it

// marks: what differs, by entity (difference()); gone: what ended, shown where there is room.
function drawDay(view, earlier, marks) {
  const ghosts = ghostsOf(view, earlier, marks);
  const moves = movesOf(view, earlier);
  for (const [place, card] of cards) {
    if (!view.has(place) && !ghosts.has(place)) dismiss(place, card);
  }
  const drawn = [];
  for (const [place, shown] of [...view, ...ghosts]) {
    const isNew = !cards.has(place);
    const card = cards.get(place) || newCard(place);
    fill(card, place, shown, marks.get(place.entity), ghosts.has(place));
    drawn.push(card);
    if (isNew) appear(card, place, moves.get(place));
  }
  drawn.forEach(fitText);
  drawLines(view, marks);
  return ghosts;
}

// Everything that ended and whose place nobody has taken.
function ghostsOf(view, earlier, marks) {
  const ghosts = new Map();
  for (const change of marks.values()) {
    if (change.word !== "ended" && change.word !== "gone") continue;
    for (const place of change.places) {
      const taken = [...view.keys()].some(other => overlap(place, other));
      if (!taken) ghosts.set(place, earlier.get(place));
    }
  }
  return ghosts;
}

function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

// From which place each new card comes, if it was elsewhere before.
function movesOf(view, earlier) {
  const moves = new Map();
  for (const place of view.keys()) {
    if (earlier.has(place)) continue;
    const from = place.entity.places.find(p => earlier.has(p) && !view.has(p));
    if (from) moves.set(place, from);
  }
  return moves;
}

function newCard(place) {
  const card = element("button", { class: "card depth" + Math.min(place.depth, 2), type: "button", tabindex: "-1" });
  card.style.left = place.x + margin + "px";
  card.style.top = place.y + margin + "px";
  card.style.width = place.width + "px";
  card.style.height = place.height + "px";
  card.place = place;
  cards.set(place, card);
  $("cards").append(card);
  return card;
}

function appear(card, place, from) {
  if (calm.matches || !now.drawn) return;
  const start = from
    ? { transform: `translate(${from.x - place.x}px, ${from.y - place.y}px)`, zIndex: 3 }
    : { opacity: 0 };
  card.animate([start, { transform: "none", opacity: 1 }], { duration: from ? 700 : 450, easing: "ease-in-out" });
}

function dismiss(place, card) {
  cards.delete(place);
  card.tabIndex = -1;
  card.disabled = true;
  card.classList.add("leaving");
  if (calm.matches) card.remove();
  else card.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 350 }).finished.then(() => card.remove());
}

// What stands on the card's tag: the sign and the word of what differs.
function badgeOf(change) {
  if (!change) return "";
  const word = { new: "NEW", seen: "FIRST SEEN", ended: "ENDED", gone: "NO LONGER HERE", moved: "MOVED", renamed: "RENAMED", head: "NEW HEAD" }[change.word];
  if (word) {
    const left = change.word === "head" && change.state.heads.length < change.was.heads.length;
    return (change.word === "head" ? "" : signs[change.word] + " ") + (left ? "HEAD LEFT" : word);
  }
  return change.how.toUpperCase();
}

const tintOf = { new: "added", seen: "added", ended: "ended", gone: "ended", moved: "moved", renamed: "changed", head: "changed", changed: "changed" };

function fill(card, place, shown, change, isGhost) {
  const { state, line, possible } = shown;
  card.className = "card depth" + Math.min(place.depth, 2);
  if (change) card.classList.add(tintOf[change.word]);
  if (possible) card.classList.add("possible");
  if (line.dotted) card.classList.add("dotted");
  if (isGhost) card.classList.add("ghost");
  if (place.entity === now.selected) card.classList.add("selected");
  const doubts = doubtsOf(shown);
  const name = element("span", { class: "name", lang: languageOf(state.name) },
    isGhost ? element("s", {}, state.name) : state.name);
  const heads = line.repeated ? [] : state.heads.map(head => {
    const who = span("head", headText(head));
    if (head.possible) who.classList.add("perhaps");
    return who;
  });
  const inner = element("span", { class: "inner" },
    element("span", { class: "line" }, name, " ", span("acronym", state.acronym),
      place.depth > 1 ? " " : null, place.depth > 1 ? span("native", state.native) : null),
    place.depth > 1 || !(state.native || state.sort) ? null
      : element("span", { class: "line" }, span("native", state.native), " ", span("sort", state.sort)),
    ...heads, span("note", state.note));
  card.replaceChildren(inner);
  const badge = badgeOf(change);
  if (badge) card.append(element("span", { class: "badge" }, badge));
  if (doubts.length && !badge) card.append(element("span", { class: "badge doubt" }, doubts[0]));
  card.setAttribute("data-key", place.entity.key);
  card.setAttribute("aria-label", describe(place, shown, change));
  card.setAttribute("aria-pressed", place.entity === now.selected);
}

function doubtsOf({ state, line }) {
  const doubts = [];
  if (line.possible) doubts.push("possibly here");
  if (state.possible && !/possibly/.test(state.note)) doubts.push("possibly existing");
  if (line.dotted) doubts.push("dotted line");
  if (line.repeated) doubts.push("here too");
  return doubts;
}

// The card in one sentence.
function describe(place, shown, change) {
  const { state } = shown;
  const parts = [[state.name, state.acronym, state.native].filter(Boolean).join(" ")];
  if (state.sort) parts.push(state.sort);
  if (place.parent) parts.push("in " + nameOn(place.parent.entity, now.day));
  parts.push(...state.heads.map(headText), ...doubtsOf(shown));
  if (state.note) parts.push(state.note);
  if (change) parts.push(badgeOf(change).toLowerCase());
  return parts.join(", ");
}

// Smaller letters for what does not fit; of a name that is longer still the first lines.
function fitText(card) {
  const inner = card.firstChild;
  const tooLong = () => inner.scrollHeight > card.clientHeight - 2;
  card.classList.remove("cut");
  for (const size of ["", "0.92em", "0.84em", "0.76em"]) {
    inner.style.fontSize = size;
    if (!tooLong()) return;
  }
  card.classList.add("cut");
}

function nameOn(entity, day) {
  const run = runOn(entity.runs, day) || entity.runs[0];
  return run.state.name;
}

// ---- lines -----------------------------------------------------------------------------------

function drawLines(view, marks) {
  const svg = $("lines");
  svg.setAttribute("width", history_.width + 2 * margin);
  svg.setAttribute("height", history_.height + 2 * margin);
  const children = new Map();
  for (const place of view.keys()) {
    if (!place.parent) continue;
    if (!children.has(place.parent)) children.set(place.parent, []);
    children.get(place.parent).push(place);
  }
  svg.replaceChildren();
  for (const [parent, below] of children) {
    if (parent.depth === 0) drawRows(svg, parent, below, view, marks);
    else drawOutline(svg, parent, below, view, marks);
  }
}

function path(svg, d, shown, change) {
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", d);
  if (shown && shown.line.dotted) line.classList.add("dotted");
  else if (shown && shown.line.possible) line.classList.add("possible");
  if (change && ["added", "moved"].includes(tintOf[change.word])) line.classList.add(tintOf[change.word]);
  svg.append(line);
}

// A bus over the first row; what is lower in a column hangs from a spine at its left.
function drawRows(svg, root, below, view, marks) {
  const top = Math.min(...firstLevel(root).map(p => p.y));
  const middle = place => place.x + place.width / 2 + margin;
  const bus = top - 22 + margin;
  path(svg, `M${middle(root)} ${root.y + root.height + margin}V${bus}`);
  const ends = [middle(root)];
  for (const place of [...below].sort((a, b) => b.y - a.y)) {
    const spine = place.x - 8 + margin, side = place.y + 20 + margin;
    const shown = view.get(place), change = marks.get(place.entity);
    ends.push(place.y === top ? middle(place) : spine);
    if (place.y === top) path(svg, `M${middle(place)} ${bus}V${place.y + margin}`, shown, change);
    else branch(svg, spine, bus, side, place.x + margin, shown, change);
  }
  path(svg, `M${Math.min(...ends)} ${bus}H${Math.max(...ends)}`);
}

// The places directly below a root, on whatever day.
function firstLevel(root) {
  root.below = root.below || history_.places.filter(place => place.parent === root);
  return root.below;
}

function drawOutline(svg, parent, below, view, marks) {
  const x = parent.x + 7 + margin;
  for (const place of [...below].sort((a, b) => b.y - a.y)) {
    branch(svg, x, parent.y + parent.height + margin, place.y + 14 + margin, place.x + margin,
      view.get(place), marks.get(place.entity));
  }
}

// Down a spine that others share, and from it to the card: what differs is told there alone.
function branch(svg, spine, from, side, to, shown, change) {
  path(svg, `M${spine} ${from}V${side}`, shown);
  path(svg, `M${spine} ${side}H${to}`, shown, change);
}
