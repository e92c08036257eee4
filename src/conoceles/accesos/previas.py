"""Qué pasará al dar de baja una cuenta. Solo lee; rechaza lo que la baja rechazaría."""

from __future__ import annotations

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import SIN_ENVIAR
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.designaciones import exigir_baja
from conoceles.candidaturas.encargos import encargos, que_responden
from conoceles.cuentas.models import Cuenta
from conoceles.marco.confirmar import Previa
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos

_CARTA = "La persona, si ya había recibido su acceso; el motivo no va en la carta"


def baja(cuenta: Cuenta, *, motivo: str, por: Alcance) -> Previa:
    """`ErrorDeDominio` sin motivo, si ya está de baja o si es la propia."""
    exigir_baja(cuenta, motivo, por=por)
    otras = [e.proceso for e in encargos(cuenta) if por.proceso and e.proceso != por.proceso]
    if otras:
        return _de_una(cuenta, por.proceso, otras)
    return Previa(
        titulo=f"Dar de baja a {cuenta.nombre}",
        boton="Dar de baja",
        acto=Acto.CUENTA_DADA_DE_BAJA,
        carta=_CARTA,
        pasa=(
            f"{cuenta.correo} ya no entra: sus sesiones abiertas dejan de valer y el enlace que tuviera se anula.",
            _candidaturas(cuenta, por.proceso),
            "Lo que hizo sigue registrado con su nombre, y lo publicado no cambia: ningún perfil.",
        ),
        no_se_deshace=(
            "Para que vuelva a entrar hace falta otra designación, con su oficio, y que acuse recibo de nuevo."
            if not cuenta.es_institucional
            else "Para que vuelva a entrar hace falta abrirle otra cuenta, con otro correo.",
        ),
        afirma="Leí lo que pasará: esta persona deja de entrar.",
    )


def _de_una(cuenta: Cuenta, proceso: str, otras: list[str]) -> Previa:
    """Responde en varias elecciones: solo deja de hacerlo en una."""
    sigue = " y ".join(f"«{procesos.definicion(clave).nombre}»" for clave in otras)
    return Previa(
        titulo=f"Dar de baja a {cuenta.nombre} en «{procesos.definicion(proceso).nombre}»",
        boton="Dar de baja en esta elección",
        acto=Acto.CUENTA_DADA_DE_BAJA,
        carta=_CARTA,
        pasa=(
            f"{cuenta.correo} deja de ver y de capturar esta elección. Su cuenta sigue abierta: responde en {sigue}.",
            _candidaturas(cuenta, proceso),
            "Lo que hizo sigue registrado con su nombre, y lo publicado no cambia: ningún perfil.",
        ),
        no_se_deshace=(
            "Para que vuelva hace falta otra designación, con su oficio, y que acuse recibo de nuevo.",
        ),
        afirma="Leí lo que pasará: esta persona deja de responder en esta elección.",
    )


def _candidaturas(cuenta: Cuenta, proceso: str) -> str:
    """De cuántas responde y cuántas se quedan sin nadie que las capture."""
    if cuenta.es_institucional:
        return "Lo que tenga apartado para revisar lo puede tomar otra persona cuando venza."
    suyas = list(listar(alcance_de(cuenta, proceso)))
    faltan = sum(f.estado in SIN_ENVIAR for f in suyas)
    ambitos = {e.ambito for e in encargos(cuenta) if proceso in ("", e.proceso)}
    otras = Cuenta.objects.filter(que_responden(*ambitos), is_active=True).exclude(pk=cuenta.pk).exists()
    quedan = (
        "Otra persona designada por lo mismo sigue entrando"
        if otras
        else "Nadie más tiene cuenta por lo mismo"
    )
    return f"Responde por {len(suyas)} candidatura{'s' * (len(suyas) != 1)}, {faltan} sin enviar. {quedan}."
