"""Lo que decide el instituto sobre lo enviado (plan §6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from conoceles import leyes
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.candidaturas.consultas import definicion_de
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente import hallazgos
from conoceles.expediente.calendario.plazos import vence_subsanacion
from conoceles.expediente.models import Envio, Observacion, Ronda
from conoceles.expediente.transiciones import exigir, mover, tomar_para_cambiar, tomar_varias
from conoceles.identidad import borradores
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.consultas import definicion

MOTIVOS = {
    "incompleta": "No responde lo que se pregunta",
    "copiada": "Copia las propuestas de otra candidatura",
    "ofensiva": "Contenido ofensivo, discriminatorio o sexista",
    "ajena": "Menciona a otra candidatura o a quien la postula",
    "propaganda": "Lemas o imágenes de campaña",
    "fotografia": "La fotografía incumple las especificaciones",
    "prohibida": "Contenido que la norma prohíbe",
}
_REGLAS = {
    "incompleta": "cuestionario-curricular",
    "fotografia": "fotografia",
}  # lo demás, contenido prohibido
EN_LA_FOTOGRAFIA = (  # lo que no debe verse en ella; se observa con el motivo «fotografia»
    "Logotipos de partidos o coaliciones",
    "Lemas o imágenes de campaña",
    "Otras personas, sean o no del medio político",
    "Imágenes de documentos oficiales o académicos",
    "Imágenes religiosas",
    "Imágenes que denigren",
)


@transaction.atomic
def tomar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Empieza la revisión. Si ya estaba en revisión, no hace nada."""
    fila = tomar_para_cambiar(candidatura, por)
    if fila.estado == Estado.EN_REVISION:
        return
    mover(fila, Acto.REVISION_INICIADA, por=por, ahora=ahora)


