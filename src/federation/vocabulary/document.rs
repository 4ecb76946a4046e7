//! JSON objects as we write them: nothing empty, and the keys in the order in which they are put.

use serde_json::{Map, Value};

/// An object that is being written.
#[derive(Debug, Default)]
pub(super) struct Document(Map<String, Value>);

impl Document {
    /// An object that starts with its type.
    pub(super) fn of_type(as_type: &str) -> Self {
        let mut document = Self::default();
        document.put("type", as_type);
        document
    }

    /// Puts a value.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Puts a value when there is one.
    pub(super) fn put_some(&mut self, key: &str, value: Option<impl Into<Value>>) -> &mut Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }

    /// Puts a list, or nothing when it is empty.
    pub(super) fn put_list<V: Into<Value>>(
        &mut self,
        key: &str,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            self.put(key, values);
        }
        self
    }

    /// Puts a flag that is left out when it is down.
    pub(super) fn put_flag(&mut self, key: &str, raised: bool) -> &mut Self {
        self.put_some(key, raised.then_some(true))
    }

    /// Puts what stands in another object, in its order.
    pub(super) fn append(&mut self, other: Self) -> &mut Self {
        self.0.extend(other.0);
        self
    }

    /// Whether nothing was put.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The object as JSON text.
    pub(super) fn to_text(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

impl From<Document> for Value {
    fn from(document: Document) -> Self {
        Self::Object(document.0)
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}
