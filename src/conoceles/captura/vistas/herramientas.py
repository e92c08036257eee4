"""Para capturar a muchas personas: cuestionarios en blanco, hoja de cálculo y fotografías en paquete."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from conoceles.candidaturas.consultas import edad_registrada, listar, obtener
from conoceles.candidaturas.models import Candidatura
from conoceles.captura import temas
from conoceles.captura.lista import renglones
from conoceles.captura.masiva import avance_en_hoja, carga, lectura, plantilla
from conoceles.captura.pantalla import CampoEnPantalla, campos_en_pantalla
from conoceles.captura.vistas.comun import Caso, capturables, de_candidatura, de_varias, sin_leer
from conoceles.cuentas.models import CAPTURAN
from conoceles.expediente.actos import copia
from conoceles.expediente.actos import operaciones as expediente
from conoceles.expediente.consultas import acuses, aviso_leido
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import XLSX, codigo, descarga
from conoceles.nucleo.recibidos import hijos
from conoceles.nucleo.redaccion.markdown import a_html
from conoceles.proceso.definicion import Definicion, Seccion


@de_varias("GET")
def herramientas(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """Qué hay y cómo se usa."""
    return _pagina(request, alcance, definicion)


@de_varias("GET", "POST")
def avisos(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """Los avisos, leídos una vez para todas las que faltan; queda constancia en cada una."""
    version, error = definicion.version_de_avisos, None
    faltan = _sin_aviso(alcance, definicion)
    if request.method == "POST":
        error = sin_leer(request, version)
        if error is None:
            expediente.aceptar_avisos(candidaturas=faltan, version=version, por=alcance, ahora=reloj.ahora())
            return redirect("captura_herramientas")
    contexto = {
        "faltan": [Caso(f, alcance) for f in faltan],
        "avisos": [(a, a_html(a.texto)) for a in definicion.avisos],
        "version": version,
        "error": error,
    }
    return render(request, "captura/avisos.html", contexto, status=codigo(error))


@de_varias("GET")
def hoja(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """La hoja de cálculo con sus candidaturas y lo que ya tienen escrito."""
    filas = capturables(alcance, definicion)
    hoja = plantilla.generar(definicion, filas, ahora=reloj.ahora())
    return descarga(hoja, XLSX, f"captura-{definicion.clave}.xlsx")


@de_varias("GET")
def avance(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """La lista, con lo que le falta a cada una, para llevársela."""
    libro = avance_en_hoja.generar(
        renglones(alcance, definicion), acuses(alcance, definicion.clave), ahora=reloj.ahora()
    )
    return descarga(libro, XLSX, f"avance-{definicion.clave}.xlsx")


@de_varias("POST")
def cargar(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """Carga la hoja llena, las fotografías (en .zip o sueltas) o las dos. Nada se envía."""
    archivo, paquetes = request.FILES.get("hoja"), request.FILES.getlist("fotos")
    try:
        if archivo is None and not paquetes:
            raise ErrorDeDominio("Elija la hoja de cálculo que llenó, o las fotografías.", campo="hoja")
        with hijos.larga(campo="hoja" if archivo else "fotos"):
            informes, avisos = _cargar(
                archivo, paquetes, request.POST.get("tomadas", ""), alcance, definicion
            )
    except ErrorDeDominio as error:
        return _pagina(request, alcance, definicion, error=error)
    contexto = {
        "informes": sorted((i for i in informes if not i.sin_cambios), key=lambda i: not i.errores),
        "iguales": [i for i in informes if i.sin_cambios],
        "avisos": avisos,
        "se_guardo": any(i.guardado for i in informes),
    }
    return render(request, "captura/carga.html", contexto)


def _cargar(
    archivo: UploadedFile | None,
    paquetes: list[UploadedFile],
    tomadas: str,
    por: Alcance,
    definicion: Definicion,
) -> tuple[list[carga.Informe], tuple[str, ...]]:
    """Qué pasó con cada renglón, y lo que venía y no se entendió."""
    renglones = (
        lectura.leer_libro(_leer(archivo, lectura.MAXIMO_LIBRO), archivo.name or "") if archivo else []
    )
    fotos = lectura.reunir_fotos(
        ((f.name or "", _leer(f, lectura.MAXIMO_PAQUETE)) for f in paquetes),
        maximo_bytes=definicion.fotografia.maximo_bytes,
    )
    return carga.cargar(renglones, fotos, por=por, ahora=reloj.ahora(), tomadas=tomadas), fotos.avisos


@de_varias("GET", para=CAPTURAN)
def cuestionario(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """Los dos cuestionarios en blanco, para imprimir; con `folio`, rotulados para esa candidatura."""
    folio = request.GET.get("folio", "")
    rotulo = Caso(obtener(alcance, folio), alcance) if folio else None
    curricular = (rotulo.definicion if rotulo else definicion).curricular
    edad = edad_registrada(rotulo.candidatura) if rotulo else None
    identidad = temas.con_edad(definicion.identidad.secciones, edad)
    contexto = {
        "definicion": definicion,
        "rotulo": rotulo,
        "cuestionarios": (
            ("Cuestionario curricular", _en_blanco(curricular.secciones)),
            (
                "Cuestionario de identidad",
                _en_blanco((*identidad, temas.consentimiento(definicion))),
            ),
        ),
    }
    return render(request, "captura/cuestionario.html", contexto)


@de_candidatura("POST")
def copiar(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Llena lo vacío con lo escrito en otra candidatura de la misma persona."""
    de = obtener(caso.alcance, request.POST.get("de", ""))
    copia.copiar_curricular(de=de, a=caso.candidatura, por=caso.alcance, ahora=reloj.ahora())
    return redirect("captura_tareas", folio=caso.folio)


@dataclass(frozen=True)
class SeccionEnBlanco:
    seccion: Seccion
    campos: list[CampoEnPantalla]


def _en_blanco(secciones: tuple[Seccion, ...]) -> list[SeccionEnBlanco]:
    todos = campos_en_pantalla([c for s in secciones for c in s.campos], {})
    por_clave = {c.clave: c for c in todos}
    return [SeccionEnBlanco(s, [por_clave[c.clave] for c in s.campos]) for s in secciones]


def _sin_aviso(alcance: Alcance, definicion: Definicion) -> list[Candidatura]:
    return [f for f in capturables(alcance, definicion) if not aviso_leido(f, alcance)]


def _leer(archivo: UploadedFile, maximo: int) -> bytes:
    """Hasta el tope y un octeto más: quien revisa el tamaño lo nota sin leer todo."""
    octetos: bytes = archivo.read(maximo + 1)
    return octetos


def _pagina(
    request: HttpRequest, alcance: Alcance, definicion: Definicion, *, error: ErrorDeDominio | None = None
) -> HttpResponseBase:
    contexto = {
        "definicion": definicion,
        "cuantas": listar(alcance, definicion.clave).count(),
        "sin_aviso": len(_sin_aviso(alcance, definicion)),
        "kilobytes": definicion.fotografia.maximo_bytes // 1000,
        "maximo_bytes": definicion.fotografia.maximo_bytes,
        "error": error,
    }
    return render(request, "captura/herramientas.html", contexto, status=codigo(error))
