// Which day is shown, the way through the days, and what stands in the address.

const now = { day: 0, pinned: null, selected: null, drawn: false, shown: { view: new Map(), earlier: new Map(), earlierDay: 0 } };
const lastDay = history_.days.length - 1;
let playing = null;

function goTo(day, options = {}) {
  const from = now.day;
  now.day = Math.max(0, Math.min(lastDay, day));
  draw();
  if (!options.quiet) {
    const told = history_.changes[now.day].length;
    say(dayText(history_.days[now.day]) + ", " + (told ? counted(told, "event", "events") : "no event recorded") +
      ". " + (now.counts || "Nothing differs on the chart."));
  }
  if (from !== now.day) showWhereItHappens();
  remember();
}

// The day against the one before it, or against the pinned one.
function draw() {
  const focused = document.activeElement && document.activeElement.place;
  const earlierDay = now.pinned === null ? now.day - 1 : now.pinned;
  const view = viewOf(now.day);
  const earlier = earlierDay < 0 ? view : viewOf(earlierDay);
  now.shown = { view, earlier, earlierDay: Math.max(0, earlierDay) };
  const differences = difference(now.shown.earlierDay, earlier, now.day, view);
  now.counts = countsOf(differences);
  now.differences = differences;
  const marks = new Map(differences.map(d => [d.entity, d]));
  drawDay(view, earlier, marks);
  now.drawn = true;
  rove();
  if (focused && !cards.has(focused)) keepFocus(focused);
  tellFinding();
  tellDay(now.day, differences);
  tellEntity(now.selected);
  showTime();
}

// In words above the chart: the day, what happened, and how much differs.
function tellFinding() {
  const day = dayText(history_.days[now.day]);
  const headline = headlineOf(history_.changes[now.day]);
  $("finding").replaceChildren(
    element("strong", {}, now.pinned === null ? day : day + " compared with " + dayText(history_.days[now.pinned])),
    headline && now.pinned === null ? element("span", { class: "headline", lang: languageOf(headline) }, headline) : "",
    element("span", { class: "counts" }, now.counts || (now.day === 0 ? "the first day known" : "nothing differs on the chart"),
      now.day < lastDay ? "; next change on " + dayText(history_.days[now.day + 1]) : "; no later change is known"));
  document.title = history_.title + ", " + day;
}

// The event that changes most, by its name or by what it says first; plans and the like say so.
function headlineOf(changes) {
  const told = changes.map(change => ({ ...change, lines: change.lines.filter(line => !line.seen) })).filter(c => c.lines.length);
  if (!told.length) return "";
  const weight = c => c.lines.length + (c.title ? 2 : 0) - (c.marks ? 3 : 0);
  const main = told.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  const mark = /plan|rumour|withdrawn|denied/.exec(main.marks);
  const more = main.title ? "" : main.lines.length > 1 ? " and " + (main.lines.length - 1) + " more" : "";
  return (main.title || main.lines[0].text) + more + (mark ? " (" + mark[0] + ")" : "");
}

function showTime() {
  const slider = $("slider");
  slider.value = now.day;
  const told = history_.changes[now.day].length;
  slider.setAttribute("aria-valuetext", dayText(history_.days[now.day]) + ", " + counted(told, "event", "events"));
  [...$("bars").children].forEach((bar, n) => {
    bar.classList.toggle("current", n === now.day);
    bar.classList.toggle("pinned", n === now.pinned);
  });
  for (const [id, off] of [["first", now.day === 0], ["back", now.day === 0], ["next", now.day === lastDay], ["last", now.day === lastDay]]) {
    $(id).setAttribute("aria-disabled", off);
  }
}

// How much changed when, and the years below.
function drawBars() {
  const views = history_.days.map((_, n) => viewOf(n));
  const amounts = views.map((view, n) => (n ? difference(n - 1, views[n - 1], n, view).length : 0) + history_.changes[n].length);
  const most = Math.max(1, ...amounts);
  $("bars").replaceChildren(...amounts.map(n => {
    const bar = element("i", {});
    bar.style.height = Math.max(6, Math.sqrt(n / most) * 100) + "%";
    return bar;
  }));
  drawYears();
}

function drawYears() {
  let before = "", free = 0;
  const wide = $("years").clientWidth || 600;
  $("years").replaceChildren(...history_.days.flatMap((day, n) => {
    const year = day.slice(0, 4), x = lastDay ? (n + 0.5) / (lastDay + 1) * wide : 0;
    if (year === before || x < free) return [];
    before = year;
    free = x + 40;
    const label = element("span", {}, year);
    label.style.left = x + "px";
    return [label];
  }));
}

// ---- play, pin ---------------------------------------------------------------------------------

function play(on) {
  clearInterval(playing);
  playing = null;
  if (on) {
    if (now.day === lastDay) goTo(0);
    playing = setInterval(() => (now.day < lastDay ? goTo(now.day + 1, { quiet: true }) : play(false)), 1800);
  }
  $("play").setAttribute("aria-label", on ? "Pause" : "Play");
  $("play").classList.toggle("on", on);
}

function pin(day) {
  now.pinned = day;
  $("pin").textContent = day === null ? "Pin this day" : "Unpin " + dayText(history_.days[day]);
  $("pin").setAttribute("aria-pressed", day !== null);
  goTo(now.day, { quiet: true });
  say(day === null ? "No longer compared." : dayText(history_.days[day]) + " is pinned; go to another day to compare.");
}

// ---- one organization --------------------------------------------------------------------------

// show: also brings its card into sight, going to the nearest day on which there is one.
function select(entity, show = false) {
  now.selected = entity;
  if (entity && show && !runOn(entity.runs, now.day) && !ghostOf(entity)) {
    const distance = run => Math.min(Math.abs(run.first - now.day), Math.abs(run.last - now.day));
    const run = entity.runs.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    now.day = now.day < run.first ? run.first : run.last;
  }
  draw();
  remember();
  if (!entity) return;
  $("detail").scrollIntoView({ block: "nearest" });
  const card = cardOf(entity);
  if (card && show) bring(card);
}

function cardOf(entity) {
  for (const [place, card] of cards) if (place.entity === entity) return card;
  return null;
}

function ghostOf(entity) {
  const card = cardOf(entity);
  return card && card.classList.contains("ghost");
}

// ---- the address: #2018-12-06/csig, and with a pinned day #2018-12-06/csig/2018-09-29 -----------

function remember() {
  const parts = [history_.days[now.day], now.selected ? encodeURIComponent(now.selected.key) : ""];
  if (now.pinned !== null) parts.push(history_.days[now.pinned]);
  const hash = "#" + parts.join("/").replace(/\/+$/, "");
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

function readAddress() {
  const [day, key, pinned] = location.hash.slice(1).split("/");
  const isDay = text => /^\d{4}-\d{2}-\d{2}$/.test(text || "");
  let name = "";
  try { name = decodeURIComponent(key || ""); } catch { /* no name of ours */ }
  now.selected = history_.byKey.get(name) || null;
  now.pinned = isDay(pinned) ? numberOfDay(pinned) : null;
  now.day = numberOfDay(isDay(day) ? day : history_.opens);
  if (now.pinned !== null) pin(now.pinned);
  else draw();
  showWhereItHappens();
}
