//! Units as texts write them, behind a number.

use oreproof_units::{Base, Currency, Unit};

use crate::cursor::Cursor;
use crate::lex::TokenKind;

/// A unit read from a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The unit.
    pub unit: Unit,
    /// What its written form multiplies by: 10⁶ for `Mt`, 7 for weeks.
    pub factor: f64,
    /// The token after it.
    pub end: usize,
}

/// A currency sign or code before or behind an amount, and the token after it.
pub fn currency(cursor: &Cursor<'_>, at: usize) -> Option<(Currency, usize)> {
    let raw = cursor.raw(at);
    let sign = match raw {
        "$" => Some(Currency::BareDollar),
        "€" => Some(Currency::Eur),
        "£" => Some(Currency::Gbp),
        "¥" => Some(Currency::Cny),
        "₹" => Some(Currency::Inr),
        "₦" => Some(Currency::Ngn),
        "₱" => Some(Currency::Php),
        "₺" => Some(Currency::Try),
        "₽" => Some(Currency::Rub),
        "₸" => Some(Currency::Kzt),
        "₴" => Some(Currency::Uah),
        "₮" => Some(Currency::Mnt),
        "₩" => Some(Currency::Krw),
        "₫" => Some(Currency::Vnd),
        "₵" => Some(Currency::Ghs),
        "₨" => Some(Currency::BareRupee),
        _ => None,
    };
    if let Some(currency) = sign {
        return Some((currency, at + 1));
    }
    if cursor.kind(at) != TokenKind::Word {
        return None;
    }
    if cursor.raw(at + 1) == "$" && cursor.touches(at + 1) {
        let currency = match raw {
            "US" | "U" => Currency::Usd,
            "A" | "AU" | "Au" => Currency::Aud,
            "C" | "CA" | "Can" | "CAN" => Currency::Cad,
            "N" => Currency::Nad,
            "NZ" => Currency::Nzd,
            "S" => Currency::Sgd,
            "HK" => Currency::Hkd,
            "R" => Currency::Brl,
            "Mex" | "MX" => Currency::Mxn,
            _ => return None,
        };
        return Some((currency, at + 2));
    }
    let code = match raw {
        "RMB" => Currency::Cny,
        "KSh" | "KShs" | "Kshs" | "Ksh" => Currency::Kes,
        "TSh" | "TShs" => Currency::Tzs,
        "USh" | "UShs" => Currency::Ugx,
        "RM" => Currency::Myr,
        "FCFA" => Currency::Xof,
        "R" if cursor.touches(at + 1) => Currency::Zar,
        "P" if cursor.touches(at + 1) => Currency::Bwp,
        "GH" if cursor.raw(at + 1) == "₵" => return Some((Currency::Ghs, at + 2)),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => {
            Currency::from_code(code)?
        }
        "Rs" | "RS" | "rs" => {
            // `Rs.` and `Rs 500`: the full stop belongs to the abbreviation.
            let end = at + 1 + usize::from(cursor.raw(at + 1) == "." && cursor.touches(at + 1));
            return Some((Currency::BareRupee, end));
        }
        _ => return None,
    };
    Some((code, at + 1))
}

