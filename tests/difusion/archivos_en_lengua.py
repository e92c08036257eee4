"""Lo que se descarga, se sigue, se incrusta y se comprueba en la lengua de prueba: en ella, o dicho que está en español."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from conoceles.lector.wsgi import crear
from conoceles.nucleo import secretos
from lector.peticiones import pedir
from paginas import check, texto
from publicacion.eleccion import PROCESO
from registro.acuse_de_prueba import acuse_firmado
from registro.certificada import certificar

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM, _SVG = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/2000/svg}"
SIGLAS = {"PAN", "PRI", "PRD", "PT", "PVEM", "MC", "MORENA"}


def las_cifras(actual: Path, suyo: Path) -> None:
    """La misma gráfica y la misma tabla: los números no cambian, lo que se lee sí, y la página lleva a ellas."""
    html = (suyo / "estadistica/index.html").read_text("utf-8")
    de_aqui = sorted(p.name for p in (suyo / "estadistica").iterdir() if p.suffix in (".csv", ".svg", ".png"))
    assert de_aqui == sorted(
        p.name for p in (actual / "estadistica").iterdir() if p.suffix in (".csv", ".svg", ".png")
    )
    assert de_aqui, "alguna trae cifras"
    for nombre in de_aqui:
        assert f'href="{nombre}"' in html, nombre
    for archivo in (suyo / "estadistica").glob("*.csv"):
        cabeza, *renglones = _tabla(archivo)
        de_espanol = _tabla(actual / "estadistica" / archivo.name)
        assert [c for c in cabeza if "rueba" not in c] == []
        assert [(r[0], r[1], r[3], r[6]) for r in renglones] == [
            (r[0], r[1], r[3], r[6]) for r in de_espanol[1:]
        ]
    for archivo in (suyo / "estadistica").glob("*.svg"):
        dibujo = ElementTree.fromstring(archivo.read_bytes())
        assert dibujo.get("lang") == "qtz"
        dichos = " ".join(t.text or "" for t in dibujo.iter(f"{_SVG}text") if t.get("lang") != "es")
        assert "Corte" not in dichos, archivo.name
        assert "rueba" in (dibujo.findtext(f"{_SVG}title") or ""), archivo.name


def _tabla(archivo: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archivo.read_text("utf-8-sig"), newline="")))


def las_infografias(actual: Path, suyo: Path) -> None:
    """Una por tabla, del mismo ancho y con otras palabras; la página lleva a la suya."""
    carpeta = "materiales/estadistica"
    de_aqui = sorted((suyo / carpeta).glob("*.png"))
    assert [p.name for p in de_aqui] == sorted(p.name for p in (actual / carpeta).glob("*.png"))
    html = (suyo / carpeta / "index.html").read_text("utf-8")
    for archivo in de_aqui:
        espanol = actual / carpeta / archivo.name
        with Image.open(archivo) as una, Image.open(espanol) as otra:
            assert una.width == otra.width
        assert archivo.read_bytes() != espanol.read_bytes()
        assert f'href="../../{carpeta}/{archivo.name}"' in html, archivo.name


def los_canales(suyo: Path) -> None:
    """Cada aviso dice su lengua; los nombres y las siglas son los suyos, y los enlaces llevan a la página en ella."""
    for archivo in (suyo / "contiendas/diputacion-mr-01/novedades.atom", suyo / "prensa/novedades.atom"):
        canal = ElementTree.fromstring(archivo.read_bytes())
        assert canal.get(_LANG) == "qtz"
        assert "rueba" in (canal.findtext(f"{_ATOM}title") or "")
        entradas = canal.findall(f"{_ATOM}entry")
        assert entradas, archivo
        for entrada in entradas:
            assert _dicha(entrada, "title"), ElementTree.tostring(entrada)
            assert _dicha(entrada, "summary"), ElementTree.tostring(entrada)
        for enlace in canal.iter(f"{_ATOM}link"):
            assert f"/{PROCESO}/lengua/qtz/" in (enlace.get("href") or "")
    boleta = (suyo / "contiendas/diputacion-mr-01/index.html").read_text("utf-8")
    assert boleta.count('href="novedades.atom"') == 2


def _dicha(entrada: Element, cual: str) -> bool:
    elemento = entrada.find(f"{_ATOM}{cual}")
    return elemento is not None and ("rueba" in (elemento.text or "") or elemento.get(_LANG) == "es")


def la_boleta_incrustada(sitio: Path, suyo: Path) -> None:
    """En su lengua, con enlaces a ella, y es lo único que cabe en una página ajena; el código que se copia lleva a ella."""
    ruta = "incrustar/diputacion-mr-01/"
    pagina = check((suyo / ruta / "index.html").read_text("utf-8"))
    assert pagina.get("lang") == "qtz"
    enlaces = {a.get("href") for a in pagina.findall(".//{*}a")}
    assert "../../contiendas/diputacion-mr-01/" in enlaces
    servida = pedir(crear(sitio), f"/{PROCESO}/lengua/qtz/{ruta}")
    assert "frame-ancestors *" in servida.encabezados["Content-Security-Policy"]
    portada = pedir(crear(sitio), f"/{PROCESO}/lengua/qtz/")
    assert "frame-ancestors 'none'" in portada.encabezados["Content-Security-Policy"]
    for donde in ("contiendas/diputacion-mr-01/index.html", "materiales/portal/index.html"):
        codigos = [texto(c) for c in check((suyo / donde).read_text("utf-8")).findall(".//{*}code")]
        assert any(f"/lengua/qtz/{ruta}" in c and "rueba" in c for c in codigos), donde


def el_acuse(sitio: Path, ahora: datetime) -> None:
    """Se comprueba en su lengua; lo que se compara con el papel queda como en él. Y quien llega en español cambia sin perder el código."""
    llave = Ed25519PrivateKey.from_private_bytes(secretos.leer("acuses"))
    certificar(sitio, ahora)
    codigo = acuse_firmado(llave, PROCESO, "ANA-01-ABCDEF", ahora)
    for c, dice in ((codigo, "aviso--ok"), (codigo[:-9] + "AAAAAAAAA", "aviso--peligro")):
        html = _comprobado(sitio, "lengua/qtz/", c)
        [aviso] = [s for s in check(html).findall(".//{*}section") if s.get("class") == f"aviso {dice}"]
        dicho = texto(aviso)
        assert "Prueba marco." in dicho
        for frase in ("auténtico", "Lo firmó", "Ese código", "Huella", "llave de este sitio", "Todavía"):
            assert frase not in dicho, frase
        assert "<template" not in html
    espanol = [
        s.text or ""
        for s in check(_comprobado(sitio, "lengua/qtz/", codigo)).findall(".//{*}dd/{*}span[@lang]")
    ]
    assert any(" de 2024, " in t for t in espanol), "la fecha, letra por letra como en el papel"
    en_espanol = _comprobado(sitio, "", codigo)
    assert "El código es auténtico" in en_espanol
    assert f'<a href="../../lengua/qtz/verificar/acuse/?c={quote(codigo, safe="")}"' in en_espanol
    assert pedir(crear(sitio), f"/{PROCESO}/lengua/zzz/verificar/acuse/", "c=x").estado == 404


def _comprobado(sitio: Path, carpeta: str, codigo: str) -> str:
    respuesta = pedir(crear(sitio), f"/{PROCESO}/{carpeta}verificar/acuse/", f"c={quote(codigo)}")
    assert respuesta.estado == 200
    return respuesta.cuerpo.decode()
