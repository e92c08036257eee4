"""Eva, invitada por Ana: recibe su enlace, entra, lee el aviso y contesta."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from conoceles.nucleo.alcance import Alcance
from paginas import check
from personas import consentir, dentro, identidad_completa

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

RAIZ = "/candidaturas/aaaa1111/"
CORREO = "eva@buzon.mx"
CLAVE = "una frase larga y propia"
CANARIO = "pueblo-canario-zq"
EVA = "eva"


def enlace(para: str = CORREO) -> str:
    from conoceles.correo.models import Correo

    hallado = re.search(r"https?://[^/]+(/acceso/\S+)", Correo.objects.filter(para=para).latest("id").texto)
    assert hallado
    return hallado[1]


def recibir(para: str = CORREO, *, lee: bool = True) -> Client:
    """Eva abre su enlace, acusa recibo, entra y lee ella misma el aviso."""
    from django.test import Client

    from conoceles.cuentas.models import Cuenta

    navegador = Client()
    navegador.get(enlace(para))
    check(navegador.get("/acceso/").content)
    navegador.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE, "acusa": "si"})
    eva = dentro(Cuenta.objects.get(correo=para))
    if lee:
        version = eva.get(RAIZ + "aviso/").context["version"]
        eva.post(RAIZ + "aviso/", {"leido": "si", "version": version})
    return eva


def de_eva(candidatura: Candidatura) -> Alcance:
    from conoceles.candidaturas.alcances import alcance_de
    from conoceles.cuentas.models import Cuenta

    return alcance_de(Cuenta.objects.get(correo=CORREO))


def contesta(candidatura: Candidatura, ahora: datetime, **distintas: object) -> None:
    """Eva guarda toda su identidad, con un valor que se pueda buscar."""
    from conoceles.identidad import borradores

    por = de_eva(candidatura)
    _, version = borradores.leer(candidatura=candidatura, por=por)
    dichas = identidad_completa(p1="si", p3="otro", p3_otro=CANARIO) | consentir(publicacion=True) | distintas
    borradores.guardar(candidatura=candidatura, respuestas=dichas, version=version, por=por, ahora=ahora)
