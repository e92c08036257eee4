"""Lo que hace una persona: ida y vuelta por CSV, con quién lo hizo y quién lo revisó; lo vacío y lo viejo no se listan."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest

from conoceles.arranque.comprobar.cadenas import filas
from conoceles.difusion import segunda
from conoceles.difusion.adaptaciones import hoja, recibir, vigentes
from conoceles.difusion.adaptaciones.originales import Original, de_todas
from conoceles.difusion.formatos import programas
from conoceles.difusion.models import Adaptacion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.publicador import publicar, publicar_raiz
from difusion.elenco import SILENCIO
from moldes import Molde
from personas import CORA
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, SISTEMA, sale, version
from publicacion.navegador_publico import atendido
from publicacion.por_fuera import cambiar, publicado
from publicacion.test_accesible import faltas
from taller.navegador import chromium

pytestmark = pytest.mark.lenta
PAGINA = "materiales/candidaturas/ANA/stp.html"


def solo_paginas(parche: pytest.MonkeyPatch) -> None:
    """De la segunda vuelta, sin materiales."""
    parche.setattr(segunda, "de_todo", lambda sitio, url: iter(()))
    parche.setattr(programas, "falta", lambda: True)


@pytest.fixture(autouse=True)
def sin_materiales(monkeypatch: pytest.MonkeyPatch) -> None:
    solo_paginas(monkeypatch)


@pytest.fixture(scope="module")
def molde(del_archivo: Sembrar) -> Molde:
    with del_archivo() as (datos, candidaturas), pytest.MonkeyPatch.context() as parche:
        solo_paginas(parche)
        publicar(PROCESO, ahora=AHORA)
        segunda.difundir(PROCESO, ahora=AHORA)
    return Molde(datos, candidaturas)


@pytest.fixture
def eleccion(molde: Molde, base: None, datos: Path) -> dict[str, Any]:
    """Publicada ya, con las páginas de la segunda vuelta."""
    return molde.estrenar(datos)


@pytest.fixture
def actual(eleccion: dict[str, Any], datos: Path) -> Path:
    return datos / "sitio" / PROCESO / "actual"


def _originales(actual: Path, ahora: datetime) -> list[Original]:
    return list(de_todas(actual, segunda.sitio_a_la_vista(PROCESO, ahora)))


def _recibir(octetos: bytes, actual: Path, ahora: datetime, clase: str = "stp", por: Any = SISTEMA) -> int:
    return recibir.recibir_hoja(
        definicion=definicion(PROCESO), clase=clase, octetos=octetos, originales=_originales(actual, ahora),
        por=por, ahora=ahora,
    )  # fmt: skip


def _llena(octetos: bytes, **cambios: str) -> bytes:
    """La hoja con la historia de Ana hecha; `cambios` sobre ese renglón."""
    filas = list(csv.DictReader(io.StringIO(octetos.decode("utf-8-sig"))))
    for fila in filas:
        if (fila["folio"], fila["campo"]) == ("ANA", "historia"):
            fila.update(
                {"texto": "Texto en o'dam, de Ana.", "hizo": "Luz Ríos", "reviso": "Sol Paz"} | cambios
            )
    salida = io.StringIO()
    escritor = csv.DictWriter(salida, hoja.COLUMNAS)
    escritor.writeheader()
    escritor.writerows(filas)
    return salida.getvalue().encode()


def test_lo_que_se_recibe_se_publica_con_quien_lo_hizo_y_vuelve_igual_en_la_hoja(
    actual: Path, ahora: datetime
) -> None:
    en_blanco = hoja.escribir_hoja(_originales(actual, ahora), {})
    assert b"contacto@ejemplo" not in en_blanco
    assert hoja.leer_hoja(en_blanco) == []
    assert _recibir(_llena(en_blanco), actual, ahora) == 1
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
    html = (actual / PAGINA).read_text()
    html5lib.HTMLParser(strict=True).parse(html)
    assert '<p lang="stp">Texto en o&#x27;dam, de Ana.</p>' in html
    assert "La hizo Luz Ríos y la revisó Sol Paz." in html
    publicados = manifiesto.leer(actual).archivos
    assert publicados["datos/api/candidaturas/ANA.json"].sha256 in html
    lista = (actual / "materiales/contiendas/diputacion-mr-01/index.html").read_text()
    assert "O&#x27;dam (tepehuano del sur) (HTML, " in lista
    assert "Lectura fácil" not in lista, "lo vacío no se lista"
    pares = vigentes.de_perfil(vigentes.ultimas(PROCESO), "stp", _originales(actual, ahora))
    hechas = {(o.folio, o.campo): hoja.Hecha(a.texto, a.hizo, a.reviso) for o, a in pares}
    [renglon] = hoja.leer_hoja(hoja.escribir_hoja(_originales(actual, ahora), hechas))
    assert renglon.hecha == hoja.Hecha("Texto en o'dam, de Ana.", "Luz Ríos", "Sol Paz")


@pytest.mark.parametrize("danio", ["cambiada", "puesta"])
def test_la_que_otro_cliente_pone_o_cambia_no_se_publica_y_se_nombra(
    actual: Path, ahora: datetime, danio: str
) -> None:
    """Diría con la firma de la autoridad electoral lo que la persona no dijo; tampoco vuelve la de antes."""
    _recibir(_llena(hoja.escribir_hoja(_originales(actual, ahora), {})), actual, ahora)
    ajeno = "Voten por otra persona."
    if danio == "cambiada":
        cambiar(Adaptacion, {"donde": "ANA"}, texto=ajeno)
    else:
        buena = Adaptacion.objects.get(donde="ANA")
        buena.pk, buena.texto = None, ajeno
        buena.save(force_insert=True)
    assert vigentes.ultimas(PROCESO) == {}
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert ajeno not in publicado()
    assert [h.eleccion for h in filas()] == [PROCESO]


@pytest.mark.navegador
def test_la_pagina_adaptada_es_accesible_tambien_con_la_letra_al_doble(actual: Path, ahora: datetime) -> None:
    publicar_raiz(ahora)
    _recibir(_llena(hoja.escribir_hoja(_originales(actual, ahora), {})), actual, ahora)
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert (actual / PAGINA).is_file()
    with atendido(actual.parents[1]) as base, chromium() as navegador:
        halladas = faltas(navegador, base, (320,), (PAGINA,))
    assert halladas == []


@pytest.mark.parametrize(
    ("cambios", "falta"),
    [
        ({"hizo": ""}, "diga quién la hizo"),
        ({"reviso": " luz ríos "}, "la revisa otra persona"),
        ({"huella": "0" * 64}, "el texto original cambió"),
        ({"campo": "correos"}, "no hay esa respuesta publicada"),
        ({"texto": "a" * 6001}, "pasa de 6,000 letras"),
        ({"texto": "se lee \u202eal revés"}, "Trae un carácter que no se ve"),
        ({"reviso": "Sol\u202e Paz"}, "Trae un carácter que no se ve"),
    ],
)
def test_una_falta_dice_su_renglon_y_no_guarda_nada(
    actual: Path, ahora: datetime, cambios: dict[str, str], falta: str
) -> None:
    en_blanco = hoja.escribir_hoja(_originales(actual, ahora), {})
    with pytest.raises(ErrorDeDominio, match=rf"Renglón \d+: {falta}"):
        _recibir(_llena(en_blanco, **cambios), actual, ahora)
    assert vigentes.marca(PROCESO) == 0


def test_hojas_que_no_son_y_clases_que_no_existen_se_rechazan(actual: Path, ahora: datetime) -> None:
    for octetos in (b"\xff\xfe\x00", b"folio;texto\r\n", b""):
        with pytest.raises(ErrorDeDominio):
            _recibir(octetos, actual, ahora)
    en_blanco = hoja.escribir_hoja(_originales(actual, ahora), {})
    with pytest.raises(ErrorDeDominio, match="carácter nulo"):
        _recibir(_llena(en_blanco, texto="con\0nulo"), actual, ahora)
    with pytest.raises(NoEncontrado, match="facil, lsm, stp"):
        _recibir(_llena(en_blanco), actual, ahora, "klingon")
    with pytest.raises(ErrorDeDominio, match="https://"):
        _recibir(_llena(en_blanco), actual, ahora, "lsm")
    with pytest.raises(NoEncontrado):
        _recibir(
            _llena(en_blanco), actual, ahora, por=Alcance(actor="cuenta:ana", papel="partido", nombre="Ana")
        )
    assert _recibir(_llena(en_blanco), actual, ahora, por=CORA) == 1


def test_un_texto_corregido_retira_lo_adaptado_y_quien_sale_lo_retira_ya(
    eleccion: dict[str, Any], actual: Path, datos: Path, ahora: datetime
) -> None:
    en_blanco = hoja.escribir_hoja(_originales(actual, ahora), {})
    _recibir(_llena(en_blanco), actual, ahora)
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert (actual / PAGINA).is_file()
    version(eleccion["ANA"], 2, ahora, historia="Otra historia. " * 30)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=4))
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=4))
    assert not (actual / PAGINA).exists()
    _recibir(_llena(hoja.escribir_hoja(_originales(actual, ahora), {})), actual, ahora + timedelta(minutes=5))
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=5))
    assert (actual / PAGINA).is_file()
    sale(eleccion, "ANA", ahora + timedelta(minutes=6), desde="publicada")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=7))
    assert list((datos / "sitio" / PROCESO).rglob(PAGINA)) == []


@pytest.mark.parametrize(("clase", "donde"), [("contiendas", "diputacion-mr-01"), ("candidaturas", "ANA")])
def test_la_grabacion_de_una_persona_se_publica_mientras_el_documento_diga_lo_mismo(
    eleccion: dict[str, Any], actual: Path, ahora: datetime, clase: str, donde: str
) -> None:
    documento = manifiesto.leer(actual).archivos[f"datos/api/{clase}/{donde}.json"]
    datos_de_voz = {
        "proceso": PROCESO,
        "donde": donde,
        "huella": documento.sha256,
        "por": SISTEMA,
        "ahora": ahora,
    }
    with pytest.raises(ErrorDeDominio, match="Conviértala"):
        recibir.recibir_voz(**datos_de_voz, grabacion=b"no es audio", hizo="Luz Ríos", reviso="Sol Paz")
    dura = recibir.recibir_voz(**datos_de_voz, grabacion=SILENCIO, hizo="Luz Ríos", reviso="Sol Paz")
    assert dura == pytest.approx(1, abs=0.1)
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
    audio = actual / f"materiales/{clase}/{donde}/audio.opus"
    assert audio.read_bytes() == SILENCIO
    lista = (actual / "materiales/contiendas/diputacion-mr-01/index.html").read_text()
    assert "Audio, leído por Luz Ríos y revisado por Sol Paz (OPUS, 1 KB, " in lista
    version(eleccion["ANA"], 2, ahora, historia="Otra historia. " * 30)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=4))
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=4))
    assert not audio.exists(), "lee un texto que ya cambió"
