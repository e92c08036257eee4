"""Lo que el calendario hace con lo concluido: bloquear y suprimir con certificado."""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.db import transaction

from conoceles import leyes
from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CONCLUIDAS, CONCLUSIONES, SIN_PERFIL, VIVAS, Estado
from conoceles.candidaturas.alcances import cuentas_propias
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.operaciones import olvidar
from conoceles.curricular.models import Borrador
from conoceles.expediente.models import Cierre, Conclusion, Retencion, Supresion
from conoceles.expediente.transiciones import asentar, llevar, mover, tomar_para_cambiar
from conoceles.identidad.consultas import con_llave_destruida
from conoceles.identidad.operaciones import suprimir as destruir
from conoceles.integridad.pregunta import ajeno, dudosas, exigir_candidatura
from conoceles.nucleo import dias
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto
from conoceles.nucleo.una_por_una import una_por_una
from conoceles.proceso.consultas import definicion as leer_definicion
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso

REGLA = "conservacion-supresion"
PORQUE = "cumplida la finalidad, previo bloqueo y vencido el plazo de conservación"


def bloquear_concluidas(*, por: Alcance, ahora: datetime) -> int:
    """Pasada la jornada, lo concluido ya no espera nada: queda bloqueado hasta su supresión."""

    def bloquear(clave: str) -> int:
        calendario = leer_definicion(clave).calendario
        jornada = calendario.dia("jornada")
        if jornada is None or ahora < dias.fin(jornada, calendario.zona):
            return 0
        filas = Candidatura.objects.filter(proceso=clave, estado__in=CONCLUSIONES)
        return una_por_una(filas, lambda fila: _bloquear(fila, por=por, ahora=ahora), attrgetter("folio"))

    return una_por_una(_en_que_se_puede(Acto.BLOQUEADA), bloquear)


def suprimir_vencidas(*, por: Alcance, ahora: datetime) -> int:
    """Suprime lo sensible cuyo plazo venció y que nadie retiene. Devuelve cuántas.

    Lo que no tiene vuelta espera a que haya ley que lo mande y a que conste: quien mueva una fila por fuera no destruye así la llave de nadie.
    """
    return una_por_una(
        _en_que_se_puede(Acto.SUPRIMIDA), lambda clave: _suprimir_las_de(clave, por=por, ahora=ahora)
    )


def _suprimir_las_de(clave: str, *, por: Alcance, ahora: datetime) -> int:
    definicion = leer_definicion(clave)
    if espera_ley(definicion, ahora):
        return 0
    plazo, zona = timedelta(days=definicion.conservacion.bloqueo_dias), definicion.calendario.zona

    def una(bloqueada: tuple[Candidatura, datetime, str]) -> int:
        fila, desde, motivo = bloqueada
        vence = dias.fin((desde.astimezone(ZoneInfo(zona)) + plazo).date(), zona)
        if ahora < vence or not _sin_retencion(fila) or dudosas([fila.folio]):
            return 0
        suprimir(candidatura=fila, motivo=motivo, bloqueada_en=desde, por=por, ahora=ahora)
        return 1

    return una_por_una(_bloqueadas_en(clave), una, lambda bloqueada: bloqueada[0].folio)


def espera_ley(definicion: Definicion, ahora: datetime) -> str:
    """Por qué no se suprime todavía, aunque venza el plazo: la ley que lo mandaba ya no rige. Vacía si rige otra."""
    try:
        leyes.cita_de_acto(REGLA, definicion.calendario.dia_local(ahora), definicion.entidad)
    except leyes.SinLey as falta:
        return f"Lo sensible no se suprime aunque venza su plazo. {falta.mensaje}"
    return ""


@transaction.atomic
def suprimir(
    *, candidatura: Candidatura, motivo: str, bloqueada_en: datetime, por: Alcance, ahora: datetime
) -> Supresion:
    """Destruye la llave de identidad, borra borradores y datos sensibles de A, y deja el certificado.

    B primero: si A no confirma, la vuelta siguiente repite y completa el certificado. `Conflicto` si hay un
    litigio abierto.
    """
    fila = tomar_para_cambiar(candidatura, por)
    if not _sin_retencion(fila):
        raise Conflicto("Hay un litigio abierto: no se suprime nada hasta que termine.")
    exigir_candidatura(fila.folio)
    numero = f"SUP-{fila.folio.upper()}"
    datos = {"motivo": motivo, "certificado": numero}
    _borrar_sensibles(fila)
    if fila.estado in CONCLUSIONES:
        mover(fila, Acto.BLOQUEADA, por=por, ahora=ahora)
    if fila.estado == Estado.BLOQUEADA:  # la que siguió hasta el cierre queda en el suyo
        llevar(fila, Acto.SUPRIMIDA, por=por)
    certificado = Supresion.objects.create(
        candidatura=fila,
        numero=numero,
        motivo=motivo,
        fundamento=_fundamento(fila, ahora),
        bloqueada_en=bloqueada_en,
        por=por.actor,
        en=ahora,
    )
    asentar(fila, Acto.SUPRIMIDA, por=por, ahora=ahora, **datos)
    destruir(candidatura=fila, por=por, ahora=ahora)
    return certificado


