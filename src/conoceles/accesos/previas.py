"""Qué pasará al dar de baja una cuenta. Solo lee; rechaza lo que la baja rechazaría."""

from __future__ import annotations

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import SIN_ENVIAR
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.designaciones import exigir_baja
from conoceles.cuentas.models import Cuenta
from conoceles.marco.confirmar import Previa
from conoceles.nucleo.alcance import Alcance


def baja(cuenta: Cuenta, *, motivo: str, por: Alcance) -> Previa:
    """`ErrorDeDominio` sin motivo, si ya está de baja o si es la propia."""
    exigir_baja(cuenta, motivo, por=por)
    return Previa(
        titulo=f"Dar de baja a {cuenta.nombre}",
        boton="Dar de baja",
        acto=Acto.CUENTA_DADA_DE_BAJA,
        pasa=(
            f"{cuenta.correo} ya no entra: sus sesiones abiertas dejan de valer y el enlace que tuviera se anula.",
            _candidaturas(cuenta),
            "Lo que hizo sigue registrado con su nombre, y lo publicado no cambia: ninguna ficha.",
        ),
        no_se_deshace=(
            "Para que vuelva a entrar hace falta otra designación, con su oficio, y que acuse recibo de nuevo."
            if not cuenta.es_institucional
            else "Para que vuelva a entrar hace falta abrirle otra cuenta, con otro correo.",
        ),
        afirma="Leí lo que pasará: esta persona deja de entrar.",
    )


def _candidaturas(cuenta: Cuenta) -> str:
    """De cuántas responde y cuántas se quedan sin nadie que las capture."""
    if cuenta.es_institucional:
        return "Lo que tenga apartado para revisar lo puede tomar otra persona cuando venza."
    suyas = list(listar(alcance_de(cuenta)))
    faltan = sum(f.estado in SIN_ENVIAR for f in suyas)
    otras = Cuenta.objects.filter(ambito=cuenta.ambito, is_active=True).exclude(pk=cuenta.pk).exists()
    quedan = "Otra persona de su fuerza sigue entrando" if otras else "Nadie más de su fuerza tiene cuenta"
    return f"Responde por {len(suyas)} candidatura{'s' * (len(suyas) != 1)}, {faltan} sin enviar. {quedan}."
