"""El aviso al INE de que cambió algo ya enviado (plan §7.3, actividad 11.17): qué documento, y qué renglones."""

from __future__ import annotations

import json
from datetime import datetime

from conoceles.bitacora.actos import Acto
from conoceles.informes.contexto import abrir
from conoceles.informes.documento.comparar import Cambio, cambios, tablas_de
from conoceles.informes.documento.congelado import anotar, congelar
from conoceles.informes.documento.documentos import AVISO, es_unico, versiones
from conoceles.informes.documento.estructura import Documento, Tabla, Valor
from conoceles.informes.models import AvisoDeCambio, AvisoDeEntregable, Informe, PasoDeEntregable
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos

SE_INFORMA = "Se informa al Instituto Nacional Electoral que cambió el documento"
TITULO = "Aviso de modificación de un documento remitido"
PREGUNTAS = "T3"  # la tabla del proceso técnico operativo que dice qué se captura
MAS_RENGLONES = 60  # los que se transcriben; los demás están en la versión nueva, que acompaña al aviso


def avisar(nuevo: Informe, *, por: Alcance, ahora: datetime) -> AvisoDeCambio | None:
    """Congela el aviso, en borrador. Nada si no había otra versión enviada, ya se hizo, o no es de los que se entregan.

    Sin agenda declarada se entrega lo que consta que se envió.
    """
    previas = versiones(nuevo.proceso_id, nuevo.tipo, nuevo.periodo).filter(pasos__estado="enviado")
    if not es_unico(nuevo.tipo):  # una fotografía de otro corte no desmiente a la anterior
        previas = previas.filter(corte=nuevo.corte)
    anterior = previas.exclude(pk=nuevo.pk).first()
    agenda = procesos.definicion(nuevo.proceso_id).seguimiento.informes
    if (
        anterior is None
        or (agenda and nuevo.tipo not in agenda)
        or AvisoDeCambio.objects.filter(nuevo=nuevo).exists()
    ):
        return None
    if not cambios(tablas_de(anterior), tablas_de(nuevo)):
        return None
    documento = congelar(_documento(anterior, nuevo, ahora), por=por, ahora=ahora)
    aviso = AvisoDeCambio.objects.create(
        anterior=anterior, nuevo=nuevo, documento=documento, pdf=documento.pdf, por=por.actor, en=ahora
    )
    anotar(nuevo, Acto.AVISO_DE_CAMBIO_CREADO, por=por, ahora=ahora)
    return aviso


def avisar_archivo(
    titulo: str, anterior: PasoDeEntregable, nuevo: PasoDeEntregable, *, por: Alcance, ahora: datetime
) -> AvisoDeEntregable:
    """Congela el aviso de que un archivo ya enviado tiene otra versión. Se llama dentro de una transacción."""
    filas = tuple(
        (que, p.nombre, p.documento, p.constancia) for que, p in (("Enviado", anterior), ("Nuevo", nuevo))
    )
    columnas = ("Versión", "Archivo", "Huella (SHA-256)", "Oficio o acuse")
    documento = abrir(nuevo.proceso_id, ahora.replace(microsecond=0), afuera=False).documento(
        tipo=AVISO,
        titulo=TITULO,
        restringido=False,
        portada=f"{SE_INFORMA} «{titulo}» (plan de trabajo, actividad 11.17).",
        tablas=(Tabla("C1", "Versiones", columnas, filas),),
    )
    informe = congelar(documento, por=por, ahora=ahora)
    return AvisoDeEntregable.objects.create(
        anterior=anterior, nuevo=nuevo, documento=informe, por=por.actor, en=ahora
    )


def _documento(anterior: Informe, nuevo: Informe, ahora: datetime) -> Documento:
    """Las dos versiones con sus huellas, cuánto difieren y los renglones."""
    titulo = json.loads(archivos.leer(nuevo.huella))["titulo"]
    hallados = cambios(tablas_de(anterior), tablas_de(nuevo))
    return abrir(nuevo.proceso_id, ahora.replace(microsecond=0), afuera=False).documento(
        tipo=AVISO,
        titulo=TITULO,
        restringido=nuevo.restringido,
        portada=f"{SE_INFORMA} «{titulo}» (plan de trabajo, actividad 11.17).{_de_los_cuestionarios(hallados)}",
        tablas=(_versiones(anterior, nuevo), _resumen(hallados), _detalle(hallados)),
    )


def _de_los_cuestionarios(hallados: list[Cambio]) -> str:
    """Lo que se agregó a lo que se pregunta se informa también por su propia actividad."""
    agrega = any(c.tabla.startswith(f"{PREGUNTAS}.") and c.venidos for c in hallados)
    return " Incluye adiciones a la información de los cuestionarios (actividad 11.19)." if agrega else ""


def _versiones(*informes: Informe) -> Tabla:
    filas = tuple(
        (str(i.version), json.loads(archivos.leer(i.huella))["corte_texto"], i.huella, _oficio(i))
        for i in informes
    )
    return Tabla("C1", "Versiones", ("Versión", "Corte", "Huella (SHA-256)", "Oficio de envío"), filas)


def _oficio(informe: Informe) -> str:
    return informe.pasos.filter(estado="enviado").values_list("constancia", flat=True).first() or ""


def _resumen(hallados: list[Cambio]) -> Tabla:
    filas: tuple[tuple[Valor, ...], ...] = tuple((c.tabla, len(c.idos), len(c.venidos)) for c in hallados)
    columnas = ("Tabla", "Renglones que ya no están así", "Renglones nuevos o distintos")
    iguales: tuple[Valor, ...] = ("Ninguna tabla: solo cambió el corte o un texto", 0, 0)
    return Tabla("C2", "Qué cambió", columnas, filas or (iguales,))


def _detalle(hallados: list[Cambio]) -> Tabla:
    filas = [
        (c.tabla.split(".")[0], que, renglon)
        for c in hallados
        for que, renglones in (("Decía", c.idos), ("Dice", c.venidos))
        for renglon in renglones
    ]
    sobran = len(filas) - MAS_RENGLONES
    nota = (
        f"Se transcriben {MAS_RENGLONES}; los otros {sobran} están en la versión nueva." if sobran > 0 else ""
    )
    return Tabla(
        "C3", "Renglones que cambiaron", ("Tabla", "Versión", "Renglón"), tuple(filas[:MAS_RENGLONES]), nota
    )
