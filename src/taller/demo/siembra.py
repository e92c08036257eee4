"""De una carpeta vacía a una elección inventada y publicada. Idempotente."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction

from conoceles.avisos import operaciones as avisos
from conoceles.avisos.models import Aviso
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.recogida import recoger
from conoceles.expediente.actos.importacion import exigir_sin_errores, importar
from conoceles.expediente.calendario import diario
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.proceso import consultas
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.proceso.models import Proceso
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion import publicador
from conoceles.publicacion.registro_publico import Libro
from taller.demo import difusion, padron, recorrido, seguimiento
from taller.demo.agenda import Agenda
from taller.demo.catalogo import con_catalogo, con_temas
from taller.demo.cuentas import CLAVE as CLAVE_PUBLICA
from taller.demo.cuentas import Cuentas
from taller.demo.hora import INICIO
from taller.demo.situaciones import Situaciones, aprobar_textos, enmendar_fecha
from taller.puertas import CONSOLA

CLAVE, HISTORICA = "durango-2023-2024", "durango-2021-2022"
REGISTRADAS = datetime.fromisoformat("2024-04-01T12:00:00-06:00")
PRONTO = datetime.fromisoformat("2024-04-02T09:30:00-06:00")  # los primeros accesos que se entregan
ACCESOS = datetime.fromisoformat("2024-04-12T09:00:00-06:00")  # los demás
PUBLICADAS = datetime.fromisoformat("2024-04-17T18:00:00-06:00")
DEL_COMITE = Acuerdo("CT/04/2024 (inventado)", date(2024, 3, 22), "Comité de Transparencia")
APERTURA = Acuerdo("IEPC/CG58/2024 (inventado)", date(2024, 4, 1), "Consejo General")
ACORDADAS = datetime.fromisoformat("2024-04-19T12:00:00-06:00")
FECHAS = Acuerdo("IEPC/CG60/2024 (inventado)", date(2024, 4, 19), "Consejo General")
TARDIAS = 3  # de Movimiento Ciudadano, que no capturan con los demás


def sembrar(
    decir: Callable[[str], None],
    *,
    carpeta: Path = RAIZ_PROYECTO / "procesos" / CLAVE,
    clave: str = "",
) -> bool:
    """Carga, importa y captura. `False` si ya estaba hecho; `decir` recibe el avance en palabras.

    `carpeta`: la definición con que se siembra. `clave`: la de todas las cuentas; sin ella, la pública de la demo.
    """
    if (carpetas().datos / "cuentas-demo.json").exists():
        return False
    with (
        con_temas(carpeta) as copia,
        transaction.atomic("default"),
        transaction.atomic("identidad"),
        transaction.atomic("llaves"),
    ):
        decir("Se carga la elección y se importa su padrón inventado…")
        siembra = Siembra(Cuentas(_cargada(copia), clave or CLAVE_PUBLICA))
        decir(f"{siembra.cuantas} personas inventadas capturan sus cuestionarios…")
        siembra.agenda.apuntar(ACCESOS, lambda _: _historia(decir))
        siembra.correr()
        difusion.inventar_visitas(consultas.definicion(CLAVE), hasta=datetime.fromisoformat(INICIO))
        recoger({})
        siembra.cuentas.escribir()
        _avisar(datetime.fromisoformat(INICIO))
    return True


def _avisar(ahora: datetime) -> None:
    """La historia inventada ya se le dijo a cada quien; lo de los últimos dos días, todavía sin leer."""
    while avisos.anotar(callado=True):
        pass
    for aviso in Aviso.objects.filter(en__lt=ahora - timedelta(days=2)):
        avisos.leer_uno(aviso=aviso, ahora=ahora)


class Siembra:
    """Del registro al 25 de abril, en el orden del calendario: órdenes, pantallas y las tareas diarias."""

    def __init__(self, cuentas: Cuentas) -> None:
        self.cuentas, self.agenda = cuentas, Agenda()
        self.azar = Random(2024)  # inventar personas no es criptografía
        with reloj.congelado(REGISTRADAS):
            cuentas.del_instituto(REGISTRADAS)
            aprobar_textos(CLAVE, DEL_COMITE, REGISTRADAS)
            enmendar_fecha(CLAVE, "captura_inicio", "2024-04-02", APERTURA, REGISTRADAS)
            self.definicion = consultas.definicion(CLAVE)
            self.cuantas = _padron(self.definicion, self.azar)
        self.jornada = self.definicion.calendario.fechas["jornada"].dia

    def correr(self) -> None:
        """Apunta lo que cada quien hará y lo cumple a su hora."""
        filas = list(Candidatura.objects.en(CONSOLA).con_todo().filter(proceso=CLAVE))
        reservadas = sorted((f for f in filas if _siglas(f) == "MC"), key=lambda f: f.folio)[:TARDIAS]
        distritos = [f for f in reservadas if f.formula.contienda.cargo == "diputacion-mr"]
        demas = [f for f in filas if f not in reservadas]
        self._calendario()
        self._accesos({f.formula.contienda.clave for f in distritos})
        seguimiento.apuntar(self.definicion, self.agenda, hasta=datetime.fromisoformat(INICIO))
        difusion.apuntar(self.definicion, self.agenda, hasta=datetime.fromisoformat(INICIO))
        quietas = recorrido.recorrer(
            self.definicion, demas, agenda=self.agenda, azar=self.azar, jornada=self.jornada
        )
        self._invitar(quietas)
        self._publicacion(distritos[0])
        self.agenda.cumplir()

    def _calendario(self) -> None:
        """Las tareas diarias del obrero: abren la captura, vencen plazos y recuerdan."""
        dia = datetime.fromisoformat("2024-04-02T09:00:00-06:00")
        while dia < datetime.fromisoformat(INICIO):
            self.agenda.apuntar(dia, lambda ahora: diario.correr(ahora=ahora))
            dia += timedelta(days=1)

    def _accesos(self, tempranas: set[str]) -> None:
        self.agenda.apuntar(PRONTO, lambda ahora: self.cuentas.temprana("MC", tempranas, ahora))
        self.agenda.apuntar(ACCESOS, self.cuentas.de_las_fuerzas)
        self.agenda.apuntar(ACORDADAS, _mover_fechas)

    def _invitar(self, quietas: list[Candidatura]) -> None:
        """El PT invita a quien no ha capturado."""
        suya = min((f for f in quietas if _siglas(f) == "PT"), key=lambda f: f.folio)
        momento = ACCESOS + timedelta(hours=1)
        self.agenda.apuntar(momento, lambda ahora: self.cuentas.invitada(suya, ahora))

    def _publicacion(self, tardia: Candidatura) -> None:
        """Se publica por primera vez, y desde entonces pasa todo lo demás."""
        situaciones = Situaciones(self.definicion, self.agenda, self.azar, self.jornada)

        def ocurrir(ahora: datetime) -> None:
            publicador.publicar(CLAVE, ahora=ahora)
            situaciones.apuntar(tardia)

        self.agenda.apuntar(PUBLICADAS, ocurrir)


def publicar(decir: Callable[[str], None]) -> None:
    """Publica cada elección cargada y la portada."""
    for clave in Proceso.objects.values_list("clave", flat=True):
        decir(f"Se publica {clave}…")
        publicador.publicar(clave, ahora=reloj.ahora())
    publicador.publicar_raiz(ahora=reloj.ahora())
    Libro().al_dia(reloj.ahora())


def guia(plantilla: str, puerto: int, **mas: object) -> str:
    """La plantilla con las direcciones y las cuentas de esta carpeta."""
    lista = json.loads((carpetas().datos / "cuentas-demo.json").read_text())
    lineas = [
        f"  {fila['papel']:<15} {fila['correo']:<28}"
        + (f" segundo factor (TOTP): {fila['totp']}" if fila["totp"] else "")
        for fila in lista
    ]
    return plantilla.format(
        puerto=puerto,
        captura=puerto + 1,
        clave=lista[0]["clave"],
        cuentas="\n".join(lineas),
        sitio=carpetas().sitio / CLAVE,
        correo=carpetas().correo,
        **mas,
    )


def _mover_fechas(ahora: datetime) -> None:
    """La última sustitución llega tarde a las boletas, y las tablas de identidad ya se ven."""
    enmendar_fecha(CLAVE, "boletas_impresion", "2024-04-23", FECHAS, ahora)
    enmendar_fecha(CLAVE, "identidad_corte", "2024-04-24", FECHAS, ahora)


def _cargada(carpeta: Path) -> Proceso:
    completa = con_catalogo(carpeta, carpetas().datos / "demo" / "proceso")
    cargar(completa, por=CONSOLA, ahora=REGISTRADAS, inventado=True)
    return Proceso.objects.get(pk=CLAVE)


def _padron(definicion: Definicion, azar: Random) -> int:
    """Importa el padrón inventado; devuelve cuántas candidaturas tiene."""
    ruta = padron.escribir(carpetas().datos / "demo" / "padron.csv", definicion, azar)
    informe = importar(ruta, proceso=CLAVE, simular=False, por=CONSOLA, ahora=REGISTRADAS)
    exigir_sin_errores(informe)
    return informe.altas


def _siglas(fila: Candidatura) -> str:
    return fila.formula.responde.siglas if fila.formula.responde else ""


def _historia(decir: Callable[[str], None]) -> None:
    """La elección 2021-2022 con su archivo real, cuando está a la mano."""
    archivo: Path = settings.CONOCELES_MUESTRAS / "ine_local_2022" / "baseDatosCandidatos.xls"
    if not archivo.exists():
        return
    decir("Se importa la elección 2021-2022 del archivo del INE…")
    cargar(RAIZ_PROYECTO / "procesos" / HISTORICA, por=CONSOLA, ahora=ACCESOS)
    # La hoja principal dice PROPIETARIA de toda mujer; vale el rol de la hoja de identidad.
    informe = importar(
        archivo, proceso=HISTORICA, simular=False, por=CONSOLA, ahora=ACCESOS, aceptar=["ROL_CORREGIDO"]
    )
    exigir_sin_errores(informe)
