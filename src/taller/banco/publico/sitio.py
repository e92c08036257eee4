"""Lo que se mide del lado público: el lector frente a nginx, una búsqueda y una página en un teléfono barato."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from taller.banco import servidores
from taller.banco.publico import buscando, pintura
from taller.banco.publico.carga import Medida, cargar
from taller.banco.resultado import Cifras, Publico, Sitio
from taller.banco.siembra.eleccion import CLAVE, ENORME, GRANDE

PAGINAS = 300  # perfiles distintos que se piden, si los hay


def medir(
    datos: Path,
    taller: Path,
    candidaturas: int,
    *,
    rondas: int,
    segundos: float,
    decir: Callable[[str], None],
) -> Publico:
    """Mide sobre la instantánea de `datos`."""
    rutas = _perfiles(datos / "sitio" / CLAVE / "actual")
    with servidores.lector(datos) as puerto:
        decir("se sirven las páginas")
        with servidores.nginx(datos / "sitio", taller / "nginx") as otro:
            sitio = _comparar({"lector": puerto, "nginx": otro}, rutas, rondas, segundos, taller)
        decir("se busca")
        busqueda = buscando.medir(puerto, segundos * rondas, grande=_grande(datos / "sitio", candidaturas))
        decir("se visita desde un teléfono")
        pintada = pintura.medir(puerto, datos / "sitio" / CLAVE / "actual")
        return {"sitio": sitio, "busqueda": busqueda, "pintada": pintada}


def _grande(sitio: Path, candidaturas: int) -> str:
    """La elección en que se busca entre treinta mil o más: la escrita aparte o, si ya es así de grande, la misma."""
    if (sitio / GRANDE).exists():
        return GRANDE
    return CLAVE if candidaturas >= ENORME else ""


def _perfiles(actual: Path) -> list[str]:
    folios = sorted(p.parent.name for p in actual.glob("candidaturas/*/index.html"))
    elegidos = Random(1).sample(folios, min(PAGINAS, len(folios)))
    return [f"/{CLAVE}/candidaturas/{folio}/" for folio in elegidos]


def _comparar(puertos: dict[str, int], rutas: list[str], rondas: int, segundos: float, taller: Path) -> Sitio:
    """Rondas alternadas, para que lo que cambie en la máquina les toque a todos. Medianas."""
    medidas: dict[str, list[Medida]] = {nombre: [] for nombre in puertos}
    for puerto in puertos.values():
        cargar(puerto, rutas, 1, taller)  # en frío no se compara
    for _ in range(rondas):
        for nombre, puerto in puertos.items():
            medidas[nombre].append(cargar(puerto, rutas, segundos, taller))
    resumen: dict[str, Cifras] = {
        nombre: {
            "por_segundo": median(m.por_segundo for m in suyas),
            "p99_ms": median(m.p99 for m in suyas),
            "errores": sum(m.errores for m in suyas),
        }
        for nombre, suyas in medidas.items()
    }
    pares = zip(medidas["lector"], medidas["nginx"], strict=True)
    razones = [lector.por_segundo / nginx.por_segundo for lector, nginx in pares]
    return {
        "paginas": len(rutas),
        "rondas": rondas,
        "segundos": segundos,
        "lector": resumen["lector"],
        "nginx": resumen["nginx"],
        "razon": median(razones),
    }
