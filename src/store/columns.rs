//! How each domain type is kept in a column. One line per type.

use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Database, Decode, Encode, Type, encode::IsNull, error::BoxDynError};

use super::{catalogue::ObjectKind, withheld::Withheld};
use crate::domain::{
    ActivityId, ActorId, Domain, DraftId, Iri, Language, PeerId, ReplyState, Severity, SheetId,
    SheetKind, Timestamp, Trust, UserId, Verb, Who,
};

/// Stores a newtype as the number it wraps.
macro_rules! stored_as_number {
    ($($domain:ident),* $(,)?) => {$(
        impl<DB: Database> Type<DB> for $domain
        where
            i64: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                i64::type_info()
            }

            fn compatible(ty: &DB::TypeInfo) -> bool {
                i64::compatible(ty)
            }
        }

        impl<'q, DB: Database> Encode<'q, DB> for $domain
        where
            i64: Encode<'q, DB>,
        {
            fn encode_by_ref(&self, buf: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                self.0.encode_by_ref(buf)
            }
        }

        impl<'r, DB: Database> Decode<'r, DB> for $domain
        where
            i64: Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                i64::decode(value).map(Self)
            }
        }
    )*};
}

/// Stores a type as the text that [`Written`] makes of it.
macro_rules! stored_as_text {
    ($($domain:ty $([$generic:ident: $($bound:tt)+])?;)*) => {$(
        impl<DB: Database $(, $generic)?> Type<DB> for $domain
        where
            String: Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                String::type_info()
            }

            fn compatible(ty: &DB::TypeInfo) -> bool {
                String::compatible(ty)
            }
        }

        impl<'q, DB: Database $(, $generic: $($bound)+)?> Encode<'q, DB> for $domain
        where
            String: Encode<'q, DB>,
        {
            fn encode_by_ref(&self, buf: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                self.write()?.encode(buf)
            }
        }

        impl<'r, DB: Database $(, $generic: $($bound)+)?> Decode<'r, DB> for $domain
        where
            String: Decode<'r, DB>,
        {
            fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
                Self::read(String::decode(value)?)
            }
        }
    )*};
}

/// A type that is kept as text.
trait Written: Sized {
    fn write(&self) -> Result<String, BoxDynError>;
    fn read(text: String) -> Result<Self, BoxDynError>;
}

/// A JSON document, kept as text on both engines so that its order survives.
#[derive(Clone, Debug)]
pub(super) struct Document<T>(pub(super) T);

/// An enum without fields, kept under the name that it has on the wire.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<T>(pub(super) T);

impl Written for Iri {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        // Where no fragment may stand, it was refused before it was written.
        Ok(Self::parse_of_activity(text)?)
    }
}

impl Written for Language {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::try_from(text).map_err(|rule| format!("the language {rule}").into())
    }
}

impl Written for ObjectKind {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("no catalogue names a {text}").into())
    }
}

impl Written for SheetKind {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("no sheet is a {text}").into())
    }
}

impl Written for Withheld {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("nothing is {text}").into())
    }
}

impl Written for Trust {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("nobody is trusted {text}").into())
    }
}

impl Written for Domain {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Ok(Self::parse(&text)?)
    }
}

impl Written for Severity {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("no block is {text}").into())
    }
}

impl Written for ReplyState {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("no reply is {text}").into())
    }
}

impl Written for Verb {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.as_str().to_owned())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("nobody decides to {text}").into())
    }
}

impl Written for Who {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(self.to_text())
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Self::parse(&text).ok_or_else(|| format!("nobody is {text}").into())
    }
}

impl<T: Serialize + DeserializeOwned> Written for Document<T> {
    fn write(&self) -> Result<String, BoxDynError> {
        Ok(serde_json::to_string(&self.0)?)
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Ok(Self(serde_json::from_str(&text)?))
    }
}

impl<T: Serialize + DeserializeOwned> Written for Word<T> {
    fn write(&self) -> Result<String, BoxDynError> {
        match serde_json::to_value(&self.0)? {
            serde_json::Value::String(word) => Ok(word),
            other => Err(format!("{other} is no word").into()),
        }
    }

    fn read(text: String) -> Result<Self, BoxDynError> {
        Ok(Self(serde_json::from_value(text.into())?))
    }
}

stored_as_number!(ActivityId, ActorId, DraftId, PeerId, SheetId, Timestamp, UserId);
stored_as_text! {
    Domain;
    Iri;
    Language;
    ObjectKind;
    ReplyState;
    Severity;
    SheetKind;
    Trust;
    Verb;
    Who;
    Withheld;
    Document<T> [T: Serialize + DeserializeOwned];
    Word<T> [T: Serialize + DeserializeOwned];
}
