"""Capturar a muchas personas con una hoja de cálculo y un paquete de fotografías. Solo llena borradores."""
