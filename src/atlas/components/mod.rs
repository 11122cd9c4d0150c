//! What several of these pages draw.