/// A currency in words behind an amount: `dollars`, `US dollars`, `rupees`.
pub fn currency_word(cursor: &Cursor<'_>, at: usize) -> Option<(Currency, usize)> {
    let word = cursor.lower(at);
    let (currency, end) = match word.as_str() {
        "dollars" | "dollar" => (Currency::BareDollar, at + 1),
        "euros" | "euro" => (Currency::Eur, at + 1),
        "rupees" | "rupee" => (Currency::BareRupee, at + 1),
        "yuan" | "renminbi" => (Currency::Cny, at + 1),
        "rand" => (Currency::Zar, at + 1),
        "tenge" => (Currency::Kzt, at + 1),
        "yen" => (Currency::Jpy, at + 1),
        "naira" => (Currency::Ngn, at + 1),
        "kwacha" => (Currency::Zmw, at + 1),
        "roubles" | "rouble" | "rubles" | "ruble" => (Currency::Rub, at + 1),
        "rupiah" => (Currency::Idr, at + 1),
        "afghanis" | "afghani" => (Currency::Afn, at + 1),
        "reais" => (Currency::Brl, at + 1),
        "bolivianos" => (Currency::Bob, at + 1),
        "hryvnia" | "hryvnias" => (Currency::Uah, at + 1),
        "tugrik" | "tugriks" | "togrog" => (Currency::Mnt, at + 1),
        "ringgit" => (Currency::Myr, at + 1),
        "baht" => (Currency::Thb, at + 1),
        "taka" => (Currency::Bdt, at + 1),
        "birr" => (Currency::Etb, at + 1),
        "cedis" | "cedi" => (Currency::Ghs, at + 1),
        "pula" => (Currency::Bwp, at + 1),
        "meticais" => (Currency::Mzn, at + 1),
        "kwanza" | "kwanzas" => (Currency::Aoa, at + 1),
        "ariary" => (Currency::Mga, at + 1),
        "kyat" | "kyats" => (Currency::Mmk, at + 1),
        "zloty" | "zlotys" => (Currency::Pln, at + 1),
        "pounds" if cursor.is(at + 1, "sterling") => (Currency::Gbp, at + 2),
        "us" | "american" | "australian" | "canadian" | "namibian"
            if cursor.is_any(at + 1, &["dollars", "dollar"]) =>
        {
            let currency = match word.as_str() {
                "australian" => Currency::Aud,
                "canadian" => Currency::Cad,
                "namibian" => Currency::Nad,
                _ => Currency::Usd,
            };
            (currency, at + 2)
        }
        "pakistani" | "pakistan" if cursor.is_any(at + 1, &["rupees", "rupee"]) => {
            (Currency::Pkr, at + 2)
        }
        "indian" if cursor.is_any(at + 1, &["rupees", "rupee"]) => (Currency::Inr, at + 2),
        "turkish" if cursor.is_any(at + 1, &["lira", "liras"]) => (Currency::Try, at + 2),
        "swiss" if cursor.is_any(at + 1, &["francs", "franc"]) => (Currency::Chf, at + 2),
        "norwegian" if cursor.is_any(at + 1, &["kroner", "krone"]) => (Currency::Nok, at + 2),
        "swedish" if cursor.is_any(at + 1, &["kronor", "krona"]) => (Currency::Sek, at + 2),
        "danish" if cursor.is_any(at + 1, &["kroner", "krone"]) => (Currency::Dkk, at + 2),
        "chilean" | "mexican" | "argentine" | "colombian" | "philippine"
            if cursor.is_any(at + 1, &["pesos", "peso"]) =>
        {
            let currency = match word.as_str() {
                "chilean" => Currency::Clp,
                "mexican" => Currency::Mxn,
                "argentine" => Currency::Ars,
                "colombian" => Currency::Cop,
                _ => Currency::Php,
            };
            (currency, at + 2)
        }
        "kenyan" | "tanzanian" | "ugandan" if cursor.is_any(at + 1, &["shillings", "shilling"]) => {
            let currency = match word.as_str() {
                "kenyan" => Currency::Kes,
                "tanzanian" => Currency::Tzs,
                _ => Currency::Ugx,
            };
            (currency, at + 2)
        }
        _ => {
            return currency(cursor, at)
                .filter(|_| cursor.kind(at) == TokenKind::Word && cursor.raw(at).len() == 3);
        }
    };
    Some((currency, end))
}

/// The unit that starts at a token.
pub fn unit(cursor: &Cursor<'_>, at: usize) -> Option<Measured> {
    let found = |unit: Unit, factor: f64, end: usize| Some(Measured { unit, factor, end });
    let raw = cursor.raw(at);
    if raw == "%" {
        return found(Unit::of(Base::Percent), 1.0, at + 1);
    }
    if cursor.kind(at) != TokenKind::Word {
        return None;
    }
    if let Some((base, factor, per, end)) = compound(cursor, at) {
        return found(Unit { of: base, per }, factor, end);
    }
    let (base, factor, end) = simple(cursor, at)?;
    if base.is_mass()
        && let Some((per, end)) = per_base(cursor, end, base)
    {
        return found(Unit::per(base, per), factor, end);
    }
    found(Unit::of(base), factor, end)
}

