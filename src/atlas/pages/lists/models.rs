//! All models: their columns, filters and rows.

use will_it_run_engine::catalog::{Catalog, Model, ModelKey, Word};
use will_it_run_engine::rules::Basis;
use will_it_run_engine::units::Bytes;
use will_it_run_engine::weights::{Imatrix, Quant};

use super::sheet::{Cell, End, Filter, Kind, List, Order, Row, Shown, Stage, Test, Value, column};
use crate::app::world::World;
use crate::atlas::route::Route;
use crate::text::{ListsKey, tl};

/// Models prepared between two looks at the clock.
const GO: usize = 2;
/// Parameters are typed in billions.
const BILLION: f64 = 1e9;

/// The list of models.
pub static MODELS: List = List {
    word: "models",
    title: ListsKey::ModelsTitle,
    intro: |_| tl(ListsKey::ModelsIntro).to_owned(),
    rows: ListsKey::ModelRows,
    columns: &[
        column("name", ListsKey::Name, Kind::Text, Shown::Always, &["name"]),
        column("publisher", ListsKey::Publisher, Kind::Text, Shown::First, &["publisher"]),
        column("params", ListsKey::Parameters, Kind::Count, Shown::First, &["parameters"]),
        column("active", ListsKey::ActiveParameters, Kind::Count, Shown::First, &["active_parameters"]),
        column("experts", ListsKey::Experts, Kind::Text, Shown::OnDemand, &["experts"]),
        column("context", ListsKey::Context, Kind::Tokens, Shown::First, &["context_tokens"]),
        column("released", ListsKey::Released, Kind::Date, Shown::First, &["released"]),
        column("modality", ListsKey::Modality, Kind::Words, Shown::First, &["modality"]),
        column("licence", ListsKey::Licence, Kind::Text, Shown::First, &["licence"]),
        column("file", ListsKey::File, Kind::Bytes, Shown::First, &["q4_k_m_bytes"]),
        column("basis", ListsKey::MemoryBasis, Kind::Text, Shown::First, &["memory_basis"]),
        column("tasks", ListsKey::Tasks, Kind::Words, Shown::OnDemand, &["tasks"]),
    ],
    filters: &[
        Filter { word: "modality", label: ListsKey::Modality, column: 7, test: Test::Is },
        Filter { word: "licence", label: ListsKey::Licence, column: 8, test: Test::Is },
        Filter { word: "experts", label: ListsKey::Experts, column: 4, test: Test::Is },
        Filter { word: "from", label: ListsKey::SizeAtLeast, column: 2, test: Test::AtLeast(BILLION) },
        Filter { word: "to", label: ListsKey::SizeAtMost, column: 2, test: Test::AtMost(BILLION) },
        Filter { word: "since", label: ListsKey::ReleasedSince, column: 6, test: Test::Since },
    ],
    first: Order { column: 6, end: End::Greatest },
    build,
    prepare,
    search: |world, typed| {
        world.catalog().search_models(typed).into_iter().map(|hit| hit.key.index()).collect()
    },
    page: Route::Model,
};

fn build(world: &World, stage: Stage) -> Vec<Row> {
    let catalog = world.catalog();
    catalog
        .model_keys()
        .zip(catalog.models())
        .map(|(key, model)| row(world, catalog, key, model, stage))
        .collect()
}

/// The files of some models; the calculator keeps them.
fn prepare(world: &World, from: usize) -> Option<usize> {
    let models = world.catalog().models();
    for model in models.iter().skip(from).take(GO) {
        let _ = world.calculator().weights(&model.id, Quant::Q4_K_M, Imatrix::Without);
    }
    Some(from + GO).filter(|next| *next < models.len())
}

fn row(world: &World, catalog: &Catalog, key: ModelKey, model: &Model, stage: Stage) -> Row {
    let params = &model.params;
    let dense = params.active.known() >= params.total.known() || !params.active.known().is_known();
    let count = |n: u64| n as f64;
    let words = |words: Vec<&str>| Cell::text(&words.join(", "));
    let (file, basis) = match stage {
        Stage::Catalog => (Value::Missing(ListsKey::Waiting), Value::Missing(ListsKey::Waiting)),
        Stage::Whole => {
            let weights = world.calculator().weights(&model.id, Quant::Q4_K_M, Imatrix::Without);
            let file = weights.ok().map(|weights| weights.file).filter(|file| *file > Bytes::ZERO);
            let file = file.map_or(Value::Missing(ListsKey::Unknown), |file| Value::Figure(file.as_f64()));
            let basis = match world.calculator().basis(key).0 {
                Basis::Tensors => ListsKey::BasisExact,
                Basis::TensorsByRule => ListsKey::BasisRule,
                Basis::Parameters => ListsKey::BasisParameters,
            };
            (file, Value::Text(tl(basis).into()))
        }
    };
    let cells = vec![
        Cell::text(&model.name),
        Cell::text(&model.publisher),
        Cell::figure(params.total.known().map(count), catalog.confirmed(&params.total)),
        Cell::figure(params.active.known().map(count), catalog.confirmed(&params.active)),
        Cell::text(tl(if dense { ListsKey::Dense } else { ListsKey::Moe })),
        Cell::figure(
            model.context.max.known().map(|tokens| f64::from(tokens.get())),
            catalog.confirmed(&model.context.max),
        ),
        Cell::day(model.released.known(), catalog.confirmed(&model.released)),
        words(model.modality.iter().map(|way| way.as_str()).collect()),
        Cell::text(&model.license),
        Cell::of(file),
        Cell::of(basis),
        words(model.tasks.iter().map(|task| task.as_str()).collect()),
    ];
    Row { id: model.id.to_string().into(), cells }
}
