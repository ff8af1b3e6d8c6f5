//! "Did you mean": the closest of the names that would have been right.
//!
//! Edit distances weighted as CPython's Python/suggestions.c weighs them.

/// Cost of adding, removing or replacing a character.
const MOVE_COST: usize = 2;
/// Cost of a change of case.
const CASE_COST: usize = 1;
/// Longer names get no suggestion.
const MAX_NAME_LEN: usize = 40;
/// Nor is one sought among more names.
const MAX_CANDIDATES: usize = 750;

/// The candidate closest to `wrong`, if one is close enough.
pub fn closest_name<'a>(wrong: &str, candidates: &'a [String]) -> Option<&'a str> {
    if candidates.len() > MAX_CANDIDATES {
        return None;
    }
    let wrong_len = wrong.len();
    let mut best: Option<(&'a str, usize)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        // At most a third of the characters may differ.
        let mut most = (wrong_len + candidate.len() + 3) * MOVE_COST / 6;
        if let Some((_, distance)) = best {
            most = most.min(distance - 1);
        }
        if let Some(distance) = distance(wrong.as_bytes(), candidate.as_bytes(), most) {
            best = Some((candidate, distance));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(name, _)| name)
}

fn substitution_cost(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// Weighted edit distance, or None when it exceeds `most`.
fn distance<'a>(mut a: &'a [u8], mut b: &'a [u8], most: usize) -> Option<usize> {
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[common..], &b[common..]);
    let common = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[..a.len() - common], &b[..b.len() - common]);
    if a.is_empty() || b.is_empty() {
        return within((a.len() + b.len()) * MOVE_COST, most);
    }
    if a.len() > MAX_NAME_LEN || b.len() > MAX_NAME_LEN {
        return None;
    }
    if b.len() < a.len() {
        (a, b) = (b, a);
    }
    if (b.len() - a.len()) * MOVE_COST > most {
        return None;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE_COST).collect();
    let mut result = 0;
    for (bi, &bc) in b.iter().enumerate() {
        let mut diagonal = bi * MOVE_COST;
        result = diagonal;
        let mut minimum = usize::MAX;
        for (cell, &ac) in row.iter_mut().zip(a) {
            let substitute = diagonal + substitution_cost(bc, ac);
            diagonal = *cell;
            let insert_delete = result.min(diagonal) + MOVE_COST;
            result = insert_delete.min(substitute);
            *cell = result;
            minimum = minimum.min(result);
        }
        if minimum > most {
            return None;
        }
    }
    within(result, most)
}

fn within(distance: usize, most: usize) -> Option<usize> {
    if distance <= most { Some(distance) } else { None }
}

#[cfg(test)]
mod tests {
    use super::closest_name;

    fn names(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_string).collect()
    }

    #[test]
    fn finds_close_names() {
        assert_eq!(closest_name("blech", &names("bluch blarch fluch")), Some("bluch"));
        assert_eq!(closest_name("prin", &names("print sprint point")), Some("print"));
        assert_eq!(closest_name("xyz", &names("print")), None);
        assert_eq!(closest_name("FOO", &names("foo bar")), Some("foo"));
        assert_eq!(closest_name("same", &names("same")), None);
    }
}
