//! Keys of actors: made here, and kept sealed by a secret that is not in the database.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use aws_lc_rs::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der},
    error::Unspecified,
    rand::{SecureRandom, SystemRandom},
    rsa::KeySize,
    signature::{Ed25519KeyPair, KeyPair as _, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Bytes of the secret.
const SECRET_LENGTH: usize = 32;

/// What can go wrong with keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A key pair could not be made.
    #[error("no key pair could be made")]
    NotMade(#[from] Unspecified),
    /// The machine's source of chance failed.
    #[error("this machine gives no random numbers")]
    NoChance,
    /// The file of the secret cannot be read or written.
    #[error("the file of the secret cannot be used")]
    File(#[from] io::Error),
    /// The file holds something else.
    #[error("the file of the secret does not hold a secret of {SECRET_LENGTH} bytes in base64")]
    NotASecret,
    /// Sealed with another secret, or changed since.
    #[error("a sealed key cannot be opened with the secret of this node")]
    NotOpened,
}

/// A new RSA-2048 pair: the private key as PKCS#8 PEM, and the public one.
///
/// Takes a tenth of a second of one core.
pub fn generate() -> Result<(String, String), KeyError> {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048)?;
    let private: Pkcs8V1Der<'_> = pair.as_der()?;
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der()?;
    Ok((pem("PRIVATE KEY", private.as_ref()), pem("PUBLIC KEY", public.as_ref())))
}

/// A key in the textual form of RFC 7468: lines of 64 characters.
fn pem(label: &str, der: &[u8]) -> String {
    let base64 = STANDARD.encode(der);
    let lines: Vec<_> = base64.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// A new private Ed25519 key as PKCS#8 PEM.
pub fn generate_ed25519() -> Result<String, KeyError> {
    let der = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new());
    Ok(pem("PRIVATE KEY", der?.as_ref()))
}

/// Seals what the database keeps and must not give away: ChaCha20-Poly1305 with a random nonce.
#[derive(Debug)]
pub struct Seal(LessSafeKey);

impl Seal {
    /// The seal of a node, whose secret stands in a file that only its owner reads; made when there
    /// is none.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyError> {
        if !path.try_exists()? {
            let mut secret = [0; SECRET_LENGTH];
            SystemRandom::new().fill(&mut secret).map_err(|_| KeyError::NoChance)?;
            create(path, &STANDARD.encode(secret))?;
        }
        Self::from_text(&fs::read_to_string(path)?)
    }

    /// The seal of a secret in base64.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let secret = STANDARD.decode(text.trim()).map_err(|_| KeyError::NotASecret)?;
        let key = UnboundKey::new(&CHACHA20_POLY1305, &secret).map_err(|_| KeyError::NotASecret)?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// A sealed text, different each time.
    pub fn seal(&self, text: &str) -> Result<String, KeyError> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| KeyError::NoChance)?;
        let mut sealed = text.as_bytes().to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::empty(),
                &mut sealed,
            )
            .map_err(|_| KeyError::NoChance)?;
        Ok(STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// The text that was sealed.
    pub fn open(&self, sealed: &str) -> Result<String, KeyError> {
        let mut bytes = STANDARD.decode(sealed).map_err(|_| KeyError::NotOpened)?;
        let (nonce, sealed) =
            bytes.split_first_chunk_mut::<NONCE_LEN>().ok_or(KeyError::NotOpened)?;
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let text =
            self.0.open_in_place(nonce, Aad::empty(), sealed).map_err(|_| KeyError::NotOpened)?;
        String::from_utf8(text.to_vec()).map_err(|_| KeyError::NotOpened)
    }
}

/// Writes a file that only its owner reads, that is there whole or not at all, and that never
/// replaces another: what was sealed with a lost secret is lost.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::federation::signature::{SigningKey, VerifyingKey};

    #[test]
    fn a_new_pair_is_one_that_signs_and_verifies() {
        let (private, public) = generate().unwrap();
        assert!(SigningKey::from_pem(&private).is_ok());
        assert!(VerifyingKey::from_pem(&public).is_ok());
        let ed25519 = SigningKey::from_pem(&generate_ed25519().unwrap()).unwrap();
        let public = VerifyingKey::parse(&ed25519.public_multikey().unwrap()).unwrap();
        assert!(public.verifies(b"accueil", &ed25519.sign(b"accueil").unwrap()));
    }

    #[test]
    fn what_is_sealed_is_opened_by_the_same_secret_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let sealed = Seal::load_or_create(&path).unwrap().seal("clé privée").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left behind");
        let after_restart = Seal::load_or_create(&path).unwrap();
        assert_eq!(after_restart.open(&sealed).unwrap(), "clé privée");
        assert_ne!(after_restart.seal("clé privée").unwrap(), sealed);
    }

    #[test]
    fn of_two_nodes_that_start_at_once_the_first_secret_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        create(&path, "first").unwrap();
        create(&path, "second").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
    }

    #[test]
    fn another_secret_or_a_changed_byte_opens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let seal = Seal::load_or_create(&folder.path().join("one")).unwrap();
        let other = Seal::load_or_create(&folder.path().join("two")).unwrap();
        let sealed = seal.seal("clé").unwrap();
        assert!(matches!(other.open(&sealed), Err(KeyError::NotOpened)));
        let mut bytes = STANDARD.decode(&sealed).unwrap();
        for at in 0..bytes.len() {
            bytes[at] ^= 1;
            assert!(seal.open(&STANDARD.encode(&bytes)).is_err(), "{at}");
            bytes[at] ^= 1;
        }
        assert!(seal.open("").is_err());
    }

    #[test]
    fn a_file_that_holds_no_secret_is_named_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        fs::write(&path, "bonjour").unwrap();
        assert!(matches!(Seal::load_or_create(&path), Err(KeyError::NotASecret)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "bonjour");
    }

    #[test]
    fn only_the_owner_reads_the_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        Seal::load_or_create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
