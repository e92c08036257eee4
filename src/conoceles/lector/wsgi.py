"""Servidor público de solo lectura: `CONOCELES_DATOS/sitio`. Sin Django, sin secretos, sin cookies.

No guarda registro de direcciones ni de consultas. Las diagonales codificadas (`%2F`) se rechazan si el
servidor entrega la ruta original; si la entrega ya decodificada son diagonales comunes, e igual de inocuas.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from conoceles.lector import contestar, pagina_acuse
from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.comparar import pagina_comparar
from conoceles.lector.encabezados import Encabezados, aceptadas, coincide, seguridad
from conoceles.lector.hilos.descargas import Descargas
from conoceles.lector.hilos.turno import Turno, Ultima
from conoceles.lector.indice import Indice
from conoceles.lector.memoria import Dada, Guardada, Memoria
from conoceles.lector.sitio import MAX_RUTA, RAIZ, Instantanea, Sitio
from conoceles.lector.visitas import Visitas

Entorno = dict[str, Any]  # lo define WSGI (PEP 3333): textos, y objetos del servidor
Iniciar = Callable[[str, Encabezados], object]
Aplicacion = Callable[[Entorno, Iniciar], Iterable[bytes]]

DINAMICAS: dict[str, Callable[[Indice, str, str], str]] = {
    "buscar/": pagina_buscar,
    "comparar/": pagina_comparar,
}
_ACUSE = re.compile(rf"(?:lengua/([a-z]+)/)?{pagina_acuse.RUTA}")
_DINAMICA = re.compile(r"(?:lengua/([a-z]+)/)?(buscar/|comparar/)")


class Lector:
    """Aplicación WSGI sobre una carpeta `sitio/`."""

    def __init__(self, raiz: Path, visitas: Visitas | None = None, memoria: Memoria | None = None) -> None:
        self._sitio = Sitio(raiz)
        self._visitas = visitas
        self._memoria = memoria or Memoria()
        self._descargas = Descargas()
        self._turno = Turno()

    def __call__(self, entorno: Entorno, iniciar: Iniciar) -> Iterable[bytes]:
        """Lo más pedido se repite aquí mismo: cada función a la que se llama es parte de lo que el lector deja de entregar."""
        acepta = aceptadas(entorno.get("HTTP_ACCEPT_ENCODING", ""))
        dada = self._memoria.leer((entorno["PATH_INFO"], acepta))
        if dada is None or self._sitio.a_la_vista(dada.duena) != dada.vigente or _dice_mas(entorno):
            return self._nueva(entorno, iniciar, acepta)
        if dada.visita:
            self._contar(dada.visita, entorno)
        iniciar("200 OK", dada.encabezados)
        cuerpo = dada.respuesta.cuerpo
        return [cuerpo] if self._turno.es_mio() else Ultima(cuerpo, self._turno)

    def _nueva(self, entorno: Entorno, iniciar: Iniciar, acepta: tuple[str, ...]) -> Iterable[bytes]:
        self._turno.ceder()
        ruta: str = entorno["PATH_INFO"] or "/"
        metodo: str = entorno["REQUEST_METHOD"]
        rechazo = _rechazar(metodo, ruta, entorno)
        if rechazo is not None:
            return self._entregar(rechazo, metodo, "", iniciar, "")
        if del_registro := self._sitio.del_registro(ruta):
            anotado = contestar.del_registro(*del_registro)
            si_no = entorno.get("HTTP_IF_NONE_MATCH", "")
            return self._entregar(anotado, metodo, si_no, iniciar, "")
        instantanea, resto = self._sitio.repartir(ruta)
        respuesta = self._responder(instantanea, ruta, resto, acepta, entorno)
        if metodo == "GET" and isinstance(respuesta, Guardada) and respuesta.pagina:
            self._contar(_visita(ruta), entorno)
        si_no = entorno.get("HTTP_IF_NONE_MATCH", "")
        return self._entregar(respuesta, metodo, si_no, iniciar, resto)

    def _responder(
        self,
        instantanea: Instantanea | None,
        ruta: str,
        resto: str,
        acepta: tuple[str, ...],
        entorno: Entorno,
    ) -> Guardada | contestar.Grande:
        if instantanea is None:
            return contestar.no_encontrada(None, resto)
        acuse = _ACUSE.fullmatch(resto) if entorno.get("QUERY_STRING") else None
        if acuse:
            html = pagina_acuse.pagina(instantanea, _consulta(entorno), acuse[1] or "")
            if html is not None:
                return contestar.dinamica(resto, html, acepta)
        vigente = instantanea, self._sitio.estilos()
        dada = self._memoria.leer((ruta, acepta))
        if dada is not None and dada.vigente == vigente:
            return dada.respuesta
        html = _dinamica(instantanea, resto, _consulta(entorno))
        if html is not None:
            return contestar.dinamica(resto, html, acepta)
        hallada = self._archivo(instantanea, resto, acepta)
        if hallada is None:
            return self._ausente(instantanea, resto, entorno)
        if isinstance(hallada, Guardada):
            duena = self._sitio.duena(ruta, instantanea)
            cabeza = hallada.encabezados + seguridad(resto, vigente[1])
            visita = _visita(ruta) if hallada.pagina else ""
            self._memoria.guardar((ruta, acepta), Dada(hallada, duena, vigente, cabeza, visita))
        return hallada

    def _contar(self, visita: str, entorno: Entorno) -> None:
        """Una visita más; lo que pide el guion de una página no es otra."""
        if self._visitas is not None and entorno.get("HTTP_SEC_FETCH_DEST") != "empty":
            self._visitas.contar(visita)

    def _archivo(
        self, instantanea: Instantanea, resto: str, acepta: tuple[str, ...]
    ) -> Guardada | contestar.Grande | None:
        try:
            nombre = resto.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return None
        if not nombre or nombre.endswith("/"):
            nombre += "index.html"
        return contestar.archivo(instantanea, nombre, acepta)

    def _ausente(self, instantanea: Instantanea, resto: str, entorno: Entorno) -> Guardada:
        """Redirige si faltaba la diagonal; si no, 404 de la elección o de la raíz."""
        es_raiz = instantanea.nombre.startswith(f"{RAIZ}/")
        if resto and (instantanea.es_carpeta(resto) or (es_raiz and self._sitio.es_eleccion(resto))):
            consulta = _consulta(entorno)
            ultimo = "./" + quote(resto.rpartition("/")[2], encoding="latin-1") + "/"
            return contestar.redireccion(ultimo + (f"?{quote(consulta, safe='=&%+')}" if consulta else ""))
        if not es_raiz and instantanea.archivo("404.html") is None:
            return contestar.no_encontrada(self._sitio.actual(RAIZ), f"x/{resto}")
        return contestar.no_encontrada(instantanea, resto)

    def _entregar(
        self,
        respuesta: Guardada | contestar.Grande,
        metodo: str,
        si_no: str,
        iniciar: Iniciar,
        ruta: str,
    ) -> Iterable[bytes]:
        cabeza = respuesta.encabezados + self._politica(respuesta, ruta)
        if si_no and respuesta.etag and coincide(si_no, respuesta.etag):
            iniciar(
                "304 Not Modified",
                [e for e in cabeza if e[0] not in ("Content-Length", "Content-Type")],
            )
            return []
        if isinstance(respuesta, Guardada):
            iniciar(respuesta.estado, cabeza)
            return [] if metodo == "HEAD" else [respuesta.cuerpo]
        if metodo != "GET":
            iniciar("200 OK", cabeza)
            return []
        descarga = self._descargas.empezar(respuesta.archivo)
        if descarga is None:
            return self._entregar(contestar.ocupado(), metodo, "", iniciar, ruta)
        iniciar("200 OK", cabeza)
        return descarga

    def _politica(self, respuesta: Guardada | contestar.Grande, ruta: str) -> Encabezados:
        """La de su ruta; lo que no es un archivo publicado, como un 404 bajo `incrustar/`, lleva la de todos."""
        estilos = self._sitio.estilos()
        if isinstance(respuesta, Guardada) and not respuesta.etag:
            return seguridad("", estilos + respuesta.estilo)
        return seguridad(ruta, estilos)


def crear(raiz: Path, *, visitas: Visitas | None = None, memoria: Memoria | None = None) -> Aplicacion:
    """El lector de esa carpeta `sitio/`; si se da `visitas`, cuenta las páginas vistas."""
    return Lector(raiz, visitas, memoria)


def _dice_mas(entorno: Entorno) -> bool:
    """Si no basta la ruta para saber qué se contesta."""
    return (
        entorno["REQUEST_METHOD"] != "GET"
        or entorno["QUERY_STRING"] != ""
        or "HTTP_IF_NONE_MATCH" in entorno
        or "RAW_URI" in entorno
        or "REQUEST_URI" in entorno
    )


def _visita(ruta: str) -> str:
    """La página que se cuenta: con su `index.html` o sin él es la misma."""
    return ruta.removesuffix("index.html")


def _rechazar(metodo: str, ruta: str, entorno: Entorno) -> Guardada | None:
    if metodo not in ("GET", "HEAD"):
        base = contestar.aviso(
            "405 Method Not Allowed", "Solo lectura", "Este sitio solo se puede consultar."
        )
        return replace(base, encabezados=[*base.encabezados, ("Allow", "GET, HEAD")])
    if len(ruta) > MAX_RUTA or len(entorno.get("QUERY_STRING", "")) > MAX_RUTA:
        frase = "Acorte lo que busca e inténtelo de nuevo."
        return contestar.aviso("414 URI Too Long", "La dirección es demasiado larga", frase)
    original = entorno.get("RAW_URI") or entorno.get("REQUEST_URI")
    if "/.." in ruta or "\0" in ruta or (original and _codificada(original)):
        return contestar.aviso("400 Bad Request", "Dirección no válida", "La dirección está mal formada.")
    return None


def _codificada(original: str) -> bool:
    camino = original.partition("?")[0].lower()
    return "%" in camino and any(c in camino for c in ("%2f", "%5c", "%00"))


def _dinamica(instantanea: Instantanea, resto: str, consulta: str) -> str | None:
    """La página que se compone al momento, en la lengua de su dirección; `None` si es un archivo."""
    pedida = _DINAMICA.fullmatch(resto)
    indice = instantanea.indice() if pedida else None
    if pedida is None or indice is None or (pedida[1] and pedida[1] not in indice.lenguas):
        return None
    return DINAMICAS[pedida[2]](indice, consulta, pedida[1] or "")


def _consulta(entorno: Entorno) -> str:
    """La consulta como texto; WSGI la entrega en latin-1 aunque el navegador la mande en UTF-8 sin escapar."""
    cruda: str = entorno.get("QUERY_STRING", "")
    return cruda.encode("latin-1", "replace").decode("utf-8", "replace")


_DATOS = Path(os.environ.get("CONOCELES_DATOS") or Path(__file__).resolve().parents[3] / "var").resolve()
aplicacion = crear(_DATOS / "sitio", visitas=Visitas(_DATOS / "visitas").empezar())
