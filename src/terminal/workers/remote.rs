//! Whether a folder lies on a disk of another machine, where files may change without this system being told.

use std::path::{Path, PathBuf};

/// File systems of other machines, as Linux calls them.
const REMOTE: [&str; 15] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "ceph",
    "afs",
    "coda",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
    "fuse.s3fs",
    "fuse.curlftpfs",
];

/// Whether a folder lies on a disk of another machine, as far as the system says what is mounted.
pub fn is_remote(folder: &Path) -> bool {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    file_system(&mounts, folder).is_some_and(|sort| REMOTE.contains(&sort))
}

/// The sort of the file system that a folder lies on, by the table of what is mounted: the innermost, of two at one
/// place the later.
fn file_system<'t>(mounts: &'t str, folder: &Path) -> Option<&'t str> {
    let mounted = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let place = PathBuf::from(unescaped(fields.next()?));
        folder.starts_with(&place).then_some((place.components().count(), fields.next()?))
    });
    mounted.max_by_key(|(depth, _)| *depth).map(|(_, sort)| sort)
}

/// A path as the table has it, where a space is `\040`.
fn unescaped(field: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(field.to_owned(), |path, (code, sign)| path.replace(code, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_says_which_disk_it_is() {
        let mounts = "/dev/sda / ext4 rw 0 0\nserver:/x /mnt/the\\040share nfs4 rw 0 0\n\
                      /dev/sdb /mnt/stick fuseblk rw 0 0\nada@far: /mnt/far fuse.sshfs rw 0 0\n";
        let on = |folder: &str| file_system(mounts, Path::new(folder));
        assert_eq!((on("/home"), on("/mnt/the share/a")), (Some("ext4"), Some("nfs4")));
        assert_eq!((on("/mnt/stick"), on("/mnt/far")), (Some("fuseblk"), Some("fuse.sshfs")));
        assert_eq!(on("/mnt/farther"), Some("ext4"));
        assert!(file_system("", Path::new("/a")).is_none());
        assert!(
            ["nfs4", "fuse.sshfs"].iter().all(|sort| REMOTE.contains(sort)) && !REMOTE.contains(&"fuseblk")
        );
    }
}
