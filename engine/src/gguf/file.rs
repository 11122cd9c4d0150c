//! A model's file, whole or in parts.

use super::fault::{FileFault, FileFaultCode};
use super::figures::figures;
use super::header::Header;
use crate::architecture::{Family, HParams};
use crate::order;
use crate::units::Bytes;
use crate::weights::{GgmlType, Quant, Tensor};

/// Where the quant's name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantFrom {
    /// The file states it (`general.file_type`).
    File,
    /// The file does not: it is named after the type of most of its bytes.
    Tensors,
}

impl QuantFrom {
    /// A stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Tensors => "tensors",
        }
    }
}

/// A model as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// What the file calls the model (`general.name`); may be empty.
    pub name: String,
    /// What the file calls its architecture.
    pub architecture: String,
    /// `general.license`; may be empty.
    pub license: String,
    /// Version of the format.
    pub version: u32,
    /// Files it is in.
    pub parts: u32,
    /// The figures.
    pub hparams: HParams,
    /// The quant's name; the tensors may be stored otherwise than llama.cpp's quantiser would.
    pub quant: Quant,
    /// Where that name is from.
    pub quant_from: QuantFrom,
    /// Tensors in the file's order.
    pub tensors: Vec<Tensor>,
    /// Their types, in the same order.
    pub types: Vec<GgmlType>,
}

impl File {
    /// From the headers of all parts, in any order.
    ///
    /// # Errors
    /// It is no language model or encoder, parts are missing, or figures that its architecture needs.
    pub fn of(mut headers: Vec<Header>) -> Result<Self, FileFault> {
        let number = |header: &Header| header.whole("split.no").unwrap_or(0);
        order::sort_by(&mut headers, |a, b| number(a).cmp(&number(b)));
        let nothing = Header::default();
        let first = headers.first().unwrap_or(&nothing);
        check_parts(&headers)?;
        check_kind(first)?;
        let all = headers.iter().flat_map(|header| &header.tensors);
        let (tensors, types): (Vec<Tensor>, Vec<GgmlType>) =
            all.map(|tensor| (tensor.tensor.clone(), tensor.ty)).unzip();
        if tensors.is_empty() {
            return Err(FileFault::new(FileFaultCode::NoTensors, ""));
        }
        let hparams = figures(first, &tensors)?;
        let stated = first.whole("general.file_type").and_then(quant_of);
        let (quant, quant_from) = match stated {
            Some(quant) => (quant, QuantFrom::File),
            None => (mostly(&tensors, &types), QuantFrom::Tensors),
        };
        Ok(Self {
            name: first.text("general.name").to_owned(),
            architecture: first.text("general.architecture").to_owned(),
            license: first.text("general.license").to_owned(),
            version: first.version,
            parts: u32::try_from(headers.len()).unwrap_or(u32::MAX),
            hparams,
            quant,
            quant_from,
            tensors,
            types,
        })
    }

    /// Whether the rules know the architecture by name.
    #[must_use]
    pub fn knows_architecture(&self) -> bool {
        self.hparams.architecture != Family::Generic
    }
}

fn check_parts(headers: &[Header]) -> Result<(), FileFault> {
    let Some(first) = headers.first() else {
        return Err(FileFault::new(FileFaultCode::NotGguf, ""));
    };
    let count = first.whole("split.count").unwrap_or(1).max(1);
    let complete = headers.len() == count as usize
        && (0..).zip(headers).all(|(no, header)| header.whole("split.no").unwrap_or(0) == no);
    let listed: usize = headers.iter().map(|header| header.tensors.len()).sum();
    let stated = first.whole("split.tensors.count").unwrap_or(0) as usize;
    if complete && (stated == 0 || stated == listed) {
        return Ok(());
    }
    Err(FileFault::new(FileFaultCode::Parts, &[&headers.len().to_string(), "/", &count.to_string()].concat()))
}

/// Projectors, adapters and importance matrices are GGUF files, too.
fn check_kind(first: &Header) -> Result<(), FileFault> {
    let kind = first.text("general.type");
    let architecture = first.text("general.architecture");
    let other = !matches!(kind, "" | "model") || matches!(architecture, "clip" | "mmproj");
    if other || architecture.is_empty() {
        let said = if matches!(kind, "" | "model") { architecture } else { kind };
        return Err(FileFault::new(FileFaultCode::NotAModel, said));
    }
    Ok(())
}

/// `llama_ftype` of llama.cpp `include/llama.h` at commit 0011438e9; 1024 added means that it was guessed.
fn quant_of(file_type: u32) -> Option<Quant> {
    use Quant as Q;
    Some(match file_type & 1023 {
        0 => Q::F32,
        1 => Q::F16,
        2 => Q::Q4_0,
        3 => Q::Q4_1,
        7 => Q::Q8_0,
        8 => Q::Q5_0,
        9 => Q::Q5_1,
        10 => Q::Q2_K,
        11 => Q::Q3_K_S,
        12 => Q::Q3_K_M,
        13 => Q::Q3_K_L,
        14 => Q::Q4_K_S,
        15 => Q::Q4_K_M,
        16 => Q::Q5_K_S,
        17 => Q::Q5_K_M,
        18 => Q::Q6_K,
        19 => Q::IQ2_XXS,
        20 => Q::IQ2_XS,
        21 => Q::Q2_K_S,
        22 => Q::IQ3_XS,
        23 => Q::IQ3_XXS,
        24 => Q::IQ1_S,
        25 => Q::IQ4_NL,
        26 => Q::IQ3_S,
        27 => Q::IQ3_M,
        28 => Q::IQ2_S,
        29 => Q::IQ2_M,
        30 => Q::IQ4_XS,
        31 => Q::IQ1_M,
        32 => Q::BF16,
        36 => Q::TQ1_0,
        37 => Q::TQ2_0,
        38 => Q::MXFP4_MOE,
        39 => Q::NVFP4,
        40 => Q::Q1_0,
        _ => return None,
    })
}

/// The quant whose usual type most bytes have; of several the one whose name people use, `_M`.
fn mostly(tensors: &[Tensor], types: &[GgmlType]) -> Quant {
    let mut sums: Vec<(GgmlType, Bytes)> = Vec::new();
    for (tensor, &ty) in tensors.iter().zip(types) {
        match sums.iter_mut().find(|(seen, _)| *seen == ty) {
            Some((_, sum)) => *sum += tensor.bytes(ty),
            None => sums.push((ty, tensor.bytes(ty))),
        }
    }
    let most = sums.iter().max_by_key(|(_, sum)| *sum).map_or(GgmlType::F16, |(ty, _)| *ty);
    let named = |usual: bool| {
        let mut all = Quant::ALL.iter().copied();
        all.find(|quant| quant.default_type() == most && (!usual || quant.label().ends_with("_M")))
    };
    named(true).or_else(|| named(false)).unwrap_or(Quant::F16)
}
