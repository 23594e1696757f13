//! What happens to entries: kept, damaged, removed.

use std::path::PathBuf;
use std::time::Duration;

use super::*;

const DOCUMENTS: Namespace = Namespace::Documents;

struct Fixture {
    folder: tempfile::TempDir,
}

#[expect(clippy::disallowed_methods, reason = "tests make their own files")]
impl Fixture {
    fn new() -> Self {
        Fixture { folder: tempfile::tempdir().unwrap() }
    }

    /// A run with at most `bound` bytes, some hours after the last.
    fn cache(&self, bound: u64, hours: u64) -> Cache {
        let mut cache = Cache::bounded(Some(self.folder.path().join("cache")), "1", bound);
        cache.opened += Duration::from_secs(hours * 3600);
        cache
    }

    /// The files of all entries.
    fn entries(&self) -> Vec<PathBuf> {
        let mut entries = Vec::new();
        for drawer in 0..DRAWERS {
            let folder = self.folder.path().join(format!("cache/documents/{drawer:x}"));
            let files = std::fs::read_dir(folder).into_iter().flatten();
            entries.extend(files.map(|file| file.unwrap().path()));
        }
        entries.sort();
        entries
    }

    fn damage(&self, change: impl Fn(&mut Vec<u8>)) {
        for path in self.entries() {
            let mut bytes = std::fs::read(&path).unwrap();
            change(&mut bytes);
            std::fs::write(path, bytes).unwrap();
        }
    }
}

fn key(number: u32) -> CacheKey {
    CacheKey::of(&[b"test", &number.to_le_bytes()])
}

fn get(cache: &Cache, key: &CacheKey) -> Option<Vec<u8>> {
    cache.get(DOCUMENTS, key, |bytes| Some(bytes.to_vec()))
}

fn messages(cache: &Cache) -> Vec<String> {
    cache.finish().into_iter().map(|problem| problem.message).collect()
}

#[test]
fn an_entry_comes_back_in_another_run() {
    let fixture = Fixture::new();
    let first = fixture.cache(1 << 20, 0);
    assert_eq!(get(&first, &key(1)), None);
    first.put(DOCUMENTS, &key(1), b"one");
    first.put(DOCUMENTS, &key(2), b"");
    assert!(messages(&first).is_empty());
    let second = fixture.cache(1 << 20, 0);
    assert_eq!(get(&second, &key(1)).as_deref(), Some(&b"one"[..]));
    assert_eq!(get(&second, &key(2)).as_deref(), Some(&b""[..]));
    assert_eq!(get(&second, &key(3)), None);
    assert!(messages(&second).is_empty());
    assert!(fixture.folder.path().join("cache/CACHEDIR.TAG").is_file());
}

#[test]
fn keys_know_where_parts_end() {
    assert_ne!(CacheKey::of(&[b"ab", b"c"]), CacheKey::of(&[b"a", b"bc"]));
    assert_ne!(CacheKey::of(&[b"a"]), CacheKey::of(&[b"a", b""]));
}

