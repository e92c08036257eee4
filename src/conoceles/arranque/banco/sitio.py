"""Lo que se mide del lado público: el lector frente a nginx, y lo que tarda una búsqueda."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

from conoceles.arranque.banco import servidores
from conoceles.arranque.banco.carga import Medida, cargar
from conoceles.arranque.banco.eleccion import CLAVE
from conoceles.arranque.demo.nombres import APELLIDOS, HOMBRES, MUJERES

PAGINAS = 300  # perfiles distintos que se piden, si los hay
CONSULTAS = 300
TEMAS = ("agua", "salud", "educación", "campo", "mujeres", "agua potable", "transporte público", "comunidad")


def medir(
    datos: Path, taller: Path, *, rondas: int, segundos: float, decir: Callable[[str], None]
) -> dict[str, Any]:
    """Mide sobre la instantánea de `datos`. Sin nginx no hay razón que calcular, y se dice con `None`."""
    rutas = _perfiles(datos / "sitio" / CLAVE / "actual")
    with servidores.lector(datos) as puerto:
        decir("se sirven las páginas")
        if servidores.programa_nginx() is None:
            sitio = _comparar({"lector": puerto}, rutas, rondas, segundos, taller)
        else:
            with servidores.nginx(datos / "sitio", taller / "nginx") as otro:
                sitio = _comparar({"lector": puerto, "nginx": otro}, rutas, rondas, segundos, taller)
        decir("se busca")
        return {"sitio": sitio, "busqueda": _buscar(puerto, segundos * rondas)}


def _perfiles(actual: Path) -> list[str]:
    folios = sorted(p.parent.name for p in actual.glob("candidaturas/*/index.html"))
    elegidos = Random(1).sample(folios, min(PAGINAS, len(folios)))
    return [f"/{CLAVE}/candidaturas/{folio}/" for folio in elegidos]


def _comparar(
    puertos: dict[str, int], rutas: list[str], rondas: int, segundos: float, taller: Path
) -> dict[str, Any]:
    """Rondas alternadas, para que lo que cambie en la máquina les toque a todos. Medianas."""
    medidas: dict[str, list[Medida]] = {nombre: [] for nombre in puertos}
    for puerto in puertos.values():
        cargar(puerto, rutas, 1, taller)  # en frío no se compara
    for _ in range(rondas):
        for nombre, puerto in puertos.items():
            medidas[nombre].append(cargar(puerto, rutas, segundos, taller))
    resumen: dict[str, Any] = {
        nombre: {
            "por_segundo": median(m.por_segundo for m in suyas),
            "p99_ms": median(m.p99 for m in suyas),
            "errores": sum(m.errores for m in suyas),
        }
        for nombre, suyas in medidas.items()
    }
    pares = zip(medidas["lector"], medidas.get("nginx", []), strict=False)
    razones = [lector.por_segundo / nginx.por_segundo for lector, nginx in pares]
    return {"paginas": len(rutas), "rondas": rondas, "segundos": segundos, **resumen} | {
        "razon": median(razones) if razones else None
    }


def _buscar(puerto: int, limite: float) -> dict[str, Any]:
    """Milisegundos de búsquedas distintas, una tras otra, por la misma conexión."""
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
    tiempos = []
    fin = time.monotonic() + max(1.0, limite)
    for consulta in _consultas(Random(2)):
        inicio = time.perf_counter()
        conexion.request("GET", f"/{CLAVE}/buscar/?{consulta}", headers={"Accept-Encoding": "gzip"})
        respuesta = conexion.getresponse()
        respuesta.read()
        tiempos.append((time.perf_counter() - inicio) * 1000)
        if respuesta.status != 200 or time.monotonic() > fin:
            break
    conexion.close()
    cortes = quantiles(tiempos, n=100)
    return {"consultas": len(tiempos), "p50_ms": cortes[49], "p99_ms": cortes[98]}


def _consultas(azar: Random) -> list[str]:
    """Nombre completo, un apellido, un tema, y un tema dentro de un partido: lo que se busca de verdad."""
    lista = []
    for n in range(CONSULTAS):
        apellido = azar.choice(APELLIDOS)
        texto = (
            f"{azar.choice(MUJERES + HOMBRES)} {apellido}",
            apellido,
            azar.choice(TEMAS),
            azar.choice(TEMAS),
        )
        filtro = f"&fuerza={azar.choice(('PAN', 'PT', 'MC'))}" if n % 4 == 3 else ""
        lista.append(f"q={quote(texto[n % 4])}{filtro}")
    return lista
