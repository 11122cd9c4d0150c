//! The chooser in English: fixed texts, and sentences from codes with their figures.

use will_it_run_engine::fit::Fit;
use will_it_run_engine::recommend::{
    Better, Cannot, Counts, Covers, Form, LeftOut, NotTried, RawWishes, RigPrice, Why,
};
use will_it_run_engine::units::{Date, Known};

use super::compare::{days_old, plain, usd, watts};
use crate::text::number::{decimals, grouped, percent, three};
use crate::text::{ChooseKey, Fixed, fit_key, t};

impl Fixed for ChooseKey {
    fn text(self) -> &'static str {
        choose_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn choose_text(key: ChooseKey) -> &'static str {
    match key {
        ChooseKey::Title => "Choose a rig",
        ChooseKey::Help => {
            "Say what you want to run. Every device of the catalog, alone and as equal cards, is asked and ranked."
        }
        ChooseKey::Wishes => "Wishes",
        ChooseKey::ToRun => "To run",
        ChooseKey::Remove => "Remove",
        ChooseKey::Presets => "Or a workload",
        ChooseKey::Quant => "Quant",
        ChooseKey::BestQuant => "best for each rig",
        ChooseKey::Context => "Context, tokens per user",
        ChooseKey::Users => "Users at once",
        ChooseKey::Images => "Images in the prompt",
        ChooseKey::Depth => "Tokens already in context",
        ChooseKey::Speed => "Speed wanted",
        ChooseKey::Budget => "Budget",
        ChooseKey::Power => "Rated power, at most",
        ChooseKey::Buy => "Buy",
        ChooseKey::Any => "any",
        ChooseKey::New => "new",
        ChooseKey::Used => "used",
        ChooseKey::Order => "Rank by",
        ChooseKey::ByPrice => "price",
        ChooseKey::BySpeed => "speed",
        ChooseKey::ByEfficiency => "energy",
        ChooseKey::Forms => "Form",
        ChooseKey::Vendors => "Maker",
        ChooseKey::Os => "System",
        ChooseKey::MostCards => "Equal cards, at most",
        ChooseKey::LeastCards => "Equal cards, at least",
        ChooseKey::HostRam => "RAM beside cards",
        ChooseKey::List => "List",
        ChooseKey::ListBest => "the unbeaten",
        ChooseKey::ListAll => "all",
        ChooseKey::More => "More wishes",
        ChooseKey::NotANumber => "not a number above zero; left out",
        ChooseKey::StartTitle => "Nothing chosen to run yet",
        ChooseKey::StartHelp => "Choose a model, or begin with a workload:",
        ChooseKey::Picks => "Comfortable for everything",
        ChooseKey::Cheapest => "Cheapest",
        ChooseKey::Fastest => "Fastest",
        ChooseKey::MostEfficient => "Least energy",
        ChooseKey::NoneCheapest => "No rig runs all of it comfortably within these wishes.",
        ChooseKey::Ranked => "Rigs with a price",
        ChooseKey::Unpriced => "Rigs without a price",
        ChooseKey::UnpricedHelp => {
            "They run it, and nobody recorded what they cost; a budget neither keeps them nor leaves them out."
        }
        ChooseKey::Rig => "Rig",
        ChooseKey::Runs => "Runs",
        ChooseKey::Price => "Price",
        ChooseKey::Rated => "Rated power",
        ChooseKey::Notes => "Why, and what not",
        ChooseKey::PriceUnknown => "unknown: nobody recorded one in this size and condition",
        ChooseKey::PowerUnknown => "unknown, not recorded",
        ChooseKey::NoDecode => "speed unknown",
        ChooseKey::CompareTop => "Compare the first two",
        ChooseKey::Check => "Open in the calculator",
        ChooseKey::CloserLook => "A closer look",
        ChooseKey::SeveralMachines => "Lay it over several machines",
        ChooseKey::Nothing => "No rig within these wishes runs it",
        ChooseKey::NothingPriced => "No rig of a known price within these wishes runs it",
        ChooseKey::Loosen => "What would let rigs in:",
        ChooseKey::NotTried => "Not tried",
        ChooseKey::CannotAnswer => "No answer",
        ChooseKey::BestTitle => "Best hardware",
        ChooseKey::BestHelp => {
            "Saved questions to the chooser. Nobody picks these: they are worked out from the catalog each time."
        }
        ChooseKey::BestSlug => "List",
        ChooseKey::BestWinner => "First place",
        ChooseKey::BestNone => "no priced rig runs it",
        ChooseKey::ChangeWishes => "Change these wishes",
        ChooseKey::AllLists => "All lists",
        ChooseKey::ShowMore => "Show more rigs",
        ChooseKey::ShowUnpriced => "Show them",
    }
}

