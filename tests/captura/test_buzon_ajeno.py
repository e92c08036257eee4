"""Un partido invita un buzón suyo y contesta como si fuera la persona: nada de identidad se publica sin su firma."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from captura.invitadas import CANARIO, RAIZ, contesta, de_eva
from conoceles.expediente.actos import decisiones
from conoceles.identidad.permisos import formatos
from conoceles.publicacion.publicador import publicar
from paginas import check, leido_y_confirmado, texto
from personas import CLAVE, CORA, DINA, escaneado, publicables

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta


def _publicado(datos: Path, cuando: datetime) -> bool:
    """Si en algún archivo del sitio se lee lo que se contestó."""
    publicar(CLAVE, ahora=cuando, cortes=True)
    return any(CANARIO.encode() in p.read_bytes() for p in (datos / "sitio").rglob("*") if p.is_file())


def test_lo_que_consiente_un_buzon_del_partido_no_se_publica_hasta_el_formato(
    invitada: Client, ana: Client, candidatura: Candidatura, datos: Path, ahora: datetime
) -> None:
    """`invitada` abrió la dirección que Ana escribió. El instituto valida de buena fe; el formato lo mira aparte."""
    contesta(candidatura, ahora)
    previa = texto(check(invitada.get(RAIZ + "previa/").content))
    assert "cuando la autoridad electoral acepte el formato firmado por usted" in previa
    pagina = texto(check(invitada.get(RAIZ + "consentimiento/").content))
    assert "Un correo no prueba quién contesta" in pagina
    assert ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ)).status_code == 302
    acuse = texto(check(ana.get(RAIZ + "acuse/").content))
    assert "surte efecto cuando la autoridad electoral acepta el formato firmado por la persona" in acuse
    candidatura.refresh_from_db()
    decisiones.tomar(candidatura=candidatura, por=CORA, ahora=ahora)
    candidatura.refresh_from_db()
    decisiones.validar(candidatura=candidatura, por=CORA, ahora=ahora)
    assert publicables(candidatura) == {}
    assert not _publicado(datos, ahora + timedelta(minutes=1))
    ella = de_eva(candidatura)
    formatos.subir(candidatura=candidatura, archivo=escaneado(), por=ella, ahora=ahora)
    (recibido,) = formatos.recibidos(candidatura, por=DINA)
    assert not _publicado(datos, ahora + timedelta(minutes=2))
    formatos.resolver(
        candidatura=candidatura, numero=recibido.numero, aceptado=True, motivo="", por=DINA, ahora=ahora
    )
    assert _publicado(datos, ahora + timedelta(minutes=3))
