"""Lo que se lee en otra lengua: nada sin quien lo tradujo y quien lo revisó, y nada de un texto que ya cambió.

La lengua de estas pruebas no existe: «qtz» es de los códigos que la norma reserva, y sus textos son inventados.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.lenguas.traducibles import traducibles, vigentes
from conoceles.publicacion.publicador import publicar
from paginas import check, texto
from personas import recargar
from publicacion.eleccion import PROCESO
from publicacion.hoja_de_lengua import Filas, copia, llenada, solo, todo


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """La de Durango, con una lengua de prueba que todavía no tiene nada."""
    return copia(tmp_path / "traducida")


def test_sin_traduccion_la_lengua_queda_anunciada_y_sin_pagina(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    html = (actual / "guia/index.html").read_text()
    check(html)
    for nombre in ("O'dam", "Náhuatl", "Wixárika"):
        assert nombre in html.replace("&#x27;", "'")
    assert "Falta quien la traduzca a" in html
    assert "otras lenguas</a>" not in html
    assert [p.name for p in (actual / "guia").iterdir() if p.is_dir()] == []


def test_se_traduce_todo_lo_que_el_publico_lee_y_la_hoja_va_y_vuelve_igual(carpeta: Path) -> None:
    d = leer_carpeta(carpeta)
    claves: set[str] = set()

    def llenar(filas: Filas) -> None:
        claves.update(f["clave"] for f in filas)
        todo(filas)

    llenada(carpeta, llenar)
    leidas = leer_carpeta(carpeta).guia.lenguas[-1].traducciones
    assert {t.clave for t in leidas} == claves
    antes = (carpeta / "qtz.csv").read_bytes()
    llenada(carpeta, lambda filas: None)
    assert (carpeta / "qtz.csv").read_bytes() == antes
    assert {f"cargos.{c.clave}.nombre" for c in d.cargos} <= claves
    assert {f"avisos.{a.clave}.texto" for a in d.avisos} <= claves
    assert {f"guia.{t.clave}.texto" for t in d.guia.textos} <= claves
    assert "preguntas.texto" in claves
    campos = {(s.clave, c) for s in d.curricular.secciones for c in s.campos if c.se_publica}
    assert {f"curricular.{s}.{c.clave}" for s, c in campos} <= claves
    opciones = {
        f"curricular.{s}.{c.clave}.{o.clave}" for s, c in campos if not c.catalogo for o in c.opciones
    }
    assert opciones
    assert opciones <= claves
    de_catalogo = [c for q in (d.curricular, d.identidad) for c in q.campos() if c.catalogo and c.se_publica]
    catalogos = {f"catalogos.{c.catalogo}.{o.clave}" for c in de_catalogo for o in c.opciones}
    assert catalogos
    assert catalogos <= claves
    de_boletas = {k for k in claves if k.startswith(("boletas.", "contiendas."))}
    assert de_boletas == {
        "boletas.diputacion-mr.nombre",
        "boletas.diputacion-mr.ambito",
        "contiendas.diputacion-rp.nombre",
        "contiendas.diputacion-rp.ambito",
    }, "la frase una vez, y no una por distrito"
    assert {f"difusion.mensaje-{n + 1}" for n in range(len(d.difusion.mensajes))} <= claves
    assert {"territorio.municipio", "territorio.un", "cargos.diputacion-mr.como_se_gana"} <= claves
    internas = {c.clave for s in d.curricular.secciones for c in s.campos if not c.se_publica}
    assert not [k for k in claves if k.startswith("curricular.") and k.split(".")[-1] in internas]


@pytest.mark.parametrize(
    ("distinto", "frase"),
    [
        ({"hizo": ""}, "diga quién la tradujo"),
        ({"reviso": ""}, "quién la revisó"),
        ({"reviso": "TRADUCTORA INVENTADA"}, "la revisa otra persona"),
        ({"fecha": "ayer"}, "«ayer» no es una fecha"),
        ({"traduccion": "voto\u202elibre"}, "carácter que no se ve"),
        ({"clave": "cargos.nadie.nombre"}, "no es un texto de esta elección"),
    ],
)
def test_una_traduccion_a_medias_no_se_carga(carpeta: Path, distinto: dict[str, str], frase: str) -> None:
    llenada(carpeta, solo("guia.voto.texto", **distinto))
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(carpeta)
    assert any(frase in str(f) for f in error.value.errores)


@pytest.mark.lenta
def test_lo_firmado_se_publica_en_su_lengua_con_enlace_alterno_y_sin_rellenar_lo_que_falta(
    eleccion: dict[str, Any], datos: Path, carpeta: Path, ahora: datetime
) -> None:
    cargo = "cargos.diputacion-mr.nombre"
    llenada(carpeta, solo("guia.voto.titulo", "guia.voto.texto", cargo, "avisos.simplificado.texto"))
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    guia = datos / "sitio" / PROCESO / "actual" / "guia"
    html, en_espanol = (guia / "qtz/index.html").read_text(), (guia / "index.html").read_text()
    leido = texto(check(html))
    check(en_espanol)
    assert "Lo tradujo Traductora Inventada y lo revisó Revisor Inventado." in leido
    assert f'<dd lang="qtz">Prueba {cargo}</dd>' in html
    assert '<dd lang="qtz"><div class="prosa"><p>Prueba avisos.simplificado.texto</p>' in html
    assert html.count('lang="qtz"') == 4
    assert html.count("<h1") == 1
    assert "4 de los" in leido
    assert '<link rel="alternate" hreflang="es-MX" href="../../guia/">' in html
    assert '<link rel="alternate" hreflang="qtz" href="../lengua/qtz/guia/">' in en_espanol
    assert "otras lenguas</a>" in en_espanol


@pytest.mark.lenta
def test_si_el_original_cambia_lo_traducido_se_retira_hasta_que_alguien_lo_revise(
    eleccion: dict[str, Any], datos: Path, carpeta: Path, ahora: datetime
) -> None:
    llenada(carpeta, solo("guia.voto.titulo"))
    toml = carpeta / "lenguas.toml"
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    pagina = datos / "sitio" / PROCESO / "actual" / "guia/qtz/index.html"
    assert pagina.exists()
    toml.write_text(toml.read_text("utf-8").replace('"Su voto"', '"El voto es suyo"', 1), "utf-8")
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    assert not pagina.exists()
    [dicho] = [f for f in advertencias(leer_carpeta(carpeta)) if "Lengua de prueba" in f]
    assert "guia.voto.titulo" in dicho

    def revisada(filas: Filas) -> None:
        [fila] = [f for f in filas if f["clave"] == "guia.voto.titulo"]
        assert (fila["original"], fila["traduccion"]) == ("El voto es suyo", "Prueba guia.voto.titulo")
        fila.update(huella="", traduccion="Prueba revisada")

    llenada(carpeta, revisada)
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    assert "Prueba revisada" in pagina.read_text("utf-8")


def test_el_titulo_de_cada_boleta_se_traduce_una_vez_y_cada_una_lleva_su_lugar(carpeta: Path) -> None:
    """Quien quiera decir una de otro modo la traduce aparte, con su clave; las demás siguen a la frase."""
    llenada(carpeta, solo("boletas.diputacion-mr.nombre", traduccion="Qtz {1} diputa"))
    d = leer_carpeta(carpeta)
    dichas = {k: t.texto for k, t in vigentes(d, d.guia.lenguas[-1]).items() if k.startswith("contiendas.")}
    assert dichas == {f"contiendas.diputacion-mr-{n:02}.nombre": f"Qtz {n} diputa" for n in range(1, 16)}
    hoja = carpeta / "qtz.csv"
    aparte = next(t for t in traducibles(d) if t.clave == "contiendas.diputacion-mr-05.nombre")
    renglon = (
        f"{aparte.clave},Boleta,{aparte.texto},{aparte.huella},Otra,Una Persona,Otra Persona,2024-04-01\r\n"
    )
    hoja.write_text(hoja.read_text("utf-8-sig") + renglon, "utf-8-sig", newline="")
    d = leer_carpeta(carpeta)
    valen = vigentes(d, d.guia.lenguas[-1])
    assert [valen[f"contiendas.diputacion-mr-0{n}.nombre"].texto for n in (4, 5)] == ["Qtz 4 diputa", "Otra"]


def test_la_frase_de_las_boletas_conserva_el_lugar_donde_va_el_nombre(carpeta: Path) -> None:
    llenada(carpeta, solo("boletas.diputacion-mr.nombre", traduccion="Sin lugar"))
    with pytest.raises(DefinicionInvalida, match=r"debe llevar \{1\}"):
        leer_carpeta(carpeta)


def test_39_municipios_son_una_frase_por_cargo() -> None:
    d = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-ayuntamientos-2025")
    pedidos = [t for t in traducibles(d) if t.grupo in ("boletas", "contiendas") and not t.de[0]]
    assert [(t.clave, t.texto) for t in pedidos] == [
        ("boletas.ayuntamiento.nombre", "Ayuntamiento de {1}"),
        ("boletas.ayuntamiento.ambito", "Municipio de {1}"),
    ]