/// The name of a shape.
#[must_use]
pub const fn form(form: Form) -> &'static str {
    match form {
        Form::Card => "card",
        Form::PassiveCard => "card without fans",
        Form::Socket => "module for a socket",
        Form::Desktop => "desktop",
        Form::Laptop => "laptop",
        Form::MiniPc => "mini PC",
        Form::Board => "board",
        Form::Server => "server",
        Form::Phone => "phone",
    }
}

/// A word of the catalog for people: `raspberry-pi` as Raspberry Pi.
#[must_use]
pub fn maker(word: &str) -> String {
    match word {
        "amd" => return "AMD".to_owned(),
        "nvidia" => return "NVIDIA".to_owned(),
        _ => {}
    }
    let mut out = String::new();
    for part in word.split('-') {
        if !out.is_empty() {
            out.push(' ');
        }
        let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
        out.push_str(&first.to_ascii_uppercase());
        out.push_str(rest);
    }
    out
}

/// The title of a saved question; the slug itself for one without.
#[must_use]
pub fn best_title(slug: &str) -> String {
    let title = match slug {
        "gpu" => "Best graphics card",
        "used-gpu" => "Best used graphics card",
        "nvidia-gpu" => "Best NVIDIA card",
        "amd-gpu" => "Best AMD card",
        "intel-gpu" => "Best Intel card",
        "dual-gpu" => "Best pair of cards",
        "laptop" => "Best laptop",
        "mac" => "Best Mac",
        "mini-pc" => "Best mini PC or board",
        "low-power" => "Best on 150 W",
        "under-300" => "Best under $300",
        "under-500" => "Best under $500",
        "under-1000" => "Best under $1,000",
        "under-2000" => "Best under $2,000",
        "under-5000" => "Best under $5,000",
        "for-8b" => "Best for an 8B model",
        "for-14b" => "Best for a 14B model",
        "for-32b" => "Best for a 32B model",
        "for-70b" => "Best for a 70B model",
        "for-30b-a3b" => "Best for a 30B model with experts",
        "for-gpt-oss-120b" => "Best for gpt-oss 120B",
        other => other,
    };
    title.to_owned()
}

/// The wishes in one line; `models` are the names of what is to run.
#[must_use]
pub fn wished(wishes: &RawWishes, models: &[String]) -> String {
    let mut parts: Vec<String> = vec![["Runs ", &models.join(" and ")].concat()];
    if let Some(want) = wishes.wants.first() {
        parts.extend(want.quant.as_ref().map(|quant| "at ".to_owned() + quant));
        parts.extend(want.context.map(|tokens| grouped(u64::from(tokens)) + " tokens of context"));
        parts.extend(want.users.map(|users| grouped(u64::from(users)) + " users"));
        parts.extend(want.speed.map(|rate| plain(rate) + " tok/s or more"));
    }
    parts.extend(wishes.budget_usd.map(|most| "at most ".to_owned() + &usd(most)));
    parts.extend(wishes.power_w.map(|most| "rated at most ".to_owned() + &watts(most)));
    parts.extend(wishes.buy.as_ref().filter(|buy| *buy != "any").map(|buy| "bought ".to_owned() + buy));
    let vendors: Vec<String> = wishes.vendors.iter().map(|vendor| maker(vendor)).collect();
    let forms: Vec<&str> = wishes.forms.iter().filter_map(|word| Form::parse(word)).map(form).collect();
    parts.extend((!vendors.is_empty()).then(|| vendors.join(" or ")));
    parts.extend((!forms.is_empty()).then(|| forms.join(" or ")));
    parts.extend(wishes.os.clone());
    if wishes.max_devices == Some(1) {
        parts.push("one device".to_owned());
    }
    let least = wishes.min_devices.filter(|least| *least > 1);
    parts.extend(least.map(|least| "at least ".to_owned() + &grouped(u64::from(least)) + " equal cards"));
    let order = match wishes.order.as_deref() {
        Some("speed") => "the fastest first",
        Some("efficiency") => "the least energy first",
        _ => "the cheapest first",
    };
    parts.push(order.to_owned());
    parts.join(" · ")
}

