"""El instalador: una lista de pasos; cada paso, unas piezas que saben si están, ponerse y quitarse."""
