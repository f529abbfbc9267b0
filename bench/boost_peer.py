"""Plain Boost.Graph: an adjacency_list of everything, rebuilt by each process from a flat file."""
import measure


class Boost:
    name = "Boost adjacency_list"

    def __init__(self, programs, folder):
        self.program = str(programs / "reorg_bench_boost")
        self.file = folder / "peer.flat"

    def missing(self):
        return None

    def load(self, workload):
        """Only a flat file, without an index: not a database, so it is no peer in Q6."""
        measure.run([self.program, "load", str(workload.folder), str(self.file)])

    def files(self):
        return [self.file]

    def command(self, question):
        if question.which.endswith("disk"):
            return None
        which = question.which.split()[0].lower()
        words = [question.name or question.key, question.day, question.day2]
        return [self.program, which, str(self.file), *[word for word in words if word]]

    def lines(self, question, answer):
        return answer.splitlines()

    def warm(self, which, workload, rounds):
        letter = "a" if which == "Q7 overseers" else "b"
        file = str(workload.questions_file)
        return [self.program, f"q7{letter}", str(self.file), file, str(rounds)], rounds * len(workload.asked)

    def stop(self):
        pass
