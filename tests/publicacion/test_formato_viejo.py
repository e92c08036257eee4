"""Lo publicado en el formato 1 se sigue comprobando, y lo suprimido tampoco se adivina en él."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.verificador.verificar import examinar
from conoceles.publicacion.instantanea import firma
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.cadena import anotar
from conoceles.publicacion.instantanea.supresion import suprimir
from conoceles.publicacion.publicador import publicar
from lector.instantaneas import archivos_de
from publicacion.eleccion import PROCESO, version

pytestmark = pytest.mark.lenta


def _al_formato_1(sitio: Path, ahora: datetime) -> str:
    """La publicación de hoy, como la dejaba la versión anterior; devuelve cómo se llama."""
    carpeta = (sitio / "actual").resolve()
    datos = json.loads((carpeta / "manifiesto.json").read_bytes()) | {
        "formato": 1,
        "archivos": archivos_de(carpeta),
    }
    del datos["hojas"], datos["raiz"]
    octetos = json.dumps(datos, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    nombre = hashlib.sha256(octetos).hexdigest()[:16]
    (carpeta / "manifiesto.renglones").unlink()
    (carpeta / "manifiesto.json").unlink()
    (carpeta / "manifiesto.firma").unlink()
    (carpeta / "manifiesto.json").write_bytes(octetos)
    (carpeta / "manifiesto.firma").write_bytes(firma.firmar(octetos))
    carpeta.rename(carpeta.with_name(nombre))
    for guardado in (sitio / "manifiestos").glob(f"{carpeta.name}.*"):
        guardado.unlink()
    (sitio / "actual").unlink()
    (sitio / "actual").symlink_to(f"instantaneas/{nombre}")
    Arbol(PROCESO).guardar_manifiesto(nombre)
    anotar(Arbol(PROCESO), nombre, ahora)
    return nombre


def test_se_publica_encima_del_formato_1_y_la_cadena_sigue(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    sitio = datos / "sitio" / PROCESO
    publicar(PROCESO, ahora=ahora)
    viejo = _al_formato_1(sitio, ahora)
    assert examinar(sitio / "actual").problemas == []
    version(eleccion["ANA"], 2, ahora, historia="Otra historia. " * 30)
    assert publicar(PROCESO, ahora=ahora + timedelta(minutes=3))["cambio"]
    datos_nuevos = json.loads((sitio / "actual" / "manifiesto.json").read_bytes())
    assert (datos_nuevos["formato"], datos_nuevos["anterior"][:16]) == (2, viejo)
    resultado = examinar(sitio)
    assert (resultado.problemas, len(resultado.instantaneas)) == ([], 2)


def test_al_suprimir_los_manifiestos_viejos_salen_con_las_huellas_que_llevaban(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    sitio = datos / "sitio" / PROCESO
    publicar(PROCESO, ahora=ahora)
    viejo = _al_formato_1(sitio, ahora)
    huella = hashlib.sha256((sitio / "actual/candidaturas/ANA.json").read_bytes()).hexdigest()
    (sitio / "suprimidos.json").write_text(json.dumps({"formato": 1, "archivos": [{"sha256": huella}]}))
    version(eleccion["ANA"], 2, ahora, historia="Otra historia. " * 30)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert (sitio / "manifiestos" / f"{viejo}.json").exists()
    suprimir(Arbol(PROCESO), {"ANA": (ahora + timedelta(minutes=1), True)})
    quedan = [p for p in sitio.rglob("*") if p.is_file() and huella.encode() in p.read_bytes()]
    assert (quedan, (sitio / "instantaneas" / viejo).exists()) == ([], False)
    resultado = examinar(sitio)
    assert resultado.problemas == []
    assert resultado.avisos == [f"La cadena llega hasta {viejo}, cuyo manifiesto no está en esta carpeta."]