/// How many rigs there were.
#[must_use]
pub fn counted(counts: &Counts, as_of: Date) -> String {
    let number = |count: u32| grouped(u64::from(count));
    let mut out = [
        &number(counts.tried),
        " rigs tried: ",
        &number(counts.comfortable),
        " run all of it comfortably, ",
        &number(counts.does_not_fit),
        " run none of it, ",
        &number(counts.unknown),
        " lack a figure to tell. ",
        &number(counts.priced),
        " of those that run something have a price, ",
        &number(counts.unpriced),
        " have none.",
    ]
    .concat();
    out = [&out, " Prices until ", &as_of.to_string(), "."].concat();
    out
}

/// Why fewer are listed than run.
#[must_use]
pub fn unbeaten(best: u32, priced: u32) -> String {
    let number = |count: u32| grouped(u64::from(count));
    [
        &number(best),
        " of ",
        &number(priced),
        ": those that no other rig equals or beats in price, speed, power and fit.",
    ]
    .concat()
}

/// What the wishes left out; empty where that is nothing.
#[must_use]
pub fn left_out(out: &LeftOut) -> String {
    let counts = [
        (out.kind, "of another maker, form or system"),
        (out.above_budget, "above the budget"),
        (out.above_power, "above the power"),
        (out.power_unknown, "of unknown power"),
        (out.no_backend, "that no built-in backend drives"),
        (out.sockets_and_phones, "in sockets or phones"),
        (out.outdone_pairs, "pairs of unequal cards that one of them outdoes, alone or twice"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| [&grouped(u64::from(*count)), " ", *what].concat())
        .collect();
    if parts.is_empty() { String::new() } else { ["Left out: ", &parts.join(", "), "."].concat() }
}

/// What was not tried.
#[must_use]
pub fn not_tried(what: NotTried) -> String {
    match what {
        NotTried::OtherUnequalRigs { cards } => [
            "rigs of unequal devices other than pairs of the ",
            &grouped(cards as u64),
            " cards with the highest scores",
        ]
        .concat(),
        NotTried::MoreDevices { most } => ["more than ", &grouped(u64::from(most)), " equal cards"].concat(),
        NotTried::HostMemory => {
            "layers or experts in RAM beside cards, because its size was not said".to_owned()
        }
        NotTried::Noise => "noise, of which the catalog has no figures".to_owned(),
    }
}

/// Why a rig is listed.
#[must_use]
pub fn why(why: &Why) -> String {
    match why {
        Why::AllComfortable { headroom: Known::Known(room) } => {
            ["Comfortable, ", &percent(*room), " free"].concat()
        }
        Why::AllComfortable { headroom: Known::Unknown } => t(fit_key(Fit::Comfortable)).to_owned(),
        Why::Cheapest { usd: price } => "cheapest here, ".to_owned() + &usd(price.get()),
        Why::Fastest { rate } => ["fastest here, ", &three(rate.get()), "\u{a0}tok/s"].concat(),
        Why::LeastPower { power } => "least power here, ".to_owned() + &watts(power.get()),
        Why::MostEfficient { joules_per_token } => {
            ["least energy here, ", &three(*joules_per_token), "\u{a0}J per token"].concat()
        }
        Why::FinestQuant { bits } => {
            ["finest quant here, ", &decimals(*bits, 2), " bits per weight"].concat()
        }
        Why::BudgetLeft { usd: left } => usd(left.get()) + " of the budget left",
    }
}

/// What a rig cannot do; `model` names a want. The reason of a want stands beside it.
#[must_use]
pub fn cannot(what: &Cannot, model: &dyn Fn(usize) -> String) -> String {
    match what {
        Cannot::Want { want, fit } => [&model(*want), ": ", &t(fit_key(*fit)).to_ascii_lowercase()].concat(),
        Cannot::PriceUnknown => "nobody recorded a price in this size".to_owned(),
        Cannot::NotSeen { usd: price, age_days } => {
            ["not seen in that condition; in another for ", &usd(price.get()), ", ", &days_old(*age_days)]
                .concat()
        }
        Cannot::LaunchPrice { age_days } => {
            "only the launch price is known, ".to_owned() + &days_old(*age_days)
        }
        Cannot::OldPrice { age_days } => "its price is ".to_owned() + &days_old(*age_days),
        Cannot::HostNotPriced => "without the computer around it".to_owned(),
        Cannot::PowerUnknown => "its rated power is not recorded".to_owned(),
        Cannot::NeedsAirFlow => "no fans of its own".to_owned(),
        Cannot::NeedsSocket => "sits in a socket of a server or carrier board".to_owned(),
        Cannot::NoCuda => "no CUDA".to_owned(),
    }
}

/// A better rig for more money, before its name.
pub const NEXT: &str = "Next better: ";
/// The same beyond the budget.
pub const BEYOND: &str = "Above the budget: ";

/// What the better rig costs more and gives more, after its name.
#[must_use]
pub fn next(more_usd: f64, better: &Better) -> String {
    let gain = match better {
        Better::Fit { fit } => t(fit_key(*fit)).to_ascii_lowercase(),
        Better::Faster { times } => three(*times) + " times as fast",
        Better::FinerQuant { bits } => [&decimals(*bits, 2), " bits per weight"].concat(),
    };
    [" for ", &usd(more_usd), " more: ", &gain].concat()
}

/// Condition, reach, day and age of a price.
#[must_use]
pub fn price_note(price: &RigPrice) -> String {
    let kind = match price.condition {
        "msrp" => "launch price",
        "mixed" => "each in another condition",
        condition => condition,
    };
    // That a card's computer is not in it stands among what a rig cannot do.
    let covers = if price.covers == Covers::Machine { ", whole machine" } else { "" };
    let span = if price.low == price.high {
        String::new()
    } else {
        [&usd(price.low.get()), "–", &decimals(price.high.get(), 0), ", "].concat()
    };
    let (day, age) = (price.observed.to_string(), days_old(price.age_days));
    [&span, kind, covers, ", ", &day, ", ", &age].concat()
}

/// A way to loosen wishes, with how many rigs they keep out that way and why.
#[must_use]
pub fn loosen(says: &str, count: u32, why: &str) -> String {
    let rigs = if count == 1 { " rig " } else { " rigs " };
    [says, " (", &grouped(u64::from(count)), rigs, why, ")"].concat()
}

/// Ways to loosen wishes, by what they take away.
pub const LOOSEN: [&str; 5] = [
    "any maker, form and system",
    "no budget",
    "no limit of power",
    "up to eight equal cards",
    "a shorter context and the best quant",
];

/// Why rigs are out: left out by a wish, or too small.
pub const LEFT_OUT: &str = "left out";
/// The same.
pub const TOO_SMALL: &str = "too small";

/// Of which day a saved question's answer is.
#[must_use]
pub fn as_of(date: Date) -> String {
    ["Answered from the catalog of ", &date.to_string(), "."].concat()
}
