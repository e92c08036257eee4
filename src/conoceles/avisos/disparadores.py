"""Un aviso no se borra ni cambia: se manda una vez y se lee una vez. El marcador no retrocede."""

from conoceles.nucleo.disparadores import Disparador, iguales, inmutable, permanente

_IGUAL = iguales("cuenta_id", "base", "entrada", "acto", "proceso", "folio", "en", "por_correo")
_UNA_VEZ = " AND ".join(
    f"(OLD.{c} IS NULL OR (NEW.{c} IS NOT NULL AND NEW.{c} = OLD.{c}))" for c in ("mensaje_id", "leido_en")
)

DISPARADORES = (
    *inmutable("avisos_aviso", salvo=f"{_IGUAL} AND {_UNA_VEZ}"),
    *inmutable("avisos_mensaje"),
    *permanente("avisos_marcador", "avisos_marcador: no se borra"),
    Disparador(
        "avisos_marcador_no_retrocede",
        "avisos_marcador",
        "UPDATE",
        "NEW.hasta < OLD.hasta OR NEW.base <> OLD.base",
        "avisos_marcador: lo ya avisado no se avisa otra vez",
    ),
)
