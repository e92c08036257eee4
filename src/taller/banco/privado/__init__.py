"""Lo que se mide de puertas adentro: importar, publicar, los informes y los materiales."""
