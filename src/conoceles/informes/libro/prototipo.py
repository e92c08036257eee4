"""El prototipo navegable (plan §7.2, entregable 10): el sitio con personas inventadas, para abrirse desde un disco."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from conoceles.nucleo.carpetas import Carpetas, carpetas
from conoceles.nucleo.errores import Conflicto
from conoceles.proceso.models import Proceso

LEEME = """Prototipo navegable de «Candidatas y Candidatos, Conóceles».
Todas las personas de esta copia son inventadas.

Abra {clave}/index.html con un navegador: no hace falta instalar nada ni tener conexión.

La búsqueda por texto y la comparación necesitan el sistema; todo lo demás funciona aquí.
El manifiesto y su firma son del sitio publicado: en esta copia los enlaces se adaptaron para abrirse desde el disco, y la
prueba de cada perfil no viaja.
"""
SIN_LECTOR = """<!doctype html>
<html lang="es-MX"><head><meta charset="utf-8"><title>No está en el prototipo</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>No está en el prototipo</h1>
<p>La búsqueda y la comparación necesitan el sistema en marcha.
<a href="../candidaturas/index.html">Ver todas las candidaturas</a></p></main></body></html>
"""
NO_VIAJAN = (".gz", ".br", ".sqlite")
_CARPETA = re.compile(r'((?:href|action)=")((?![a-z]+:|//)[^"#?]*/)((?:[?#][^"]*)?")')
# Va junto al sitio, fuera de la elección, y prueba los octetos publicados: no los de esta copia.
_SU_PRUEBA = re.compile(
    r' y <a href="[^"]*/pruebas/[^"]*\.prueba" download>[^<]*</a>, que se comprueba sin conexión'
)


def sitio_inventado(clave: str) -> Path | None:
    """La carpeta publicada de esa elección con personas inventadas: la propia, si lo son, o la de la práctica."""
    if Proceso.objects.filter(pk=clave, inventado=True).exists():
        return _actual(carpetas(), clave)
    practicas = (p for p in _practicas(carpetas().datos) if os.access(p.sitio, os.R_OK | os.X_OK))
    suyas = (_actual(p, clave) for p in practicas if p.modo == "practica")
    return next((suya for suya in suyas if suya), None)


def _practicas(datos: Path) -> Iterator[Carpetas]:
    """La que prepara la orden, dentro de los datos, y la de su propio servicio, junto a ellos."""
    yield Carpetas(datos / "practica")
    yield Carpetas(datos.with_name(f"{datos.name}-practica") / "practica")


def _actual(c: Carpetas, clave: str) -> Path | None:
    """De la práctica, que otro usuario escribe, no se sigue un enlace que lleve fuera de su sitio."""
    actual = (c.sitio / clave / "actual").resolve()
    return actual if actual.is_dir() and actual.is_relative_to(c.sitio.resolve()) else None


def archivos(clave: str) -> dict[str, bytes]:
    """Ruta → contenido. `Conflicto` si no hay ninguna publicación con personas inventadas que copiar."""
    origen = sitio_inventado(clave)
    if origen is None:
        raise Conflicto(
            "El prototipo se copia de una elección con personas inventadas. Pida a quien opera que prepare la práctica: "
            "./conoceles practica."
        )
    hechos = {"LEEME.txt": LEEME.format(clave=clave).encode()}
    for ruta in sorted(p for p in origen.rglob("*") if p.is_file() and not p.is_symlink()):
        if not ruta.name.endswith(NO_VIAJAN):
            suya = ruta.relative_to(origen)
            hechos[f"{clave}/{suya.as_posix()}"] = _para_disco(ruta, len(suya.parents))
    for ausente in ("buscar", "comparar"):
        hechos[f"{clave}/{ausente}/index.html"] = SIN_LECTOR.encode()
    return hechos


def _para_disco(ruta: Path, hasta_fuera: int) -> bytes:
    """Una página con enlaces que se siguen sin servidor; lo demás, igual. Las otras elecciones, `hasta_fuera` carpetas arriba, no viajan."""
    if ruta.suffix != ".html":
        return ruta.read_bytes()
    fuera = rf'<li><a href="(?:\./)?{re.escape("../" * hasta_fuera)}">.*?</a></li>\n?'
    propia = re.sub(fuera, "", _SU_PRUEBA.sub("", ruta.read_text()))
    return _CARPETA.sub(r"\1\2index.html\3", propia).encode()
