"""Nada de lo que se anota en difusión se cambia o se borra."""

from conoceles.nucleo.disparadores import inmutable

DISPARADORES = (
    *inmutable("difusion_elenco"),
    *inmutable("difusion_publicada"),
    *inmutable("difusion_comprobaciondeenlace"),
    *inmutable("difusion_pasodeaccion"),
    *inmutable("difusion_aliada"),
    *inmutable("difusion_entrega"),
    *inmutable("difusion_adaptacion"),
)
