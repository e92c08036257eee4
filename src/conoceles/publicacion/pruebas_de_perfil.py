"""La prueba de cada perfil: un archivo junto al sitio con que su ficha y su página se comprueban sin conexión.

Va contra el manifiesto que haya cuando se escribe y vale siempre: dice que eso se publicó y que consta en el registro. Solo
se escribe cuando los testigos ya vieron ese manifiesto, y se borra con lo que la persona suprima. Si después se piden otros testigos,
a las que ya estaban se les pone la prueba que aquellos vieron.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.manifiesto import Manifiesto
from conoceles.publicacion.instantanea.renglones.renglon import Renglon
from conoceles.registro import hojas, nota, pruebas
from conoceles.registro.nota import Punto

CARPETA = "pruebas"
Firme = Callable[[Punto, list[str]], bool]  # si con esas firmas alcanza


def escribir(sitio: Path, firme: Firme, hechas: dict[str, str]) -> None:
    """Las que falten de lo que hoy se sirve. `hechas`: de qué instantánea de cada elección ya están todas, con esa política."""
    for actual in sorted(sitio.glob("*/actual")):
        clave, carpeta = actual.parent.name, actual.resolve()
        if hechas.get(clave) == carpeta.name:
            continue
        registro = _registro(sitio, clave, (carpeta / manifiesto.NOMBRE).read_bytes(), firme)
        if registro:
            if clave not in hechas:
                _renovar(sitio, clave, firme)
            igual = _iguales(carpeta, hechas.get(clave, ""))
            _de_la_eleccion(sitio / CARPETA / clave, carpeta, registro, igual)
            hechas[clave] = carpeta.name


def _registro(sitio: Path, clave: str, octetos: bytes, firme: Firme) -> str:
    """La prueba de ese manifiesto en el registro; vacía mientras no la haya o no la hayan visto los testigos."""
    archivo = sitio / CARPETA / pruebas.nombre(hojas.de_manifiesto(clave, octetos))
    if not archivo.exists():
        return ""
    escrita = archivo.read_text(encoding="utf-8")
    return escrita if firme(*nota.leer(escrita.partition("\n\n")[2])) else ""


def _renovar(sitio: Path, clave: str, firme: Firme) -> None:
    """Las que se escribieron cuando se pedían otros testigos, también las de páginas que ya cambiaron."""
    for archivo in sorted((sitio / CARPETA / clave).glob("*/*.prueba")):
        try:
            datos = json.loads(archivo.read_bytes())
        except ValueError:  # la dejó vacía o cortada un disco que falló: la de hoy se escribe otra vez
            archivo.unlink()
            continue
        if firme(*nota.leer(datos["registro"].partition("\n\n")[2])):
            continue
        if registro := _registro(sitio, clave, datos["manifiesto"].encode(), firme):
            _poner(archivo, json.dumps({**datos, "registro": registro}, ensure_ascii=False).encode())


def _iguales(carpeta: Path, antes: str) -> Callable[[str], bool]:
    """Si esa ruta no cambió desde la instantánea `antes`. Sin ella, ninguna se da por igual."""
    lista = carpeta.parent / antes / manifiesto.RENGLONES
    if not antes or not lista.exists():
        return lambda _: False
    cambiadas = {ruta for ruta, _ in manifiesto.distintas(lista, carpeta / manifiesto.RENGLONES)}
    return lambda ruta: ruta not in cambiadas


def _de_la_eleccion(destino: Path, carpeta: Path, registro: str, igual: Callable[[str], bool]) -> None:
    datos = manifiesto.leer(carpeta)
    comun = {
        "formato": manifiesto.FORMATO,
        "manifiesto": (carpeta / manifiesto.NOMBRE).read_text(encoding="utf-8"),
        "firma": json.loads((carpeta / manifiesto.FIRMA).read_bytes()),
        "registro": registro,
    }
    arbol = datos.pisos = datos.arbol(datos)
    for folio, suyos in _perfiles(datos):
        archivo = destino / folio / f"{next(iter(suyos.values())).hoja.hex()}.prueba"
        # Se llama como su ficha, y la página también cambia sin ella: con el programa, o con sus vecinas.
        if archivo.exists() and (
            all(map(igual, suyos)) or _dice(archivo) == [r.decode() for r in suyos.values()]
        ):
            continue
        lugares = map(datos.archivos.lugar, suyos)
        renglones: list[dict[str, object]] = [
            {
                "renglon": renglon.decode(),
                "indice": lugar,
                "camino": [base64.b64encode(h).decode() for h in arbol.camino(lugar or 0)],
            }
            for lugar, renglon in zip(lugares, suyos.values(), strict=True)
        ]
        _poner(archivo, json.dumps({**comun, "renglones": renglones}, ensure_ascii=False).encode())


def _dice(archivo: Path) -> list[str]:
    return [probado["renglon"] for probado in json.loads(archivo.read_bytes())["renglones"]]


def _perfiles(datos: Manifiesto) -> Iterator[tuple[str, dict[str, Renglon]]]:
    """Folio → renglones de su ficha y de su página, en ese orden."""
    for ruta in datos.archivos:
        if ruta.startswith("candidaturas/") and ruta.endswith(".json"):
            folio = ruta.removeprefix("candidaturas/").removesuffix(".json")
            suyas = (ruta, f"candidaturas/{folio}/index.html")
            yield folio, {r: datos.archivos[r] for r in suyas if r in datos.archivos}


def _poner(archivo: Path, contenido: bytes) -> None:
    archivo.parent.mkdir(parents=True, exist_ok=True)
    parcial = archivo.with_name(f".{archivo.name}")
    parcial.write_bytes(contenido)
    parcial.replace(archivo)
