//! The programs that the pages about hardware and models are compiled to, each a wasm of its own.

use yew::Html;

use super::pages::{Accuracy, AccuracyProps, Cluster, ClusterProps};
use super::pages::{
    Best, BestProps, Choose, ChooseProps, Closer, CloserProps, Compare, CompareProps, Cost, CostProps,
    DevicePage, DevicePageProps, Devices, DevicesProps, FineTune, FineTuneProps, Leaderboard,
    LeaderboardProps, ModelPage, ModelPageProps, Models, ModelsProps, Together, TogetherProps,
};
use super::place::Place;
use super::route::{ProgramName, Route};
use crate::app::draw;

/// A program: some of the pages.
pub trait Program: 'static {
    /// Its name.
    const NAME: ProgramName;
    /// How many tasks its pages are drawn in.
    const PARTS: u8 = 1;
    /// The page of the place, if it is one of this program's.
    fn page(place: &Place) -> Option<Html>;
}

/// One device.
#[derive(Debug)]
pub struct DeviceProgram;

impl Program for DeviceProgram {
    const NAME: ProgramName = ProgramName::Device;
    const PARTS: u8 = 5;

    fn page(place: &Place) -> Option<Html> {
        let Route::Device(id) = &place.route else { return None };
        let props = DevicePageProps { place: place.clone(), id: id.clone().into() };
        Some(draw::component::<DevicePage>(props))
    }
}

/// One model.
#[derive(Debug)]
pub struct ModelProgram;

impl Program for ModelProgram {
    const NAME: ProgramName = ProgramName::Model;
    const PARTS: u8 = 4;

    fn page(place: &Place) -> Option<Html> {
        let Route::Model(id) = &place.route else { return None };
        let props = ModelPageProps { place: place.clone(), id: id.clone().into() };
        Some(draw::component::<ModelPage>(props))
    }
}

/// Lists and leaderboard.
#[derive(Debug)]
pub struct ListsProgram;

impl Program for ListsProgram {
    const NAME: ProgramName = ProgramName::Lists;

    fn page(place: &Place) -> Option<Html> {
        let place = place.clone();
        Some(match place.route {
            Route::Devices => draw::component::<Devices>(DevicesProps { place }),
            Route::Models => draw::component::<Models>(ModelsProps { place }),
            Route::Leaderboard => draw::component::<Leaderboard>(LeaderboardProps { place }),
            _ => return None,
        })
    }
}

/// Curves around one answer.
#[derive(Debug)]
pub struct CloserProgram;

impl Program for CloserProgram {
    const NAME: ProgramName = ProgramName::Closer;

    fn page(place: &Place) -> Option<Html> {
        let Route::Closer = &place.route else { return None };
        Some(draw::component::<Closer>(CloserProps { place: place.clone() }))
    }
}

/// How right the speeds are.
#[derive(Debug)]
pub struct AccuracyProgram;

impl Program for AccuracyProgram {
    const NAME: ProgramName = ProgramName::Accuracy;

    fn page(place: &Place) -> Option<Html> {
        let Route::Accuracy = &place.route else { return None };
        Some(draw::component::<Accuracy>(AccuracyProps { place: place.clone() }))
    }
}

/// Several models on one rig.
#[derive(Debug)]
pub struct TogetherProgram;

impl Program for TogetherProgram {
    const NAME: ProgramName = ProgramName::Together;

    fn page(place: &Place) -> Option<Html> {
        let Route::Together = &place.route else { return None };
        Some(draw::component::<Together>(TogetherProps { place: place.clone() }))
    }
}

/// One model over several machines.
#[derive(Debug)]
pub struct ClusterProgram;

impl Program for ClusterProgram {
    const NAME: ProgramName = ProgramName::Cluster;

    fn page(place: &Place) -> Option<Html> {
        let Route::Cluster = &place.route else { return None };
        Some(draw::component::<Cluster>(ClusterProps { place: place.clone() }))
    }
}

/// What fine-tuning takes.
#[derive(Debug)]
pub struct FineTuneProgram;

impl Program for FineTuneProgram {
    const NAME: ProgramName = ProgramName::FineTune;

    fn page(place: &Place) -> Option<Html> {
        let Route::FineTune = &place.route else { return None };
        Some(draw::component::<FineTune>(FineTuneProps { place: place.clone() }))
    }
}

/// Comparisons.
#[derive(Debug)]
pub struct CompareProgram;

impl Program for CompareProgram {
    const NAME: ProgramName = ProgramName::Compare;
    const PARTS: u8 = 3;

    fn page(place: &Place) -> Option<Html> {
        let Route::Compare(sides) = &place.route else { return None };
        let props = CompareProps { place: place.clone(), sides: sides.clone() };
        Some(draw::component::<Compare>(props))
    }
}

/// The chooser and its saved questions.
#[derive(Debug)]
pub struct ChooseProgram;

impl Program for ChooseProgram {
    const NAME: ProgramName = ProgramName::Choose;

    fn page(place: &Place) -> Option<Html> {
        let place = place.clone();
        Some(match place.route.clone() {
            Route::Choose => draw::component::<Choose>(ChooseProps { place }),
            Route::Best(slug) => draw::component::<Best>(BestProps { place, slug }),
            _ => return None,
        })
    }
}

/// Buy, rent or pay by the token.
#[derive(Debug)]
pub struct CostProgram;

impl Program for CostProgram {
    const NAME: ProgramName = ProgramName::Cost;
    const PARTS: u8 = 3;

    fn page(place: &Place) -> Option<Html> {
        let Route::Cost = &place.route else { return None };
        Some(draw::component::<Cost>(CostProps { place: place.clone() }))
    }
}
