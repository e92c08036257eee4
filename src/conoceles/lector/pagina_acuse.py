"""`/verificar/acuse/?c=…`: si el instituto firmó ese acuse y qué hay publicado hoy de él."""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime, timezone, tzinfo
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conoceles.lector.piezas import Html, Pieza
from conoceles.lector.registro import copia_del_registro
from conoceles.lector.registro.llaves import Anterior, de_acuses, llaves_de
from conoceles.lector.sitio import Instantanea
from conoceles.lector.verificador.acuse import Acuse, AcuseDeActo, autentico, quien_firmo

RUTA, PARAMETRO = "verificar/acuse/", "c"
_ZONA = re.compile(r'data-zona="([\w/+-]+)"')
_CAMPO = (' value=""', ' value="<!--codigo-->"')
_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_SI = Pieza(
    '<section class="aviso aviso--ok" role="status" aria-labelledby="t-dice"><h2 id="t-dice">El código es auténtico</h2>'
    "<p>Lo firmó <!--quien-->. Compare lo siguiente con lo impreso: si algo difiere, el papel se alteró. "
    'Si tiene el PDF, <a href="../">compruébelo entero</a>: ahí se nota también un nombre cambiado.</p>'
    '<dl class="ficha-datos"><div><dt>Número</dt><dd><!--numero--></dd></div>'
    "<div><dt>Recibido</dt><dd><!--momento--></dd></div>"
    '<div><dt>Huella de lo curricular</dt><dd><span class="huella"><!--huella--></span></dd></div>'
    '<div><dt>Compromiso de lo de identidad</dt><dd><span class="huella"><!--compromiso--></span></dd></div>'
    "<div><dt>Lo publicado hoy</dt><dd><!--publicado--></dd></div></dl></section>"
)
_ACTO = Pieza(
    '<section class="aviso aviso--ok" role="status" aria-labelledby="t-dice"><h2 id="t-dice">El código es auténtico</h2>'
    "<p>Lo firmó <!--quien-->. Compare lo siguiente con lo impreso: si algo difiere, el papel se alteró. "
    'Si tiene el PDF, <a href="../">compruébelo entero</a>: ahí se nota también un nombre cambiado.</p>'
    '<dl class="ficha-datos"><div><dt>Acto</dt><dd><!--que--></dd></div>'
    "<div><dt>Fecha y hora</dt><dd><!--momento--></dd></div>"
    "<div><dt>Entrada de la bitácora</dt><dd><!--entrada--></dd></div>"
    '<div><dt>Huella de la entrada</dt><dd><span class="huella"><!--huella--></span></dd></div></dl></section>'
)
_NO = Pieza(
    '<section class="aviso aviso--peligro" role="status" aria-labelledby="t-dice"><h2 id="t-dice">No se pudo comprobar</h2>'
    "<p>Ese código no lo firmó la llave de este sitio, o está incompleto. Revise que lo copió entero; si vino de un QR, "
    "léalo otra vez.</p></section>"
)
_REVOCADA = Pieza(
    '<section class="aviso aviso--peligro" role="status" aria-labelledby="t-dice"><h2 id="t-dice">No basta con esta firma</h2>'
    "<p>Lo firmó una llave de este sitio que se revocó el <!--cuando--> porque alguien más la tuvo. Vale si ya constaba en el "
    "registro público: compruebe el PDF del acuse, que lleva su prueba, con el programa de la página «Cómo verificar».</p></section>"
)
_DE_HOY = "la llave de este sitio"
_IGUAL = Html("El perfil lleva esta misma huella: se publicó lo que se envió.")
_OTRA = Html("El perfil lleva otra huella: después se subsanó, ajustó o corrigió, y el perfil dice cuándo.")
_NADA = Html("Todavía no hay un perfil con contenido, o ya se retiró.")


