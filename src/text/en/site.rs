//! What stands in the heads of pages and in their text for readers without JavaScript.

use crate::text::number::grouped;

/// The title of a page in the browser's tab and in search results; the calculator's is the site's own.
#[must_use]
pub fn title(of: &str) -> String {
    if of.is_empty() { "will it run?".to_owned() } else { of.to_owned() + " – will it run?" }
}

/// Title and description of a page that follows from no record, by its path; `counts` of devices and models.
#[must_use]
pub fn fixed_page(path: &str, counts: [usize; 2]) -> (&'static str, String) {
    let [devices, models] = counts.map(|count| grouped(count as u64));
    match path {
        "" => (
            "",
            [
                "Will this AI model run on this hardware, and how fast? ",
                &models,
                " models and ",
                &devices,
                " devices, worked out on your own machine.",
            ]
            .concat(),
        ),
        "hardware/" => {
            ("Hardware", devices + " devices for running AI models, with scores, speeds and prices.")
        }
        "models/" => ("Models", models + " AI models with their exact sizes and what runs them."),
        "leaderboard/" => ("Leaderboard", devices + " devices by score, price, speed and memory."),
        "compare/" => ("Compare", "Devices, models and rigs side by side, differences first.".to_owned()),
        "accuracy/" => (
            "Accuracy",
            "How right the predicted speeds are, measurement by measurement, and a place for your own."
                .to_owned(),
        ),
        "cost/" => (
            "Buy, rent or API",
            "When owning hardware costs less than renting it or paying by the token, with every term shown."
                .to_owned(),
        ),
        "closer/" => (
            "A closer look",
            "Speed and memory of an AI model on your hardware over context and users, from a disk, with a drafter, until the answer is there."
                .to_owned(),
        ),
        "together/" => (
            "Several models at once",
            "Chat, autocomplete, embeddings and speech on one rig: where each lies, what is left, and which one to move."
                .to_owned(),
        ),
        "cluster/" => (
            "One model, several machines",
            "An AI model over several machines: what each holds, what the network costs, and the commands that start it."
                .to_owned(),
        ),
        "fine-tune/" => (
            "Fine-tuning",
            "What full fine-tuning, LoRA and QLoRA take on your hardware: weights, gradients, optimizer and activations."
                .to_owned(),
        ),
        "choose/" => (
            "Choose",
            "Which hardware for the AI models you want to run: ranked rigs with dated prices.".to_owned(),
        ),
        "best/" => {
            ("Best hardware", "Saved questions to the chooser, answered from the dated catalog.".to_owned())
        }
        "hardware/-/" => {
            ("Hardware", "Which AI models run on this device, how fast, and what it costs.".to_owned())
        }
        "models/-/" => ("Models", "Memory, speed and hardware for this model, quant by quant.".to_owned()),
        _ => ("Best hardware", "Saved questions to the chooser.".to_owned()),
    }
}

/// The description of a saved question.
#[must_use]
pub fn best_description(title: &str, day: &str) -> String {
    [title, " for running AI models: ranked rigs with dated prices, from the catalog of ", day, "."].concat()
}

/// The description of a device: its name and sentence, its score, its workloads.
#[must_use]
pub fn device_description(name: &str, sentence: &str, score: &str, tally: &str) -> String {
    let sentence = [name, ": ", sentence].concat();
    [&*sentence, score, tally].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// `Score 543 of 1,000.`, or that there is none.
#[must_use]
pub fn score(headline: Option<u32>) -> String {
    match headline {
        Some(points) => ["Score ", &grouped(u64::from(points)), " of 1,000."].concat(),
        None => "Its score is unknown: a figure that it needs was never recorded.".to_owned(),
    }
}

/// What the figures of a page are worked out for, where a device is sold in several sizes.
#[must_use]
pub fn with_memory(size: &str) -> String {
    ["With ", size, ", the largest size it is sold with:"].concat()
}

/// The title of a comparison of two.
#[must_use]
pub fn versus(one: &str, other: &str) -> String {
    [one, " against ", other].concat()
}

/// The description of a comparison: two names, each with its score.
#[must_use]
pub fn versus_description([one, score]: [&str; 2], [other, others]: [&str; 2]) -> String {
    [
        one,
        " and ",
        other,
        " for running AI models, side by side. ",
        one,
        ": ",
        score,
        " ",
        other,
        ": ",
        others,
    ]
    .concat()
}

/// What a model's file takes.
#[must_use]
pub fn file_size(quant: &str, size: &str) -> String {
    ["In ", quant, " its tensors take ", size, "."].concat()
}

/// A question about a model that people ask, and its answer.
#[must_use]
pub fn how_much(model: &str) -> String {
    ["How much memory does ", model, " need?"].concat()
}

/// The answer: everything on one card.
#[must_use]
pub fn so_much(quant: &str, context: u32, needed: &str) -> String {
    let context = grouped(u64::from(context));
    [
        "At ",
        quant,
        " with ",
        &context,
        " tokens of context it takes ",
        needed,
        " on a CUDA card: weights, caches, buffers and what the runtime adds.",
    ]
    .concat()
}

/// A question about a model's context.
#[must_use]
pub fn how_far(model: &str) -> String {
    ["How long is the context of ", model, "?"].concat()
}

/// The answer.
#[must_use]
pub fn so_far(most: &str) -> String {
    ["It was made for up to ", most, " tokens; each of them takes memory beside the weights."].concat()
}

/// A question about a model's file.
#[must_use]
pub fn how_large(model: &str) -> String {
    ["How large is the file of ", model, "?"].concat()
}

/// The answer: smallest and largest quant, each with its size.
#[must_use]
pub fn as_large([small, least, large, most]: [&str; 4]) -> String {
    ["From ", least, " at ", small, " to ", most, " at ", large, ", tensors alone."].concat()
}

/// A question about a device.
#[must_use]
pub fn what_runs(device: &str) -> String {
    ["Which AI models run on ", device, "?"].concat()
}

/// Another.
#[must_use]
pub fn how_good(device: &str) -> String {
    ["How good is ", device, " for running AI models?"].concat()
}

/// What the page cannot do without scripts.
pub const PLAIN_NOTE: &str = "These figures were worked out when the site was built. With JavaScript on, the page answers your own question: quant, context, users, several devices.";
/// Over the table of a model's sizes.
pub const SIZES: &str = "Sizes by quant";
/// Heads of that table.
pub const SIZES_HEAD: [&str; 4] = ["Quant", "File", "Loaded", "File, bytes"];
/// Over the table of a device's workloads.
pub const WORKLOADS: &str = "What it does";
/// Heads of that table.
pub const WORKLOADS_HEAD: [&str; 3] = ["Workload", "Verdict", "Why"];
/// What the calculator is, before it is there.
pub const START: &str = "Will it run?";
/// Over the table of rigs of a saved question.
pub const RIGS: &str = "First places";
/// Heads of that table.
pub const RIGS_HEAD: [&str; 4] = ["Rig", "Price", "Verdict", "Decode, the slowest model"];
/// Before a device's score.
pub const SCORE: &str = "Score";
/// Head of the names of figures.
pub const FIGURE: &str = "Figure";
/// Over a table of figures.
pub const FIGURES: &str = "Figures";
/// Heads of that table.
pub const FIGURES_HEAD: [&str; 3] = ["Figure", "Value", "Source"];
/// A figure that nobody recorded.
pub const UNKNOWN: &str = "unknown";
/// The way to the list of models.
pub const ALL_MODELS: &str = "All models";
