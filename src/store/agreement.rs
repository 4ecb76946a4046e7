//! Checks that both engines agree with every statement, and with one another.
