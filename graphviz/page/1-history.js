// The data, and what there is to know of a day. Nothing here touches the page.
//
// In the data texts and cards are numbered, as many days share them; here they are names and
// objects again. A run holds from its first to its last day, both included, by their numbers.

const history_ = readHistory(JSON.parse(document.getElementById("data").textContent));

function readHistory(data) {
  const text = n => data.texts[n];
  const states = data.states.map(([name, native, acronym, sort, note, possible, heads]) => ({
    name: text(name), native: text(native), acronym: text(acronym), sort: text(sort),
    note: text(note), possible: possible === 1,
    heads: heads.map(([who, whoNative, role, since, flags]) => ({
      name: text(who), native: text(whoNative), role: text(role), since: text(since),
      possible: (flags & 1) !== 0, vacant: (flags & 2) !== 0, acting: (flags & 4) !== 0,
    })),
  }));
  const entities = data.entities.map(([key, names, runs, founded, dissolved], number) => ({
    number, key: text(key), names: names.map(text), places: [], founded, dissolved,
    runs: runs.map(([first, last, state]) => ({ first, last, state: states[state] })),
  }));
  const places = data.places.map(([entity, parent, x, y, width, height, runs], number) => ({
    number, entity: entities[entity], parent: null, above: parent, x, y, width, height,
    runs: runs.map(([first, last, flags]) => ({
      first, last, possible: (flags & 1) !== 0, dotted: (flags & 2) !== 0,
      repeated: (flags & 4) !== 0,
    })),
  }));
  for (const place of places) {
    place.parent = place.above < 0 ? null : places[place.above];
    place.depth = place.parent ? place.parent.depth + 1 : 0;
    place.entity.places.push(place);
  }
  const numberOf = new Map(data.days.map((day, n) => [day, n]));
  const changes = data.days.map(() => []);
  for (const [day, date, title, marks, possible, lines, sources] of data.changes) {
    const n = numberOf.get(text(day));
    if (n === undefined) continue;
    changes[n].push({
      date: text(date), title: text(title), marks: text(marks), possible: possible === 1, sources,
      lines: lines.map(([sign, words, seen, cited, keys]) => ({
        sign: text(sign), text: text(words), seen: seen === 1, sources: cited,
        keys: keys.map(text),
      })),
    });
  }
  return {
    title: data.title, command: data.command, opens: data.opens, days: data.days,
    width: data.width, height: data.height, entities, places, changes,
    byKey: new Map(entities.map(e => [e.key, e])),
    sources: data.sources.map(s => {
      const [title, publisher, published, address] = s.map(text);
      return { title, publisher, published, address };
    }),
  };
}

function runOn(runs, day) {
  return runs.find(run => run.first <= day && day <= run.last);
}

// What is there on a day: a map from places to how they hang and what their card says.
function viewOf(day) {
  const view = new Map();
  for (const place of history_.places) {
    const line = runOn(place.runs, day);
    if (!line) continue;
    const run = runOn(place.entity.runs, day);
    view.set(place, { line, state: run.state, possible: line.possible || run.state.possible });
  }
  return view;
}

function headText(head) {
  let text = [head.name, head.role].filter(Boolean).join(", ");
  if (head.vacant) text += ": vacant";
  else if (!head.name) text += ": nobody known";
  if (head.possible) text = "possibly " + text;
  if (head.acting) text += " (acting)";
  return text;
}

// What differs between two days, by entity. Each has one word: new (founded in between), seen (told of
// for the first time), ended, gone (it may go on elsewhere), moved, renamed, head, changed. `places`
// are those of the later day that it concerns; of what ended or is gone those of the earlier.
function difference(day, before, otherDay, after) {
  const was = byEntity(before), is = byEntity(after);
  const between = turns => turns.some(([earliest, latest]) =>
    earliest <= history_.days[otherDay] && latest > history_.days[day]);
  const result = [];
  for (const [entity, places] of is) {
    const earlier = was.get(entity);
    const change = earlier ? changed(entity, before, earlier, after, places)
      : { entity, word: between(entity.founded) ? "new" : "seen", places, state: after.get(places[0]).state };
    if (change) result.push(change);
  }
  for (const [entity, places] of was) {
    if (is.has(entity)) continue;
    result.push({ entity, word: between(entity.dissolved) ? "ended" : "gone", places, state: before.get(places[0]).state });
  }
  const order = Object.keys(words);
  return result.sort((a, b) => order.indexOf(a.word) - order.indexOf(b.word) ||
    a.places[0].depth - b.places[0].depth || a.places[0].number - b.places[0].number);
}

function byEntity(view) {
  const result = new Map();
  for (const place of view.keys()) {
    if (!result.has(place.entity)) result.set(place.entity, []);
    result.get(place.entity).push(place);
  }
  return result;
}

function changed(entity, before, earlier, after, places) {
  const old = before.get(earlier[0]), now = after.get(places[0]);
  const result = { entity, places, state: now.state, was: old.state };
  const parents = list => list.map(p => p.parent && p.parent.entity);
  const from = parents(earlier), to = parents(places);
  if (from.some(p => !to.includes(p)) || to.some(p => !from.includes(p))) {
    const left = from.filter(p => !to.includes(p));
    return { ...result, word: "moved", from: (left.length ? left : from)[0] };
  }
  if (old.state.name !== now.state.name || old.state.native !== now.state.native) {
    return { ...result, word: "renamed" };
  }
  if (headNames(old.state) !== headNames(now.state)) return { ...result, word: "head" };
  const how = howChanged(old, now);
  return how ? { ...result, word: "changed", how } : null;
}

function headNames(state) {
  return state.heads.map(head => head.name || head.role + head.vacant).sort().join("\n");
}

// In what way it changed, for what has no better word; empty: not at all.
function howChanged(old, now) {
  const doubt = after => (after ? "no longer certain" : "now certain");
  if (old.possible !== now.possible) return doubt(now.possible);
  const heads = state => state.heads.map(headText).join("\n");
  if (heads(old.state) !== heads(now.state)) {
    const doubts = state => state.heads.filter(head => head.possible).length;
    const other = doubts(now.state) - doubts(old.state);
    return other < 0 ? "head now certain" : other > 0 ? "head no longer certain" : "other role";
  }
  if (old.line.dotted !== now.line.dotted) return now.line.dotted ? "now a dotted line" : "now a solid line";
  if (old.state.sort !== now.state.sort) return now.state.sort ? "now: " + now.state.sort : "of another sort";
  return old.state.note !== now.state.note ? now.state.note || "now exists" : "";
}

const signs = { new: "+", seen: "+", ended: "−", gone: "−", moved: "→", renamed: "=", head: "·", changed: "·" };
const words = {
  new: "new", seen: "first seen", ended: "ended", gone: "no longer here", moved: "moved",
  renamed: "renamed", head: "with another head", changed: "otherwise changed",
};

function counted(n, one, many) {
  return n + " " + (n === 1 ? one : many);
}

// "2 new, 3 ended, 10 moved"
function countsOf(changes) {
  const counts = Object.keys(words)
    .map(word => [word, changes.filter(c => c.word === word).length])
    .filter(([, n]) => n > 0);
  return counts.map(([word, n]) => n + " " + words[word]).join(", ");
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// "30 Sep 2018"
function dayText(iso) {
  const [year, month, day] = iso.split("-");
  return Number(day) + " " + months[Number(month) - 1] + " " + year;
}

// The last of the days that is not after this one.
function numberOfDay(iso) {
  let found = 0;
  history_.days.forEach((day, n) => { if (day <= iso) found = n; });
  return found;
}
