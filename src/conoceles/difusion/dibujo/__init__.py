"""Cada material como imagen: datos públicos que entran, octetos que salen."""
