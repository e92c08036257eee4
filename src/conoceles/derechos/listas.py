"""Las palabras y las listas cerradas de esta sala."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.cuentas.evidencias import EVIDENCIAS

DERECHOS = {
    "acceso": "Acceso",
    "rectificacion": "Rectificación",
    "cancelacion": "Cancelación",
    "oposicion": "Oposición",
}
MEDIOS = {"escrito": "Escrito presentado ante la autoridad electoral", "correo": "Correo electrónico"}
TODAS_LAS_ACREDITACIONES = {"sesion": "Su propia cuenta, al entrar"} | EVIDENCIAS
ALCANCES = {
    "publicacion": "Que no se publiquen sus respuestas de identidad",
    "estadistica": "Que no se publiquen ni se cuenten en la estadística",
}
# Lista cerrada: fuera de ella, procede. Cada una es la regla «arco-CAUSA» de `procesos/_derecho`.
CAUSAS = (
    "no_titular", "no_obran", "impedimento", "terceros", "litigio", "resolucion", "ya_hecho", "obligacion",
)  # fmt: skip
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
    """De qué estados se llega, cómo se llama y en qué se funda."""

    etiqueta: str
    desde: frozenset[str]
    reglas: tuple[str, ...]  # de `procesos/_derecho`; «{derecho}» y «{causa}» son los suyos


def _desde(*estados: str) -> frozenset[str]:
    return frozenset(estados)


PASOS = {
    "recibida": Paso("Recibida", _desde(), ("arco-{derecho}", "arco-respuesta")),
    "prevenida": Paso("Se pidió completarla", _desde("recibida"), ("arco-prevencion",)),
    "completada": Paso("La persona la completó", _desde("prevenida"), ("arco-respuesta",)),
    "no_presentada": Paso("Se tuvo por no presentada", _desde("prevenida"), ("arco-desahogo",)),
    "ampliada": Paso("Se amplió el plazo", _desde("recibida", "completada"), ("arco-ampliacion",)),
    "procedente": Paso("Procedente", _desde("recibida", "completada", "ampliada"), ("arco-efectiva",)),
    "improcedente": Paso(
        "Improcedente", _desde("recibida", "completada", "ampliada"), ("arco-{causa}", "arco-recurso")
    ),
    "efectiva": Paso("Hecha efectiva", _desde("procedente"), ("arco-{derecho}", "arco-recurso")),
}
