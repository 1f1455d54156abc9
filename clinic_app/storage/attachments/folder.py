"""The folder of clips: a part while it is written, a whole file under the clip's id, nothing else."""

from contextlib import suppress
from pathlib import Path

from clinic_app.domain.attachments import AttachmentId
from clinic_app.domain.errors import UserError
from clinic_app.services.clips.ports import Cancelled, Progress, Source
from clinic_app.storage.attachments.disk import Disk
from clinic_app.storage.attachments.sealed_file import SealedFile, write_sealed
from clinic_app.storage.faults import sentences
from clinic_app.storage.paths import PRIVATE_FOLDER

_PART, _WHOLE = ".part", ".clip"


class AttachmentFolder:
    """Encrypted clips in ``root``. Which of them belong to the record is for the database to say."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self._root = root
        self._disk = disk or Disk()

    def free_bytes(self) -> int:
        """What may still be written."""
        with sentences():
            return self._disk.free_bytes(self._made())

    def write(
        self, attachment_id: AttachmentId, key: bytes, source: Source, progress: Progress, cancelled: Cancelled
    ) -> str:
        """Copy ``source`` encrypted into a part and return the SHA-256 of its plain bytes.

        Raises:
            UserError: cancelled, or the source ended early. Nothing is left.
            EnvironmentProblem: the disk is full or refuses. Nothing is left.
        """
        import hashlib

        made = hashlib.sha256()
        part = self._part(attachment_id)

        def read(offset: int, count: int) -> bytes:
            if cancelled():
                raise UserError("Cancelled. Nothing was kept.", "clip")
            content = source.read(offset, count)
            made.update(content)
            progress(offset + len(content), source.size)
            return content

        with sentences():
            self._made()
            file = self._disk.create(part)  # a part that another try is writing stays as it is
        try:
            with sentences(), file:
                write_sealed(lambda content: self._disk.write(file, content), key, attachment_id, source.size, read)
                self._disk.sync(file)
        except BaseException:
            self.drop_part(attachment_id)
            raise
        return made.hexdigest()

    def keep(self, attachment_id: AttachmentId) -> None:
        """Make the part a whole file. Called inside the transaction that writes its row, before that commits."""
        with sentences():
            self._disk.rename(self._part(attachment_id), self._whole(attachment_id))

    def drop(self, attachment_id: AttachmentId) -> None:
        """Delete whatever there is of a clip. Where even that fails, the next start does it."""
        self.drop_part(attachment_id)
        with suppress(OSError):
            self._disk.remove(self._whole(attachment_id))

    def drop_part(self, attachment_id: AttachmentId) -> None:
        """Delete what was never finished of a clip."""
        with suppress(OSError):
            self._disk.remove(self._part(attachment_id))

    def open(self, attachment_id: AttachmentId, key: bytes, size: int) -> SealedFile:
        """A whole file, to be read at any place. Raises ``EnvironmentProblem`` when it is gone or damaged."""
        return SealedFile(self._whole(attachment_id), key, attachment_id, size)

    def names(self, *, parts: bool = False) -> frozenset[str]:
        """Ids of the whole files; with ``parts`` also of those that were never finished."""
        endings = {_WHOLE, _PART} if parts else {_WHOLE}
        with sentences():
            if not self._root.is_dir():
                return frozenset()
            return frozenset(path.stem for path in self._root.iterdir() if path.suffix in endings)

    def _made(self) -> Path:
        if not self._root.is_dir():
            self._root.mkdir(mode=PRIVATE_FOLDER)
        return self._root

    def _part(self, attachment_id: AttachmentId) -> Path:
        return self._root / f"{attachment_id}{_PART}"

    def _whole(self, attachment_id: AttachmentId) -> Path:
        return self._root / f"{attachment_id}{_WHOLE}"
