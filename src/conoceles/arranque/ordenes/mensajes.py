"""`mensajes`: escribe `docs/mensajes.md`, de cada acto que avisa: a quién, y el mensaje como se lee."""

from __future__ import annotations

import argparse
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

if TYPE_CHECKING:
    from conoceles.avisos.carta import Caso
    from conoceles.avisos.texto import Texto
    from conoceles.bitacora.actos import Acto

AYUDA = "Escribe docs/mensajes.md desde la tabla de actos y sus textos."
PREPARA = False
DOCUMENTO = RAIZ_PROYECTO / "docs" / "mensajes.md"
CARPETA = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"
CABEZA = """# Qué se le dice a quién

Este documento lo escribe `./conoceles mensajes` desde `src/conoceles/bitacora/actos.py` (a quién) y
`src/conoceles/avisos/mensajes.py` (qué); no se edita a mano.

Cada acto que empieza o termina un plazo, o cambia lo que ve el público, deja un aviso a cada persona de la tabla, solo si
ya acusó recibo de su acceso. Todos están en «Avisos», leídos o sin leer. Por correo sale, a lo más, un mensaje por hora y
persona, con lo que más urge en el asunto; pasado un minuto del acto, para que lo que va junto llegue junto. Del
instituto, nadie recibe lo que hizo ella misma. Un mensaje no lleva nombres ni respuestas. Lo que no llega está en *Hoy*.

![El mensaje de una observación, como llega](imagenes/mensaje.png)

En los actos con carta propia, el mensaje es esa carta y el aviso queda en la lista. Las muestras usan un folio inventado.
"""
CALLADOS = """## Los que no avisan

Los demás actos de `src/conoceles/bitacora/actos.py`. No empiezan ni terminan el plazo de nadie (de acusar recibo del acceso se entera quien lo da) y
no los decide alguien sobre otra persona; lo que resulta de ellos lo dice otro acto que sí avisa. Los del padrón
(`candidatura_registrada`, `candidatura_actualizada`) traen lo que ya acordó el Instituto: quien responde lo ve al entrar. Los
de las cuentas llevan su propia carta, aparte de esta tabla: el enlace, la invitación y «Cambió cómo entra».
"""
CUANDO = "25 de abril de 2024, 10:04"
FOLIO, LUGAR = "kjdyhh7", "Diputación de mayoría relativa, distrito 1, propietaria"


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde escribir."""
    parser.add_argument("--salida", metavar="ARCHIVO", type=Path, default=DOCUMENTO)


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Archivo escrito y cuántos actos avisan. Sin carpeta de datos ni base."""
    import django

    from conoceles.nucleo import secretos

    with tempfile.TemporaryDirectory(prefix="conoceles-mensajes-") as carpeta:
        os.environ["CONOCELES_DATOS"] = carpeta
        secretos.crear_faltantes()  # los ajustes leen la llave de las sesiones
        os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.arranque.settings"
        django.setup()
        args.salida.write_text(documento(), encoding="utf-8")
    return {"archivo": str(args.salida), "actos": len(_que_avisan())}


def texto(resultado: dict[str, object]) -> str:
    """Una línea."""
    return f"{resultado['archivo']}: {resultado['actos']} actos que avisan."


def documento() -> str:
    """El Markdown completo: la tabla; por cada acto y a cada lado, su mensaje; y los que callan."""
    mensajes = [linea for acto in _que_avisan() for linea in _acto(acto)]
    return "\n".join([CABEZA, *_tabla(), "", *mensajes, CALLADOS])


def _que_avisan() -> list[Acto]:
    from conoceles.bitacora.actos import Acto

    return [acto for acto in Acto if acto.fila.avisa]


def _tabla() -> list[str]:
    renglones = [
        f"| [`{a.value}`](#{a.value}) | {'; '.join(a.fila.avisa)} | {', '.join(a.fila.empieza)} | {', '.join(a.fila.termina)} "
        f"| {'; '.join(dict.fromkeys(t.carta or 'mensaje de la hora' for _, t in _lados(a)))} |"
        for a in _que_avisan()
    ]
    return ["| acto | a quién | empieza | termina | cómo |", "|---|---|---|---|---|", *renglones]


def _lados(acto: Acto) -> list[tuple[str, Texto]]:
    from conoceles.avisos.mensajes import A_LA_CANDIDATURA, AL_INSTITUTO

    lados = (("partido", A_LA_CANDIDATURA), ("administracion", AL_INSTITUTO))
    return [(papel, textos[acto]) for papel, textos in lados if acto in textos]


