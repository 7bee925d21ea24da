"""Word lists, rules and weights of the guards."""
