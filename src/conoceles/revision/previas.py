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
from conoceles.expediente.ajuste import nombres
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.por_fuera import Valores, exigir_saldable
from conoceles.expediente.calendario import cierre
from conoceles.expediente.consultas import secciones_publicables
from conoceles.expediente.models import Ajuste
from conoceles.marco.confirmar import Previa
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import anios, en_palabras
from conoceles.nucleo.texto import cuantos, nombre_propio
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


def corregir_nombre(
    fila: Candidatura,
    dira: Escritura,
    motivo: str,
    *,
    es_la_misma: bool,
    por: Alcance,
    ahora: datetime,
    **fundado: Unpack[Fundado],
) -> Previa:
    """Lo que decía y lo que dirá. Rechaza como `nombres.corregir_nombre`."""
    cambian, numero, _ = nombres.exigir_corregible(
        fila, dira, motivo, es_la_misma=es_la_misma, por=por, ahora=ahora, **fundado
    )
    rotulos = {"nombre": "El nombre", "sobrenombre": "El sobrenombre"}
    return Previa(
        titulo=f"Corregir el nombre o el sobrenombre de {fila.nombre}",
        boton="Corregirlo",
        acto=Acto.NOMBRE_CORREGIDO,
        pasa=(
            *(
                f"{rotulo} decía {_citado(cambian[campo][0])} y dirá {_citado(cambian[campo][1])}."
                for campo, rotulo in rotulos.items()
                if campo in cambian
            ),
            *(
                ["El nombre se lee igual: cambia qué parte es nombre y cuál apellido."]
                * cambian.keys().isdisjoint(rotulos)
            ),
            *_hermanas(fila, "nombre" in cambian),
            "Se publica enseguida en su perfil, su boleta, la búsqueda y los materiales; los archivos de datos y lo que se "
            "descarga por boleta, en su siguiente corte. Su folio y su dirección no cambian, ni se gasta su ajuste.",
            f"Su perfil dirá que se corrigió, con el documento ({numero}) y sin lo que decía.",
        ),
        no_se_deshace=(
            "Lo que decía, el motivo y quién lo corrigió quedan asentados. Otra corrección lo cambia, no lo borra.",
        ),
        afirma=f"Es la misma persona: {fila.nombre}." if es_la_misma else "Leí lo que pasará y lo confirmo.",
    )


def saldar(
    fila: Candidatura,
    consta: Valores,
    motivo: str,
    *,
    repone: bool,
    por: Alcance,
    ahora: datetime,
    **fundado: Unpack[Fundado],
) -> Previa:
    """De qué a qué. Rechaza como `por_fuera.saldar`."""
    cambiados, numero, _ = exigir_saldable(fila, consta, repone, motivo, **fundado, por=por, ahora=ahora)
    que, queda = (
        ("Reponer", "Vuelve a decir lo que constaba")
        if repone
        else ("Dar por bueno", "Lo que hoy dice es lo que consta")
    )
    return Previa(
        titulo=f"{que} lo que alguien cambió de {fila.nombre}",
        boton=que,
        acto=Acto.PADRON_REPUESTO if repone else Acto.PADRON_ATESTIGUADO,
        pasa=(
            *(
                f"{c.rotulo.capitalize()}: constaba {_citado(c.consta)} y hoy dice {_citado(c.hay)}."
                for c in cambiados
            ),
            f"{queda} desde ahora, con el documento ({numero}), y se publica enseguida.",
        ),
        no_se_deshace=("Que alguien lo cambió, quiénes lo saldaron y por qué quedan en la bitácora.",),
    )


def _citado(dicho: object) -> str:
    return f"«{en_palabras(dicho) if isinstance(dicho, date) else dicho}»" if dicho else "nada"


def _hermanas(fila: Candidatura, nombre: bool) -> tuple[str, ...]:
    """La persona es una: su nombre cambia en todas las suyas."""
    otras = fila.persona.candidaturas.exclude(pk=fila.pk).order_by("folio").values_list("folio", flat=True)
    return tuple(f"También en su otra candidatura, folio {folio}." for folio in otras) if nombre else ()


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
            f"{cuantos(len(hecho.estados), 'candidatura vuelve', 'candidaturas vuelven')} al estado que tenían antes del cierre.",
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
