"""Times kernels over their sockets, as a front end does. Prints one JSON object for every run.

Arguments: rounds, then pairs of a kernel's name and the cell that imports a lesson's module
(may be empty). Kernels take turns, so that what disturbs the machine disturbs all of them.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "test" / "kernel"))
from processes import megabytes

COMMANDS = {
    "this kernel": None,
    "tslab": ["node", str(ROOT / "node_modules/tslab/bin/tslab"), "kernel", "--config-path", "{connection_file}"],
    "ipykernel": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "Deno": [str(ROOT / "build/bench-npm/node_modules/deno/deno"), "jupyter", "--kernel", "--conn", "{connection_file}"],
}
LOOP = "let s = 0; for (let i = 0; i < 1e8; i++) s += i;"
SHARED = "let shared = 0; const read = () => shared;"
SHARED_LOOP = "for (let i = 0; i < 1e8; i++) shared += i;"


def node_seconds(before, loop):
    """What Node takes for a loop, in a file of its own."""
    code = f"{before} const began = performance.now(); {loop} console.log(performance.now() - began)"
    with tempfile.NamedTemporaryFile("w", suffix=".cjs") as file:
        file.write(code)
        file.flush()
        return float(subprocess.run(["node", file.name], capture_output=True, check=True).stdout) / 1000


def measure(name, kernel, importing, is_first):
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name=kernel)
    start = time.perf_counter()
    # Nobody is to be asked whether there is a newer Deno.
    env = {**os.environ, "DENO_NO_UPDATE_CHECK": "1", "DENO_DIR": str(ROOT / "build/bench-npm/deno-cache")}
    manager.start_kernel(cwd=str(ROOT), env=env, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        times = {"ready": time.perf_counter() - start}

        def run(code):
            began = time.perf_counter()
            msg_id = client.execute(code)
            while True:
                message = client.get_iopub_msg(timeout=300)
                if message["parent_header"].get("msg_id") != msg_id:
                    continue
                if message["content"].get("execution_state") == "idle":
                    break
            while client.get_shell_msg(timeout=300)["parent_header"].get("msg_id") != msg_id:
                pass
            return time.perf_counter() - began

        times["first"] = run("1 + 1")
        memory = {"ready": megabytes(manager.provisioner.pid)}
        times["trivial"] = statistics.median(run(f"1 + {i}") for i in range(20))
        memory["trivial"] = megabytes(manager.provisioner.pid)
        if importing:
            times["import"] = run(importing)
            memory["import"] = megabytes(manager.provisioner.pid)
        if name == "this kernel":
            # Node's loop comes right after ours: what disturbs one disturbs the other.
            times["loop"] = run(LOOP)
            times["Node's loop"] = node_seconds("", LOOP)
            run(SHARED)
            times["shared"] = run(SHARED_LOOP)
            times["Node's shared"] = node_seconds(SHARED, SHARED_LOOP)
        elif name != "ipykernel" and is_first:
            # Stock tslab takes half a minute for all of it.
            times["loop"] = 10 * run(LOOP.replace("1e8", "1e7"))
        return {"name": name, "times": times, "memory": memory}
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    rounds = int(sys.argv[1])
    kernels = list(zip(sys.argv[2::2], sys.argv[3::2]))
    with tempfile.TemporaryDirectory() as folder:
        for name, _ in kernels:
            if COMMANDS[name]:
                spec = Path(folder) / "kernels" / f"bench-{name.lower()}"
                spec.mkdir(parents=True)
                content = {"argv": COMMANDS[name], "display_name": name, "language": "any"}
                (spec / "kernel.json").write_text(json.dumps(content))
        os.environ["JUPYTER_PATH"] = folder
        for round in range(rounds):
            for name, importing in kernels:
                kernel = f"bench-{name.lower()}" if COMMANDS[name] else "tslab"
                print(json.dumps(measure(name, kernel, importing, round == 0)), flush=True)


main()
