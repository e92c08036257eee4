"""Cuentas de la demostración: una por papel y por fuerza, con su clave a la vista."""

from __future__ import annotations

import json
from datetime import datetime
from random import Random

from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.correo.models import Correo
from conoceles.cuentas.enlaces import recibir
from conoceles.cuentas.models import CON_SEGUNDO_FACTOR, Cuenta
from conoceles.cuentas.operaciones import activar_totp, crear_cuenta
from conoceles.expediente.invitaciones import invitar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.models import Proceso

CLAVE = "conoceles-demo-2024"
ALFABETO = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def crear(
    proceso: Proceso, *, azar: Random, por: Alcance, ahora: datetime, clave: str = CLAVE
) -> list[dict[str, str | None]]:
    """Crea las cuentas y escribe `cuentas-demo.json`, como dice el contrato."""
    lista = [
        *(
            _partido(fuerza.siglas, f"fuerza:{fuerza.pk}")
            for fuerza in proceso.fuerzas.filter(tipo="partido")
        ),
        _independiente(proceso),
        _candidata(),
        _fila("cora@instituto.demo", "revision", "Cora Revisión"),
        _fila("uttaip@instituto.demo", "administracion", "Administración UTTAIP"),
        _fila("comision@instituto.demo", "consulta", "Comisión de Transparencia"),
    ]
    resumida = ""
    for fila in lista:
        fila["clave"] = clave
        fila["totp"] = _secreto(azar) if fila["papel"] in CON_SEGUNDO_FACTOR else None
        if fila["papel"] == "candidatura":
            _invitada(fila, proceso, ahora=ahora)
            continue
        cuenta = crear_cuenta(
            correo=str(fila["correo"]), clave=None if resumida else clave, nombre=str(fila.pop("nombre")), papel=str(fila["papel"]),
            ambito=str(fila.pop("ambito")), por=por, ahora=ahora, demo=True,
        )  # fmt: skip
        # La clave es la misma para todas: resumirla una vez ahorra doce esperas deliberadas.
        resumida = resumida or cuenta.password
        cuenta.password = resumida
        cuenta.save(update_fields=["password"])
        if fila["totp"]:
            activar_totp(cuenta=cuenta, secreto=fila["totp"])
    archivo = carpetas().datos / "cuentas-demo.json"
    archivo.touch(mode=0o600)
    archivo.write_text(json.dumps(lista, ensure_ascii=False, indent=1))
    return lista


def _fila(
    correo: str, papel: str, nombre: str, ambito: str = "", fuerza: str | None = None
) -> dict[str, str | None]:
    return {
        "correo": correo,
        "clave": "",
        "papel": papel,
        "fuerza": fuerza,
        "nombre": nombre,
        "ambito": ambito,
    }


def _partido(siglas: str, ambito: str) -> dict[str, str | None]:
    return _fila(f"{siglas.lower()}@partido.demo", "partido", f"Captura {siglas}", ambito, siglas)


def _independiente(proceso: Proceso) -> dict[str, str | None]:
    formula = Formula.objects.get(contienda__proceso=proceso, fuerza__tipo="independiente")
    return _fila(
        "independiente@demo.mx", "independiente", "Fórmula independiente", f"formula:{formula.pk}", "IND"
    )


def _candidata() -> dict[str, str | None]:
    return _fila("candidata@demo.mx", "candidatura", "Persona candidata", fuerza="PT")


def _invitada(fila: dict[str, str | None], proceso: Proceso, *, ahora: datetime) -> None:
    """La invita el PT y ella recibe su acceso: su identidad ya es solo suya, y el aviso lo lee ella."""
    del fila["nombre"], fila["ambito"]
    candidatura = Candidatura.objects.filter(
        proceso=proceso, formula__responde__siglas="PT", estado="habilitada"
    ).first()
    if candidatura is None:
        raise LookupError("La demostración necesita una candidatura del PT sin capturar.")
    por = alcance_de(Cuenta.objects.get(ambito=f"fuerza:{candidatura.formula.responde_id}"))
    invitar(candidatura=candidatura, correo=str(fila["correo"]), por=por, ahora=ahora)
    carta = Correo.objects.filter(para=str(fila["correo"])).latest("id")
    testigo = carta.cuerpo.partition("/acceso/")[2].partition("/")[0]
    clave = str(fila["clave"])
    cuenta = recibir(testigo=testigo, clave=clave, repetida=clave, acusa=True, ahora=ahora)
    cuenta.demo = True
    cuenta.save(update_fields=["demo"])


def _secreto(azar: Random) -> str:
    return "".join(azar.choices(ALFABETO, k=32))
