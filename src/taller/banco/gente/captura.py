"""La captura con mucha gente a la vez: cuánto espera cada quien, y cuánto procesador ocupa cada parte mientras tanto."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Sequence
from random import Random
from statistics import quantiles

from PIL import Image

from conoceles.nucleo.errores import ErrorDeDominio
from taller.banco.gente import procesador
from taller.banco.gente.persona import Cuenta, Persona, Tiempos
from taller.banco.resultado import Captura, Cifras, Esperas
from taller.banco.servidores import Host


def fotografia() -> bytes:
    """Como las que se suben: 1,600 × 2,000 puntos, con grano para que pese lo que pesan."""
    azar = Random(7)
    grano = Image.frombytes("L", (400, 500), azar.randbytes(200_000)).resize((1600, 2000))
    color = Image.merge(
        "RGB", (grano, grano.point(lambda v: v // 2 + 60), grano.point(lambda v: 200 - v // 2))
    )
    salida = io.BytesIO()
    color.save(salida, "JPEG", quality=48)
    return salida.getvalue()


def medir(hosts: Sequence[Host], personas: Sequence[Cuenta], segundos: float, despacio: int = 1) -> Captura:
    """Todas esas personas, repartidas entre los hosts, durante ese tiempo; tantas veces más despacio, en otras tantas."""
    segundos *= despacio
    tiempos, fin, retrato = Tiempos(), threading.Event(), fotografia()
    puertos = [host.puerto for host in hosts]
    gente = [
        Persona(
            **quien,
            numero=n,
            puertos=_desde(puertos, n),
            tiempos=tiempos,
            fin=fin,
            retrato=retrato,
            despacio=despacio,
        )
        for n, quien in enumerate(personas)
    ]
    antes = procesador.leer(hosts)
    _vivir(gente, fin, segundos)
    usado = {quien: hasta - antes[quien] for quien, hasta in procesador.leer(hosts).items()}
    return {
        "personas": len(gente),
        "hosts": len(hosts),
        "despacio": despacio,
        **_resumen(tiempos, usado, segundos),
    }


def _desde(puertos: list[int], numero: int) -> list[int]:
    """Los mismos, empezando por el que le toca a esa persona."""
    suyo = numero % len(puertos)
    return [*puertos[suyo:], *puertos[:suyo]]


def _vivir(gente: list[Persona], fin: threading.Event, segundos: float) -> None:
    llegada = segundos / 2 / len(gente)  # llegan en la primera mitad, no todas en el mismo segundo
    hilos = [threading.Thread(target=g.vivir, args=(n * llegada,)) for n, g in enumerate(gente)]
    try:
        for hilo in hilos:
            hilo.start()
        time.sleep(segundos)
    finally:
        fin.set()
        for hilo in hilos:
            hilo.join()


def _resumen(tiempos: Tiempos, usado: Cifras, segundos: float) -> Esperas:
    todos = [t for suyos in tiempos.por_clase.values() for t in suyos]
    if len(todos) < 2:
        raise ErrorDeDominio(f"La captura no contestó: {'; '.join(tiempos.errores[:3])}")
    clases = {clase: _cortes(suyos) for clase, suyos in sorted(tiempos.por_clase.items())}
    return {
        "segundos": segundos,
        "por_segundo": len(todos) / segundos,
        "fallas": len(tiempos.errores),
        "errores": tiempos.errores[:20],
        "todas": _cortes(todos),
        "clases": clases,
        "procesador_ms": {quien: s / len(todos) * 1000 for quien, s in usado.items()},
        "nucleos": {quien: s / segundos for quien, s in usado.items()},
    }


def _cortes(tiempos: list[float]) -> dict[str, float]:
    """Cuántas y sus percentiles 50, 95 y 99 en milisegundos."""
    cortes = quantiles(tiempos, n=100) if len(tiempos) > 1 else tiempos * 99
    return {"cuantas": len(tiempos), "p50": cortes[49], "p95": cortes[94], "p99": cortes[98]}
