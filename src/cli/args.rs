//! Reading of command-line arguments: words, `--flag` and `--option value` (or `--option=value`).

use std::collections::VecDeque;
use std::ffi::OsString;

use super::Failure;

/// The arguments not yet taken.
#[derive(Debug)]
pub struct Args(VecDeque<String>);

impl Args {
    /// Arguments after the program's name; what is not Unicode is read with replacement characters and then found unknown.
    pub fn new(args: impl IntoIterator<Item = OsString>) -> Self {
        Self(args.into_iter().map(|a| a.to_string_lossy().into_owned()).collect())
    }

    /// Takes the first argument, whatever it is.
    pub fn word(&mut self) -> Option<String> {
        self.0.pop_front()
    }

    /// Takes a flag, wherever it stands; whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|a| a != name);
        self.0.len() != before
    }

    /// Takes each occurrence of an option with its value.
    pub fn options(&mut self, name: &str) -> Result<Vec<String>, Failure> {
        let mut values = Vec::new();
        while let Some(at) = self.0.iter().position(|a| a == name || is_assignment(a, name)) {
            let Some(argument) = self.0.remove(at) else { break };
            match argument.split_once('=') {
                Some((_, value)) => values.push(value.to_owned()),
                None => values
                    .push(self.0.remove(at).ok_or_else(|| Failure::Usage(format!("{name} wants a value")))?),
            }
        }
        Ok(values)
    }

    /// Takes an option that may stand once.
    pub fn option(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let mut values = self.options(name)?;
        if values.len() > 1 {
            return Err(Failure::Usage(format!("{name} is there {} times", values.len())));
        }
        Ok(values.pop())
    }

    /// Takes an option that is a number.
    pub fn number<T: std::str::FromStr>(&mut self, name: &str) -> Result<Option<T>, Failure> {
        self.option(name)?
            .map(|text| {
                text.parse().map_err(|_| Failure::Usage(format!("{name} wants a number, not `{text}`")))
            })
            .transpose()
    }

    /// The words that are left; an option among them is unknown.
    pub fn rest(self) -> Result<Vec<String>, Failure> {
        match self.0.iter().find(|a| a.starts_with('-')) {
            Some(unknown) => Err(Failure::Usage(format!("no option `{unknown}` here"))),
            None => Ok(self.0.into()),
        }
    }
}

fn is_assignment(argument: &str, name: &str) -> bool {
    argument.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Args {
        Args::new(text.split_whitespace().map(OsString::from))
    }

    #[test]
    fn options_flags_and_words_mix() {
        let mut a = args("check llama --on x --json --on=y --context 4096");
        assert_eq!(a.word().as_deref(), Some("check"));
        assert!(a.flag("--json"));
        assert_eq!(a.options("--on").unwrap(), ["x", "y"]);
        assert_eq!(a.number::<u32>("--context").unwrap(), Some(4096));
        assert_eq!(a.rest().unwrap(), ["llama"]);
    }

    #[test]
    fn faults_name_the_option() {
        assert!(
            matches!(args("--context many").number::<u32>("--context"), Err(Failure::Usage(t)) if t.contains("--context"))
        );
        assert!(matches!(args("--on").options("--on"), Err(Failure::Usage(_))));
        assert!(matches!(args("--what").rest(), Err(Failure::Usage(t)) if t.contains("--what")));
    }
}