def repetir_supresiones(*, por: Alcance, ahora: datetime) -> int:
    """Tras restaurar: donde la llave ya se destruyó y A no tiene el certificado, vuelve a borrar. Devuelve cuántas.

    Un respaldo anterior a la supresión trae de vuelta los borradores y el grupo; nunca las respuestas. El certificado
    lo pondrá otra vez el calendario. Quien canceló sus datos y sigue en la contienda conserva lo demás.
    """
    pendientes = Candidatura.objects.filter(supresion=None)
    muertas = con_llave_destruida(pendientes.values_list("clave_identidad", flat=True))
    ajenas = dudosas([*pendientes.filter(clave_identidad__in=muertas).values_list("folio", flat=True)])
    filas = list(pendientes.filter(clave_identidad__in=muertas).exclude(folio__in=ajenas))
    for fila in filas:
        with transaction.atomic():
            destruir(candidatura=fila, por=por, ahora=ahora)
            if not _en_contienda(fila, ahora):
                _borrar_sensibles(fila)
            anotar(fila, Acto.SUPRESION_REPETIDA, por=por, ahora=ahora)
    return len(filas)


def _en_contienda(fila: Candidatura, ahora: datetime) -> bool:
    """Ni concluyó ni llegó el cierre de su elección."""
    calendario = fila.definicion.calendario
    cierre = calendario.dia("cierre")
    return fila.estado in VIVAS and (cierre is None or ahora < dias.inicio(cierre, calendario.zona))


@transaction.atomic
def _bloquear(candidatura: Candidatura, *, por: Alcance, ahora: datetime) -> int:
    fila = tomar_para_cambiar(candidatura, por)
    if fila.estado not in CONCLUSIONES or dudosas([fila.folio]):
        return 0
    mover(fila, Acto.BLOQUEADA, por=por, ahora=ahora)
    return 1


def _fundamento(fila: Candidatura, ahora: datetime) -> str:
    """Por qué se suprime, con las leyes vigentes ese día."""
    definicion = fila.definicion
    dia = definicion.calendario.dia_local(ahora)
    return f"{leyes.cita_de_acto(REGLA, dia, definicion.entidad)}: {PORQUE}"


def _bloqueadas_en(clave: str) -> list[tuple[Candidatura, datetime, str]]:
    """(candidatura, desde cuándo está bloqueada, por qué) de las que aún no tienen certificado.

    La que dice haber concluido sin su conclusión no lo hizo por ningún acto: `comprobar` la nombra, y no vence nada suyo.
    """
    pendientes = Candidatura.objects.filter(proceso=clave, supresion=None)
    ultimas: dict[object, tuple[datetime, str]] = {}
    for c in Conclusion.objects.filter(candidatura__proceso=clave).order_by("pk"):
        ultimas[c.candidatura_id] = (c.en, c.estado)
    concluidas = [(f, *ultimas[f.pk]) for f in pendientes.filter(estado__in=CONCLUIDAS) if f.pk in ultimas]
    cierre = Cierre.objects.vigentes().filter(proceso=clave).first()
    if cierre is None or ajeno(Cierre, de=[clave]):  # el que nadie acordó no destruye nada
        return concluidas
    return [*concluidas, *((f, cierre.en, "cierre") for f in pendientes.exclude(estado__in=SIN_PERFIL))]


def _sin_retencion(fila: Candidatura) -> bool:
    return not Retencion.objects.filter(candidatura=fila, fin_en=None).exists()


def _borrar_sensibles(fila: Candidatura) -> None:
    """Lo que en A también es sensible o ya no sirve: borradores, grupo y correos de la persona.

    Los borradores de quien en la base sigue en la contienda se quedan, porque ella no deja quitarlos, hasta que concluya o se cierre.
    """
    fila.acciones_afirmativas = []
    fila.save(update_fields=["acciones_afirmativas"])
    if fila.estado not in VIVAS or Cierre.objects.vigentes().filter(proceso=fila.proceso_id).exists():
        Borrador.objects.filter(candidatura=fila).delete()
    persona = fila.persona
    if not persona.candidaturas.exclude(pk=fila.pk).filter(supresion=None).exists():
        propias = cuentas_propias(fila).values_list("correo", flat=True)
        direcciones = [*propias, persona.correo_avisos]
        persona.correo_avisos, persona.curp_hmac = "", ""
        persona.save(update_fields=["correo_avisos", "curp_hmac"])
        olvidar(direcciones)


def _en_que_se_puede(acto: Acto) -> list[str]:
    """Elecciones en curso en que se puede hacer ese acto; del archivo histórico nunca se tuvo nada sensible."""
    return compuerta.abiertas(acto, Proceso.objects.filter(historico=False).values_list("pk", flat=True))
