"""reorg itself: its command lines, and how its answers become the lines that all are compared by."""
import csv
import io
import json

import measure


class Reorg:
    name = "reorg"

    def __init__(self, program, folder):
        self.program = str(program)
        self.database = folder / "bench.reorg"
        self.batches = folder

    def missing(self):
        return None

    def load(self, workload):
        """With the image, whether the import makes it or `optimize` has to."""
        for file in self.files():
            file.unlink()
        command = [self.program, "--db", str(self.database)]
        runs = [measure.run([*command, "import", "--no-progress", str(workload.folder)])]
        if not self.database.with_name(self.database.name + ".image").exists():
            runs.append(measure.run([*command, "optimize"]))
        return [measure.together(runs)]

    def files(self):
        """The database and what lies beside it: its image."""
        return sorted(self.database.parent.glob(self.database.name + "*"))

    def command(self, question):
        words = {
            "Q1": ["overseers", question.name, "--as-of", question.day, "--csv"],
            "Q2": ["chain", question.name, "--as-of", question.day, "--csv"],
            "Q3": ["tree", question.key, "--as-of", question.day, "--csv"],
            "Q4": ["diff", question.day, question.day2, question.key, "--relations", "--csv"],
            "Q5": ["diff", question.day, question.day2, "--relations", "--csv"],
            "Q8": ["stats", "--as-of", question.day, "--json"],
        }[question.which.split()[0]]
        return [self.program, *words, "--db", str(self.database)]

    def lines(self, question, answer):
        which = question.which.split()[0]
        if which == "Q8":
            return counts(json.loads(answer))
        rows = csv.DictReader(io.StringIO(answer, newline=""))
        return [line for row in rows if (line := LINES[which](row)) is not None]

    def warm(self, which, workload, rounds):
        verb = "overseers" if which == "Q7 overseers" else "chain"
        batch = self.batches / f"{verb}-{rounds}.tsv"
        batch.write_bytes(workload.questions_file.read_bytes() * rounds)
        command = [self.program, verb, "--batch", str(batch), "--csv", "--db", str(self.database)]
        return command, rounds * len(workload.asked)

    def warm_lines(self, which, answer):
        """One a question, in its order, as the peers print them: heads, or key and head of each level."""
        lines, last = [], None
        for row in csv.DictReader(io.StringIO(answer, newline="")):
            if row["problem"]:
                raise measure.Failed(f"{which}: {row['asked']} on {row['day']}: {row['problem']}")
            if last != (row["asked"], row["day"]):
                lines.append([])
                last = row["asked"], row["day"]
            if which == "Q7 chain":
                lines[-1].append(f"{row['organization_key']}\t{row['person']}")
            elif (head := overseer(row)) is not None:
                lines[-1].append(head)
        return ["\t".join(line) for line in lines]

    def stop(self):
        pass


def overseer(row):
    """Inherited heads, which reorg adds where there is none, are not asked for."""
    return row["person"] if row["via"] == "direct" and row["capacity"] == "head" else None


def level(row):
    return f"{row['organization_key']}\t{row['overseers_person']}"


def unit(row):
    if not row["parent_key"]:
        return None  # the top itself
    return f"{row['organization_key']}\t{row['parent_key']}\t{row['organization']}\t{row['overseers_person']}"


def group_fact(row):
    return fact(row) if row["kind"] in ("part_of", "oversees") else None


def fact(row):
    return f"{row['change']}\t{row['kind']}\t{row['subject']}\t{row['object']}"


LINES = {"Q1": overseer, "Q2": level, "Q3": unit, "Q4": group_fact, "Q5": fact}


def counts(answer):
    row = answer["rows"][0]
    kinds = ("part_of", "oversees", "owns", "member_of")
    live = [f"live\t{kind}\t{row['relations'][kind]['certain']}" for kind in kinds]
    return live + [f"component\t{group['size']}\t{group['count']}" for group in row["groups"] if group["size"] > 1]
