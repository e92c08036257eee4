"""Qué pasará al retirar una invitación o un permiso, o al descartar lo que la persona dejó a medias. Solo lee."""

from __future__ import annotations

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura, Invitacion
from conoceles.expediente.actos import invitaciones
from conoceles.marco.confirmar import Previa
from conoceles.nucleo.errores import Conflicto


def retirar(fila: Candidatura) -> Previa:
    """`Conflicto` si no hay invitación vigente."""
    vigente = invitaciones.vigente(fila)
    if vigente is None:
        raise Conflicto("Esta candidatura no tiene una invitación vigente.")
    deja = (
        "Deja de capturar. Conserva su acceso para ver sus datos, retirar su permiso y ejercer sus derechos."
        if vigente.recibida
        else "El enlace que se le envió ya no le abre esta candidatura. La cuenta que nunca recibió se cierra, si no es de otra."
    )  # lo mismo si está invitada a otra candidatura: quien retira no tiene por qué saberlo
    aparta = vigente.recibida or Invitacion.objects.filter(candidatura=fila).que_apartan().exists()
    return Previa(
        titulo=f"Retirar la invitación de {fila.nombre}",
        boton="Retirar la invitación",
        acto=Acto.INVITACION_RETIRADA,
        pasa=(
            f"{fila.nombre} ({vigente.correo}): {deja[0].lower()}{deja[1:]}",
            "Lo curricular sigue aquí, y lo publicado no cambia. Es 1 candidatura.",
        ),
        no_se_deshace=(
            "Puede invitarla otra vez, pero no captura hasta que vuelva a acusar recibo.",
            *(["Lo que haya contestado de identidad sigue siendo suyo: usted no podrá verlo."] * aparta),
        ),
        afirma="La persona deja de capturar esta candidatura.",
    )


def liberar(fila: Candidatura) -> Previa:
    """`Conflicto` si no hay nada que descartar."""
    if not invitaciones.por_liberar(fila):
        raise Conflicto(
            "Su identidad está completa, ya se envió o no la contesta ella: no hay nada que descartar."
        )
    vigente = invitaciones.vigente(fila) is not None
    return Previa(
        titulo=f"Descartar lo que llevaba {fila.nombre}",
        boton="Borrarlo y contestar yo",
        acto=Acto.IDENTIDAD_LIBERADA,
        pasa=(
            "Lo que ella llevaba de su cuestionario de identidad se borra sin que nadie lo lea.",
            *(["Además se retira su invitación: deja de capturar."] * vigente),
            "Lo contesta usted. Lo que autorice publicar no surte efecto sin el formato que ella firme.",
        ),
        no_se_deshace=("Lo borrado no se recupera, ni por la autoridad electoral.",),
        afirma="Ella no va a terminar: se puede borrar lo que llevaba.",
    )


def revocar(fila: Candidatura, *, surte: bool) -> Previa:
    """`surte`: si algo de lo que se permitió ya puede publicarse."""
    sale = (
        "Las respuestas salen del sitio y de los archivos de datos en la siguiente publicación, que empieza en segundos."
        if surte
        else "No se publicarán aunque se acepte el formato."
    )
    return Previa(
        titulo=f"Retirar el permiso de publicar de {fila.nombre}",
        boton="Retirar el permiso",
        acto=Acto.CONSENTIMIENTO_REVOCADO,
        pasa=(
            sale,
            "Lo curricular no cambia. No hace falta dar razones, y no gasta la solicitud de ajuste.",
        ),
        no_se_deshace=(
            "Lo que alguien ya haya descargado no se puede recoger. Puede volver a autorizar cuando quiera.",
        ),
        afirma="Retiro el permiso de publicar las respuestas de identidad.",
    )
