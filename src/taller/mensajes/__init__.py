"""`docs/mensajes.md`: de cada acto, a quién se le dice, y el mensaje como lo lee."""
