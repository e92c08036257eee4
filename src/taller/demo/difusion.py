"""Lo que se habría difundido hasta el 25 de abril: publicaciones con su evidencia, aliadas, avances, y las visitas de cada día."""

from __future__ import annotations

import io
import json
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from conoceles.difusion import operaciones
from conoceles.difusion.consultas import turnos_de
from conoceles.difusion.estrategia import acciones, aliadas
from conoceles.difusion.reparto import Lugar
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.definicion import Definicion
from taller.demo.agenda import Agenda
from taller.demo.cuentas import CORA
from taller.puertas import quien

RED, SIN_ANOTAR = "facebook", 2  # los últimos días se quedan por anotar
ALIADAS = (
    ("Biblioteca inventada de Canatlán", "biblioteca", "001", (("cartel", 40), ("mural", 1))),
    ("Telecentro inventado de Mezquital", "biblioteca", "014", (("volante", 300),)),
    ("Universidad inventada", "escuela", aliadas.TODO_EL_ESTADO, (("mural", 4), ("paquete", 1))),
    ("Radio comunitaria inventada", "medio", "032", ()),
)
AVANCES = (
    ("comunidades", date(2024, 4, 17), "Se entregaron carteles y un mural en Canatlán."),
    (
        "juventudes",
        date(2024, 4, 22),
        "Cuatro murales en la universidad, con el código QR a la altura de la vista.",
    ),
)


def apuntar(definicion: Definicion, agenda: Agenda, *, hasta: datetime) -> None:
    """Por las mismas operaciones que usa quien revisa; cada día se anota lo de ese día."""
    zona = ZoneInfo(definicion.calendario.zona)
    for lugar in (t.lugar for t in turnos_de(definicion)):
        momento = datetime.combine(lugar.dia, time(20), zona)
        if momento <= hasta - timedelta(days=SIN_ANOTAR):
            agenda.apuntar(momento, partial(_publicada, definicion.clave, lugar))
    agenda.apuntar(datetime(2024, 4, 16, 11, tzinfo=zona), partial(_aliadas, definicion.clave))
    for accion, dia, texto in AVANCES:
        momento = datetime.combine(dia, time(13), zona)
        agenda.apuntar(momento, partial(_avance, definicion.clave, accion, dia, texto))


def _publicada(clave: str, lugar: Lugar, ahora: datetime) -> None:
    operaciones.anotar_publicada(
        proceso=clave, dia=lugar.dia, hora=lugar.hora, red=RED, imagen=_evidencia(lugar), por=quien(CORA), ahora=ahora,
        direccion=f"https://redes.example/iepc-demo/{lugar.dia:%Y%m%d}-{lugar.hora.replace(':', '')}",
    )  # fmt: skip


def _evidencia(lugar: Lugar) -> bytes:
    imagen, salida = Image.new("RGB", (480, 270), "#eceae2"), io.BytesIO()
    ImageDraw.Draw(imagen).text((24, 120), f"Captura inventada: {lugar.dia} {lugar.hora}", fill="#17191b")
    imagen.save(salida, "PNG")
    return salida.getvalue()


def _aliadas(clave: str, ahora: datetime) -> None:
    por = quien(CORA)
    for nombre, clase, territorio, llevadas in ALIADAS:
        hecha = aliadas.anotar(
            proceso=clave,
            numero=None,
            nombre=nombre,
            clase=clase,
            territorio=territorio,
            por=por,
            ahora=ahora,
        )
        for material, piezas in llevadas:
            aliadas.entregar(
                proceso=clave, numero=hecha.numero, fecha=ahora.date(), material=material, piezas=piezas, por=por, ahora=ahora
            )  # fmt: skip


def _avance(clave: str, accion: str, dia: date, texto: str, ahora: datetime) -> None:
    acciones.anotar(proceso=clave, clave=accion, fecha=dia, texto=texto, por=quien(CORA), ahora=ahora)


def inventar_visitas(definicion: Definicion, *, hasta: datetime) -> None:
    """Un archivo por día, como los que deja el lector, desde que se publican perfiles hasta la víspera de `hasta`."""
    inicio = definicion.calendario.dia("publicacion_inicio")
    hoy = definicion.calendario.dia_local(hasta)
    carpetas().visitas.mkdir(parents=True, exist_ok=True)
    for atras in range(1, (hoy - inicio).days + 1 if inicio else 0):
        dia = hoy - timedelta(days=atras)
        archivo = carpetas().visitas / f"{dia.isoformat()}.demo.json"
        archivo.write_text(json.dumps(_visitas(definicion, dia), sort_keys=True), encoding="utf-8")


def _visitas(definicion: Definicion, dia: date) -> dict[str, int]:
    azar = Random(dia.toordinal())  # inventar visitas no es criptografía
    boletas = {
        f"/{definicion.clave}/contiendas/{c.clave}/": azar.randint(5, 60) for c in definicion.contiendas
    }
    return {f"/{definicion.clave}/": azar.randint(180, 420)} | boletas
