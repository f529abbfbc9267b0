"""The figures as a page of Markdown."""
import math
import os
import platform
import subprocess

from workload import TITLES

PEERS = ["reorg", "SQLite C API", "sqlite3 shell", "PostgreSQL", "DuckDB", "Boost adjacency_list"]

# Question, against whom (None: the best of all), at most (or for rates at least) so many times as much.
GOALS = [
    ("Q1", "sqlite3 shell", 0.9), ("Q2", "sqlite3 shell", 0.9), ("Q1 disk", "sqlite3 shell", 0.9),
    ("Q2 disk", "sqlite3 shell", 0.9), ("Q3", None, 0.15), ("Q4", None, 0.1), ("Q5 month", None, 0.6),
    ("Q5 decade", None, 0.35), ("Q8", None, 0.8)]
RATES = [("SQLite C API", 6.0), ("Boost adjacency_list", 1.0)]
FLAT = 0.1      # a fitted exponent up to this is called flat
LOAD = "SQLite C API"
MEMORY = 2**30

HEAD = """# What reorg costs beside others

Made by `./dev bench`, which anybody can run again: it invents histories of companies, has reorg and its peers
answer the same questions of the same data, compares the answers, and measures. Take the ratios; the figures
themselves are this machine's.
"""

HOW = """## What is measured

Invented histories of 1990 to 2025 (`bench/generate.cpp`; the same number and seed give the same bytes anywhere): of
100 entities 55 are organizations and 45 people; 88 of 100 groups have one to five organizations, the largest has a
quarter of N, at most 25,000, on up to 12 levels below its top; about four dated relations and 1.3 names an entity.
Keys say nothing and rows stand in order of days, so nobody is given the data in the order in which it is asked for.
No head, parent or share comes back after it ended, so a row that ends is a relation that ends, in whichever way one
looks at it.

| | what |
|---|---|
| Q1 | a fresh process: who oversees NAME on a day. Another name and day each time |
| Q2 | a fresh process: from NAME to the top, each level with its head |
| Q3 | the tree of the largest group on 2020-06-30: for each unit its key, its parent, its name on the day, its head |
| Q4 | what differs in that tree from 2019-06-30 to 2020-06-30: relations of its units that hold on one day only |
| Q5 | the same of everything, from 2020-05-31 and from 2010-06-30 to 2020-06-30 |
| Q6 | from the CSV files to a database that answers, with sources and all indexes; reorg with its image |
| Q7 | Q1 and Q2 in one process and one thread, 10,000 names on their days |
| Q8 | live relations of 2020-06-30 by kind, and how many connected components of each size they make |

Times are of whole processes, from their start to their end, and include printing the answer; each command runs
once before it is measured, so that the page cache is warm, unless "disk" is said: then the files are taken out of it. Medians of 20 for Q1 and Q2, of 12 from
the disk, of 7 else, and of fewer where a peer is slow (the numbers of runs are in `bench/results.json`). The
peers take turns, so that a busy moment meets all. Before anything is measured all answers are compared, sorted, line by
line; a difference ends the run. The same relation with another share is one that ended and one that began.

Q7 is what answering takes in the process, without building or opening; of reorg and psql the time is taken from
outside: of reorg twenty rounds of the questions less one round.

The peers:

- **SQLite C API** (`bench/peers/sqlite.cpp`): a program that does nothing else, linked statically as reorg is; one
  table of relations clustered by object, covering indexes by subject and by the days of both ends. It loads sorted
  rows in one transaction without a journal, indexes after the rows, one sync at the end. For the ten years of Q5 it
  reads all keys at once instead of looking up each.
- **sqlite3 shell**: the same statements on the same file, as one would ask by hand. Components are beyond it.
- **PostgreSQL**: a cluster of its own on a unix socket, shared_buffers 2 GB, no JIT, covering indexes, vacuumed and
  analysed; asked through psql. Its memory is the server's and not counted. Not asked from a cold disk.
- **DuckDB**: its library, called from C++ (`bench/peers/duckdb.cpp`), the relations sorted by object; it may use all
  cores. Components are ours, over what it scans.
- **Boost adjacency_list**: Boost.Graph without more, everything in one graph, which each process builds anew from a
  flat file. It is there for Q7; it is no database, so it has no part in Q6.

SQLite, DuckDB and Boost print rows with keys they already hold as such. reorg besides resolves names in any spelling,
tells certain from possible, and cites sources; it is measured with all of that.
"""

