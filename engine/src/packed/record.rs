//! Both directions from one list of fields.

/// A struct whose fields are packed in their order.
macro_rules! packed {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$about:meta])* $seen:vis $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$about])* $seen $field: $type,)* }

        impl $crate::packed::Packed for $name {
            const WIDTH: usize = 0 $(+ <$type as $crate::packed::Packed>::WIDTH)*;
            fn write(&self, out: &mut $crate::packed::Writer) {
                $($crate::packed::Packed::write(&self.$field, out);)*
            }
            fn read(from: &mut $crate::packed::Reader<'_>) -> Self {
                Self { $($field: $crate::packed::Packed::read(from),)* }
            }
        }
    };
}

/// How an enum is packed: a number for each variant, and its fields; all variants share the columns.
macro_rules! variants {
    ($name:ident, else $other:expr;
        $($variant:ident $({ $($field:ident: $type:ty),* })? $(( $($place:ident: $held:ty),* ))? = $number:literal,)*
    ) => {
        impl $crate::packed::Packed for $name {
            const WIDTH: usize = {
                let mut most = 0;
                $(
                    let width = 0 $($(+ <$type as $crate::packed::Packed>::WIDTH)*)? $($(+ <$held as $crate::packed::Packed>::WIDTH)*)?;
                    if width > most {
                        most = width;
                    }
                )*
                1 + most
            };
            fn write(&self, out: &mut $crate::packed::Writer) {
                let end = out.at() + Self::WIDTH;
                match self {
                    $(Self::$variant $({ $($field),* })? $(( $($place),* ))? => {
                        out.number($number);
                        $($($crate::packed::Packed::write($field, out);)*)?
                        $($($crate::packed::Packed::write($place, out);)*)?
                    })*
                }
                out.go(end);
            }
            fn read(from: &mut $crate::packed::Reader<'_>) -> Self {
                let end = from.at() + Self::WIDTH;
                let value = match from.number() {
                    $($number => Self::$variant
                        $({ $($field: <$type as $crate::packed::Packed>::read(from)),* })?
                        $(( $(<$held as $crate::packed::Packed>::read(from)),* ))?,)*
                    _ => {
                        from.fail();
                        $other
                    }
                };
                from.go(end);
                value
            }
        }
    };
}

pub(crate) use {packed, variants};
