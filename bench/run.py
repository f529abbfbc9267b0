#!/usr/bin/env python3
"""Measures reorg against its peers on invented histories: what `./dev bench` runs.

Usage: bench/run.py REORG PROGRAMS [--quick | --large] [--only Q1,Q5] [--seed 42] [--without PEER,…]

REORG is the program, PROGRAMS the folder of reorg_bench_generate and the peers' programs. Everything is written to
build/bench. Sizes are 10^4, 10^5 and 10^6 entities; --quick stops at 10^4, --large goes on to 2.5·10^6. All
peers answer the same questions of the same data, one after the other in turn; before anything is measured their
answers are compared, and the first that differs ends the run with both. The report goes to stdout; a whole run,
of all questions and sizes, also writes docs/benchmarks.md and bench/results.json.
"""
import argparse
import json
import pathlib
import re
import sys
import time

import measure
import report
from boost_peer import Boost
from duckdb_peer import DuckDb
from postgresql_peer import PostgreSql
from reorg_peer import Reorg
from sqlite_peers import SqliteApi, SqliteShell
from workload import TITLES, Workload

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
WORK = REPOSITORY / "build/bench"
COLD = ["Q1", "Q2", "Q3", "Q4", "Q5 month", "Q5 decade", "Q8"]
DISK = ["Q1 disk", "Q2 disk"]
WARM = ["Q7 overseers", "Q7 chain"]
MOST = {"Q1": 20, "Q2": 20, "Q1 disk": 12, "Q2 disk": 12}  # repetitions; others 7
BUDGET = 3.0  # seconds a peer may take for one question, all repetitions together; at least one is made
SLOW = 0.5    # seconds; a peer that takes as long for Q1 is compared by two names, not by twenty


class Differs(Exception):
    """Two peers gave different answers: no figure would mean anything."""


