//! The shape of a type, asked of its own reader.
//!
//! A station's types say how they read by `serde`, and nowhere else. So each is asked: it is led
//! along a path of keys, words and items with nothing at the end, where it names what it would
//! take. A type that takes anything and looks at it itself stays open.

use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer,
    MapAccess, SeqAccess, VariantAccess, Visitor, value::Error,
};
use serde::forward_to_deserialize_any;

/// What a type takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// A table with these keys, and what the type is called.
    Table(&'static str, Vec<(&'static str, Shape)>),
    /// One of these words, each alone or with what stands under it, and what the type is called.
    Words(&'static str, Vec<(&'static str, Shape)>),
    /// A list.
    List(Box<Shape>),
    /// A table with keys of its own.
    Map(Box<Shape>),
    Number,
    Integer,
    Yes,
    Text,
    /// Nothing under a word.
    Nothing,
    /// It looks for itself.
    Any,
}

/// Deeper than any input goes; a type that holds itself ends here.
const DEEPEST: usize = 16;

/// What a type takes, all the way down.
pub(crate) fn shape<T: DeserializeOwned>() -> Shape {
    below::<T>(&mut Vec::new())
}

/// A step towards a part of a type.
#[derive(Clone, Copy, Debug)]
enum Step {
    Key(usize),
    Word(usize),
    Item,
}

/// What a type names at the end of a path.
#[derive(Clone, Copy, Debug)]
enum Named {
    Table(&'static str, &'static [&'static str]),
    Words(&'static str, &'static [&'static str]),
    List,
    Map,
    Number,
    Integer,
    Yes,
    Text,
    Nothing,
}

fn below<T: DeserializeOwned>(path: &mut Vec<Step>) -> Shape {
    if DEEPEST < path.len() {
        return Shape::Any;
    }
    let mut named = None;
    // It always ends in an error, for there is nothing to read.
    let _ended = T::deserialize(Ask { path, named: &mut named }).err();
    let mut at = |step| {
        path.push(step);
        let shape = below::<T>(path);
        path.pop();
        shape
    };
    match named {
        Some(Named::Table(name, keys)) => {
            let keys = keys.iter().enumerate().map(|(i, key)| (*key, at(Step::Key(i))));
            Shape::Table(name, keys.collect())
        }
        Some(Named::Words(name, words)) => {
            let words = words.iter().enumerate().map(|(i, word)| (*word, at(Step::Word(i))));
            Shape::Words(name, words.collect())
        }
        Some(Named::List) => Shape::List(Box::new(at(Step::Item))),
        Some(Named::Map) => Shape::Map(Box::new(at(Step::Item))),
        Some(Named::Number) => Shape::Number,
        Some(Named::Integer) => Shape::Integer,
        Some(Named::Yes) => Shape::Yes,
        Some(Named::Text) => Shape::Text,
        Some(Named::Nothing) => Shape::Nothing,
        None => Shape::Any,
    }
}

/// A reader with nothing to read.
struct Ask<'a> {
    path: &'a [Step],
    named: &'a mut Option<Named>,
}

impl Ask<'_> {
    fn name<V>(self, named: Named) -> Result<V, Error> {
        if self.path.is_empty() {
            *self.named = Some(named);
        }
        Err(Error::custom("nothing to read"))
    }
}

macro_rules! names {
    ($($method:ident => $named:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            self.name(Named::$named)
        })*
    };
}

impl<'de> Deserializer<'de> for Ask<'_> {
    type Error = Error;

    names! {
        deserialize_bool => Yes,
        deserialize_i8 => Integer,
        deserialize_i16 => Integer,
        deserialize_i32 => Integer,
        deserialize_i64 => Integer,
        deserialize_u8 => Integer,
        deserialize_u16 => Integer,
        deserialize_u32 => Integer,
        deserialize_u64 => Integer,
        deserialize_f32 => Number,
        deserialize_f64 => Number,
        deserialize_str => Text,
        deserialize_string => Text,
        deserialize_unit => Nothing,
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("it looks for itself"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.path.split_first() {
            Some((Step::Key(key), path)) => {
                let key = fields.get(*key).map(|key| (*key).to_owned());
                visitor.visit_map(One { key, ask: Some(Ask { path, named: self.named }) })
            }
            _ => self.name(Named::Table(name, fields)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.path.split_first() {
            Some((Step::Word(word), path)) => {
                let word = variants.get(*word).copied().unwrap_or_default();
                visitor.visit_enum(Word { word, ask: Ask { path, named: self.named } })
            }
            _ => self.name(Named::Words(name, variants)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.path.split_first() {
            Some((Step::Item, path)) => {
                visitor.visit_seq(One { key: None, ask: Some(Ask { path, named: self.named }) })
            }
            _ => self.name(Named::List),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.path.split_first() {
            Some((Step::Item, path)) => {
                let key = Some("2025".to_owned());
                visitor.visit_map(One { key, ask: Some(Ask { path, named: self.named }) })
            }
            _ => self.name(Named::Map),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// One entry of a table, or one item of a list.
struct One<'a> {
    key: Option<String>,
    ask: Option<Ask<'a>>,
}

impl<'de> MapAccess<'de> for One<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let key = self.key.take();
        let read = |key: String| {
            let key: StringDeserializer<Error> = key.into_deserializer();
            seed.deserialize(key)
        };
        key.map(read).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.ask.take() {
            Some(ask) => seed.deserialize(ask),
            None => Err(Error::custom("nothing to read")),
        }
    }
}

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.ask.take().map(|ask| seed.deserialize(ask)).transpose()
    }
}

/// A word, and what stands under it.
struct Word<'a> {
    word: &'static str,
    ask: Ask<'a>,
}

impl<'de, 'a> EnumAccess<'de> for Word<'a> {
    type Error = Error;
    type Variant = Ask<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Ask<'a>), Error> {
        let word: StrDeserializer<'_, Error> = self.word.into_deserializer();
        Ok((seed.deserialize(word)?, self.ask))
    }
}

impl<'de> VariantAccess<'de> for Ask<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.name(Named::Nothing)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only asked")]
    struct Mill {
        name: Option<String>,
        rates: Vec<f64>,
        kind: Kind,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[expect(dead_code, reason = "only asked")]
    enum Kind {
        Flotation,
        HeapLeach { days: u32 },
        Other(String),
    }

    #[test]
    fn a_type_names_its_keys_and_words() {
        let kinds = vec![
            ("flotation", Shape::Nothing),
            ("heap_leach", Shape::Table("", vec![("days", Shape::Integer)])),
            ("other", Shape::Text),
        ];
        assert_eq!(
            shape::<Mill>(),
            Shape::Table(
                "Mill",
                vec![
                    ("name", Shape::Text),
                    ("rates", Shape::List(Box::new(Shape::Number))),
                    ("kind", Shape::Words("Kind", kinds)),
                ]
            )
        );
    }
}
