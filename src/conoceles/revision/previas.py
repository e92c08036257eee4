"""Qué pasará al concluir una candidatura o la elección, para leerlo antes. Solo lee; rechaza lo que el acto rechazaría."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import VISIBLES
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.sustitutas import DatosDePersona
from conoceles.expediente.actos import conclusiones
from conoceles.expediente.calendario import cierre
from conoceles.expediente.consultas import secciones_publicables
from conoceles.expediente.models import Ajuste
from conoceles.marco.confirmar import Previa
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import anios, en_palabras
from conoceles.nucleo.texto import nombre_propio
from conoceles.proceso.definicion import Acuerdo, Definicion

NOTA = "La nota pública con el acuerdo: se queda en su dirección."
VUELVE = "Ninguna pantalla lo revierte: solo una sentencia la restituye, con otro acto."


class Fundado(TypedDict):
    """El acuerdo en que se funda un acto, como lo escribió quien lo registra."""

    acuerdo: str
    fecha_acuerdo: date | None


def sustituir(
    fila: Candidatura, *, entra: DatosDePersona, por: Alcance, ahora: datetime, **fundado: Unpack[Fundado]
) -> Previa:
    """`ErroresDeCampos` o `Conflicto`, como `conclusiones.sustituir`."""
    conclusiones.exigir_sustituible(fila, entra, por=por, ahora=ahora, **fundado)
    nueva = nombre_propio(entra.nombre)
    return Previa(
        titulo=f"Sustituir a {fila.nombre}",
        boton="Sustituir",
        acto=Acto.SUSTITUIDA,
        pasa=(
            *_sale(fila),
            f"Entra {nueva}{_edad(fila, entra)}, en el mismo lugar, con otro folio y su propio plazo de captura.",
        ),
        no_se_deshace=(VUELVE, f"Mientras {nueva} ocupe el lugar, tampoco se puede restituir.", NOTA),
        escriba=fila.folio,
    )


def concluir(
    fila: Candidatura, acto: Acto, titulo: str, *, por: Alcance, ahora: datetime, **fundado: Unpack[Fundado]
) -> Previa:
    """`acto`: `CANCELADA` o `RENUNCIA_REGISTRADA`. Rechaza como `conclusiones.concluir`."""
    conclusiones.exigir_concluible(fila, acto, por=por, ahora=ahora, **fundado)
    return Previa(
        titulo=f"{titulo} de {fila.nombre}",
        boton=titulo,
        acto=acto,
        pasa=(*_sale(fila), "Su lugar en la boleta queda sin persona registrada."),
        no_se_deshace=(VUELVE, NOTA),
        escriba=fila.folio,
    )


def de_dos(previa: Previa) -> Previa:
    """La misma, cuando la elección la pide a dos personas: por ahora solo se pide."""
    return replace(
        previa,
        boton="Pedir que otra persona lo confirme",
        acto=Acto.CONCLUSION_PEDIDA,
        pasa=(
            "Se lo pide a otra persona que administra. Hasta que lo confirme no pasa nada de lo que sigue.",
            *previa.pasa,
        ),
    )


def cerrar(definicion: Definicion, ahora: datetime) -> Previa:
    """La de cerrar la elección hoy, se pueda ya o no."""
    que = cierre.prever(definicion, ahora)
    salvo = f", salvo la de {que.retenidas} con litigio abierto" if que.retenidas else ""
    return Previa(
        titulo=f"Cerrar la elección: {definicion.nombre}",
        boton="Cerrar la elección",
        acto=Acto.PROCESO_CERRADO,
        pasa=(
            "Nadie podrá capturar, enviar ni corregir nada.",
            _quedan(que.cerradas, "con todo lo enviado a la vista", "de archivo"),
            *(
                _quedan(cuantas, f"en «{estado.lower()}»", "así, sin poder seguir")
                for estado, cuantas in que.pendientes
            ),
            f"Nadie leerá las respuestas de identidad de {que.bloqueadas}, y los totales quedan fijos.",
        ),
        no_se_deshace=(
            f"Si se cierra hoy, la supresión de lo sensible empieza el {en_palabras(que.suprime_desde)}{salvo}. Hasta "
            "entonces el cierre se puede deshacer con otro acto; después, no.",
        ),
        escriba=definicion.clave,
    )


def _quedan(cuantas: int, cuales: str, como: str) -> str:
    return f"{cuantas} candidatura{'' if cuantas == 1 else 's'} {cuales} queda{'' if cuantas == 1 else 'n'} {como}."


def reabrir(definicion: Definicion, acuerdo: Acuerdo, *, por: Alcance) -> Previa:
    """Rechaza como `cierre.exigir_reabrible`."""
    hecho = cierre.exigir_reabrible(definicion.clave, acuerdo, por=por)
    return Previa(
        titulo=f"Deshacer el cierre: {definicion.nombre}",
        boton="Deshacer el cierre",
        acto=Acto.PROCESO_REABIERTO,
        pasa=(
            f"{len(hecho.estados)} candidaturas vuelven al estado que tenían antes del cierre.",
            "Sus respuestas de identidad se desbloquean, y lo sensible deja de contar su plazo de conservación.",
        ),
        no_se_deshace=(
            "El cierre y este acto quedan en la bitácora. Para volver a cerrar hace falta otro acto.",
        ),
        escriba=definicion.clave,
    )


def _sale(fila: Candidatura) -> tuple[str, ...]:
    definicion = fila.definicion
    publica = fila.estado in VISIBLES or bool(secciones_publicables(definicion, [fila])[fila.pk])
    ficha = (
        "Su perfil, con lo que hoy publica, sale del sitio en segundos y queda una nota. Es 1 perfil: los demás no cambian."
        if publica
        else "Su perfil, que hoy solo dice su nombre y su registro, se cambia por una nota. Es 1 perfil: los demás no cambian."
    )
    pendiente = Ajuste.objects.filter(candidatura=fila, resuelto=None).exists()
    dias = definicion.conservacion.bloqueo_dias
    return (
        ficha,
        "Quien responde por ella ya no captura ni envía nada suyo.",
        f"Sus respuestas de identidad se bloquean: nadie las lee y, pasada la jornada, se suprimen a los {dias} días.",
        *(["El ajuste que pidió se queda sin resolver."] * pendiente),
    )


def _edad(fila: Candidatura, entra: DatosDePersona) -> str:
    jornada = fila.definicion.calendario.dia("jornada")
    if not entra.fecha_nacimiento or not jornada:
        return ", sin fecha de nacimiento"
    return f", que nació el {en_palabras(entra.fecha_nacimiento)} y tendrá {anios(entra.fecha_nacimiento, jornada)} años el día de la jornada"
