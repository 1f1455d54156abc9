"""What the commands need first: a fitting Python, the system libraries, ``.venv`` and the hash-pinned lock.

Standard library only, and readable by an older Python too, so that it can say what is missing. A second start finds
the stamp of a complete set-up and does no work. Nothing outside the repository is written, except by apt-get.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "scripts" / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
STAMP = VENV / "setup.stamp"
PYTHONS = ((3, 11), (3, 14))
GLIBC = (2, 34)

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
    "wayland-cursor": "libwayland-cursor0",
    "wayland-egl": "libwayland-egl1",
    "cups": "libcups2",  # printers
}


NO_VENV = "The environment .venv could not be made. Check that its folder may be written and the disk is not full."
NO_LIBRARIES = "The libraries could not be installed. Check that the network is reachable and the disk is not full."


class SetupFailed(Exception):
    """Set-up cannot go on; the text says what to do."""


def say(text: str) -> None:
    """Tell the person what happens, at once."""
    print(text, flush=True)


def set_up(screen: bool) -> int:
    """Prepare, in words where that fails. Return the exit code: 0 ready, 2 not possible here, 130 stopped."""
    try:
        prepare(screen)
    except SetupFailed as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nSet-up was stopped. Start again to finish it.", file=sys.stderr)
        return 130
    return 0


def prepare(screen: bool) -> None:
    """Bring this machine to the state the lock describes. Does nothing when it is there already.

    ``screen`` asks for the libraries of a real display too. Raises ``SetupFailed`` with a sentence.
    """
    check_platform()
    found = _read_stamp()
    seen = found.get("packages", [])  # a start with a display needs more than one without
    wanted = {"place": _place(), "content": _content(), "packages": sorted({*seen, *_packages(screen).values()})}
    if found == wanted and venv_python().exists():
        return
    if VENV.is_symlink():  # emptying it would empty what another folder works with
        raise SetupFailed(f"{VENV} is a link to another folder. Remove the link and start again.")
    install_packages(missing_packages(screen))
    try:
        _fill_venv(keep=found.get("place") == wanted["place"], current=found.get("content") == wanted["content"])
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    except OSError as problem:
        raise SetupFailed(f"{VENV} cannot be written: {problem.strerror}.") from None


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def check_platform() -> None:
    """Refuse an interpreter or a system that the locked libraries do not support."""
    low, high = PYTHONS
    if not low <= sys.version_info[:2] <= high:
        raise SetupFailed(
            f"This needs Python {low[0]}.{low[1]} to {high[0]}.{high[1]}; "
            f"this is Python {'.'.join(map(str, sys.version_info[:3]))}. Start it with a newer one, "
            f"for example: python{low[0]}.{low[1]} {' '.join(sys.argv)}"
        )
    name, _, version = _libc().partition(" ")
    if name == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < GLIBC:
        raise SetupFailed(
            f"This system is too old: its C library is {version}, and {GLIBC[0]}.{GLIBC[1]} is needed "
            "(Debian 12, Ubuntu 22.04 or newer)."
        )


def _libc() -> str:
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, OSError, ValueError):  # not a system with the GNU C library
        return ""


def missing_packages(screen: bool) -> "list[str]":
    """Debian packages whose libraries the loader cannot find. Empty where nothing can be told."""
    if not sys.platform.startswith("linux"):
        return []
    known = _loader_cache()
    missing = [package for library, package in _packages(screen).items() if known and f"lib{library}.so" not in known]
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        missing.append("python{}.{}-venv".format(*sys.version_info[:2]))
    return missing


def _packages(screen: bool) -> "dict[str, str]":
    return {**OFFSCREEN_PACKAGES, **(SCREEN_PACKAGES if screen else {})}


def _loader_cache() -> str:
    for ldconfig in ("/sbin/ldconfig", "/usr/sbin/ldconfig"):
        if Path(ldconfig).exists():
            return subprocess.run([ldconfig, "-p"], stdout=subprocess.PIPE).stdout.decode(errors="replace")
    return ""


def install_packages(packages: "list[str]") -> None:
    """Print the exact apt lines, then run them; raise with a clear sentence where they cannot be run."""
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise SetupFailed(
            f"Missing system packages (Debian names): {' '.join(packages)}. "
            "Install them with this system's package tool, then start again."
        )
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    if prefix and shutil.which("sudo") is None:
        raise SetupFailed(
            "Missing system packages. Ask an administrator to run this, then start again:\n"
            f"  apt-get update && {' '.join(_install_line(packages))}"
        )
    say("Missing system packages are installed with:")
    _run_apt([*prefix, "apt-get", "update", "-qq"])  # its failure shows in the next line
    line = [*prefix, *_install_line(packages)]
    if _run_apt(line) != 0:
        raise SetupFailed(
            "The system packages could not be installed. Check the network and the rights, or run this yourself, "
            f"then start again:\n  {' '.join(line)}"
        )


def _install_line(packages: "list[str]") -> "list[str]":
    return ["apt-get", "install", "-y", "--no-install-recommends", *_names_here(packages)]


def _names_here(packages: "list[str]") -> "list[str]":
    """The names of this release: since 2024 some packages carry the suffix t64."""
    newer = [f"{package}t64" for package in packages]
    ask = ["apt-cache", "show", *newer]
    answer = subprocess.run(ask, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    known = {line.split()[1] for line in answer.stdout.decode().splitlines() if line.startswith("Package: ")}
    return [new if new in known else old for old, new in zip(packages, newer, strict=True)]


def _run_apt(line: "list[str]") -> int:
    say(f"  {' '.join(line)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(line, env=env, stdout=subprocess.DEVNULL).returncode


def _fill_venv(keep: bool, current: bool) -> None:
    """Make ``.venv`` what the lock says. Without the stamp of a complete set-up nothing in it is trusted."""
    if keep and current and venv_python().exists():
        return
    if keep and venv_python().exists():
        STAMP.unlink()
    else:
        say("Making .venv")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], NO_VENV)
    say("Installing the locked libraries into .venv (about 150 MB the first time)")
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", "--retries", "2"]
    pip += ["--quiet", "install"]
    _run([*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)], NO_LIBRARIES)
    _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], NO_LIBRARIES)


def _run(command: "list[str]", trouble: str) -> None:
    if subprocess.run(command, cwd=str(ROOT)).returncode != 0:
        raise SetupFailed(f"{trouble} Then start again.")


def _place() -> str:
    """What ties an environment to where it was made: it can be neither moved nor used by another Python."""
    return "{} {}.{}".format(ROOT, *sys.version_info[:2])


def _content() -> str:
    """Digest of what decides about the content: the lock, and of the project file only what is installed from it."""
    import tomllib  # not in every Python that has to be able to read this file

    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    relevant = {
        "lock": LOCK.read_text(encoding="utf-8"),
        "project": project["project"],
        "build": project["build-system"],
        "packaging": project["tool"]["hatch"],
    }
    return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()


def _read_stamp() -> "dict[str, Any]":
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}
