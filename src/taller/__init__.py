"""El taller: lo que se usa para enseñar, medir y probar Conóceles. El producto no lo importa (ADR 0022)."""
