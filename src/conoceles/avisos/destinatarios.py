"""A qué cuentas toca cada acto, según su tabla. Solo a quien ya acusó recibo de su acceso."""

from __future__ import annotations

from django.db.models import QuerySet

from conoceles.avisos.detalles import del_padron
from conoceles.bitacora.actos import POR_NOMBRE, Acto
from conoceles.bitacora.estados import SIN_PERFIL
from conoceles.bitacora.fila import Avisa
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.alcances import alcance_de, ambito_de, cuentas_de_la_persona
from conoceles.candidaturas.encargos import alcanza, que_responden
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.cuentas.constancia.cotejo import con_su_buzon
from conoceles.cuentas.consultas import con_acceso
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.proceso import consultas as procesos

DEL_INSTITUTO = {
    Avisa.UTTAIP: Papel.ADMINISTRACION,  # plan §11.7: el perfil de administración es de la UTTAIP
    Avisa.ADMINISTRACION: Papel.ADMINISTRACION,
    Avisa.COMISION: Papel.CONSULTA,
}


QUE_SE_AVISAN = ("captura_inicio", "captura_cierre", "publicacion_inicio", "jornada")


def de(entrada: Entrada) -> list[Cuenta]:
    """Las cuentas activas a las que se les dice; ninguna si el acto no avisa.

    Del instituto, nadie recibe lo que hizo ella misma. Si el acto nombra una cuenta, a nadie más del lado de la
    candidatura: su invitación o su pregunta son suyas.
    """
    acto = POR_NOMBRE.get(entrada.acto)
    avisa = acto.fila.avisa if acto else ()
    if not avisa:
        return []
    papeles = {DEL_INSTITUTO[a] for a in avisa if a in DEL_INSTITUTO}
    quienes = list(_activas(Cuenta.objects.filter(papel__in=papeles))) if papeles else []
    quienes = [c for c in quienes if f"cuenta:{c.pk}" != entrada.actor]
    return [*quienes, *_de_la_candidatura(entrada, avisa)]


def _de_la_candidatura(entrada: Entrada, avisa: tuple[Avisa, ...]) -> list[Cuenta]:
    if not {Avisa.RESPONDE, Avisa.CANDIDATURA} & set(avisa):
        return []
    if entrada.acto == Acto.DEFINICION_ENMENDADA:
        return _de_la_fecha(entrada)
    if entrada.acto == Acto.CANDIDATURA_ACTUALIZADA and not del_padron(entrada.datos):
        return []
    if "cuenta" in entrada.datos:
        return list(_activas(Cuenta.objects.filter(pk=entrada.datos["cuenta"])))
    fila = Candidatura.objects.select_related("formula__contienda").filter(folio=entrada.folio).first()
    if fila is None:
        return []
    hallados: dict[int, Cuenta] = {}
    if Avisa.RESPONDE in avisa:
        hallados |= {c.pk: c for c in _que_responden(fila)}
    if Avisa.CANDIDATURA in avisa:
        hallados |= {c.pk: c for c in _activas(cuentas_de_la_persona(fila)) if _alcanza(c, fila)}
    return list(hallados.values())


def _de_la_fecha(entrada: Entrada) -> list[Cuenta]:
    """Quienes capturan una candidatura cuyo territorio sigue la fecha movida, y la persona invitada. De otra enmienda, nadie."""
    if entrada.datos.get("fecha") not in QUE_SE_AVISAN:
        return []
    eleccion = procesos.definicion(entrada.proceso)
    contiendas = eleccion.contiendas_de(entrada.datos["territorios"], entrada.datos["fecha"])
    suyas = Candidatura.objects.filter(proceso=entrada.proceso, formula__contienda__clave__in=contiendas)
    vivas = suyas.exclude(estado__in=SIN_PERFIL)
    formulas = Formula.objects.filter(candidaturas__in=vivas).select_related("contienda").distinct()
    lugares = {(ambito_de(f), f.contienda.clave) for f in formulas}
    responden = _activas(Cuenta.objects.filter(que_responden(*{ambito for ambito, _ in lugares})))
    invitadas = Cuenta.objects.filter(invitaciones__candidatura__in=vivas, invitaciones__retirada_en=None)
    hallados = {c.pk: c for c in responden if any(alcanza(c, *lugar) for lugar in lugares)}
    return list((hallados | {c.pk: c for c in _activas(invitadas.distinct())}).values())


def _que_responden(fila: Candidatura) -> list[Cuenta]:
    ambito, contienda = ambito_de(fila.formula), fila.formula.contienda.clave
    return [
        c for c in _activas(Cuenta.objects.filter(que_responden(ambito))) if alcanza(c, ambito, contienda)
    ]


def _alcanza(cuenta: Cuenta, fila: Candidatura) -> bool:
    """La persona a quien después sucedió otra cuenta ya no la alcanza: pudo no ser ella."""
    return cuenta.papel != Papel.CANDIDATURA or fila.pk in alcance_de(cuenta).candidaturas


def _activas(cuentas: QuerySet[Cuenta]) -> list[Cuenta]:
    """Menos aquella a la que otro cliente de la base puso otro correo, o abrió: lo leería otra persona."""
    return con_su_buzon(con_acceso(cuentas.filter(is_active=True)).order_by("pk"))
