"""Matriz de lectura: qué papel puede hacer qué con las respuestas de identidad. Lo no escrito, no.

| papel | leer su captura | escribir | enviar | leer con motivo (queda en la bitácora) | consentir | formato firmado | reabrir | pedir ajuste | cambiar lo sellado |
|---|---|---|---|---|---|---|---|---|---|
| partido, independiente | sí, hasta enviar | sí | sí | no | sí | subir y bajar | no | sí, sin leer | no |
| … de una persona invitada | no | no | sí, sin leer; o descartar lo incompleto, sin leer | no | no | no | no | no | no |
| candidatura | sí, hasta enviar | sí | sí, si su elección lo declara | no | sí | subir y bajar | no | sí, sin leer | no |
| administración | no | no | no | sí | sí (solicitud ARCO) | subir, bajar y resolver | sí | sí, del correo | sí |
| revisión | no | no | no | no | no | no | sí, sin leer | no | no |
| consulta | no | no | no | no | no | no | no | no | no |
| sistema | no | sí | cerrar lo ya enviado | no | no | no | sí, sin leer | no | no |

Además, la persona candidata accede a lo suyo desde su propia cuenta en cualquier momento, también lo bloqueado
(derecho de acceso); nadie más lo hace por ella.

Acreditar que la persona abre una dirección es de administración. Vincular su perfil con el de otra elección lo pide y lo
retira solo ella, en una cuenta acreditada; lo reconoce administración.

El extracto seudonimizado para estudios lo pide solo administración, con propósito y constancia.

Bloqueada (candidatura concluida o elección cerrada), nadie más lee, escribe ni reabre: solo se suprime.

La completitud (completa, incompleta, vacía) no es una respuesta y la ve quien alcanza la candidatura.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from conoceles.candidaturas.consultas import identidad_apartada, identidades_apartadas, solo_derechos
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

Permiso = Literal[
    "leer",
    "escribir",
    "enviar",
    "cerrar",
    "descartar",
    "reabrir",
    "leer_con_motivo",
    "acceder",
    "consentir",
    "acreditar",
    "formato",
    "resolver_formato",
    "pedir_ajuste",
    "cambiar",
    "bloquear",
    "suprimir",
    "reparar",
    "extraer",
]

_CAPTURA: frozenset[Permiso] = frozenset({"leer", "escribir", "consentir", "formato", "pedir_ajuste"})
_ENVIO: frozenset[Permiso] = frozenset({"enviar", "cerrar"})
_DE_ADMINISTRACION: frozenset[Permiso] = frozenset(
    {
        "reabrir",
        "leer_con_motivo",
        "consentir",
        "acreditar",
        "formato",
        "resolver_formato",
        "pedir_ajuste",
        "cambiar",
    }
)
_MATRIZ: dict[str, frozenset[Permiso]] = {
    "partido": _CAPTURA | _ENVIO | {"descartar"},
    "independiente": _CAPTURA | _ENVIO | {"descartar", "acceder"},
    "candidatura": _CAPTURA | _ENVIO | {"acceder"},
    "administracion": _DE_ADMINISTRACION | {"bloquear", "suprimir", "extraer"},
    "revision": frozenset({"reabrir"}),
    "sistema": frozenset({"escribir", "cerrar", "reabrir", "bloquear", "suprimir", "reparar"}),
}
_CESAN_AL_BLOQUEAR: frozenset[Permiso] = frozenset(
    {
        "leer",
        "escribir",
        "reabrir",
        "leer_con_motivo",
        "acreditar",
        "formato",
        "resolver_formato",
        "pedir_ajuste",
        "cambiar",
    }
)

_DE_INVITADA: frozenset[Permiso] = frozenset(
    {"leer", "escribir", "enviar", "pedir_ajuste"}
)  # cesan al retirarla

_RESPONSABLES = frozenset({"partido", "independiente"})


def permite(papel: str, permiso: Permiso) -> bool:
    """Si el papel tiene el permiso; un papel desconocido no tiene ninguno."""
    return permiso in _MATRIZ.get(papel, frozenset())


def es_la_persona(por: Alcance, candidatura: Candidatura) -> bool:
    """Si quien actúa es la propia persona candidata: con su cuenta o, en una independiente, la propietaria."""
    if por.papel == "candidatura":
        return candidatura.pk in por.candidaturas
    return (por.papel, por.formula) == ("independiente", candidatura.formula_id) and (
        candidatura.calidad == "propietaria"
    )


def exigir(por: Alcance, candidatura: Candidatura, permiso: Permiso) -> None:
    """`NoEncontrado`, igual si no existe, si es ajena, si está bloqueada, si es de otra persona o si el papel no puede."""
    if not permite(por.papel, permiso) or not Candidatura.objects.en(por).filter(pk=candidatura.pk).exists():
        raise NoEncontrado("No se encontró esa candidatura.")
    if permiso == "acceder" and not es_la_persona(por, candidatura):
        raise NoEncontrado("No se encontró esa candidatura.")
    clave = candidatura.clave_identidad
    if permiso in _CESAN_AL_BLOQUEAR and documentos.bloqueadas([clave]):
        raise NoEncontrado("No se encontró esa candidatura.")
    if permiso in _DE_INVITADA and solo_derechos(por, candidatura):
        raise NoEncontrado("No se encontró esa candidatura.")
    if permiso in _CAPTURA and apartada(por, candidatura):
        raise NoEncontrado("No se encontró esa candidatura.")


def apartada(por: Alcance, candidatura: Candidatura) -> bool:
    """Si quien actúa responde por ella, pero la identidad la contesta la persona invitada (plan §11.7.1)."""
    return por.papel in _RESPONSABLES and identidad_apartada(candidatura)


def sin_apartadas(por: Alcance, filas: Collection[Candidatura]) -> list[Candidatura]:
    """De muchas a la vez, las que quien actúa no tiene apartadas."""
    apartadas = identidades_apartadas(filas) if por.papel in _RESPONSABLES else set()
    return [fila for fila in filas if fila.pk not in apartadas]
