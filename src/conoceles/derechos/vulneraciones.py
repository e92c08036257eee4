"""El registro de vulneraciones: se anota al detectarla, se le da seguimiento y se avisa en plazo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from conoceles import leyes
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.derechos.listas import SEGUIMIENTOS, TIPOS_DE_VULNERACION
from conoceles.derechos.models import SeguimientoDeVulneracion, Vulneracion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Definicion

AVISO = "vulneracion-aviso"
AVISOS = ("personas", "autoridad")
_TEXTOS = {
    "que_paso": "Escriba qué pasó.",
    "datos": "Escriba qué clases de datos alcanzó; nunca los datos mismos.",
    "medidas": "Escriba qué se hizo de inmediato.",
}


@transaction.atomic
def anotar(
    *,
    tipo: str,
    detectada_en: datetime | None,
    que_paso: str,
    datos: str,
    personas: int | None,
    causa: str,
    medidas: str,
    por: Alcance,
    ahora: datetime,
) -> Vulneracion:
    """Registra lo que se sabe al detectarla y abre el plazo de aviso. `ErroresDeCampos` con lo que falta."""
    por.exigir(ADMINISTRACION, "esa vulneración")
    textos = {"que_paso": que_paso.strip(), "datos": datos.strip(), "medidas": medidas.strip()}
    detectada = _exigir_completa(tipo, detectada_en, personas, textos, ahora)
    en_plazo, fundamento = _plazo(detectada)
    fila = Vulneracion.objects.create(
        tipo=tipo, detectada_en=detectada, personas=personas or 0, causa=causa.strip(), **textos,
        fundamento=fundamento, vence_en=detectada + en_plazo, por=por.actor, en=ahora,
    )  # fmt: skip
    _constancia(Acto.VULNERACION_REGISTRADA, fila, por, ahora, tipo=tipo, personas=fila.personas)
    return fila


def _exigir_completa(
    tipo: str, detectada_en: datetime | None, personas: int | None, textos: Mapping[str, str], ahora: datetime
) -> datetime:
    """Cuándo se detectó. `ErroresDeCampos` con todo lo que falta."""
    faltas = {campo: frase for campo, frase in _TEXTOS.items() if not textos[campo]}
    if tipo not in TIPOS_DE_VULNERACION:
        faltas["tipo"] = "Elija qué ocurrió."
    if personas is None:
        faltas["personas"] = "Escriba de cuántas personas; si no se sabe, el máximo."
    if detectada_en is None or detectada_en > ahora:
        faltas["detectada_en"] = _momento(detectada_en, ahora)
    if faltas or detectada_en is None:
        raise ErroresDeCampos("Faltan datos de la vulneración.", faltas)
    return detectada_en


@transaction.atomic
def seguir(
    *,
    vulneracion: Vulneracion,
    tipo: str,
    texto: str,
    hecho_en: datetime | None,
    por: Alcance,
    ahora: datetime,
) -> SeguimientoDeVulneracion:
    """Agrega una nota, un aviso o el cierre. `Conflicto` si ese aviso ya consta o ya se cerró.

    No se cierra sin constar los dos avisos: si no procedía avisar, el aviso dice por qué. Cada aviso cita la ley que rige
    el día en que se hizo; la del día en que se detectó, si el transitorio lo manda.
    """
    por.exigir(ADMINISTRACION, "esa vulneración")
    if tipo not in SEGUIMIENTOS:
        raise ErrorDeDominio("Elija qué se anota.", campo="tipo")
    if not texto.strip():
        raise ErrorDeDominio("Escriba qué se hizo.", campo="texto")
    if hecho_en is None or hecho_en > ahora:
        raise ErrorDeDominio(_momento(hecho_en, ahora), campo="hecho_en")
    if tipo == "cerrada" and faltan_avisos(vulneracion):
        raise Conflicto("Antes de cerrarla anote los avisos a las personas y a la autoridad.")
    try:
        with transaction.atomic():
            fila = SeguimientoDeVulneracion.objects.create(
                vulneracion=vulneracion, tipo=tipo, texto=texto.strip(), hecho_en=hecho_en, por=por.actor,
                en=ahora, fundamento=_fundamento(hecho_en, vulneracion.detectada_en) if tipo in AVISOS else "",
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflicto("Eso ya consta o la vulneración ya se cerró.") from error
    _constancia(Acto.VULNERACION_SEGUIDA, vulneracion, por, ahora, paso=tipo)
    return fila


def faltan_avisos(vulneracion: Vulneracion) -> list[str]:
    """Cuáles de los dos avisos no constan todavía."""
    hechos = set(vulneracion.seguimientos.values_list("tipo", flat=True))
    return [tipo for tipo in AVISOS if tipo not in hechos]


def abiertas() -> int:
    """Cuántas no se han cerrado."""
    return Vulneracion.objects.exclude(seguimientos__tipo="cerrada").count()


def _plazo(detectada_en: datetime) -> tuple[timedelta, str]:
    """El de la ley de ese día o, si es menor, el que acordó una elección que entonces corría; y en qué se funda."""
    definiciones = _definiciones()
    dia, entidad = definiciones[0].calendario.dia_local(detectada_en), definiciones[0].entidad
    propios = [d.derechos for d in definiciones if d.derechos.vulneracion_horas and _corria(d, dia)]
    horas = leyes.valor(AVISO, dia, entidad)
    fundamento = leyes.cita(AVISO, dia, entidad)
    propio = min(propios, key=lambda x: x.vulneracion_horas, default=None)
    if propio is None or propio.vulneracion_horas >= horas:
        return timedelta(hours=horas), fundamento
    acuerdo = f"acuerdo {propio.acuerdo.numero}" if propio.acuerdo else "acuerdo por confirmar"
    return timedelta(hours=propio.vulneracion_horas), f"{fundamento}; {acuerdo}"


def _fundamento(hecho_en: datetime, detectada_en: datetime) -> str:
    una = _definiciones()[0]
    dia_local = una.calendario.dia_local
    return leyes.cita(AVISO, dia_local(hecho_en), una.entidad, inicio=dia_local(detectada_en))


def _corria(d: Definicion, dia: date) -> bool:
    inicio, cierre = d.calendario.dia("proceso_inicio"), d.calendario.dia("cierre")
    return (inicio or date.min) <= dia <= (cierre or date.max)


def _definiciones() -> list[Definicion]:
    """Las de la instalación, la vigente primero: son de un mismo instituto, y su entidad dice qué ley del estado rige."""
    claves = proceso.todas()
    if not claves:
        raise Conflicto(
            "Antes de anotarla cargue la elección: su entidad dice qué ley fija el plazo de aviso."
        )
    return [proceso.definicion(clave) for clave in claves]


def _momento(momento: datetime | None, ahora: datetime) -> str:
    if momento is None:
        return "Escriba el día y la hora."
    return "No puede ser en el futuro." if momento > ahora else ""


def _constancia(acto: Acto, fila: Vulneracion, por: Alcance, ahora: datetime, **datos: object) -> None:
    registrar(using="default", por=por, acto=acto, ahora=ahora, datos={"vulneracion": str(fila.pk), **datos})
