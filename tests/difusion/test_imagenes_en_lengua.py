"""Imágenes e impresos en otra lengua: todo lo que dicen está traducido, y los nombres quedan como son."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdf

from conoceles.difusion import en_lengua, hacer
from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.lugares import de_mensajes
from conoceles.difusion.piezas import Pieza
from conoceles.nucleo.dias import MESES
from conoceles.nucleo.redaccion.frases import huecos
from conoceles.proceso.lenguas import marco
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio.lenguas import tarjetas
from conoceles.publicacion.sitio.lenguas.plantillas import Dicho, EnLengua
from difusion import elenco
from difusion.test_muestra import boleta as con_papel
from publicacion import muestras

MENSAJES = ("Hable con su familia. Su voto cuenta.",)
DE_LA_ELECCION = (
    elenco.SITIO.nombre, *MENSAJES, "Diputación del distrito 6", "Distrito 6 · Durango", "Distrito 6",
    "Diputaciones de lista", "Estado de Durango", "Diputación de mayoría relativa", "Municipios",
    "Gana la fórmula con más votos.",
)  # fmt: skip
# Lo que en español dicen los materiales y no es nombre de nadie.
PALABRAS = (
    "Conozca", "Lea ", "Quiénes", "se vota", "Se vota", "orden", "Propietari", "uplente", "Diputa", "Municipio",
    "una parte", "Apunte", "teléfono", "Código", "Información", "inventad", "lista", "Lista", "everso", "Proceso",
    "uestra", "MUESTRA", "fotograf", "Gana", "de 2024", "papel", "Emblema", "voto", "en vez", "perfil",
)  # fmt: skip


def lengua(*sin: str) -> EnLengua:
    """Con todo traducido, menos esas frases."""
    del_marco = [Dicho(c, f, _dicha(f), largo=False) for c, f in marco.del_sitio().items()]
    fechas = [Dicho("fechas.dia", "{1} de {2} de {3}", "{1} xii {2} {3}", largo=False)]
    fechas += [Dicho(f"fechas.{mes}", mes, "Jum", largo=False) for mes in MESES]
    suyos = [Dicho(f"eleccion.{n}", t, "Jum jix", largo=False) for n, t in enumerate(DE_LA_ELECCION)]
    todos = (d for d in (*del_marco, *fechas, *suyos) if d.texto not in sin and d.clave not in sin)
    return EnLengua("qtz", "Lengua de prueba", tuple(todos), ())


def _dicha(frase: str) -> str:
    return " ".join(["Jum jix", *(f"{{{n}}}" for n in huecos(frase))])


def sitio() -> SitioPublico:
    """Una boleta de distrito, una de listas y otra con alguien que sigue en el papel."""
    hecho = elenco.con_listas(elenco.formulas(3))
    boletas = (replace(b, del_distrito="Distrito 6" if b.distrito else "") for b in hecho.contiendas)
    return replace(hecho, contiendas=tuple(boletas))


def en(cual: EnLengua) -> dict[str, Pieza]:
    """Ruta → material de ese sitio en esa lengua."""
    return {p.ruta: p for p in en_lengua.en_esa(sitio(), MENSAJES, elenco.URL, cual)}


def test_cada_material_esta_en_la_lengua_y_de_lo_suyo_solo_los_nombres_quedan_en_espanol() -> None:
    espanol = [*de_todo(sitio(), elenco.URL), *de_mensajes(sitio(), MENSAJES, elenco.URL)]
    suyas = en(lengua())
    assert {*suyas} == {f"lengua/qtz/{p.ruta}" for p in espanol}
    for p in espanol:
        suya = suyas[f"lengua/qtz/{p.ruta}"]
        assert (suya.folios, suya.vigencias, suya.dibujo) == (p.folios, p.vigencias, p.dibujo)
        assert suya.tanda > p.tanda, "lo que está en español no la espera"
        assert "/durango-2023-2024/lengua/qtz/" in suya.datos["enlace"]
        _sin_espanol(suya)


def _sin_espanol(pieza: Pieza) -> None:
    dicho = " ".join(tarjetas.textos(pieza.datos))
    for nombre in (elenco.LARGO, elenco.SITIO.institucion, *(f.nombre for f in elenco.FUERZAS)):
        dicho = dicho.replace(nombre, "")
    assert [p for p in PALABRAS if p in dicho] == [], dicho


def test_la_boleta_de_muestra_dice_en_su_lengua_que_no_es_una_boleta(tmp_path: Path) -> None:
    boleta = con_papel()
    propios = (boleta.nombre, boleta.ambito, muestras.sitio().nombre, "Por su registro", "Coalición parcial")
    dichos = (
        *lengua().dichos,
        *(Dicho(f"eleccion.x{n}", t, "Jum", largo=False) for n, t in enumerate(propios)),
    )
    suya = EnLengua("qtz", "Lengua de prueba", dichos, ())
    uno = replace(muestras.sitio(), contiendas=(boleta,))
    piezas = {p.ruta: p for p in en_lengua.en_esa(uno, (), elenco.URL, suya)}
    pieza = next(p for ruta, p in piezas.items() if ruta.endswith("muestra.pdf"))
    hoja = pypdf.PdfReader(io.BytesIO(hacer.una(tmp_path, pieza)))
    texto = " ".join(" ".join(h.extract_text() for h in hoja.pages).split())
    assert "JUM JIX" in texto
    assert "MUESTRA" not in texto
    assert "Partido Azul" in texto
    assert "Nombre Anterior Pérez" in texto


def test_el_impreso_dice_su_lengua_y_que_los_nombres_son_de_otra(tmp_path: Path) -> None:
    pieza = en(lengua())["lengua/qtz/materiales/contiendas/diputacion-mr-6/volante.pdf"]
    lector = pypdf.PdfReader(io.BytesIO(hacer.una(elenco.retratos(tmp_path), pieza)))
    assert str(lector.trailer["/Root"]["/Lang"]) == "qtz"
    texto = " ".join(lector.pages[0].extract_text().split())
    assert [p for p in ("Se vota", "Apunte", "Suplente", "telecentro") if p in texto] == []
    assert "Ana Paz" in texto
    contenido = lector.pages[0].get_contents()
    assert contenido is not None
    assert contenido.get_data().count(b"/Lang(es)") >= 6, "tres nombres y tres fuerzas"


def test_la_que_no_esta_entera_no_se_hace_y_de_ella_queda_la_que_esta_en_espanol() -> None:
    """Un material a medias se leería como si así fuera."""
    todas = en(lengua())
    sin_invitacion = en(lengua("Lea su perfil y compárelo con los demás de su boleta."))
    assert {*todas} - {*sin_invitacion} == {r for r in todas if "/candidaturas/" in r}
    sin_mes = en(lengua("fechas.junio"))
    assert {*todas} - {*sin_mes} == {
        r
        for r in todas
        if r.endswith((".pdf", "muestra.png")) or "/mensajes/" in r or "/eleccion/" in r or "/portal/" in r
    }
    assert en(lengua("Información para decidir el voto; no es propaganda.")) == {}


def test_cada_pagina_anuncia_la_imagen_de_su_lengua_solo_si_se_hace() -> None:
    """Quien publica la página y quien después dibuja la imagen dicen lo mismo de cada una."""
    anunciada = re.compile(
        r"lengua/qtz/materiales/(eleccion|contiendas/[^/]+|candidaturas/[^/]+)/tarjeta\.\w+"
    )
    abierto = replace(sitio(), abierto=True)
    for sin in ((), ("Lea su perfil y compárelo con los demás de su boleta.",), ("fechas.junio",)):
        suya = lengua(*sin)
        rutas = {r for r in tarjetas.anunciadas(abierto, elenco.URL, [suya]) if r.startswith("lengua/")}
        assert rutas == {r for r in en(suya) if anunciada.fullmatch(r)}, sin
        assert rutas


def test_con_un_signo_que_la_letra_no_tiene_no_se_hace_ninguno() -> None:
    sin_letra = dicho_asi(lengua(), "En el orden de la boleta.", "Jum 語")
    assert [r for r in en(sin_letra) if "/contiendas/" in r and "muestra" not in r] == []


def dicho_asi(suya: EnLengua, texto: str, dicho: str) -> EnLengua:
    """La misma, con ese texto dicho de otra manera."""
    dichos = tuple(replace(d, dicho=dicho) if d.texto == texto else d for d in suya.dichos)
    return EnLengua(suya.clave, suya.nombre, dichos, ())
