"""Notas junto a lo corregido, página neutra, datos enlazados y novedades."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

from conoceles.publicacion.archivos import novedades_atom
from conoceles.publicacion.lectura.fichas import NotaPublica
from conoceles.publicacion.sitio import pagina
from conoceles.publicacion.sitio.lenguas.canales import Canal
from publicacion import muestras

URL = "https://ejemplo.example/durango-2023-2024/"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_la_nota_de_correccion_va_junto_al_texto_corregido() -> None:
    nota = NotaPublica("historia", "La autoridad electoral corrigió un error propio.")
    html = pagina.ficha(muestras.sitio(), replace(muestras.ficha(), notas=(nota,)))
    seccion = html.partition('id="historia"')[2].partition("</section>")[0]
    assert nota.texto in seccion
    assert html.count(nota.texto) == 1


def test_la_sustitucion_tardia_avisa_de_la_boleta() -> None:
    aviso = "La boleta puede mostrar el nombre anterior."
    assert aviso in pagina.ficha(muestras.sitio(), replace(muestras.ficha(), aviso_boleta=aviso))


def test_los_datos_enlazados_no_pueden_cerrar_su_guion() -> None:
    mala = replace(muestras.ficha(), nombre="</script><script>alert(1)</script>")
    html = pagina.ficha(muestras.sitio(), mala, url=URL)
    bloque = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert bloque
    assert json.loads(bloque[1])["name"] == mala.nombre
    assert "<script>alert" not in html


def test_las_novedades_son_atom_valido_y_van_de_la_mas_reciente_a_la_mas_antigua() -> None:
    boleta = muestras.contienda()
    fechadas = tuple(
        replace(f, nombre=f"{f.nombre} & <b>", actualizada=f"2024-04-{10 + n}T10:00:00-06:00")
        for n, f in enumerate(boleta.fichas)
    )
    sin_datos = replace(muestras.vacia(), actualizada="")
    raiz = ElementTree.fromstring(
        novedades_atom.feed(muestras.sitio(), replace(boleta, fichas=(*fechadas, sin_datos)), Canal(URL))
    )
    momentos = [e.findtext(f"{ATOM}updated") for e in raiz.iter(f"{ATOM}entry")]
    assert momentos == sorted(momentos, reverse=True)
    assert len(momentos) == len(fechadas)
    assert raiz.findtext(f"{ATOM}updated") == momentos[0]


def test_la_tarjeta_para_otros_sitios_lleva_todo_en_otra_ventana_y_sin_guiones() -> None:
    html = pagina.incrustada(muestras.sitio(), muestras.contienda())
    assert "<script" not in html
    enlaces = re.findall(r"<a [^>]*>", html)
    assert enlaces
    assert all('target="_blank"' in a for a in enlaces)
    assert "no&nbsp;es&nbsp;propaganda" in html
    assert all(f.nombre in html for f in muestras.contienda().fichas)
