"""El emblema se declara en la carpeta, se revisa al cargar y llega al sitio, a las pantallas y al papel."""

from __future__ import annotations

import io
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from conoceles.arranque.ordenes import proceso_emblema
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento import salidas
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.papel.pdf import componer
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.publicador import publicar
from personas import CLAVE, SISTEMA

from .conftest import Editar

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><title>Emblema inventado</title>'
    '<circle cx="20" cy="20" r="18" fill="#17191b"/><path d="M8 20h24" stroke="#fff" stroke-width="4"/></svg>'
)


def _con(editar: Editar, svg: str | None, nombre: str = "emblema.svg") -> Path:
    carpeta = editar("proceso.toml", "domicilio =", f'emblema = "{nombre}"\ndomicilio =')
    if svg is not None:
        (carpeta / "emblema.svg").write_text(svg)
    return carpeta


def test_se_lee_tal_como_esta(editar: Editar) -> None:
    assert leer_carpeta(_con(editar, SVG)).institucion.emblema == SVG


@pytest.mark.parametrize(
    ("svg", "razon"),
    [
        (None, "no existe"),
        ("hola", "no es un SVG bien formado"),
        ("<html/>", "su raíz debe ser <svg> con viewBox"),
        (SVG.replace("<title>", "<script>x</script><title>"), "no puede llevar <script>"),
        (SVG.replace("<circle", '<circle onload="x"'), "onload"),
        (SVG.replace("<circle", '<image href="https://x.mx/a.png"/><circle'), "no puede llevar href"),
        (SVG.replace("<circle", '<use href="https://x.mx/a.svg#b"/><circle'), "no puede llevar href"),
        (SVG.replace('fill="#17191b"', 'fill="url(https://x.mx)"'), "no puede llevar fill"),
        (SVG.replace('fill="#17191b"', 'fill="URL(https://x.mx)"'), "no puede llevar fill"),
        (SVG.replace("<circle", '<circle style="fill:red"'), "no puede llevar style"),
        ("<!DOCTYPE svg>" + SVG, "DOCTYPE"),
        (SVG.replace("</svg>", f"<desc>{'x' * 60_000}</desc></svg>"), "pesa más de 60,000"),
    ],
)
def test_lo_que_no_es_un_emblema_quieto_se_rechaza(editar: Editar, svg: str | None, razon: str) -> None:
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(_con(editar, svg))
    [falta] = rechazo.value.errores
    assert falta.archivo == "emblema.svg"
    assert razon in falta.razon


@pytest.mark.parametrize("nombre", ["../otro.svg", "emblema.png", "/etc/x.svg"])
def test_solo_un_svg_de_la_misma_carpeta(editar: Editar, nombre: str) -> None:
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(_con(editar, SVG, nombre))
    assert [f.clave for f in rechazo.value.errores] == ["institucion.emblema"]


@pytest.mark.parametrize("formato", ["PNG", "JPEG"])
def test_un_png_o_jpg_entra_envuelto(editar: Editar, tmp_path: Path, formato: str, ahora: datetime) -> None:
    foto, carpeta = tmp_path / "emblema.bin", _con(editar, None)
    Image.effect_noise((900, 500), 40).convert("RGB").save(foto, formato)
    hecho = proceso_emblema.ejecutar(Namespace(imagen=foto, carpeta=carpeta))
    assert hecho["octetos"] <= 60_000
    assert "emblema.svg" in proceso_emblema.texto(hecho)
    emblema = leer_carpeta(carpeta).institucion.emblema
    assert 'href="data:image/png;base64,' in emblema
    plantilla = RAIZ_PROYECTO / "src/conoceles/informes/plantillas/informe.typ"
    datos = dict.fromkeys(
        (
            "titulo",
            "corte_texto",
            "institucion",
            "unidad",
            "proceso_nombre",
            "portada",
            "huella",
            "hoja",
            "comprobar",
        ),
        "x",
    )
    datos |= {
        "apaisado": False,
        "restringido": False,
        "tablas": [],
        "firmantes": [],
        "emblema": emblema,
        "qr": SVG,
    }
    octetos = componer(plantilla, datos, momento=ahora)
    assert len(PdfReader(io.BytesIO(octetos)).pages[0].images) == 1


