"""Una invitación se retira una vez y se libera una vez; lo que se publica no trae caracteres que volteen la lectura."""

from conoceles.nucleo.disparadores import Disparador, Evento, iguales, inmutable, voltea

_DE_QUIEN = iguales("candidatura_id", "cuenta_id", "por", "en")
_RETIRAR = "OLD.retirada_en IS NULL AND NEW.retirada_en IS NOT NULL AND NEW.liberada_en IS NULL"
_LIBERAR = (
    f"{iguales('retirada_por', 'retirada_en', 'contesto')} AND OLD.liberada_en IS NULL "
    "AND NEW.liberada_en IS NOT NULL"
)

_AL_ESCRIBIR: tuple[Evento, ...] = ("INSERT", "UPDATE")
_SE_PUBLICAN = (("persona", "nombre"), ("candidatura", "sobrenombre"))

DISPARADORES = (
    *inmutable("candidaturas_invitacion", salvo=f"{_DE_QUIEN} AND (({_RETIRAR}) OR ({_LIBERAR}))"),
    *(
        Disparador(
            f"candidaturas_{tabla}_{evento.lower()}_sin_volteos",
            f"candidaturas_{tabla}",
            evento,
            voltea(columna),
            f"candidaturas_{tabla}: trae un carácter que voltea lo que se lee",
        )
        for tabla, columna in _SE_PUBLICAN
        for evento in _AL_ESCRIBIR
    ),
)
