"""El ciclo de vida, como tabla: de qué estado a cuál lleva cada acto y con qué fundamento. Quién puede lo dice el acto."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CONCLUIDAS, CONCLUSIONES, EN_PLAZO, VISIBLES, VIVAS, Estado


@dataclass(frozen=True)
class Paso:
    """Un renglón. `verbo`: el acto en infinitivo, como lo guarda también la base. `regla`: la de `procesos/_derecho`."""

    desde: Estado
    verbo: str
    hacia: Estado
    acto: Acto
    regla: str = ""
    nota: str = ""  # por qué existe el renglón, si la regla no basta o no la hay

    @property
    def papeles(self) -> frozenset[str]:
        return self.acto.fila.papeles


_DE_CAPTURA = (
    Paso(Estado.REGISTRADA, "habilitar", Estado.HABILITADA, Acto.HABILITADA, "ciclo-captura"),
    Paso(Estado.HABILITADA, "capturar", Estado.EN_CAPTURA, Acto.CAPTURA_EMPEZADA, "ciclo-captura"),
    Paso(Estado.EN_CAPTURA, "enviar", Estado.ENVIADA, Acto.ENVIADA, "ciclo-envio"),
    *(
        Paso(desde, "vencer", Estado.OMISA, Acto.PLAZO_VENCIDO, "ciclo-captura", "venció el plazo")
        for desde in EN_PLAZO
    ),
    Paso(
        Estado.OMISA, "enviar", Estado.ENVIADA, Acto.ENVIADA,
        "ciclo-obligacion", "extemporánea, la obligación sigue",
    ),
    Paso(
        Estado.OMISA, "importar", Estado.PUBLICADA, Acto.CURRICULAR_IMPORTADO,
        nota="Archivo: un corte posterior trae sus respuestas",
    ),
)  # fmt: skip
_DE_REVISION = (
    Paso(Estado.ENVIADA, "tomar", Estado.EN_REVISION, Acto.REVISION_INICIADA, "ciclo-revision"),
    Paso(Estado.EN_REVISION, "validar", Estado.VALIDADA, Acto.VALIDADA, "ciclo-revision"),
    Paso(Estado.EN_REVISION, "observar", Estado.OBSERVADA, Acto.OBSERVADA, "ciclo-revision"),
    Paso(Estado.OBSERVADA, "subsanar", Estado.ENVIADA, Acto.ENVIADA, "ciclo-revision"),
    Paso(Estado.VALIDADA, "publicar", Estado.PUBLICADA, Acto.PUBLICADA, "ciclo-publicacion"),
)
_DE_AJUSTE = (
    Paso(
        Estado.PUBLICADA, "pedir_ajuste", Estado.PUBLICADA, Acto.AJUSTE_PEDIDO, "ajuste-unico"
    ),
    Paso(
        Estado.PUBLICADA, "aplicar_ajuste", Estado.AJUSTADA, Acto.AJUSTE_APLICADO,
        "ajuste-unico", "a más tardar el día hábil siguiente",
    ),
    Paso(
        Estado.PUBLICADA, "declinar_ajuste", Estado.PUBLICADA, Acto.AJUSTE_DECLINADO,
        "ajuste-unico", "improcedencia fundada",
    ),
    *(
        Paso(
            donde, "corregir", donde, Acto.CORRECCION_OFICIAL,
            "ciclo-correccion",
        )
        for donde in VISIBLES
    ),
    *(
        Paso(
            donde, "corregir_el_nombre", donde, Acto.NOMBRE_CORREGIDO,
            "ciclo-correccion", "el padrón lo traía mal escrito; la persona es la misma",
        )
        for donde in VIVAS
    ),
)  # fmt: skip
_DE_CONCLUSION = (
    *(
        Paso(desde, verbo, hacia, acto, "ciclo-conclusion")
        for verbo, hacia, acto in (
            ("sustituir", Estado.SUSTITUIDA, Acto.SUSTITUIDA),
            ("cancelar", Estado.CANCELADA, Acto.CANCELADA),
            ("renunciar", Estado.RENUNCIA, Acto.RENUNCIA_REGISTRADA),
        )
        for desde in VIVAS
    ),
    *(
        Paso(
            desde, "bloquear", Estado.BLOQUEADA, Acto.BLOQUEADA,
            "conservacion-supresion", "pasó la jornada, se cumplió la finalidad",
        )
        for desde in CONCLUSIONES
    ),
    *(
        Paso(desde, "restituir", hacia, Acto.RESTITUIDA, nota="Sentencia: vuelve al estado que tenía")
        for desde in CONCLUIDAS
        for hacia in VIVAS
    ),
    Paso(
        Estado.BLOQUEADA, "suprimir", Estado.SUPRIMIDA, Acto.SUPRIMIDA,
        "conservacion-supresion", "venció el plazo de conservación",
    ),
    *(
        Paso(desde, "cerrar", Estado.CERRADA, Acto.CERRADA, "ciclo-cierre")
        for desde in VISIBLES
    ),
    *(
        Paso(
            Estado.CERRADA, "reabrir", hacia, Acto.REABIERTA,
            nota="Acto que deshace el cierre: vuelve a su estado",
        )
        for hacia in VISIBLES
    ),
)  # fmt: skip

PASOS: tuple[Paso, ...] = (*_DE_CAPTURA, *_DE_REVISION, *_DE_AJUSTE, *_DE_CONCLUSION)


def paso(desde: str, acto: Acto, hacia: str = "") -> Paso | None:
    """Renglón para ese estado y acto (y destino, si el acto tiene varios), o `None` si no se puede."""
    return next((p for p in PASOS if p.desde == desde and p.acto == acto and hacia in ("", p.hacia)), None)


def puede(estado: str, acto: Acto, papel: str) -> bool:
    """Si la tabla deja a ese papel hacer el acto desde ese estado."""
    renglon = paso(estado, acto)
    return renglon is not None and papel in renglon.papeles


def verbo(acto: Acto) -> str:
    """El acto en infinitivo, para decir que no se puede."""
    return next(p.verbo for p in PASOS if p.acto == acto).replace("_", " ")


def deja(acto: Acto) -> Estado | None:
    """A dónde lleva siempre ese acto; `None` si no mueve o su destino depende del caso."""
    destinos = {p.hacia for p in PASOS if p.acto == acto and p.hacia != p.desde}
    return destinos.pop() if len(destinos) == 1 else None
