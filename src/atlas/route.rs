//! Addresses of the pages about hardware and models.

/// A page. Its address is relative to the site: `hardware/nvidia-l40s/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// All devices.
    Devices,
    /// One device.
    Device(String),
    /// All models.
    Models,
    /// One model.
    Model(String),
    /// Devices by score.
    Leaderboard,
    /// Curves around one answer.
    Closer,
    /// How right the speeds are, and measurements of one's own.
    Accuracy,
    /// Several models on one rig.
    Together,
    /// One model over several machines.
    Cluster,
    /// What fine-tuning takes.
    FineTune,
    /// Two to four sides next to each other, in the order of the address.
    Compare(Vec<String>),
    /// Buy, rent or pay by the token.
    Cost,
    /// Which rig for what one wants to run.
    Choose,
    /// A saved question to the chooser; none for the list of them.
    Best(Option<String>),
    /// No page has this address.
    Nowhere(String),
}

/// Which program holds a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgramName {
    /// One device.
    Device,
    /// One model.
    Model,
    /// Lists and leaderboard.
    Lists,
    /// Curves around one answer.
    Closer,
    /// How right the speeds are.
    Accuracy,
    /// Comparisons.
    Compare,
    /// Several models on one rig.
    Together,
    /// One model over several machines.
    Cluster,
    /// What fine-tuning takes.
    FineTune,
    /// Buy, rent or pay by the token.
    Cost,
    /// The chooser and its saved questions.
    Choose,
}

/// Stands where an id would, in the address that a host's missing page leads to; the id is then the query's `of`.
const ELSEWHERE: &str = "-";

/// Between the sides of a comparison.
pub const AGAINST: &str = "-vs-";

impl Route {
    /// The route of an address below the site's own, without its query: `compare/a-vs-b/`.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let trimmed = path.trim_matches('/');
        let trimmed = trimmed.strip_suffix("index.html").unwrap_or(trimmed).trim_matches('/');
        let (head, rest) = trimmed.split_once('/').unwrap_or((trimmed, ""));
        match (head, rest) {
            (_, rest) if rest.contains('/') => Self::Nowhere(path.to_owned()),
            ("hardware", "") => Self::Devices,
            ("hardware", id) => Self::Device(id.to_owned()),
            ("models", "") => Self::Models,
            ("models", id) => Self::Model(id.to_owned()),
            ("leaderboard", "") => Self::Leaderboard,
            ("closer", "") => Self::Closer,
            ("accuracy", "") => Self::Accuracy,
            ("together", "") => Self::Together,
            ("cluster", "") => Self::Cluster,
            ("fine-tune", "") => Self::FineTune,
            ("compare", "") => Self::Compare(Vec::new()),
            ("compare", sides) => Self::Compare(sides.split(AGAINST).map(str::to_owned).collect()),
            ("cost", "") => Self::Cost,
            ("choose", "") => Self::Choose,
            ("best", "") => Self::Best(None),
            ("best", slug) => Self::Best(Some(slug.to_owned())),
            _ => Self::Nowhere(path.to_owned()),
        }
    }

    /// The same with the query: an id that no file was made for is in it.
    #[must_use]
    pub fn of(path: &str, query: &str) -> Self {
        let named = || crate::app::state::value_of(query, "of");
        match Self::parse(path) {
            Self::Device(id) if id == ELSEWHERE => Self::Device(named()),
            Self::Model(id) if id == ELSEWHERE => Self::Model(named()),
            Self::Best(Some(slug)) if slug == ELSEWHERE => Self::Best(Some(named())),
            other => other,
        }
    }

    /// The program that holds it; none for addresses that lead nowhere.
    #[must_use]
    pub const fn program(&self) -> Option<ProgramName> {
        match self {
            Self::Device(_) => Some(ProgramName::Device),
            Self::Model(_) => Some(ProgramName::Model),
            Self::Devices | Self::Models | Self::Leaderboard => Some(ProgramName::Lists),
            Self::Closer => Some(ProgramName::Closer),
            Self::Accuracy => Some(ProgramName::Accuracy),
            Self::Together => Some(ProgramName::Together),
            Self::Cluster => Some(ProgramName::Cluster),
            Self::FineTune => Some(ProgramName::FineTune),
            Self::Compare(_) => Some(ProgramName::Compare),
            Self::Cost => Some(ProgramName::Cost),
            Self::Choose | Self::Best(_) => Some(ProgramName::Choose),
            Self::Nowhere(_) => None,
        }
    }

    /// Its address below the site's own.
    #[must_use]
    pub fn path(&self) -> String {
        let below = |head: &str, rest: &str| [head, "/", rest, "/"].concat();
        match self {
            Self::Devices => "hardware/".to_owned(),
            Self::Device(id) => below("hardware", id),
            Self::Models => "models/".to_owned(),
            Self::Model(id) => below("models", id),
            Self::Leaderboard => "leaderboard/".to_owned(),
            Self::Closer => "closer/".to_owned(),
            Self::Accuracy => "accuracy/".to_owned(),
            Self::Together => "together/".to_owned(),
            Self::Cluster => "cluster/".to_owned(),
            Self::FineTune => "fine-tune/".to_owned(),
            Self::Compare(sides) if sides.is_empty() => "compare/".to_owned(),
            Self::Compare(sides) => below("compare", &sides.join(AGAINST)),
            Self::Cost => "cost/".to_owned(),
            Self::Choose => "choose/".to_owned(),
            Self::Best(None) => "best/".to_owned(),
            Self::Best(Some(slug)) => below("best", slug),
            Self::Nowhere(path) => path.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_pages_and_back() {
        for path in [
            "hardware/",
            "hardware/nvidia-l40s/",
            "models/",
            "models/qwen3-8b/",
            "leaderboard/",
            "accuracy/",
            "closer/",
            "together/",
            "cluster/",
            "fine-tune/",
            "compare/",
            "compare/apple-m4-max-vs-nvidia-rtx-4090/",
            "cost/",
            "choose/",
            "best/",
            "best/used-gpu/",
        ] {
            let route = Route::parse(path);
            assert!(!matches!(route, Route::Nowhere(_)), "{path}");
            assert_eq!(route.path(), path);
        }
        assert_eq!(Route::parse("/hardware/x"), Route::Device("x".to_owned()));
        assert_eq!(Route::parse("hardware/x/index.html"), Route::Device("x".to_owned()));
        assert_eq!(Route::of("hardware/-/", "of=apple-m4"), Route::Device("apple-m4".to_owned()));
        assert_eq!(Route::of("models/x/", "of=y"), Route::Model("x".to_owned()));
        for path in ["", "nowhere/", "hardware/a/b/", "choose/x/", "cost/x/"] {
            assert!(matches!(Route::parse(path), Route::Nowhere(_)), "{path}");
        }
    }
}