/// Every single flipped bit, every cut and an entry of another program are noticed.
#[test]
fn damage_is_noticed_and_told_once() {
    let fixture = Fixture::new();
    let cache = fixture.cache(1 << 20, 0);
    cache.put(DOCUMENTS, &key(1), b"content");
    let size = HEAD + 7;
    let mut damages = 0;
    for bit in 0..size * 8 {
        let flip = |bytes: &mut Vec<u8>| bytes[bit / 8] ^= 1 << (bit % 8);
        fixture.damage(flip);
        assert_eq!(get(&cache, &key(1)), None, "bit {bit}");
        fixture.damage(flip);
        damages += 1;
    }
    for length in 0..size {
        fixture.damage(|bytes| bytes.truncate(length));
        assert_eq!(get(&cache, &key(1)), None, "{length} bytes");
        cache.put(DOCUMENTS, &key(1), b"content");
        damages += 1;
    }
    assert_eq!(get(&cache, &key(1)).as_deref(), Some(&b"content"[..]));
    let shown = fixture.folder.path().join("cache");
    let shown = shown.display();
    let message =
        format!("{damages} entries of the cache `{shown}` were damaged and are made again");
    assert_eq!(messages(&cache), [message]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests make their own files")]
fn swapped_entries_are_noticed() {
    let fixture = Fixture::new();
    let cache = fixture.cache(1 << 20, 0);
    cache.put(DOCUMENTS, &key(1), b"one");
    cache.put(DOCUMENTS, &key(2), b"two");
    let [a, b] = &fixture.entries()[..] else { panic!("two entries") };
    let (first, second) = (std::fs::read(a).unwrap(), std::fs::read(b).unwrap());
    std::fs::write(a, second).unwrap();
    std::fs::write(b, first).unwrap();
    assert_eq!((get(&cache, &key(1)), get(&cache, &key(2))), (None, None));
    assert_eq!(cache.finish().len(), 1);
}

#[test]
fn an_entry_that_cannot_be_read_as_what_it_is_counts_as_damaged() {
    let fixture = Fixture::new();
    let cache = fixture.cache(1 << 20, 0);
    cache.put(DOCUMENTS, &key(1), b"one");
    assert_eq!(cache.get(DOCUMENTS, &key(1), |_| None::<()>), None);
    assert!(messages(&cache)[0].starts_with("1 entry of the cache"));
}

#[test]
fn what_was_used_last_stays() {
    // Room for four entries a drawer.
    let size = (HEAD + 100) as u64;
    let bound = size * 4 * DRAWERS as u64;
    let fixture = Fixture::new();
    let on_one_drawer: Vec<CacheKey> =
        (0..).map(key).filter(|key| key.0.bytes()[0] % 16 == 3).take(6).collect();
    let first = fixture.cache(bound, 0);
    for key in &on_one_drawer[..4] {
        first.put(DOCUMENTS, key, &[0; 100]);
    }
    assert!(messages(&first).is_empty());
    assert_eq!(fixture.entries().len(), 4);
    // Two days later one of them is used, and two are added.
    let second = fixture.cache(bound, 48);
    assert!(get(&second, &on_one_drawer[2]).is_some());
    let third = fixture.cache(bound, 48);
    third.put(DOCUMENTS, &on_one_drawer[4], &[0; 100]);
    assert!(messages(&third).is_empty());
    let left = fixture.cache(bound, 48);
    assert!(get(&left, &on_one_drawer[2]).is_some(), "it was used");
    assert_eq!(fixture.entries().len(), 3);
    // An entry of half a drawer is not kept at all.
    left.put(DOCUMENTS, &on_one_drawer[5], &[0; 500]);
    assert_eq!(get(&left, &on_one_drawer[5]), None);
    assert!(messages(&left).is_empty());
}

#[test]
fn one_run_does_not_exceed_the_bound_by_far() {
    let fixture = Fixture::new();
    let bound = 4096 * DRAWERS as u64;
    let cache = fixture.cache(bound, 0);
    for number in 0..2000 {
        cache.put(DOCUMENTS, &key(number), &[0; 200]);
    }
    let bytes =
        || -> u64 { fixture.entries().iter().map(|path| path.metadata().unwrap().len()).sum() };
    assert!(bytes() < bound * 5 / 2, "{} bytes", bytes());
    assert!(messages(&cache).is_empty());
    assert!(bytes() <= bound, "{} bytes", bytes());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests make their own files")]
fn clean_removes_the_useless_and_touches_nothing_else() {
    let fixture = Fixture::new();
    let folder = fixture.folder.path().join("cache");
    let cache = fixture.cache(1 << 20, 0);
    assert_eq!(cache.clean(true), Ok(Cleaned::default()), "nothing is there yet");
    cache.put(DOCUMENTS, &key(1), b"one");
    Cache::bounded(Some(folder.clone()), "2", 1 << 20).put(DOCUMENTS, &key(2), b"two");
    let drawer = fixture.entries()[0].parent().unwrap().to_owned();
    std::fs::write(drawer.join(".unfinished-x"), "left").unwrap();
    std::fs::write(drawer.join("notes.txt"), "mine").unwrap();
    std::fs::write(folder.join("letter.txt"), "mine").unwrap();
    assert_eq!(cache.clean(false).unwrap().entries, 2);
    assert!(get(&cache, &key(1)).is_some());
    assert_eq!(cache.clean(false), Ok(Cleaned::default()));
    assert_eq!(cache.clean(true), Ok(Cleaned { entries: 1, bytes: (HEAD + 3) as u64 }));
    assert!(drawer.join("notes.txt").is_file() && folder.join("letter.txt").is_file());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests make their own files")]
fn a_folder_that_cannot_be_made_is_told_once() {
    let fixture = Fixture::new();
    std::fs::write(fixture.folder.path().join("cache"), "a file").unwrap();
    let cache = fixture.cache(1 << 20, 0);
    for number in 0..3 {
        assert_eq!(get(&cache, &key(number)), None);
        cache.put(DOCUMENTS, &key(number), b"x");
    }
    let shown = fixture.folder.path().join("cache");
    let message = format!("the cache `{}` cannot be used: a file is in its place", shown.display());
    assert_eq!(messages(&cache), [message]);
}

/// Threads stand for processes: they share nothing but the folder.
#[test]
fn many_writers_and_readers_never_see_half_an_entry() {
    let fixture = Fixture::new();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let cache = fixture.cache(1 << 20, 0);
                for round in 0..300 {
                    let number = round % 20;
                    let content = vec![number as u8; 3000];
                    if let Some(found) = get(&cache, &key(number)) {
                        assert_eq!(found, content);
                    }
                    cache.put(DOCUMENTS, &key(number), &content);
                    if round % 50 == 0 {
                        cache.clean(true).unwrap();
                    }
                }
                assert!(messages(&cache).is_empty());
            });
        }
    });
}

#[test]
fn no_cache_keeps_nothing() {
    let cache = Cache::none();
    cache.put(DOCUMENTS, &key(1), b"one");
    assert_eq!(get(&cache, &key(1)), None);
    assert!(cache.finish().is_empty() && !cache.is_kept());
}
