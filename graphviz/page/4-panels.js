// Beside the chart: what happened on the day, what differs between two days, and the history of one
// organization.

function dayButton(n, text) {
  return element("button", { class: "day", type: "button", "data-day": history_.days[n], onclick: () => goTo(n) },
    text || dayText(history_.days[n]));
}

// Leads to the card of the first of these; shows all of them while it is pointed at.
function entityLink(keys, text, kind) {
  const show = on => () => hint(keys, on);
  return element("a", { class: kind, href: "#" + history_.days[now.day] + "/" + encodeURIComponent(keys[0]),
    "data-key": keys[0], lang: languageOf(text), onmouseenter: show(true), onmouseleave: show(false),
    onfocus: show(true), onblur: show(false),
    onclick: event => { event.preventDefault(); select(history_.byKey.get(keys[0]), true); } }, text);
}

// Shows which cards are meant.
function hint(keys, on) {
  for (const [place, card] of cards) {
    if (keys.includes(place.entity.key)) card.classList.toggle("hinted", on);
  }
}

// ---- what happened ---------------------------------------------------------------------------

function tellDay(day, differences) {
  const cited = [];
  const events = history_.changes[day].map(change => tellChange(change, cited));
  const parts = [];
  if (now.pinned !== null) {
    parts.push(element("h2", {}, dayText(history_.days[day]) + " compared with " + dayText(history_.days[now.pinned])));
    parts.push(tellDifferences(differences));
    if (events.length) parts.push(element("h2", {}, "On " + dayText(history_.days[day])));
  } else {
    parts.push(element("h2", {}, "What happened on " + dayText(history_.days[day])));
  }
  parts.push(...events);
  if (!events.length && now.pinned === null) {
    parts.push(element("p", { class: "quiet" },
      "No event is recorded for this day. It is the first or last day on which something dated less exactly may have begun or ended."));
  }
  if (now.pinned === null && differences.length) {
    parts.push(element("h3", {}, "On the chart"), tellDifferences(differences));
  }
  if (cited.length) parts.push(tellSources(cited));
  $("happened").replaceChildren(...parts);
}

function tellChange(change, cited) {
  const told = change.lines.filter(l => !l.seen).map(l => tellLine(l, cited));
  const seen = change.lines.filter(l => l.seen).map(l => tellLine(l, cited));
  return element("article", { class: change.possible ? "event doubtful" : "event" },
    change.title ? element("h3", { lang: languageOf(change.title) }, change.title) : null,
    element("p", { class: "quiet" }, [change.date, change.marks].filter(Boolean).join(" · ")),
    told.length ? element("ul", {}, ...told) : null,
    seen.length ? element("details", { open: told.length === 0 && seen.length < 6 },
      element("summary", {}, counted(seen.length, "thing", "things") + " seen, not changes"), element("ul", {}, ...seen)) : null);
}

function tellLine(line, cited) {
  const known = line.keys.map(key => history_.byKey.get(key)).filter(Boolean);
  const sources = line.sources.map(n => {
    if (!cited.includes(n)) cited.push(n);
    return element("a", { class: "cite", href: "#source-" + n, "aria-label": "source " + (cited.indexOf(n) + 1),
      onclick: event => { event.preventDefault(); $("source-" + n).focus(); } }, "[" + (cited.indexOf(n) + 1) + "]");
  });
  const text = known.length === 0 ? element("span", { lang: languageOf(line.text) }, line.text)
    : entityLink(known.map(entity => entity.key), line.text, "told");
  return element("li", {}, element("span", { class: "sign", "aria-hidden": "true" }, line.sign || "·"),
    element("span", {}, text, " ", ...sources));
}

function tellSources(cited) {
  return element("section", { class: "sources" }, element("h3", {}, "Sources"),
    element("ol", {}, ...cited.map(n => {
      const source = history_.sources[n];
      const where = [source.publisher, source.published].filter(Boolean).join(", ");
      return element("li", { id: "source-" + n, tabindex: "-1" },
        link(source, source.title || source.publisher || source.address),
        source.title && where ? element("span", { class: "quiet", lang: languageOf(where) }, ". " + where) : null);
    })));
}

function tellDifferences(differences) {
  const list = element("dl", { class: "differences" });
  for (const word of Object.keys(words)) {
    const all = differences.filter(d => d.word === word);
    if (!all.length) continue;
    list.append(element("dt", { class: tintOf[word] }, signs[word] + " " + all.length + " " + words[word]));
    list.append(element("dd", {}, ...all.flatMap(d => [entityLink([d.entity.key], d.state.name, "who " + tintOf[word]), tail(d), " "])));
  }
  return list;
}