def say(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def lines_of(peer, question):
    return sorted(peer.lines(question, measure.output(peer.command(question))))


def compare(question, reference, expected, peer, found):
    if expected == found:
        return
    only = [f"  only {reference.name}: {line}" for line in sorted(set(expected) - set(found))[:5]]
    only += [f"  only {peer.name}: {line}" for line in sorted(set(found) - set(expected))[:5]]
    raise Differs(f"{question}: {reference.name} has {len(expected)} lines, {peer.name} {len(found)}\n"
                  + "\n".join(only or ["  the same lines, but not as often"]))


def compare_cold(peers, workload, questions):
    """All against the first; how long Q1 took tells who is asked for few names only."""
    for which in questions:
        numbers = range(20) if which in ("Q1", "Q2") else range(1)
        slow = {}
        for number in numbers:
            question = workload.question(which, number)
            reference = peers[0]
            expected = lines_of(reference, question)
            for peer in peers[1:]:
                if peer.command(question) is None or (number > 1 and slow[peer.name]):
                    continue
                start = time.perf_counter()
                found = lines_of(peer, question)
                slow[peer.name] = time.perf_counter() - start > SLOW
                compare(f"{which} {question.name}{question.key} {question.day} {question.day2}", reference, expected,
                        peer, found)
        say(f"  {which}: the answers agree ({len(expected)} lines)")


def compare_warm(peers, workload, which):
    """Questions in their order; who answers fewer is compared by those."""
    expected = None
    for peer in peers:
        command = peer.warm(which, workload, 1)
        if command is None:
            continue
        answer = measure.output(command[0])
        found = peer.warm_lines(which, answer) if hasattr(peer, "warm_lines") else answer.split("\n")[:-1]
        if len(found) != command[1]:
            raise Differs(f"{which}: {peer.name} gave {len(found)} answers to {command[1]} questions")
        if expected is None:
            reference, expected = peer, found
        for number, (one, other) in enumerate(zip(expected, found)):
            if one != other:
                raise Differs(f"{which}, question {number + 1} ({' on '.join(workload.asked[number])}):\n"
                              f"  {reference.name}: {one}\n  {peer.name}: {other}")
    say(f"  {which}: the answers agree")


def load(peers, workload):
    """Q6: the median of three; one is enough where it takes longer than ten seconds."""
    result = {}
    for peer in peers:
        runs = []
        while len(runs) < 3 and sum(run.seconds for run in runs) < 10:
            loaded = peer.load(workload)
            if loaded is None:
                break
            runs += loaded
        if runs:
            series = measure.Series(runs)
            result[peer.name] = {"seconds": series.seconds(), "memory": series.memory(),
                                 "disk": peer.disk() if hasattr(peer, "disk") else measure.size(peer.files()),
                                 "n": len(runs)}
            say(f"  {peer.name}: loaded in {series.seconds():.2f} s, {report.size(series.memory())} of memory, "
                f"{report.size(result[peer.name]['disk'])} on disk")
    return result


def measure_cold(peers, workload, which):
    """In turn, so that the machine's moods meet all alike."""
    series = {peer.name: measure.Series() for peer in peers}
    wanted = {}
    number = 0
    while number == 0 or any(number < count for count in wanted.values()):
        question = workload.question(which, number)
        for peer in peers:
            command = peer.command(question)
            if command is None or number >= wanted.get(peer.name, 1):
                continue
            if which in DISK:
                measure.evict(peer.files())
            elif number == 0 or series[peer.name].runs[-1].seconds < SLOW:
                measure.run(command)  # the page cache shall hold what it reads
            series[peer.name].runs.append(measure.run(command))
            if number == 0:
                took = series[peer.name].runs[0].seconds
                wanted[peer.name] = max(1, min(MOST.get(which, 7), int(BUDGET / took)))
        number += 1
    return {name: {"seconds": it.seconds(), "memory": it.memory(), "read": it.read(), "n": len(it.runs)}
            for name, it in series.items() if it.runs}


def rate(peer, workload, which):
    """Questions a second. A peer that tells its own time is believed; of the others the time for starting is
    taken off, which is what a run with a single round of questions shows."""
    rates = []
    for _ in range(3):
        command, count = peer.warm(which, workload, 20 if peer.name != "SQLite C API" else 3)
        long = measure.run(command)
        if told := re.search(r"questions in ([0-9.]+) s", long.told):
            rates.append(count / float(told.group(1)))
            continue
        command, few = peer.warm(which, workload, 1)
        if few == count:
            rates.append(count / long.seconds)
        else:
            short = measure.run(command)
            rates.append((count - few) / max(long.seconds - short.seconds, 1e-6))
    return {"rate": sorted(rates)[1], "n": 3}


def measure_size(arguments, entities, wanted):
    folder = WORK / str(entities)
    folder.mkdir(parents=True, exist_ok=True)
    say(f"{entities:,} entities")
    generated = measure.run([arguments.programs / "reorg_bench_generate", str(entities), str(arguments.seed),
                             str(folder / "data")])
    say(f"  invented in {generated.seconds:.1f} s")
    workload = Workload(folder / "data", entities)
    api = SqliteApi(arguments.programs, folder)
    everyone = [api, SqliteShell(api), PostgreSql(arguments.programs, folder),
                DuckDb(arguments.programs, folder, WORK / "duckdb"), Boost(arguments.programs, folder),
                Reorg(arguments.reorg, folder)]
    peers, missing = [], {}
    for peer in everyone:
        why = "left out" if peer.name in arguments.without else peer.missing()
        if why:
            missing[peer.name] = why
            say(f"  {peer.name}: not here ({why})")
        else:
            peers.append(peer)
    result = {"generated": generated.seconds, "missing": missing}
    try:
        result["Q6"] = load(peers, workload)
        questions = [which for which in COLD if wanted(which)]
        compare_cold(peers, workload, questions)
        for which in questions + [which for which in DISK if wanted(which)]:
            result[which] = measure_cold(peers, workload, which)
            say(f"  {which}: " + ", ".join(f"{name} {report.milliseconds(it['seconds'])}"
                                           for name, it in result[which].items()))
        for which in [which for which in WARM if wanted(which)]:
            compare_warm(peers, workload, which)
            result[which] = {peer.name: rate(peer, workload, which) for peer in peers
                             if peer.warm(which, workload, 1) is not None}
            say(f"  {which}: " + ", ".join(f"{name} {it['rate']:,.0f}/s" for name, it in result[which].items()))
    finally:
        for peer in everyone:
            peer.stop()
    return result


def main():
    parser = argparse.ArgumentParser(description="reorg against its peers; the report goes to stdout")
    parser.add_argument("reorg", type=pathlib.Path)
    parser.add_argument("programs", type=pathlib.Path)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="10^4 entities only")
    size.add_argument("--large", action="store_true", help="2.5·10^6 entities as well")
    parser.add_argument("--sizes", help="other numbers of entities, by commas")
    parser.add_argument("--only", default="", help="these questions, by commas: Q1,Q5")
    parser.add_argument("--without", default="", help="leave out these peers, by commas")
    parser.add_argument("--seed", type=int, default=42)
    arguments = parser.parse_args()
    only = [which for which in arguments.only.split(",") if which]
    if unknown := [which for which in only if not any(title.startswith(which) for title in TITLES)]:
        parser.error(f"there is no question {unknown[0]}")
    arguments.without = arguments.without.split(",")
    sizes = [10_000] if arguments.quick else [10_000, 100_000, 1_000_000]
    sizes += [2_500_000] if arguments.large else []
    if arguments.sizes:
        sizes = [int(entities) for entities in arguments.sizes.split(",")]
    start = time.perf_counter()
    results = {"machine": report.machine(WORK), "commit": report.commit(REPOSITORY), "seed": arguments.seed,
               "date": time.strftime("%Y-%m-%d"), "sizes": {}}
    try:
        for entities in sizes:
            results["sizes"][str(entities)] = measure_size(
                arguments, entities, lambda which: not only or any(which.startswith(it) for it in only))
    except (Differs, measure.Failed) as error:
        sys.exit(f"bench: {error}")
    results["minutes"] = round((time.perf_counter() - start) / 60, 1)
    page = report.page(results)
    print(page)
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    if not only and not arguments.quick and not arguments.sizes and not any(arguments.without):
        (REPOSITORY / "docs/benchmarks.md").write_text(page + "\n", encoding="utf-8")
        (REPOSITORY / "bench/results.json").write_text(json.dumps(results, indent=1) + "\n")
    say(f"done in {results['minutes']} minutes")


if __name__ == "__main__":
    main()
