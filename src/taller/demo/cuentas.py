"""Cuentas de la demostración: una por papel y por fuerza, abiertas, entregadas y acusadas como las de verdad."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.correo.models import Correo
from conoceles.expediente.actos.invitaciones import invitar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.definicion import DESIGNAN
from conoceles.proceso.models import Proceso
from taller import puertas
from taller.puertas import quien

CLAVE = "mezquite-huizache-nopal"
UTTAIP, CORA, COMISION = "uttaip@instituto.demo", "cora@instituto.demo", "comision@instituto.demo"
INSTITUTO = (
    (CORA, "revision", "Cora Revisión"),
    (UTTAIP, "administracion", "Administración UTTAIP"),
    (COMISION, "consulta", "Comisión de Transparencia"),
)
INDEPENDIENTE, CANDIDATA = "independiente@demo.mx", "candidata@demo.mx"


def responsable(fila: Candidatura) -> Alcance:
    """Quien captura por ella: su partido o su fórmula."""
    responde = fila.formula.responde
    return quien(_de_partido(responde.siglas) if responde else INDEPENDIENTE)


class Cuentas:
    """Las que se van entregando. `clave`: la de todas."""

    def __init__(self, proceso: Proceso, clave: str) -> None:
        self.proceso, self.clave = proceso, clave
        self.lista: list[dict[str, str | None]] = []

    def del_instituto(self, ahora: datetime) -> None:
        """Como `cuenta abrir`; cada quien activa su segundo factor al entrar."""
        for correo, papel, nombre in INSTITUTO:
            puertas.abrir(correo=correo, papel=papel, nombre=nombre, clave=self.clave, ahora=ahora)
            self._anotar(correo, papel)

    def de_las_fuerzas(self, ahora: datetime) -> None:
        """Los partidos y la fórmula independiente designan a quien captura, y esa persona acusa recibo."""
        for fuerza in self.proceso.fuerzas.filter(tipo__in=DESIGNAN):
            correo = _de_partido(fuerza.siglas)
            self._designar(f"fuerza:{fuerza.pk}", f"Captura {fuerza.siglas}", correo, ahora)
            self._anotar(correo, "partido", fuerza=fuerza.siglas)
        formula = Formula.objects.get(contienda__proceso=self.proceso, fuerza__tipo="independiente")
        self._designar(f"formula:{formula.pk}", "Fórmula independiente", INDEPENDIENTE, ahora)
        self._anotar(INDEPENDIENTE, "independiente", fuerza="IND")

    def temprana(self, siglas: str, contiendas: Collection[str], ahora: datetime) -> None:
        """Otra persona del mismo partido, designada antes y solo para unas contiendas. No se anuncia."""
        fuerza = self.proceso.fuerzas.get(siglas=siglas)
        nombre, correo = f"Captura {siglas} en distritos", f"distritos.{_de_partido(siglas)}"
        self._designar(f"fuerza:{fuerza.pk}", nombre, correo, ahora, contiendas)

    def invitada(self, candidatura: Candidatura, ahora: datetime) -> None:
        """La invita su partido y ella recibe su acceso: su identidad ya es solo suya, y el aviso lo lee ella."""
        invitar(candidatura=candidatura, correo=CANDIDATA, por=responsable(candidatura), ahora=ahora)
        puertas.acusar(Correo.objects.filter(para=CANDIDATA).latest("id").texto, self.clave, ahora)
        responde = candidatura.formula.responde
        self._anotar(CANDIDATA, "candidatura", fuerza=responde.siglas if responde else "IND")

    def escribir(self) -> None:
        """`cuentas-demo.json`, como dice el contrato: partidos, independiente, candidata e instituto."""
        orden = ("partido", "independiente", "candidatura", "revision", "administracion", "consulta")
        lista = sorted(self.lista, key=lambda fila: orden.index(str(fila["papel"])))
        archivo = carpetas().datos / "cuentas-demo.json"
        archivo.touch(mode=0o600)
        archivo.chmod(0o600)  # también el que dejó una versión anterior
        archivo.write_text(json.dumps(lista, ensure_ascii=False, indent=1))

    def _designar(
        self, ambito: str, nombre: str, correo: str, ahora: datetime, contiendas: Collection[str] = ()
    ) -> None:
        puertas.designar(
            self.proceso, ambito=ambito, nombre=nombre, correo=correo, clave=self.clave, por=quien(UTTAIP),
            ahora=ahora, contiendas=contiendas,
        )  # fmt: skip

    def _anotar(self, correo: str, papel: str, *, fuerza: str | None = None) -> None:
        totp = puertas.activar_factor(correo, self.clave)
        self.lista.append(
            {"correo": correo, "clave": self.clave, "totp": totp, "papel": papel, "fuerza": fuerza}
        )


def _de_partido(siglas: str) -> str:
    return f"{siglas.lower()}@partido.demo"
