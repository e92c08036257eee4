"""Lo que autoriza publicar o contar sale de un acto: la fila que ninguno escribió, o la que falta, la puso o la quitó otro cliente."""
