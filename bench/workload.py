"""What is asked: the questions Q1 to Q8, of an invented history in a folder."""
import pathlib
from dataclasses import dataclass

TITLES = {
    "Q1": "who oversees NAME on a day, cold",
    "Q2": "chain to the top with every head, cold",
    "Q1 disk": "the same, the file cold on disk",
    "Q2 disk": "the same, the file cold on disk",
    "Q3": "tree of the largest group with names and heads",
    "Q4": "what differs in that tree over a year",
    "Q5 month": "what differs in everything over a month",
    "Q5 decade": "what differs in everything over ten years",
    "Q6": "bulk load to a queryable database",
    "Q7 overseers": "who oversees NAME, warm, one thread",
    "Q7 chain": "chain to the top, warm, one thread",
    "Q8": "live relations and components of everything",
}


@dataclass
class Question:
    which: str     # a key of TITLES
    name: str = ""
    key: str = ""
    day: str = ""  # of two days the earlier
    day2: str = ""


class Workload:
    def __init__(self, folder, entities):
        self.folder = pathlib.Path(folder)
        self.entities = entities
        self.questions_file = self.folder / "questions.tsv"
        lines = (self.folder / "workload.tsv").read_text().splitlines()
        facts = dict(line.split("\t") for line in lines)
        self.root = facts["largest_group"]
        self.day, self.month, self.year, self.decade = (
            facts[name] for name in ("day", "month_before", "year_before", "decade_before"))
        asked = self.questions_file.read_text(encoding="utf-8").splitlines()
        self.asked = [line.split("\t") for line in asked]

    def question(self, which, number=0):
        """For Q1 and Q2 each number is another name on another day."""
        if which.startswith(("Q1", "Q2")):
            name, day = self.asked[number]
            return Question(which, name=name, day=day)
        if which == "Q3":
            return Question(which, key=self.root, day=self.day)
        if which == "Q4":
            return Question(which, key=self.root, day=self.year, day2=self.day)
        if which.startswith("Q5"):
            return Question(which, day=self.month if which == "Q5 month" else self.decade, day2=self.day)
        return Question(which, day=self.day)
