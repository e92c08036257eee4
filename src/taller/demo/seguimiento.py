"""Lo que la Instancia Interna habría anotado hasta el 25 de abril: entregables, actividades, liberaciones y un caso."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from conoceles.informes import operaciones, registros, vigencia
from conoceles.proceso.definicion import Definicion
from taller.demo.recorrido import UTTAIP

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


def anotar(definicion: Definicion, *, hasta: datetime) -> None:
    """Por las mismas operaciones que usa el instituto; lo que vence después de `hasta` queda pendiente."""
    clave, zona = definicion.clave, ZoneInfo(definicion.calendario.zona)
    for e in definicion.seguimiento.entregables:
        momento = REMITIDOS if e.informe in LISTADOS else datetime.combine(e.vence, time(12), zona)
        if momento <= hasta:
            registros.avanzar_entregable(
                proceso=clave, numero=e.numero, estado="acusado" if e.vista_ine else "presentado",
                constancia=f"Oficio de demostración {e.numero}", por=UTTAIP, ahora=momento,
            )  # fmt: skip
    for fecha, texto in ACTIVIDADES:
        registros.anotar_actividad(proceso=clave, fecha=fecha, texto=texto, por=UTTAIP, ahora=hasta)
    for interfaz, version, fecha, cambios in LIBERACIONES:
        registros.anotar_liberacion(
            proceso=clave, interfaz=interfaz, version=version, fecha=fecha, cambios=cambios, por=UTTAIP, ahora=hasta
        )  # fmt: skip
    registros.anotar_caso(proceso=clave, por=UTTAIP, ahora=hasta, **CASO)  # type: ignore[arg-type]
    _remitir_listados(clave)
    vigencia.revisar(clave, ahora=hasta)


def _remitir_listados(clave: str) -> None:
    """Como se registraron: las sustituciones que vinieron después los dejan atrás, y el INE debe saberlo."""
    for tipo in LISTADOS:
        informe = operaciones.generar(tipo=tipo, proceso=clave, corte=REMITIDOS, por=UTTAIP, ahora=REMITIDOS)
        for paso in operaciones.PASOS:
            operaciones.avanzar(
                informe=informe, paso=paso, constancia="Oficio de demostración", por=UTTAIP, ahora=REMITIDOS
            )