/// Whole abbreviations that carry their rate or share: `Mtpa`, `gpt`, `ppm`, `per cent`.
fn compound(cursor: &Cursor<'_>, at: usize) -> Option<(Base, f64, Option<Base>, usize)> {
    let word = cursor.lower(at);
    let next = |word: &str| cursor.is(at + 1, word);
    let whole = |base, factor, per, words: usize| Some((base, factor, per, at + words));
    match word.as_str() {
        "percent" | "pct" | "pc" => whole(Base::Percent, 1.0, None, 1),
        "per" if next("cent") => whole(Base::Percent, 1.0, None, 2),
        "percentage" if cursor.is_any(at + 1, &["points", "point"]) => {
            whole(Base::Percent, 1.0, None, 2)
        }
        "ppm" => whole(Base::Ppm, 1.0, None, 1),
        "ppb" => whole(Base::Ppb, 1.0, None, 1),
        "parts" if next("per") && cursor.is(at + 2, "million") => whole(Base::Ppm, 1.0, None, 3),
        "gpt" => whole(Base::Gram, 1.0, Some(Base::Tonne), 1),
        "opt" => whole(Base::TroyOunce, 1.0, Some(Base::Ton), 1),
        "tpa" | "tpy" => whole(Base::Tonne, 1.0, Some(Base::Year), 1),
        "ktpa" | "ktpy" => whole(Base::Tonne, 1e3, Some(Base::Year), 1),
        "mtpa" | "mtpy" | "mmtpa" => whole(Base::Tonne, 1e6, Some(Base::Year), 1),
        "tpd" => whole(Base::Tonne, 1.0, Some(Base::Day), 1),
        "ktpd" => whole(Base::Tonne, 1e3, Some(Base::Day), 1),
        "tph" => whole(Base::Tonne, 1.0, Some(Base::Hour), 1),
        _ => None,
    }
}

