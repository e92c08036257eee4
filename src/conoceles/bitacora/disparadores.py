"""La bitácora solo crece, en las dos bases."""

from conoceles.nucleo.disparadores import inmutable

DISPARADORES = (
    *inmutable("bitacora_entrada"),
    *inmutable("bitacora_entrada", base="identidad"),
)
