"""Retira de los árboles conservados lo de quien revocó su consentimiento o fue suprimido por ley.

La evidencia de las demás personas queda entera. De lo retirado queda su hoja, que sin su sal no dice nada, en el lugar de
su renglón y en `suprimidos.json`, firmado; `verificar` lo informa como suprimido por ley y no como alteración.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from conoceles.nucleo.canonico import json_canonico
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea import firma, manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.materiales import CALENDARIO_JSON, CARPETA, PRENSA
from conoceles.publicacion.instantanea.pagina import en_espanol
from conoceles.publicacion.instantanea.renglones.renglon import Renglon, huella

FIRMA = "suprimidos.firma"
CON_TODO = (
    "datos/", "contiendas/", "secciones/", "temas/", "candidaturas/letra/", "incrustar/", "descargas/", "busqueda.sqlite",
    f"{CARPETA}contiendas/", f"{CARPETA}distritos/", CALENDARIO_JSON, PRENSA,
    "indice/palabras/", "indice/boletas/", "indice/folios/", "indice/inicio.", "indice/nombres.",
)  # fmt: skip
CON_IDENTIDAD = (
    "datos/identidad.csv", "datos/identidad.xlsx", "datos/identidad.json", "datos/ine.xlsx",
    "datos/datapackage.json", "datos/catalogo.jsonld",  # llevan la huella de los otros
)  # fmt: skip

Archivos = Mapping[str, Renglon]
Salidas = Mapping[str, tuple[datetime, bool]]


def suprimir(arbol: Arbol, salidas: Salidas) -> int:
    """Quita lo de esos folios de lo publicado antes de su salida; devuelve cuántos archivos retiró.

    `salidas`: folio → (momento, si se suprime todo lo suyo y no solo su identidad). Lo que hoy se sirve ya no
    lleva sus datos, así que un archivo idéntico al actual se queda. Repetirlo no quita nada más.
    """
    vigentes = manifiesto.leer(arbol.ruta(arbol.actual())).archivos
    # Antes que las fichas, que dicen si había qué quitar.
    _quitar_pruebas(arbol.carpeta.name, salidas, vigentes)
    retirados: set[Renglon] = set()
    for carpeta in arbol.instantaneas.iterdir():
        if carpeta.name != arbol.actual():
            retirados |= _limpiar(arbol.carpeta, carpeta, salidas, vigentes)
    for sha256 in {r.sha256 for r in retirados} - {r.sha256 for r in vigentes.values()}:
        _quitar_objetos(arbol.objetos, sha256)
    return len({r.sha256 for r in retirados})


def con_algo_que_retirar(arbol: Arbol, salidas: Salidas) -> dict[str, tuple[datetime, bool]]:
    """Las mismas, sin quien nunca enseñó nada de identidad ni otro perfil suyo: retirarle algo diría que lo había permitido."""
    conservadas = [*arbol.instantaneas.iterdir()] if salidas else []
    return {
        folio: salida
        for folio, salida in salidas.items()
        if salida[1] or any(_enseno(carpeta / f"candidaturas/{folio}.json") for carpeta in conservadas)
    }


def _enseno(ficha: Path) -> bool:
    dicha = json.loads(ficha.read_bytes()) if ficha.exists() else {}
    return bool(dicha.get("identidad") or dicha.get("vinculos"))


def firmar_otra_vez(carpeta: Path) -> None:
    """La lista de la elección, con la llave de ahora."""
    _anotar(carpeta, set())


def _limpiar(eleccion: Path, carpeta: Path, salidas: Salidas, vigentes: Archivos) -> set[Renglon]:
    """Lo que se retiró de un árbol. La lista firmada va primero y el renglón al final: repetirlo termina lo mismo."""
    datos = manifiesto.leer(carpeta)
    momento = datetime.fromisoformat(datos.momento)
    suyas = [(folio, todo) for folio, (salida, todo) in salidas.items() if momento <= salida]
    rutas = {ruta for folio, todo in suyas for ruta in _de(carpeta, folio, datos.archivos, todo=todo)}
    sobran = {r for r in rutas if r not in vigentes or vigentes[r].sha256 != datos.archivos[r].sha256}
    if sobran:
        _anotar(eleccion, {datos.archivos[ruta].hoja.hex() for ruta in sobran})
        for ruta in sorted(sobran, key=_las_fichas_al_final):
            (carpeta / ruta).unlink(missing_ok=True)
        lista = carpeta / manifiesto.RENGLONES
        arboles.escribir(carpeta / ".renglones", manifiesto.sin_renglones(lista.read_bytes(), sobran))
        arboles.sincronizar([carpeta / ".renglones"])
        arboles.mover(carpeta / ".renglones", lista)
    return {datos.archivos[ruta] for ruta in sobran}


def _las_fichas_al_final(ruta: str) -> tuple[bool, str]:
    """Ellas dicen qué más hay que retirar, por si esto se interrumpe."""
    return ruta.endswith(".json"), ruta


def _de(carpeta: Path, folio: str, archivos: Iterable[str], *, todo: bool) -> Iterable[str]:
    """Los archivos de un árbol que llevan datos de una persona: los de identidad, o todos."""
    propios = (f"candidaturas/{folio}/", f"candidaturas/{folio}.json", *_foto(carpeta, folio, todo=todo))
    if todo:  # ningún material lleva identidad: solo sale con todo lo suyo
        quienes = (folio, *_quien_lo_nombra(carpeta, folio, archivos))
        propios += tuple(f"candidaturas/{q}{fin}" for q in quienes for fin in ("/", ".json"))
        # Un material se rehace después que la ficha: el de la compañera de quien entró puede decir todavía a quien salió.
        propios += tuple(f"{CARPETA}candidaturas/{q}/" for q in {*quienes, *_con_quien_van(carpeta, quienes)})
        propios += tuple(f"indice/personas/{q}." for q in quienes)
    comunes = CON_TODO if todo else CON_IDENTIDAD
    for ruta in archivos:
        sin_lengua = en_espanol(ruta)  # lo de cada persona sale de todas las lenguas
        if sin_lengua.startswith((*propios, *comunes)) or (todo and sin_lengua in _LISTAS):
            yield ruta


def _con_quien_van(carpeta: Path, folios: Iterable[str]) -> Iterable[str]:
    """Las compañeras de fórmula de esas personas, según sus fichas de ese árbol."""
    for ruta in (carpeta / f"candidaturas/{folio}.json" for folio in folios):
        ficha = json.loads(ruta.read_bytes()) if ruta.exists() else {}
        dichas = [ficha.get("companera"), *ficha.get("mas_companeras", ())]
        yield from (str(dicha["folio"]) for dicha in dichas if dicha)


def _quien_lo_nombra(carpeta: Path, folio: str, archivos: Iterable[str]) -> Iterable[str]:
    """Su compañera de fórmula, y quien entró en su lugar con la boleta impresa: sus fichas dicen su nombre."""
    for ruta in archivos:
        if not (ruta.startswith("candidaturas/") and ruta.endswith(".json") and (carpeta / ruta).exists()):
            continue
        octetos = (carpeta / ruta).read_bytes()
        if f'"{folio}"'.encode() not in octetos:
            continue
        ficha = json.loads(octetos)
        dichas = [ficha.get("companera"), ficha.get("en_papel"), *ficha.get("mas_companeras", ())]
        if any(dicha and dicha.get("folio") == folio for dicha in dichas):
            yield str(ficha["folio"])


_LISTAS = frozenset(f"candidaturas/index.html{sufijo}" for sufijo in ("", ".gz", ".br"))


def _foto(carpeta: Path, folio: str, *, todo: bool) -> tuple[str, ...]:
    """El comienzo del nombre de su fotografía en ese árbol, si la tenía."""
    ficha = carpeta / f"candidaturas/{folio}.json"
    if not todo or not ficha.exists():
        return ()
    foto = json.loads(ficha.read_bytes()).get("foto")
    return (foto["grande"].split("-")[0],) if foto else ()


def _quitar_objetos(objetos: Path, sha256: str) -> None:
    """La copia guardada de una fotografía retirada, que ya nadie muestra."""
    for objeto in objetos.iterdir():
        if huella(objeto) == sha256:
            objeto.unlink()


def _quitar_pruebas(eleccion: str, salidas: Salidas, vigentes: Archivos) -> None:
    """Las de lo que esas personas ya no muestran: cada una dice la huella y la sal de una ficha."""
    hoy = {r.hoja.hex() for r in vigentes.values()}
    for folio in salidas:
        for prueba in (carpetas().sitio / "pruebas" / eleccion / folio).glob("*"):
            if prueba.stem not in hoy:
                prueba.unlink()


def _anotar(carpeta: Path, hojas: set[str]) -> None:
    """Suma las hojas a `suprimidos.json` y lo vuelve a firmar."""
    destino = carpeta / manifiesto.SUPRIMIDOS
    dicho: dict[str, list[str]] = json.loads(destino.read_bytes()) if destino.exists() else {"hojas": []}
    todas = sorted({*dicho["hojas"], *hojas})
    octetos = json_canonico({"formato": manifiesto.FORMATO, "hojas": todas})
    arboles.escribir(destino, octetos)
    arboles.escribir(carpeta / FIRMA, firma.firmar(octetos))
    arboles.sincronizar([destino, carpeta / FIRMA])