def pagina(instantanea: Instantanea, consulta: str) -> str | None:
    """La página con su resultado; sin código, tal como se publicó. `None` si esta publicación no la trae."""
    archivo, llave = instantanea.archivo(f"{RUTA}index.html"), instantanea.archivo("verificar/llave.pub")
    if archivo is None or llave is None:
        return None
    codigo = (parse_qs(consulta).get(PARAMETRO) or [""])[0]
    html = archivo.read_text(encoding="utf-8")
    if not codigo.strip():
        return html
    resultado = _resultado(codigo, base64.b64decode(llave.read_bytes()), instantanea, _zona(html))
    lleno = html.replace(*_CAMPO, 1)  # el archivo se sirve tal cual, así que la marca no puede estar en él
    return Pieza(lleno)(resultado=resultado, codigo=codigo)


def _resultado(codigo: str, de_hoy: bytes, instantanea: Instantanea, zona: tzinfo) -> Html:
    """Con una llave de acuses que la de hoy certifica; los de antes, con la de hoy o con una anterior a ella."""
    eleccion = instantanea.nombre.partition("/")[0]
    firmado = quien_firmo(codigo, _de_acuses(instantanea, de_hoy))
    if firmado is not None:
        return _por_la_de_acuses(*firmado, instantanea, zona) if firmado[0].eleccion == eleccion else _NO()
    hallado = autentico(codigo, de_hoy)
    if hallado is not None:
        return _dice(hallado, _DE_HOY, instantanea, zona) if hallado.eleccion == eleccion else _NO()
    for antes in _anteriores(instantanea, de_hoy):
        hallado = autentico(codigo, antes.vkey.publica)
        if hallado is None or hallado.eleccion != eleccion:
            continue
        cuando = _como_impreso(antes.en.astimezone(zona))
        if antes.estado == "revocada":
            return _REVOCADA(cuando=cuando)
        if hallado.momento <= antes.en:
            quien = f"una llave anterior de este sitio, que valió hasta el {cuando}"
            return _dice(hallado, quien, instantanea, zona)
    return _NO()


def _por_la_de_acuses(
    dicho: Acuse | AcuseDeActo, llave: Anterior, instantanea: Instantanea, zona: tzinfo
) -> Html:
    hasta = _como_impreso(llave.en.astimezone(zona))
    if llave.estado == "revocada":
        return _REVOCADA(cuando=hasta)
    quien = "la llave de acuses de este sitio"
    if llave.estado == "retirada":
        quien = f"una llave de acuses anterior de este sitio, que valió hasta el {hasta}"
    return _dice(dicho, quien, instantanea, zona)


def _de_acuses(instantanea: Instantanea, de_hoy: bytes) -> list[Anterior]:
    archivo = copia_del_registro.cerca(instantanea.carpeta, "log/acuses")
    return de_acuses(archivo.read_bytes(), [de_hoy]) if archivo else []


def _anteriores(instantanea: Instantanea, de_hoy: bytes) -> list[Anterior]:
    """Las que declara el registro público, si su llave vigente es la de este sitio."""
    archivo = copia_del_registro.cerca(instantanea.carpeta, "log/llaves")
    dichas = llaves_de(archivo) if archivo else None
    return dichas.anteriores if dichas and dichas.vigente.publica == de_hoy else []


def _dice(acuse: Acuse | AcuseDeActo, quien: str, instantanea: Instantanea, zona: tzinfo) -> Html:
    if isinstance(acuse, AcuseDeActo):
        momento = _como_impreso(acuse.momento.astimezone(zona))
        return _ACTO(
            quien=quien, que=acuse.que, momento=momento, entrada=str(acuse.entrada), huella=acuse.huella
        )
    return _SI(
        quien=quien,
        numero=acuse.numero,
        momento=_como_impreso(acuse.momento.astimezone(zona)),
        huella=acuse.huella,
        compromiso=acuse.compromiso,
        publicado=_publicado(acuse, instantanea),
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


def _publicado(acuse: Acuse, instantanea: Instantanea) -> Html:
    for folio in (acuse.folio.lower(), acuse.folio):
        ficha = instantanea.archivo(f"candidaturas/{folio}.json")
        if ficha is not None:
            datos: dict[str, object] = json.loads(ficha.read_bytes())
            if datos.get("huella"):
                return _IGUAL if datos["huella"] == acuse.huella else _OTRA
    return _NADA
