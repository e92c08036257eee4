"""A quién le toca cada lugar de una vuelta."""
