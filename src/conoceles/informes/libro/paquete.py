"""El paquete que se remite por SIVOPLE de un entregable: su documento, lo que lo acompaña, un índice y las huellas."""

from __future__ import annotations

from datetime import date

from conoceles.informes import formato_de_base
from conoceles.informes.agenda import EntregableEnCurso, calendario
from conoceles.informes.documento import entrega
from conoceles.informes.libro import prototipo
from conoceles.informes.models import Informe
from conoceles.nucleo import archivos
from conoceles.nucleo.errores import Conflicto, NoEncontrado

PROTOTIPO = "11.11"  # el único entregable que el sistema arma sin que sea un informe


def paquete(proceso: str, numero: int, hoy: date) -> bytes:
    """ZIP con `INDICE.json`. El mismo entregable, en el mismo estado, da los mismos octetos.

    `NoEncontrado` si no existe; `Conflicto` si todavía no hay nada que remitir.
    """
    renglon = next((r for r in calendario(proceso, hoy) if r.entregable.numero == numero), None)
    if renglon is None:
        raise NoEncontrado("No existe ese entregable.")
    partes = _partes(proceso, renglon)
    if not partes:
        raise Conflicto("Ese entregable todavía no tiene un documento aprobado o subido que remitir.")
    e = renglon.entregable
    datos = {
        "entregable": e.numero,
        "actividad": e.actividad,
        "ruta": e.ruta,
        "vence": e.vence.isoformat(),
        "responsable": e.responsable,
        "estado": renglon.etiqueta,
        "constancia": renglon.paso.constancia if renglon.paso else "",
    }
    return entrega.zip_con_indice(datos, partes)


def hay_que_remitir(renglon: EntregableEnCurso) -> bool:
    """Si su paquete se puede armar."""
    return bool(renglon.archivos or _aprobado(renglon) or renglon.entregable.ruta == PROTOTIPO)


def _aprobado(renglon: EntregableEnCurso) -> Informe | None:
    """La última versión que alguien aprobó y que puede salir."""
    return next((i for i in renglon.informes if not i.restringido and i.pasos.exists()), None)


def _partes(proceso: str, renglon: EntregableEnCurso) -> dict[str, bytes]:
    partes: dict[str, bytes] = {}
    if informe := _aprobado(renglon):
        partes |= entrega.partes(informe)
    if renglon.archivos:
        vigente = renglon.archivos[0]
        extension = vigente.nombre.rpartition(".")[2].lower()
        limpia = extension if extension.isalnum() and extension.isascii() else "bin"
        que = (
            "acuse" if partes and vigente.estado == "acusado" else "entregable"
        )  # de un informe del sistema, lo que se sube es su acuse
        partes[f"{que}-{renglon.entregable.numero}.{limpia}"] = archivos.leer(vigente.documento)
    if renglon.entregable.ruta == PROTOTIPO:
        partes |= {f"formato-de-base/{n}": o for n, o in formato_de_base.archivos(proceso).items()}
        partes |= {f"prototipo/{n}": o for n, o in prototipo.archivos(proceso).items()}
    return partes
