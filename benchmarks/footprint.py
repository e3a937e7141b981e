"""What Sayso costs to start, hold and install: `python benchmarks/footprint.py [--install]`.

Processor seconds and memory are those of whole processes, children included, as the operating system counts them.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 5


def cpu_seconds(*command: str) -> float:
    """Return the processor time of a command and its children, the median of several runs after one to warm up."""
    times = []
    for _ in range(ROUNDS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times[1:])


def memory_of_a_worker(pages: list[Path]) -> float:
    """Return the highest sum of resident megabytes of a process reading pages and its extraction child."""
    command = [sys.executable, "-m", "sayso", "read", *map(str, pages), "--format", "jsonl", "-o", os.devnull]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    highest = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal highest
        while not done.is_set():
            highest = max(highest, _resident(process.pid))
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    done.set()
    watcher.join()
    return highest


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * resource.getpagesize() / 1e6 + sum(_resident(int(child)) for child in children)


def installed() -> dict[str, float]:
    """Return megabytes of the wheel, and of a fresh environment's packages with it (pip and setuptools left out)."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", scratch, str(ROOT)], check=True)
        [wheel] = Path(scratch).glob("*.whl")
        subprocess.run([sys.executable, "-m", "venv", f"{scratch}/env"], check=True)
        subprocess.run([f"{scratch}/env/bin/pip", "install", "-q", "--no-compile", str(wheel)], check=True)
        [packages] = Path(scratch, "env", "lib").glob("python*/site-packages")
        kept = (p for p in packages.rglob("*") if p.is_file() and p.relative_to(packages).parts[0].split("-")[0]
                not in {"pip", "setuptools", "pkg_resources", "_distutils_hack"})  # fmt: skip
        return {"wheel_mb": wheel.stat().st_size / 1e6, "installed_mb": sum(p.stat().st_size for p in kept) / 1e6}


def measure(*, install: bool) -> dict[str, float]:
    """Return every figure by name."""
    pages = sorted((ROOT / "examples").glob("*.html"))
    out = {
        "help_cpu_s": cpu_seconds(sys.executable, "-m", "sayso", "--help"),
        "cold_read_cpu_s": cpu_seconds(sys.executable, "-m", "sayso", "read", str(pages[0])),
        "worker_mb": memory_of_a_worker(pages * 10),
    }
    return out | (installed() if install else {})


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="also build the wheel and install it afresh")
    args = parser.parse_args()
    json.dump(measure(install=args.install), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
