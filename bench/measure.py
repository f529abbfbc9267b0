"""Whole processes: how long they took, how much memory they had at most, what they read from the disk."""
import multiprocessing
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


class Failed(Exception):
    """A program that was measured ended with an error: nothing was measured."""


@dataclass
class Run:
    seconds: float
    memory: int  # bytes, of the largest process; the runner's own size is the least that can be seen
    read: int    # bytes read from the disk
    told: str    # on stderr


@dataclass
class Series:
    """One question asked of one peer again and again."""
    runs: list = field(default_factory=list)

    def seconds(self):
        return statistics.median(run.seconds for run in self.runs)

    def memory(self):
        return max(run.memory for run in self.runs)

    def read(self):
        return statistics.median(run.read for run in self.runs)


def run(command, into=os.devnull):
    """Starts the command and waits for its end. Its answer goes `into` a file, or nowhere."""
    _ours.send(([str(word) for word in command], str(into)))
    result = _ours.recv()
    if isinstance(result, Run):
        return result
    raise Failed(result)


def together(runs):
    """Of several processes one after the other: the time of all, the memory of the largest."""
    return Run(sum(run.seconds for run in runs), max(run.memory for run in runs), sum(run.read for run in runs), "")


def output(command):
    """What the command prints, as text."""
    with tempfile.NamedTemporaryFile() as answer:
        run(command, answer.name)
        return answer.read().decode()


def _start(command, into):
    with open(into, "wb") as answer, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=answer, stderr=errors, close_fds=False)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
    if process.returncode != 0:
        return f"{' '.join(command)[:300]}\nexit {process.returncode}: {said[-1000:]}"
    return Run(took, usage.ru_maxrss * 1024, usage.ru_inblock * 512, said)


def _serve(theirs):
    while True:
        try:
            command, into = theirs.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            theirs.send(_start(command, into))
        except OSError as error:
            theirs.send(f"{command[0]}: {error}")


# Programs are started by a process that stays as small as it is now: Linux counts the size of whoever starts a
# program as memory of that program, and this one will hold whole answers to compare them.
_ours, _theirs = multiprocessing.get_context("fork").Pipe()
multiprocessing.get_context("fork").Process(target=_serve, args=(_theirs,), daemon=True).start()


def evict(files):
    """Takes the files out of the page cache, as after a start of the machine."""
    os.sync()
    for file in files:
        descriptor = os.open(file, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def size(files):
    return sum(os.path.getsize(file) for file in files)
