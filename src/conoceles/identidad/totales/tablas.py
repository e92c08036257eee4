"""La única tabla de cada pregunta: se cuenta, se sortea su azar y se asienta de una vez. Lo exacto no se guarda.

Que ya se sorteó queda también en el registro público: una base de antes del corte no sortea otra, que con la publicada
diría el doble de cada persona.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import ordenar, registrar
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import TablaAsentada
from conoceles.identidad.totales.contadas import (
    Candidata,
    Clase,
    Contadas,
    Cuentas,
    celdas,
    contar,
    es_decision,
)
from conoceles.identidad.totales.ruido import Cifra, proteger, tal_cual
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.definicion import Definicion
from conoceles.registro import hojas
from conoceles.registro.registro import leidas

EXTRACTO = "_extracto"  # no es una pregunta: ninguna página la pide
ATRIBUTOS = ("sexo", "cargo", "edad")
_POR = Alcance.sistema("corte")


@dataclass(frozen=True)
class Asentada:
    """Una tabla en su corte. `epsilon`: lo que gastó su sorteo; cero, si se cuenta tal cual."""

    corte: datetime
    poblacion: int
    epsilon: Fraction
    cifras: Mapping[str, Cifra]


def asentadas(proceso: str, hasta: datetime) -> dict[str, Asentada]:
    """Pregunta → su última tabla hasta ese corte; de varias, `epsilon` es la suma de lo que cada una gastó.

    La que no consta, o la que falta, sale sin cifras: no se publica, y tampoco se sortea otra.
    """
    halladas: dict[str, Asentada] = {}
    dudosas = _dudosas(proceso)
    for f in TablaAsentada.objects.filter(proceso=proceso, corte__lte=hasta).exclude(pregunta__in=dudosas):
        antes = halladas[f.pregunta].epsilon if f.pregunta in halladas else Fraction(0)
        cifras = {clave: Cifra(*cifra) for clave, cifra in f.cifras.items()}
        halladas[f.pregunta] = Asentada(f.corte, f.poblacion, antes + Fraction(f.epsilon), cifras)
    return halladas | {pregunta: Asentada(hasta, 0, Fraction(0), {}) for pregunta in dudosas}


def _dudosas(proceso: str) -> set[str]:
    """De qué preguntas hay, o falta, una tabla que ningún acto dejó así: la suya de hoy, y la que su acto dijo."""
    claves = {una.clave for una in ajenas(TablaAsentada, de=[proceso])}
    if not claves:
        return set()
    entradas = Entrada.objects.using(BASE).filter(acto=Acto.TABLAS_ASENTADAS, proceso=proceso)
    dichas = (e.datos["preguntas"].items() for e in selladas(entradas))
    hoy = TablaAsentada.objects.filter(pk__in=claves).values_list("pregunta", flat=True)
    return {*hoy, *(pregunta for suyas in dichas for clave, pregunta in suyas if clave in claves)}


def sorteadas(proceso: str) -> set[str]:
    """Las preguntas cuya tabla consta en el registro público de esta instalación, la tenga o no esta base."""
    carpeta = carpetas().sitio / "log"
    return hojas.con_tabla(tejas, proceso) if (tejas := leidas(carpeta)) else set()


def asentar(
    definicion: Definicion,
    candidatas: Mapping[UUID, Candidata],
    preguntas: Collection[str],
    *,
    corte: datetime,
    ahora: datetime,
) -> list[str]:
    """Cuenta, sortea y asienta las de ese corte, con su sello en la bitácora de B. Devuelve cuáles. Idempotente.

    Si muere antes de confirmar, nadie vio lo sorteado y la siguiente vez se sortea otro.
    """
    contadas = contar(definicion, candidatas, preguntas, corte)
    with transaction.atomic(using=BASE):
        ordenar(BASE)  # quien las asiente a la vez espera, y ve las de este
        de_este = TablaAsentada.objects.filter(proceso=definicion.clave, corte=corte)
        hay = {*de_este.values_list("pregunta", flat=True)}
        faltan = contadas.keys() - hay
        if not faltan:
            return []
        suyas = {p: contadas[p] for p in sorted(faltan)}
        filas = [_fila(definicion, p, _tabla(definicion, p, suya), corte, ahora) for p, suya in suyas.items()]
        if not definicion.historico and EXTRACTO not in hay:
            cruce = _cruces(definicion, suyas)
            filas.append(
                _fila(definicion, EXTRACTO, (cruce, Fraction(definicion.epsilon_extracto)), corte, ahora)
            )
        nuevas = TablaAsentada.objects.bulk_create(filas)
        registrar(
            using=BASE, por=_POR, acto=Acto.TABLAS_ASENTADAS, ahora=ahora, proceso=definicion.clave,
            datos={"preguntas": {str(f.pk): f.pregunta for f in nuevas}},
        )  # fmt: skip
    return sorted(faltan)


def _fila(
    definicion: Definicion,
    pregunta: str,
    tabla: tuple[Mapping[str, Cifra], Fraction],
    corte: datetime,
    ahora: datetime,
) -> TablaAsentada:
    cifras, epsilon = tabla
    return TablaAsentada(
        proceso=definicion.clave,
        pregunta=pregunta,
        corte=corte,
        poblacion=sum(c.estimado for c in cifras.values()),
        epsilon=str(epsilon),
        cifras=cifras,
        en=ahora,
    )


def _tabla(definicion: Definicion, pregunta: str, suya: Contadas) -> tuple[dict[str, Cifra], Fraction]:
    claves = [clave for clave, _ in celdas(definicion, pregunta)]
    exactas, calladas = _sumadas(suya.exactas), _sumadas(suya.calladas)
    if es_decision(pregunta):
        return {c: tal_cual(exactas[c]) for c in claves}, Fraction(0)
    epsilon = Fraction(definicion.epsilon)
    return proteger(claves, exactas, calladas, epsilon), epsilon


def _sumadas(cuentas: Cuentas) -> Counter[str]:
    sumadas = Counter[str]()
    for (_, celda), cuantas in cuentas.items():
        sumadas[celda] += cuantas
    return sumadas


def _cruces(definicion: Definicion, contadas: Mapping[str, Contadas]) -> dict[str, Cifra]:
    """El extracto para estudios: la misma regla dentro de cada sexo, cargo y edad, con su propio sorteo.

    Pares de columna y valor, en JSON → su cifra.
    """
    cruces, epsilon = dict[str, Cifra](), Fraction(definicion.epsilon_extracto)
    for pregunta, suya in contadas.items():
        if es_decision(pregunta):
            continue
        claves = [clave for clave, _ in celdas(definicion, pregunta)]
        for clase in sorted({clase for clase, _ in (*suya.exactas, *suya.calladas)}):
            exactas, calladas = _de_clase(suya.exactas, clase), _de_clase(suya.calladas, clase)
            for celda, cifra in proteger(claves, exactas, calladas, epsilon).items():
                comparten = zip(ATRIBUTOS, clase, strict=True)
                pares = [("pregunta", pregunta), ("respuesta", celda), *comparten]
                cruces[json.dumps(pares, ensure_ascii=False)] = cifra
    return cruces


def _de_clase(cuentas: Cuentas, clase: Clase) -> dict[str, int]:
    return {celda: cuantas for (suya, celda), cuantas in cuentas.items() if suya == clase}


def entradas() -> list[bytes]:
    """Las del registro público: una por tabla asentada. Lo que resumen ya se publica."""
    filas = TablaAsentada.objects.order_by("pk")
    return [hojas.de_tabla(f.proceso, f.pregunta, huella([f.epsilon, f.cifras])) for f in filas]
