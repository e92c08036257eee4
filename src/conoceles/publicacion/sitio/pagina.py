"""Compone cada página pública: de los datos congelados al HTML, sin base de datos ni reloj.

Todas las direcciones son relativas a `raiz` (`./`, `../`, `../../`), la carpeta de la elección.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from django.template import Context

from conoceles.nucleo import estatico
from conoceles.nucleo.texto import slug
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, FuerzaPublica, SitioPublico
from conoceles.publicacion.sitio import colores, contenido, datos_enlazados, donde, papel
from conoceles.publicacion.sitio.abecedario.comienzos import Alrededor, Comienzo, Destino, T
from conoceles.publicacion.sitio.etiquetas import con_su_unidad
from conoceles.publicacion.sitio.lenguas import guiones, plantillas, tarjetas

HOJA, PROPIA = "conoceles.css", "despues.css"
_MARCA = re.compile(r"<!--[a-z_]+-->")


def render(plantilla: str, contexto: Mapping[str, object]) -> str:
    """HTML de una plantilla pública; `plantilla` es su nombre de archivo."""
    html = plantillas.motor().get_template(plantilla).render(Context(dict(contexto), use_l10n=False)).strip()
    return con_su_unidad(html) + "\n"


@cache
def _propios(
    acento: str, fuerzas: tuple[FuerzaPublica, ...], emblema: str, emblemas: tuple[tuple[str, str], ...]
) -> dict[str, tuple[str, bytes]]:
    # Los colores de la elección van en la que se pide después: así el estilo de dentro es el mismo en todas las páginas
    # de todas las elecciones, y su huella, que la política de contenido nombra, solo cambia con el programa.
    hoja = (estatico.despues() + colores.acento_css(acento) + colores.fuerzas_css(fuerzas)).encode()
    propios = {PROPIA: hoja} | ({"emblema.svg": emblema.encode()} if emblema else {})
    propios |= {f"emblema-{slug(siglas)}.svg": svg.encode() for siglas, svg in emblemas}
    return {n: (estatico.con_huella(n, contenido), contenido) for n, contenido in propios.items()}


def archivos(sitio: SitioPublico) -> dict[str, bytes]:
    """Lo que va en `estatico/` de la elección: lo común, su hoja con sus colores y su emblema."""
    comunes = {n: c for n, c in estatico.contenidos().items() if n not in (HOJA, "captura.js")}
    con_huella = {estatico.nombres()[n]: c for n, c in comunes.items()}
    return con_huella | dict(_de_la_eleccion(sitio).values())


def _de_la_eleccion(sitio: SitioPublico) -> dict[str, tuple[str, bytes]]:
    return _propios(sitio.acento, sitio.fuerzas, sitio.emblema, sitio.emblemas)


def emblemas(sitio: SitioPublico) -> dict[str, str]:
    """Siglas → su archivo en `estatico/`, de los que el instituto dio."""
    propios = _de_la_eleccion(sitio)
    return {siglas: propios[f"emblema-{slug(siglas)}.svg"][0] for siglas, _ in sitio.emblemas}


def contexto(sitio: SitioPublico, raiz: str, **datos: object) -> dict[str, object]:
    """Lo que toda página recibe, más `datos`. Con `corte_texto` el pie dice de cuándo es lo que se lee, y `corte_de`, si
    es la ficha, la boleta (solo al imprimirla), los datos o, sin él, el sitio."""
    propios = {n: nombre for n, (nombre, _) in _de_la_eleccion(sitio).items()}
    nombres = {n.replace(".", "_").replace("-", "_"): v for n, v in (estatico.nombres() | propios).items()}
    edicion = plantillas.edicion()
    if edicion and edicion.dicho and edicion.con_guiones:
        nombres |= {n: nombre for n, (nombre, _) in guiones.de(edicion.dicho).items()}
    de_la_casa = {"estilo": estatico.en_linea(), "emblemas": emblemas(sitio), "edicion": edicion}
    return {"sitio": sitio, "raiz": raiz, "estatico": nombres, **de_la_casa, **datos}


def ficha(sitio: SitioPublico, ficha: Ficha, *, qr: str = "", url: str = "", hoja: str = "") -> str:
    """Perfil. `qr` es un SVG ya compuesto; `url`, la dirección pública y completa de la elección; `hoja`, la de su prueba."""
    datos = contenido.perfil(ficha) | {
        "qr": qr,
        "hoja": hoja,
        "url": url,
        "corte_texto": ficha.actualizada_texto,
        "corte_de": "ficha",
    }
    datos |= {
        "enlazados": datos_enlazados.de_ficha(ficha, url),
        "tarjeta": tarjetas.la_suya(sitio, ficha, url),
    }
    return render("ficha.html", contexto(sitio, "../../", f=ficha, **datos))


def contienda(sitio: SitioPublico, boleta: ContiendaPublica, *, qr: str = "", url: str = "") -> str:
    """Una boleta entera, lado a lado; el pie dice de cuándo es lo más reciente que muestra."""
    datos = contenido.boleta(boleta) | {"qr": qr, "url": url}
    datos["tarjeta"] = tarjetas.la_suya(sitio, boleta, url)
    datos["enlazados"] = datos_enlazados.de_contienda(boleta, sitio, url)
    return render("contienda.html", contexto(sitio, "../../", contienda=boleta, **datos))


def incrustada(sitio: SitioPublico, boleta: ContiendaPublica, corte: str = "") -> str:
    """La boleta como tarjeta para otro sitio: sin navegación ni guiones."""
    recuadros = papel.casillas(boleta)
    listas = () if recuadros else contenido.formulas(boleta)
    datos = {"recuadros": recuadros, "formulas": listas, "corte_texto": corte}
    return render("incrustar.html", contexto(sitio, "../../", contienda=boleta, **datos))


def planilla(sitio: SitioPublico, boleta: ContiendaPublica, lista: contenido.Lista) -> str:
    """La planilla de una fuerza: cada puesto con quien se postula a él, o que nadie."""
    suyas = {x.posicion: x.fichas for x in lista.formulas}
    puestos = [(nombre, suyas.get(n, ())) for n, nombre in enumerate(boleta.puestos, 1)]
    datos = {"lista": lista, "puestos": puestos, "corte_texto": contenido.corte(boleta)}
    return render("planilla.html", contexto(sitio, "../../../", contienda=boleta, **datos))


def portada(sitio: SitioPublico, corte: str = "", url: str = "") -> str:
    """Inicio: el mapa de municipios (si la elección lo trae), su lista, la búsqueda y las boletas."""
    datos = donde.portada(sitio) | {"corte_texto": corte, "url": url}
    datos["tarjeta"] = tarjetas.la_suya(sitio, None, url)
    return render("portada.html", contexto(sitio, "./", **datos))


def raiz(actual: SitioPublico, elecciones: object) -> str:
    """Portada del instituto: sus elecciones en curso, por venir y pasadas. Todas cuelgan de ella."""
    return render("raiz.html", contexto(actual, f"{actual.clave}/", elecciones=elecciones))


def candidaturas(sitio: SitioPublico, letras: Sequence[Destino] = ()) -> str:
    """Todas las candidaturas, de la A a la Z; con `letras`, a dónde ir por las de cada una."""
    grupos = [] if letras else contenido.alfabeto(sitio)
    return render("candidaturas.html", contexto(sitio, "../", grupos=grupos, letras=letras))


def comienzo(
    plantilla: str, sitio: SitioPublico, este: Comienzo[T], alrededor: Alrededor[T], **datos: object
) -> str:
    """`comienzo` o `lugares`: los que empiezan igual o, si no caben en una página, a dónde ir por ellos."""
    raiz = "../../../" if plantilla == "comienzo" else "../../"
    datos |= {"comienzo": este, "alrededor": alrededor, "letras": alrededor.letras}
    return render(f"{plantilla}.html", contexto(sitio, raiz, **datos))


def contiendas(sitio: SitioPublico, corte: str = "") -> str:
    """Todas las boletas, por cargo."""
    return render(
        "contiendas.html", contexto(sitio, "../", corte_texto=corte, grupos=contenido.por_cargo(sitio))
    )


def sencilla(plantilla: str, sitio: SitioPublico, raiz: str = "../", **datos: object) -> str:
    """`buscar`, `comparar`, `estadistica`, `datos`, `preguntas`, `privacidad`, `verificar`, `antes`, `404`."""
    return render(f"{plantilla}.html", contexto(sitio, raiz, grupos=contenido.por_cargo(sitio), **datos))


def sin_lector(plantilla: str, sitio: SitioPublico) -> str:
    """`buscar` o `comparar` como archivo: sin las marcas que completa el lector, y con la dirección de su índice."""
    return _MARCA.sub("", sencilla(plantilla, sitio, sin_lector=True))


def tarjeta(ficha: Ficha) -> str:
    """Resultado de búsqueda."""
    return render("_tarjeta.html", {"f": ficha, "raiz": "../", "con_contienda": True}).strip()


def celdas(ficha: Ficha) -> dict[str, str]:
    """Celdas de la comparación; `encabezado` es la columna. Sin nada publicado, la razón va una vez, en ella."""
    comparables = [
        c for c in contenido.comparables(ficha) if c.valores or ficha.con_informacion or not c.se_pregunta
    ]
    leidas = {c.clave: render("_valores.html", {"campo": c}).strip() for c in comparables}
    if breves := contenido.en_breve(ficha):
        leidas[contenido.EN_BREVE[0]] = render("_en_breve.html", {"breves": breves}).strip()
    return {"encabezado": render("_columna.html", {"f": ficha, "raiz": "../"}).strip(), **leidas}
