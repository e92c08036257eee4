"""Anotar lo que acompaña a los informes: actividades, entregables, liberaciones y casos no previstos."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from django.db import transaction

from conoceles.bitacora import filas
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.filas import Modelo
from conoceles.informes import agenda
from conoceles.informes.avisos_al_ine import avisar_archivo
from conoceles.informes.models import (
    INTERFACES,
    ORGANOS,
    Actividad,
    CasoNoPrevisto,
    Informe,
    Liberacion,
    PasoDeEntregable,
)
from conoceles.informes.operaciones import APRUEBAN, MAXIMO_CONSTANCIA
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.nucleo.recibidos import hijos, revisor
from conoceles.nucleo.recibidos.revisor import Documento
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Entregable

ESTADOS = ("en_proceso", "presentado", "aprobado", "enviado", "acusado")
_FALTAN = {
    "texto": "Escriba qué se hizo.",
    "version": "Escriba qué versión salió.",
    "cambios": "Escriba qué cambió.",
    "asunto": "Escriba de qué se trata.",
    "area": "Escriba a qué área.",
    "oficio": "Escriba el número de oficio.",
    "constancia": "Escriba el número de oficio con que respondió.",
    "resolucion": "Escriba cómo se resolvió.",
    "fundamento": "Escriba el fundamento.",
}
_LARGOS = {
    "version": 40,
    **dict.fromkeys(("asunto", "fundamento", "area", "oficio", "constancia"), 200),
}  # lo que cabe en su columna
MAXIMO_TEXTO = 5_000
MAXIMO_DOCUMENTO, MAXIMO_PAGINAS = 20_000_000, 1_000


def anotar_actividad(*, proceso: str, fecha: date, texto: str, por: Alcance, ahora: datetime) -> Actividad:
    """Una actividad del mes. `ErrorDeDominio` si no dice nada o la fecha no ha llegado."""
    exigir_textos(texto=texto)
    exigir_fecha(proceso, fecha, ahora)
    campos = {"fecha": fecha, "texto": texto.strip()}
    return crear(Actividad, Acto.ACTIVIDAD_ANOTADA, proceso, campos, por=por, ahora=ahora)


def anotar_liberacion(
    *, proceso: str, interfaz: str, version: str, fecha: date, cambios: str, por: Alcance, ahora: datetime
) -> Liberacion:
    """Salió una versión de una interfaz. `ErrorDeDominio` con el campo que falta; `Conflicto` si ya estaba anotada."""
    if interfaz not in INTERFACES:
        raise ErrorDeDominio("Elija una de las dos interfaces.", campo="interfaz")
    exigir_textos(version=version, cambios=cambios)
    exigir_fecha(proceso, fecha, ahora)
    campos = {"interfaz": interfaz, "version": version.strip(), "fecha": fecha, "cambios": cambios.strip()}
    return crear(Liberacion, Acto.LIBERACION_ANOTADA, proceso, campos, por=por, ahora=ahora)


def anotar_caso(
    *,
    proceso: str,
    fecha: date,
    organo: str,
    asunto: str,
    resolucion: str,
    fundamento: str,
    por: Alcance,
    ahora: datetime,
) -> CasoNoPrevisto:
    """Un caso no previsto, qué órgano decidió y cómo (artículo 5)."""
    if organo not in ORGANOS:
        raise ErrorDeDominio("Elija el órgano que decidió.", campo="organo")
    exigir_textos(asunto=asunto, resolucion=resolucion, fundamento=fundamento)
    exigir_fecha(proceso, fecha, ahora)
    campos = {
        "fecha": fecha,
        "organo": organo,
        "asunto": asunto.strip(),
        "resolucion": resolucion.strip(),
        "fundamento": fundamento.strip(),
    }
    return crear(CasoNoPrevisto, Acto.CASO_NO_PREVISTO_ANOTADO, proceso, campos, por=por, ahora=ahora)


def avanzar_entregable(
    *,
    proceso: str,
    numero: int,
    estado: str,
    documento: bytes = b"",
    nombre: str = "",
    constancia: str = "",
    por: Alcance,
    ahora: datetime,
) -> PasoDeEntregable:
    """Mueve un entregable, con su documento si lo hay. `Conflicto` si retrocede; `NoEncontrado` si no existe."""
    limpio = revisar(documento) if documento else None
    return avanzar(proceso, numero, estado, limpio, nombre, constancia, por=por, ahora=ahora)


def avanzar(
    proceso: str,
    numero: int,
    estado: str,
    documento: Documento | None,
    nombre: str,
    constancia: str = "",
    *,
    por: Alcance,
    ahora: datetime,
) -> PasoDeEntregable:
    """Como `avanzar_entregable`, con el documento ya revisado."""
    suyo = _entregable(proceso, numero)
    _exigir_paso(estado, constancia)
    _exigir_que_avance(suyo, proceso, estado, con_documento=documento is not None)
    campos = {
        "numero": numero,
        "estado": estado,
        "documento": archivos.guardar(documento.octetos) if documento else "",
        "nombre": f"{PurePath(nombre).stem[:190]}.{documento.extension}" if documento else "",
        "constancia": constancia.strip(),
    }
    with transaction.atomic():
        paso: PasoDeEntregable = crear(
            PasoDeEntregable, Acto.ENTREGABLE_AVANZADO, proceso, campos, por=por, ahora=ahora
        )
        _avisar_si_reemplaza(suyo, paso, por=por, ahora=ahora)
    return paso


def revisar(documento: bytes) -> Documento:
    """El documento como se guarda. `ErrorDeDominio`, con la razón, si no se admite."""
    try:
        with hijos.larga():
            return revisor.documento(
                documento, maximo=MAXIMO_DOCUMENTO, paginas=MAXIMO_PAGINAS, de_oficina=True
            )
    except ErrorDeDominio as error:
        raise ErrorDeDominio(error.mensaje, campo="documento") from error


def _exigir_paso(estado: str, constancia: str) -> None:
    if estado not in ESTADOS:
        raise ErrorDeDominio("Elija un estado.", campo="estado")
    if estado in ("enviado", "acusado") and not constancia.strip():
        raise ErrorDeDominio("Escriba el número de oficio o acuse.", campo="constancia")
    if len(constancia.strip()) > MAXIMO_CONSTANCIA:
        raise ErrorDeDominio(f"Caben {MAXIMO_CONSTANCIA} letras.", campo="constancia")


def _exigir_que_avance(suyo: Entregable, proceso: str, estado: str, *, con_documento: bool) -> None:
    # Un solo libro: lo que el sistema produce lo mueve su informe; del INE llega, de fuera, el documento de su acuse.
    informes = Informe.objects.filter(agenda.de_ese_documento(suyo), proceso=proceso)
    es_su_acuse = con_documento and estado == "acusado" and informes.filter(pasos__estado=estado).exists()
    if not es_su_acuse and informes.filter(pasos__isnull=False).exists():
        raise Conflicto(
            "Este entregable es un informe del sistema: apruébelo, envíelo o acúselo en Informes. "
            "Cuando ya tenga acuse, suba aquí su documento."
        )
    previo = PasoDeEntregable.objects.filter(proceso=proceso, numero=suyo.numero).last()
    if previo is not None and ESTADOS.index(estado) < ESTADOS.index(previo.estado):
        raise Conflicto("Un entregable no retrocede: anote el cambio en el mismo estado.")


def _entregable(proceso: str, numero: int) -> Entregable:
    suyo = next((e for e in agenda.todos(procesos.definicion(proceso)) if e.numero == numero), None)
    if suyo is None:
        raise NoEncontrado("No existe ese entregable.")
    return suyo


def _avisar_si_reemplaza(suyo: Entregable, paso: PasoDeEntregable, *, por: Alcance, ahora: datetime) -> None:
    """Otro archivo en un entregable que ya se envió al INE se le informa; el anterior se conserva."""
    previos = PasoDeEntregable.objects.filter(proceso=paso.proceso_id, numero=paso.numero, pk__lt=paso.pk)
    con_archivo = previos.exclude(documento="").order_by("pk").last()
    enviado = previos.filter(estado__in=("enviado", "acusado")).exists()
    cambia = con_archivo is not None and paso.documento not in ("", con_archivo.documento)
    if con_archivo is not None and cambia and enviado and suyo.vista_ine:
        avisar_archivo(suyo.titulo, con_archivo, paso, por=por, ahora=ahora)


def crear(
    modelo: type[Modelo],
    acto: Acto,
    proceso: str,
    campos: Mapping[str, object],
    *,
    por: Alcance,
    ahora: datetime,
) -> Modelo:
    """La fila y su acto en la bitácora, juntos. `NoEncontrado` sin permiso; `Conflicto` si ya estaba."""
    por.exigir(APRUEBAN, "ese registro")
    ya_esta = "Eso ya estaba anotado."
    return filas.asentar(modelo, acto, proceso, campos, por=por, ahora=ahora, ya_esta=ya_esta)


def exigir_textos(**textos: str) -> None:
    """`ErrorDeDominio` en el primero que falta o no cabe."""
    for campo, texto in textos.items():
        if not texto.strip():
            raise ErrorDeDominio(_FALTAN[campo], campo=campo)
        if len(texto.strip()) > (largo := _LARGOS.get(campo, MAXIMO_TEXTO)):
            raise ErrorDeDominio(f"Caben {largo} letras; escribió {len(texto.strip())}.", campo=campo)


def exigir_fecha(proceso: str, fecha: date, ahora: datetime) -> None:
    """`ErrorDeDominio` si ese día todavía no llega a la elección."""
    zona = ZoneInfo(procesos.definicion(proceso).calendario.zona)
    if fecha > ahora.astimezone(zona).date():
        raise ErrorDeDominio("La fecha todavía no llega.", campo="fecha")
