"""Actos de administración sobre una candidatura, cada uno con su acuerdo; y el certificado de supresión."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypedDict

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import ETIQUETAS, SIN_PERFIL, VISIBLES, Estado
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.sustitutas import DatosDePersona
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.expediente.actos import conclusiones, ordenes, responsables
from conoceles.expediente.actos.decisiones import secciones_de
from conoceles.expediente.ajuste import nombres
from conoceles.expediente.ajuste import por_fuera as saldo
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.documentos.constancia_pdf import constancia
from conoceles.expediente.models import Retencion
from conoceles.expediente.notas import notas_publicas
from conoceles.marco.acuses import acuse, con_acuse
from conoceles.marco.confirmar import PROPIOS, Previa, confirmar
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga, fecha
from conoceles.revision import por_fuera, previas, segundas
from conoceles.revision.consultas import relevos
from conoceles.revision.formularios_de_actos import ACCION, formularios
from conoceles.revision.historia import fundados

Hacer = Callable[[Candidatura, QueryDict, Alcance, datetime], object]
Antes = Callable[[Candidatura, QueryDict, Alcance, datetime], Previa]


@vista("GET", "POST", para=ADMINISTRAN)
def actos(request: HttpRequest, folio: str) -> HttpResponse:
    """Los actos que hoy caben; al fallar uno se conserva lo escrito. Lo que no se deshace se confirma antes."""
    por = alcance(request)
    try:
        fila = candidaturas.obtener(por, folio)
        if request.method != "POST":
            return _pagina(request, fila)
        return _hacer(request, fila, request.POST.get("acto", ""), por)
    except ErrorDeDominio as error:
        return _pagina(request, fila, error)


def _hacer(request: HttpRequest, fila: Candidatura, cual: str, por: Alcance) -> HttpResponse:
    acto, ahora, volver = ACTOS.get(cual), reloj.ahora(), reverse("revision_actos", args=[fila.folio])
    if acto is None:
        raise Http404
    antes = PREVIAS.get(cual)
    if antes is None:
        acto(fila, request.POST, por, ahora)
        return redirect(volver)
    previa = antes(fila, request.POST, por, ahora)
    if de_dos := segundas.exige(fila, cual):
        previa = previas.de_dos(previa)
    pagina = confirmar(request, previa, volver=volver)
    if pagina is not None:
        return pagina
    if de_dos:
        datos = {k: v for k, v in request.POST.dict().items() if k not in PROPIOS}
        segundas.pedir(candidatura=fila, acto=cual, datos=datos, por=por, ahora=ahora)
        return con_acuse(request, volver, previa.acto)
    acto(fila, request.POST, por, ahora)
    return con_acuse(request, volver, previa.acto)


@vista("GET", para=ADMINISTRAN)
def certificado(request: HttpRequest, folio: str) -> HttpResponse:
    """El certificado de supresión en PDF; 404 si nada se ha suprimido."""
    pdf = constancia(alcance(request), folio)
    return descarga(pdf, "application/pdf", f"supresion-{folio}.pdf")


def _pagina(request: HttpRequest, fila: Candidatura, error: ErrorDeDominio | None = None) -> HttpResponse:
    errores, notas, titulos = por_campo(error), notas_publicas(fila.folio), dict(secciones_de(fila))
    contexto = {
        "fila": fila,
        "nombre": fila.nombre,
        "etiqueta": ETIQUETAS[fila.estado],
        "responde": fila.formula.responde,
        "relevos": relevos(fila),
        "notas": notas,
        "hechos": fundados(fila.folio),
        "retencion": Retencion.objects.filter(candidatura=fila, fin_en=None).first(),
        "cambiados": por_fuera.lo_que_constaba(fila, {}) if saldo.cambiado(fila) else (),
        "ocultas": [(titulos.get(clave, clave), nota) for clave, nota in notas.ocultas.items()],
        "formularios": formularios(fila, request.POST.dict(), errores),
        "corrige": fila.estado in VISIBLES,
        "legible": fila.estado not in (*SIN_PERFIL, Estado.CERRADA),  # bloqueada, nadie la lee
        "acuse": acuse(request),
        "pedido": segundas.pendiente(fila),
        "quien": alcance(request).actor,
        "suprimida": hasattr(fila, "supresion"),
        "error": error,
        "errores": errores,
        "prefijo": f"{request.POST.get('acto', '')}-",
    }
    return render(request, "revision/actos.html", contexto, status=codigo(error))


def _fundado(datos: QueryDict) -> previas.Fundado:
    return {"acuerdo": datos.get("acuerdo", ""), "fecha_acuerdo": fecha(datos.get("fecha_acuerdo", ""))}


class Ordenado(TypedDict):
    """La resolución en que se funda una orden."""

    expediente: str
    fecha: date | None


def _orden(datos: QueryDict) -> Ordenado:
    return {"expediente": datos.get("acuerdo", ""), "fecha": fecha(datos.get("fecha_acuerdo", ""))}


def _entra(fila: Candidatura, datos: QueryDict) -> DatosDePersona:
    acciones = fila.definicion.acciones_afirmativas
    return DatosDePersona(
        nombres=datos.get("nombres", ""),
        primer_apellido=datos.get("primer_apellido", ""),
        segundo_apellido=datos.get("segundo_apellido", ""),
        sexo=datos.get("sexo", ""),
        fecha_nacimiento=fecha(datos.get("fecha_nacimiento", "")),
        sobrenombre=datos.get("sobrenombre", ""),
        acciones_afirmativas=tuple(a.clave for a in acciones if datos.get(ACCION + a.clave)),
    )


def _sustituir(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    entra = _entra(fila, datos)
    conclusiones.sustituir(candidatura=fila, entra=entra, por=por, ahora=ahora, **_fundado(datos))


def _antes_de_sustituir(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> Previa:
    return previas.sustituir(fila, entra=_entra(fila, datos), por=por, ahora=ahora, **_fundado(datos))


def _antes_de_concluir(acto: Acto, titulo: str) -> Antes:
    return lambda fila, datos, por, ahora: previas.concluir(
        fila, acto, titulo, por=por, ahora=ahora, **_fundado(datos)
    )


def _concluir(acto: Acto) -> Hacer:
    return lambda fila, datos, por, ahora: conclusiones.concluir(
        candidatura=fila, acto=acto, por=por, ahora=ahora, **_fundado(datos)
    )


def _restituir(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    conclusiones.restituir(candidatura=fila, por=por, ahora=ahora, **_fundado(datos))


def _responsable(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    responsables.cambiar_responsable(
        candidatura=fila, responde=datos.get("responde", ""), por=por, ahora=ahora, **_fundado(datos)
    )


def _dira(datos: QueryDict) -> Escritura:
    return Escritura(**{campo: datos.get(campo, "") for campo in Escritura.__dataclass_fields__})


def _nombre(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    nombres.corregir_nombre(
        candidatura=fila, dira=_dira(datos), motivo=datos.get("motivo", ""), por=por, ahora=ahora,
        es_la_misma="es_la_misma" in datos, **_fundado(datos),
    )  # fmt: skip


def _antes_de_corregir(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> Previa:
    return previas.corregir_nombre(
        fila, _dira(datos), datos.get("motivo", ""), es_la_misma="es_la_misma" in datos, por=por, ahora=ahora,
        **_fundado(datos),
    )  # fmt: skip


def _ocultar(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    seccion = datos.get("seccion", "")
    ordenes.ocultar_seccion(candidatura=fila, seccion=seccion, por=por, ahora=ahora, **_orden(datos))


def _mostrar(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    seccion, expediente = datos.get("seccion", ""), datos.get("acuerdo", "")
    ordenes.mostrar_seccion(candidatura=fila, seccion=seccion, expediente=expediente, por=por, ahora=ahora)


def _retener(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    ordenes.retener(candidatura=fila, por=por, ahora=ahora, **_orden(datos))


def _liberar(fila: Candidatura, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    ordenes.liberar(candidatura=fila, expediente=datos.get("acuerdo", ""), por=por, ahora=ahora)


def _saldar(repone: bool) -> Hacer:
    return lambda fila, datos, por, ahora: saldo.saldar(
        candidatura=fila, consta=_consta(fila, datos), repone=repone, motivo=datos.get("motivo", ""), por=por, ahora=ahora,
        **_fundado(datos),
    )  # fmt: skip


def _antes_de_saldar(repone: bool) -> Antes:
    return lambda fila, datos, por, ahora: previas.saldar(
        fila,
        _consta(fila, datos),
        datos.get("motivo", ""),
        repone=repone,
        por=por,
        ahora=ahora,
        **_fundado(datos),
    )


def _consta(fila: Candidatura, datos: QueryDict) -> dict[str, object]:
    return {
        c.columna: c.consta
        for c in por_fuera.lo_que_constaba(fila, {clave: datos.get(clave, "") for clave in datos})
    }


ACTOS: dict[str, Hacer] = {
    "sustituir": _sustituir,
    "cancelar": _concluir(Acto.CANCELADA),
    "renunciar": _concluir(Acto.RENUNCIA_REGISTRADA),
    "restituir": _restituir,
    "responsable": _responsable,
    "nombre": _nombre,
    "reponer": _saldar(repone=True),
    "atestiguar": _saldar(repone=False),
    "ocultar": _ocultar,
    "mostrar": _mostrar,
    "retener": _retener,
    "liberar": _liberar,
}

PREVIAS: dict[str, Antes] = {
    "sustituir": _antes_de_sustituir,
    "cancelar": _antes_de_concluir(Acto.CANCELADA, "Cancelar el registro"),
    "renunciar": _antes_de_concluir(Acto.RENUNCIA_REGISTRADA, "Registrar la renuncia"),
    "nombre": _antes_de_corregir,
    "reponer": _antes_de_saldar(repone=True),
    "atestiguar": _antes_de_saldar(repone=False),
}
