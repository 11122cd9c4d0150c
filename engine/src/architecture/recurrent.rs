//! Layers that keep a state of constant size instead of, or beside, a cache.

use super::{ArchitectureFault, DeltaNet, Family, HParams, Mamba1, Mamba2, Mixer, Rwkv, ShortConv};

/// What a layer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Attention.
    Attention,
    /// A recurrent mixer.
    Recurrent,
    /// Both side by side.
    Both,
    /// Neither.
    None,
}

/// Qwen3-Next's loader takes every fourth layer as attention if the file does not say otherwise (llama.cpp `src/models/qwen3next.cpp`).
const FULL_ATTENTION_INTERVAL: u32 = 4;

/// What layer `i` is. Hybrids mark recurrent layers by no key-value heads (`recurrent_layer_arr`).
pub(super) fn place(h: &HParams, i: u32) -> Place {
    if i >= h.main_blocks() {
        // Multi-token-prediction blocks attend, whatever the blocks before them do.
        return Place::Attention;
    }
    let no_kv = h.kv_heads(i) == 0;
    match h.architecture {
        Family::Mamba
        | Family::Mamba2
        | Family::Rwkv6
        | Family::Rwkv6Qwen2
        | Family::Rwkv7
        | Family::Arwkv7 => Place::Recurrent,
        Family::FalconH1 => Place::Both,
        Family::Jamba
        | Family::GraniteHybrid
        | Family::Plamo2
        | Family::Lfm2
        | Family::Lfm2Moe
        | Family::KimiLinear
        | Family::KimiK3
        | Family::BailingMoe3
        | Family::Glm5Next
            if no_kv =>
        {
            Place::Recurrent
        }
        Family::NemotronH | Family::NemotronHMoe if no_kv => {
            if h.feed_forward_length.at(i) == 0 {
                Place::Recurrent
            } else {
                Place::None
            }
        }
        Family::Qwen3Next | Family::Qwen35 | Family::Qwen35Moe => {
            let interval = match h.full_attention_interval {
                0 => FULL_ATTENTION_INTERVAL,
                stated => stated,
            };
            if (i + 1).is_multiple_of(interval) { Place::Attention } else { Place::Recurrent }
        }
        // DeciLM: pruned attention is no heads at all, or a single matrix (no key-value heads).
        Family::Deci if no_kv || h.attention_head_count.at(i) == 0 => Place::None,
        _ => Place::Attention,
    }
}

/// The recurrent mixer of the family.
pub(super) fn mixer(h: &HParams) -> Result<Mixer, ArchitectureFault> {
    match h.architecture {
        Family::Mamba | Family::Jamba => mamba1(h).map(Mixer::Mamba1),
        Family::Lfm2 | Family::Lfm2Moe => {
            need(h, "shortconv.l_cache", h.shortconv_l_cache)?;
            Ok(Mixer::ShortConv(ShortConv { l_cache: h.shortconv_l_cache }))
        }
        Family::Qwen3Next | Family::Qwen35 | Family::Qwen35Moe => delta_net(h).map(Mixer::DeltaNet),
        Family::KimiLinear | Family::KimiK3 | Family::BailingMoe3 | Family::Glm5Next => {
            kimi_delta(h).map(Mixer::DeltaNet)
        }
        Family::Rwkv6 | Family::Rwkv6Qwen2 | Family::Rwkv7 | Family::Arwkv7 => rwkv(h).map(Mixer::Rwkv),
        _ => mamba2(h).map(Mixer::Mamba2),
    }
}

fn need(h: &HParams, key: &'static str, value: u32) -> Result<(), ArchitectureFault> {
    if value == 0 { Err(ArchitectureFault::Missing { family: h.architecture, key }) } else { Ok(()) }
}

fn mamba1(h: &HParams) -> Result<Mamba1, ArchitectureFault> {
    need(h, "ssm.inner_size", h.ssm_inner_size)?;
    need(h, "ssm.state_size", h.ssm_state_size)?;
    need(h, "ssm.conv_kernel", h.ssm_conv_kernel)?;
    need(h, "ssm.time_step_rank", h.ssm_time_step_rank)?;
    Ok(Mamba1 {
        d_inner: h.ssm_inner_size,
        d_state: h.ssm_state_size,
        d_conv: h.ssm_conv_kernel,
        dt_rank: h.ssm_time_step_rank,
        dt_b_c_norms: h.ssm_dt_b_c_rms || h.architecture == Family::Jamba,
    })
}

/// The second-generation state space of hybrids.
pub(super) fn mamba2(h: &HParams) -> Result<Mamba2, ArchitectureFault> {
    need(h, "ssm.inner_size", h.ssm_inner_size)?;
    need(h, "ssm.state_size", h.ssm_state_size)?;
    need(h, "ssm.conv_kernel", h.ssm_conv_kernel)?;
    need(h, "ssm.time_step_rank", h.ssm_time_step_rank)?;
    Ok(Mamba2 {
        d_inner: h.ssm_inner_size,
        d_state: h.ssm_state_size,
        d_conv: h.ssm_conv_kernel,
        heads: h.ssm_time_step_rank,
        groups: h.ssm_group_count.max(1),
    })
}

fn delta_net(h: &HParams) -> Result<DeltaNet, ArchitectureFault> {
    need(h, "ssm.inner_size", h.ssm_inner_size)?;
    need(h, "ssm.state_size", h.ssm_state_size)?;
    need(h, "ssm.conv_kernel", h.ssm_conv_kernel)?;
    need(h, "ssm.time_step_rank", h.ssm_time_step_rank)?;
    need(h, "ssm.group_count", h.ssm_group_count)?;
    Ok(DeltaNet {
        k_heads: h.ssm_group_count,
        v_heads: h.ssm_time_step_rank,
        head_k: h.ssm_state_size,
        head_v: h.ssm_inner_size / h.ssm_time_step_rank,
        d_conv: h.ssm_conv_kernel,
        kimi: false,
    })
}

fn kimi_delta(h: &HParams) -> Result<DeltaNet, ArchitectureFault> {
    need(h, "kda.head_dim", h.kda_head_dim)?;
    need(h, "ssm.conv_kernel", h.ssm_conv_kernel)?;
    let heads = h.attention_head_count.at(0);
    Ok(DeltaNet {
        k_heads: heads,
        v_heads: heads,
        head_k: h.kda_head_dim,
        head_v: h.kda_head_dim,
        d_conv: h.ssm_conv_kernel,
        kimi: true,
    })
}

/// Time mix and channel mix each keep one shifted token (llama.cpp `token_shift_count`, default 2).
const TOKEN_SHIFTS: u32 = 2;

fn rwkv(h: &HParams) -> Result<Rwkv, ArchitectureFault> {
    need(h, "wkv.head_size", h.wkv_head_size)?;
    let shifts = if h.token_shift_count == 0 { TOKEN_SHIFTS } else { h.token_shift_count };
    Ok(Rwkv { head_size: h.wkv_head_size, token_shifts: shifts })
}