@pytest.mark.parametrize("octetos", [b"no es imagen", b""])
def test_lo_que_no_es_imagen_no_se_envuelve(tmp_path: Path, octetos: bytes) -> None:
    foto = tmp_path / "x.png"
    foto.write_bytes(octetos)
    with pytest.raises(ErrorDeDominio):
        proceso_emblema.ejecutar(Namespace(imagen=foto, carpeta=tmp_path))
    assert not (tmp_path / "emblema.svg").exists()


@pytest.fixture
def con_emblema(editar: Editar, base: None, datos: Path, ahora: datetime) -> None:
    secretos.crear_faltantes()
    cargar(_con(editar, SVG), por=SISTEMA, ahora=ahora, inventado=True)


@pytest.mark.lenta
def test_va_en_el_sitio_con_su_huella(con_emblema: None, ahora: datetime) -> None:
    publicar(CLAVE, ahora=ahora)
    sitio = (carpetas().sitio / CLAVE / "actual").resolve()
    [archivo] = sitio.glob("estatico/emblema.*.svg")
    assert archivo.read_text() == SVG
    assert f'src="./estatico/{archivo.name}"' in (sitio / "index.html").read_text()


def test_va_en_las_pantallas_y_sin_el_no_hay_nada(con_emblema: None, client: Client) -> None:
    assert client.get("/emblema.svg").content.decode() == SVG
    assert 'src="/emblema.svg?v=' in client.get("/cuenta/entrar/").content.decode()
    cargar(
        RAIZ_PROYECTO / "procesos" / CLAVE,
        por=SISTEMA,
        ahora=datetime.fromisoformat("2024-04-25T10:00:00-06:00"),
    )
    assert client.get("/emblema.svg").status_code == 404
    assert "marca__emblema" not in client.get("/cuenta/entrar/").content.decode()


def test_va_en_la_portada_del_informe_con_texto_alternativo(con_emblema: None, ahora: datetime) -> None:
    documento = armar(TIPOS["proceso-tecnico"], abrir(CLAVE, ahora))
    octetos = salidas.pdf(documento)
    assert octetos == salidas.pdf(documento)
    textos: list[Any] = []
    _alternativos(PdfReader(io.BytesIO(octetos)).trailer["/Root"]["/StructTreeRoot"], textos)
    assert textos[0] == f"Emblema de {documento.institucion}"
    assert SVG not in salidas.json(documento).decode()


def _alternativos(nodo: Any, textos: list[Any]) -> None:
    nodo = nodo.get_object() if hasattr(nodo, "get_object") else nodo
    for hijo in nodo if isinstance(nodo, list) else [nodo.get("/K", [])] if hasattr(nodo, "get") else []:
        _alternativos(hijo, textos)
    if hasattr(nodo, "get") and "/Alt" in nodo:
        textos.append(str(nodo["/Alt"]))


def test_el_de_un_partido_se_lee_y_el_de_una_coalicion_no_se_admite(editar: Editar) -> None:
    """LGIPE, artículo 266: en ningún caso aparecen emblemas conjuntos de los partidos coaligados."""
    carpeta = editar("proceso.toml", 'siglas = "PT"\n', 'siglas = "PT"\nemblema = "pt.svg"\n')
    (carpeta / "pt.svg").write_text(SVG)
    definicion = leer_carpeta(carpeta)
    assert {f.siglas: f.emblema for f in definicion.fuerzas if f.emblema} == {"PT": SVG}
    [dicho] = [a for a in advertencias(definicion) if a.startswith("En la muestra de la boleta")]
    assert dicho.endswith("sin emblema y con sus siglas: PAN, PRI, PRD, PVEM, MC, MORENA.")
    editar("proceso.toml", 'siglas = "SHHD"\n', 'siglas = "SHHD"\nemblema = "pt.svg"\n')
    with pytest.raises(DefinicionInvalida, match="en una coalición no hay uno conjunto"):
        leer_carpeta(carpeta)
