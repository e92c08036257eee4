"""`secciones/lugares.json`: de un municipio, una sección o una localidad, a su boleta.

Es un archivo fijo, el mismo para quien lo pida: lo que se escribe se busca en el teléfono y no sale de él. Los lugares
nombran boletas y municipios por su posición, para que pese poco.

    boletas     [[clave, nombre]]                             las que no vota todo el estado
    municipios  [[nombre, clave, otras formas, [boleta], en cuántos distritos cae]]
    secciones   [[desde, hasta, municipio, [boleta]]]
    localidades [[nombre, municipio, [sección]]]
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from conoceles.proceso.definicion import Localidad
from conoceles.publicacion.lectura.fichas import Enlace, MunicipioPublico

RUTA = "secciones/lugares.json"
Propias = Mapping[str, Sequence[Enlace]]  # clave del municipio → lo que se vota solo en él o en su distrito


def archivo(
    municipios: Sequence[MunicipioPublico], propias: Propias, localidades: Iterable[Localidad]
) -> bytes:
    """Sus octetos; los mismos datos dan los mismos."""
    boletas = {e.folio: e.nombre for m in municipios for e in propias[m.clave]}
    numero = {folio: n for n, folio in enumerate(boletas)}
    lugar = {m.clave: n for n, m in enumerate(municipios)}
    datos = {
        "boletas": [[clave, nombre] for clave, nombre in boletas.items()],
        "municipios": [
            [m.nombre, m.clave, list(m.otros), [numero[e.folio] for e in propias[m.clave]], m.distritos]
            for m in municipios
        ],
        "secciones": [
            [t.desde, t.hasta, lugar[m.clave], [numero[e.folio] for e in t.contiendas if e.folio in numero]]
            for m in municipios
            for t in m.secciones
        ],
        "localidades": [[x.nombre, lugar[x.municipio], list(x.secciones)] for x in localidades],
    }
    return json.dumps(datos, ensure_ascii=False, separators=(",", ":")).encode()
