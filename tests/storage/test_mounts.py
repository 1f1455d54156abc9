"""A record is never kept on a network drive."""

from pathlib import Path

import pytest

from clinic_app.bootstrap import RecordFile
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.domain.people import Role
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.mounts import Mount, read_mount, refuse_network, system_mounts
from clinic_app.storage.paths import ClinicFolder

PASSWORD = "correct horse battery maple"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
ROOT = Mount(Path("/"), "ext4")


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "CIFS"])
def test_a_share_is_refused_with_what_to_do(tmp_path: Path, kind: str) -> None:
    with pytest.raises(EnvironmentProblem, match=r"network drive.*disk of this computer"):
        refuse_network(tmp_path / "record", [ROOT, Mount(tmp_path, kind)])


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay", "fuseblk", "apfs"])
def test_a_disk_is_taken(tmp_path: Path, kind: str) -> None:
    refuse_network(tmp_path / "record", [ROOT, Mount(tmp_path, kind)])


def test_the_deepest_mount_counts_and_of_two_at_one_place_the_later(tmp_path: Path) -> None:
    share, disk = Mount(tmp_path, "nfs4"), Mount(tmp_path / "record", "ext4")
    refuse_network(tmp_path / "record", [share, disk])
    refuse_network(tmp_path / "recording", [ROOT, Mount(tmp_path / "record", "nfs4")])
    refuse_network(tmp_path, [Mount(tmp_path, "nfs4"), Mount(tmp_path, "ext4")])
    with pytest.raises(EnvironmentProblem):
        refuse_network(tmp_path, [Mount(tmp_path, "autofs"), Mount(tmp_path, "nfs4")])


def test_a_link_onto_a_share_is_seen_through(tmp_path: Path) -> None:
    share, link = tmp_path / "share", tmp_path / "link"
    share.mkdir()
    link.symlink_to(share)
    with pytest.raises(EnvironmentProblem):
        refuse_network(link / "record", [ROOT, Mount(share, "cifs")])


def test_a_system_without_a_table_is_not_refused(tmp_path: Path) -> None:
    refuse_network(tmp_path, [])


def test_a_line_of_the_table_is_read_with_its_escapes() -> None:
    line = r"36 35 98:0 /mnt1 /mnt/my\040share rw,noatime shared:1 - cifs //server/share rw"
    assert read_mount(line) == Mount(Path("/mnt/my share"), "cifs")
    assert read_mount("36 35 98:0 / / rw - ext4 /dev/root rw") == ROOT
    assert read_mount("") is None
    assert read_mount("no line of a table") is None


def test_this_computers_table_can_be_read() -> None:
    assert all(mount.place.is_absolute() and mount.kind for mount in system_mounts())


def test_nothing_is_set_up_or_opened_there(tmp_path: Path, clock) -> None:
    folder = ClinicFolder.at(tmp_path / "record")
    on_share = RecordFile(folder, clock, KeyVault(folder, CHEAP), lambda: [Mount(tmp_path, "nfs")])
    with pytest.raises(EnvironmentProblem, match="network drive"):
        on_share.create(Clinic("Maple Hollow"), "Dr Mara Tallow", Role.LEAD, PASSWORD)
    assert not folder.root.exists()
    new = RecordFile(folder, clock, KeyVault(folder, CHEAP)).create(Clinic("M"), "Dr Tallow", Role.LEAD, PASSWORD)
    new.opened.close()
    person = on_share.people()[0].person_id
    for work in (
        lambda: on_share.unlock(person, PASSWORD),
        lambda: on_share.unlock_with_recovery(new.recovery, person, "lantern orchard velvet quarry"),
    ):
        with pytest.raises(EnvironmentProblem, match="network drive"):
            work()
    assert not folder.throttle.exists()
