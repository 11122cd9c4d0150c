//! Which rows a reader asks for, in which order.

use core::cmp::Ordering;

use will_it_run_engine::order::sort_by;

use super::asked::{End, Unknowns};
use super::{Asked, Cell, Filter, List, Order, Row, Test, Value, Wanted};
use crate::text::ListsKey;

/// The rows asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picked {
    /// Their positions, in order.
    pub rows: Vec<usize>,
    /// How many more would be there if a figure that is not known met its filter, and the heads of those columns.
    pub unknown: usize,
    /// Heads of the columns whose figures are not known.
    pub lacking: Vec<ListsKey>,
    /// Where nothing is left: for what is typed (none) and each filter set, how many rows there are without it.
    pub without: Vec<(Option<usize>, usize)>,
}

/// Whether a row meets a filter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meets {
    Yes,
    No,
    Unknown,
}

/// Picks from all rows. `found` are the positions for what is typed, best first; none when nothing is typed.
#[must_use]
pub fn pick(list: &List, rows: &[Row], asked: &Asked, found: Option<&[usize]>) -> Picked {
    let everything: Vec<usize> = (0..rows.len()).collect();
    let mut picked = Picked::default();
    for &at in found.unwrap_or(&everything) {
        let Some(row) = rows.get(at) else { continue };
        let mut meets = Meets::Yes;
        let mut lacking = Vec::new();
        for (filter, wanted) in list.filters.iter().zip(&asked.wanted) {
            match meets_filter(row, filter, wanted) {
                Meets::Yes => {}
                Meets::No => meets = Meets::No,
                Meets::Unknown => lacking.extend(list.columns.get(filter.column).map(|column| column.name)),
            }
        }
        if meets == Meets::No {
            continue;
        }
        if !lacking.is_empty() {
            picked.unknown += 1;
            lacking.retain(|name| !picked.lacking.contains(name));
            picked.lacking.append(&mut lacking);
            if asked.unknown == Unknowns::Out {
                continue;
            }
        }
        picked.rows.push(at);
    }
    let order = asked.order.or(if found.is_some() { None } else { Some(list.first) });
    if let Some(order) = order {
        sort(rows, &mut picked.rows, order);
    }
    if picked.rows.is_empty() {
        picked.without = without(list, rows, asked, found, &everything);
    }
    picked
}

fn meets_filter(row: &Row, filter: &Filter, wanted: &Wanted) -> Meets {
    let Some(cell) = row.cells.get(filter.column) else { return Meets::Unknown };
    let yes = match (wanted, &cell.value) {
        (Wanted::Anything | Wanted::Unread, _) => true,
        (_, Value::Missing(_)) => return Meets::Unknown,
        (Wanted::Word(word), Value::Text(text)) => {
            text.eq_ignore_ascii_case(word) || text.split(", ").any(|part| part.eq_ignore_ascii_case(word))
        }
        (Wanted::Day(since), Value::Day(day)) => day >= since,
        (Wanted::Figure(limit), value) => match value.figure() {
            Some(figure) if matches!(filter.test, Test::AtMost(_)) => figure <= *limit,
            Some(figure) => figure >= *limit,
            None => return Meets::Unknown,
        },
        _ => return Meets::Unknown,
    };
    if yes { Meets::Yes } else { Meets::No }
}

/// How many rows there are without each single demand.
fn without(
    list: &List,
    rows: &[Row],
    asked: &Asked,
    found: Option<&[usize]>,
    everything: &[usize],
) -> Vec<(Option<usize>, usize)> {
    let count = |from: &[usize], but: Option<usize>| {
        let demands = || list.filters.iter().zip(&asked.wanted).enumerate();
        let meets = |row: &Row| {
            let mut others = demands().filter(|(at, _)| Some(*at) != but);
            others.all(|(_, (filter, wanted))| meets_filter(row, filter, wanted) == Meets::Yes)
        };
        from.iter().filter_map(|at| rows.get(*at)).filter(|row| meets(row)).count()
    };
    let mut without = Vec::new();
    if found.is_some() {
        without.push((None, count(everything, None)));
    }
    for (at, wanted) in asked.wanted.iter().enumerate() {
        if !matches!(wanted, Wanted::Anything | Wanted::Unread) {
            without.push((Some(at), count(found.unwrap_or(everything), Some(at))));
        }
    }
    without
}

