"""The installed program has everything that it needs, without the repository."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
START = "import sys; from clinic_app.__main__ import main; print(main.__code__.co_filename, file=sys.stderr); main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def files_of(folder: Path) -> set[str]:
    """Relative paths of what is shipped from a folder."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize(("source", "target"), [("resources", "clinic_app/_resources"), ("clinic_app", "clinic_app")])
def test_every_file_is_in_the_wheel(wheel: zipfile.ZipFile, source: str, target: str) -> None:
    wanted = {f"{target}/{name}" for name in files_of(ROOT / source)}
    assert f"{target}/clinical/rules.toml" in wanted or f"{target}/__main__.py" in wanted
    assert wanted - set(wheel.namelist()) == set()


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"clinic_app"}


def test_the_command_is_declared(wheel: zipfile.ZipFile) -> None:
    (declared,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "clinic-app = clinic_app.__main__:main" in wheel.read(declared).decode().splitlines()


def test_it_runs_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    site = tmp_path / "site"
    wheel.extractall(site)
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"age_days": 120, "ep_recovered_now": "no"}))
    search = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    ended = subprocess.run(
        [sys.executable, "-c", START, "assess", str(facts)],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": search}, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.stderr.strip() == str(site / "clinic_app" / "__main__.py")
    assert json.loads(ended.stdout)["urgency"] == "same_day"
