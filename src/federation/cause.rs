//! Why a connection failed, in the words of those who are to mend it.

use std::{error::Error, io};

use rustls::{CertificateError, Error as TlsError};

use super::{
    http_client::HttpError,
    reach::{UnknownName, Unreachable},
};

/// What kept a server from answering.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// DNS.
    #[error("its name is not known (DNS)")]
    NoSuchName,
    /// Nobody listens.
    #[error("it refuses the connection")]
    Refused,
    /// The connection broke off.
    #[error("it closed the connection")]
    Closed,
    /// No answer within the deadline.
    #[error("it did not answer in time")]
    TimedOut,
    /// The certificate is over, or not valid yet.
    #[error("its certificate has expired, or is not valid yet")]
    ExpiredCertificate,
    /// The certificate is of somebody else.
    #[error("its certificate is for another name")]
    WrongName,
    /// The certificate comes from nobody whom we trust.
    #[error("its certificate comes from an authority that is not known")]
    UnknownAuthority,
    /// Another failure of TLS.
    #[error("TLS failed: {0}")]
    Tls(String),
    /// The guard of our own requests.
    #[error("{0}")]
    NotAllowed(Unreachable),
    /// Anything else, as it was said.
    #[error("{0}")]
    Other(String),
}

impl Cause {
    /// What lies at the bottom of an error of the client.
    pub(super) fn of(problem: &HttpError) -> Self {
        match problem {
            HttpError::TimedOut => Self::TimedOut,
            HttpError::Unreachable(refused) => Self::NotAllowed(refused.clone()),
            HttpError::Connection(problem) => Self::of_chain(problem, problem.is_timeout()),
            problem => Self::Other(problem.to_string()),
        }
    }

    fn of_chain(problem: &(dyn Error + 'static), timed_out: bool) -> Self {
        let mut cause = Some(problem);
        let mut last = problem.to_string();
        while let Some(problem) = cause {
            if let Some(known) = Self::of_one(problem) {
                return known;
            }
            last = problem.to_string();
            cause = problem.source();
        }
        if timed_out { Self::TimedOut } else { Self::Other(last) }
    }

    fn of_one(problem: &(dyn Error + 'static)) -> Option<Self> {
        if problem.is::<UnknownName>() {
            return Some(Self::NoSuchName);
        }
        if let Some(problem) = problem.downcast_ref::<TlsError>() {
            return Some(Self::of_tls(problem));
        }
        let problem = problem.downcast_ref::<io::Error>()?;
        // An error of TLS travels in one of input and output, which does not name it as its source.
        if let Some(inner) = problem.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
            return Some(Self::of_tls(inner));
        }
        match problem.kind() {
            io::ErrorKind::ConnectionRefused => Some(Self::Refused),
            io::ErrorKind::TimedOut => Some(Self::TimedOut),
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof => Some(Self::Closed),
            _ => None,
        }
    }

    fn of_tls(problem: &TlsError) -> Self {
        let TlsError::InvalidCertificate(problem) = problem else {
            return Self::Tls(problem.to_string());
        };
        match problem {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Self::ExpiredCertificate,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Self::WrongName
            }
            CertificateError::UnknownIssuer => Self::UnknownAuthority,
            problem => Self::Tls(problem.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        domain::Iri,
        federation::{Reach, http_client::HttpClient},
    };

    #[tokio::test]
    async fn a_name_that_nobody_has_is_told_from_a_server_that_is_away() {
        let patient = Duration::from_mins(1);
        let client = HttpClient::new(Reach::Public, "https://lyon.example", patient).unwrap();
        // RFC 6761: nobody ever has a name under this.
        let nowhere = Iri::parse("https://nowhere.invalid/").unwrap();
        let problem = client.get(&nowhere, |_| Ok(Vec::new()), 10).await.unwrap_err();
        assert_eq!(problem.cause(), Cause::NoSuchName);
    }

    #[tokio::test]
    async fn a_port_where_nobody_listens_refuses() {
        let patient = Duration::from_secs(30);
        let client = HttpClient::new(Reach::Loopback, "https://lyon.example", patient).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = Iri::parse(format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        drop(listener);
        let problem = client.get(&address, |_| Ok(Vec::new()), 10).await.unwrap_err();
        assert_eq!(problem.cause(), Cause::Refused);
    }

    #[test]
    fn each_fault_of_a_certificate_has_its_own_words() {
        for (fault, cause) in [
            (CertificateError::Expired, Cause::ExpiredCertificate),
            (CertificateError::NotValidYet, Cause::ExpiredCertificate),
            (CertificateError::NotValidForName, Cause::WrongName),
            (CertificateError::UnknownIssuer, Cause::UnknownAuthority),
        ] {
            // As it comes up from the connection: an error of TLS in one of input and output.
            let problem = TlsError::InvalidCertificate(fault);
            let problem = io::Error::new(io::ErrorKind::InvalidData, problem);
            assert_eq!(Cause::of_chain(&problem, false), cause);
        }
    }
}
