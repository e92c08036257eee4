"""`/verificar/acuse/?c=…`: si el instituto firmó ese acuse y qué hay publicado hoy de él."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone, tzinfo
from html import escape
from urllib.parse import parse_qs, quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conoceles.lector.piezas import Html, Pieza, piezas
from conoceles.lector.registro import copia_del_registro
from conoceles.lector.registro.llaves import Anterior, de_acuses
from conoceles.lector.sitio import Instantanea
from conoceles.lector.verificador.acuse import Acuse, AcuseDeActo, quien_firmo

RUTA, PARAMETRO = "verificar/acuse/", "c"
_ZONA = re.compile(r'data-zona="([\w/+-]+)"')
_PIEZA = re.compile(r'<template data-pieza="(\w+)">(.*?)</template>\n?', re.DOTALL)
_EN_OTRA = re.compile(r'<a href="[^"?#]*verificar/acuse/(?=")')  # la misma página, con el código ya puesto
_CAMPO = (' value=""', ' value="<!--codigo-->"')
_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
EN_ESPANOL = {
    "acuse": (
        '<section class="aviso aviso--ok" role="status" aria-labelledby="t-acuse"><h2 id="t-acuse">El código es auténtico</h2>'
        "<p>Lo firmó <!--quien-->. Compare lo siguiente con lo impreso: si algo difiere, el papel se alteró. "
        'Si tiene el PDF, <a href="../">compruébelo entero</a>: ahí se nota también un nombre cambiado.</p>'
        '<dl class="ficha-datos"><div><dt>Número</dt><dd><!--numero--></dd></div>'
        "<div><dt>Recibido</dt><dd><!--momento--></dd></div>"
        '<div><dt>Huella de lo curricular</dt><dd><span class="huella"><!--huella--></span></dd></div>'
        '<div><dt>Compromiso de lo de identidad</dt><dd><span class="huella"><!--compromiso--></span></dd></div>'
        "<div><dt>Lo publicado hoy</dt><dd><!--publicado--></dd></div></dl></section>"
    ),
    "acto": (
        '<section class="aviso aviso--ok" role="status" aria-labelledby="t-acto"><h2 id="t-acto">El código es auténtico</h2>'
        "<p>Lo firmó <!--quien-->. Compare lo siguiente con lo impreso: si algo difiere, el papel se alteró. "
        'Si tiene el PDF, <a href="../">compruébelo entero</a>: ahí se nota también un nombre cambiado.</p>'
        '<dl class="ficha-datos"><div><dt>Acto</dt><dd><!--que--></dd></div>'
        "<div><dt>Registrado</dt><dd><!--momento--></dd></div>"
        "<div><dt>Entrada de la bitácora</dt><dd><!--entrada--></dd></div>"
        '<div><dt>Huella de la entrada</dt><dd><span class="huella"><!--huella--></span></dd></div></dl></section>'
    ),
    "no": (
        '<section class="aviso aviso--peligro" role="status" aria-labelledby="t-no"><h2 id="t-no">No se pudo comprobar</h2>'
        "<p>Ese código no lo firmó la llave de este sitio, o está incompleto. Revise que lo copió entero; si vino de un QR, "
        "léalo otra vez.</p></section>"
    ),
    "revocada": (
        '<section class="aviso aviso--peligro" role="status" aria-labelledby="t-revocada"><h2 id="t-revocada">No basta con esta firma</h2>'
        "<p>Lo firmó una llave de este sitio que se revocó el <!--cuando--> porque alguien más la tuvo. Vale si ya constaba en el "
        "registro público: compruebe el PDF del acuse, que lleva su prueba, con el programa de la página «Cómo verificar».</p></section>"
    ),
    "de_acuses": "la llave de acuses de este sitio",
    "de_acuses_de_antes": "una llave de acuses anterior de este sitio, que valió hasta el <!--cuando-->",
    "igual": "El perfil lleva esta misma huella: se publicó lo que se envió.",
    "otra": "El perfil lleva otra huella: después se subsanó, ajustó o corrigió, y el perfil dice cuándo.",
    "nada": "Todavía no hay un perfil con contenido, o ya se retiró.",
}


@dataclass(frozen=True)
class _Sitio:
    """Dónde se comprueba, a qué hora se lee y con qué se dice: en español, o lo que trae la página en su lengua."""

    instantanea: Instantanea
    zona: tzinfo
    piezas: Mapping[str, Pieza]
    tal_cual: Callable[[str], str]  # lo que se compara con el papel, que está en español

    @property
    def eleccion(self) -> str:
        return self.instantanea.nombre.partition("/")[0]

    def cuando(self, momento: datetime) -> str:
        return self.tal_cual(_como_impreso(momento.astimezone(self.zona)))


def pagina(instantanea: Instantanea, consulta: str, lengua: str = "") -> str | None:
    """La página con su resultado; sin código, tal como se publicó. `None` si esta publicación no la trae."""
    carpeta = f"lengua/{lengua}/" if lengua else ""
    archivo, llave = (
        instantanea.archivo(f"{carpeta}{RUTA}index.html"),
        instantanea.archivo("verificar/llave.pub"),
    )
    if archivo is None or llave is None:
        return None
    codigo = (parse_qs(consulta).get(PARAMETRO) or [""])[0]
    html = archivo.read_text(encoding="utf-8")
    if not codigo.strip():
        return html
    suyas = dict(_PIEZA.findall(html)) or EN_ESPANOL
    tal_cual = _en_espanol if lengua else str
    sitio = _Sitio(instantanea, _zona(html), piezas(suyas), tal_cual)
    # El archivo se sirve tal cual, así que la marca del código no puede estar en él.
    lleno = _PIEZA.sub("", html).replace(*_CAMPO, 1)
    lleno = _EN_OTRA.sub(rf"\g<0>?{PARAMETRO}={quote(codigo, safe='')}", lleno)
    return Pieza(lleno)(
        resultado=_resultado(codigo, base64.b64decode(llave.read_bytes()), sitio), codigo=codigo
    )


def _en_espanol(texto: str) -> Html:
    return Html(f'<span lang="es">{escape(texto)}</span>')


def _resultado(codigo: str, de_hoy: bytes, sitio: _Sitio) -> Html:
    """Con una llave de acuses que la de hoy certifica."""
    firmado = quien_firmo(codigo, _de_acuses(sitio.instantanea, de_hoy))
    if firmado is None or firmado[0].eleccion != sitio.eleccion:
        return sitio.piezas["no"]()
    return _por_la_de_acuses(*firmado, sitio)


def _por_la_de_acuses(dicho: Acuse | AcuseDeActo, llave: Anterior, sitio: _Sitio) -> Html:
    hasta = sitio.cuando(llave.en)
    if llave.estado == "revocada":
        return sitio.piezas["revocada"](cuando=hasta)
    quien = "de_acuses_de_antes" if llave.estado == "retirada" else "de_acuses"
    return _dice(dicho, sitio.piezas[quien](cuando=hasta), sitio)


def _de_acuses(instantanea: Instantanea, de_hoy: bytes) -> list[Anterior]:
    archivo = copia_del_registro.cerca(instantanea.carpeta, "log/acuses")
    return de_acuses(archivo.read_bytes(), [de_hoy]) if archivo else []


def _dice(acuse: Acuse | AcuseDeActo, quien: Html, sitio: _Sitio) -> Html:
    momento = sitio.cuando(acuse.momento)
    if isinstance(acuse, AcuseDeActo):
        que, entrada = sitio.tal_cual(acuse.que), str(acuse.entrada)
        return sitio.piezas["acto"](
            quien=quien, que=que, momento=momento, entrada=entrada, huella=acuse.huella
        )
    return sitio.piezas["acuse"](
        quien=quien,
        numero=acuse.numero,
        momento=momento,
        huella=acuse.huella,
        compromiso=acuse.compromiso,
        publicado=sitio.piezas[_publicado(acuse, sitio.instantanea)](),
    )


def _zona(html: str) -> tzinfo:
    """La de la elección, que la página publicada declara; UTC si no la dice o el servidor no la conoce."""
    dicha = _ZONA.search(html)
    try:
        return ZoneInfo(dicha[1]) if dicha else timezone.utc
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.utc


def _como_impreso(local: datetime) -> str:
    """«25 de abril de 2024, 10:00:00 (UTC-06:00)», igual que en el acuse: quien compara no convierte horas."""
    desfase = local.strftime("%z")
    dia = f"{local.day} de {_MESES[local.month - 1]} de {local.year}"
    return f"{dia}, {local:%H:%M:%S} (UTC{desfase[:3]}:{desfase[3:]})"


def _publicado(acuse: Acuse, instantanea: Instantanea) -> str:
    for folio in (acuse.folio.lower(), acuse.folio):
        ficha = instantanea.archivo(f"candidaturas/{folio}.json")
        if ficha is not None:
            datos: dict[str, object] = json.loads(ficha.read_bytes())
            if datos.get("huella"):
                return "igual" if datos["huella"] == acuse.huella else "otra"
    return "nada"
