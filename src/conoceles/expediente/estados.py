"""El ciclo de vida, como tabla: estado × acto → estado, quién puede y con qué fundamento."""

from __future__ import annotations

from dataclasses import dataclass

RESPONSABLES = frozenset({"partido", "independiente", "candidatura"})
REVISORES = frozenset({"revision", "administracion"})
SISTEMA = frozenset({"sistema", "administracion"})


@dataclass(frozen=True)
class Paso:
    """Un renglón de la tabla."""

    desde: str
    acto: str
    hacia: str
    papeles: frozenset[str]
    fundamento: str


PASOS: tuple[Paso, ...] = (
    Paso("registrada", "habilitar", "habilitada", SISTEMA, "Plan §6.1"),
    Paso("habilitada", "capturar", "en_captura", RESPONSABLES, "Plan §6.1"),
    Paso("en_captura", "enviar", "enviada", RESPONSABLES, "Plan §11.7.4"),
    Paso("enviada", "tomar", "en_revision", REVISORES, "Plan §6.2"),
    Paso("en_revision", "validar", "validada", REVISORES, "Plan §6.2"),
    Paso("en_revision", "observar", "observada", REVISORES, "Plan §6.2"),
    Paso("observada", "subsanar", "enviada", RESPONSABLES, "Plan §6.2"),
    Paso("validada", "publicar", "publicada", SISTEMA, "Plan §6.3"),
    Paso("omisa", "importar", "publicada", SISTEMA, "Archivo: un corte posterior trae sus respuestas"),
)

ETIQUETAS = {
    "registrada": "Registrada",
    "habilitada": "Por capturar",
    "en_captura": "En captura",
    "enviada": "Enviada",
    "en_revision": "En revisión",
    "observada": "Con observaciones",
    "validada": "Validada",
    "publicada": "Publicada",
    "omisa": "Sin información",
}


def paso(desde: str, acto: str) -> Paso | None:
    """Renglón para ese estado y acto, o `None` si no se puede."""
    return next((p for p in PASOS if p.desde == desde and p.acto == acto), None)
