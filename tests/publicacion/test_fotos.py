"""Fotografías publicadas: sus tamaños y formatos, una sola vez."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from conoceles.curricular.fotografias import guardar
from conoceles.expediente.actos.decisiones import validar
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo import archivos, secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.consultas import definicion
from conoceles.proceso.definicion import Fotografia
from conoceles.publicacion import llave
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.lectura.consultas import filas
from conoceles.publicacion.mapa import razones
from conoceles.publicacion.publicador import publicar
from curricular.imagenes import jpeg
from personas import CLAVE, CORA, DINA, capturar, de_partido, enviar
from publicacion.eleccion import PROCESO, TEXTO, candidatura, fotografia, version

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


FLOR = ("FLOR VALLES SOLÍS", "mujer", "diputacion-mr-03", "PT", "propietaria", "validada")
MEDIDAS = {
    "640.jpg": (640, 800),
    "640.webp": (640, 800),
    "320.jpg": (320, 400),
    "320.webp": (320, 400),
    "160.webp": (160, 200),
}


def _gris() -> str:
    salida = io.BytesIO()
    Image.new("RGB", (960, 1200), "#888888").save(salida, "JPEG")
    return archivos.guardar(salida.getvalue())


def test_preparar_hace_sus_archivos_una_vez(datos: Path, tmp_path: Path) -> None:
    sha256 = _gris()
    rutas = fotos.preparar(sha256, tmp_path)
    for ruta in rutas:
        with Image.open(ruta) as imagen:
            assert MEDIDAS[ruta.name.removeprefix(f"{sha256}-")] == imagen.size
    assert len(rutas) == len(MEDIDAS)
    momentos = [r.stat().st_mtime_ns for r in rutas]
    (carpetas().archivos / sha256).unlink()
    assert [r.stat().st_mtime_ns for r in fotos.preparar(sha256, tmp_path)] == momentos


def test_sin_el_archivo_que_se_subio_el_tamano_que_falta_sale_del_publicado(
    datos: Path, tmp_path: Path
) -> None:
    """Lo publicado antes de que hubiera ese tamaño no pierde su fotografía ni cambia los otros."""
    sha256 = _gris()
    rutas = fotos.preparar(sha256, tmp_path)
    chica = tmp_path / f"{sha256}-160.webp"
    chica.unlink()
    (carpetas().archivos / sha256).unlink()
    momentos = {r: r.stat().st_mtime_ns for r in rutas if r != chica}
    assert fotos.hay(sha256, tmp_path)
    assert chica in fotos.preparar(sha256, tmp_path)
    assert {r: r.stat().st_mtime_ns for r in momentos} == momentos
    with Image.open(chica) as imagen:
        assert imagen.size == (160, 200)
    (tmp_path / f"{sha256}-640.jpg").unlink()
    assert not fotos.hay(sha256, tmp_path)


def test_al_estrenar_un_tamano_lo_publicado_lo_recibe(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    quien = eleccion["ANA"]
    foto = guardar(
        candidatura=quien, archivo=jpeg(), fecha_toma=date(2024, 4, 1), reglas=Fotografia(), por=DINA,
        ahora=ahora, motivo="correccion",
    )  # fmt: skip
    version(quien, 2, ahora, foto=foto, historia=TEXTO)
    carpeta = datos / "sitio" / PROCESO / "actual" / "fotos"
    with monkeypatch.context() as antes:
        antes.setattr(fotos, "HECHOS", fotos.HECHOS[:-1])
        antes.setattr(llave, "_fuentes", lambda: "las del programa de antes")
        publicar(PROCESO, ahora=ahora)
        assert len(list(carpeta.iterdir())) == len(MEDIDAS) - 1
    version(quien, 3, ahora, foto=foto, historia=f"Otra cosa. {TEXTO}")
    publicar(PROCESO, ahora=ahora)
    assert {p.name.split("-")[1] for p in carpeta.iterdir()} == set(MEDIDAS)
    assert examinar(datos / "sitio" / PROCESO).problemas == []


def test_cambiar_la_de_una_persona_retira_la_suya_y_no_la_que_otra_muestra(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    """Ana y Flor, de boletas distintas, con la misma; después, solo Flor."""
    flor = candidatura("FLOR", ahora, FLOR)
    igual, otra, tercera = (jpeg(Image.new("RGB", (900, 1200), c)) for c in ("#808080", "#a01020", "#10a020"))
    for quien in (eleccion["ANA"], flor):
        version(quien, 2, ahora, foto=fotografia(quien, ahora, igual), historia=TEXTO)
    publicar(PROCESO, ahora=ahora)
    compartida = _publicadas(datos)
    assert len(compartida) == 1
    version(eleccion["ANA"], 3, ahora, foto=fotografia(eleccion["ANA"], ahora, otra), historia=TEXTO)
    publicar(PROCESO, ahora=ahora)
    con_otra = _publicadas(datos)
    assert compartida < con_otra
    version(eleccion["ANA"], 4, ahora, foto=fotografia(eleccion["ANA"], ahora, tercera), historia=TEXTO)
    publicar(PROCESO, ahora=ahora)
    assert compartida < _publicadas(datos)
    assert not (con_otra - compartida) & _publicadas(datos)
    assert examinar(datos / "sitio" / PROCESO).problemas == []


def _publicadas(datos: Path) -> set[str]:
    """Las huellas de las que se muestran."""
    return {p.name.split("-")[0] for p in (datos / "sitio" / PROCESO / "actual/fotos").iterdir()}


def test_ninguna_fotografia_publicada_pasa_del_tope(datos: Path, tmp_path: Path) -> None:
    salida = io.BytesIO()
    detalle = Image.effect_noise((960, 1200), 16).convert("RGB")  # tan difícil de comprimir como una multitud
    detalle.save(salida, "JPEG", quality=90)
    hechas = fotos.preparar(archivos.guardar(salida.getvalue()), tmp_path)
    assert hechas
    assert [r.name for r in hechas if r.stat().st_size > fotos.TOPE] == []


@pytest.mark.parametrize(("tomada", "se_ve"), [(date(2024, 1, 9), False), (date(2024, 1, 10), True)])
def test_la_antiguedad_se_mira_otra_vez_al_publicar(
    candidatura: Candidatura, datos: Path, ahora: datetime, tomada: date, se_ve: bool
) -> None:
    """En marzo cabía en los tres meses; la publicación empieza el 10 de abril, y contra ese día se mide (§11.4)."""
    secretos.crear_faltantes()
    marzo = datetime.fromisoformat("2024-03-15T10:00:00-06:00")
    guardar(
        candidatura=candidatura, archivo=jpeg(), fecha_toma=tomada, reglas=Fotografia(),
        por=de_partido(candidatura), ahora=marzo,
    )  # fmt: skip
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    validar(candidatura=candidatura, por=CORA, ahora=ahora)
    [fila] = filas(definicion(CLAVE))
    assert fila.version is not None
    assert bool(fila.version.fotografia) is se_ve
    assert razones.de_la_foto(fila, "", "abierta") == ("" if se_ve else razones.FOTO_VENCIDA)