/// A unit of one base.
fn simple(cursor: &Cursor<'_>, at: usize) -> Option<(Base, f64, usize)> {
    let raw = cursor.raw(at);
    let one = |base, factor| Some((base, factor, at + 1));
    let two = |base, factor| Some((base, factor, at + 2));
    // Symbols, where capitals tell them apart.
    match raw {
        "t" => return one(Base::Tonne, 1.0),
        "kt" | "Kt" => return one(Base::Tonne, 1e3),
        "Mt" => return one(Base::Tonne, 1e6),
        "Gt" => return one(Base::Tonne, 1e9),
        "MT" => return one(Base::Ton, 1.0),
        "MMT" | "MMt" => return one(Base::Ton, 1e6),
        "oz" | "ozs" | "OZ" | "ozt" => return one(Base::TroyOunce, 1.0),
        "koz" | "Koz" | "kozt" => return one(Base::TroyOunce, 1e3),
        "Moz" | "moz" | "MOz" | "Mozt" | "MMoz" => return one(Base::TroyOunce, 1e6),
        "lb" | "lbs" => return one(Base::Pound, 1.0),
        "klb" | "klbs" => return one(Base::Pound, 1e3),
        "Mlb" | "Mlbs" | "mlb" | "mlbs" | "MMlb" | "MMlbs" => return one(Base::Pound, 1e6),
        "kg" | "kgs" => return one(Base::Kilogram, 1.0),
        "g" => return one(Base::Gram, 1.0),
        "m" => return one(Base::Metre, 1.0),
        "km" | "kms" => return one(Base::Kilometre, 1.0),
        "cm" => return one(Base::Centimetre, 1.0),
        "mm" => return one(Base::Metre, 1e-3),
        "ft" => return one(Base::Foot, 1.0),
        "ha" => return one(Base::Hectare, 1.0),
        "km²" | "km2" | "sqkm" => return one(Base::SquareKilometre, 1.0),
        "m³" | "m3" => return one(Base::CubicMetre, 1.0),
        "Mm³" | "Mm3" => return one(Base::CubicMetre, 1e6),
        "MW" => return one(Base::Megawatt, 1.0),
        "GW" => return one(Base::Megawatt, 1e3),
        "GWh" => return one(Base::GigawattHour, 1.0),
        "bbl" => return one(Base::Barrel, 1.0),
        "ct" => return one(Base::Carat, 1.0),
        _ => {}
    }
    let word = cursor.lower(at);
    let next_is = |words: &[&str]| cursor.is_any(at + 1, words);
    const TONS: &[&str] = &["ton", "tons", "tonne", "tonnes"];
    match word.as_str() {
        "tonne" | "tonnes" => one(Base::Tonne, 1.0),
        "ton" | "tons" => one(Base::Ton, 1.0),
        "metric" if next_is(TONS) => two(Base::Tonne, 1.0),
        "short" if next_is(TONS) => two(Base::ShortTon, 1.0),
        "long" if next_is(TONS) => two(Base::LongTon, 1.0),
        "dry" | "wet" if next_is(TONS) => {
            let bare = next_is(&["ton", "tons"]);
            two(if bare { Base::Ton } else { Base::Tonne }, 1.0)
        }
        "dry" | "wet" if next_is(&["metric"]) && cursor.is_any(at + 2, TONS) => {
            Some((Base::Tonne, 1.0, at + 3))
        }
        "dmt" | "wmt" => one(Base::Tonne, 1.0),
        "megatonnes" | "megatonne" => one(Base::Tonne, 1e6),
        "kilotonnes" | "kilotonne" => one(Base::Tonne, 1e3),
        "ounce" | "ounces" => one(Base::TroyOunce, 1.0),
        "troy" | "fine" if next_is(&["ounce", "ounces", "oz"]) => two(Base::TroyOunce, 1.0),
        "pound" | "pounds" => one(Base::Pound, 1.0),
        "kilogram" | "kilograms" | "kilogramme" | "kilogrammes" | "kilo" | "kilos" => {
            one(Base::Kilogram, 1.0)
        }
        "gram" | "grams" | "gramme" | "grammes" => one(Base::Gram, 1.0),
        "carat" | "carats" => one(Base::Carat, 1.0),
        "metre" | "metres" | "meter" | "meters" => one(Base::Metre, 1.0),
        "kilometre" | "kilometres" | "kilometer" | "kilometers" => one(Base::Kilometre, 1.0),
        "centimetre" | "centimetres" | "centimeter" | "centimeters" => one(Base::Centimetre, 1.0),
        "foot" | "feet" => one(Base::Foot, 1.0),
        "mile" | "miles" => one(Base::Mile, 1.0),
        "square" if next_is(&["kilometre", "kilometres", "kilometer", "kilometers", "km"]) => {
            two(Base::SquareKilometre, 1.0)
        }
        "square" if next_is(&["mile", "miles"]) => two(Base::SquareMile, 1.0),
        "sq" => {
            let dot = usize::from(cursor.raw(at + 1) == ".");
            cursor.is_any(at + 1 + dot, &["km", "kms"]).then_some((
                Base::SquareKilometre,
                1.0,
                at + 2 + dot,
            ))
        }
        "cubic" if next_is(&["metre", "metres", "meter", "meters"]) => two(Base::CubicMetre, 1.0),
        "hectare" | "hectares" => one(Base::Hectare, 1.0),
        "acre" | "acres" => one(Base::Acre, 1.0),
        "litre" | "litres" | "liter" | "liters" => one(Base::Litre, 1.0),
        "barrel" | "barrels" => one(Base::Barrel, 1.0),
        "megawatt" | "megawatts" => one(Base::Megawatt, 1.0),
        "hour" | "hours" => one(Base::Hour, 1.0),
        "day" | "days" => one(Base::Day, 1.0),
        "week" | "weeks" => one(Base::Day, 7.0),
        "fortnight" | "fortnights" => one(Base::Day, 14.0),
        "month" | "months" => one(Base::Month, 1.0),
        "year" | "years" | "yr" | "yrs" => one(Base::Year, 1.0),
        "decade" | "decades" => one(Base::Year, 10.0),
        "century" | "centuries" => one(Base::Year, 100.0),
        _ => None,
    }
}

