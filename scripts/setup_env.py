"""What both commands need first: a fitting Python, the system libraries, ``.venv`` and the hash-pinned lock.

Standard library only. A second start finds a stamp of the lock and of this file and does no work.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "scripts" / "requirements.lock"
STAMP = VENV / "setup.stamp"
PYTHONS = ((3, 11), (3, 14))

#: Debian and Ubuntu packages by the shared library each one brings.
OFFSCREEN_PACKAGES = {
    "glib-2.0": "libglib2.0-0",
    "EGL": "libegl1",
    "GL": "libgl1",
    "X11": "libx11-6",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "freetype": "libfreetype6",
    "xkbcommon": "libxkbcommon0",
}
SCREEN_PACKAGES = {
    "X11-xcb": "libx11-xcb1",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-sync": "libxcb-sync1",
    "xcb-xfixes": "libxcb-xfixes0",
    "xcb-xkb": "libxcb-xkb1",
    "xcb-util": "libxcb-util1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}


class SetupFailed(Exception):
    """Set-up cannot go on; the text says what to do."""


def say(text: str) -> None:
    """Tell the person what happens, at once."""
    print(text, flush=True)


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def check_python() -> None:
    """Refuse an interpreter that the locked libraries do not support."""
    low, high = PYTHONS
    if not low <= sys.version_info[:2] <= high:
        have = ".".join(map(str, sys.version_info[:3]))
        raise SetupFailed(f"This needs Python {low[0]}.{low[1]} to {high[0]}.{high[1]}; this is Python {have}.")


def missing_packages(screen: bool) -> list[str]:
    """Debian packages whose libraries the loader cannot find."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = OFFSCREEN_PACKAGES | (SCREEN_PACKAGES if screen else {})
    known = _loader_cache()
    missing = [package for library, package in wanted.items() if not _has_library(library, known)]
    if _venv_is_missing():
        missing.append("python3-venv")
    return missing


def _venv_is_missing() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode != 0


def _loader_cache() -> str:
    for ldconfig in ("/sbin/ldconfig", "/usr/sbin/ldconfig"):
        if Path(ldconfig).exists():
            return subprocess.run([ldconfig, "-p"], capture_output=True, text=True).stdout
    return ""


def _has_library(name: str, cache: str) -> bool:
    return f"lib{name}.so" in cache if cache else ctypes.util.find_library(name) is not None


def install_packages(packages: list[str]) -> None:
    """Print the exact apt line, then run it; raise with a clear sentence where it cannot be run."""
    if not packages:
        return
    names = " ".join(packages)
    prefix: list[str] = [] if os.geteuid() == 0 else ["sudo"]
    line = " ".join([*prefix, "apt-get install -y --no-install-recommends", names])
    if shutil.which("apt-get") is None:
        raise SetupFailed(
            f"Missing system libraries: {names}. Install them with this system's package tool, then start again."
        )
    if prefix and shutil.which("sudo") is None:
        raise SetupFailed(f"Missing system libraries. Ask an administrator to run: apt-get install {names}")
    say(f"Installing system libraries:\n  {line}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=env)
    command = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(command, env=env, stdout=subprocess.DEVNULL).returncode != 0:
        raise SetupFailed(
            f"The system libraries could not be installed. Run this yourself, then start again:\n  {line}"
        )


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    digest.update(sys.version.encode())
    return digest.hexdigest()


def is_ready() -> bool:
    """True when nothing changed since the last complete set-up."""
    return venv_python().exists() and STAMP.exists() and STAMP.read_text() == _fingerprint()


def prepare(screen: bool) -> None:
    """Bring the machine to the state the lock describes. Does nothing when it is there already."""
    if is_ready():
        return
    check_python()
    install_packages(missing_packages(screen))
    if not venv_python().exists():
        say("Making .venv")
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    say("Installing the locked libraries (about 100 MB the first time)")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = (
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    )
    for step in steps:
        if subprocess.run(step).returncode != 0:
            raise SetupFailed(
                "The libraries could not be installed. Check that the network is reachable and the disk is not full, "
                "then start again."
            )
    STAMP.write_text(_fingerprint())
