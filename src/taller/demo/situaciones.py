"""Lo que también pasa en una elección: sustituciones, ajustes, órdenes, envíos tardíos. Por sus operaciones.

Las fechas caben en los días previos al arranque de la demostración (25 de abril de 2024, 10:00): hay un ajuste con
su reloj corriendo y nadie lleva días vencido. Lo único adelantado es la supresión, que de verdad espera su plazo.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.sustitutas import DatosDePersona
from conoceles.expediente import (
    ajustes,
    conclusiones,
    conservacion,
    correcciones,
    operaciones,
    ordenes,
    plazos,
)
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.contenido import enmiendas
from conoceles.proceso.contenido.edicion import valor
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.proceso.models import Proceso
from taller.demo import textos
from taller.demo.recorrido import Persona

UTTAIP = Alcance(
    actor="cuenta:uttaip@instituto.demo", papel="administracion", todo=True, nombre="Administración UTTAIP"
)
CALENDARIO = Alcance.sistema("calendario")
PRONTO = datetime.fromisoformat("2024-04-02T09:00:00-06:00")  # acceso entregado antes que a los demás
TARDIAS = 3
_ACUERDO: dict[str, Any] = {"acuerdo": "IEPC/CG61/2024 (inventado)", "fecha_acuerdo": date(2024, 4, 22)}


def entregar_pronto(filas: list[Candidatura]) -> None:
    """A unas pocas se les entrega acceso antes: su plazo vence, quedan omisas y alguna enviará tarde."""
    for fila in filas[:TARDIAS]:
        operaciones.habilitar(candidatura=fila, por=CALENDARIO, ahora=PRONTO)
    plazos.vencer_capturas(por=CALENDARIO, ahora=_el(18, "09:00"))
    for fila in filas[:TARDIAS]:
        fila.refresh_from_db()


def provocar(definicion: Definicion, *, azar: Random, jornada: date) -> None:
    """Con las ya validadas, una o dos de cada situación, siempre las mismas."""
    _fechar(definicion.clave, "boletas_impresion", "2024-04-23")  # la última sustitución llega tarde a ellas
    _fechar(definicion.clave, "identidad_corte", "2024-04-24")  # para que sus tablas se vean
    tardia = Candidatura.objects.en(UTTAIP).con_todo().filter(estado="omisa").order_by("folio")[0]
    Persona(definicion, tardia, azar, jornada, desde=_el(21, "19:00")).llegar_a("publicada")
    validadas = _validadas(definicion)
    for n in range(2):
        _ajustar(next(validadas), azar, _el(18 + n, "11:00"), _el(19 + 3 * n, "12:30"))
    _pedir_ajuste(next(validadas), azar, _el(24, "17:40"))
    _declinar(next(validadas), azar)
    entra = _sustituir(next(validadas), azar, "22")
    Persona(definicion, entra, azar, jornada, desde=_el(23, "10:00")).llegar_a("publicada")
    _sustituir(next(validadas), azar, "24")  # con las boletas ya en la imprenta
    conclusiones.concluir(
        candidatura=_publicada(next(validadas)),
        acto="cancelar",
        por=UTTAIP,
        ahora=_el(23, "13:00"),
        **_ACUERDO,
    )
    for _ in range(2):
        renuncia = _publicada(next(validadas))
        conclusiones.concluir(
            candidatura=renuncia, acto="renunciar", por=UTTAIP, ahora=_el(23, "13:30"), **_ACUERDO
        )
    conservacion.suprimir(
        candidatura=renuncia,
        motivo="renuncia",
        bloqueada_en=_el(23, "13:30"),
        por=CALENDARIO,
        ahora=_el(24, "23:50"),
    )
    ordenes.ocultar_seccion(
        candidatura=_publicada(next(validadas)), seccion="trayectoria", expediente="TEED-JDC-900/2024 (inventado)",
        fecha=date(2024, 4, 22), por=UTTAIP, ahora=_el(22, "18:00"),
    )  # fmt: skip
    correcciones.corregir_de_oficio(
        candidatura=_publicada(next(validadas)), debe_decir={"cursos": ["Taller de oratoria"]}, causa="error_propio",
        acuerdo="IEPC/OF/118/2024 (inventado)", fecha_acuerdo=date(2024, 4, 23), por=UTTAIP, ahora=_el(23, "16:00"),
    )  # fmt: skip


def _validadas(definicion: Definicion) -> Iterator[Candidatura]:
    """De mayoría y propietarias, una por distrito: que cada situación se vea en una boleta distinta."""
    filas = Candidatura.objects.en(UTTAIP).con_todo().filter(
        proceso=definicion.clave, estado="validada", calidad="propietaria",
        formula__contienda__cargo="diputacion-mr", formula__responde__isnull=False,
    )  # fmt: skip
    vistas: set[int] = set()
    for fila in filas.order_by("formula__contienda__orden", "folio"):
        if fila.formula.contienda_id not in vistas:
            vistas.add(fila.formula.contienda_id)
            yield fila


def _publicada(fila: Candidatura) -> Candidatura:
    """Lo que hace el publicador cuando la pone a la vista."""
    operaciones.marcar_publicadas([fila.folio], por=CALENDARIO, ahora=_el(17, "18:00"))
    fila.refresh_from_db()
    return fila


def _pedir_ajuste(fila: Candidatura, azar: Random, ahora: datetime) -> None:
    nuevo = textos.curricular(azar, "", "005", completo=True)["trayectoria"]
    responde = Persona.responsable(fila)
    ajustes.pedir(candidatura=_publicada(fila), debe_decir=nuevo, por=responde, ahora=ahora)


def _ajustar(fila: Candidatura, azar: Random, pedido: datetime, aplicado: datetime) -> None:
    _pedir_ajuste(fila, azar, pedido)
    ajustes.aplicar(candidatura=fila, por=UTTAIP, ahora=aplicado)


def _declinar(fila: Candidatura, azar: Random) -> None:
    _pedir_ajuste(fila, azar, _el(22, "09:30"))
    ajustes.declinar(candidatura=fila, causa="propaganda", por=UTTAIP, ahora=_el(23, "11:00"))


def _sustituir(fila: Candidatura, azar: Random, dia: str) -> Candidatura:
    sexo = fila.persona.sexo
    nombres = "Ximena Itzel" if sexo == "mujer" else "Ulises Fabián"
    entra = DatosDePersona(
        nombres=nombres, primer_apellido=azar.choice(("Marrufo", "Silerio", "Jáquez")),
        segundo_apellido=azar.choice(("Nevárez", "Tinoco", "Rentería")), sexo=sexo,
        fecha_nacimiento=date(azar.randint(1968, 1995), azar.randint(1, 12), azar.randint(1, 28)),
    )  # fmt: skip
    acuerdo = _ACUERDO | {"fecha_acuerdo": date(2024, 4, int(dia))}
    return conclusiones.sustituir(
        candidatura=_publicada(fila), entra=entra, por=UTTAIP, ahora=_el(int(dia), "12:00"), **acuerdo
    )


def _fechar(clave: str, fecha: str, dia: str) -> None:
    """En lo inventado, esa fecha la fija un acuerdo que se anota como cualquier otro."""
    fila = Proceso.objects.get(pk=clave)
    pieza = enmiendas.pieza_de(fila, f"fecha-{fecha}")
    enmiendas.enmendar(
        proceso=clave, pieza=pieza.clave, dicho={"dia": dia},
        acuerdo=Acuerdo("IEPC/CG60/2024 (inventado)", date(2024, 4, 19), "Consejo General"),
        visto=enmiendas.marca(valor(fila.fuentes, pieza)), por=UTTAIP, ahora=_el(19, "12:00"),
    )  # fmt: skip


def _el(dia: int, hora: str) -> datetime:
    return datetime.fromisoformat(f"2024-04-{dia:02d}T{hora}:00-06:00")
