//! Rows of lists: the same assessment, over quants, models or devices.

use serde::Serialize;

use super::Rate;
use crate::fit::Fit;
use crate::units::{Bytes, Known};

/// A quant of the question's model on the question's rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuantRow {
    /// Label.
    pub quant: &'static str,
    /// Tensor bytes of the file.
    pub file: Known<Bytes>,
    /// Bits per weight of the file.
    pub bits: Known<f64>,
    /// The quantiser refuses this type without an importance matrix.
    pub needs_imatrix: bool,
    /// The verdict.
    pub fit: Fit,
    /// Bytes on the fullest device.
    pub total: Known<Bytes>,
    /// Free ÷ usable there.
    pub headroom: Known<f64>,
    /// Decode.
    pub decode: Known<Rate>,
}

/// A model of the catalog at its best quant on the question's rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelRow {
    /// Position in the catalog's models.
    pub model: usize,
    /// The best quant that fits, or the smallest tried.
    pub quant: &'static str,
    /// The verdict.
    pub fit: Fit,
    /// Bytes on the fullest device.
    pub total: Known<Bytes>,
    /// Free ÷ usable there.
    pub headroom: Known<f64>,
    /// Decode.
    pub decode: Known<Rate>,
}

/// A device of the catalog running the question's model and quant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeviceRow {
    /// Position in the catalog's hardware.
    pub hardware: usize,
    /// Installed memory assumed: the device's only size, or its smallest that runs the model best.
    pub memory: Known<Bytes>,
    /// The verdict.
    pub fit: Fit,
    /// Bytes needed on the device.
    pub total: Known<Bytes>,
    /// Free ÷ usable there.
    pub headroom: Known<f64>,
    /// Decode.
    pub decode: Known<Rate>,
}