OTHER = """## Other measurements

`bench/one_question.py` asks the fixtures, cold, beside the `sqlite3` shell; `bench/ask_throughput.py` takes questions in
words; `bench/near_names.py` misspelt names; `bench/render.py` charts ([figures](../bench/render.md)).
"""


def machine(folder):
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    folder.mkdir(parents=True, exist_ok=True)
    found = subprocess.run(["stat", "-f", "-c", "%T", str(folder)], capture_output=True, text=True, check=False)
    return {"cpu": model, "cores": os.cpu_count(), "memory": memory, "kernel": platform.release(),
            "filesystem": found.stdout.strip() or "unknown"}


def commit(repository):
    def git(*words):
        return subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True,
                              check=False).stdout.strip()
    return git("rev-parse", "--short=12", "HEAD") + (" with changes" if git("status", "--porcelain", "-uno") else "")


def milliseconds(seconds):
    value = seconds * 1000
    return f"{value:,.2f} ms" if value < 10 else f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


def size(count):
    return f"{count / 2**20:,.0f} MiB" if count < 10 * 2**30 else f"{count / 2**30:,.1f} GiB"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def entities(text):
    power = math.log10(int(text))
    return f"10^{round(power)}" if power == round(power) else f"{int(text) / 10**int(power):g}·10^{int(power)}"


def verdict(met):
    return "met" if met else "**not met**"


def exponent(results, value):
    """Of value ~ N^x by least squares of the logarithms; None for fewer than two sizes."""
    points = [(math.log(int(n)), math.log(found)) for n, result in results["sizes"].items()
              if (found := value(result)) is not None and found > 0]
    if len(points) < 2:
        return None
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)


def seconds_of(result, which, peer):
    return result.get(which, {}).get(peer, {}).get("seconds")


def goals(results, n):
    """Rows of the table of goals, at the size n."""
    result = results["sizes"][n]
    rows = []
    for which, against, most in GOALS:
        ours = seconds_of(result, which, "reorg")
        others = {name: it["seconds"] for name, it in result.get(which, {}).items() if name != "reorg"}
        if ours is None or not others:
            continue
        best = min(others, key=others.get)
        named = against if against in others else best
        ratio = ours / others[named]
        rows.append([which.split()[0] + f" {TITLES[which]}", milliseconds(ours),
                     f"{named}: {milliseconds(others[named])}", f"{ratio:.2f}×", f"≤ {most:g}×",
                     verdict(ratio <= most),
                     "" if best == named else f"{best}: {milliseconds(others[best])}, {ours / others[best]:.2f}×"])
    for which in ("Q1", "Q2"):
        grown = exponent(results, lambda it, which=which: seconds_of(it, which, "reorg"))
        if grown is not None:
            rows.append([f"{which} flat in N", f"N^{grown:.2f}", "", "", f"≤ N^{FLAT}", verdict(grown <= FLAT), ""])
    for which in ("Q7 overseers", "Q7 chain"):
        rates = {name: it["rate"] for name, it in result.get(which, {}).items()}
        for peer, least in RATES:
            if "reorg" in rates and peer in rates:
                ratio = rates["reorg"] / rates[peer]
                rows.append([f"Q7 {TITLES[which]}", f"{rates['reorg']:,.0f}/s", f"{peer}: {rates[peer]:,.0f}/s",
                             f"{ratio:.2f}×", f"≥ {least:g}×", verdict(ratio >= least), ""])
    return rows + load_goals(result)


def load_goals(result):
    loads = result.get("Q6", {})
    if "reorg" not in loads or LOAD not in loads:
        return []
    ours, theirs = loads["reorg"], loads[LOAD]
    beside = ", ".join(f"{name}: {it['seconds']:.1f} s" for name, it in loads.items() if name not in ("reorg", LOAD))
    time, disk = ours["seconds"] / theirs["seconds"], ours["disk"] / theirs["disk"]
    return [
        ["Q6 time", f"{ours['seconds']:.1f} s", f"{LOAD}: {theirs['seconds']:.1f} s", f"{time:.2f}×", "≤ 1×",
         verdict(time <= 1), beside],
        ["Q6 bytes on disk", size(ours["disk"]), f"{LOAD}: {size(theirs['disk'])}", f"{disk:.2f}×", "≤ 2×",
         verdict(disk <= 2), ""],
        ["Q6 peak memory", size(ours["memory"]), f"{LOAD}: {size(theirs['memory'])}", "", "< 1 GiB",
         verdict(ours["memory"] < MEMORY), ""]]


