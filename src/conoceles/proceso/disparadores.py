"""Lo que rigió y lo que se enmendó no se reescribe."""

from conoceles.nucleo.disparadores import inmutable

DISPARADORES = (
    *inmutable("proceso_versiondedefinicion"),
    *inmutable("proceso_enmienda"),
)
