"""El ciclo de vida, como tabla: estado × acto → estado, quién puede y con qué fundamento."""

from __future__ import annotations

from dataclasses import dataclass

RESPONSABLES = frozenset({"partido", "independiente", "candidatura"})
ENVIAN = frozenset({"partido", "independiente"})  # la persona candidata captura; envía quien responde
REVISORES = frozenset({"revision", "administracion"})
SISTEMA = frozenset({"sistema", "administracion"})
ADMINISTRACION = frozenset({"administracion"})

VIVAS = (
    "registrada", "habilitada", "en_captura", "omisa", "enviada", "en_revision", "observada",
    "validada", "publicada", "ajustada",
)  # fmt: skip
VISIBLES = ("validada", "publicada", "ajustada")  # su última versión es pública
CON_CONTENIDO = (*VISIBLES, "cerrada")
CONCLUSIONES = {"sustituir": "sustituida", "cancelar": "cancelada", "renunciar": "renuncia"}
CONCLUIDAS = (*CONCLUSIONES.values(), "bloqueada")
SIN_PERFIL = (*CONCLUIDAS, "suprimida")


@dataclass(frozen=True)
class Paso:
    """Un renglón de la tabla."""

    desde: str
    acto: str
    hacia: str
    papeles: frozenset[str]
    fundamento: str


_DE_CAPTURA = (
    Paso("registrada", "habilitar", "habilitada", SISTEMA, "Plan §6.1"),
    Paso("habilitada", "capturar", "en_captura", RESPONSABLES, "Plan §6.1"),
    Paso("en_captura", "enviar", "enviada", ENVIAN, "Plan §11.7.4"),
    Paso("habilitada", "vencer", "omisa", SISTEMA, "Plan §6.1: venció el plazo de captura"),
    Paso("en_captura", "vencer", "omisa", SISTEMA, "Plan §6.1: venció el plazo de captura"),
    Paso("omisa", "enviar", "enviada", ENVIAN, "Plan §11.7.1: extemporánea, la obligación sigue"),
    Paso("omisa", "importar", "publicada", SISTEMA, "Archivo: un corte posterior trae sus respuestas"),
)
_DE_REVISION = (
    Paso("enviada", "tomar", "en_revision", REVISORES, "Plan §6.2"),
    Paso("en_revision", "validar", "validada", REVISORES, "Plan §6.2"),
    Paso("en_revision", "observar", "observada", REVISORES, "Plan §6.2"),
    Paso("observada", "subsanar", "enviada", ENVIAN, "Plan §6.2"),
    Paso("validada", "publicar", "publicada", SISTEMA, "Plan §6.3"),
)
_DE_AJUSTE = (
    Paso("publicada", "pedir_ajuste", "publicada", RESPONSABLES | ADMINISTRACION, "Plan §11.7: única ocasión"),
    Paso("publicada", "aplicar_ajuste", "ajustada", ADMINISTRACION, "Plan §11.7: a más tardar el día hábil siguiente"),
    Paso("publicada", "declinar_ajuste", "publicada", ADMINISTRACION, "Plan §11.7: improcedencia fundada"),
    *(
        Paso(desde, "corregir", desde, ADMINISTRACION, "Plan §11.7: error propio u orden de autoridad")
        for desde in VISIBLES
    ),
)  # fmt: skip
_DE_CONCLUSION = (
    *(
        Paso(desde, acto, hacia, ADMINISTRACION, "Plan §12: acuerdo del Consejo General")
        for acto, hacia in CONCLUSIONES.items()
        for desde in VIVAS
    ),
    *(
        Paso(desde, "bloquear", "bloqueada", SISTEMA, "Plan §12: pasó la jornada, se cumplió la finalidad")
        for desde in CONCLUSIONES.values()
    ),
    *(
        Paso(desde, "restituir", hacia, ADMINISTRACION, "Sentencia: vuelve al estado que tenía")
        for desde in CONCLUIDAS
        for hacia in VIVAS
    ),
    Paso("bloqueada", "suprimir", "suprimida", SISTEMA, "Plan §12: venció el plazo de conservación"),
    *(
        Paso(desde, "cerrar", "cerrada", ADMINISTRACION, "Plan §11: concluyó el proceso electoral")
        for desde in VISIBLES
    ),
    *(
        Paso("cerrada", "reabrir", hacia, ADMINISTRACION, "Acto que deshace el cierre: vuelve a su estado")
        for hacia in VISIBLES
    ),
)

PASOS: tuple[Paso, ...] = (*_DE_CAPTURA, *_DE_REVISION, *_DE_AJUSTE, *_DE_CONCLUSION)

ETIQUETAS = {
    "registrada": "Registrada",
    "habilitada": "Por capturar",
    "en_captura": "En captura",
    "omisa": "Sin información",
    "enviada": "Enviada",
    "en_revision": "En revisión",
    "observada": "Con observaciones",
    "validada": "Validada",
    "publicada": "Publicada",
    "ajustada": "Publicada, ajustada",
    "sustituida": "Sustituida",
    "cancelada": "Cancelada",
    "renuncia": "Con renuncia",
    "bloqueada": "Concluida, datos bloqueados",
    "suprimida": "Concluida, datos suprimidos",
    "cerrada": "Cerrada",
}


def paso(desde: str, acto: str, hacia: str = "") -> Paso | None:
    """Renglón para ese estado y acto (y destino, si el acto tiene varios), o `None` si no se puede."""
    return next((p for p in PASOS if p.desde == desde and p.acto == acto and hacia in ("", p.hacia)), None)


def puede(estado: str, acto: str, papel: str) -> bool:
    """Si la tabla deja a ese papel hacer el acto desde ese estado."""
    renglon = paso(estado, acto)
    return renglon is not None and papel in renglon.papeles
