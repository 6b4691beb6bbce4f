//! What the head of a column says: its role in a drill table, and its unit.

use oreproof_ground::hole::Unit;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Hole,
    X,
    Y,
    Z,
    Length,
    Depth,
    Azimuth,
    Dip,
    From,
    To,
}

impl Role {
    /// As a message names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hole => "name of the hole",
            Self::X => "east",
            Self::Y => "north",
            Self::Z => "elevation",
            Self::Length => "length of the hole",
            Self::Depth => "depth of the survey",
            Self::Azimuth => "azimuth",
            Self::Dip => "dip",
            Self::From => "from",
            Self::To => "to",
        }
    }

    /// Heads of this role, bare of case, blanks, punctuation and units of length. A later list
    /// counts only where nothing of an earlier one is there.
    fn heads(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Hole => &[
                &[
                    "holeid",
                    "bhid",
                    "dhid",
                    "hole",
                    "holename",
                    "holeno",
                    "holenumber",
                    "drillhole",
                    "drillholeid",
                    "drillholename",
                    "ddh",
                    "ddhid",
                    "borehole",
                    "boreholeid",
                    "bore",
                    "well",
                    "wellid",
                    "collarid",
                    "sondaj",
                    "sondage",
                    "sondaje",
                    "furo",
                    "bohrung",
                ],
                &["id", "name"],
            ],
            Self::X => &[
                &[
                    "x",
                    "xcollar",
                    "collarx",
                    "xcoord",
                    "xcoordinate",
                    "east",
                    "easting",
                    "eastingutm",
                    "utme",
                    "xutm",
                    "utmx",
                    "este",
                    "mgae",
                    "mgaeast",
                    "localx",
                    "localeast",
                    "utmeast",
                    "utmeasting",
                    "xpt",
                    "collareast",
                    "collareasting",
                ],
                &["e"],
            ],
            Self::Y => &[
                &[
                    "y",
                    "ycollar",
                    "collary",
                    "ycoord",
                    "ycoordinate",
                    "north",
                    "northing",
                    "northingutm",
                    "utmn",
                    "yutm",
                    "utmy",
                    "norte",
                    "mgan",
                    "mganorth",
                    "localy",
                    "localnorth",
                    "utmnorth",
                    "utmnorthing",
                    "ypt",
                    "collarnorth",
                    "collarnorthing",
                ],
                &["n"],
            ],
            Self::Z => &[
                &[
                    "z",
                    "zcollar",
                    "collarz",
                    "zcoord",
                    "zcoordinate",
                    "elevation",
                    "elev",
                    "rl",
                    "collarrl",
                    "localrl",
                    "altitude",
                    "alt",
                    "cota",
                    "height",
                    "masl",
                    "elevationmasl",
                    "collarelevation",
                    "collarelev",
                    "reducedlevel",
                    "zutm",
                    "zpt",
                ],
                &[],
            ],
            Self::Length => &[
                &[
                    "length",
                    "holelength",
                    "totallength",
                    "totaldepth",
                    "maxdepth",
                    "finaldepth",
                    "holedepth",
                    "eoh",
                    "eohdepth",
                    "endofhole",
                    "td",
                    "drilledlength",
                    "enddepth",
                    "depthmax",
                    "depthtotal",
                    "finallength",
                    "tdepth",
                ],
                &["depth"],
            ],
            Self::Depth => &[
                &[
                    "at",
                    "depth",
                    "surveydepth",
                    "depthat",
                    "surveyat",
                    "downholedepth",
                    "measureddepth",
                    "md",
                    "distance",
                    "stationdepth",
                    "depthsurvey",
                    "profundidad",
                ],
                &["from", "to"],
            ],
            Self::Azimuth => &[
                &[
                    "azimuth",
                    "az",
                    "azi",
                    "azim",
                    "azimut",
                    "bearing",
                    "brg",
                    "azimuthtrue",
                    "trueazimuth",
                    "azimuthgrid",
                    "gridazimuth",
                    "aziutm",
                    "azimuthutm",
                    "azutm",
                ],
                &[],
            ],
            Self::Dip => &[&["dip", "dipangle", "plunge", "dipdeg"], &[]],
            Self::From => &[
                &[
                    "from",
                    "depthfrom",
                    "fromdepth",
                    "mfrom",
                    "sampfrom",
                    "samplefrom",
                    "geolfrom",
                    "intervalfrom",
                    "start",
                    "startdepth",
                    "depthstart",
                    "top",
                    "topdepth",
                    "de",
                    "desde",
                ],
                &[],
            ],
            Self::To => &[
                &[
                    "to",
                    "depthto",
                    "todepth",
                    "mto",
                    "sampto",
                    "sampleto",
                    "geolto",
                    "intervalto",
                    "end",
                    "enddepth",
                    "depthend",
                    "bottom",
                    "bottomdepth",
                    "ate",
                    "hasta",
                ],
                &[],
            ],
        }
    }
}

