"""Ni un elenco ni una publicación anotada se cambian o se borran."""

from conoceles.nucleo.disparadores import inmutable

DISPARADORES = (*inmutable("difusion_elenco"), *inmutable("difusion_publicada"))
