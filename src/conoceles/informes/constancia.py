"""Lo que dice el libro de los informes sale de un acto: una fila puesta, cambiada o quitada por otro cliente se nota."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.selladas import ajenas
from conoceles.informes.models import (
    Actividad,
    AvisoDeCambio,
    CasoNoPrevisto,
    CifrasDelCorte,
    DocumentoEmitido,
    Informe,
    Liberacion,
    PasoDeEntregable,
    PasoDeInforme,
    Requerimiento,
    RespuestaARequerimiento,
    RevisionDeLaComision,
)
from conoceles.nucleo.errores import Conflicto

# Cada tabla: cómo se dice, de qué elección es y qué actos la escriben.
TABLAS: dict[type[Model], tuple[str, str, tuple[Acto, ...]]] = {
    CifrasDelCorte: ("las cifras de un corte", "proceso_id", (Acto.CIFRAS_FIJADAS,)),
    Informe: ("un informe", "proceso_id", (Acto.INFORME_GENERADO,)),
    PasoDeInforme: (
        "lo aprobado, enviado o acusado de un informe",
        "informe__proceso_id",
        (Acto.INFORME_APROBADO, Acto.INFORME_ENVIADO, Acto.INFORME_ACUSADO),
    ),
    RevisionDeLaComision: ("lo que revisó la Comisión", "informe__proceso_id", (Acto.INFORME_REVISADO,)),
    AvisoDeCambio: ("un aviso de cambio al INE", "nuevo__proceso_id", (Acto.AVISO_DE_CAMBIO_CREADO,)),
    Actividad: ("una actividad", "proceso_id", (Acto.ACTIVIDAD_ANOTADA,)),
    Liberacion: ("una liberación", "proceso_id", (Acto.LIBERACION_ANOTADA,)),
    CasoNoPrevisto: ("un caso no previsto", "proceso_id", (Acto.CASO_NO_PREVISTO_ANOTADO,)),
    PasoDeEntregable: ("el paso de un entregable", "proceso_id", (Acto.ENTREGABLE_AVANZADO,)),
    DocumentoEmitido: ("un documento emitido", "proceso_id", (Acto.DOCUMENTO_EMITIDO,)),
    Requerimiento: ("un requerimiento", "proceso_id", (Acto.REQUERIMIENTO_HECHO,)),
    RespuestaARequerimiento: (
        "la respuesta a un requerimiento",
        "requerimiento__proceso_id",
        (Acto.REQUERIMIENTO_ATENDIDO,),
    ),
}
REMEDIO = (
    "Lo que la base dice de este informe se cambió sin pasar por el sistema, y este paso lo daría por bueno. Avise a quien "
    "administra: la autoridad electoral lo compara con su respaldo y lo repone como estaba."
)


def alteradas() -> Iterator[tuple[str, str]]:
    """(elección, qué) de lo que ningún acto dejó así."""
    for tabla, (que, de_quien, actos) in TABLAS.items():
        for eleccion in sorted({*ajenas(tabla, de_quien, *actos).values()}):
            yield eleccion, que


def exigir_que_conste(informe: Informe) -> None:
    """`Conflicto`, con cómo se remedia, si él o alguno de sus pasos no consta."""
    _, de_quien, actos = TABLAS[Informe]
    _, de_sus_pasos, avanzan = TABLAS[PasoDeInforme]
    suyas = ajenas(Informe, de_quien, *actos, pk=informe.pk)
    if suyas or ajenas(PasoDeInforme, de_sus_pasos, *avanzan, informe=informe.pk):
        raise Conflicto(REMEDIO)