def times(results, n):
    result = results["sizes"][n]
    rows = []
    for which, title in TITLES.items():
        found = result.get(which, {})
        if not found or which == "Q6":
            continue
        cells = []
        for peer in PEERS:
            it = found.get(peer)
            cells.append("–" if it is None else f"{it['rate']:,.0f}/s" if "rate" in it else milliseconds(it["seconds"]))
        rows.append([which if which[-1].isdigit() else f"{which}", *cells])
    return table(["", *PEERS], rows)


def growth(results):
    rows = []
    for which in TITLES:
        if which.startswith("Q7"):
            continue
        cells = []
        for peer in PEERS:
            grown = exponent(results, lambda it, which=which, peer=peer: seconds_of(it, which, peer))
            cells.append("–" if grown is None else f"{grown:.2f}")
        if any(cell != "–" for cell in cells):
            rows.append([which, *cells])
    return table(["", *PEERS], rows)


def loads(results):
    rows = []
    for n, result in results["sizes"].items():
        for peer in PEERS:
            if it := result.get("Q6", {}).get(peer):
                memory = "the server's" if peer == "PostgreSQL" else size(it["memory"])
                rows.append([entities(n), peer, f"{it['seconds']:.2f} s", memory, size(it["disk"])])
    return table(["N", "peer", "time", "peak memory", "bytes on disk"], rows)


def memory(results, n):
    rows = []
    for which in TITLES:
        found = results["sizes"][n].get(which, {})
        cells = [size(found[peer]["memory"]) if "memory" in found.get(peer, {}) and peer != "PostgreSQL" else "–"
                 for peer in PEERS]
        if any(cell != "–" for cell in cells):
            rows.append([which, *cells])
    return table(["", *PEERS], rows)


def disk(results, n):
    result = results["sizes"][n]
    rows = [[which, *[f"{it['read'] / 1024:,.0f} KiB" if (it := result[which].get(peer)) else "–" for peer in PEERS]]
            for which in ("Q1 disk", "Q2 disk") if which in result]
    return table(["", *PEERS], rows) if rows else ""


def page(results):
    sizes = list(results["sizes"])
    last = sizes[-1]
    goal_size = "1000000" if "1000000" in sizes else last
    at = results["machine"]
    parts = [HEAD]
    parts.append(f"{results['date']}, commit {results['commit']}. {at['cpu']}, {at['cores']} cores, "
                 f"{at['memory'] / 2**30:.0f} GiB, Linux {at['kernel']}, {at['filesystem']}. Seed {results['seed']}; the whole "
                 f"run took {results['minutes']} minutes.\n")
    missing = {name: why for result in results["sizes"].values() for name, why in result["missing"].items()}
    parts += [f"Not here: {name} ({why}).\n" for name, why in missing.items()]
    rows = goals(results, goal_size)
    if rows:
        parts.append(f"## Goals, at {entities(goal_size)} entities\n")
        parts.append("Medians, and reorg's ratio to the peer that the goal names, else to the best. The last column has "
                     "the best peer where it is another.\n")
        parts.append(table(["what", "reorg", "peer", "ratio", "goal", "", "beside"], rows))
    for n in reversed(sizes):
        parts.append(f"## {entities(n)} entities\n")
        parts.append(times(results, n))
        if read := disk(results, n):
            parts.append("Read from the disk (median):\n")
            parts.append(read)
    parts.append("## Q6: loading\n")
    parts.append(loads(results))
    parts.append(f"## Peak memory of a question, {entities(last)} entities\n")
    parts.append("The runner's own size, about 15 MiB, is the least that can be seen.\n")
    parts.append(memory(results, last))
    if len(sizes) > 1:
        parts.append("## How cost grows\n")
        parts.append("The exponent x of time ~ N^x, fitted over all sizes: 0 is flat, 1 is in proportion. The largest group "
                     "stops growing at 10^5, and what a start costs flattens the small sizes.\n")
        parts.append(growth(results))
    parts += [HOW, OTHER]
    return "\n".join(parts).rstrip()
