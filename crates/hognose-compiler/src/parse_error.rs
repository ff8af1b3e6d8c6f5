//! The parser's errors in CPython's words.
//!
//! CPython raises what its tokenizer finds (strings, brackets, indentation) before a mere "invalid syntax", and has
//! rules that recognise frequent mistakes. This does the same with what ruff's parser left: its errors and tokens.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{self as ast, Expr};
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::{Diagnostic, ErrorKind};

/// The error that CPython would report.
pub(crate) fn diagnose(source: &str, tokens: &[Token], errors: &[ParseError]) -> Box<Diagnostic> {
    let Some(first) = errors.first() else { return found("invalid syntax", TextRange::default()) };
    let context = Context { source, tokens };
    if let ParseErrorType::Lexical(error) = &first.error {
        return context.lexical(error, first.location);
    }
    let brackets = context.brackets();
    // A bracket that closes nothing stops the tokenizer before the parser complains about what follows it.
    if let Some(Brackets::Wrong(message, range)) = &brackets
        && range.start() <= first.location.start()
    {
        return found(message.clone(), *range);
    }
    // `0b12`: two numbers to the tokenizer.
    let numbers = tokens.windows(2).find(|pair| {
        let (number, next) = (&pair[0], &pair[1]);
        number.kind() == TokenKind::Int
            && matches!(next.kind(), TokenKind::Int | TokenKind::Float)
            && number.range().end() == next.range().start()
            && next.range().start() == first.location.start()
    });
    if let Some([number, next]) = numbers {
        let digit = TextRange::at(next.range().start(), TextSize::from(1));
        return found(context.number_error(number.range()), digit);
    }
    if let Some(diagnostic) = context.specific(first, &brackets) {
        return diagnostic;
    }
    for error in errors {
        if let ParseErrorType::Lexical(lexical) = &error.error
            && !matches!(lexical, LexicalErrorType::Eof)
        {
            return context.lexical(lexical, error.location);
        }
    }
    match brackets {
        Some(Brackets::Wrong(message, range)) => return found(message, range),
        Some(Brackets::Open(range)) => {
            let end = first.location.start() >= TextSize::of(source.trim_end());
            if end || context.lines_between(range.start(), first.location.start()) > 0 {
                let bracket = context.text(range);
                return found(format!("'{bracket}' was never closed"), range);
            }
        }
        None => {}
    }
    context.generic(first)
}

fn found(message: impl Into<String>, range: TextRange) -> Box<Diagnostic> {
    Box::new(Diagnostic { kind: ErrorKind::Syntax, message: message.into(), range: Some(range) })
}

fn indentation(message: impl Into<String>, range: TextRange) -> Box<Diagnostic> {
    Box::new(Diagnostic { kind: ErrorKind::Indentation, message: message.into(), range: Some(range) })
}

/// What is wrong with the brackets of a source.
enum Brackets {
    /// A closing bracket that fits nothing.
    Wrong(String, TextRange),
    /// The innermost bracket that is never closed.
    Open(TextRange),
}

struct Context<'a> {
    source: &'a str,
    tokens: &'a [Token],
}

