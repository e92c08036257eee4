"""Leer candidaturas. Toda lectura exige un alcance."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from conoceles.candidaturas.consultas_base import CandidaturaQuerySet
from conoceles.candidaturas.models import Candidatura, Formula, Invitacion, Persona, recibida
from conoceles.cuentas.consultas import acusados
from conoceles.cuentas.models import Papel
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.dias import anios
from conoceles.nucleo.errores import Conflicto, NoEncontrado
from conoceles.proceso.definicion import SIN_PARTIDO, Definicion

_LA_DEL_FOLIO = Preparada(
    lambda por, folio: Candidatura.objects.en(por).con_todo().filter(folio=folio).order_by()[:1]
)
_SUYAS = Preparada(
    lambda candidatura, cuenta: Invitacion.objects.filter(candidatura=candidatura, cuenta=cuenta).values_list(
        "en", "retirada_en"
    )
)


def obtener(alcance: Alcance, folio: str) -> Candidatura:
    """La candidatura del folio. `NoEncontrado` si no existe o si es ajena: se contesta lo mismo."""
    halladas: list[Candidatura] = _LA_DEL_FOLIO(alcance, folio)
    if not halladas:
        raise NoEncontrado("No encontramos esa candidatura.")
    return halladas[0]


def listar(alcance: Alcance, proceso: str | None = None) -> CandidaturaQuerySet:
    """Candidaturas del alcance, en el orden anunciado; `proceso` es la clave de una elección."""
    consulta = Candidatura.objects.en(alcance).con_todo()
    return consulta.filter(proceso_id=proceso) if proceso else consulta


def nombres(alcance: Alcance, folios: Collection[str]) -> dict[str, str]:
    """Nombre de cada folio que se alcanza."""
    filas = Candidatura.objects.en(alcance).filter(folio__in=list(folios))
    return dict(filas.values_list("folio", "persona__nombre"))


def edad(persona: Persona, al: date) -> int | None:
    """Años cumplidos al día dado, o la edad publicada cuando no hay fecha de nacimiento."""
    nacimiento = persona.fecha_nacimiento
    return anios(nacimiento, al) if nacimiento else persona.edad_publicada


def edad_registrada(candidatura: Candidatura) -> int | None:
    """La que se comprueba y se publica: al día que fija la elección; `None` si el registro no la dice."""
    leida = candidatura.definicion
    corte = leida.calendario.dia(leida.edad_al)
    return edad(candidatura.persona, corte) if corte else candidatura.persona.edad_publicada


def definicion_de(candidatura: Candidatura) -> Definicion:
    """La elección de la candidatura, solo con las preguntas que se hacen a su cargo."""
    return candidatura.definicion_del_cargo


def identidad_apartada(candidatura: Candidatura) -> bool:
    """Si las respuestas de identidad son de la persona invitada: quien responde ya no las lee ni las escribe.

    También si a sus invitaciones les falta o les cambiaron algo por fuera: quitarla no devuelve lo que era de ella.
    """
    apartan = Invitacion.objects.filter(candidatura=candidatura).que_apartan()
    return apartan.exists() or bool(ajenas(Invitacion, de=[candidatura.folio]))


def identidades_apartadas(filas: Collection[Candidatura]) -> set[UUID]:
    """Lo mismo de muchas a la vez: las que son de su persona invitada."""
    apartan = Invitacion.objects.filter(candidatura__in=filas).que_apartan()
    de_quien = {fila.folio: fila.pk for fila in filas}
    por_fuera = {de_quien[h.dueno] for h in ajenas(Invitacion, de=[*de_quien])}
    return set(apartan.values_list("candidatura", flat=True)) | por_fuera


def solo_derechos(por: Alcance, candidatura: Candidatura) -> bool:
    """Si a la persona se le retiró la invitación: ya no captura, pero lo suyo lo lee, lo revoca y lo pide."""
    tipo, _, numero = por.actor.partition(":")
    if (por.papel, tipo) != (Papel.CANDIDATURA, "cuenta") or not numero.isdigit():
        return False
    momentos = _SUYAS(candidatura.pk, int(numero))
    acuses = acusados()(int(numero)) if momentos else ()
    return bool(momentos) and not any(retirada is None and recibida(en, acuses) for en, retirada in momentos)


def exigir_invitada(por: Alcance, candidatura: Candidatura) -> None:
    """`Conflicto` para la persona a quien se le retiró la invitación a capturar."""
    if solo_derechos(por, candidatura):
        raise Conflicto(
            "Se retiró su invitación a capturar. Sus derechos siguen: entre a «Mis datos» o retire su permiso de publicar."
        )


def sin_responsable(proceso: str) -> QuerySet[Formula]:
    """Fórmulas de una alianza cuyo convenio no dice qué partido captura: de una independiente responde ella misma."""
    sueltas = Formula.objects.filter(contienda__proceso=proceso, responde=None, candidaturas__isnull=False)
    return (
        sueltas.exclude(fuerza__tipo__in=SIN_PARTIDO)
        .select_related("fuerza", "contienda")
        .order_by("contienda__orden", "posicion")
        .distinct()
    )


def independientes(proceso: str) -> QuerySet[Formula]:
    """Fórmulas que responden por sí mismas."""
    suyas = Formula.objects.filter(contienda__proceso=proceso, responde=None, fuerza__tipo__in=SIN_PARTIDO)
    return suyas.filter(candidaturas__isnull=False).order_by("contienda__orden", "posicion").distinct()
