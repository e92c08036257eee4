"""Los formatos para quien no lee una página, comprobados por los programas que los leen: ninguno es el que los hizo."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from conoceles.difusion.formatos import braille, grande, llano, ogg, programas
from conoceles.publicacion.api import boleta as api_boleta
from conoceles.publicacion.api import perfil as api_perfil
from conoceles.publicacion.api.publicar import ruta_de_boleta, ruta_de_perfil
from conoceles.publicacion.lectura.fichas import Papel
from conoceles.publicacion.sitio import papel
from difusion import elenco
from publicacion import muestras

URL, MOMENTO, HUELLA = "https://x.example/d/", "2024-04-25T10:00:00-06:00", "0123456789abcdef" * 4
DATOS = {
    "huella": HUELLA,
    "zona": "America/Monterrey",
    "institucion": "Instituto Electoral de Ejemplo",
    "eleccion": "Durango, Proceso de ejemplo",
    "jornada": "2 de junio de 2024",
    "boleta": "diputacion-mr-05",
}
# Lo que el braille de seis puntos escribe igual: al leerlo de vuelta no se distingue (ADR 0047).
IGUALES = str.maketrans({"¿": "?", "¡": "!", "«": '"', "»": '"', "'": "."})


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La boleta de muestra, sus documentos como los publica el sitio: con el nombre más largo y con perfiles vacíos."""
    raiz, sitio, de_muestra = tmp_path_factory.mktemp("sitio"), muestras.sitio(), muestras.contienda()
    primera, *otras = de_muestra.fichas
    fichas = (replace(primera, nombre=elenco.LARGO), *otras)
    de_muestra = replace(de_muestra, fichas=fichas, papel=Papel(papel.recuadros(fichas, muestras.FUERZAS)))
    for ficha in de_muestra.fichas:
        documento = api_perfil.documento(sitio, ficha, URL, previo=None, momento=MOMENTO)
        _guardar(raiz / ruta_de_perfil(ficha.folio), documento)
    documento = api_boleta.documento(sitio, de_muestra, URL, lambda _: HUELLA, previo=None, momento=MOMENTO)
    _guardar(raiz / ruta_de_boleta(de_muestra.clave), documento)
    return raiz


def _guardar(ruta: Path, documento: dict[str, Any]) -> None:
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_text(json.dumps(documento), encoding="utf-8")


def _folios() -> list[str]:
    return [f.folio for f in muestras.contienda().fichas]


def _de(folio: str) -> dict[str, Any]:
    return DATOS | {"folio": folio}


def _perfil(carpeta: Path, folio: str) -> dict[str, Any]:
    leido: dict[str, Any] = json.loads((carpeta / ruta_de_perfil(folio)).read_text("utf-8"))
    return leido


def test_el_texto_llano_cabe_en_dos_kb_y_dice_fecha_y_huella(carpeta: Path) -> None:
    for folio in _folios():
        octetos = llano.componer("perfil", _de(folio), carpeta)
        texto = octetos.decode()
        assert len(octetos) <= 2048
        assert texto.startswith(_perfil(carpeta, folio)["nombre"].upper())
        assert "Publicado el 25 de abril de 2024" in texto
        assert HUELLA in texto
        assert "x.example/d/candidaturas/" in texto


@pytest.mark.parametrize("largo", [10, 700, 5000])
def test_el_texto_llano_recorta_a_todas_las_respuestas_a_la_misma_medida_y_lo_dice(
    carpeta: Path, largo: int
) -> None:
    perfil = _perfil(carpeta, _folios()[0])
    base = dict(perfil["apartados"][0]["campos"][0], detalla="", razon="")
    campos = [
        base | {"clave": f"c{n}", "etiqueta": f"Respuesta {n}", "valores": ["ñu " * largo]} for n in range(4)
    ]
    perfil["apartados"] = [{"clave": "a", "titulo": "A", "de_propuestas": True, "campos": campos}]
    texto = llano.texto(perfil, ["pie"])
    dichas = [r for r in texto.splitlines() if r.startswith("Respuesta")]
    assert len(texto.encode()) <= 2048
    assert len({len(r) for r in dichas}) == 1
    assert ("[…]" in texto) is (largo > 10)
    assert (llano.RECORTADO in texto) is (largo > 10)


def test_el_texto_llano_sin_lugar_para_todas_deja_fuera_las_ultimas(carpeta: Path) -> None:
    perfil = _perfil(carpeta, _folios()[0])
    base = dict(perfil["apartados"][0]["campos"][0], detalla="", razon="")
    campos = [
        base | {"clave": f"c{n}", "etiqueta": f"Respuesta {n}", "valores": ["palabra " * 90]}
        for n in range(60)
    ]
    perfil["apartados"] = [{"clave": "a", "titulo": "A", "de_propuestas": True, "campos": campos}]
    texto = llano.texto(perfil, ["pie"])
    assert len(texto.encode()) <= 2048
    assert "Respuesta 0:" in texto
    assert "Respuesta 59:" not in texto
    assert llano.RECORTADO in texto