/// `per tonne`, `/t`, `a tonne`, `a year` behind a unit of mass: what the mass is per.
fn per_base(cursor: &Cursor<'_>, at: usize, of: Base) -> Option<(Base, usize)> {
    if let Some((period, end)) = rate(cursor, at) {
        return Some((period, end));
    }
    // “1.5 grams of gold per tonne”: the metal stands between.
    let grams = matches!(of, Base::Gram | Base::Kilogram | Base::TroyOunce);
    if grams && cursor.is(at, "of") && cursor.is_any(at + 2, &["per", "/"]) {
        return per_base(cursor, at + 2, of);
    }
    let slash = cursor.raw(at) == "/";
    if !(slash || cursor.is_any(at, &["per", "a", "to"])) {
        return None;
    }
    let the = usize::from(cursor.is(at, "to") && cursor.is(at + 1, "the"));
    if cursor.is(at, "to") && the == 0 {
        return None;
    }
    let (base, factor, end) = simple(cursor, at + 1 + the)?;
    let small_over_large =
        matches!(of, Base::Gram | Base::Kilogram | Base::TroyOunce | Base::Pound | Base::Carat)
            && matches!(
                base,
                Base::Tonne | Base::Ton | Base::ShortTon | Base::LongTon | Base::CubicMetre
            );
    (factor == 1.0 && small_over_large).then_some((base, end))
}

/// `a year`, `per annum`, `/a`, `/d`, `each month`, `annually` and the like.
pub fn rate(cursor: &Cursor<'_>, at: usize) -> Option<(Base, usize)> {
    // “10,000-tonne-a-year”, “$25-a-tonne”: hyphens join what spaces would.
    if cursor.kind(at) == TokenKind::Hyphen
        && cursor.is_any(at + 1, &["a", "per"])
        && cursor.kind(at + 2) == TokenKind::Hyphen
    {
        let base = match cursor.lower(at + 3).as_str() {
            "year" | "annum" => Base::Year,
            "day" => Base::Day,
            "month" => Base::Month,
            _ => return None,
        };
        return Some((base, at + 4));
    }
    let period = |at: usize| -> Option<Base> {
        Some(match cursor.lower(at).as_str() {
            "year" | "annum" | "yr" | "y" => Base::Year,
            "day" | "d" => Base::Day,
            "month" => Base::Month,
            "hour" | "h" | "hr" => Base::Hour,
            _ => return None,
        })
    };
    let word = cursor.lower(at);
    match word.as_str() {
        "/" => match cursor.raw(at + 1) {
            "a" => Some((Base::Year, at + 2)),
            _ => period(at + 1).map(|base| (base, at + 2)),
        },
        "per" | "each" | "every" | "a" | "an" => {
            let base = period(at + 1).filter(|_| cursor.raw(at + 1).len() > 1)?;
            // “a year earlier”, “a year ago”, “a year later” and “a year-long” are no rates.
            let after = cursor.lower(at + 2);
            let moment = matches!(after.as_str(), "earlier" | "ago" | "later" | "before" | "old")
                || cursor.is(at + 2, "from") && cursor.is(at + 3, "now");
            let is_long = cursor.kind(at + 2) == TokenKind::Hyphen;
            let is_moment = word.as_str().starts_with('a') && moment;
            (!is_moment && !is_long).then_some((base, at + 2))
        }
        "annually" | "yearly" | "pa" => Some((Base::Year, at + 1)),
        "daily" => Some((Base::Day, at + 1)),
        "monthly" => Some((Base::Month, at + 1)),
        "p" if cursor.raw(at + 1) == "." && cursor.raw(at + 2) == "a" => Some((
            Base::Year,
            at + 3 + usize::from(cursor.raw(at + 3) == "." && cursor.touches(at + 3)),
        )),
        _ => None,
    }
}

/// What a price is per, behind an amount of money: `per tonne`, `/lb`, `an ounce`.
pub fn price_base(cursor: &Cursor<'_>, at: usize) -> Option<(Base, usize)> {
    if cursor.kind(at) == TokenKind::Hyphen
        && cursor.is_any(at + 1, &["a", "an", "per"])
        && cursor.kind(at + 2) == TokenKind::Hyphen
    {
        return simple(cursor, at + 3)
            .filter(|(base, ..)| base.is_mass())
            .map(|(base, _, end)| (base, end));
    }
    let slash = cursor.raw(at) == "/";
    if !(slash || cursor.is_any(at, &["per", "a", "an", "the"])) {
        return None;
    }
    let (base, factor, end) = simple(cursor, at + 1)?;
    let fits = base.is_mass()
        || matches!(
            base,
            Base::CubicMetre
                | Base::Barrel
                | Base::Hectare
                | Base::Acre
                | Base::SquareKilometre
                | Base::Metre
                | Base::Litre
        );
    (fits && factor == 1.0).then_some((base, end))
}
