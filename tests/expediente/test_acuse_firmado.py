"""El acuse lleva un código firmado que cualquiera comprueba sin conexión: en su PDF, en el QR y en el sitio."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from conoceles.expediente.documentos.acuse_firmado import direccion
from conoceles.expediente.documentos.acuse_pdf import generar
from conoceles.lector.verificador.acuse import autentico, codigo_en
from conoceles.lector.verificador.verificar import examinar
from conoceles.lector.wsgi import crear
from conoceles.nucleo import firma, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.publicacion.archivos.anexos import verificar
from conoceles.publicacion.publicador import publicar as publicar_eleccion
from lector.instantaneas import publicar
from lector.test_wsgi import pedir
from paginas import check, texto
from personas import CLAVE, capturar, de_partido, enviar
from registro import segundo_verificador
from registro.certificada import certificar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.consultas import DatosAcuse

FICHA, PAGINA = "candidaturas/aaaa1111.json", "verificar/acuse/index.html"
OTRA_LLAVE = bytes(range(32))


@pytest.fixture
def acuse(candidatura: Candidatura, ahora: datetime) -> DatosAcuse:
    from conoceles.expediente.consultas import acuse

    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    return acuse(de_partido(candidatura), candidatura.folio)


@pytest.fixture
def codigo(acuse: DatosAcuse) -> str:
    from conoceles.expediente.documentos.acuse_firmado import codigo

    return codigo(acuse)


@pytest.fixture
def pdf(acuse: DatosAcuse, datos: Path, tmp_path: Path, ahora: datetime) -> Path:
    certificar(datos / "sitio", ahora)
    archivo = tmp_path / "acuse.pdf"
    archivo.write_bytes(generar(acuse))
    return archivo


def test_el_codigo_dice_lo_que_dice_el_acuse(acuse: DatosAcuse, codigo: str) -> None:
    dicho = autentico(codigo, firma.llave_publica("acuses"))
    assert dicho is not None
    assert (dicho.eleccion, dicho.numero, dicho.folio) == (CLAVE, acuse.acuse, "AAAA1111")
    assert (dicho.huella, dicho.compromiso) == (acuse.huella_curricular, acuse.compromiso_identidad)
    assert dicho.momento == acuse.recibido


def test_el_codigo_no_nombra_a_nadie(acuse: DatosAcuse, codigo: str) -> None:
    legible = ".".join(codigo.split(".")[:-3])  # lo demás son huella, compromiso y firma: letras al azar
    assert acuse.folio.upper() in legible.upper()
    for parte in (*acuse.nombre.split(), "Ana"):
        assert parte.upper() not in legible.upper()


@pytest.mark.parametrize("parte", range(7))
def test_cambiar_cualquier_parte_lo_invalida(codigo: str, parte: int) -> None:
    partes = codigo.split(".")
    ultima = partes[parte][-2]
    partes[parte] = partes[parte][:-2] + ("1" if ultima != "1" else "2") + partes[parte][-1]
    assert autentico(".".join(partes), firma.llave_publica("acuses")) is None


@pytest.mark.parametrize(
    "roto", ["", "C1", "C1." * 300, "hola", "<script>alert(1)</script>", "C1.a.b.c.d.e.f"]
)
def test_lo_que_no_es_un_codigo_no_es_autentico(roto: str) -> None:
    assert autentico(roto, firma.llave_publica("acuses")) is None


def test_otra_llave_no_lo_reconoce(codigo: str) -> None:
    assert autentico(codigo, OTRA_LLAVE) is None


def test_copiado_con_saltos_de_renglon_tambien_vale(codigo: str) -> None:
    partido = "\n ".join(codigo[n : n + 40] for n in range(0, len(codigo), 40))
    assert autentico(partido, firma.llave_publica("acuses")) is not None


def test_el_pdf_lo_lleva_en_sus_datos(pdf: Path, codigo: str) -> None:
    assert codigo_en(pdf.read_bytes()) == codigo


def test_el_qr_lleva_a_la_comprobacion_publica(acuse: DatosAcuse, codigo: str) -> None:
    partes = urlsplit(direccion(acuse))
    assert partes.path == f"/{CLAVE}/verificar/acuse/"
    assert partes.query == f"c={codigo}"
    assert len(direccion(acuse)) < 420, "más largo, el QR ya no se lee impreso"


def _otro_nombre(pdf: bytes) -> bytes:
    """Lo que hace quien lo altera: el código queda igual, y en la página se lee otra persona."""
    abierto, salida = PdfWriter(clone_from=io.BytesIO(pdf)), io.BytesIO()
    abierto.add_annotation(0, FreeText(text="Beto Rival", rect=(72, 650, 400, 720)))
    abierto.write(salida)
    return salida.getvalue()


def _con_lo_de_antes(pdf: bytes) -> bytes:
    """La misma actualización que agrega un editor, y el último renglón bueno puesto otra vez al final."""
    return pdf + b"% otra persona\n%%EOF" + pdf[-109:]


def _un_octeto(pdf: bytes) -> bytes:
    return pdf.replace(b"/Title", b"/TitlE", 1)


def test_el_pdf_que_un_lector_volvio_a_guardar_no_es_autentico_y_su_codigo_si(pdf: Path, codigo: str) -> None:
    """Nada cambió de lo que se lee, y eso no hay con qué saberlo: se dice así, y no que alguien lo alteró."""
    salida = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(pdf.read_bytes())).write(salida)
    assert PdfReader(salida).pages[0].extract_text() == PdfReader(pdf).pages[0].extract_text()
    pdf.write_bytes(salida.getvalue())
    [problema] = examinar(pdf, base64.b64encode(firma.llave_publica()).decode()).problemas
    assert "se volvió a guardar" in problema
    assert "alguien cambió" not in problema
    assert codigo_en(salida.getvalue()) == codigo
    assert autentico(codigo, firma.llave_publica("acuses")) is not None


@pytest.mark.parametrize("alterar", [_otro_nombre, _con_lo_de_antes, _un_octeto])
def test_el_pdf_alterado_no_es_autentico_aunque_su_codigo_lo_sea(
    pdf: Path, acuse: DatosAcuse, alterar: Callable[[bytes], bytes]
) -> None:
    llave = base64.b64encode(firma.llave_publica()).decode()
    entero = examinar(pdf, llave)
    assert entero.problemas == []
    assert segundo_verificador.verificar_pdf(pdf.read_bytes(), firma.llave_publica("acuses")) == ""
    assert entero.avisos[0].startswith(f"Acuse auténtico, octeto por octeto: {acuse.acuse}")
    assert codigo_en(alterar(pdf.read_bytes())) == codigo_en(pdf.read_bytes())
    pdf.write_bytes(alterar(pdf.read_bytes()))
    alterado = examinar(pdf, llave)
    assert [p.partition(":")[0] for p in alterado.problemas] == ["PDF"]
    assert "Acuse auténtico" not in " ".join(alterado.avisos)
    assert segundo_verificador.verificar_pdf(pdf.read_bytes(), firma.llave_publica("acuses")) == "pdf"


def test_el_sello_de_otra_llave_no_vale(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suyo = pdf.read_bytes()[:-109]
    otra = Ed25519PrivateKey.from_private_bytes(OTRA_LLAVE)
    sello = base64.b64encode(otra.sign(f"conoceles-acuse/1 {sha256(suyo).hexdigest()}".encode()))
    pdf.write_bytes(suyo + b"\n%conoceles-acuse/1 " + sello + b"\n")
    llave = base64.b64encode(firma.llave_publica()).decode()
    assert [p.partition(":")[0] for p in examinar(pdf, llave).problemas] == ["PDF"]


def test_el_sello_no_estorba_a_quien_lee_el_pdf(pdf: Path, acuse: DatosAcuse) -> None:
    leido = PdfReader(pdf, strict=True)
    assert acuse.acuse in leido.pages[0].extract_text()


def _verificar(*argumentos: str, programa: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    orden = programa or [str(RAIZ_PROYECTO / "conoceles"), "verificar"]
    return subprocess.run([*orden, *argumentos], capture_output=True, text=True, check=False, cwd="/")


@pytest.fixture
def suelto(tmp_path: Path) -> list[str]:
    """El `verificar.py` que se descarga del sitio, con Python y nada más."""
    programa = tmp_path / "verificar.py"
    programa.write_bytes(verificar()["verificar/verificar.py"])
    return [sys.executable, "-I", "-S", str(programa)]


@pytest.mark.lenta
@pytest.mark.parametrize("con", ["orden", "suelto"])
def test_cualquiera_lo_comprueba_sin_conexion(
    pdf: Path, codigo: str, acuse: DatosAcuse, suelto: list[str], datos: Path, tmp_path: Path, con: str
) -> None:
    llave = tmp_path / "llave.pub"
    llave.write_text(base64.b64encode(firma.llave_publica()).decode() + "\n")
    programa = suelto if con == "suelto" else None
    declaracion = str(datos / "sitio" / "log" / "acuses")
    for que in ([str(pdf)], [codigo, "--acuses", declaracion]):  # el PDF la lleva dentro
        hecho = _verificar(*que, "--llave", str(llave), programa=programa)
        assert hecho.returncode == 0, hecho.stderr
        assert acuse.acuse in hecho.stdout
        assert acuse.huella_curricular in hecho.stdout
    otra = base64.b64encode(OTRA_LLAVE).decode()
    hecho = _verificar(str(pdf), "--llave", otra, programa=programa)
    assert hecho.returncode == 1
    assert "esa llave no certifica la llave de acuses que trae" in hecho.stdout
    hecho = _verificar(codigo, "--llave", str(llave), programa=programa)
    assert hecho.returncode == 1
    assert "dé --acuses" in hecho.stdout
    hecho = _verificar(codigo, programa=programa)
    assert hecho.returncode == 2
    assert "--llave" in hecho.stderr


@pytest.fixture
def sitio(tmp_path: Path, acuse: DatosAcuse, ahora: datetime) -> Path:
    """Una elección publicada con su página de comprobación y la ficha de esa candidatura."""
    pagina = (
        '<html lang="es"><title>a</title><h1>Comprobar</h1><form data-zona="America/Monterrey">'
        '<input value=""></form><!--resultado-->'
    )
    ficha = json.dumps({"huella": acuse.huella_curricular})
    carpeta = publicar(tmp_path / "sitio" / CLAVE, {PAGINA: pagina, FICHA: ficha})
    (carpeta / "verificar/llave.pub").write_bytes(base64.b64encode(firma.llave_publica()))
    certificar(tmp_path / "sitio", ahora)
    return tmp_path / "sitio"


def _consulta(sitio: Path, codigo: str) -> str:
    respuesta = pedir(crear(sitio), f"/{CLAVE}/verificar/acuse/", f"c={quote(codigo)}")
    assert respuesta.estado == 200
    assert "default-src 'self'" in respuesta.encabezados["Content-Security-Policy"]
    return respuesta.cuerpo.decode()


def test_el_sitio_dice_que_es_autentico_y_que_hay_publicado(
    sitio: Path, codigo: str, acuse: DatosAcuse
) -> None:
    dicho = _consulta(sitio, codigo)
    assert "El código es auténtico" in dicho
    assert acuse.acuse in dicho
    assert momento_en_palabras(acuse.recibido, "America/Monterrey") in dicho
    assert "se publicó lo que se envió" in dicho


@pytest.mark.parametrize(
    ("ficha", "frase"),
    [('{"huella": "otra"}', "lleva otra huella"), ('{"huella": ""}', "Todavía no hay un perfil")],
)
def test_el_sitio_dice_si_lo_publicado_ya_cambio(sitio: Path, codigo: str, ficha: str, frase: str) -> None:
    ruta = (sitio / CLAVE / "actual").resolve() / FICHA
    ruta.write_text(ficha)
    assert frase in _consulta(sitio, codigo)


def test_el_sitio_no_da_por_bueno_lo_falso_ni_lo_de_otra_eleccion(sitio: Path, codigo: str) -> None:
    assert "No se pudo comprobar" in _consulta(sitio, codigo[:-1] + ("_" if codigo[-1] != "_" else "-"))
    assert "<script>alert" not in _consulta(sitio, '"><script>alert(1)</script>')
    (sitio / CLAVE).rename(sitio / "otra-eleccion")
    respuesta = pedir(crear(sitio), "/otra-eleccion/verificar/acuse/", f"c={codigo}")
    assert "No se pudo comprobar" in respuesta.cuerpo.decode()


def test_la_pagina_publicada_trae_formulario_y_el_lector_le_pone_el_resultado(
    datos: Path, acuse: DatosAcuse, codigo: str, ahora: datetime
) -> None:
    secretos.crear_faltantes()
    publicar_eleccion(CLAVE, ahora=ahora)
    certificar(datos / "sitio", ahora)
    sin_codigo = pedir(crear(datos / "sitio"), f"/{CLAVE}/verificar/acuse/")
    check(sin_codigo.cuerpo)
    assert "codigo-->" not in sin_codigo.cuerpo.decode()  # el campo vacío no enseña una marca
    lleno = _consulta(datos / "sitio", codigo)
    assert f'value="{codigo}"' in lleno
    dicho = texto(check(lleno))
    assert "El código es auténtico" in dicho
    assert "Todavía no hay un perfil con contenido" in dicho
    assert momento_en_palabras(acuse.recibido, "America/Monterrey") in dicho
