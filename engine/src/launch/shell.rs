//! Commands as lines of a shell.

use super::Step;

crate::question::choice::choice! {
    /// A shell.
    Shell {
        /// `sh` and those that read its lines.
        Posix = "posix",
        /// PowerShell.
        PowerShell = "powershell",
    }
}

impl Step {
    /// The command as one line, with nothing in it that the shell would read anything into.
    #[must_use]
    pub fn line(&self, shell: Shell) -> String {
        let mut line = String::new();
        for (name, value) in &self.env {
            let value = quoted(value, shell);
            line = match shell {
                Shell::Posix => [line.as_str(), name, "=", &value, " "].concat(),
                Shell::PowerShell => [line.as_str(), "$env:", name, " = ", &value_of(&value), "; "].concat(),
            };
        }
        let words: Vec<String> = self.argv.iter().map(|word| quoted(word, shell)).collect();
        line + &words.join(" ")
    }
}

/// What PowerShell assigns is a text, also where it looks like a number.
fn value_of(value: &str) -> String {
    if value.starts_with('\'') { value.to_owned() } else { ["'", value, "'"].concat() }
}

/// A word as it is where no shell reads anything into it, else in single quotes.
fn quoted(word: &str, shell: Shell) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_./:+".contains(c);
    // PowerShell reads a comma as a list, `sh` does not.
    let safe = |c: char| safe(c) || (c == ',' && shell == Shell::Posix);
    if !word.is_empty() && word.chars().all(safe) {
        return word.to_owned();
    }
    let inner = match shell {
        Shell::Posix => word.replace('\'', "'\\''"),
        Shell::PowerShell => word.replace('\'', "''"),
    };
    ["'", &inner, "'"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_name_reaches_the_shell() {
        let cases = [
            (
                "Llama-3.1-8B-Instruct-Q4_K_M.gguf",
                "Llama-3.1-8B-Instruct-Q4_K_M.gguf",
                "Llama-3.1-8B-Instruct-Q4_K_M.gguf",
            ),
            ("a b; rm $HOME", "'a b; rm $HOME'", "'a b; rm $HOME'"),
            ("it's", "'it'\\''s'", "'it''s'"),
            ("20,13", "20,13", "'20,13'"),
            ("", "''", "''"),
        ];
        for (word, posix, power_shell) in cases {
            assert_eq!(quoted(word, Shell::Posix), posix);
            assert_eq!(quoted(word, Shell::PowerShell), power_shell);
        }
        let step =
            Step { env: vec![("A", "1".to_owned())], argv: vec!["ollama".to_owned(), "serve".to_owned()] };
        assert_eq!(step.line(Shell::Posix), "A=1 ollama serve");
        assert_eq!(step.line(Shell::PowerShell), "$env:A = '1'; ollama serve");
    }
}
