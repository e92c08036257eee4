"""Verificar y enviar varias en una pantalla: se abre todo lo de cada persona, se marca y sale un acuse por cada una."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from conoceles.bitacora.estados import Estado
from conoceles.candidaturas.consultas import obtener
from conoceles.captura.avance import avances
from conoceles.captura.por_enviar import por_enviar
from conoceles.captura.vistas.comun import Caso, capturables, de_varias
from conoceles.curricular import consultas as curricular
from conoceles.expediente.actos import envios
from conoceles.expediente.models import Envio
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.definicion import Definicion

ABIERTAS = "captura_abiertas"  # en la sesión: folio → qué versiones se le enseñaron
SIN_ABRIR = "No se envió: antes hay que abrir todo lo suyo."


@dataclass(frozen=True)
class Renglon:
    """Una candidatura a la que no le falta nada. `abierta`: ya se le enseñó a quien envía, y desde entonces no cambia."""

    caso: Caso
    abierta: bool
    marcada: bool
    lo_suyo: dict[str, object]


@dataclass(frozen=True)
class Repartidos:
    """A las que no les falta nada, y las demás."""

    listos: list[Caso]
    incompletos: list[Caso]


@dataclass(frozen=True)
class Resultado:
    """Qué pasó con una: su acuse, o por qué no se envió."""

    caso: Caso
    envio: Envio | None
    porque: str = ""


@de_varias("GET", "POST")
def conjunto(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """Las que están completas. Nada viene marcado, y solo se puede marcar lo abierto."""
    leidos = [c for c in (Caso(f, alcance) for f in capturables(alcance, definicion)) if c.aviso_leido]
    marcadas = set(request.POST.getlist("folio")) | set(request.POST.getlist("marcar"))
    if request.method == "POST" and not {"abrir", "marcar"} & request.POST.keys():
        if marcadas:
            suyas = [Caso(obtener(alcance, folio), alcance) for folio in sorted(marcadas)]
            resultados = [_enviar(request, caso) for caso in suyas]
            return render(request, "captura/conjunto_enviadas.html", {"resultados": resultados})
        error = ErrorDeDominio("Marque al menos a una persona. Antes hay que abrir lo suyo.")
        return _pagina(request, _repartir(leidos, definicion), marcadas, error=error)
    casos = _repartir(leidos, definicion)
    tras = request.POST.get("marcar", "")
    por_abrir = request.POST.get("abrir") or _siguiente(request, leidos, casos.listos, tras)
    _abrir(request, leidos, por_abrir)
    return _pagina(request, casos, marcadas, recien=por_abrir)


def _repartir(casos: list[Caso], definicion: Definicion) -> Repartidos:
    """Por su avance, que se lee de todas a la vez. Entera solo se revisa la que se enseña, y la observada, que son pocas."""
    filas = [caso.candidatura for caso in casos]
    prefetch_related_objects(filas, "borradores", "fotografias")
    avance = avances(filas, definicion)
    listos = [c for c in casos if not avance[c.candidatura.pk].faltan and _cumple_si_se_observo(c)]
    return Repartidos(listos, [c for c in casos if c not in listos])


def _cumple_si_se_observo(caso: Caso) -> bool:
    """El avance de una observada no mira lo de identidad que nadie observó."""
    return caso.candidatura.estado != Estado.OBSERVADA or _completa(por_enviar(caso))


def _siguiente(request: HttpRequest, casos: list[Caso], listos: list[Caso], tras: str) -> str:
    """El folio de la primera completa y sin abrir que va después de `tras`; vacío si no hay."""
    folios = [c.folio for c in casos]
    despues = (c for c in casos[folios.index(tras) + 1 :] if c in listos) if tras in folios else ()
    return next((c.folio for c in despues if not _abierta(request, c) and _completa(por_enviar(c))), "")


def _completa(suyo: dict[str, object]) -> bool:
    """Nada le falta y, si se observó, todo lo observado cambió: en bloque no se gasta una ronda sin corregir."""
    return not (suyo["faltan"] or suyo["iguales"])


def _abrir(request: HttpRequest, casos: list[Caso], folio: str) -> None:
    """Anota lo que se va a enseñar antes de leerlo: si cambia mientras tanto, no cuenta como leído."""
    for caso in casos:
        if caso.folio == folio:
            suya = {caso.folio: envios.lo_capturado(caso.candidatura, caso.alcance)}
            request.session[ABIERTAS] = request.session.get(ABIERTAS, {}) | suya


def _enviar(request: HttpRequest, caso: Caso) -> Resultado:
    leida = request.session.get(ABIERTAS, {}).get(caso.folio)
    if not leida:
        return Resultado(caso, None, SIN_ABRIR)
    try:
        envio = envios.enviar(
            candidatura=caso.candidatura, por=caso.alcance, ahora=reloj.ahora(), leida=leida
        )
    except ErroresDeCampos as faltan:
        return Resultado(caso, None, faltan.mensaje)
    except ErrorDeDominio as error:
        return Resultado(caso, None, error.mensaje)
    return Resultado(caso, envio)


def _pagina(
    request: HttpRequest,
    casos: Repartidos,
    marcadas: set[str],
    *,
    recien: str = "",
    error: ErrorDeDominio | None = None,
) -> HttpResponseBase:
    renglones, incompletas = [], [*casos.incompletos]
    for caso in casos.listos:
        abierta = _abierta(request, caso)
        suyo = por_enviar(caso) if abierta else {}
        if abierta and not _completa(suyo):
            incompletas.append(caso)
        else:
            foto = {"fotografia": curricular.fotografia(caso.candidatura)} if abierta else {}
            renglones.append(Renglon(caso, abierta, abierta and caso.folio in marcadas, suyo | foto))
    contexto = {"renglones": renglones, "incompletas": incompletas, "recien": recien, "error": error}
    return render(request, "captura/conjunto.html", contexto, status=422 if error else 200)


def _abierta(request: HttpRequest, caso: Caso) -> bool:
    leida = request.session.get(ABIERTAS, {}).get(caso.folio)
    return bool(leida) and leida == envios.lo_capturado(caso.candidatura, caso.alcance)
