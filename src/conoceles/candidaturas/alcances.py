"""De la cuenta al alcance: quién responde por qué."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from conoceles.candidaturas.encargos import Encargo, encargos, que_responden
from conoceles.candidaturas.models import Candidatura, Formula, Invitacion, recibida
from conoceles.cuentas.acceso import cuenta, eleccion
from conoceles.cuentas.consultas import acusados
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.proceso.models import Proceso

_DESPUES = Invitacion.objects.filter(candidatura=OuterRef("candidatura"), pk__gt=OuterRef("pk"))
_INVITADA = Preparada(
    lambda cuenta: (
        Invitacion.objects.filter(cuenta=cuenta)
        .annotate(otra=Exists(_DESPUES.exclude(cuenta=cuenta)))
        .values_list("candidatura_id", "candidatura__folio", "en", "retirada_en", "otra")
    )
)
_SUS_ELECCIONES = Preparada(
    lambda por: (
        Candidatura.objects.en(por).order_by("proceso").values_list("proceso_id", flat=True).distinct()
    )
)


def alcance_de(cuenta: Cuenta, proceso: str = "") -> Alcance:
    """Lo que la cuenta puede tocar en esa elección; una cuenta desactivada o con un ámbito ilegible, nada.

    Sin `proceso`, una persona candidata y el instituto alcanzan todas las suyas; quien responde, la última en que se
    le designó.
    """
    nadie = Alcance(f"cuenta:{cuenta.pk}", cuenta.papel, nombre=cuenta.nombre, proceso=proceso)
    if not cuenta.is_active:
        return nadie
    if cuenta.es_institucional:
        return replace(nadie, todo=True)
    if cuenta.papel == Papel.CANDIDATURA:
        return replace(nadie, candidaturas=_propias(cuenta))
    suyos = [e for e in encargos(cuenta) if proceso in ("", e.proceso)]
    return _del_encargo(nadie, suyos[-1]) if suyos else nadie


def _del_encargo(nadie: Alcance, encargo: Encargo) -> Alcance:
    tipo, _, valor = encargo.ambito.partition(":")
    if (nadie.papel, tipo) == (Papel.PARTIDO, "fuerza"):
        return replace(nadie, fuerza=int(valor), contiendas=encargo.contiendas, proceso=encargo.proceso)
    if (nadie.papel, tipo) == (Papel.INDEPENDIENTE, "formula"):
        return replace(nadie, formula=UUID(valor), proceso=encargo.proceso)
    return nadie


def alcance(request: HttpRequest) -> Alcance:
    """El de la cuenta que entró, en la elección que ve. Se averigua una vez por petición: comprobarlo cuesta."""
    return _averiguado(request, eleccion(request))


def _averiguado(request: HttpRequest, clave: str) -> Alcance:
    """El de una persona candidata es el mismo en todas sus elecciones."""
    sabidos: dict[str, Alcance] = vars(request).setdefault("alcances", {})
    en = "" if cuenta(request).papel == Papel.CANDIDATURA else clave
    if en not in sabidos:
        sabidos[en] = alcance_de(cuenta(request), en)
    return sabidos[en] if en == clave else replace(sabidos[en], proceso=clave)


def elecciones(cuenta: Cuenta) -> list[str]:
    """Las claves de las elecciones en que actúa; el instituto, en todas."""
    if cuenta.papel == Papel.CANDIDATURA:
        return _con_candidatura(alcance_de(cuenta))
    if cuenta.es_institucional:
        return list(Proceso.objects.values_list("pk", flat=True))
    return list(dict.fromkeys(e.proceso for e in encargos(cuenta)))


def elecciones_de(request: HttpRequest) -> list[str]:
    """Las de la cuenta que entró. Una vez por petición."""
    quien, sabido = cuenta(request), vars(request)
    if "elecciones" not in sabido:
        es_suya = quien.papel == Papel.CANDIDATURA
        sabido["elecciones"] = _con_candidatura(_averiguado(request, "")) if es_suya else elecciones(quien)
    return list(sabido["elecciones"])


def _con_candidatura(suyo: Alcance) -> list[str]:
    return _SUS_ELECCIONES(suyo)


def _propias(cuenta: Cuenta) -> frozenset[UUID]:
    """Las candidaturas de una persona, de una o de varias elecciones: las que recibió por invitación y la de su
    ámbito, si a esa no se le invitó.

    Retirada la invitación, sus derechos siguen (`consultas.solo_derechos`), salvo que después se haya invitado a otra
    cuenta: la anterior pudo no ser de la persona. La que ningún acto dejó así no abre nada hasta que se reponga.
    """
    suyas = _INVITADA(cuenta.pk)
    acuses = acusados()(cuenta.pk) if suyas else ()
    abren = [
        (pk, folio)
        for pk, folio, en, retirada, otra in suyas
        if recibida(en, acuses) and not (retirada and otra)
    ]
    vivas = {folio: pk for pk, folio in abren}
    sin_invitar = _del_ambito(cuenta.ambito) - {pk for pk, *_ in suyas}
    por_fuera = {vivas[h.dueno] for h in ajenas(Invitacion, de=[*vivas])}
    return sin_invitar | ({*vivas.values()} - por_fuera)


def _del_ambito(ambito: str) -> frozenset[UUID]:
    """La candidatura que nombra; ninguna si es ilegible: ante la duda, ningún alcance."""
    tipo, _, valor = ambito.partition(":")
    try:
        return frozenset({UUID(valor)}) if tipo == "candidatura" else frozenset()
    except ValueError:
        return frozenset()


def cuentas_propias(candidatura: Candidatura) -> QuerySet[Cuenta]:
    """Las de la persona candidata que alcanzan o alcanzaron esta candidatura; nunca las de quien responde por ella."""
    invitadas = Invitacion.objects.filter(candidatura=candidatura).values("cuenta")
    suya = Q(ambito=f"candidatura:{candidatura.pk}") | Q(pk__in=invitadas)
    return Cuenta.objects.filter(suya, papel=Papel.CANDIDATURA)


def cuentas_de_la_persona(candidatura: Candidatura) -> QuerySet[Cuenta]:
    """Las que contestan como la propia persona: las suyas o, de una independiente propietaria, las de su fórmula."""
    suyas = Q(pk__in=cuentas_propias(candidatura).values("pk"))
    if candidatura.calidad == "propietaria":
        suyas |= Q(papel=Papel.INDEPENDIENTE) & que_responden(f"formula:{candidatura.formula_id}")
    return Cuenta.objects.filter(suyas)


def responsabilidades(cuenta: Cuenta) -> list[Encargo]:
    """Sus encargos, uno por elección; de una persona candidata, uno por cada candidatura que alcanza."""
    if cuenta.papel != Papel.CANDIDATURA:
        return encargos(cuenta)
    suyas = Candidatura.objects.en(alcance_de(cuenta)).order_by("pk")
    return [Encargo(f.proceso_id, f"candidatura:{f.pk}") for f in suyas]


def ambito_de(formula: Formula) -> str:
    """El ámbito de las cuentas que responden por esa fórmula: las de su partido, o las suyas."""
    return ambito(formula.responde_id, formula.pk)


def ambito(responde: int | None, formula: UUID) -> str:
    """Lo mismo, de la llave del partido que responde y de la de la fórmula."""
    return f"fuerza:{responde}" if responde else f"formula:{formula}"
