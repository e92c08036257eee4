"""Al final, lo que quedó: cada acuse visto está, una sola cadena de publicaciones y ningún correo de más."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Sequence
from email.message import Message
from pathlib import Path
from typing import Any

from equipos.carga import PUERTO_CAPTURA, Ana, Eva
from equipos.maquinas import Maquinas
from recorridos.envios_por_red import aparte
from recorridos.navegador import hasta
from taller.banco.gente.cliente import Navegador, SinRespuesta

# Segundos. Son tope, no meta: el documento dice lo que tardó. Pasaron todos cuando cada obrero le borraba al otro lo último (ADR 0061).
BORRADO = 900
EN_CALMA = 600  # para que no quede nada por publicar ni por salir, después de la última muerte


def revisar(maquinas: Maquinas, ana: Ana, eva: Eva, correos: Sequence[Message]) -> dict[str, Any]:
    """Lo que no llegó a su lugar se dice con lo demás: una corrida de veinte muertes no se tira por ello."""
    with contextlib.suppress(AssertionError):
        hasta(lambda: _salud(maquinas) == "listo", EN_CALMA)
    quedo = json.loads(aparte("recorridos.envios_aparte", "revisar", entorno=maquinas.entorno("captura-1")))
    return {
        "salud": _salud(maquinas),
        "obreros": {o: _lo_ultimo(maquinas, o) for o in ("obrero-1", "obrero-2")},
        "acuses": len(ana.vistos),
        "perdidos": sorted(f for f, acuse in ana.vistos.items() if quedo["acuses"].get(f) != acuse),
        "envios": quedo["envios"],
        "abribles": quedo["abribles"],
        "cadenas": quedo["cadenas"],
        "tropiezos": ana.tropiezos,
        "negadas": ana.negadas,
        "lecturas": eva.lecturas,
        "reintentos": eva.reintentos,
        "errores_publicos": eva.errores,
        "publicaciones": _publicaciones(maquinas),
        "correos": _correos(correos),
    }


def _lo_ultimo(maquinas: Maquinas, obrero: str) -> list[str]:
    """Los últimos renglones de su registro: por qué no hizo lo que faltaba."""
    registro = maquinas.datos(obrero) / "registros" / "obrero.log"
    return registro.read_text(errors="replace").splitlines()[-20:] if registro.exists() else []


def _salud(maquinas: Maquinas) -> str:
    """Lo que una captura dice de la instalación; el disco de quien corre esto no es asunto suyo."""
    try:
        dicho = Navegador(PUERTO_CAPTURA, anfitrion=maquinas.red["captura-1"].direccion).pedir("/salud/listo")
    except SinRespuesta:
        return ""
    return " ".join(r for r in dicho.cuerpo.decode().split() if r not in ("DISCO", "RELOJ")) or "listo"


def _publicaciones(maquinas: Maquinas) -> dict[str, Any]:
    """Los manifiestos de los dos obreros, sin repetir: cada uno sigue a otro distinto."""
    leidos = {
        archivo.name: json.loads(archivo.read_bytes())
        for obrero in ("obrero-1", "obrero-2")
        for archivo in maquinas.sitio(obrero).glob("[a-z]*/manifiestos/*.json")
    }
    anteriores = Counter(str(m["anterior"]) for m in leidos.values() if m["anterior"])
    return {"hechas": len(leidos), "bifurcaciones": [a for a, veces in anteriores.items() if veces > 1]}


def _correos(correos: Sequence[Message]) -> dict[str, int]:
    veces = Counter(str(m["Message-ID"]) for m in correos)
    return {"distintos": len(veces), "repetidos": sum(veces.values()) - len(veces)}


def llave_destruida(maquinas: Maquinas) -> dict[str, Any]:
    """Se destruye la llave de una persona: en cuánto deja de estar en las páginas y los diarios de las dos máquinas.

    Si no deja de estar, dónde queda: lo demás que se vio no se pierde por eso.
    """
    suya = "FROM identidad_llave ORDER BY clave LIMIT 1"
    clave, envuelta = maquinas.primaria.sql(
        "llaves", f"SELECT clave, encode(envuelta, 'hex') {suya}", "llaves"
    ).split("|")
    octetos = bytes.fromhex(envuelta)
    antes = _donde(maquinas, octetos)
    maquinas.primaria.sql(
        "llaves", f"UPDATE identidad_llave SET envuelta = '' WHERE clave = '{clave}'", "llaves"
    )
    inicio = time.monotonic()
    with contextlib.suppress(AssertionError):
        hasta(lambda: not _donde(maquinas, octetos), BORRADO)
    return {
        "estaba_en": len(antes),
        "segundos": round(time.monotonic() - inicio),
        "queda_en": _donde(maquinas, octetos),
    }


def _donde(maquinas: Maquinas, octetos: bytes) -> list[str]:
    """Qué archivos de los dos clusters del llavero la tienen, cada uno con su equipo."""
    return sorted(
        f"{base.equipo.nombre}: {archivo.relative_to(base.datos('llaves'))}"
        for base in (maquinas.primaria, maquinas.replica)
        for archivo in base.datos("llaves").rglob("*")
        if _tiene(archivo, octetos)
    )


def _tiene(archivo: Path, octetos: bytes) -> bool:
    try:
        return archivo.is_file() and octetos in archivo.read_bytes()
    except OSError:  # se fue mientras se leía
        return False