/// Sorts positions by a column; what is missing comes last either way, what is equal stays in its order.
fn sort(rows: &[Row], positions: &mut [usize], order: Order) {
    let value = |at: &usize| rows.get(*at).and_then(|row: &Row| row.cells.get(order.column));
    sort_by(positions, |a, b| match (value(a), value(b)) {
        (Some(a), Some(b)) => compare(a, b, order.end),
        _ => Ordering::Equal,
    });
}

fn compare(a: &Cell, b: &Cell, end: End) -> Ordering {
    let missing = |cell: &Cell| matches!(cell.value, Value::Missing(_));
    let rising = match (&a.value, &b.value) {
        _ if missing(a) || missing(b) => return missing(a).cmp(&missing(b)),
        (Value::Text(a), Value::Text(b)) => {
            let low = |byte: u8| byte.to_ascii_lowercase();
            a.bytes().map(low).cmp(b.bytes().map(low))
        }
        (Value::Day(a), Value::Day(b)) => a.cmp(b),
        (a, b) => a.figure().unwrap_or(0.0).total_cmp(&b.figure().unwrap_or(0.0)),
    };
    if end == End::Greatest { rising.reverse() } else { rising }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Kind, Shown, Stage};
    use super::*;
    use crate::atlas::route::Route;

    const fn column(word: &'static str, kind: Kind) -> Column {
        Column { word, name: ListsKey::Name, kind, shown: Shown::First, fields: &[] }
    }

    static LIST: List = List {
        word: "things",
        title: ListsKey::DevicesTitle,
        intro: |_| String::new(),
        rows: ListsKey::DeviceRows,
        columns: &[column("name", Kind::Text), column("price", Kind::Usd), column("apis", Kind::Words)],
        filters: &[
            Filter { word: "max", label: ListsKey::PriceAtMost, column: 1, test: Test::AtMost(1.0) },
            Filter { word: "api", label: ListsKey::Backend, column: 2, test: Test::Is },
        ],
        first: Order { column: 0, end: End::Least },
        build: |_, _: Stage| Vec::new(),
        prepare: |_, _| None,
        search: |_, _| Vec::new(),
        page: Route::Device,
    };

    fn rows() -> Vec<Row> {
        let row = |name: &str, price: Option<f64>, apis: &str| Row {
            id: name.to_owned().into(),
            cells: vec![
                Cell::text(name),
                Cell::of(price.map_or(Value::Missing(ListsKey::Unknown), Value::Figure)),
                Cell::text(apis),
            ],
        };
        vec![
            row("beta", Some(900.0), "CUDA, CPU"),
            row("Alpha", None, "CUDA, CPU"),
            row("gamma", Some(300.0), "CPU"),
        ]
    }

    fn picked(query: &str) -> Picked {
        pick(&LIST, &rows(), &Asked::read(&LIST, query), None)
    }

    #[test]
    fn sorts_either_way_and_what_is_missing_comes_last() {
        assert_eq!(picked("").rows, [1, 0, 2], "by name, whatever its case");
        assert_eq!(picked("sort=price").rows, [2, 0, 1]);
        assert_eq!(picked("sort=-price").rows, [0, 2, 1]);
        assert_eq!(picked("sort=-name").rows, [2, 0, 1]);
        assert_eq!(picked("sort=nonsense").rows, [1, 0, 2]);
    }

    #[test]
    fn what_is_unknown_is_counted_and_never_left_out_in_silence() {
        let cheap = picked("max=500");
        assert_eq!((cheap.rows.as_slice(), cheap.unknown), ([2].as_slice(), 1));
        let cheap = picked("max=500&unknown=show");
        assert_eq!((cheap.rows.as_slice(), cheap.unknown), ([1, 2].as_slice(), 1));
        assert_eq!(picked("max=500&api=metal").unknown, 0, "it is not the price that keeps it out");
        assert_eq!(picked("api=cuda").rows, [1, 0]);
        assert_eq!(picked("max=lots").rows.len(), 3, "what cannot be read filters nothing");
    }

    #[test]
    fn where_nothing_is_left_each_demand_says_what_it_costs() {
        let none = picked("max=500&api=cuda");
        assert!(none.rows.is_empty());
        assert_eq!(none.without, [(Some(0), 2), (Some(1), 1)]);
        let asked = Asked::read(&LIST, "q=x&max=500");
        assert_eq!(pick(&LIST, &rows(), &asked, Some(&[])).without, [(None, 1), (Some(0), 0)]);
    }
}
