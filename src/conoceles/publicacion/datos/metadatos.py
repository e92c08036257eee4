"""Para que otras máquinas entiendan los datos: Data Package (Frictionless), catálogo DCAT y licencia.

Las columnas llevan versión: agregar una al final sube el segundo número; quitarla o cambiar su
sentido, el primero.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from conoceles.nucleo.pantallas import XLSX
from conoceles.publicacion.datos.columnas import Columna
from conoceles.publicacion.instantanea.renglones.renglon import huella
from conoceles.publicacion.lectura.fichas_de import Marco

VERSION_DE_COLUMNAS = "1.3"
LICENCIA = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/deed.es",
    "title": "Creative Commons Atribución 4.0 Internacional",
}
TITULOS = {
    "curricular": "Información curricular de las candidaturas",
    "identidad": "Identidad: solo lo que cada persona consintió publicar",
    "identidad_agregados": "Identidad: conteos protegidos",
    "diccionario": "Diccionario de datos",
}
_TIPOS = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": XLSX,
    "zip": "application/zip",
}


def archivos(
    marco: Marco,
    hechos: Mapping[str, Path],
    columnas: Mapping[str, Sequence[Columna]],
    ahora: datetime,
    url: str,
) -> dict[str, bytes]:
    """Los tres archivos que describen a los `hechos` (ruta → dónde está ya escrito)."""
    return {
        "datos/datapackage.json": _json(paquete(marco, hechos, columnas, ahora, url)),
        "datos/catalogo.jsonld": _json(dcat(marco, hechos, ahora, url)),
        "datos/licencia.txt": _licencia(marco).encode(),
    }


def paquete(
    marco: Marco,
    hechos: Mapping[str, Path],
    columnas: Mapping[str, Sequence[Columna]],
    ahora: datetime,
    url: str,
) -> dict[str, object]:
    """Tabular Data Package 1.0: un recurso por CSV, con sus columnas descritas."""
    recursos = [_recurso(nombre, hechos[f"datos/{nombre}.csv"], suyas) for nombre, suyas in columnas.items()]
    return {
        "profile": "tabular-data-package",
        "name": f"conoceles-{marco.definicion.clave}",
        "title": f"Candidatas y Candidatos, Conóceles: {marco.definicion.nombre}",
        "version": VERSION_DE_COLUMNAS,
        "created": ahora.isoformat(timespec="seconds"),
        "homepage": url,
        "licenses": [LICENCIA],
        "contributors": [{"title": marco.definicion.institucion.nombre, "role": "publisher"}],
        "resources": recursos,
    }


def _recurso(nombre: str, hecho: Path, columnas: Sequence[Columna]) -> dict[str, object]:
    campos = [{"name": c.nombre, "type": c.tipo, "description": c.texto} for c in columnas]
    esquema: dict[str, object] = {"fields": campos, "missingValues": [""]}
    if any(c.nombre == "FOLIO" for c in columnas):
        esquema["primaryKey"] = "FOLIO"
    return {
        "profile": "tabular-data-resource",
        "name": nombre.replace("_", "-"),
        "title": TITULOS[nombre],
        "path": f"{nombre}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": hecho.stat().st_size,
        "hash": f"sha256:{huella(hecho)}",
        "schema": esquema,
    }


def dcat(marco: Marco, hechos: Mapping[str, Path], ahora: datetime, url: str) -> dict[str, object]:
    """Catálogo DCAT 2 en JSON-LD: un conjunto por tema y una distribución por archivo."""
    instituto = marco.definicion.institucion
    editor: dict[str, object] = {"@type": "foaf:Organization", "foaf:name": instituto.nombre}
    editor |= {"foaf:homepage": {"@id": instituto.sitio}} if instituto.sitio else {}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@id": f"{url}datos/catalogo.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": f"Datos abiertos de Conóceles: {marco.definicion.nombre}",
        "dct:publisher": editor,
        "dct:language": "es",
        "dct:modified": ahora.isoformat(timespec="seconds"),
        "dcat:dataset": [_conjunto(nombre, hechos, editor, ahora, url) for nombre in TITULOS],
    }


def _conjunto(
    nombre: str, hechos: Mapping[str, Path], editor: Mapping[str, object], ahora: datetime, url: str
) -> dict[str, object]:
    rutas = [r for r in hechos if r.rpartition(".")[0] == f"datos/{nombre}"]
    return {
        "@id": f"{url}datos/#{nombre}",
        "@type": "dcat:Dataset",
        "dct:identifier": nombre,
        "dct:title": TITULOS[nombre],
        "dct:publisher": editor,
        "dct:license": {"@id": LICENCIA["path"]},
        "dct:modified": ahora.isoformat(timespec="seconds"),
        "dcat:distribution": [_distribucion(ruta, hechos[ruta], url) for ruta in sorted(rutas)],
    }


def _distribucion(ruta: str, hecho: Path, url: str) -> dict[str, object]:
    return {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": f"{url}{ruta}"},
        "dcat:mediaType": _TIPOS[ruta.rpartition(".")[2]],
        "dcat:byteSize": hecho.stat().st_size,
        "spdx:checksum": {
            "spdx:algorithm": "sha256",
            "spdx:checksumValue": huella(hecho),
        },
    }


def _licencia(marco: Marco) -> str:
    return (
        f"{LICENCIA['title']} ({LICENCIA['name']}): {LICENCIA['path']}\n\n"
        f"Cite: {marco.definicion.institucion.nombre}, «Candidatas y Candidatos, Conóceles», "
        f"{marco.definicion.nombre}, y la fecha del corte.\n"
        "Lo que dice cada candidatura es responsabilidad de quien la postula. Las fotografías identifican a las "
        "personas candidatas; usarlas de otro modo requiere el permiso de cada una.\n"
        f"Versión de las columnas: {VERSION_DE_COLUMNAS}.\n"
    )


def _json(dato: object) -> bytes:
    return json.dumps(dato, ensure_ascii=False, indent=1).encode() + b"\n"
