//! The shape a rig has for the one who buys it. The catalog has no noise figures; the shape says what can be said.

use crate::catalog::{Class, FormFactor, Hardware};
use crate::question::choice::choice;

choice! {
    /// What a rig is, as something to buy.
    Form {
        /// A card with its own fans, for a desktop computer.
        Card = "card",
        /// A card without fans: it wants the air flow of a server's case.
        PassiveCard = "passive-card",
        /// A module for a socket of a server or for a carrier board.
        Socket = "socket",
        /// A desktop computer, whole (shared memory) or as its processor.
        Desktop = "desktop",
        /// A laptop.
        Laptop = "laptop",
        /// A small computer.
        MiniPc = "mini-pc",
        /// A developer kit or single-board computer.
        Board = "board",
        /// A server, as its processor.
        Server = "server",
        /// A phone.
        Phone = "phone",
    }
}

impl Form {
    /// Cards: what can stand twice in one computer.
    #[must_use]
    pub const fn is_card(self) -> bool {
        matches!(self, Self::Card | Self::PassiveCard)
    }
}

impl FormFactor {
    /// The shapes of what the catalog calls so: one, or two for what is sold in two.
    #[must_use]
    pub const fn forms(self) -> [Option<Form>; 2] {
        use FormFactor as F;
        match self {
            F::SingleSlot | F::DualSlot | F::TripleSlot => [Some(Form::Card), None],
            F::PassiveSingleSlot | F::PassiveDualSlot => [Some(Form::PassiveCard), None],
            F::Sxm | F::Oam | F::Nvl72 | F::Superchip | F::Module => [Some(Form::Socket), None],
            F::Desktop | F::DesktopApu => [Some(Form::Desktop), None],
            F::Laptop => [Some(Form::Laptop), None],
            F::LaptopOrDesktop => [Some(Form::Laptop), Some(Form::Desktop)],
            F::MiniPc => [Some(Form::MiniPc), None],
            F::DeveloperKit | F::SingleBoard => [Some(Form::Board), None],
            F::Server => [Some(Form::Server), None],
            F::Phone => [Some(Form::Phone), None],
        }
    }

    /// Whether it is one of this shape.
    #[must_use]
    pub fn is(self, form: Form) -> bool {
        self.forms().contains(&Some(form))
    }
}

impl Hardware {
    /// Its shapes; small desktops are of two.
    #[must_use]
    pub fn forms(&self) -> [Option<Form>; 2] {
        match (self.form_factor.forms(), self.class) {
            ([first, None], Class::MiniPc) if first == Some(Form::Desktop) => [first, Some(Form::MiniPc)],
            (forms, _) => forms,
        }
    }

    /// Whether it is sold in this shape.
    #[must_use]
    pub fn has_form(&self, form: Form) -> bool {
        self.forms().contains(&Some(form))
    }
}
