"""Retira de los árboles conservados lo de quien revocó su consentimiento o fue suprimido por ley.

La evidencia de las demás personas queda entera. Lo retirado se anota por su huella, sin decir de quién era, en
`suprimidos.json`, firmado; `verificar` lo informa como suprimido por ley y no como alteración.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from conoceles.nucleo.canonico import json_canonico
from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea import firma, manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.materiales import CARPETA

FIRMA = "suprimidos.firma"
CON_TODO = (
    "datos/", "contiendas/", "secciones/", "temas/", "incrustar/", "descargas/", "buscar.sqlite", f"{CARPETA}contiendas/",
    "indice/palabras/", "indice/boletas/", "indice/folios/", "indice/inicio.", "indice/nombres.",
)  # fmt: skip
CON_IDENTIDAD = ("datos/identidad.csv", "datos/identidad.xlsx", "datos/identidad.json", "datos/ine.xlsx")


def suprimir(arbol: Arbol, salidas: Mapping[str, tuple[datetime, bool]]) -> int:
    """Quita lo de esos folios de lo publicado antes de su salida; devuelve cuántos archivos retiró.

    `salidas`: folio → (momento, si se suprime todo lo suyo y no solo su identidad). Lo que hoy se sirve ya no
    lleva sus datos, así que un archivo idéntico al actual se queda. Repetirlo no quita nada más.
    """
    vigentes = _archivos(arbol.ruta(arbol.actual()))
    retirados: set[str] = set()
    for carpeta in arbol.instantaneas.iterdir():
        if carpeta.name != arbol.actual():
            retirados |= _limpiar(carpeta, salidas, vigentes)
    for sha256 in retirados:
        _quitar_objetos(arbol.objetos, sha256, vigentes)
    if retirados:
        _anotar(arbol.carpeta, retirados)
    return len(retirados)


def firmar_otra_vez(carpeta: Path) -> None:
    """La lista de la elección, con la llave de ahora."""
    _anotar(carpeta, set())


def _limpiar(
    carpeta: Path, salidas: Mapping[str, tuple[datetime, bool]], vigentes: Mapping[str, str]
) -> set[str]:
    """Las huellas de lo que se retiró de un árbol."""
    momento = datetime.fromisoformat(json.loads((carpeta / manifiesto.NOMBRE).read_bytes())["momento"])
    suyas = [(folio, todo) for folio, (salida, todo) in salidas.items() if momento <= salida]
    archivos = _archivos(carpeta)
    rutas = {ruta for folio, todo in suyas for ruta in _de(carpeta, folio, archivos, todo=todo)}
    huellas = set()
    for ruta in rutas:
        if archivos[ruta] != vigentes.get(ruta) and (carpeta / ruta).exists():
            (carpeta / ruta).unlink()
            huellas.add(archivos[ruta])
    return huellas


def _de(carpeta: Path, folio: str, archivos: Iterable[str], *, todo: bool) -> Iterable[str]:
    """Los archivos de un árbol que llevan datos de una persona: los de identidad, o todos."""
    propios = (f"candidaturas/{folio}/", f"candidaturas/{folio}.json", *_foto(carpeta, folio, todo=todo))
    if todo:  # ningún material lleva identidad: solo sale con todo lo suyo
        quienes = (folio, *_quien_lo_nombra(carpeta, folio, archivos))
        propios += tuple(f"candidaturas/{q}{fin}" for q in quienes for fin in ("/", ".json"))
        propios += tuple(f"{CARPETA}candidaturas/{q}/" for q in quienes)
        propios += tuple(f"indice/personas/{q}." for q in quienes)
    comunes = CON_TODO if todo else CON_IDENTIDAD
    for ruta in archivos:
        if ruta.startswith((*propios, *comunes)) or (todo and ruta in _LISTAS):
            yield ruta


def _quien_lo_nombra(carpeta: Path, folio: str, archivos: Iterable[str]) -> Iterable[str]:
    """Su compañera de fórmula, y quien entró en su lugar con la boleta impresa: sus fichas dicen su nombre."""
    for ruta in archivos:
        if not (ruta.startswith("candidaturas/") and ruta.endswith(".json") and (carpeta / ruta).exists()):
            continue
        octetos = (carpeta / ruta).read_bytes()
        if f'"{folio}"'.encode() not in octetos:
            continue
        ficha = json.loads(octetos)
        if any((ficha.get(c) or {}).get("folio") == folio for c in ("companera", "en_papel")):
            yield str(ficha["folio"])


_LISTAS = frozenset(f"candidaturas/index.html{sufijo}" for sufijo in ("", ".gz", ".br"))


def _foto(carpeta: Path, folio: str, *, todo: bool) -> tuple[str, ...]:
    """El comienzo del nombre de su fotografía en ese árbol, si la tenía."""
    ficha = carpeta / f"candidaturas/{folio}.json"
    if not todo or not ficha.exists():
        return ()
    foto = json.loads(ficha.read_bytes()).get("foto")
    return (foto["grande"].split("-")[0],) if foto else ()


def _archivos(carpeta: Path) -> dict[str, str]:
    """Ruta → huella, según el manifiesto."""
    datos = manifiesto.leer((carpeta / manifiesto.NOMBRE).read_bytes())
    return {ruta: str(renglon["sha256"]) for ruta, renglon in datos.archivos.items()}


def _quitar_objetos(objetos: Path, sha256: str, vigentes: Mapping[str, str]) -> None:
    """La copia guardada de una fotografía retirada, si ya nadie la muestra."""
    if sha256 in vigentes.values():
        return
    for objeto in objetos.iterdir():
        if manifiesto.renglon(objeto.read_bytes())["sha256"] == sha256:
            objeto.unlink()


def _anotar(carpeta: Path, huellas: set[str]) -> None:
    """Suma las huellas a `suprimidos.json` y lo vuelve a firmar."""
    destino = carpeta / manifiesto.SUPRIMIDOS
    previas: list[dict[str, Any]] = json.loads(destino.read_bytes())["archivos"] if destino.exists() else []
    todas = sorted({str(p["sha256"]) for p in previas} | huellas)
    octetos = json_canonico({"formato": 1, "archivos": [{"sha256": h} for h in todas]})
    arboles.escribir(destino, octetos)
    arboles.escribir(carpeta / FIRMA, firma.firmar(octetos))
    arboles.sincronizar([destino, carpeta / FIRMA])
