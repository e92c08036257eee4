"""Lo que la Instancia Interna habría anotado hasta el 25 de abril: entregables, actividades, liberaciones y un caso."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from conoceles.informes import operaciones, registros, vigencia
from conoceles.proceso.definicion import Definicion, Entregable
from taller.demo.agenda import Agenda
from taller.demo.cuentas import UTTAIP
from taller.puertas import quien

ACTIVIDADES = (
    (date(2024, 4, 2), "Capacitación a los partidos políticos sobre la captura de los cuestionarios."),
    (date(2024, 4, 12), "Entrega de los accesos a la captura y apertura del plazo de quince días."),
    (date(2024, 4, 18), "Orientación por teléfono a doce candidaturas sobre la fotografía."),
)
LIBERACIONES = (
    ("captura", "1.0", date(2024, 1, 31), "Captura, validación y estadística."),
    ("publicacion", "1.0", date(2024, 4, 1), "Sitio de publicación con perfiles y estadística."),
)
CASO = {
    "fecha": date(2024, 4, 16),
    "asunto": "Candidatura sin correo electrónico",
    "resolucion": "El acceso se entregó en persona, en la oficialía de partes, con acuse firmado.",
    "fundamento": "Artículo 5 de los Lineamientos",
}


LISTADOS = ("listado-mr", "listado-rp")
REMITIDOS = datetime.fromisoformat("2024-04-02T12:00:00-06:00")


def apuntar(definicion: Definicion, agenda: Agenda, *, hasta: datetime) -> None:
    """Por las mismas operaciones que usa el instituto; lo que vence después de `hasta` queda pendiente."""
    clave, zona = definicion.clave, ZoneInfo(definicion.calendario.zona)
    agenda.apuntar(REMITIDOS, lambda ahora: _remitir_listados(clave, ahora))
    for e in definicion.seguimiento.entregables:
        momento = REMITIDOS if e.informe in LISTADOS else datetime.combine(e.vence, time(12), zona)
        if momento <= hasta:
            agenda.apuntar(max(momento, REMITIDOS), partial(_entregar, clave, e))
    agenda.apuntar(hasta, lambda ahora: _anotar(clave, ahora))


def _entregar(clave: str, e: Entregable, ahora: datetime) -> None:
    registros.avanzar_entregable(
        proceso=clave, numero=e.numero, estado="acusado" if e.vista_ine else "presentado",
        constancia=f"Oficio de demostración {e.numero}", por=quien(UTTAIP), ahora=ahora,
    )  # fmt: skip


def _anotar(clave: str, ahora: datetime) -> None:
    por = quien(UTTAIP)
    for fecha, texto in ACTIVIDADES:
        registros.anotar_actividad(proceso=clave, fecha=fecha, texto=texto, por=por, ahora=ahora)
    for interfaz, version, fecha, cambios in LIBERACIONES:
        registros.anotar_liberacion(
            proceso=clave, interfaz=interfaz, version=version, fecha=fecha, cambios=cambios, por=por, ahora=ahora
        )  # fmt: skip
    registros.anotar_caso(proceso=clave, por=por, ahora=ahora, **CASO)  # type: ignore[arg-type]
    vigencia.revisar(clave, ahora=ahora)


def _remitir_listados(clave: str, ahora: datetime) -> None:
    """Como se registraron: las sustituciones que vinieron después los dejan atrás, y el INE debe saberlo."""
    for tipo in LISTADOS:
        por = quien(UTTAIP)
        informe = operaciones.generar(tipo=tipo, proceso=clave, corte=ahora, por=por, ahora=ahora)
        for paso in operaciones.PASOS:
            operaciones.avanzar(
                informe=informe, paso=paso, constancia="Oficio de demostración", por=por, ahora=ahora
            )
