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

VERSION_DE_COLUMNAS = "1.5"
LICENCIA = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/deed.es",
    "title": "Creative Commons Atribución 4.0 Internacional",
}
TITULOS = {
    "curricular": "Información curricular de las candidaturas",
    "identidad": "Identidad: solo lo que cada persona consintió publicar",
    "identidad_agregados": "Identidad: conteos",
    "diccionario": "Diccionario de datos",
}
DESCRIPCIONES = {
    "curricular": "Lo que cada candidatura dice de sí y propone: una fila por candidatura, con las columnas del INE y las propias.",
    "identidad": "Respuestas de identidad de quien autorizó publicarlas; nadie más aparece.",
    "identidad_agregados": "Cuántas personas dieron cada respuesta de identidad, donde nadie se puede adivinar.",
    "diccionario": "Qué lleva cada columna de los demás archivos, su tipo y la pregunta de la que sale.",
}
PALABRAS_CLAVE = {
    "curricular": ("candidaturas", "elecciones", "lo que proponen", "trayectoria personal"),
    "identidad": ("candidaturas", "elecciones", "grupos de atención prioritaria", "consentimiento"),
    "identidad_agregados": ("candidaturas", "elecciones", "estadística", "grupos de atención prioritaria"),
    "diccionario": ("diccionario de datos", "elecciones"),
}
_TIPOS = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": XLSX,
    "zip": "application/zip",
}
# Los vocabularios de la Unión Europea son los que pide DCAT-AP, y los que leen los catálogos que lo siguen.
_UE, _IANA = (
    "http://publications.europa.eu/resource/authority/",
    "https://www.iana.org/assignments/media-types/",
)
_ESPANOL = {"@id": f"{_UE}language/SPA", "@type": "dct:LinguisticSystem"}
_TEMA = {  # gobierno y sector público
    "@id": f"{_UE}data-theme/GOVE",
    "@type": "skos:Concept",
    "skos:prefLabel": {"@value": "Gobierno y sector público", "@language": "es"},
}
_FORMATOS = {"csv": "CSV", "json": "JSON", "xlsx": "XLSX", "zip": "ZIP"}
_ALGORITMO = {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"}
_LICENCIA = {"@id": LICENCIA["path"], "@type": "dct:LicenseDocument"}


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
    """Catálogo DCAT-AP en JSON-LD: un conjunto por tema y una distribución por archivo."""
    nombre = marco.definicion.nombre
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "spdx": "http://spdx.org/rdf/terms#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{url}datos/catalogo.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _dicho(f"Datos abiertos de Conóceles: {nombre}"),
        "dct:description": _dicho(f"Quiénes compiten en {nombre}, qué proponen y qué se cuenta de todas."),
        "dct:publisher": _editor(marco),
        "dct:license": _LICENCIA,
        "dct:language": _ESPANOL,
        "dct:modified": _momento(ahora),
        "foaf:homepage": {"@id": f"{url}datos/", "@type": "foaf:Document"},
        "dcat:dataset": [_conjunto(marco, clave, hechos, ahora, url) for clave in TITULOS],
    }


def _conjunto(
    marco: Marco, clave: str, hechos: Mapping[str, Path], ahora: datetime, url: str
) -> dict[str, object]:
    rutas = [r for r in hechos if r.rpartition(".")[0] == f"datos/{clave}"]
    return {
        "@id": f"{url}datos/#{clave}",
        "@type": "dcat:Dataset",
        "dct:identifier": clave,
        "dct:title": _dicho(TITULOS[clave]),
        "dct:description": _dicho(DESCRIPCIONES[clave]),
        "dct:publisher": _editor(marco),
        "dct:language": _ESPANOL,
        "dct:modified": _momento(ahora),
        "dcat:theme": _TEMA,
        "dcat:keyword": [_dicho(x) for x in PALABRAS_CLAVE[clave]],
        "dcat:contactPoint": _contacto(marco, url),
        "dcat:landingPage": {"@id": f"{url}datos/", "@type": "foaf:Document"},
        "dcat:distribution": [_distribucion(ruta, hechos[ruta], url) for ruta in sorted(rutas)],
    }


def _distribucion(ruta: str, hecho: Path, url: str) -> dict[str, object]:
    extension = ruta.rpartition(".")[2]
    return {
        "@id": f"{url}{ruta}",
        "@type": "dcat:Distribution",
        "dct:title": _dicho(ruta.removeprefix("datos/")),
        "dcat:accessURL": {"@id": f"{url}datos/"},
        "dcat:downloadURL": {"@id": f"{url}{ruta}"},
        "dct:license": _LICENCIA,
        "dct:format": {"@id": f"{_UE}file-type/{_FORMATOS[extension]}", "@type": "dct:MediaTypeOrExtent"},
        "dcat:mediaType": {"@id": f"{_IANA}{_TIPOS[extension]}", "@type": "dct:MediaType"},
        "dcat:byteSize": {"@value": str(hecho.stat().st_size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _ALGORITMO,
            "spdx:checksumValue": {"@value": huella(hecho), "@type": "xsd:hexBinary"},
        },
    }


def _editor(marco: Marco) -> dict[str, object]:
    instituto = marco.definicion.institucion
    editor: dict[str, object] = {"@type": "foaf:Agent", "foaf:name": _dicho(instituto.nombre)}
    return editor | ({"foaf:homepage": {"@id": instituto.sitio}} if instituto.sitio else {})


def _contacto(marco: Marco, url: str) -> dict[str, object]:
    """La unidad que responde por los datos; sin correo declarado, su página."""
    instituto = marco.definicion.institucion
    como = {"vcard:hasEmail": {"@id": f"mailto:{instituto.correo}"}} if instituto.correo else {}
    return {
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": instituto.unidad or instituto.nombre,
        **(como or {"vcard:hasURL": {"@id": f"{url}datos/"}}),
    }


def _dicho(texto: str) -> dict[str, str]:
    return {"@value": texto, "@language": "es"}


def _momento(ahora: datetime) -> dict[str, str]:
    return {"@value": ahora.isoformat(timespec="seconds"), "@type": "xsd:dateTime"}


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
