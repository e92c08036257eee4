"""Elecciones y calendarios al azar, por las puertas: se envía, se consiente, se publica y se lee en cualquier orden.

Quien ataca tiene todas las tablas que hubo, quién envió entre una y otra, lo de hasta tres partidos, y los perfiles y las
etiquetas de hoy y de mañana. Sus cuentas son de `atacante`, `atacante_de_mundos` y `regla_escrita`, que no usan el producto.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import transaction

from conoceles.estadistica import acumulado
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.identidad.operaciones import sellar
from conoceles.nucleo import reloj
from conoceles.proceso.models import Proceso
from conoceles.publicacion.datos.identidad import agregados
from estadistica import atacante, regla_escrita
from estadistica.atacante_de_mundos import Ataque
from estadistica.regla_escrita import OPCIONES, PUBLICO, Dichas, Gente, K, Regla
from personas import CLAVE, de_partido, registrada, respaldar

pytestmark = pytest.mark.usefixtures("base")
CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")
PREGUNTAS = {
    "p1": "identidad.indigena", "p2": "identidad.lengua", "p4": "identidad.discapacidad", "p9": "identidad.diversidad",
}  # fmt: skip
DE_LA_ETIQUETA = ("p1", "p2")
ORDEN = (1, 2, 0, 3)
Vista = tuple[int | str, ...]
SIGLAS = ("PRI", "PAN", "PVEM", "MC", "PRD", "PT", "MORENA")
_SE_LEE = {"Sí": 0, "No": 1, "Prefiero no contestar": 2, "Sin respuesta": 3}


@dataclass(frozen=True)
class Quien:
    """Una persona inventada. `cuando`: horas antes o después del corte en que envía, o nunca."""

    fuerza: str
    respuestas: dict[str, str]
    etiqueta: bool
    consiente: bool
    se_cuenta: bool
    cuando: int | None

    def dijo(self, pregunta: str) -> str | None:
        """Lo que la tabla cuenta de ella."""
        return self.respuestas[pregunta] if self._conto() else None

    def _conto(self) -> bool:
        return self.se_cuenta and self.cuando is not None and self.cuando <= 0

    def pueden(self, pregunta: str) -> frozenset[str]:
        """El partido que responde por ella; y cualquiera, por el perfil que se publicará o por su etiqueta."""
        publica = self.consiente or (self.etiqueta and pregunta in DE_LA_ETIQUETA)
        return frozenset({self.fuerza, PUBLICO} if publica else {self.fuerza})


def _gente(azar: random.Random) -> list[Quien]:
    fuerzas = azar.sample(SIGLAS, azar.choice((1, 1, 2, 2, 3)))
    pesos = {(f, p): [azar.choice((1, 1, 3, 3, 30)) for _ in OPCIONES] for f in fuerzas for p in PREGUNTAS}
    etiquetan, consienten, cuentan = azar.choice((0, 0.2)), azar.choice((0, 0, 0.2)), azar.choice((1, 0.9))
    gente = []
    for _ in range(azar.randint(30, 60)):
        suya = azar.choice(fuerzas)
        dichas = {p: azar.choices(OPCIONES, pesos[suya, p])[0] for p in PREGUNTAS}
        etiqueta = azar.random() < etiquetan
        gente.append(
            Quien(
                suya,
                dichas | ({"p1": "si"} if etiqueta else {}),
                etiqueta,
                azar.random() < consienten,
                azar.random() < cuentan,
                azar.choice((-70, -70, -40, -20, -20, -3, -3, -1, 5, None)),
            )
        )
    return gente


def _lo_publicado(proceso: Proceso, gente: list[Quien], azar: random.Random) -> dict[str, set[Vista]]:
    """Cada tabla distinta que se vio de cada pregunta, mirando en horas al azar."""
    filas = [(q, registrada(proceso, f"z{n:07}", _hora(-100), siglas=q.fuerza)) for n, q in enumerate(gente)]
    for quien, fila in filas:
        fila.acciones_afirmativas = ["indigenas"] if quien.etiqueta else []
        fila.save()
    vistas: dict[str, set[Vista]] = {p: set() for p in PREGUNTAS}
    horas = sorted({*azar.sample(range(-72, 96, 5), 4), 2, 100})
    for desde, hasta in zip([-100, *horas], horas, strict=False):
        for quien, fila in filas:
            if quien.cuando is not None and desde < quien.cuando <= hasta:
                efectos = {
                    "tratamiento": True,
                    "publicacion": quien.consiente,
                    "estadistica": quien.se_cuenta,
                }
                sellar(
                    candidatura=fila,
                    respuestas=quien.respuestas,
                    consentimiento=efectos,
                    aviso_version="a",
                    origen="envio",
                    por=de_partido(fila),
                    ahora=_hora(quien.cuando),
                )
                if quien.consiente:
                    respaldar(fila, _hora(quien.cuando))
        for pregunta, vista in _a_la_vista(_hora(hasta)).items():
            vistas[pregunta].add(vista)
    return vistas


def _hora(del_corte: int) -> datetime:
    return CORTE + timedelta(hours=del_corte)


def _a_la_vista(cuando: datetime) -> dict[str, Vista]:
    with reloj.congelado(cuando):
        asentar(CLAVE, ahora=cuando)
        renglones = agregados(publica(CLAVE))
    tablas = {}
    for pregunta, indicador in PREGUNTAS.items():
        celdas = {_SE_LEE[r[3]]: _celda(r[4]) for r in renglones if r[0] == indicador}
        if None not in celdas.values():
            tablas[pregunta] = tuple(v for _, v in sorted(celdas.items()) if v is not None)
    return tablas


def _celda(texto: str) -> int | str | None:
    """`None` si la tabla no sale."""
    if texto.isdigit():
        return int(texto)
    nombres = {"menos de": atacante.MENOS, "reservad": atacante.RESERVADA}
    return nombres.get(texto[:8])


def _mundo(gente: list[Quien], pregunta: str) -> tuple[Gente, Dichas]:
    """Quienes contestaron. Ninguna está validada: de cierto solo sabe su partido."""
    firmas: dict[tuple[frozenset[str], frozenset[str]], int] = {}
    de, dichas = list[int](), list[int]()
    for quien in gente:
        if dijo := quien.dijo(pregunta):
            firma = quien.pueden(pregunta), frozenset({quien.fuerza})
            de.append(firmas.setdefault(firma, len(firmas)))
            dichas.append(OPCIONES.index(dijo))
    return Gente(tuple(firmas), tuple(de)), tuple(dichas)


def _se_veria(gente: list[Quien], dichas: Dichas) -> Vista:
    cuentas = [*(dichas.count(i) for i in range(len(OPCIONES))), len(gente) - len(dichas)]
    return tuple(atacante.se_veria(cuentas, K, ORDEN))


def _leida(gente: Gente, dichas: Dichas, sin: int, vista: Vista) -> list[frozenset[str]]:
    """Las coaliciones que, con las cifras de la tabla y lo que saben, o podrían, leen a todas las demás."""
    leyeron = []
    for quienes in gente.miradas:
        for cual in (0, 1):
            suyas = [
                d for firma, d in zip(gente.de, dichas, strict=True) if gente.firmas[firma][cual] & quienes
            ]
            sabido = [*(suyas.count(i) for i in range(len(OPCIONES))), sin]
            quedan = len(suyas) < len(dichas)
            if quedan and atacante.leida(vista, len(dichas) + sin, sabido, K, ORDEN) is not None:
                leyeron.append(quienes)
    return leyeron


def _visto(gente: Gente, regla: Regla, dichas: Dichas) -> object:
    return Counter(dichas) if regla(gente, dichas) else None


def _atacar(proceso: Proceso, semillas: range) -> tuple[int, list[tuple[int, str, object]]]:
    salieron, leidas = 0, list[tuple[int, str, object]]()
    for semilla in semillas:
        azar = random.Random(f"calendario {semilla}")
        gente = _gente(azar)
        acumulado.olvidar()
        with transaction.atomic("default"), transaction.atomic("identidad"), transaction.atomic("llaves"):
            vistas = _lo_publicado(proceso, gente, azar)
            for base in ("default", "identidad", "llaves"):
                transaction.set_rollback(True, using=base)
        for pregunta, suyas in vistas.items():
            assert len(suyas) <= 1, (semilla, pregunta, "hubo dos tablas que restar")
            salieron += len(suyas)
            vista, (mundo, dichas) = next(iter(suyas), None), _mundo(gente, pregunta)
            sale = regla_escrita.hoy(mundo, dichas)
            assert vista == (_se_veria(gente, dichas) if sale else None), (semilla, pregunta)
            sin = len(gente) - len(dichas)
            leidas += [(semilla, pregunta, q) for q in (_leida(mundo, dichas, sin, vista) if vista else [])]
            ataque = Ataque(mundo, partial(_visto, mundo, regla_escrita.hoy), azar)
            leidas += [(semilla, pregunta, una) for una in ataque.lecturas(dichas, miran=10)]
    return salieron, leidas


def test_en_cualquier_calendario_no_se_lee_a_nadie(proceso: Proceso) -> None:
    salieron, leidas = _atacar(proceso, range(3))
    assert salieron
    assert leidas == []


@pytest.mark.simulacro
def test_en_cientos_de_calendarios_no_se_lee_a_nadie(proceso: Proceso) -> None:
    salieron, leidas = _atacar(proceso, range(300))
    assert salieron > 100
    assert leidas == []


def test_el_mismo_ataque_lee_si_la_tabla_sale_sin_mirar_a_quien_sabe() -> None:
    """El control, con las mismas elecciones y calendarios: quien publica toda tabla de bastante gente."""
    leyeron = Counter[int]()
    for semilla in range(60):
        gente = _gente(random.Random(f"calendario {semilla}"))
        for pregunta in PREGUNTAS:
            mundo, dichas = _mundo(gente, pregunta)
            vista = _se_veria(gente, dichas)
            if regla_escrita.siempre(mundo, dichas):
                leyeron.update(len(q) for q in _leida(mundo, dichas, len(gente) - len(dichas), vista))
    assert {*leyeron} >= {2, 3}  # el público, con uno y con dos partidos
