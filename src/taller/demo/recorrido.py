"""Cada persona inventada recorre la captura por las mismas operaciones que las reales, cada paso a su hora."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from random import Random

from conoceles.candidaturas.consultas import edad
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Encuadre
from conoceles.expediente.actos import decisiones, envios, operaciones
from conoceles.expediente.documentos import formatos_pdf
from conoceles.identidad import consultas as identidad
from conoceles.identidad.permisos import formatos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.definicion import Definicion
from taller.demo import respuestas, retratos, textos
from taller.demo.agenda import Agenda
from taller.demo.cuentas import CORA, UTTAIP, responsable
from taller.puertas import quien

# Destino → peso, por fuerza que responde. MC captura poco, como ocurrió en 2022.
DESTINOS = ("publicada", "enviada", "observada", "parcial", "nada")
PESOS = {"MC": (25, 5, 2, 13, 55), "PRD": (60, 10, 5, 10, 15)}
NORMAL = (78, 6, 3, 6, 7)
OBSERVADAS = (
    ("historia", "incompleta", "Indique los años y las actividades de cada empleo que menciona."),
    ("propuestas", "incompleta", "Falta la meta de la segunda propuesta y su plazo."),
    ("trayectoria", "ajena", "Retire la mención a otra candidatura en el último párrafo."),
)
RECIENTE = datetime.fromisoformat("2024-04-22T16:00:00-06:00")


def recorrer(
    definicion: Definicion, filas: Iterable[Candidatura], *, agenda: Agenda, azar: Random, jornada: date
) -> list[Candidatura]:
    """Apunta un destino al azar para cada una, entre el 12 y el 24 de abril. Devuelve las que no capturarán."""
    quietas = []
    for fila in filas:
        siglas = fila.formula.responde.siglas if fila.formula.responde else "IND"
        destino = azar.choices(DESTINOS, PESOS.get(siglas, NORMAL))[0] if siglas != "IND" else "publicada"
        if destino == "nada":
            quietas.append(fila)
            continue
        # Lo que espera revisión se envió hace poco: la cola está al día, no vencida.
        desde = RECIENTE + timedelta(minutes=azar.randint(0, 2 * 24 * 60)) if destino == "enviada" else None
        Persona(definicion, fila, agenda, azar, jornada, desde=desde).apuntar(destino)
    return quietas


class Persona:
    """Una candidatura capturando, con su propio reloj: aquí solo se apunta lo que hará."""

    def __init__(
        self,
        definicion: Definicion,
        fila: Candidatura,
        agenda: Agenda,
        azar: Random,
        jornada: date,
        *,
        desde: datetime | None = None,
    ) -> None:
        self.definicion, self.fila, self.agenda, self.azar = definicion, fila, agenda, azar
        self.edad = edad(fila.persona, jornada) or 40
        dia, minuto = azar.randint(12, 16), azar.randint(0, 600)
        primero = datetime.fromisoformat(f"2024-04-{dia:02d}T09:30:00-06:00") + timedelta(minutes=minuto)
        self.reloj = desde or primero

    def apuntar(self, destino: str) -> None:
        """De leer el aviso a lo que el destino pida."""
        self._capturar(completo=destino != "parcial")
        if destino == "parcial":
            return
        self._hacer(5, envios.enviar)
        self.agenda.apuntar(self.reloj, self._firmar)
        if destino == "publicada":
            self._que_revise(decisiones.validar)
        elif destino == "observada":
            seccion, motivo, texto = self.azar.choice(OBSERVADAS)
            self._que_revise(decisiones.observar, seccion=seccion, motivo=motivo, texto=texto)

    def _capturar(self, *, completo: bool) -> None:
        self._hacer(1, operaciones.aceptar_aviso, version=self.definicion.version_de_avisos)
        municipio = self.azar.choice(self.definicion.municipios).nombre
        secciones = textos.curricular(
            self.azar, self.fila.nombre, municipio, completo=completo, edad=self.edad
        )
        for seccion, contenido in secciones.items():
            self._hacer(4, operaciones.guardar_seccion, seccion=seccion, contenido=contenido, version=0)
        if self.azar.random() < 0.88:
            self._retratar()
        if completo:
            self._identificar()

    def _retratar(self) -> None:
        toma = date(2024, 3, self.azar.randint(1, 30))
        mujer = self.fila.persona.sexo == "mujer"

        def guardar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
            archivo = retratos.retrato(self.fila.folio, mujer=mujer, edad=self.edad)
            operaciones.guardar_fotografia(
                candidatura=candidatura,
                archivo=archivo,
                fecha_toma=toma,
                encuadre=Encuadre(),
                por=por,
                ahora=ahora,
            )

        self._hacer(2, guardar)

    def _identificar(self) -> None:
        contestado = respuestas.identidad(
            self.definicion.identidad,
            self.edad,
            self.azar,
            de_su_accion=self.definicion.grupos_que_muestran(self.fila.acciones_afirmativas),
        )
        consentido = respuestas.consentimientos(self.azar)
        if consentido["c_publicacion"] == "si":
            consentido |= respuestas.por_grupo(self.definicion.identidad, Random(f"{self.fila.folio} grupos"))
        self._hacer(6, operaciones.guardar_identidad, respuestas=contestado | consentido, version=0)

    def _firmar(self, ahora: datetime) -> None:
        """Nueve de cada diez que autorizan publicar entregan su formato; uno de ellos sigue por revisarse."""
        fila, por = self.fila, responsable(self.fila)
        permiso = identidad.permiso(fila, por=por)
        suerte = Random(fila.folio).random()
        if permiso is None or not permiso.por_firmar or suerte > 0.9:
            return
        hoja = formatos_pdf.consentimiento(self.definicion, fila, momento=ahora)
        formatos.subir(candidatura=fila, archivo=hoja, por=por, ahora=ahora)
        if suerte > 0.1:
            uttaip = quien(UTTAIP)
            recibido = formatos.recibidos(fila, por=uttaip)[0]
            formatos.resolver(
                candidatura=fila, numero=recibido.numero, aceptado=True, motivo="", por=uttaip, ahora=ahora
            )

    def _hacer(self, minutos: int, operacion: Callable[..., object], **datos: object) -> None:
        """Pasados esos minutos, quien responde hace la operación."""
        fila = self.fila
        self.agenda.apuntar(
            self._pasan(minutos),
            lambda ahora: operacion(candidatura=fila, por=responsable(fila), ahora=ahora, **datos),
        )

    def _que_revise(self, operacion: Callable[..., object], **datos: object) -> None:
        """Unas diez horas después, Cora decide."""
        fila = self.fila
        self.agenda.apuntar(
            self._pasan(600), lambda ahora: operacion(candidatura=fila, por=quien(CORA), ahora=ahora, **datos)
        )

    def _pasan(self, minutos: int) -> datetime:
        self.reloj += timedelta(minutes=minutos, seconds=self.azar.randint(0, 59))
        return self.reloj
