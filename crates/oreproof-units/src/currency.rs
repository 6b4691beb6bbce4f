//! Currencies, by ISO 4217 code, and the bare dollar that names none.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A currency as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str")]
#[serde(try_from = "String")]
pub enum Currency {
    /// A dollar sign, or the word dollar, with no country: could be any of many.
    BareDollar,
    /// A bare “rupee” or “Rs”: could be any of several.
    BareRupee,
    /// United States dollar.
    Usd,
    /// Australian dollar.
    Aud,
    /// Canadian dollar.
    Cad,
    /// Namibian dollar.
    Nad,
    /// New Zealand dollar.
    Nzd,
    /// Pound sterling.
    Gbp,
    /// Euro.
    Eur,
    /// Pakistani rupee.
    Pkr,
    /// Indian rupee.
    Inr,
    /// Chinese yuan.
    Cny,
    /// Japanese yen.
    Jpy,
    /// South African rand.
    Zar,
    /// Swiss franc.
    Chf,
    /// Russian rouble.
    Rub,
    /// Kazakhstani tenge.
    Kzt,
    /// Zambian kwacha.
    Zmw,
    /// Chilean peso.
    Clp,
    /// Peruvian sol.
    Pen,
    /// Brazilian real.
    Brl,
    /// Indonesian rupiah.
    Idr,
    /// Afghan afghani.
    Afn,
    /// Swedish krona.
    Sek,
    /// Norwegian krone.
    Nok,
    /// Nigerian naira.
    Ngn,
    /// Kenyan shilling.
    Kes,
    /// Tanzanian shilling.
    Tzs,
    /// Ugandan shilling.
    Ugx,
    /// Ghanaian cedi.
    Ghs,
    /// Ethiopian birr.
    Etb,
    /// CFA franc of West Africa.
    Xof,
    /// CFA franc of Central Africa.
    Xaf,
    /// Moroccan dirham.
    Mad,
    /// Egyptian pound.
    Egp,
    /// Botswana pula.
    Bwp,
    /// Mozambican metical.
    Mzn,
    /// Angolan kwanza.
    Aoa,
    /// Malagasy ariary.
    Mga,
    /// Philippine peso.
    Php,
    /// Mexican peso.
    Mxn,
    /// Argentine peso.
    Ars,
    /// Colombian peso.
    Cop,
    /// Bolivian boliviano.
    Bob,
    /// Turkish lira.
    Try,
    /// Ukrainian hryvnia.
    Uah,
    /// Mongolian tugrik.
    Mnt,
    /// South Korean won.
    Krw,
    /// Vietnamese dong.
    Vnd,
    /// Malaysian ringgit.
    Myr,
    /// Papua New Guinean kina.
    Pgk,
    /// Thai baht.
    Thb,
    /// Sri Lankan rupee.
    Lkr,
    /// Nepalese rupee.
    Npr,
    /// Bangladeshi taka.
    Bdt,
    /// Danish krone.
    Dkk,
    /// Polish zloty.
    Pln,
    /// Czech koruna.
    Czk,
    /// Singapore dollar.
    Sgd,
    /// Hong Kong dollar.
    Hkd,
    /// Saudi riyal.
    Sar,
    /// Emirati dirham.
    Aed,
    /// Uzbekistani som.
    Uzs,
    /// Kyrgyzstani som.
    Kgs,
    /// Burmese kyat.
    Mmk,
}

/// Every currency with its printed code.
pub const CODES: &[(Currency, &str)] = &[
    (Currency::BareDollar, "$"),
    (Currency::BareRupee, "Rs"),
    (Currency::Usd, "USD"),
    (Currency::Aud, "AUD"),
    (Currency::Cad, "CAD"),
    (Currency::Nad, "NAD"),
    (Currency::Nzd, "NZD"),
    (Currency::Gbp, "GBP"),
    (Currency::Eur, "EUR"),
    (Currency::Pkr, "PKR"),
    (Currency::Inr, "INR"),
    (Currency::Cny, "CNY"),
    (Currency::Jpy, "JPY"),
    (Currency::Zar, "ZAR"),
    (Currency::Chf, "CHF"),
    (Currency::Rub, "RUB"),
    (Currency::Kzt, "KZT"),
    (Currency::Zmw, "ZMW"),
    (Currency::Clp, "CLP"),
    (Currency::Pen, "PEN"),
    (Currency::Brl, "BRL"),
    (Currency::Idr, "IDR"),
    (Currency::Afn, "AFN"),
    (Currency::Sek, "SEK"),
    (Currency::Nok, "NOK"),
    (Currency::Ngn, "NGN"),
    (Currency::Kes, "KES"),
    (Currency::Tzs, "TZS"),
    (Currency::Ugx, "UGX"),
    (Currency::Ghs, "GHS"),
    (Currency::Etb, "ETB"),
    (Currency::Xof, "XOF"),
    (Currency::Xaf, "XAF"),
    (Currency::Mad, "MAD"),
    (Currency::Egp, "EGP"),
    (Currency::Bwp, "BWP"),
    (Currency::Mzn, "MZN"),
    (Currency::Aoa, "AOA"),
    (Currency::Mga, "MGA"),
    (Currency::Php, "PHP"),
    (Currency::Mxn, "MXN"),
    (Currency::Ars, "ARS"),
    (Currency::Cop, "COP"),
    (Currency::Bob, "BOB"),
    (Currency::Try, "TRY"),
    (Currency::Uah, "UAH"),
    (Currency::Mnt, "MNT"),
    (Currency::Krw, "KRW"),
    (Currency::Vnd, "VND"),
    (Currency::Myr, "MYR"),
    (Currency::Pgk, "PGK"),
    (Currency::Thb, "THB"),
    (Currency::Lkr, "LKR"),
    (Currency::Npr, "NPR"),
    (Currency::Bdt, "BDT"),
    (Currency::Dkk, "DKK"),
    (Currency::Pln, "PLN"),
    (Currency::Czk, "CZK"),
    (Currency::Sgd, "SGD"),
    (Currency::Hkd, "HKD"),
    (Currency::Sar, "SAR"),
    (Currency::Aed, "AED"),
    (Currency::Uzs, "UZS"),
    (Currency::Kgs, "KGS"),
    (Currency::Mmk, "MMK"),
];

impl Currency {
    /// The ISO 4217 code, or the sign as written where the text names no country.
    pub fn code(self) -> &'static str {
        CODES.iter().find(|(currency, _)| *currency == self).map_or("?", |(_, code)| code)
    }

    /// The currency of a printed code.
    pub fn from_code(code: &str) -> Option<Self> {
        CODES.iter().find(|(_, known)| *known == code).map(|(currency, _)| *currency)
    }

    /// Whether several countries' money could be meant.
    pub fn is_ambiguous(self) -> bool {
        matches!(self, Self::BareDollar | Self::BareRupee)
    }

    /// Whether it is some country's dollar, named or not.
    pub fn is_dollar(self) -> bool {
        matches!(
            self,
            Self::BareDollar
                | Self::Usd
                | Self::Aud
                | Self::Cad
                | Self::Nad
                | Self::Nzd
                | Self::Sgd
                | Self::Hkd
        )
    }
}

impl From<Currency> for &'static str {
    fn from(currency: Currency) -> Self {
        currency.code()
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::from_code(&code).ok_or_else(|| format!("unknown currency code {code:?}"))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
