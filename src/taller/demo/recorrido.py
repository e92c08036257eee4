"""Cada persona inventada recorre la captura por las mismas operaciones que las reales."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from conoceles.candidaturas.consultas import edad
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Encuadre
from conoceles.expediente import envios, formatos_pdf, operaciones, revision
from conoceles.identidad import consultas as identidad
from conoceles.identidad import formatos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.definicion import Definicion
from taller.demo import respuestas, retratos, textos

# Destino → peso, por fuerza que responde. MC captura poco, como ocurrió en 2022.
DESTINOS = ("publicada", "enviada", "observada", "parcial", "nada")
PESOS = {"MC": (25, 5, 2, 13, 55), "PRD": (60, 10, 5, 10, 15)}
NORMAL = (78, 6, 3, 6, 7)
OBSERVADAS = (
    ("historia", "incompleta", "Indique los años y las actividades de cada empleo que menciona."),
    ("propuestas", "incompleta", "Falta la meta de la segunda propuesta y su plazo."),
    ("trayectoria", "ajena", "Retire la mención a otra candidatura en el último párrafo."),
)
UTTAIP = Alcance(
    actor="cuenta:uttaip@instituto.demo", papel="administracion", todo=True, nombre="Administración UTTAIP"
)
RECIENTE = datetime.fromisoformat("2024-04-22T16:00:00-06:00")
CORA = Alcance(actor="cuenta:cora@instituto.demo", papel="revision", todo=True, nombre="Cora Revisión")


def recorrer(definicion: Definicion, filas: Iterable[Candidatura], *, azar: Random, jornada: date) -> None:
    """Lleva cada candidatura a un destino al azar, con actos fechados entre el 12 y el 24 de abril de 2024."""
    for fila in filas:
        siglas = fila.formula.responde.siglas if fila.formula.responde else "IND"
        destino = azar.choices(DESTINOS, PESOS.get(siglas, NORMAL))[0] if siglas != "IND" else "publicada"
        if destino != "nada":
            # Lo que espera revisión se envió hace poco: la cola está al día, no vencida.
            desde = (
                RECIENTE + timedelta(minutes=azar.randint(0, 2 * 24 * 60)) if destino == "enviada" else None
            )
            Persona(definicion, fila, azar, jornada, desde=desde).llegar_a(destino)


class Persona:
    """Una candidatura capturando, con su propio reloj."""

    def __init__(
        self,
        definicion: Definicion,
        fila: Candidatura,
        azar: Random,
        jornada: date,
        *,
        desde: datetime | None = None,
    ) -> None:
        self.definicion, self.fila, self.azar = definicion, fila, azar
        self.edad = edad(fila.persona, jornada) or 40
        self.nombre = fila.nombre
        self.por = self.responsable(fila)
        dia, minuto = azar.randint(12, 16), azar.randint(0, 600)
        primero = datetime.fromisoformat(f"2024-04-{dia:02d}T09:30:00-06:00") + timedelta(minutes=minuto)
        self.reloj = desde or primero

    def llegar_a(self, destino: str) -> None:
        self._capturar(completo=destino != "parcial")
        if destino == "parcial":
            return
        envios.enviar(candidatura=self.fila, por=self.por, ahora=self._pasan(5))
        self._firmar()
        if destino == "publicada":
            revision.validar(candidatura=self.fila, por=CORA, ahora=self._pasan(600))
        elif destino == "observada":
            seccion, motivo, texto = self.azar.choice(OBSERVADAS)
            revision.observar(
                candidatura=self.fila,
                seccion=seccion,
                motivo=motivo,
                texto=texto,
                por=CORA,
                ahora=self._pasan(600),
            )

    def _capturar(self, *, completo: bool) -> None:
        aviso = self.definicion.version_de_avisos
        operaciones.aceptar_aviso(candidatura=self.fila, version=aviso, por=self.por, ahora=self._pasan(1))
        municipio = self.azar.choice(self.definicion.municipios).nombre
        for seccion, contenido in textos.curricular(
            self.azar, self.nombre, municipio, completo=completo
        ).items():
            self._guardar(seccion, contenido)
        if self.azar.random() < 0.88:
            self._retratar()
        if completo:
            self._identificar()

    def _guardar(self, seccion: str, contenido: dict[str, Any]) -> None:
        operaciones.guardar_seccion(
            candidatura=self.fila,
            seccion=seccion,
            contenido=contenido,
            version=0,
            por=self.por,
            ahora=self._pasan(4),
        )

    def _retratar(self) -> None:
        mujer = self.fila.persona.sexo == "mujer"
        operaciones.guardar_fotografia(
            candidatura=self.fila,
            archivo=retratos.retrato(self.fila.folio, mujer=mujer, edad=self.edad),
            fecha_toma=date(2024, 3, self.azar.randint(1, 30)),
            encuadre=Encuadre(),
            por=self.por,
            ahora=self._pasan(2),
        )

    def _identificar(self) -> None:
        contestado = respuestas.identidad(self.definicion.identidad, self.edad, self.azar)
        consentido = respuestas.consentimientos(self.azar)
        if consentido["c_publicacion"] == "si":
            consentido |= respuestas.por_grupo(self.definicion.identidad, Random(f"{self.fila.folio} grupos"))
        operaciones.guardar_identidad(
            candidatura=self.fila,
            respuestas=contestado | consentido,
            version=0,
            por=self.por,
            ahora=self._pasan(6),
        )

    def _firmar(self) -> None:
        """Nueve de cada diez que autorizan publicar entregan su formato; uno de ellos sigue por revisarse."""
        permiso = identidad.permiso(self.fila, por=self.por)
        suerte = Random(self.fila.folio).random()
        if permiso is None or not permiso.por_firmar or suerte > 0.9:
            return
        hoja = formatos_pdf.consentimiento(self.definicion, self.fila, momento=self.reloj)
        formatos.subir(candidatura=self.fila, archivo=hoja, por=self.por, ahora=self.reloj)
        if suerte > 0.1:
            recibido = formatos.recibidos(self.fila, por=UTTAIP)[0]
            formatos.resolver(
                candidatura=self.fila,
                numero=recibido.numero,
                aceptado=True,
                motivo="",
                por=UTTAIP,
                ahora=self.reloj,
            )

    def _pasan(self, minutos: int) -> datetime:
        self.reloj += timedelta(minutes=minutos, seconds=self.azar.randint(0, 59))
        return self.reloj

    @staticmethod
    def responsable(fila: Candidatura) -> Alcance:
        """Quien captura por ella: su partido o su fórmula."""
        responde = fila.formula.responde
        if responde is None:
            return Alcance(
                actor="cuenta:independiente@demo.mx",
                papel="independiente",
                formula=fila.formula_id,
                nombre="Fórmula independiente",
            )
        correo = f"{responde.siglas.lower()}@partido.demo"
        return Alcance(
            actor=f"cuenta:{correo}", papel="partido", fuerza=responde.pk, nombre=f"Captura {responde.siglas}"
        )
