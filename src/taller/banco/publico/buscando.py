"""Lo que tarda una búsqueda, con lo que se busca de verdad y con lo que escribe quien quiere estorbar."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from random import Random
from statistics import quantiles
from urllib.parse import quote

from conoceles.lector.texto import MAX_CON_ERRATA
from taller.banco.resultado import Busqueda, Cifras
from taller.banco.siembra.eleccion import CLAVE
from taller.demo.nombres import APELLIDOS, HOMBRES, MUJERES

CONSULTAS = 1000
TEMAS = ("agua", "salud", "educación", "campo", "mujeres", "agua potable", "transporte público", "comunidad")
COMUNES = ("de", "la", "el", "y", "con", "para", "en", "durango", "agua", "comunidad", "personas", "trabajo")
SIGNOS = ("AND", "OR", "NOT", "NEAR(", ")", "*", "^", '"', ":", "nombre:", "-", "{")
MAXIMO = 1700  # letras: más, ya escapadas, no caben en una dirección y el lector las rechaza sin buscar


def medir(puerto: int, limite: float, *, grande: str) -> Busqueda:
    """Milisegundos de búsquedas distintas, una tras otra, por la misma conexión; y las mismas en `grande`, si la hay.

    La primera abre el archivo, como después de cada publicación.
    """
    una = _buscar(puerto, CLAVE, normales(Random(2)), limite)
    return {
        "consultas": una["consultas"],
        "primera_ms": una["primera_ms"],
        "p50_ms": una["p50_ms"],
        "p99_ms": una["p99_ms"],
        "grande": _buscar(puerto, grande, normales(Random(2)), limite) if grande else None,
        "hostil": _buscar(puerto, grande, hostiles(Random(3)), limite) if grande else None,
    }


def normales(azar: Random) -> list[str]:
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


def hostiles(azar: Random) -> list[str]:
    """Larguísimas, de puras palabras comunes, de comienzos de dos letras, llenas de signos o de erratas; todas distintas."""
    lista = []
    for n in range(CONSULTAS):
        larga = " ".join(f"{azar.choice(COMUNES)} {azar.randrange(10**6)}" for _ in range(200))[:MAXIMO]
        comunes = " ".join(azar.sample(COMUNES, 8))
        comienzos = " ".join(azar.choice(APELLIDOS)[:2] for _ in range(azar.randint(1, 8)))
        signos = " ".join(
            x for par in zip(SIGNOS, azar.choices(COMUNES, k=len(SIGNOS)), strict=True) for x in par
        )
        erratas = " ".join(azar.choice(APELLIDOS) + azar.choice("xkwz") for _ in range(MAX_CON_ERRATA))
        texto = (larga, comunes, comienzos, signos, erratas)[n % 5]
        lista.append(f"q={quote(texto)}&pagina={azar.randrange(1, 2000)}"[:1990])
    return lista


def _buscar(puerto: int, eleccion: str, consultas: Sequence[str], limite: float) -> Cifras:
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
    tiempos = []
    fin = time.monotonic() + max(1.0, limite)
    for consulta in consultas:
        inicio = time.perf_counter()
        conexion.request("GET", f"/{eleccion}/buscar/?{consulta}", headers={"Accept-Encoding": "gzip"})
        respuesta = conexion.getresponse()
        respuesta.read()
        tiempos.append((time.perf_counter() - inicio) * 1000)
        if respuesta.status != 200 or time.monotonic() > fin:
            break
    conexion.close()
    cortes = quantiles(tiempos, n=100)
    return {
        "consultas": len(tiempos),
        "primera_ms": tiempos[0],
        "p50_ms": cortes[49],
        "p99_ms": cortes[98],
    }
