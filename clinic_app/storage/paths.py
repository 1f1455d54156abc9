"""Where one clinic's files lie: the encrypted database and what belongs beside it."""

import os
from dataclasses import dataclass
from pathlib import Path

DATABASE_NAME = "clinic.db"
PRIVATE_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class ClinicFolder:
    """The files of one clinic. Everything else is named after ``database`` and lies beside it."""

    database: Path

    @staticmethod
    def at(place: Path) -> "ClinicFolder":
        """The clinic at ``place``: a folder, or the ``.db`` file itself."""
        place = place.expanduser().absolute()
        is_file = place.suffix == ".db" and not place.is_dir()
        return ClinicFolder(place if is_file else place / DATABASE_NAME)

    @staticmethod
    def default() -> "ClinicFolder":
        """The clinic of this user account, where the system keeps application data."""
        import platformdirs

        return ClinicFolder.at(platformdirs.user_data_path("clinic-app", appauthor=False))

    @property
    def root(self) -> Path:
        """The folder that holds the files."""
        return self.database.parent

    @property
    def key_slots(self) -> tuple[Path, Path]:
        """The two copies of the key-slot file."""
        return self._beside(".keys"), self._beside(".keys-copy")

    @property
    def throttle(self) -> Path:
        """Counts of wrong passwords."""
        return self._beside(".attempts")

    @property
    def failed_unlocks(self) -> Path:
        """Tries with a wrong password that the log has not taken yet."""
        return self._beside(".refused")

    @property
    def lock(self) -> Path:
        """The lock that one running program holds."""
        return self._beside(".lock")

    @property
    def own_forms(self) -> Path:
        """Where the clinic puts forms of its own, one TOML file each; the folder need not be there."""
        return self.root / "instruments"

    @property
    def attachments(self) -> Path:
        """Where the encrypted clips lie; the folder is made with the first one."""
        return self.root / "attachments"

    @property
    def exists(self) -> bool:
        """Whether a clinic was set up here: it has a database and at least one copy of its keys."""
        return self.database.is_file() and any(copy.is_file() for copy in self.key_slots)

    def make(self) -> None:
        """Create the folder for this user alone. A folder that was there keeps its mode."""
        if not self.root.is_dir():
            self.root.mkdir(parents=True, exist_ok=True)
            self.root.chmod(PRIVATE_FOLDER)

    def before_upgrade(self, revision: str) -> Path:
        """Name of the copy that is kept of the database as it was at ``revision``."""
        return self.database.with_name(f"{self.database.stem}-before-upgrade-from-{revision}.db")

    def _beside(self, suffix: str) -> Path:
        return self.database.with_suffix(suffix)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
