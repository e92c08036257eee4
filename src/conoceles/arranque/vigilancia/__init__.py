"""Lo que el sistema dice de sí mismo: medidas, para quien las grafica, y alertas, para quien opera."""
