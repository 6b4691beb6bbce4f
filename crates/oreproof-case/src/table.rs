//! Tables and word lists of the format, each declared once.
//!
//! A declaration makes the type, the reader, the writer, the schema entry and
//! the line of documentation, so that they cannot disagree.

/// Declares a table: a struct whose fields are its keys.
macro_rules! table {
    (
        $(#[doc = $doc:literal])+
        $name:ident $(: $kind:ident)? {
            $( $(#[doc = $about:literal])+ $key:ident : $type:ty, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name {
            $( $(#[doc = $about])+ pub $key: $type, )+
            /// Where it and its values are written.
            pub at: crate::place::Places,
        }

        /// Where an entity is written is no part of what it says.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                true $( && self.$key == other.$key )+
            }
        }

        $( impl crate::refs::Entity for $name {
            const KIND: crate::refs::Kind = crate::refs::Kind::$kind;
        } )?

        impl $name {
            /// The keys of the table.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($key)),+];

            /// Takes in another table of the kind; gives back the keys that both
            /// have and only one may.
            pub fn absorb(&mut self, other: Self) -> Vec<&'static str> {
                let mut doubles = Vec::new();
                self.at.extend(other.at);
                $( if !crate::field::Field::merge(&mut self.$key, other.$key) {
                    doubles.push(stringify!($key));
                } )+
                doubles
            }
        }

        impl crate::field::Field for $name {
            fn read(
                reader: &mut crate::reader::Reader<'_>,
                key: &'static str,
                value: &crate::field::Value<'_>,
            ) -> Option<Self> {
                let Some(table) = value.get_ref().as_table() else {
                    return crate::field::wrong(reader, key, "a table", value);
                };
                let outer = reader.enter(table);
                let mut at = crate::place::Places::new(reader.header(value.span(), table));
                $( let mut $key: Option<Option<$type>> = None; )+
                for (name, value) in crate::reader::in_order(table) {
                    match name.get_ref().as_ref() {
                        $( stringify!($key) => {
                            at.set(stringify!($key), reader.place(value.span()));
                            $key = Some(crate::field::Field::read(reader, stringify!($key), value));
                        } )+
                        _ => reader.unknown_key(name, Self::KEYS),
                    }
                }
                $( let $key = match $key {
                    Some(read) => read,
                    None => <$type as crate::field::Field>::absent(reader).or_else(|| {
                        reader.missing_key(key, stringify!($key), &at.whole);
                        None
                    }),
                }; )+
                reader.leave(outer);
                Some(Self { $( $key: $key?, )+ at })
            }

            fn write(&self) -> Option<toml::Value> {
                let mut table = toml::Table::new();
                $( if let Some(value) = crate::field::Field::write(&self.$key) {
                    table.insert(stringify!($key).to_owned(), value);
                } )+
                Some(table.into())
            }

            fn schema(defs: &mut crate::schema::Defs) -> serde_json::Value {
                defs.table(stringify!($name), concat!($($doc, "\n"),+), |defs| vec![
                    $( crate::schema::Key {
                        name: stringify!($key),
                        about: concat!($($about, "\n"),+),
                        required: !<$type as crate::field::Field>::OPTIONAL,
                        schema: <$type as crate::field::Field>::schema(defs),
                    }, )+
                ])
            }

            fn mentions(&self, found: &mut Vec<crate::refs::Mention>) {
                $( crate::field::Field::mentions(&self.$key, found); )+
            }

            fn known(&mut self, then: &crate::known::Then) -> bool {
                // What stands on a source that did not exist yet was not known either.
                $( if stringify!($key) == "source" && crate::field::Field::is_lost(&self.$key, then) {
                    return false;
                } )+
                true $( && crate::field::Field::known(&mut self.$key, then) )+
            }

            fn kind() -> Option<crate::refs::Kind> {
                None::<crate::refs::Kind> $( .or(Some(crate::refs::Kind::$kind)) )?
            }
        }
    };
}

/// Declares a closed list of words: an enum whose variants are its words.
macro_rules! words {
    (
        $(#[doc = $doc:literal])+
        $name:ident { $( $(#[doc = $about:literal])+ $variant:ident = $word:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $about])+ $variant, )+ }

        impl $name {
            /// Every word with what it stands for.
            pub const ALL: &'static [(&'static str, Self)] =
                &[$( ($word, Self::$variant) ),+];

            /// The word as it is written in a case.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl crate::field::Field for $name {
            fn read(
                reader: &mut crate::reader::Reader<'_>,
                key: &'static str,
                value: &crate::field::Value<'_>,
            ) -> Option<Self> {
                reader.word(key, value, Self::ALL)
            }

            fn write(&self) -> Option<toml::Value> {
                Some(self.word().into())
            }

            fn schema(defs: &mut crate::schema::Defs) -> serde_json::Value {
                defs.words(stringify!($name), concat!($($doc, "\n"),+), &[
                    $( ($word, concat!($($about, "\n"),+)), )+
                ])
            }
        }
    };
}

pub(crate) use {table, words};