def _acto(acto: Acto) -> list[str]:
    lineas = [f"## {acto.value}", ""]
    for papel, dicho in _lados(acto):
        quien = "A quien responde o a la persona" if papel == "partido" else "Al instituto"
        if dicho.carta:
            lineas += [
                f"{quien}, en la lista: **{dicho.asunto}.** {dicho.sigue} Sin mensaje: {dicho.carta}.",
                "",
            ]
        else:
            lineas += [
                f"{quien}:",
                "",
                "```text",
                f"Asunto: Conóceles: {dicho.asunto}",
                "",
                *_muestra(acto, papel, dicho),
                "```",
                "",
            ]
    return lineas


def _muestra(acto: Acto, papel: str, dicho: Texto) -> list[str]:
    from conoceles.avisos.carta import Grupo, componer
    from conoceles.proceso.carga import leer_carpeta
    from conoceles.proceso.firma import renglones

    nombre = "Ana Captura" if papel == "partido" else "Dina Administra"
    grupo = Grupo(dicho, (_caso(acto, papel),))
    institucion = replace(leer_carpeta(CARPETA).institucion, telefono="(el que declare la elección)")
    firma = "\n".join(["--", *renglones(institucion)])
    cuerpo = componer(nombre, [grupo], firma, "Zona Centro, UTC−06:00")
    return cuerpo.strip().splitlines()


def _caso(acto: Acto, papel: str) -> Caso:
    from conoceles.avisos.carta import Caso
    from conoceles.avisos.detalles import direccion
    from conoceles.avisos.models import Aviso

    folio = "" if acto in _sin_folio() else FOLIO
    donde = direccion(Aviso(acto=acto.value, folio=folio), papel)
    return Caso(
        0, folio, "", LUGAR if folio else "", CUANDO, RENGLONES.get(acto.name, ()), donde, leido=False
    )


def _sin_folio() -> set[Acto]:
    from conoceles.avisos.detalles import SECCIONES
    from conoceles.bitacora.actos import Acto

    return {
        *SECCIONES,
        Acto.DEFINICION_ENMENDADA,
        Acto.PROCESO_CERRADO,
        Acto.PROCESO_REABIERTO,
        Acto.AUSENCIA_AVISADA,
    } - {Acto.ARCO}


_PERFIL = (f"Perfil: http://localhost:8000/durango-2023-2024/candidaturas/{FOLIO}/",)
_ACUSE_DE_AJUSTE = f"Acuse firmado: http://localhost:8001/candidaturas/{FOLIO}/ajuste/acuse.pdf"
_ACUERDO = ("Acuerdo IEPC/CG61/2024.",)
RENGLONES: dict[str, tuple[str, ...]] = {  # acto → lo propio de la muestra
    "ENTREGABLE_POR_VENCER": ("17. Informe de avance: vence el 28 de abril de 2024.",),
    "DEFINICION_ENMENDADA": ("Apertura de la captura: 26 de abril de 2024. Acuerdo IEPC/CG61/2024.",),
    "HABILITADA": ("El plazo termina el 10 de mayo de 2024.",),
    "OBSERVADA": (
        "A más tardar el 30 de abril de 2024.",
        "Historia profesional: No responde lo que se pregunta. «Indique los años de cada empleo que menciona.»",
        "Cuestionario de identidad: No responde lo que se pregunta.",
    ),
    "ENVIADA": (f"Acuse {FOLIO.upper()}-01-3F9A1C: http://localhost:8001/candidaturas/{FOLIO}/acuse/",),
    "PUBLICADA": _PERFIL,
    "AJUSTE_APLICADO": (*_PERFIL, _ACUSE_DE_AJUSTE),
    "AJUSTE_PEDIDO": ("Se resuelve a más tardar el 26 de abril de 2024, 23:59.",),
    "AJUSTE_DECLINADO": (
        "El texto pedido es propaganda (fundamento de la fecha del acto).",
        _ACUSE_DE_AJUSTE,
    ),
    "CORRECCION_OFICIAL": _ACUERDO,
    "SUSTITUIDA": _ACUERDO,
    "CANCELADA": _ACUERDO,
    "RENUNCIA_REGISTRADA": _ACUERDO,
    "RESTITUIDA": _ACUERDO,
    "RESPONSABLE_CAMBIADO": ("Responde ahora: PAN.",),
}
