"""Las treinta y dos entidades, con las formas en que los archivos las escriben."""

from __future__ import annotations

from conoceles.candidaturas.padron.renglones.normalizar import clave

# Nombre corto y sus otras formas. El nombre oficial largo («Michoacán de Ocampo») se reconoce por su comienzo.
_ENTIDADES = {
    "Aguascalientes": ("Ags",),
    "Baja California": ("BC", "Baja California Norte"),
    "Baja California Sur": ("BCS",),
    "Campeche": ("Camp",),
    "Coahuila": ("Coah",),
    "Colima": ("Col",),
    "Chiapas": ("Chis",),
    "Chihuahua": ("Chih",),
    "Ciudad de México": ("CDMX", "Distrito Federal", "DF"),
    "Durango": ("Dgo",),
    "Guanajuato": ("Gto",),
    "Guerrero": ("Gro",),
    "Hidalgo": ("Hgo",),
    "Jalisco": ("Jal",),
    "México": ("Estado de México", "Edomex", "Mex"),
    "Michoacán": ("Mich",),
    "Morelos": ("Mor",),
    "Nayarit": ("Nay",),
    "Nuevo León": ("NL",),
    "Oaxaca": ("Oax",),
    "Puebla": ("Pue",),
    "Querétaro": ("Qro",),
    "Quintana Roo": ("QRoo", "Q Roo"),
    "San Luis Potosí": ("SLP",),
    "Sinaloa": ("Sin",),
    "Sonora": ("Son",),
    "Tabasco": ("Tab",),
    "Tamaulipas": ("Tamps",),
    "Tlaxcala": ("Tlax",),
    "Veracruz": ("Ver",),
    "Yucatán": ("Yuc",),
    "Zacatecas": ("Zac",),
}
_FORMAS = {clave(forma): nombre for nombre, otras in _ENTIDADES.items() for forma in (nombre, *otras)}


def entidad(texto: str) -> str:
    """Nombre corto de la entidad; «» si no es ninguna del país."""
    comparable = clave(texto).removeprefix("estado libre y soberano de ")
    if hallada := _FORMAS.get(comparable) or _FORMAS.get(comparable.removeprefix("estado de ")):
        return hallada
    return next((n for n in _ENTIDADES if comparable.startswith(f"{clave(n)} de ")), "")


def es_la_misma(una: str, otra: str) -> bool:
    """Si dos textos nombran la misma entidad, corta, larga o abreviada."""
    conocida = entidad(una)
    return clave(una) == clave(otra) or bool(conocida and conocida == entidad(otra))
