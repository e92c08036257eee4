"""Qué filas dejó un acto y cuáles no: una declaración por tabla, un sello, una pregunta."""
