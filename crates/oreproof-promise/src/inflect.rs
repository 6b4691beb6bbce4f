//! Word forms: what `~` and `+` stand for in a word list.

/// Verbs whose past or participle does not end in -ed: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bid", "bid", "bid"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drill", "drilled", "drilled"),
    ("drive", "drove", "driven"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("find", "found", "found"),
    ("forbid", "forbade", "forbidden"),
    ("forecast", "forecast", "forecast"),
    ("foresee", "foresaw", "foreseen"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lie", "lay", "lain"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("mislead", "misled", "misled"),
    ("oversee", "oversaw", "overseen"),
    ("overtake", "overtook", "overtaken"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("show", "showed", "shown"),
    ("shut", "shut", "shut"),
    ("sign", "signed", "signed"),
    ("sit", "sat", "sat"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("swear", "swore", "sworn"),
    ("swell", "swelled", "swollen"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("undertake", "undertook", "undertaken"),
    ("underwrite", "underwrote", "underwritten"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

/// Verbs of more than one syllable that do not double their last consonant,
/// and others whose spelling the rules below would get wrong.
const KEEP_SINGLE: &[&str] = &[
    "benefit", "cover", "deliver", "develop", "discover", "enter", "exit", "explain", "exploit",
    "limit", "market", "offer", "open", "recover", "remain", "suffer", "target", "tender", "visit",
    "render", "order", "consider", "transfer", "harvest", "answer", "happen", "gather", "lower",
    "power", "profit", "edit", "credit", "audit", "deposit",
];

/// Every form of a phrase: each marked word in each of its forms.
pub fn expand(phrase: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    for word in phrase.split(' ') {
        let choices = match (word.strip_suffix('~'), word.strip_suffix('+')) {
            (Some(base), _) => verb(base),
            (_, Some(base)) => vec![base.to_owned(), plural(base)],
            _ => vec![word.to_owned()],
        };
        forms = forms
            .iter()
            .flat_map(|form| {
                choices.iter().map(move |choice| match form.is_empty() {
                    true => choice.clone(),
                    false => format!("{form} {choice}"),
                })
            })
            .collect();
    }
    forms
}

/// Base form, third person, past, participles.
fn verb(base: &str) -> Vec<String> {
    let mut forms = vec![base.to_owned(), plural(base), with_ending(base, "ing")];
    match IRREGULAR.iter().find(|(known, ..)| *known == base) {
        Some((_, past, participle)) => forms.extend([(*past).to_owned(), (*participle).to_owned()]),
        None => forms.push(with_ending(base, "ed")),
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// `mine` → `mines`, `supply` → `supplies`, `reach` → `reaches`.
fn plural(base: &str) -> String {
    let before_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    if let Some(stem) = before_y {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end))
        || base == "go"
        || base == "do"
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

/// Adds -ed or -ing with the usual changes of spelling.
fn with_ending(base: &str, ending: &str) -> String {
    if ending == "ing" && base.ends_with("ie") {
        return format!("{}ying", &base[..base.len() - 2]);
    }
    if ending == "ed" && base.ends_with("ee") {
        return format!("{base}d");
    }
    if base.ends_with('e') && !base.ends_with("ee") && base != "be" {
        return format!("{}{ending}", &base[..base.len() - 1]);
    }
    if ending == "ed" && base.ends_with('y') && !ends_in_vowel(&base[..base.len() - 1]) {
        return format!("{}ied", &base[..base.len() - 1]);
    }
    if doubles(base) {
        let last = &base[base.len() - 1..];
        return format!("{base}{last}{ending}");
    }
    format!("{base}{ending}")
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// Whether the last consonant doubles: a single vowel before a single consonant
/// that is stressed, or a British final -l.
fn doubles(base: &str) -> bool {
    let bytes = base.as_bytes();
    let [.., before, vowel, last] = bytes else { return false };
    let is_vowel = |b: u8| b"aeiou".contains(&b);
    let shape =
        !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last) && !b"wxyh".contains(last);
    shape && !KEEP_SINGLE.contains(&base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_their_usual_forms() {
        for (base, expected) in [
            ("say", vec!["said", "say", "saying", "says"]),
            ("mine", vec!["mine", "mined", "mines", "mining"]),
            ("supply", vec!["supplied", "supplies", "supply", "supplying"]),
            ("ship", vec!["ship", "shipped", "shipping", "ships"]),
            ("recover", vec!["recover", "recovered", "recovering", "recovers"]),
            ("lie", vec!["lain", "lay", "lie", "lies", "lying"]),
            ("agree", vec!["agree", "agreed", "agreeing", "agrees"]),
        ] {
            assert_eq!(verb(base), expected, "{base}");
        }
    }

    #[test]
    fn marked_words_expand_and_the_rest_stays() {
        assert_eq!(expand("reserve+ of"), ["reserve of", "reserves of"]);
    }
}