impl Context<'_> {
    fn text(&self, range: TextRange) -> &str {
        self.source.get(usize::from(range.start())..usize::from(range.end())).unwrap_or("")
    }

    fn line(&self, offset: TextSize) -> usize {
        self.source
            .get(..usize::from(offset))
            .unwrap_or(self.source)
            .bytes()
            .filter(|&byte| byte == b'\n')
            .count()
            + 1
    }

    fn lines_between(&self, from: TextSize, to: TextSize) -> usize {
        self.line(to).saturating_sub(self.line(from))
    }

    /// Index of the first token that does not end before an offset.
    fn token_at(&self, offset: TextSize) -> usize {
        self.tokens.partition_point(|token| token.end() <= offset && token.start() < offset)
    }

    /// The tokens before an index, nearest first, without comments and line breaks within brackets.
    fn before(&self, index: usize) -> impl Iterator<Item = &Token> {
        let trivia =
            |token: &&Token| !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline);
        self.tokens[..index.min(self.tokens.len())].iter().rev().filter(trivia)
    }

    fn brackets(&self) -> Option<Brackets> {
        let mut open: Vec<&Token> = Vec::new();
        let mut fstrings = 0;
        for token in self.tokens {
            let close = match token.kind() {
                TokenKind::FStringStart | TokenKind::TStringStart => {
                    fstrings += 1;
                    continue;
                }
                TokenKind::FStringEnd | TokenKind::TStringEnd => {
                    fstrings -= 1;
                    continue;
                }
                _ if fstrings > 0 => continue,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                    open.push(token);
                    continue;
                }
                TokenKind::Rpar => TokenKind::Lpar,
                TokenKind::Rsqb => TokenKind::Lsqb,
                TokenKind::Rbrace => TokenKind::Lbrace,
                _ => continue,
            };
            let text = self.text(token.range());
            let Some(opening) = open.pop() else {
                return Some(Brackets::Wrong(format!("unmatched '{text}'"), token.range()));
            };
            if opening.kind() != close {
                let opening_text = self.text(opening.range());
                let mut message = format!(
                    "closing parenthesis '{text}' does not match opening parenthesis '{opening_text}'"
                );
                let (line, here) = (self.line(opening.start()), self.line(token.start()));
                if line != here {
                    message.push_str(&format!(" on line {line}"));
                }
                return Some(Brackets::Wrong(message, token.range()));
            }
        }
        open.last().map(|token| Brackets::Open(token.range()))
    }

    fn lexical(&self, error: &LexicalErrorType, range: TextRange) -> Box<Diagnostic> {
        let at_end = self.line(range.end());
        match error {
            LexicalErrorType::UnclosedStringError => {
                let rest = self.source.get(usize::from(range.start())..).unwrap_or("");
                let quotes = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let triple = quotes.starts_with("'''") || quotes.starts_with("\"\"\"");
                let what = if triple { "triple-quoted string" } else { "string" };
                let line =
                    if triple { self.line(TextSize::of(self.source)) } else { self.line(range.start()) };
                found(format!("unterminated {what} literal (detected at line {line})"), range)
            }
            LexicalErrorType::FStringError(inner) => self.interpolated(inner, "f-string", range),
            LexicalErrorType::TStringError(inner) => self.interpolated(inner, "t-string", range),
            LexicalErrorType::IndentationError => {
                if self.mixes_tabs(range.start()) {
                    let message = "inconsistent use of tabs and spaces in indentation".to_string();
                    return Box::new(Diagnostic { kind: ErrorKind::Tab, message, range: Some(range) });
                }
                // Behind the line, as its tokenizer stands there.
                let rest = self.source.get(usize::from(range.start())..).unwrap_or("");
                let length = rest.find('\n').unwrap_or(rest.len());
                let end = range.start() + TextSize::try_from(length).unwrap_or_default();
                indentation("unindent does not match any outer indentation level", TextRange::empty(end))
            }
            LexicalErrorType::UnrecognizedToken { tok } => match *tok {
                tok if tok.is_ascii() && !tok.is_ascii_control() => found("invalid syntax", range),
                tok if is_printable(tok) => {
                    found(format!("invalid character '{tok}' (U+{:04X})", u32::from(tok)), range)
                }
                tok => found(format!("invalid non-printable character U+{:04X}", u32::from(tok)), range),
            },
            LexicalErrorType::LineContinuationError => {
                let rest = self.source.get(usize::from(range.start())..).unwrap_or("");
                if rest.trim_start_matches('\\').trim().is_empty() {
                    return found("unexpected EOF while parsing", range);
                }
                found("unexpected character after line continuation character", range)
            }
            LexicalErrorType::InvalidByteLiteral => {
                found("bytes can only contain ASCII literal characters", range)
            }
            LexicalErrorType::Eof => match self.brackets() {
                Some(Brackets::Open(open)) => found(format!("'{}' was never closed", self.text(open)), open),
                Some(Brackets::Wrong(message, range)) => found(message, range),
                None => found("unexpected EOF while parsing", range),
            },
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace
            | LexicalErrorType::StringError => {
                let index = self.token_at(range.start());
                match self.tokens.get(index) {
                    Some(token) => found(self.escape_error(token), token.range()),
                    None => found("(unicode error) 'unicodeescape' codec can't decode bytes", range),
                }
            }
            LexicalErrorType::OtherError(_) => {
                let _ = at_end;
                let message = self.number_error(range);
                let place =
                    if message.starts_with("leading zeros") { range } else { self.number_place(range) };
                found(message, place)
            }
        }
    }

    /// Whether the indentation of a line and of one before it differ in tabs and spaces.
    fn mixes_tabs(&self, offset: TextSize) -> bool {
        let head = self.source.get(..usize::from(offset)).unwrap_or("");
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        let lead = |line: &str| line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect::<String>();
        let this = lead(&self.source[start..]);
        head[..start].lines().map(lead).any(|other| {
            !other.is_empty()
                && !this.is_empty()
                && !other.starts_with(&this)
                && !this.starts_with(&other)
                && (other.contains('\t') || this.contains('\t'))
        })
    }

    fn interpolated(
        &self,
        error: &InterpolatedStringErrorType,
        what: &str,
        range: TextRange,
    ) -> Box<Diagnostic> {
        use InterpolatedStringErrorType as E;
        let message = match error {
            E::UnclosedLbrace => format!("{what}: expecting '}}'"),
            E::InvalidConversionFlag => {
                let flag: String = self
                    .text(range)
                    .trim_start_matches('!')
                    .chars()
                    .take_while(|c| c.is_alphanumeric())
                    .collect();
                if flag.is_empty() {
                    format!("{what}: missing conversion character")
                } else {
                    format!("{what}: invalid conversion character '{flag}': expected 's', 'r', or 'a'")
                }
            }
            E::SingleRbrace => format!("{what}: single '}}' is not allowed"),
            E::UnterminatedString => {
                let line = self.line(range.start());
                format!("unterminated {what} literal (detected at line {line})")
            }
            E::UnterminatedTripleQuotedString => {
                let line = self.line(TextSize::of(self.source));
                format!("unterminated triple-quoted {what} literal (detected at line {line})")
            }
            E::LambdaWithoutParentheses => {
                format!("{what}: lambda expressions are not allowed without parentheses")
            }
            E::ConversionFlagNotImmediatelyAfterExclamation => {
                format!("{what}: conversion type must come right after the exclamation mark")
            }
            E::NewlineInFormatSpec => {
                format!("{what}: newlines are not allowed in format specifiers for single quoted {what}s")
            }
        };
        found(message, range)
    }

    /// The message for a bad escape in a string token.
    fn escape_error(&self, token: &Token) -> String {
        let text = self.text(token.range());
        let Some(open) = text.find(['\'', '"']) else { return "invalid syntax".to_string() };
        let is_bytes = text[..open].contains(['b', 'B']);
        let quote = &text[open..=open];
        let width = if text[open..].starts_with(&quote.repeat(3)) { 3 } else { 1 };
        let body = &text[open + width..];
        let bytes = body.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] != b'\\' {
                at += 1;
                continue;
            }
            let start = at;
            let kind = bytes.get(at + 1).copied().unwrap_or(b' ');
            at += 2;
            let digits = match kind {
                b'x' => 2,
                b'u' if !is_bytes => 4,
                b'U' if !is_bytes => 8,
                b'N' if !is_bytes => {
                    let rest = &body[at.min(body.len())..];
                    let close = rest.strip_prefix('{').and_then(|rest| rest.find('}'));
                    let unknown = close.is_some_and(|close| close > 0);
                    let length = 2 + close.map_or(0, |close| close + 2);
                    if unknown {
                        let name = &rest[1..=close.unwrap_or(0)];
                        let known = ruff_python_parser::parse_expression(&format!("'\\N{{{name}}}'")).is_ok();
                        if known {
                            at += length - 2;
                            continue;
                        }
                    }
                    let reason = if unknown {
                        "unknown Unicode character name"
                    } else {
                        "malformed \\N character escape"
                    };
                    return unicode_error(start, start + length - 1, reason);
                }
                _ => continue,
            };
            let good = bytes[at.min(bytes.len())..]
                .iter()
                .take(digits)
                .take_while(|byte| byte.is_ascii_hexdigit())
                .count();
            if good < digits {
                if is_bytes {
                    return format!("(value error) invalid \\x escape at position {start}");
                }
                let shape = match kind {
                    b'x' => "truncated \\xXX escape",
                    b'u' => "truncated \\uXXXX escape",
                    _ => "truncated \\UXXXXXXXX escape",
                };
                return unicode_error(start, start + 1 + good, shape);
            }
            let value = body.get(at..at + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            if value.is_none_or(|value| value > 0x10ffff) {
                return unicode_error(start, start + 1 + digits, "illegal Unicode character");
            }
            at += digits;
        }
        "(unicode error) 'unicodeescape' codec can't decode bytes".to_string()
    }

    /// The last character that CPython's tokenizer has read when it complains about a number.
    fn number_place(&self, range: TextRange) -> TextRange {
        let rest = self.source.get(usize::from(range.start())..).unwrap_or("").as_bytes();
        let byte = |i: usize| rest.get(i).copied().unwrap_or(b' ').to_ascii_lowercase();
        let digits = |mut i: usize, radix: u32| {
            while char::from(byte(i)).is_digit(radix) || byte(i) == b'_' {
                i += 1;
            }
            i
        };
        let radix = match (byte(0), byte(1)) {
            (b'0', b'x') => 16,
            (b'0', b'o') => 8,
            (b'0', b'b') => 2,
            _ => 10,
        };
        let mut read = if radix == 10 { digits(0, 10) } else { digits(2, radix) };
        if radix != 10 {
            read += usize::from(byte(read).is_ascii_digit());
        } else {
            if byte(read) == b'.' {
                read = digits(read + 1, 10);
            }
            if byte(read) == b'e' {
                let sign = usize::from(matches!(byte(read + 1), b'+' | b'-'));
                if sign == 1 || byte(read + 1).is_ascii_digit() {
                    read = digits(read + 1 + sign, 10);
                }
            }
            read += usize::from(byte(read) == b'j');
        }
        let last = range.start() + TextSize::try_from(read.saturating_sub(1)).unwrap_or_default();
        TextRange::at(last, TextSize::from(1))
    }

    /// The message for a bad number.
    fn number_error(&self, range: TextRange) -> String {
        let rest = self.source.get(usize::from(range.start())..).unwrap_or("");
        let number: String =
            rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).collect();
        let lower = number.to_ascii_lowercase();
        for (prefix, name, radix) in [("0x", "hexadecimal", 16), ("0o", "octal", 8), ("0b", "binary", 2)] {
            if let Some(digits) = lower.strip_prefix(prefix) {
                let bad = digits.chars().find(|c| c.is_ascii_digit() && !c.is_digit(radix));
                return match bad {
                    Some(digit) => format!("invalid digit '{digit}' in {name} literal"),
                    None => format!("invalid {name} literal"),
                };
            }
        }
        let digits = lower.trim_end_matches(|c: char| !c.is_ascii_digit());
        if lower.starts_with('0')
            && lower.len() > 1
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
        {
            return "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers".to_string();
        }
        if lower.contains('j') {
            return "invalid imaginary literal".to_string();
        }
        "invalid decimal literal".to_string()
    }

    /// Errors for which CPython has a rule.
    fn specific(&self, error: &ParseError, brackets: &Option<Brackets>) -> Option<Box<Diagnostic>> {
        use ParseErrorType as E;
        let range = error.location;
        let message: String = match &error.error {
            E::UnexpectedIndentation => {
                // The last character of the indentation.
                let end = range.end().max(TextSize::from(1));
                let place = TextRange::new(end - TextSize::from(1), end);
                if self.mixes_tabs(range.start()) {
                    let message = "inconsistent use of tabs and spaces in indentation".to_string();
                    return Some(Box::new(Diagnostic { kind: ErrorKind::Tab, message, range: Some(place) }));
                }
                return Some(indentation("unexpected indent", place));
            }
            E::OtherError(text) => return self.other(text, range),
            E::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized".into(),
            E::NonDefaultParamAfterDefaultParam => {
                "parameter without a default follows parameter with a default".into()
            }
            E::ExpectedKeywordParam => "named parameters must follow bare *".into(),
            E::ParamAfterVarKeywordParam => "parameters cannot follow var-keyword parameter".into(),
            E::VarParameterWithDefault => {
                let index = self.token_at(range.start());
                let double =
                    self.tokens.get(index.saturating_sub(2)..=index.min(self.tokens.len().saturating_sub(1)));
                let is_double = double
                    .is_some_and(|tokens| tokens.iter().any(|token| token.kind() == TokenKind::DoubleStar))
                    || self.text(range).starts_with("**");
                let kind = if is_double { "var-keyword" } else { "var-positional" };
                format!("{kind} parameter cannot have default value")
            }
            E::PositionalAfterKeywordArgument => "positional argument follows keyword argument".into(),
            E::PositionalAfterKeywordUnpacking => {
                "positional argument follows keyword argument unpacking".into()
            }
            E::InvalidArgumentUnpackingOrder => {
                "iterable argument unpacking follows keyword argument unpacking".into()
            }
            E::IterableUnpackingInComprehension => {
                "iterable unpacking cannot be used in comprehension".into()
            }
            E::InvalidAssignmentTarget => {
                let message = self.assignment_target(range)?;
                let is_yield = message.contains("yield expression") && self.text(range).starts_with("yield");
                match is_yield && self.token_before(range) != Some(TokenKind::Lpar) {
                    true => "assignment to yield expression not possible".into(),
                    false => message,
                }
            }
            E::InvalidAugmentedAssignmentTarget => {
                format!("'{}' is an illegal expression for augmented assignment", self.kind_of(range)?)
            }
            E::InvalidNamedAssignmentTarget => {
                format!("cannot use assignment expressions with {}", self.kind_of(range)?)
            }
            E::InvalidAnnotatedAssignmentTarget => match self.kind_of(range)? {
                kind @ ("tuple" | "list") => format!("only single target (not {kind}) can be annotated"),
                _ => "illegal target for annotation".into(),
            },
            E::InvalidDeleteTarget => format!("cannot delete {}", self.kind_of(range)?),
            E::ExpectedRealNumber => "real number required in complex literal".into(),
            E::ExpectedImaginaryNumber => "imaginary number required in complex literal".into(),
            E::InvalidMatchPatternTarget => "cannot use '_' as a target".into(),
            E::InvalidStarredExpressionUsage => match self.token_before(range) {
                Some(TokenKind::Lpar) => "cannot use starred expression here".into(),
                Some(TokenKind::Colon)
                    if self.innermost(self.token_at(range.start())) == Some(TokenKind::Lbrace) =>
                {
                    "cannot use a starred expression in a dictionary value".into()
                }
                Some(TokenKind::Lbrace) if self.in_fstring(range) => {
                    "f-string: cannot use starred expression here".into()
                }
                Some(TokenKind::Lbrace) if self.text(range).starts_with('*') => {
                    "cannot use starred expression here".into()
                }
                _ => "can't use starred expression here".into(),
            },
            E::UnparenthesizedTupleExpression => return None,
            E::FStringError(inner) => return Some(self.interpolated(inner, "f-string", range)),
            E::TStringError(inner) => return Some(self.interpolated(inner, "t-string", range)),
            E::ExpectedToken { expected: TokenKind::Colon, found: token } => {
                return self.expected_colon(*token, range, brackets);
            }
            E::ExpectedToken { expected: TokenKind::Else, .. } => {
                "expected 'else' after 'if' expression".into()
            }
            E::ExpectedToken { expected: TokenKind::Lpar, .. } if self.is_after_def(range) => {
                "expected '('".into()
            }
            E::ExpectedToken { expected: TokenKind::Rbrace, .. } if self.in_fstring(range) => {
                "f-string: expecting '}'".into()
            }
            _ => return None,
        };
        Some(found(message, range))
    }

    fn token_before(&self, range: TextRange) -> Option<TokenKind> {
        self.before(self.token_at(range.start())).next().map(Token::kind)
    }

    fn is_after_def(&self, range: TextRange) -> bool {
        let mut before = self.before(self.token_at(range.start()));
        before.next().is_some_and(|token| token.kind() == TokenKind::Name)
            && before.next().is_some_and(|token| token.kind() == TokenKind::Def)
    }

    fn in_fstring(&self, range: TextRange) -> bool {
        let starts = |token: &&Token| token.start() < range.start();
        let count = |kind: TokenKind| {
            self.tokens.iter().take_while(starts).filter(|token| token.kind() == kind).count()
        };
        count(TokenKind::FStringStart) > count(TokenKind::FStringEnd)
    }

    fn expected_colon(
        &self,
        token: TokenKind,
        range: TextRange,
        brackets: &Option<Brackets>,
    ) -> Option<Box<Diagnostic>> {
        if token == TokenKind::Equal {
            // `if x = 1:`
            let index = self.token_at(range.start());
            let keyword = self.before(index).find(|token| {
                matches!(
                    token.kind(),
                    TokenKind::If | TokenKind::While | TokenKind::Elif | TokenKind::Newline
                )
            })?;
            let left = TextRange::new(keyword.end(), range.start());
            let trimmed = self.text(left).trim();
            let start = left.start()
                + TextSize::of(
                    &self.text(left)[..self.text(left).len() - self.text(left).trim_start().len()],
                );
            let left = TextRange::at(start, TextSize::of(trimmed));
            return Some(match self.kind_of(left)? {
                "name" => found("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", left),
                kind @ ("True" | "False" | "None") => found(format!("cannot assign to {kind}"), left),
                kind => {
                    found(format!("cannot assign to {kind} here. Maybe you meant '==' instead of '='?"), left)
                }
            });
        }
        let forced = {
            let index = self.token_at(range.start());
            let first = self.before(index).take_while(|token| {
                !matches!(
                    token.kind(),
                    TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi
                )
            });
            let first = first.last().map(Token::kind);
            matches!(
                first,
                Some(
                    TokenKind::Def
                        | TokenKind::Else
                        | TokenKind::Try
                        | TokenKind::Finally
                        | TokenKind::Async
                        | TokenKind::Class
                )
            )
        };
        if matches!(brackets, Some(Brackets::Open(_))) {
            return None;
        }
        if matches!(token, TokenKind::Newline | TokenKind::EndOfFile) || forced {
            return Some(found("expected ':'", range));
        }
        None
    }

    fn other(&self, text: &str, range: TextRange) -> Option<Box<Diagnostic>> {
        if let Some(rest) = text.strip_prefix("Expected an indented block after ") {
            let (what, keyword) = match rest {
                "function definition" => ("function definition".to_string(), "def"),
                rest if rest.contains("`class`") || rest.starts_with("class") => {
                    ("class definition".to_string(), "class")
                }
                rest => {
                    let keyword = rest.split('`').nth(1).unwrap_or("");
                    (format!("'{keyword}' statement"), keyword)
                }
            };
            let index = self.token_at(range.start());
            let header = self.before(index).find(|token| self.text(token.range()) == keyword);
            let line = header.map_or(1, |token| self.line(token.start()));
            return Some(indentation(
                format!("expected an indented block after {what} on line {line}"),
                range,
            ));
        }
        let message = match text {
            "Expected `except` or `finally` after `try` block" => "expected 'except' or 'finally' block",
            "Bytes literal cannot be mixed with non-bytes literals" => {
                "cannot mix bytes and nonbytes literals"
            }
            "Only single target (not tuple) can be annotated" => {
                "only single target (not tuple) can be annotated"
            }
            "Only single target (not list) can be annotated" => {
                "only single target (not list) can be annotated"
            }
            "Trailing comma not allowed" => {
                let index = self.token_at(range.start());
                let is_from = self
                    .before(index)
                    .take_while(|t| t.kind() != TokenKind::Newline)
                    .any(|t| t.kind() == TokenKind::From);
                if !is_from {
                    return None;
                }
                "trailing comma not allowed without surrounding parentheses"
            }
            "Only one '*' parameter allowed" => "* may appear only once",
            "Only one '/' separator allowed" => "/ may appear only once",
            "Position-only parameter separator not allowed as first parameter" => {
                "at least one parameter must precede /"
            }
            "'/' separator must come before '*'" => "/ must be ahead of *",
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'"
            }
            "Expected one or more exception types" => "expected one or more exception types",
            "Positional patterns cannot follow keyword patterns" => {
                "positional patterns follow keyword patterns"
            }
            "Expected an imaginary number in complex literal pattern" => {
                "imaginary number required in complex literal"
            }
            "Expected a real number in complex literal pattern" => "real number required in complex literal",
            "Exception missing in `raise` statement with cause" => {
                "did you forget an expression between 'raise' and 'from'?"
            }
            text if text.starts_with("Multiple exception types must be parenthesized") => {
                "multiple exception types must be parenthesized when using 'as'"
            }
            _ => return None,
        };
        Some(found(message, range))
    }

    /// CPython's name for the kind of the expression in a range.
    fn kind_of(&self, range: TextRange) -> Option<&'static str> {
        let parsed = ruff_python_parser::parse_expression(&format!("({})", self.text(range))).ok()?;
        Some(kind_name(parsed.expr()))
    }

    fn assignment_target(&self, range: TextRange) -> Option<String> {
        let parsed = ruff_python_parser::parse_expression(&format!("({})", self.text(range))).ok()?;
        let expr = parsed.expr();
        let kind = kind_name(expr);
        let index = self.token_at(range.end());
        let next =
            self.tokens[index.min(self.tokens.len())..].iter().find(|token| token.start() >= range.end());
        let before = self.token_before(range);
        let at_start = matches!(
            before,
            None | Some(
                TokenKind::Newline
                    | TokenKind::Semi
                    | TokenKind::Indent
                    | TokenKind::Dedent
                    | TokenKind::Colon
                    | TokenKind::Lpar
            )
        );
        let single = next.is_some_and(|token| {
            // Behind the target's own parentheses comes the one `=` of the line.
            let mut rest = self.tokens.iter().skip_while(|other| other.start() < token.start());
            let first = rest.find(|other| other.kind() != TokenKind::Rpar);
            let equal = first.is_none_or(|first| {
                matches!(first.kind(), TokenKind::Equal | TokenKind::Newline | TokenKind::EndOfFile)
            });
            let more = rest
                .take_while(|other| other.kind() != TokenKind::Newline)
                .any(|other| other.kind() == TokenKind::Equal);
            equal && !more
        });
        let low = matches!(
            expr,
            Expr::Compare(_) | Expr::BoolOp(_) | Expr::If(_) | Expr::Lambda(_) | Expr::Generator(_)
        ) || matches!(expr, Expr::UnaryOp(e) if e.op == ast::UnaryOp::Not);
        let constant = matches!(kind, "None" | "True" | "False");
        let in_display = next.is_some_and(|token| {
            matches!(token.kind(), TokenKind::Comma | TokenKind::Rsqb | TokenKind::In | TokenKind::Colon)
        });
        if low || constant || !single || !at_start || in_display {
            return Some(format!("cannot assign to {kind}"));
        }
        Some(format!("cannot assign to {kind} here. Maybe you meant '==' instead of '='?"))
    }

    /// No rule fits: a missing comma, a call without parentheses, or plain invalid syntax.
    fn generic(&self, error: &ParseError) -> Box<Diagnostic> {
        let range = error.location;
        let index = self.token_at(range.start());
        let index = index
            + self.tokens[index.min(self.tokens.len())..]
                .iter()
                .take_while(|t| t.kind() == TokenKind::Comment)
                .count();
        let Some(token) = self.tokens.get(index) else { return found("invalid syntax", range) };
        let place = if range.is_empty() { range } else { token.range() };
        if let Some(diagnostic) = self.print_statement(index).or_else(|| self.mistake(index, range)) {
            return diagnostic;
        }
        if begins_expression(token.kind())
            && let Some(start) = self.element_start(index)
        {
            let end = token.end();
            return found("invalid syntax. Perhaps you forgot a comma?", TextRange::new(start, end));
        }
        found("invalid syntax", place)
    }

    /// The innermost bracket that is open at a token.
    fn innermost(&self, index: usize) -> Option<TokenKind> {
        let mut depth = 0;
        for token in self.before(index) {
            match token.kind() {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth == 0 => {
                    return Some(token.kind());
                }
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// Frequent mistakes that ruff reports as something general.
    fn mistake(&self, index: usize, range: TextRange) -> Option<Box<Diagnostic>> {
        let token = self.tokens.get(index)?;
        let before = self.before(index).next()?;
        let number = matches!(before.kind(), TokenKind::Int | TokenKind::Float | TokenKind::Complex);
        if number
            && before.end() == token.start()
            && (token.kind() == TokenKind::Name || token.kind().is_keyword())
        {
            let message = match before.kind() {
                TokenKind::Complex => "invalid imaginary literal".to_string(),
                _ => self.number_error(before.range()),
            };
            let last = before.end() - TextSize::from(1);
            return Some(found(message, TextRange::new(last, before.end())));
        }
        let fstring = self.in_fstring(token.range());
        let innermost = self.innermost(index);
        match token.kind() {
            TokenKind::Rbrace | TokenKind::Exclamation | TokenKind::Colon | TokenKind::Equal
                if fstring && before.kind() == TokenKind::Lbrace =>
            {
                let message =
                    format!("f-string: valid expression required before '{}'", self.text(token.range()));
                Some(found(message, token.range()))
            }
            TokenKind::FStringEnd if before.kind() == TokenKind::Lbrace => {
                Some(found("f-string: expecting a valid expression after '{'", before.range()))
            }
            TokenKind::Rbrace | TokenKind::Comma if !fstring && before.kind() == TokenKind::Colon => {
                (innermost == Some(TokenKind::Lbrace))
                    .then(|| found("expression expected after dictionary key and ':'", before.range()))
            }
            TokenKind::Rbrace | TokenKind::Comma if !fstring && innermost == Some(TokenKind::Lbrace) => {
                ends_expression(before.kind())
                    .then(|| found("':' expected after dictionary key", before.range()))
            }
            TokenKind::For if matches!(innermost, Some(TokenKind::Lsqb | TokenKind::Lbrace)) => {
                Some(found("did you forget parentheses around the comprehension target?", range))
            }
            _ => self.keyword_argument(range),
        }
    }

    /// `f(a.b=1)`.
    fn keyword_argument(&self, range: TextRange) -> Option<Box<Diagnostic>> {
        let next = self.tokens.iter().find(|token| token.start() >= range.end() && !range.is_empty())?;
        let parenthesis = self.innermost(self.token_at(range.start())) == Some(TokenKind::Lpar);
        if next.kind() != TokenKind::Equal || !parenthesis {
            return None;
        }
        Some(match self.kind_of(range)? {
            kind @ ("True" | "False" | "None") => found(format!("cannot assign to {kind}"), range),
            "name" => return None,
            _ => found("expression cannot contain assignment, perhaps you meant \"==\"?", range),
        })
    }

    /// `print x` and `exec x`.
    fn print_statement(&self, index: usize) -> Option<Box<Diagnostic>> {
        let mut before = self.before(index);
        let name = before.next()?;
        let text = self.text(name.range());
        let starts = before.next().is_none_or(|token| {
            matches!(
                token.kind(),
                TokenKind::Newline
                    | TokenKind::Indent
                    | TokenKind::Dedent
                    | TokenKind::Semi
                    | TokenKind::Colon
            )
        });
        if !starts || !matches!(text, "print" | "exec") || !begins_expression(self.tokens.get(index)?.kind())
        {
            return None;
        }
        let message = format!("Missing parentheses in call to '{text}'. Did you mean {text}(...)?");
        Some(found(message, name.range()))
    }

    /// Within brackets, after an expression: where that expression begins.
    fn element_start(&self, index: usize) -> Option<TextSize> {
        let mut depth = 0;
        let mut start = None;
        for (n, token) in self.before(index).enumerate() {
            match token.kind() {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                    if depth == 0 {
                        return start;
                    }
                    depth -= 1;
                }
                TokenKind::Comma | TokenKind::Colon | TokenKind::Equal if depth == 0 => {
                    return if self.in_brackets(token.start()) { start } else { None };
                }
                kind if depth == 0 && !continues_expression(kind) => return None,
                kind if n == 0 && !ends_expression(kind) => return None,
                _ => {}
            }
            start = Some(token.start());
        }
        None
    }

    fn in_brackets(&self, offset: TextSize) -> bool {
        let mut depth = 0i32;
        for token in self.tokens.iter().take_while(|token| token.start() < offset) {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                _ => {}
            }
        }
        depth > 0
    }
}