def _leer_brf(octetos: bytes) -> list[str]:
    """Los párrafos de un BRF, leídos de vuelta por liblouis; otro programa, escrito aparte, deshace los renglones."""
    parrafos: list[str] = []
    pegado = False
    for renglon in octetos.decode("ascii").replace("\f", "").split("\r\n")[:-1]:
        assert len(renglon) <= 40
        if renglon.startswith("  "):
            parrafos.append(renglon[2:])
        else:
            parrafos[-1] += ("" if pegado else " ") + renglon
        pegado = len(renglon) == 40
    celdas = "\n".join("".join(chr(0x2800 + braille.ASCII.index(x)) for x in p) for p in parrafos)
    orden = ("lou_translate", "-b", braille.TABLA)
    leido = subprocess.run(
        orden, input=f"{celdas}\n".encode(), capture_output=True, check=True
    ).stdout.decode()
    return [
        re.sub(r"(?<=\d)@(?=[a-j])", "", p) for p in leido.rstrip("\n").split("\n")
    ]  # el signo de minúscula


def test_el_braille_sin_contraer_se_lee_de_vuelta_igual(carpeta: Path) -> None:
    for folio in _folios():
        escrito = braille.parrafos(
            _perfil(carpeta, folio), [f"Huella: {HUELLA}", "¡Sí! ¿No? «Ñandú» 1,200.50 y 3 (50%)"]
        )
        assert _leer_brf(braille.brf(escrito)) == [p.translate(IGUALES) for p in escrito]


def test_el_braille_viene_en_hojas_de_25_renglones(carpeta: Path) -> None:
    hojas = braille.componer("perfil", _de(_folios()[0]), carpeta).decode("ascii").split("\f")
    assert len(hojas) > 1
    assert all(hoja.count("\r\n") == 25 for hoja in hojas[:-1])
    assert hojas[0].startswith("  .MAR/A .GUADALUPE DE LOS .(NGELES")


@pytest.mark.parametrize(
    ("letra", "dicha"), [("ě", "e"), ("_", "-"), ("…", "..."), ("😀", "(signo)"), ("\u200b", "")]
)
def test_un_signo_que_el_braille_no_tiene_se_dice_y_no_rompe(letra: str, dicha: str) -> None:
    assert braille.limpiar(f"a {letra}") == f"a {dicha}".strip()
    assert braille.brf([braille.limpiar(f"a {letra} b")])


def test_lo_que_la_tabla_no_sabe_escribir_es_un_error_y_no_un_hueco() -> None:
    with pytest.raises(programas.Falla, match="no sabe escribir"):
        braille.brf(["emoji 😀"])


@pytest.fixture(scope="module")
def letra_grande(carpeta: Path) -> PdfReader:
    return PdfReader(io.BytesIO(grande.componer("boleta", DATOS, carpeta)))


def test_la_letra_grande_no_baja_de_18_puntos_y_va_etiquetada(letra_grande: PdfReader, carpeta: Path) -> None:
    medidas: set[float] = set()

    def anotar(texto: str, _: Any, matriz: list[float], __: Any, cuerpo: float) -> None:
        if texto.strip():
            medidas.add(round(abs(matriz[3]) * cuerpo, 1))

    texto = ""
    for hoja in letra_grande.pages:
        texto += hoja.extract_text(visitor_text=anotar) + " "
    assert min(medidas) >= 18
    assert letra_grande.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert letra_grande.trailer["/Root"]["/Lang"].startswith("es")
    assert b"pdfuaid" in letra_grande.trailer["/Root"]["/Metadata"].get_data()
    plano = "".join(texto.split())
    for folio in _folios():
        assert "".join(_perfil(carpeta, folio)["nombre"].split()) in plano
    assert HUELLA in plano


def test_lo_que_no_es_opus_no_se_admite() -> None:
    for malo in (b"", b"RIFF....WAVE", b"OggS" + b"\0" * 40):
        with pytest.raises(ValueError, match="grabación"):
            ogg.leer(malo)


def test_dos_corridas_dan_los_mismos_octetos(carpeta: Path) -> None:
    hacen: Iterator[Any] = iter((llano, braille, grande))
    for quien in hacen:
        datos = _de(_folios()[1])
        assert quien.componer("perfil", datos, carpeta) == quien.componer("perfil", datos, carpeta)
