"""Write ``requirements.lock``: every library of pyproject.toml with its version and the hashes of its files.

For development only, and the one script that needs a tool which is not in the lock: ``uv`` (``pip install uv`` in an
environment of your own). Versions that stand in the lock stay unless ``--upgrade`` is given; other arguments are handed
to ``uv pip compile`` too. Afterwards it makes sure that every pin has a ready-built file for each supported Python.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import setup_env


def main() -> int:
    """Compile, then check. Return 0, or 2 with a sentence."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is needed to make the lock: pip install uv, in an environment of your own.", file=sys.stderr)
        return 2
    if compile_lock(uv, sys.argv[1:]) != 0:
        return 2
    fits = [has_wheels(uv, minor) for minor in supported_minors()]  # all of them are told
    return 0 if all(fits) else 2


def compile_lock(uv: str, extra: "list[str]") -> int:
    """Resolve for every supported Python and system at once, from the oldest one up."""
    oldest = "{}.{}".format(*setup_env.PYTHONS[0])
    command = [uv, "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal", "--python-version", oldest]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--quiet"]
    command += ["--output-file", str(setup_env.LOCK.relative_to(setup_env.ROOT)), *extra]
    environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "scripts/make_lock.py"}
    return subprocess.run(command, cwd=str(setup_env.ROOT), env=environment).returncode


def supported_minors() -> range:
    """11 to 14 for Python 3.11 to 3.14."""
    return range(setup_env.PYTHONS[0][1], setup_env.PYTHONS[1][1] + 1)


def has_wheels(uv: str, minor: int) -> bool:
    """Whether the lock installs without building anything on Linux with this Python; says so."""
    command = [uv, "pip", "install", "--dry-run", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    command += ["--python-version", f"3.{minor}", "--python-platform", "x86_64-manylinux_2_34"]
    with tempfile.TemporaryDirectory() as empty:
        command += ["--target", empty, "--requirement", str(setup_env.LOCK)]
        fits = subprocess.run(command, cwd=str(setup_env.ROOT)).returncode == 0
    setup_env.say(f"Python 3.{minor} on Linux: {'every pin has a wheel' if fits else 'no'}")
    return fits


if __name__ == "__main__":
    sys.exit(main())
