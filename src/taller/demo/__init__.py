"""La demostración: personas inventadas que recorren el sistema por sus operaciones de verdad."""