// What its word leaves open: from where, what before, in what way.
function tail(change) {
  const quiet = text => element("span", { class: "quiet", lang: languageOf(text) }, " " + text);
  if (change.word === "moved") return change.from ? quiet("from " + nameOn(change.from, now.shown.earlierDay)) : "";
  if (change.word === "renamed" && change.was.name !== change.state.name) return quiet("before: " + change.was.name);
  if (change.word === "head") {
    const heads = change.state.heads.map(headText).join("; ");
    return quiet(heads || "nobody known");
  }
  if (change.word === "changed") return quiet(change.how);
  return "";
}

// ---- one organization ------------------------------------------------------------------------

function tellEntity(entity) {
  const panel = $("detail");
  panel.hidden = !entity;
  panel.replaceChildren();
  if (!entity) return;
  const state = (runOn(entity.runs, now.day) || entity.runs[entity.runs.length - 1]).state;
  const others = entity.names.filter(n => n !== state.name && n !== state.native);
  const names = entity.runs.map(({ first, last, state: then }) => (
    { first, last, text: [then.name, then.native].filter(Boolean).join(" "), possible: then.possible }));
  const parents = entity.places.filter(place => place.parent).flatMap(place => place.runs.map(run => (
    { ...run, text: nameOn(place.parent.entity, run.first) + (run.dotted ? " (dotted line)" : ""), whose: place.parent.entity })));
  const heads = entity.runs.flatMap(({ first, last, state: then }) => then.heads.map(head => (
    { first, last, text: headText({ ...head, possible: false }), possible: head.possible })));
  panel.replaceChildren(
    element("button", { class: "close", type: "button", "aria-label": "Close", onclick: () => select(null) }, "×"),
    element("h2", { lang: languageOf(state.name) }, state.name),
    element("p", { class: "quiet", lang: languageOf(state.native) }, [state.acronym, state.native, state.sort].filter(Boolean).join(" · ")),
    ...spellTable("Called", names), ...spellTable("Part of", parents),
    ...(heads.length ? spellTable("Headed by", heads)
      : [element("h3", {}, "Headed by"), element("p", { class: "quiet" }, "Nobody known.")]),
    ...(others.length ? [element("h3", {}, "Other names"),
      element("p", { class: "others" }, ...others.flatMap((n, i) => [i ? ", " : "", element("span", { lang: languageOf(n) }, n)]))] : []));
}

// One row for as long as it goes on, with the days on which it is certain.
function spellTable(title, runs) {
  const rows = [];
  for (const run of [...runs].sort((a, b) => a.first - b.first)) {
    const same = rows.find(row => (run.whose ? row.whose === run.whose : row.text === run.text) && row.last + 1 >= run.first);
    const row = same || { text: run.text, whose: run.whose, first: run.first, last: run.last, sure: null };
    if (!same) rows.push(row);
    row.last = Math.max(row.last, run.last);
    if (run.possible) continue;
    row.sure = row.sure ? { first: row.sure.first, last: Math.max(row.sure.last, run.last) } : { first: run.first, last: run.last };
  }
  if (!rows.length) return [];
  return [element("h3", {}, title), element("ul", { class: "periods" }, ...rows.map(row =>
    element("li", { class: row.first <= now.day && now.day <= row.last ? "current" : null },
      element("span", { class: "what", lang: languageOf(row.text) }, row.text),
      element("span", { class: "when" }, ...whenText(row)))))];
}

// Its beginning and end in words: each is one day, or one unknown day of several.
function whenText({ first, last, sure }) {
  if (!sure) {
    return last === lastDay ? ["possibly, from ", dayButton(first), " on"]
      : ["possibly, at some time between ", dayButton(first), " and ", dayButton(last + 1)];
  }
  const parts = [];
  if (sure.first === 0) parts.push("since ", dayButton(0), " or before");
  else if (first === sure.first) parts.push("since ", dayButton(first));
  else if (first === 0) parts.push("since an unknown day, ", dayButton(sure.first), " at the latest");
  else parts.push("since some day from ", dayButton(first), " to ", dayButton(sure.first));
  if (sure.last === lastDay) return parts;
  if (last === lastDay) parts.push("; no longer certain from ", dayButton(sure.last + 1), " on");
  else if (last === sure.last) parts.push("; ended ", dayButton(last + 1));
  else parts.push("; ended some day from ", dayButton(sure.last + 1), " to ", dayButton(last + 1));
  return parts;
}
