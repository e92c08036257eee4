"""Cada elección: si está lista para abrir y para publicar."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.arranque.comprobar.hallazgo import Hallazgo, aviso, dato, error
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.texto import cuantos


def vivas() -> list[str]:
    """Las claves de las que no son solo archivo."""
    from conoceles.proceso.models import Proceso

    return list(Proceso.objects.filter(historico=False).order_by("pk").values_list("pk", flat=True))


def hay() -> Iterator[Hallazgo]:
    """Si se cargó alguna."""
    if not vivas():
        yield aviso("SIN_ELECCION", "No hay ninguna elección en curso.", "./conoceles proceso cargar CARPETA")


def actos(clave: str) -> Iterator[Hallazgo]:
    """Los que autorizan capturar y publicar."""
    from conoceles.proceso.actos import faltan
    from conoceles.proceso.consultas import definicion

    eleccion = definicion(clave)
    for falta in (*faltan(eleccion, "captura"), *faltan(eleccion, "publicacion")):
        yield aviso(
            "ACTO_FALTA", str(falta), "Anote su número y su fecha en Contenidos cuando exista.", clave
        )


def supuestos(clave: str) -> Iterator[Hallazgo]:
    """Cuánto supone la definición que alguien debe confirmar; qué es, lo dice su orden."""
    from conoceles.proceso.carga.advertencias import advertencias
    from conoceles.proceso.consultas import definicion

    if dichas := advertencias(definicion(clave)):
        que = f"{cuantos(len(dichas), 'cosa', 'cosas')} por confirmar: ./conoceles proceso pendientes {clave} las dice."
        yield dato("POR_CONFIRMAR", que, clave)


def apertura(clave: str) -> Iterator[Hallazgo]:
    """El día en que abre la captura."""
    from conoceles.proceso.consultas import definicion

    calendario = definicion(clave).calendario
    dia = calendario.dia("captura_inicio")
    if dia is None:
        yield error(
            "SIN_APERTURA",
            "No se dijo qué día abre la captura: nadie puede contestar.",
            "Agregue captura_inicio a [calendario.fechas] y vuelva a cargar la carpeta, o póngala en Contenidos.",
            clave,
        )
    elif dia > calendario.dia_local(reloj.ahora()):
        yield dato("CAPTURA_POR_ABRIR", f"La captura abre el {dia.isoformat()}.", clave)


def resguardo(clave: str) -> Iterator[Hallazgo]:
    """Antes de abrir, que conste que con el resguardo y los dos custodios se rehace todo en otra máquina."""
    from conoceles.arranque.respaldos.ensayo import probado_con_custodios
    from conoceles.proceso.consultas import definicion

    calendario = definicion(clave).calendario
    dia = calendario.dia("captura_inicio")
    por_abrir = dia is None or dia > calendario.dia_local(reloj.ahora())
    if por_abrir and carpetas().modo == "produccion" and not probado_con_custodios():
        yield error(
            "RESGUARDO_SIN_PROBAR",
            "No consta que el resguardo se abra en otra máquina: si esta se pierde, puede no haber con qué rehacerla.",
            "En otra máquina, con los dos custodios: conoceles resguardo probar CARPETA --custodios LLAVE LLAVE; traiga su evidencia a registros/ensayos/.",
            clave,
        )


def cierre(clave: str) -> Iterator[Hallazgo]:
    """El cierre que ya debió hacerse."""
    from conoceles.expediente.calendario.cierre import situacion
    from conoceles.proceso.consultas import definicion

    que = situacion(definicion(clave), reloj.ahora())
    if que.vencido:
        yield error(
            "CIERRE_VENCIDO",
            que.frase,
            "Quien administra la cierra en «Hoy», «Cierre de la elección».",
            clave,
        )


def padron(clave: str) -> Iterator[Hallazgo]:
    """Que haya candidaturas."""
    from conoceles.candidaturas.models import Candidatura

    if not Candidatura.objects.filter(proceso=clave).exists():
        yield aviso(
            "SIN_PADRON",
            "No se ha importado el padrón de candidaturas.",
            f"./conoceles padron importar ARCHIVO --proceso {clave} --simular",
            clave,
        )


def sin_quien_responda(clave: str) -> Iterator[Hallazgo]:
    """Candidaturas de una alianza cuyo convenio no dice qué partido las captura."""
    from conoceles.candidaturas.consultas import sin_responsable

    for formula in sin_responsable(clave):
        folios = ", ".join(formula.candidaturas.order_by("folio").values_list("folio", flat=True))
        yield error(
            "SIN_RESPONSABLE",
            f"Nadie puede capturar {folios} ({formula.fuerza.siglas}, {formula.contienda.nombre}): el convenio no dice "
            "qué partido responde.",
            "Agregue su renglón al convenio en proceso.toml, cargue la carpeta y vuelva a importar el padrón.",
            clave,
        )


def sin_acceso(clave: str) -> Iterator[Hallazgo]:
    """Quien responde por candidaturas y no tiene una cuenta con que entrar."""
    from conoceles.accesos.consultas import sin_cuenta
    from conoceles.proceso.models import Proceso

    for nombre in sin_cuenta(Proceso.objects.get(pk=clave)):
        yield aviso(
            "SIN_ACCESO",
            f"{nombre} no tiene a nadie con acceso.",
            "Registre su designación en Accesos.",
            clave,
        )
