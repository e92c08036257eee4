"""Cada página pública, en cada situación: HTML válido, accesible en lo estructural y sin nada ajeno."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import html5lib
import pytest
from tests.publicacion import muestras

from conoceles.nucleo import estatico
from conoceles.publicacion.busqueda.escritura import MARCAS
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.lectura.instituto import Elecciones
from conoceles.publicacion.sitio import donde, pagina

SITUACIONES = {
    "normal": muestras.sitio(inventado=False),
    "inventado": muestras.sitio(),
    "archivo": muestras.sitio(inventado=False, archivo=True),
    "vacio": muestras.sitio(vacio=True),
}
SENCILLAS = (
    "buscar",
    "comparar",
    "estadistica",
    "datos",
    "preguntas",
    "privacidad",
    "verificar",
    "antes",
    "404",
)
BLOQUES = [
    {"titulo": "Por sexo", "columnas": ["Sexo", "Personas"], "renglones": [["Mujer", "8 de 9", "88.9"]]}
]
DESCARGAS = [{"titulo": "Curricular", "archivos": [{"ruta": "curricular.csv", "texto": "CSV"}]}]


def _elecciones(*sitios: SitioPublico) -> Elecciones:
    """Las mismas en curso, por venir o pasadas, según cómo estén."""
    return Elecciones(
        en_curso=tuple(s for s in sitios if s.abierto and not s.archivo),
        por_venir=tuple(s for s in sitios if not s.abierto and not s.archivo),
        pasadas=tuple(s for s in sitios if s.archivo),
        conserva="Ley de prueba, artículo 1",
    )


def paginas(situacion: str) -> dict[str, str]:
    s = SITUACIONES[situacion]
    boletas = s.contiendas or (replace(muestras.contienda(), fichas=(), con_informacion=0),)
    sencillas = {
        n: pagina.sencilla(n, s, bloques=BLOQUES, descargas=DESCARGAS, cuerpo="<p>Texto</p>")
        for n in SENCILLAS
    }
    return sencillas | {
        "portada": pagina.portada(s),
        "portada-sin-mosaico": pagina.portada(muestras.sin_mapa(s)),
        "raiz": pagina.raiz(s, _elecciones(s)),
        "raiz-dos": pagina.raiz(s, _elecciones(s, replace(s, clave="otra", nombre="La otra"))),
        "candidaturas": pagina.candidaturas(s),
        "contiendas": pagina.contiendas(s),
        "secciones": pagina.sencilla("secciones", s, **donde.secciones(muestras.con_secciones(s))),
        "secciones-sin-catalogo": pagina.sencilla("secciones", s, **donde.secciones(s)),
        "ficha": pagina.ficha(
            s, muestras.ficha(), qr="<svg viewBox='0 0 1 1'></svg>", url="https://ejemplo.example/d/"
        ),
        "concluida": pagina.sencilla(
            "concluida",
            s,
            "../../",
            nota="Fue sustituida.",
            sustituta="d0001k7",
            contienda="diputacion-mr-01",
        ),
        "ficha-vacia": pagina.ficha(s, muestras.vacia()),
        **{f"contienda-{b.clave}": pagina.contienda(s, b, url="https://ejemplo.example/d/") for b in boletas},
    }


TODAS = [
    (situacion, nombre, html) for situacion in SITUACIONES for nombre, html in paginas(situacion).items()
]
cada_pagina = pytest.mark.parametrize("html", [pytest.param(h, id=f"{s}-{n}") for s, n, h in TODAS])


@cada_pagina
def test_html_valido_segun_la_norma(html: str) -> None:
    html5lib.HTMLParser(strict=True).parse(html)


@cada_pagina
def test_estructura_accesible(html: str) -> None:
    assert '<html lang="es-MX">' in html
    assert html.count("<h1") == 1
    for zona in ("<main", "<header class", "<footer", 'class="saltar" href="#contenido"'):
        assert zona in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    referencias = re.findall(r'(?:aria-labelledby|for)="([^"]+)"', html) + re.findall(
        r'href="#([^"]+)"', html
    )
    assert set(referencias) <= set(ids)


@cada_pagina
def test_encabezados_sin_saltos(html: str) -> None:
    niveles = [int(n) for n in re.findall(r"<h([1-6])", html)]
    assert niveles[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(niveles))


@cada_pagina
def test_dentro_solo_el_estilo_publicado_y_nada_de_fuera(html: str) -> None:
    assert re.findall("<style>(.*?)</style>", html) == [estatico.en_linea()]
    assert not re.search(r"\s(style|on[a-z]+)=", html)
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/ld\+json))", html)
    cargados = re.findall(r'<(?:script|img|link|form|iframe)[^>]*?\s(?:src|href|action)="([^"]*)"', html)
    assert cargados
    assert not [c for c in cargados if c.startswith(("http", "/"))]


@cada_pagina
def test_todo_enlace_interno_es_relativo(html: str) -> None:
    assert not re.findall(r'(?:href|src|action)="/[^"]*"', html)


@cada_pagina
def test_avisos_en_cada_pagina(html: str) -> None:
    assert "responsabilidad exclusiva" in html
    assert "no&nbsp;es&nbsp;propaganda" in html


def test_el_pie_nombra_solo_a_quienes_postulan() -> None:
    """Sin coaliciones no se habla de ellas; sin partidos, de ninguno de los dos."""
    todas = muestras.FUERZAS
    sin_coaliciones = tuple(f for f in todas if f.tipo != "coalicion")
    pies = [
        pagina.sencilla("antes", replace(SITUACIONES["normal"], fuerzas=fuerzas))
        for fuerzas in (todas, sin_coaliciones, todas[-1:])
    ]
    quienes = [re.findall(r"exclusiva de (.*?) que lo capturaron", p) for p in pies]
    assert quienes == [
        ["los partidos, las coaliciones y las candidaturas"],
        ["los partidos y las candidaturas"],
        ["las candidaturas"],
    ]


@pytest.mark.parametrize(("situacion", "frase"), [("inventado", "inventados"), ("archivo", "ya concluyó")])
def test_franja_segun_la_situacion(situacion: str, frase: str) -> None:
    suyas = [html for s, _, html in TODAS if s == situacion]
    assert suyas
    assert all(frase in html for html in suyas)
    assert not any(frase in html for s, _, html in TODAS if s == "normal")


def test_ficha_completa_dice_todo() -> None:
    html = pagina.ficha(muestras.sitio(), muestras.ficha(), qr="<svg></svg>")
    f = muestras.ficha()
    for dato in (
        f.nombre,
        f.folio,
        f.huella,
        f.acuse,
        f.fuerza.nombre,
        f.companera.nombre,
        "34&nbsp;años",
        "Maestría",
    ):
        assert dato in html
    assert "Registro por acción afirmativa: Personas con discapacidad" in html
    assert html.count("La candidatura no proporcionó este dato; es opcional.") == 1


def test_ficha_vacia_dice_la_razon_una_vez_y_no_parece_error() -> None:
    html = pagina.ficha(muestras.sitio(), muestras.vacia())
    assert html.count(muestras.SIN_CAPTURA) == 1
    assert 'class="iniciales"' in html


def test_un_perfil_publicado_sin_fotografia_dice_por_que() -> None:
    sin_foto = replace(muestras.ficha(), foto=None, foto_razon="La candidatura no proporcionó fotografía.")
    assert sin_foto.foto_razon in pagina.ficha(muestras.sitio(), sin_foto)


def test_frase_de_identidad_igual_para_todas() -> None:
    con, sin = muestras.ficha(0), muestras.vacia()
    assert muestras.FRASE in pagina.ficha(muestras.sitio(), con)
    assert muestras.FRASE in pagina.ficha(muestras.sitio(), sin)


def test_texto_de_la_candidatura_no_inyecta_html() -> None:
    mala = replace(muestras.ficha(), nombre="</script><script>x</script>", sobrenombre='" onload="x')
    html = pagina.ficha(muestras.sitio(), mala, url="https://x.example/d/")
    html += pagina.tarjeta(mala) + "".join(pagina.celdas(mala).values())
    assert "<script>x" not in html
    assert 'onload="x' not in html
    [enlazados] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(enlazados)["name"] == mala.nombre  # el JSON lo dice entero y no cierra su guion


def test_enlace_que_no_es_web_queda_como_texto() -> None:
    seccion = muestras.secciones()[0]
    malo = replace(seccion.campos[0], valores=("javascript:alert(1)",))
    f = replace(muestras.ficha(), secciones=(replace(seccion, campos=(malo,)),))
    assert 'href="javascript' not in pagina.ficha(muestras.sitio(), f)


def test_contienda_respeta_el_orden_y_ofrece_comparar() -> None:
    html = pagina.contienda(muestras.sitio(), muestras.contienda())
    folios = re.findall(r'name="c" value="([^"]+)"', html)
    assert folios == [f.folio for f in muestras.contienda().fichas if f.calidad == "propietaria"]
    assert 'action="../../comparar/" method="get"' in html


def test_quien_calla_por_lo_mismo_en_toda_la_tabla_lo_dice_una_vez() -> None:
    [propuestas] = [s for s in muestras.secciones() if s.de_propuestas]
    sin_decir = replace(
        propuestas, campos=tuple(muestras.campo(c.clave, c.etiqueta) for c in propuestas.campos)
    )
    callada = replace(muestras.ficha(0), secciones=(sin_decir,))
    boleta = replace(muestras.contienda(), fichas=(callada,))
    tabla = pagina.contienda(muestras.sitio(), boleta).partition('id="t-tabla"')[2]
    assert tabla.count("La candidatura no proporcionó este dato; es opcional.") == 1


@pytest.mark.parametrize(("total", "plegada"), [(24, False), (25, True)])
def test_la_lista_larga_se_abre_por_letra_sin_perder_a_nadie(total: int, plegada: bool) -> None:
    sitio = replace(muestras.sitio(), total=total)
    html = pagina.candidaturas(sitio)
    assert '<details id="letra-' in html
    assert (" open><summary>" not in html) is plegada
    assert all(f'href="{f.folio}/"' in html for c in sitio.contiendas for f in c.fichas)


@pytest.mark.parametrize("nombre", sorted(MARCAS))
def test_las_paginas_del_lector_llevan_sus_marcas(nombre: str) -> None:
    html = pagina.sencilla(nombre, muestras.sitio())
    assert all(f"<!--{marca}-->" in html for marca in MARCAS[nombre])


def test_las_celdas_cubren_lo_que_se_compara() -> None:
    celdas = pagina.celdas(muestras.ficha())
    assert set(celdas) == {"encabezado", "en_breve", "edad", "formula"} | muestras.COMPARADOS.keys()


def test_portada_sin_distrito_unico_lleva_a_buscar_la_seccion() -> None:
    html = pagina.portada(muestras.sitio())
    assert '<a href="secciones/#municipio-005">Durango</a>' in html
    assert '<a href="contiendas/diputacion-mr-08/" aria-label="Peñón Blanco">Peñón</a>' in html
    assert 'id="municipio-' in html


def test_la_lista_de_la_portada_sin_mapa_no_lleva_las_marcas_que_el_mapa_usa() -> None:
    sitio = muestras.sitio()
    html = pagina.portada(replace(sitio, municipios=tuple(replace(m, lugar=None) for m in sitio.municipios)))
    assert "Peñón Blanco" in html
    assert 'id="municipio-' not in html


def test_antes_de_publicar_no_hay_navegacion_a_perfiles() -> None:
    assert "candidaturas/" not in pagina.sencilla("antes", muestras.sitio(), "./")


def test_cada_archivo_estatico_que_pide_una_pagina_existe() -> None:
    s = muestras.sitio()
    pedidos = set(re.findall(r'estatico/([^"]+)"', pagina.portada(s)))
    assert pedidos <= set(pagina.archivos(s))


def test_sin_preguntas_frecuentes_ninguna_pagina_las_enlaza() -> None:
    sin = replace(SITUACIONES["normal"], paginas=())
    con_accion = replace(muestras.ficha(0), acciones_afirmativas=("Persona joven",))
    for sitio, hay in ((SITUACIONES["normal"], True), (sin, False)):
        for html in (pagina.sencilla("antes", sitio), pagina.ficha(sitio, con_accion)):
            assert ('preguntas/"' in html) is hay


@pytest.mark.parametrize(
    ("archivo", "dice"),
    [
        (True, "citan las normas que regían el día de la jornada"),
        (False, "como se entrega a las candidaturas"),
    ],
)
def test_los_avisos_del_archivo_dicen_de_cuando_son_sus_normas(archivo: bool, dice: str) -> None:
    """Los de 2024, leídos hoy, nombran una ley que ya no rige."""
    assert dice in pagina.sencilla("privacidad", replace(SITUACIONES["normal"], archivo=archivo))