@transaction.atomic
def validar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Lo capturado coincide con lo que piden los cuestionarios: puede publicarse."""
    fila = tomar_para_cambiar(candidatura, por)
    _tomar_si_falta(fila, por=por, ahora=ahora)
    mover(fila, Acto.VALIDADA, por=por, ahora=ahora, ronda=_ronda_enviada(fila))


@transaction.atomic
def validar_varias(*, candidaturas: Sequence[Candidatura], por: Alcance, ahora: datetime) -> int:
    """Valida a todas o a ninguna, con una entrada por cada una. Devuelve cuántas.

    `Conflicto` si alguna tiene hallazgos observables: esas se deciden de una en una.
    """
    if not candidaturas:
        return 0
    hoy = definicion(candidaturas[0].proceso_id).calendario.dia_local(ahora)
    senaladas = hallazgos.de_varias(candidaturas, hoy=hoy)
    for candidatura in tomar_varias(candidaturas, por):
        if any(h.nivel == "observable" for h in senaladas.get(candidatura.pk, ())):
            raise Conflicto(f"La candidatura {candidatura.folio} tiene hallazgos observables.")
        validar(candidatura=candidatura, por=por, ahora=ahora)
    return len(candidaturas)


@dataclass(frozen=True)
class Reparo:
    """Lo que se pide corregir en una sección."""

    seccion: str
    motivo: str
    texto: str


def observar(
    *, candidatura: Candidatura, seccion: str, motivo: str, texto: str, por: Alcance, ahora: datetime
) -> Observacion:
    """Pide corregir una sola sección: `observar_secciones` con un reparo."""
    reparos = [Reparo(seccion, motivo, texto)]
    return observar_secciones(candidatura=candidatura, reparos=reparos, por=por, ahora=ahora)[0]


@transaction.atomic
def observar_secciones(
    *, candidatura: Candidatura, reparos: Sequence[Reparo], por: Alcance, ahora: datetime
) -> list[Observacion]:
    """Pide corregir esas secciones y abre una sola ronda para ellas; las demás siguen a publicarse.

    `ErrorDeDominio` si un reparo no se entiende (su `campo` es `motivo_<seccion>` o `texto_<seccion>`);
    `Conflicto` si ya se usaron las subsanaciones que la definición admite.
    """
    _exigir_reparos(candidatura, reparos)
    _exigir_ley(candidatura, reparos, ahora)
    fila = tomar_para_cambiar(candidatura, por)
    _tomar_si_falta(fila, por=por, ahora=ahora)
    ronda = _ronda_enviada(fila)
    if razon := por_que_no_se_observa(fila):
        raise Conflicto(razon)
    exigir(fila, Acto.OBSERVADA, por=por)
    hechas = [_anotar_reparo(fila, ronda, r, por=por, ahora=ahora) for r in reparos]
    secciones = [r.seccion for r in reparos]
    Ronda.objects.create(
        candidatura=fila,
        numero=ronda + 1,
        secciones=f"|{'|'.join(secciones)}|",
        abierta_por=por.actor,
        abierta_en=ahora,
    )
    if "identidad" in secciones:
        borradores.reabrir(candidatura=fila, por=por, ahora=ahora)
    motivos = {r.seccion: r.motivo for r in reparos}
    vence = vence_subsanacion(fila.definicion, ahora).isoformat()
    datos = {"motivos": motivos, "ronda": ronda, "vence": vence}
    mover(fila, Acto.OBSERVADA, por=por, ahora=ahora, **datos)
    return hechas


def secciones_de(candidatura: Candidatura) -> tuple[tuple[str, str], ...]:
    """Clave y título de lo que se puede observar, en orden."""
    propias = tuple((s.clave, s.titulo) for s in definicion_de(candidatura).curricular.secciones)
    return (("fotografia", "Fotografía"), *propias, ("identidad", "Cuestionario de identidad"))


def _anotar_reparo(
    fila: Candidatura, ronda: int, reparo: Reparo, *, por: Alcance, ahora: datetime
) -> Observacion:
    return Observacion.objects.create(
        candidatura=fila,
        ronda=ronda,
        seccion=reparo.seccion,
        motivo=reparo.motivo,
        texto=reparo.texto.strip(),
        por=por.actor,
        en=ahora,
    )


def _exigir_reparos(candidatura: Candidatura, reparos: Sequence[Reparo]) -> None:
    if not reparos:
        raise ErrorDeDominio("Marque la sección que se debe corregir.", campo="secciones")
    conocidas = {clave for clave, _ in secciones_de(candidatura)}
    if len({r.seccion for r in reparos}) < len(reparos) or any(r.seccion not in conocidas for r in reparos):
        raise ErrorDeDominio("Elija cada sección una vez, de la lista.", campo="secciones")
    for reparo in reparos:
        if reparo.motivo not in MOTIVOS:
            raise ErrorDeDominio("Elija un motivo de la lista.", campo=f"motivo_{reparo.seccion}")
        if len(reparo.texto.strip()) < 20:
            frase = "Explique qué se debe corregir, en 20 caracteres o más."
            raise ErrorDeDominio(frase, campo=f"texto_{reparo.seccion}")


def _exigir_ley(candidatura: Candidatura, reparos: Sequence[Reparo], ahora: datetime) -> None:
    """Con la norma que lo mandaba abrogada y sin sucesora no se requiere: se dice junto a su motivo."""
    suya = candidatura.definicion
    dia = suya.calendario.dia_local(ahora)
    for reparo in reparos:
        regla = _REGLAS.get(reparo.motivo, "contenido-prohibido")
        if reparo.motivo == "incompleta" and reparo.seccion == "identidad":
            regla = "cuestionario-identidad"
        try:
            leyes.cita_de_acto(regla, dia, suya.entidad)
        except leyes.SinLey as falta:
            raise falta.junto_a(f"motivo_{reparo.seccion}") from None


def por_que_no_se_observa(fila: Candidatura) -> str:
    """Vacía si todavía cabe una subsanación; si no, la razón.

    Cuentan las rondas que abrió una observación, no las que abra otro acto.
    """
    admite = fila.definicion.revision.subsanaciones
    usadas = Observacion.objects.filter(candidatura=fila).values("ronda").distinct().count()
    if usadas < admite:
        return ""
    frases = {
        0: "Esta elección no admite subsanaciones",
        1: "Ya se usó la única subsanación que admite esta elección",
    }
    ya = frases.get(admite, f"Ya se usaron las {admite} subsanaciones que admite esta elección")
    return f"{ya}: no se puede observar otra vez."


def _tomar_si_falta(fila: Candidatura, *, por: Alcance, ahora: datetime) -> None:
    if fila.estado == Estado.ENVIADA:
        mover(fila, Acto.REVISION_INICIADA, por=por, ahora=ahora)


def _ronda_enviada(fila: Candidatura) -> int:
    """Número de la última ronda que se envió."""
    ronda = Envio.objects.filter(candidatura=fila).order_by("-ronda").values_list("ronda", flat=True).first()
    return ronda or 0
