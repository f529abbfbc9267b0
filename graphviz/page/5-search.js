// Search by any name: of today or of old, Chinese, an acronym, or of whoever heads something.

const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const findable = indexNames();

function indexNames() {
  const found = new Map();  // by what is shown, so that each is there once
  const add = (name, entity, head, first, last) => {
    if (!name) return;
    const id = name + "\n" + entity.key + "\n" + (head ? head.role : "");
    const known = found.get(id);
    if (known) known.last = Math.max(known.last, last);
    else found.set(id, { name, key: folded(name), entity, head, first, last });
  };
  for (const entity of history_.entities) {
    const first = entity.runs[0].first, last = entity.runs[entity.runs.length - 1].last;
    for (const { state, first: from, last: to } of entity.runs) {
      for (const name of [state.name, state.native, state.acronym]) add(name, entity, null, from, to);
      for (const head of state.heads) {
        for (const name of [head.name, head.native]) add(name, entity, head, from, to);
      }
    }
    for (const name of entity.names) {
      if (![...found.values()].some(f => f.entity === entity && f.name === name)) add(name, entity, null, first, last);
    }
    add(entity.key, entity, null, first, last);
  }
  return [...found.values()];
}

function search(text) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const score = key => key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(" " + wanted) ? 2 : key.includes(wanted) ? 3 : 9;
  const hits = findable.map(f => ({ ...f, score: score(f.key) })).filter(f => f.score < 9);
  hits.sort((a, b) => a.score - b.score || (a.head ? 1 : 0) - (b.head ? 1 : 0) || a.first - b.first);
  const seen = new Set();
  return hits.filter(f => {  // an organization once, by its best name
    const id = f.entity.key + (f.head ? f.head.name + f.head.role : "");
    return !seen.has(id) && seen.add(id);
  }).slice(0, 12);
}

let hits = [], chosen = -1;

function showHits() {
  hits = search($("search").value);
  chosen = hits.length ? 0 : -1;
  const list = $("results");
  const asked = $("search").value.trim() !== "";
  list.replaceChildren(...hits.map((hit, n) => element("div", { role: "option", id: "hit-" + n, "data-key": hit.entity.key,
    onmousedown: event => { event.preventDefault(); take(hit); } },
  element("span", { class: "name", lang: languageOf(hit.name) }, nameOfHit(hit)),
  element("span", { class: "quiet" }, aboutHit(hit)))),
  ...(asked && !hits.length ? [element("div", { class: "quiet nothing" }, "Nobody and nothing here is called so.")] : []));
  list.hidden = !asked;
  $("search").setAttribute("aria-expanded", asked);
  if (asked) say(hits.length ? counted(hits.length, "name", "names") + " found" : "nothing found");
  markHit();
}

// A person also by the other name.
function nameOfHit({ name, head }) {
  const other = head && (head.name === name ? head.native : head.name);
  return other ? name + " " + other : name;
}

function aboutHit(hit) {
  const when = (hit.first === 0 ? "" : "here from " + dayText(history_.days[hit.first])) +
    (hit.last < lastDay ? ", no longer on " + dayText(history_.days[hit.last + 1]) : "");
  const name = nameOn(hit.entity, Math.min(Math.max(now.day, hit.first), hit.last));
  const whose = hit.head ? [hit.head.role, name].filter(Boolean).join(", ") : name === hit.name ? "" : name;
  return [whose, when.replace(/^, /, "")].filter(Boolean).join(" · ");
}

function markHit() {
  [...$("results").querySelectorAll("[role=option]")].forEach((option, n) =>
    option.setAttribute("aria-selected", n === chosen));
  if (chosen < 0) $("search").removeAttribute("aria-activedescendant");
  else {
    $("search").setAttribute("aria-activedescendant", "hit-" + chosen);
    $("hit-" + chosen).scrollIntoView({ block: "nearest" });
  }
}

// Goes to a day on which it is so, the one nearest to the day shown.
function take(hit) {
  closeSearch();
  const day = Math.min(Math.max(now.day, hit.first), hit.last);
  if (day !== now.day) goTo(day);
  select(hit.entity, true);
  (cardOf(hit.entity) || $("view")).focus({ preventScroll: true });
}

function closeSearch() {
  $("search").value = "";
  $("results").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  hits = [];
  chosen = -1;
}

function searchKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!hits.length) return;
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    markHit();
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    take(hits[chosen]);
  } else if (event.key === "Escape") {
    closeSearch();
    $("search").blur();
  }
  event.stopPropagation();
}
