//! One folder a page or group of pages; each is a component of the place.

mod accuracy;
mod choose;
mod closer;
mod cluster;
mod compare;
mod cost;
mod device;
mod fine_tune;
mod lists;
mod model;
mod nowhere;
mod together;

pub use accuracy::{Accuracy, AccuracyProps};
pub use choose::{Best, BestProps, Choose, ChooseProps};
pub use closer::{Closer, CloserProps};
pub use cluster::{Cluster, ClusterProps};
pub use compare::{Compare, CompareProps};
pub use cost::{Cost, CostProps};
pub use device::{DevicePage, DevicePageProps};
pub use fine_tune::{FineTune, FineTuneProps};
pub use lists::{Devices, DevicesProps, Leaderboard, LeaderboardProps, Models, ModelsProps};
pub use model::{ModelPage, ModelPageProps};
pub use nowhere::nowhere;
pub use together::{Together, TogetherProps};
