"""Las palabras y las listas cerradas de esta sala, cada una con su fundamento."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.cuentas.evidencias import EVIDENCIAS

DERECHOS = {
    "acceso": "Acceso",
    "rectificacion": "Rectificación",
    "cancelacion": "Cancelación",
    "oposicion": "Oposición",
}
MEDIOS = {"escrito": "Escrito presentado en el Instituto", "correo": "Correo electrónico"}
TODAS_LAS_ACREDITACIONES = {"sesion": "Su propia cuenta, al entrar"} | EVIDENCIAS
ALCANCES = {
    "publicacion": "Que no se publiquen sus respuestas de identidad",
    "estadistica": "Que no se publiquen ni se cuenten en la estadística",
}
# Causa → (qué se dice, fundamento). Lista cerrada: fuera de ella, procede.
CAUSAS = {
    "no_titular": ("Quien pide no es la persona titular ni acreditó representarla", "LGPDPPSO (2017), art. 55, fracción I"),
    "no_obran": ("El Instituto no tiene esos datos", "LGPDPPSO (2017), art. 55, fracción II"),
    "impedimento": ("Una disposición legal lo impide", "LGPDPPSO (2017), art. 55, fracción III"),
    "terceros": ("Se lesionarían derechos de otra persona", "LGPDPPSO (2017), art. 55, fracción IV"),
    "litigio": ("Se obstaculizarían actuaciones judiciales o administrativas", "LGPDPPSO (2017), art. 55, fracción V"),
    "resolucion": ("Una resolución de autoridad restringe el derecho", "LGPDPPSO (2017), art. 55, fracción VI"),
    "ya_hecho": ("Ya se había resuelto lo mismo", "LGPDPPSO (2017), art. 55, fracción VII"),
    "obligacion": (
        "Son necesarios para cumplir una obligación legal de la propia persona, como capturar (plan §11.7.1)",
        "LGPDPPSO (2017), art. 55, fracción X",
    ),
}  # fmt: skip
TIPOS_DE_VULNERACION = {
    "perdida": "Pérdida o destrucción no autorizada",
    "robo": "Robo, extravío o copia no autorizada",
    "acceso": "Uso, acceso o tratamiento no autorizado",
    "alteracion": "Daño, alteración o modificación no autorizada",
}
SEGUIMIENTOS = {
    "nota": "Nota de seguimiento",
    "personas": "Se avisó a las personas",
    "autoridad": "Se avisó a la autoridad garante",
    "cerrada": "Se cerró",
}
TERMINALES = frozenset({"improcedente", "efectiva", "no_presentada"})


@dataclass(frozen=True)
class Paso:
    """De qué estados se llega y cómo se llama."""

    etiqueta: str
    desde: frozenset[str]


def _desde(*estados: str) -> frozenset[str]:
    return frozenset(estados)


PASOS = {
    "recibida": Paso("Recibida", _desde()),
    "prevenida": Paso("Se pidió completarla", _desde("recibida")),
    "completada": Paso("La persona la completó", _desde("prevenida")),
    "no_presentada": Paso("Se tuvo por no presentada", _desde("prevenida")),
    "ampliada": Paso("Se amplió el plazo", _desde("recibida", "completada")),
    "procedente": Paso("Procedente", _desde("recibida", "completada", "ampliada")),
    "improcedente": Paso("Improcedente", _desde("recibida", "completada", "ampliada")),
    "efectiva": Paso("Hecha efectiva", _desde("procedente")),
}
