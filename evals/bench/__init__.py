"""How fast the product is on this machine."""
