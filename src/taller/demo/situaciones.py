"""Lo que también pasa en una elección: sustituciones, ajustes, órdenes, envíos tardíos. Por sus operaciones.

Las fechas caben en los días previos al arranque de la demostración (25 de abril de 2024, 10:00): hay un ajuste con
su reloj corriendo y nadie lleva días vencido.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from random import Random

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.sustitutas import DatosDePersona
from conoceles.expediente.actos import conclusiones, ordenes
from conoceles.expediente.ajuste import ajustes, correcciones
from conoceles.proceso.contenido import enmiendas
from conoceles.proceso.contenido.edicion import valor
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.proceso.models import Proceso
from conoceles.revision.previas import Fundado
from taller.demo import textos
from taller.demo.agenda import Agenda
from taller.demo.cuentas import UTTAIP, responsable
from taller.demo.recorrido import Persona
from taller.puertas import quien

_ACUERDO: Fundado = {"acuerdo": "IEPC/CG61/2024 (inventado)", "fecha_acuerdo": date(2024, 4, 22)}


def enmendar_fecha(clave: str, fecha: str, dia: str, acuerdo: Acuerdo, ahora: datetime) -> None:
    """Mueve una fecha del calendario por acuerdo, como en la pantalla de contenidos."""
    _enmendar(clave, f"fecha-{fecha}", acuerdo, ahora, dia=dia)


def aprobar_textos(clave: str, acuerdo: Acuerdo, ahora: datetime) -> None:
    """El Comité aprueba los avisos y el formato, sin lo cual la captura no se abre (plan §11.1)."""
    for pieza in ("aviso-simplificado", "aviso-integral", "acto-formato_consentimiento"):
        _enmendar(clave, pieza, acuerdo, ahora)


def _enmendar(clave: str, pieza: str, acuerdo: Acuerdo, ahora: datetime, **dicho: str) -> None:
    fila = Proceso.objects.get(pk=clave)
    vigente = valor(fila.fuentes, enmiendas.pieza_de(fila, pieza))
    enmiendas.enmendar(
        proceso=clave, pieza=pieza, dicho=vigente | dicho, acuerdo=acuerdo, visto=enmiendas.marca(vigente),
        por=quien(UTTAIP), ahora=ahora,
    )  # fmt: skip


class Situaciones:
    """Con las ya publicadas, una o dos de cada situación, siempre las mismas."""

    def __init__(self, definicion: Definicion, agenda: Agenda, azar: Random, jornada: date) -> None:
        self.definicion, self.agenda, self.azar, self.jornada = definicion, agenda, azar, jornada

    def apuntar(self, tardia: Candidatura) -> None:
        """Se llama cuando ya hay perfiles publicados. `tardia`: quien enviará después de vencer su plazo."""
        self._persona(tardia, self.azar, _el(21, "19:00"))
        publicadas = self._publicadas()
        for n in range(2):
            fila = next(publicadas)
            self._pedir_ajuste(fila, _el(18 + n, "11:00"))
            self._acto(_el(19 + 3 * n, "12:30"), ajustes.aplicar, fila)
        self._pedir_ajuste(next(publicadas), _el(24, "17:40"))
        declinada = next(publicadas)
        self._pedir_ajuste(declinada, _el(22, "09:30"))
        self._acto(_el(23, "11:00"), ajustes.declinar, declinada, causa="propaganda")
        self._sustituir(next(publicadas), "22", entra_el=_el(23, "10:00"))
        self._sustituir(next(publicadas), "24")  # con las boletas ya en la imprenta
        self._acto(_el(23, "13:00"), conclusiones.concluir, next(publicadas), acto=Acto.CANCELADA, **_ACUERDO)
        for _ in range(2):
            self._acto(
                _el(23, "13:30"),
                conclusiones.concluir,
                next(publicadas),
                acto=Acto.RENUNCIA_REGISTRADA,
                **_ACUERDO,
            )
        self._acto(
            _el(22, "18:00"), ordenes.ocultar_seccion, next(publicadas), seccion="trayectoria",
            expediente="TEED-JDC-900/2024 (inventado)", fecha=date(2024, 4, 22),
        )  # fmt: skip
        self._acto(
            _el(23, "16:00"), correcciones.corregir_de_oficio, next(publicadas),
            debe_decir={"cursos": ["Taller de oratoria"]}, causa="error_propio",
            acuerdo="IEPC/OF/118/2024 (inventado)", fecha_acuerdo=date(2024, 4, 23),
        )  # fmt: skip

    def _publicadas(self) -> Iterator[Candidatura]:
        """De mayoría y propietarias, una por distrito: que cada situación se vea en una boleta distinta."""
        filas = Candidatura.objects.en(quien(UTTAIP)).con_todo().filter(
            proceso=self.definicion.clave, estado="publicada", calidad="propietaria",
            formula__contienda__cargo="diputacion-mr", formula__responde__isnull=False,
        )  # fmt: skip
        vistas: set[int] = set()
        for fila in filas.order_by("formula__contienda__orden", "folio"):
            if fila.formula.contienda_id not in vistas:
                vistas.add(fila.formula.contienda_id)
                yield fila

    def _acto(
        self, momento: datetime, operacion: Callable[..., object], fila: Candidatura, **datos: object
    ) -> None:
        """Lo hace la Unidad a esa hora."""
        self.agenda.apuntar(
            momento, lambda ahora: operacion(candidatura=fila, por=quien(UTTAIP), ahora=ahora, **datos)
        )

    def _pedir_ajuste(self, fila: Candidatura, momento: datetime) -> None:
        nuevo = textos.curricular(self.azar, "", "005", completo=True)["trayectoria"]
        self.agenda.apuntar(
            momento,
            lambda ahora: ajustes.pedir(
                candidatura=fila, debe_decir=nuevo, por=responsable(fila), ahora=ahora
            ),
        )

    def _sustituir(self, fila: Candidatura, dia: str, *, entra_el: datetime | None = None) -> None:
        """Sale quien estaba y entra otra persona, que captura desde `entra_el` si se da."""
        entra = _quien_entra(fila, self.azar)
        acuerdo = _ACUERDO | {"fecha_acuerdo": date(2024, 4, int(dia))}

        def ocurrir(ahora: datetime) -> None:
            nueva = conclusiones.sustituir(
                candidatura=fila, entra=entra, por=quien(UTTAIP), ahora=ahora, **acuerdo
            )
            if entra_el:
                self._persona(nueva, Random(nueva.folio), entra_el)

        self.agenda.apuntar(_el(int(dia), "12:00"), ocurrir)

    def _persona(self, fila: Candidatura, azar: Random, desde: datetime) -> None:
        Persona(self.definicion, fila, self.agenda, azar, self.jornada, desde=desde).apuntar("publicada")


def _quien_entra(fila: Candidatura, azar: Random) -> DatosDePersona:
    sexo = fila.persona.sexo
    return DatosDePersona(
        nombres="Ximena Itzel" if sexo == "mujer" else "Ulises Fabián",
        primer_apellido=azar.choice(("Marrufo", "Silerio", "Jáquez")),
        segundo_apellido=azar.choice(("Nevárez", "Tinoco", "Rentería")), sexo=sexo,
        fecha_nacimiento=date(azar.randint(1968, 1995), azar.randint(1, 12), azar.randint(1, 28)),
    )  # fmt: skip


def _el(dia: int, hora: str) -> datetime:
    return datetime.fromisoformat(f"2024-04-{dia:02d}T{hora}:00-06:00")
