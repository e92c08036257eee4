"""Las cartas de los actos que escriben por su cuenta, con los mismos textos que salen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timezone

from django.conf import settings
from django.template.loader import render_to_string

from conoceles.ayuda.models import SolicitudDeAyuda
from conoceles.ayuda.operaciones import ASUNTOS as DE_AYUDA
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.designaciones import ASUNTO_BAJA, carta_de_baja, por_que
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.enlaces import ASUNTOS, SE_PIDIO, carta
from conoceles.cuentas.models import Cuenta, Enlace
from conoceles.cuentas.operaciones import ASUNTO_AVISO, AVISO, CAMBIO_DE_CONTRASENA
from conoceles.derechos.mensajes import ASUNTO as DE_DERECHOS
from conoceles.expediente.actos.cartas import (
    ASUNTO_DESCARTADO,
    ASUNTO_RETIRADA,
    DESCARTADO,
    HASTA,
    INVITA,
    RETIRADA,
)
from conoceles.expediente.calendario import cierre, recordatorios
from conoceles.identidad.permisos.acreditaciones import ASUNTO as ASUNTO_ACREDITADA
from conoceles.identidad.permisos.acreditaciones import CARTA as ACREDITADA
from conoceles.pulso.consultas import frase
from conoceles.pulso.models import Freno
from conoceles.pulso.operaciones import ASUNTO_DE_FRENO, QUE_HACER_CON_EL_FRENO
from taller.mensajes.muestras import (
    ELLA,
    FOLIO,
    HUSO,
    INSTITUTO,
    RESPONDE,
    Muestra,
    definicion,
    firma_de_muestra,
)

ENLACE = "http://localhost:8001/acceso/(el enlace de un solo uso)/"
VENCE_ENLACE = f"28 de abril de 2024 a las 10:04 ({HUSO})"
AHORA = datetime(2024, 4, 25, 16, 4, tzinfo=timezone.utc)
HOY, VENCE = AHORA.date(), date(2024, 4, 28)
A_ELLA, A_LAS_DOS = "a la persona candidata", "a quien responde por la candidatura y a la persona candidata"
AL_INSTITUTO = "a la administración del sistema y a la Comisión"


def propias() -> dict[Acto, list[Muestra]]:
    """Acto → su carta, o sus cartas."""
    todas = [*_invitaciones(), *_de_plazos(), *_de_ayuda(), *_del_reloj(), *_de_cuentas()]
    actos = list(dict.fromkeys(m.acto for m in todas))
    return {acto: [m for m in todas if m.acto == acto] for acto in actos}


def _carta(acto: Acto, para: str, nombre: str, asunto: str, cuerpo: str, lado: str = "carta") -> Muestra:
    return Muestra(acto, lado, para, nombre, asunto, cuerpo.strip())


def _firmada(texto: str) -> str:
    return f"{texto.rstrip()}\n\n{firma_de_muestra()}"


def _invitaciones() -> list[Muestra]:
    datos = {"nombre": ELLA, "folio": FOLIO, "proceso": definicion().nombre}
    razon = INVITA.format(
        quien="Partido Acción Nacional",
        proceso=definicion().nombre,
        hasta=HASTA.format(dia="28 de abril de 2024"),
    )
    entrega = carta(ELLA, razon, ENLACE, VENCE_ENLACE, conserva=False, firma=firma_de_muestra())
    return [
        _carta(Acto.PERSONA_INVITADA, A_ELLA, ELLA, ASUNTOS[Enlace.ENTREGA], entrega),
        _carta(Acto.INVITACION_RETIRADA, A_ELLA, ELLA, ASUNTO_RETIRADA, _firmada(RETIRADA.format(**datos))),
        _carta(Acto.IDENTIDAD_LIBERADA, A_ELLA, ELLA, ASUNTO_DESCARTADO, _firmada(DESCARTADO.format(**datos))),
        _carta(
            Acto.PERSONA_ACREDITADA, A_ELLA, ELLA, ASUNTO_ACREDITADA,
            _firmada(ACREDITADA.format(nombre=ELLA)),
        ),
    ]  # fmt: skip


def _de_plazos() -> list[Muestra]:
    cuenta, fila = Cuenta(nombre=RESPONDE, papel="partido"), Candidatura(folio=FOLIO)
    suyos = [recordatorios.Pendiente(fila, 1, 3, VENCE), recordatorios.Pendiente(fila, 2, 3, VENCE)]
    texto = recordatorios.cuerpo(definicion(), cuenta, suyos, HOY, firma_de_muestra())
    arco = {"numero": f"ARCO-{FOLIO.upper()}-1", "paso": "Procedente", "folio": FOLIO}
    return [
        _carta(Acto.RECORDATORIO, A_LAS_DOS, RESPONDE, recordatorios.asunto(suyos), texto),
        _carta(
            Acto.ARCO, A_ELLA, ELLA, DE_DERECHOS.format(**arco), _plantilla("derechos/correo.txt", arco)
        ),
    ]  # fmt: skip


def _de_ayuda() -> list[Muestra]:
    solicitud = {"solicitud": SolicitudDeAyuda(pk=7, nombre_por=RESPONDE, en=AHORA)}
    return [
        _carta(
            Acto.AYUDA_PEDIDA, "a la administración del sistema", INSTITUTO, DE_AYUDA["nueva"],
            _plantilla("ayuda/correo_nueva.txt", solicitud),
        ),
        _carta(
            Acto.AYUDA_CONTESTADA, "a quien pidió la ayuda", RESPONDE, DE_AYUDA["contestada"],
            _plantilla("ayuda/correo_contestada.txt", solicitud),
        ),
    ]  # fmt: skip


def _del_reloj() -> list[Muestra]:
    freno = Freno(causa=Freno.SALTO, equipo="primario", antes=AHORA, despues=AHORA.replace(day=29))
    cerca = cierre.Situacion(definicion().clave, date(2024, 10, 2), 7, None)
    return [
        _carta(
            Acto.CALENDARIO_FRENADO, AL_INSTITUTO, INSTITUTO, ASUNTO_DE_FRENO,
            _firmada(f"{frase(freno)}\n\n{QUE_HACER_CON_EL_FRENO}"),
        ),
        _carta(
            Acto.CIERRE_ANUNCIADO, AL_INSTITUTO, INSTITUTO, cierre.ASUNTO_CERCANO,
            _firmada(f"{cerca.frase}\n\n{cierre.QUE_HACER}"),
        ),
    ]  # fmt: skip


def _de_cuentas() -> list[Muestra]:
    """Las de la cuenta no son de ninguna candidatura: van fuera de la tabla."""
    suya, firma = "a la persona de esa cuenta", firma_de_muestra()
    oficio = por_que([(definicion().nombre, "12")])
    baja = carta_de_baja(RESPONDE, [definicion().nombre], cierra=True, firma=firma)
    entrada = _firmada(
        AVISO.format(
            nombre=RESPONDE, que=CAMBIO_DE_CONTRASENA, en=f"25 de abril de 2024 a las 10:04 ({HUSO})"
        )
    )
    return [
        _carta(
            Acto.ENLACE_EMITIDO, suya, RESPONDE, ASUNTOS[Enlace.ENTREGA],
            carta(RESPONDE, oficio, ENLACE, VENCE_ENLACE, conserva=False, firma=firma), "entrega",
        ),
        _carta(
            Acto.ENLACE_EMITIDO, suya, RESPONDE, ASUNTOS[Enlace.RECUPERACION],
            carta(RESPONDE, SE_PIDIO, ENLACE, VENCE_ENLACE, conserva=False, firma=firma), "recuperacion",
        ),
        _carta(Acto.CUENTA_DADA_DE_BAJA, suya, RESPONDE, ASUNTO_BAJA, baja),
        _carta(Acto.CONTRASENA_CAMBIADA, suya, RESPONDE, ASUNTO_AVISO, entrada),
    ]  # fmt: skip


def _plantilla(nombre: str, datos: Mapping[str, object]) -> str:
    return render_to_string(nombre, {**datos, "direccion": settings.URL_CAPTURA, "firma": firma_de_muestra()})
