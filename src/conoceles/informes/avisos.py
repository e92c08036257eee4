"""El aviso al INE de que cambió algo ya enviado (plan §7.3, actividad 11.17): qué documento, y qué renglones."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conoceles.informes.congelado import anotar, congelar
from conoceles.informes.contexto import abrir
from conoceles.informes.documentos import AVISO, versiones
from conoceles.informes.estructura import Documento, Tabla, Valor, legible
from conoceles.informes.models import AvisoDeCambio, Informe
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos

TITULO = "Aviso de modificación de un documento remitido"
MAS_RENGLONES = 60  # los que se transcriben; los demás están en la versión nueva, que acompaña al aviso


@dataclass(frozen=True)
class Cambio:
    """Una tabla en que dos versiones difieren: los renglones que ya no están y los que no estaban."""

    tabla: str
    idos: tuple[str, ...]
    venidos: tuple[str, ...]


def cambios(antes: list[dict[str, Any]], despues: list[dict[str, Any]]) -> list[Cambio]:
    """Tabla por tabla, en el orden en que salen; sin las iguales."""
    viejas, nuevas = ({t["clave"]: t for t in lado} for lado in (antes, despues))
    hallados = []
    for clave in dict.fromkeys([*viejas, *nuevas]):
        antes_, despues_ = _renglones(viejas.get(clave)), _renglones(nuevas.get(clave))
        if antes_ != despues_:
            titulo = f"{clave}. {(nuevas.get(clave) or viejas[clave])['titulo']}"
            hallados.append(Cambio(titulo, _los_de(antes_ - despues_), _los_de(despues_ - antes_)))
    return hallados


def tablas_de(informe: Informe) -> list[dict[str, Any]]:
    """Las que se congelaron."""
    tablas: list[dict[str, Any]] = json.loads(archivos.leer(informe.huella))["tablas"]
    return tablas


def avisar(nuevo: Informe, *, por: Alcance, ahora: datetime) -> AvisoDeCambio | None:
    """Congela el aviso, en borrador. Nada si no había otra versión enviada, ya se hizo, o no es de los que se entregan."""
    previas = versiones(nuevo.proceso_id, nuevo.tipo, nuevo.periodo).filter(pasos__estado="enviado")
    anterior = previas.exclude(pk=nuevo.pk).first()
    se_entrega = nuevo.tipo in procesos.definicion(nuevo.proceso_id).seguimiento.informes
    if anterior is None or not se_entrega or AvisoDeCambio.objects.filter(nuevo=nuevo).exists():
        return None
    documento = congelar(_documento(anterior, nuevo, ahora), por=por, ahora=ahora)
    aviso = AvisoDeCambio.objects.create(
        anterior=anterior, nuevo=nuevo, documento=documento, pdf=documento.pdf, por=por.actor, en=ahora
    )
    anotar(nuevo, "aviso_de_cambio_creado", por=por, ahora=ahora)
    return aviso


def _documento(anterior: Informe, nuevo: Informe, ahora: datetime) -> Documento:
    """Las dos versiones con sus huellas, cuánto difieren y los renglones."""
    titulo = json.loads(archivos.leer(nuevo.huella))["titulo"]
    hallados = cambios(tablas_de(anterior), tablas_de(nuevo))
    return abrir(nuevo.proceso_id, ahora.replace(microsecond=0)).documento(
        tipo=AVISO,
        titulo=TITULO,
        restringido=nuevo.restringido,
        portada=f"Se informa al Instituto Nacional Electoral que cambió el documento «{titulo}» (plan de trabajo, actividad 11.17).",
        tablas=(_versiones(anterior, nuevo), _resumen(hallados), _detalle(hallados)),
    )


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


def _renglones(tabla: dict[str, Any] | None) -> Counter[tuple[Valor, ...]]:
    return Counter(tuple(r) for r in tabla["renglones"]) if tabla else Counter()


def _los_de(cuenta: Counter[tuple[Valor, ...]]) -> tuple[str, ...]:
    return tuple(
        " · ".join(legible(v) for v in renglon if v not in (None, "")) for renglon in cuenta.elements()
    )
