"""The machine and the versions that were measured."""

import os
import platform
import subprocess

# The instruction sets that matter here; for x86, with the kernel's names.
INSTRUCTION_SETS = ("sse2", "avx", "avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl", "asimd", "sve")


def describe(python):
    fields = {}
    try:
        with open("/proc/cpuinfo") as file:
            for line in file:
                name, _, value = line.partition(":")
                fields.setdefault(name.strip(), value.strip())
    except OSError:
        pass
    flags = (fields.get("flags") or fields.get("Features") or "").split()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": fields.get("model name") or platform.processor() or platform.machine(),
        "architecture": platform.machine(),
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "instruction_sets": [name for name in INSTRUCTION_SETS if name in flags],
        "memory": memory,
        "system": platform.system(),
        "compiler": output("swift", "--version").splitlines()[0],
        "python": output(python, "--version").split()[-1],
        "peers": versions(python),
    }


def versions(python):
    program = (
        "from importlib.metadata import version, PackageNotFoundError\n"
        "for name in ('numpy', 'scipy', 'torch', 'jax'):\n"
        "    try: print(name, version(name))\n"
        "    except PackageNotFoundError: pass\n"
    )
    return dict(line.split() for line in output(python, "-c", program).splitlines())


def output(*arguments):
    found = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return found.stdout.strip()
