"""Lo que no es de ninguna elección: la portada de la instalación, 404, robots y el índice de mapas."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from time import perf_counter
from xml.sax.saxutils import escape

from django.conf import settings

from conoceles.proceso.contenido.cotejo import la_que_consta
from conoceles.publicacion.archivos import anexos
from conoceles.publicacion.instantanea import cadena, perdidas
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.estado import abierto
from conoceles.publicacion.instantanea.obra import Obra, Resultado
from conoceles.publicacion.instantanea.pagina import Pagina, resumir
from conoceles.publicacion.lectura.instituto import Elecciones, elecciones
from conoceles.publicacion.llave import llave
from conoceles.publicacion.registro_publico import pagina_del_registro
from conoceles.publicacion.sitio import pagina
from conoceles.publicacion.sitio.lenguas import edicion
from conoceles.publicacion.sitio.lenguas import portada as lenguas
from conoceles.pulso.consultas import hora_de_fiar

RAIZ = "_raiz"


def publicar_raiz(ahora: datetime, *, con_lo_que_hay: bool = False) -> Resultado:
    """Publica la portada del instituto con las elecciones que ya tienen instantánea. Sin cambios, no hay otra nueva.

    `con_lo_que_hay`: como en `publicar`.
    """
    inicio, ahora = perf_counter(), hora_de_fiar(ahora)
    arbol = Arbol(RAIZ)
    with arbol.cerrojo(), ExitStack() as pila:
        cadena.sanar(arbol)
        perdida = arbol.actual() if con_lo_que_hay and perdidas.apartar(arbol) else ""
        estado = pila.enter_context(abierto(arbol.carpeta))
        clave = llave("", False, "abierta")
        if not estado.corresponde(arbol.actual(), clave):
            estado.olvidar()
        obra = Obra(arbol, estado, clave, sin_lista=bool(perdida))
        _armar(obra, elecciones(ahora))
        instantanea = obra.base
        if obra.hay_cambios:
            instantanea = obra.estrenar(proceso=RAIZ, ahora=ahora, cabezas={}, cortes={})
            if perdida:
                arbol.retirar(perdida)
            arbol.podar()
        estado.meta |= {"instantanea": instantanea, "llave": clave}
        estado.guardar()
    return obra.resultado(instantanea, perf_counter() - inicio)


def _armar(obra: Obra, hay: Elecciones) -> None:
    actual = next(iter(hay.todas), None)
    obra.poner("robots.txt", _robots())
    obra.poner("sitemap.xml", _indice(sorted(s.clave for s in hay.todas if not s.archivo)))
    for ruta, contenido in anexos.verificar().items():
        obra.poner(ruta, contenido)
    if actual is not None:
        for ruta, contenido in anexos.estaticos(actual).items():
            obra.poner(ruta, contenido)
        suyas = {s.clave: edicion.lenguas(la_que_consta(s.clave)) for s in hay.todas}
        portada = Pagina("index.html", lambda: pagina.raiz(actual, hay), resumir(hay))
        perdida = Pagina(
            "404.html", lambda: pagina.sencilla("404", actual, f"{actual.clave}/"), resumir(actual)
        )
        datos = pagina_del_registro()
        registro = Pagina(
            "registro/index.html",
            lambda: pagina.sencilla("registro", actual, f"../{actual.clave}/", **datos),
            resumir(actual, datos),
        )
        for una in (portada, perdida, registro):
            for en_su_lengua in lenguas.ediciones(suyas, una):
                obra.pagina(en_su_lengua)
    obra.quitar_lo_demas()


def _robots() -> bytes:
    return f"User-agent: *\nDisallow:\nSitemap: {settings.URL_PUBLICA}/sitemap.xml\n".encode()


def _indice(claves: list[str]) -> bytes:
    renglones = "".join(
        f"<sitemap><loc>{escape(f'{settings.URL_PUBLICA}/{c}/sitemap.xml')}</loc></sitemap>\n" for c in claves
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{renglones}</sitemapindex>\n'
    ).encode()