/// The columns whose heads fit a role best, as positions.
pub(super) fn fitting(role: Role, heads: &[std::sync::Arc<str>]) -> Vec<usize> {
    let bare: Vec<String> = heads.iter().map(|head| bare(head)).collect();
    for list in role.heads() {
        let fit = |at: &usize| list.contains(&bare[*at].as_str());
        let found: Vec<usize> = (0..heads.len()).filter(fit).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// A head without case, blanks and punctuation, and without a unit of length or angle at its end.
fn bare(head: &str) -> String {
    const UNITS: [&str; 13] = [
        "m", "ft", "feet", "metre", "metres", "meter", "meters", "deg", "degree", "degrees", "mts",
        "km", "o",
    ];
    let mut words = words(head);
    if 1 < words.len() && words.last().is_some_and(|word| UNITS.contains(&word.as_str())) {
        words.pop();
    }
    words.concat()
}

fn words(head: &str) -> Vec<String> {
    head.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The only column whose head holds one of these words.
pub(super) fn only_with(heads: &[std::sync::Arc<str>], any: &[&str]) -> Option<usize> {
    let holds = |head: &str| words(head).iter().any(|word| any.contains(&word.as_str()));
    let mut found = (0..heads.len()).filter(|&at| holds(&heads[at]));
    found.next().filter(|_| found.next().is_none())
}

/// The unit that a head states.
pub(super) fn unit(head: &str) -> Unit {
    let words = words(head);
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let pair = |a: &str, b: &str| words.windows(2).any(|two| two[0] == a && two[1] == b);
    let is_density = has(&["bd", "sg", "density", "dens", "densidad", "tm3", "gcm3"])
        || pair("tonnes", "m3")
        || pair("t", "m3")
        || pair("g", "cm3");
    if is_density {
        Unit::Density
    } else if head.contains('%') || has(&["pct", "percent", "perc", "pc", "wtpct"]) {
        Unit::Percent
    } else if has(&["ppb"]) {
        Unit::PartsPerBillion
    } else if has(&["ppm", "gpt", "gt", "mgkg"]) || pair("g", "t") || pair("mg", "kg") {
        Unit::GramsPerTonne
    } else {
        Unit::Unstated
    }
}

/// Whether a head names a code, even where its cells are numbers.
pub(super) fn is_code(head: &str) -> bool {
    const CODES: [&str; 24] = [
        "lith",
        "lithology",
        "lithcode",
        "rock",
        "rocktype",
        "rockcode",
        "code",
        "domain",
        "dom",
        "zone",
        "unit",
        "geology",
        "geol",
        "facies",
        "oxidation",
        "weathering",
        "alteration",
        "formation",
        "strat",
        "sample",
        "sampleid",
        "sampleno",
        "samp",
        "batch",
    ];
    let words = words(head);
    words.iter().any(|word| CODES.contains(&word.as_str()))
        || CODES.contains(&words.concat().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_as_people_write_them() {
        let cases: &[(Role, &[&str])] = &[
            (Role::Hole, &["BHID", "HoleID", "hole_ID", "Hole Id", "\tHOLE-ID", "DHID"]),
            (Role::X, &["XCOLLAR", "Easting", "East_m", "X", "UTM_E (m)", "MGA_East"]),
            (Role::Z, &["RL", "Elev (ft)", "Z", "Elevation_m"]),
            (Role::Length, &["Length_m", "EOH Depth", "Total Depth (m)", "Max_Depth"]),
            (Role::Depth, &["AT", "Depth_m", "Survey Depth"]),
            (Role::From, &["From_m", "depth_from", "FROM", "mFrom", "From (m)"]),
            (Role::Azimuth, &["Azimuth", "AZ", "Azi_deg", "AZIMUTH_TRUE", "Bearing"]),
        ];
        for (role, heads) in cases {
            for head in *heads {
                assert_eq!(fitting(*role, &[(*head).into()]), [0], "{head} for {role:?}");
            }
        }
        // What may be measured from the vertical, or from magnetic north, is asked for.
        assert!(fitting(Role::Dip, &["Inclination".into()]).is_empty());
        assert!(fitting(Role::Azimuth, &["Azimuth_Mag".into()]).is_empty());
    }

    #[test]
    fn a_weak_head_counts_only_alone() {
        assert_eq!(fitting(Role::Hole, &["ID".into(), "HoleID".into()]), [1]);
        assert_eq!(fitting(Role::Hole, &["ID".into(), "Note".into()]), [0]);
        assert_eq!(fitting(Role::X, &["Easting".into(), "X".into()]), [0, 1]);
    }

    #[test]
    fn units_are_in_the_heads() {
        let cases = [
            ("Zn_pct", Unit::Percent),
            ("Cu %", Unit::Percent),
            ("Au_ppm", Unit::GramsPerTonne),
            ("Ag (g/t)", Unit::GramsPerTonne),
            ("Au_ppb", Unit::PartsPerBillion),
            ("BD_tonnes_m3", Unit::Density),
            ("SG", Unit::Density),
            ("Density (t/m3)", Unit::Density),
            ("CU", Unit::Unstated),
        ];
        for (head, expected) in cases {
            assert_eq!(unit(head), expected, "{head}");
        }
    }
}
