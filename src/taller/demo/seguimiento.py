"""Lo que la Instancia Interna habría anotado hasta el 25 de abril: entregables, actividades, liberaciones y un caso."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from conoceles.informes import operaciones, registros
from conoceles.informes.documento import vigencia
from conoceles.informes.libro import requerimientos
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
    "organo": "interna",
    "asunto": "Candidatura sin correo electrónico",
    "resolucion": "El acceso se entregó en persona, en la oficialía de partes, con acuse firmado.",
    "fundamento": "Artículo 5 de los Lineamientos",
}


REQUERIMIENTOS = (
    {
        "area": "Coordinación de Comunicación", "asunto": "Dirección electrónica del Sistema en la página institucional",
        "texto": "Publicar la liga de consulta en la portada y confirmar desde cuándo se ve.",
        "oficio": "Oficio de demostración R-1", "fecha": date(2024, 4, 3), "vence": date(2024, 4, 9),
    },
    {
        "area": "Dirección de Capacitación Electoral y Educación Cívica", "asunto": "Lista de asistencia de la capacitación a partidos",
        "texto": "Remitir la lista firmada de la sesión del 2 de abril.",
        "oficio": "Oficio de demostración R-2", "fecha": date(2024, 4, 17), "vence": date(2024, 4, 23),
    },
)  # fmt: skip

LISTADOS = ("listado-mr", "listado-rp")
REMITIDOS = datetime.fromisoformat("2024-04-02T12:00:00-06:00")


def apuntar(definicion: Definicion, agenda: Agenda, *, hasta: datetime) -> None:
    """Por las mismas operaciones que usa el instituto; lo que vence después de `hasta` queda pendiente."""
    clave, zona = definicion.clave, ZoneInfo(definicion.calendario.zona)
    agenda.apuntar(REMITIDOS, lambda ahora: _remitir_listados(clave, ahora))
    for e in definicion.seguimiento.declarados:
        momento = datetime.combine(e.vence, time(12), zona)
        if momento <= hasta and e.informe not in LISTADOS:  # esos los mueve su informe
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
    pedidos = [requerimientos.requerir(proceso=clave, por=por, ahora=ahora, **r) for r in REQUERIMIENTOS]  # type: ignore[arg-type]
    requerimientos.atender(
        proceso=clave, numero=pedidos[0].pk, fecha=date(2024, 4, 8), texto="La liga está en la portada desde el 5 de abril.",
        constancia="Oficio de demostración CC-1", por=por, ahora=ahora,
    )  # fmt: skip
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