fn unicode_error(from: usize, to: usize, reason: &str) -> String {
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {from}-{to}: {reason}")
}

fn is_printable(c: char) -> bool {
    !c.is_control()
        && !c.is_whitespace()
        && !matches!(u32::from(c), 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff)
}

fn begins_expression(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::TStringStart
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Lambda
            | TokenKind::Ellipsis
    )
}

fn ends_expression(kind: TokenKind) -> bool {
    begins_expression(kind) && kind != TokenKind::Lambda
        || matches!(
            kind,
            TokenKind::Rpar
                | TokenKind::Rsqb
                | TokenKind::Rbrace
                | TokenKind::FStringEnd
                | TokenKind::TStringEnd
        )
}

fn continues_expression(kind: TokenKind) -> bool {
    !matches!(
        kind,
        TokenKind::For
            | TokenKind::If
            | TokenKind::Else
            | TokenKind::Lambda
            | TokenKind::Async
            | TokenKind::Newline
            | TokenKind::Semi
            | TokenKind::Import
            | TokenKind::As
            | TokenKind::Def
            | TokenKind::Class
            | TokenKind::Star
            | TokenKind::DoubleStar
            | TokenKind::ColonEqual
            | TokenKind::Exclamation
    )
}

fn kind_name(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(b) if b.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}
