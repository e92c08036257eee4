"""Cotejar archivos con el manifiesto que los nombra: una instantánea entera, una parte de ella o uno suelto."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from conoceles.lector.verificador.firmado import (
    FIRMA,
    FIRMA_SUPRIMIDOS,
    MANIFIESTO,
    PROPIOS,
    RENGLONES,
    SUPRIMIDOS,
    Manifiesto,
    Resultado,
    SinPublicacion,
    bien_firmado,
    manifiesto_de,
    sha,
    sha_de,
    suprimidos_de,
)
from conoceles.lector.verificador.lista_firmada import Lista, Listado, lista_de


def con_manifiesto(ruta: Path) -> Path | None:
    """La propia carpeta o la primera, hacia arriba, que trae un manifiesto."""
    return next((p for p in (ruta, *ruta.resolve().parents) if (p / MANIFIESTO).is_file()), None)


def comprobar_instantanea(carpeta: Path, llave: str, res: Resultado, nombre: str = "") -> Manifiesto | None:
    """Una carpeta completa: firma, nombre y cada archivo. Devuelve el manifiesto si se pudo leer."""
    prefijo = f"{nombre}/" if nombre else ""
    datos = _manifiesto(carpeta, llave, res, prefijo)
    if datos is None:
        return None
    identidad = sha((carpeta / MANIFIESTO).read_bytes())[:16]
    res.instantaneas.append(identidad)
    if nombre and nombre != identidad:
        res.problemas.append(
            f"MANIFIESTO: {nombre}: la carpeta debería llamarse {identidad}, según su manifiesto."
        )
    suprimidos, lista = suprimidos_de(carpeta, llave, res), lista_de(carpeta, datos, res, prefijo)
    if lista is not None:
        for ruta, esperado in sorted(lista.archivos.items()):
            _archivo(carpeta, ruta, esperado, suprimidos, res, prefijo)
        _ausentes(lista, suprimidos, res, prefijo)
        _sobrantes(carpeta, set(lista.archivos), res, prefijo)
    return datos


def _ausentes(lista: Lista, suprimidos: set[str], res: Resultado, prefijo: str) -> None:
    """Un renglón borrado solo vale si la lista firmada nombra su hoja."""
    sin_permiso = [hoja for hoja in lista.ausentes if hoja not in suprimidos]
    if sin_permiso:
        hojas = cuantos(len(sin_permiso), "archivo")
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{RENGLONES}: oculta {hojas} que la lista de suprimidos no nombra."
        )
    elif lista.ausentes:
        hojas = cuantos(len(lista.ausentes), "archivo")
        res.avisos.append(f"{prefijo}{RENGLONES}: {hojas} sin renglón, por supresión legal.")


def _manifiesto(carpeta: Path, llave: str, res: Resultado, prefijo: str) -> Manifiesto | None:
    octetos = (carpeta / MANIFIESTO).read_bytes()
    bien_firmado(carpeta, octetos, (carpeta / FIRMA, prefijo + MANIFIESTO), llave, res)
    datos = manifiesto_de(octetos)
    if datos is None:
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{MANIFIESTO}: no se puede leer o no es de un formato conocido."
        )
    return datos


def _archivo(
    carpeta: Path,
    ruta: str,
    esperado: Listado,
    suprimidos: set[str],
    res: Resultado,
    prefijo: str,
) -> None:
    res.archivos += 1
    try:
        _cotejar(carpeta / ruta, ruta, esperado, suprimidos, res, prefijo)
    except OSError:
        res.problemas.append(f"TEXTO: {prefijo}{ruta}: no se puede leer.")


def _cotejar(
    destino: Path,
    ruta: str,
    esperado: Listado,
    suprimidos: set[str],
    res: Resultado,
    prefijo: str,
) -> None:
    if not _dentro(ruta):
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{ruta}: el manifiesto nombra un archivo fuera de la publicación."
        )
    elif not destino.is_file():
        if esperado["hoja"] in suprimidos:
            res.avisos.append(f"{prefijo}{ruta}: suprimido por ley.")
        else:
            res.problemas.append(f"TEXTO: {prefijo}{ruta}: falta.")
    elif destino.stat().st_size != esperado["octetos"] or sha_de(destino) != esperado["sha256"]:
        res.problemas.append(f"TEXTO: {prefijo}{ruta}: su contenido no es el publicado.")


def _sobrantes(carpeta: Path, listados: set[str], res: Resultado, prefijo: str) -> None:
    for ruta in _hay(carpeta):
        if ruta not in listados:
            res.problemas.append(f"TEXTO: {prefijo}{ruta}: sobra, no está en el manifiesto.")


def _hay(carpeta: Path) -> Iterator[str]:
    """Lo que hay en la carpeta (también los enlaces), menos el manifiesto, las listas y sus firmas."""
    for raiz, carpetas, archivos in os.walk(carpeta):
        base = Path(raiz)
        enlaces = [c for c in carpetas if (base / c).is_symlink()]
        for nombre in sorted(archivos + enlaces):
            ruta = (base / nombre).relative_to(carpeta).as_posix()
            if ruta not in PROPIOS:
                yield ruta


_SIN_CODIGO = (
    " Si es un acuse, ya no lleva dentro su código: otro programa lo volvió a guardar o lo modificó. No vale; descargue otra vez el de "
    "la cuenta que envió."
)


def comprobar_suelto(archivo: Path, llave: str, res: Resultado) -> None:
    """Un archivo: busca hacia arriba el manifiesto que lo nombra."""
    completo = archivo.resolve()
    carpeta = con_manifiesto(archivo)
    if carpeta is None:
        frase = f"Junto a «{archivo}» no hay {MANIFIESTO}: descárguelo del mismo sitio, con su firma."
        raise SinPublicacion(frase + (_SIN_CODIGO if archivo.suffix.lower() == ".pdf" else ""))
    datos = _manifiesto(carpeta, llave, res, "")
    ruta = completo.relative_to(carpeta).as_posix()
    _quien_firmo(carpeta, llave, res)
    if ruta in PROPIOS:
        _propio(carpeta, ruta, (datos, llave), res)
        return
    lista = lista_de(carpeta, datos, res) if datos is not None else None
    if lista is not None:
        _reconocer(carpeta, ruta, lista.archivos, _por_huella(lista), res)


def _propio(carpeta: Path, ruta: str, con: tuple[Manifiesto | None, str], res: Resultado) -> None:
    """El manifiesto ya se juzgó; sus renglones y lo suprimido, si es lo que se dio, también."""
    res.archivos += 1
    datos, llave = con
    if ruta == RENGLONES and datos is not None:
        lista_de(carpeta, datos, res)
    elif ruta in (SUPRIMIDOS, FIRMA_SUPRIMIDOS):
        suprimidos_de(carpeta, llave, res)


def comprobar_descarga(carpeta: Path, llave: str, res: Resultado) -> None:
    """Una parte del sitio: cada archivo que hay tiene que ser uno de los publicados."""
    datos = _manifiesto(carpeta, llave, res, "")
    _quien_firmo(carpeta, llave, res)
    suprimidos_de(carpeta, llave, res)
    lista = lista_de(carpeta, datos, res) if datos is not None else None
    if lista is None:
        return
    por_huella = _por_huella(lista)
    for ruta in _hay(carpeta):
        _reconocer(carpeta, ruta, lista.archivos, por_huella, res)
    res.avisos.append(
        f"La publicación tiene {len(lista.archivos)} archivos; se comprobaron los que hay aquí."
    )


def _quien_firmo(carpeta: Path, llave: str, res: Resultado) -> None:
    """Sin una llave obtenida aparte, quien comprueba tiene que reconocer la que firmó."""
    if not llave and not res.problemas:
        publica = base64.b64decode(json.loads((carpeta / FIRMA).read_bytes())["llave"])
        res.avisos.append(f"Firmó la llave {sha(publica)}: compárela con la que dice la autoridad electoral.")


def _por_huella(lista: Lista) -> dict[str, str]:
    return {a["sha256"]: ruta for ruta, a in sorted(lista.archivos.items(), reverse=True)}


def _reconocer(
    carpeta: Path,
    ruta: str,
    listados: Mapping[str, Listado],
    por_huella: dict[str, str],
    res: Resultado,
) -> None:
    """Un archivo descargado. En su lugar del sitio debe ser el de ese lugar; fuera de él, lo dice su huella."""
    destino = carpeta / ruta
    huella = sha_de(destino) if destino.is_file() else ""
    res.archivos += 1
    if ruta in listados and listados[ruta]["sha256"] == huella:
        return
    if huella in por_huella and ("/" not in ruta or ruta not in listados):
        res.avisos.append(f"{ruta} es {por_huella[huella]}, tal como se publicó.")
    elif ruta in listados:
        res.problemas.append(f"TEXTO: {ruta}: su contenido no es el publicado.")
    else:
        res.problemas.append(
            f"TEXTO: {ruta}: no es de esta publicación; está alterado, o el sitio se publicó de nuevo entre una descarga y otra."
        )


def _dentro(ruta: str) -> bool:
    return not (ruta.startswith("/") or "\\" in ruta or "\0" in ruta or ".." in ruta.split("/"))


def cuantos(numero: int, que: str) -> str:
    return f"{numero} {que}{'s' * (numero > 1)}" if numero else ""
