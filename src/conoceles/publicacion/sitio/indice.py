"""Qué páginas tiene el sitio de una elección y qué entra en cada una."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from conoceles.estadistica.publicado import Publicado
from conoceles.expediente.notas import Notas
from conoceles.publicacion.archivos import avisos_pdf, paquete_de_fotos
from conoceles.publicacion.instantanea import firma
from conoceles.publicacion.instantanea.pagina import Pagina, resumir
from conoceles.publicacion.instantanea.renglones.renglon import Renglon
from conoceles.publicacion.lectura import markdown
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.lectura.fichas_de import Marco
from conoceles.publicacion.sitio import cifras, donde, historia, materiales, pagina, qr

_FORMATOS = {"jsonld": "JSON-LD", "txt": "Texto", "xlsx": "Excel"}
_DESCARGAS = (
    (
        "curricular",
        "Información curricular",
        "Una fila por candidatura; las 25 columnas del INE y las propias.",
    ),
    ("identidad", "Identidad", "Solo las respuestas que se consintió publicar."),
    ("identidad_agregados", "Identidad: conteos", "Cada cifra estimada, con su intervalo."),
    ("diccionario", "Diccionario de datos", ""),
    ("ine", "Formato del INE", "Libro de dos hojas."),
    ("datapackage", "Descripción para programas", "Frictionless Data Package, con el tipo de cada columna."),
    ("catalogo", "Catálogo DCAT", "Para catálogos nacionales de datos abiertos."),
    ("licencia", "Licencia", "Libre uso con atribución."),
)


def ficha(folio: str) -> str:
    """Dónde va la ficha en JSON."""
    return f"candidaturas/{folio}.json"


def quienes(ficha: Ficha) -> tuple[str, ...]:
    """Los folios de quienes nombra una ficha."""
    otras = (*ficha.companeras, ficha.en_papel)
    return (ficha.folio, *(otra.folio for otra in otras if otra))


def perfil(sitio: SitioPublico, ficha: Ficha, url: str) -> Pagina:
    """El perfil de una candidatura; se compone con la hoja del renglón de su ficha en JSON, que dice en el QR."""
    ruta = f"candidaturas/{ficha.folio}/index.html"
    return Pagina(ruta, partial(_perfil, sitio, ficha, url), resumir(ficha, url))


def _perfil(sitio: SitioPublico, ficha: Ficha, url: str, hoja: str = "") -> str:
    direccion = f"{url}candidaturas/{ficha.folio}/"
    codigo = qr.svg(f"{direccion}#{hoja}" if hoja else direccion)
    return pagina.ficha(sitio, ficha, qr=codigo, url=url, hoja=hoja)


def concluida(sitio: SitioPublico, folio: str, notas: Notas, contienda: str) -> Pagina:
    """Lo que queda en la dirección de quien ya no es candidata: una nota, sin dato alguno de la persona."""
    ruta = f"candidaturas/{folio}/index.html"
    datos = {"nota": notas.conclusion, "sustituta": notas.sustituta, "contienda": contienda}
    return Pagina(
        ruta, lambda: pagina.sencilla("concluida", sitio, "../../", **datos), resumir(notas, contienda)
    )


def portadas(sitio: SitioPublico, marco: Marco, corte: str, url: str) -> Iterator[Pagina]:
    """La portada y todas las boletas: dependen de cuántas hay en cada una y de cuándo es lo más reciente."""
    cuentas = resumir([(c.clave, len(c.fichas), c.con_informacion) for c in sitio.contiendas])
    insumos = resumir(corte, cuentas)
    yield Pagina("index.html", lambda: pagina.portada(sitio, corte, url), resumir(insumos, url))
    yield Pagina("contiendas/index.html", lambda: pagina.contiendas(sitio, corte), insumos)
    lado_a_lado = donde.secciones(sitio, marco.definicion.localidades)
    yield fija("secciones", "secciones/index.html", sitio, **lado_a_lado)
    if lado_a_lado["localidades"]:
        yield fija("localidades", "secciones/localidades/index.html", sitio, **lado_a_lado)
    for nombre in (
        "buscar",
        "comparar",
    ):  # donde no hay lector: los completa el guion con el índice en trozos
        yield Pagina(f"{nombre}/index.html", partial(pagina.sin_lector, nombre, sitio), cuentas)


def para_difundir(sitio: SitioPublico, publicados: Container[str], url: str) -> Iterator[Pagina]:
    """Los materiales que ya se pueden abrir, y los que se ponen en otro portal."""
    yield fija("materiales", "materiales/index.html", sitio, **materiales.de_la_eleccion(sitio, publicados))
    portales = materiales.para_portales(sitio, url, publicados)
    yield fija("materiales_portal", "materiales/portal/index.html", sitio, **portales)


def cifras_para_difundir(
    sitio: SitioPublico, indicadores: Iterable[Publicado], publicados: Container[str]
) -> Pagina:
    """Una imagen por tabla, de las que ya se pueden abrir."""
    imagenes = materiales.de_indicadores(indicadores, publicados)
    return fija("materiales_cifras", "materiales/estadistica/index.html", sitio, imagenes=imagenes)


def antes(sitio: SitioPublico) -> Pagina:
    """La portada antes de que empiece la publicación."""
    return Pagina("index.html", lambda: pagina.sencilla("antes", sitio, "./"), "")


def fijas(sitio: SitioPublico, marco: Marco) -> Iterator[Pagina]:
    """Textos que solo cambian con la definición."""
    d = marco.definicion
    avisos = [(a.titulo, markdown.html(markdown.bajo_un_titulo(a.texto))) for a in d.avisos]
    yield fija("404", "404.html", sitio)
    yield fija("verificar_acuse", "verificar/acuse/index.html", sitio, zona=d.calendario.zona)
    if sitio.abierto:
        yield fija("mi_lista", "mi-lista/index.html", sitio)
    if "preguntas" in sitio.paginas:
        cuerpo = markdown.html(markdown.sin_titulo(d.preguntas_frecuentes))
        yield fija("preguntas", "preguntas/index.html", sitio, cuerpo=cuerpo)
    documentos = avisos_pdf.documentos(d)
    yield fija("privacidad", "privacidad/index.html", sitio, avisos=avisos, documentos=documentos)


def verificar(sitio: SitioPublico, marco: Marco, publicaciones: Sequence[historia.Publicacion]) -> Pagina:
    """Cómo comprobar lo publicado, y la historia de publicaciones."""
    return fija(
        "verificar",
        historia.PAGINA,
        sitio,
        huella_llave=hashlib.sha256(firma.llave_publica()).hexdigest(),
        publicaciones=historia.a_la_vista(publicaciones, marco.definicion.calendario.zona),
        cortes=marco.definicion.cortes_datos,
    )


def datos(
    sitio: SitioPublico,
    corte: str,
    archivos: Mapping[str, Renglon],
    indicadores: Sequence[Publicado],
    cortes: Sequence[str] = (),
) -> Iterator[Pagina]:
    """Datos abiertos, descargas y estadística: las páginas que solo cambian en un corte."""
    boletas = [
        {
            "archivo": f"{b.clave}.html",
            "nombre": b.nombre,
            "personas": len(b.fichas),
            "octetos": archivos[f"descargas/{b.clave}.html"].octetos,
        }
        for b in sitio.contiendas
        if f"descargas/{b.clave}.html" in archivos
    ]
    yield fija(
        "descargas", "descargas/index.html", sitio, boletas=boletas, corte_texto=corte, corte_de="datos"
    )
    descargas = [d for d in map(lambda d: _descarga(d, archivos), _DESCARGAS) if d["archivos"]]
    if paquete_de_fotos.RUTA in archivos:
        enlace = {"ruta": f"../{paquete_de_fotos.RUTA}", "texto": "ZIP"}
        nota = "Cada archivo se llama como el folio, la clave pública, de su candidatura."
        descargas.append({"titulo": "Fotografías", "nota": nota, "archivos": [enlace]})
    detenidas = "visitas" in sitio.detenido
    mostrados = [i for i in indicadores if i["clase"] != "visitas" or not detenidas]
    por_tema, hallazgos = cifras.temas(mostrados), cifras.hallazgos(mostrados)
    yield fija("datos", "datos/index.html", sitio, descargas=descargas, corte_texto=corte, corte_de="datos")
    yield fija(
        "estadistica",
        "estadistica/index.html",
        sitio,
        hallazgos=hallazgos,
        temas=por_tema,
        cortes=cortes,
        corte_texto=corte,
        corte_de="datos",
    )
    yield cifras_para_difundir(sitio, indicadores, archivos)


def fija(plantilla: str, ruta: str, sitio: SitioPublico, **datos: object) -> Pagina:
    raiz = "../" * ruta.count("/") or "./"
    insumos = resumir(sorted(datos.items()))
    return Pagina(ruta, partial(pagina.sencilla, plantilla, sitio, raiz, **datos), insumos)


def _descarga(descarga: tuple[str, str, str], archivos: Container[str]) -> dict[str, object]:
    clave, titulo, nota = descarga
    tipos = [t for t in ("csv", "xlsx", "json", "jsonld", "txt") if f"datos/{clave}.{t}" in archivos]
    ajena = clave == "curricular" and "datos/ine.xlsx" not in archivos
    return {
        "titulo": titulo,
        "nota": "Una fila por candidatura." if ajena else nota,
        "archivos": [{"ruta": f"{clave}.{t}", "texto": _FORMATOS.get(t, t.upper())} for t in tipos],
    }


def ligera(ficha: Ficha) -> Ficha:
    """La ficha sin textos ni identidad: lo que muestran listas, tarjetas y filtros."""
    return replace(
        ficha,
        secciones=(),
        identidad=(),
        identidad_frase="",
        huella="",
        acuse="",
        actualizada="",
        actualizada_texto="",
        foto_razon="",
    )


def en_lista(ficha: Ficha) -> Ficha:
    """La ficha ligera sin lo que portada y listas no muestran: un grado corregido no las rehace."""
    return replace(ligera(ficha), foto=None, rasgos=(), temas=(), estado="", estado_texto="", notas=())
