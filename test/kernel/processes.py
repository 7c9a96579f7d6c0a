"""The processes of a kernel and the memory that they hold, as Linux counts them."""

from pathlib import Path


def processes_below(pid: int) -> list[int]:
    """A process and all that it has started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found = [pid]
    for parent in found:
        found += [child for child, of in parents.items() if of == parent]
    return found


def megabytes(pid: int) -> list[float]:
    """Memory of a process and all that it has started: resident, and proportional (what two
    processes share is counted once)."""
    sums = {"Rss:": 0.0, "Pss:": 0.0}
    for process in processes_below(pid):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            key = line.split()[0]
            if key in sums:
                sums[key] += int(line.split()[1]) / 1024
    return list(sums.values())


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
