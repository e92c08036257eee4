"""Lo que da entrada a una cuenta sale de un acto: cada parte que ninguno escribió, o que falta, la puso o la quitó otro cliente."""
