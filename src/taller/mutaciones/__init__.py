"""Mutaciones: se cambia el código a propósito, de a poco, y se cuenta cuántos cambios nota alguna prueba.

Los cambios los hace mutmut sobre una copia del proyecto (`cambios`). Las pruebas se leen una vez, con Django y la base
ya listos, y cada cambio se prueba en un proceso hijo que nace de ahí (`corrida`, `hijos`). Lo que ninguna prueba notó
se explica, uno por uno, en `docs/evidencia/mutaciones.toml` (`cuenta`).
"""
