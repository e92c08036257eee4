"""Las cadenas: la bitácora de cada base, lo enviado, y lo que los manifiestos firmados dicen de ellas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar.hallazgo import Estado, Hallazgo, asentado, error
from conoceles.bitacora.actos import Acto
from conoceles.nucleo.carpetas import carpetas

if TYPE_CHECKING:
    from conoceles.bitacora.mirada import Mirada

_RESTAURE = "No publique ni borre nada: compare con el último respaldo y averigüe quién entró a la base."
_CUENTAS = "No entra mientras no se remedie: averigüe quién entró a la base, y en Accesos haga lo que dice el paréntesis."
_CODIGOS = {
    "proceso": "ELECCION_CAMBIADA",
    "curricular": "VERSION_ALTERADA",
    "identidad": "SIN_CONSTANCIA",
}  # de las demás salas, lo común
_EN_SUS_ACTOS = (
    "En Revisión, en los actos de la candidatura, se lee qué constaba y qué dice: dos personas que administran lo reponen o, de un "
    "nombre o una edad, lo dan por bueno. Si son muchas y se sabe qué se hizo, deshacerlo en la base basta: lo que vuelve a decir lo que "
    "constaba deja de nombrarse. Averigüe quién entró a la base."
)
_SALDADAS: dict[str, tuple[str, Estado]] = {
    Acto.PADRON_REPUESTO: ("lo repusieron", "asentado"),
    Acto.PADRON_ATESTIGUADO: ("lo dieron por bueno", "atestiguado"),
}
A_LA_VISTA = 20  # de cada clase; el resto se cuenta


def mirada(alias: str) -> Mirada:
    """Una que todavía no ha visto nada de esa base."""
    from conoceles.bitacora.mirada import Mirada

    return Mirada(alias)


def bitacora(alias: str, vista: Mirada | None = None) -> Iterator[Hallazgo]:
    """Cada entrada sigue a la anterior y dice lo que decía. `vista`: lo que un proceso ya recorrió; sin ella, entera."""
    from conoceles.bitacora.mirada import verificar

    problemas = vista.problemas() if vista else verificar(alias)
    for frase in problemas[:A_LA_VISTA]:
        yield error("BITACORA_ROTA", f"Bitácora de «{ALIAS[alias]}»: {frase}", _RESTAURE)
    if len(problemas) > A_LA_VISTA:
        yield error(
            "BITACORA_ROTA", f"Bitácora de «{ALIAS[alias]}»: {len(problemas)} problemas en total.", _RESTAURE
        )


def cabezas() -> Iterator[Hallazgo]:
    """Cada cabeza que un manifiesto firmó sigue en su cadena: si falta, la base volvió atrás o se reescribió.

    La que faltaba al restaurar, y el acto de restaurar lo dijo, queda asentada.
    """
    dichas = _dichas_al_volver()
    for base, huella, publicacion in perdidas():
        frase = f"La publicación {publicacion} firmó una entrada ({huella[:16]}) que ya no está en la bitácora de «{base}»"
        eleccion = publicacion.partition("/")[0]
        if cuando := dichas.get(huella):
            yield asentado(
                "CABEZA_PERDIDA", f"{frase}: la copia que se repuso el {cuando} era anterior.", eleccion
            )
        else:
            yield error("CABEZA_PERDIDA", f"{frase}.", _RESTAURE, eleccion)


def perdidas() -> Iterator[tuple[str, str, str]]:
    """(base, huella, publicación que la firmó) de cada cabeza firmada que su bitácora ya no tiene."""
    from conoceles.bitacora.models import Entrada
    from conoceles.bitacora.operaciones import GENESIS

    firmadas: dict[str, dict[str, str]] = {"curricular": {}, "identidad": {}}
    for archivo in sorted(carpetas().sitio.glob("*/manifiestos/*.json")):
        for base, huella in _cabezas_de(archivo.read_bytes()).items():
            firmadas.setdefault(base, {})[huella] = f"{archivo.parts[-3]}/{archivo.stem}"
    for alias in ("default", "identidad"):
        dichas = firmadas[ALIAS[alias]]
        hay = set(Entrada.objects.using(alias).values_list("huella", flat=True)) | {GENESIS}
        yield from ((ALIAS[alias], huella, dichas[huella]) for huella in sorted(dichas.keys() - hay))


def _dichas_al_volver() -> dict[str, str]:
    """Huella → el día en que se repuso una copia que ya no la tenía, según su acto."""
    from conoceles.bitacora.consultas import sellada
    from conoceles.bitacora.models import Entrada

    vueltas = Entrada.objects.filter(acto=Acto.BASES_VUELTAS).order_by("id")
    return {h: f"{v.momento:%Y-%m-%d}" for v in filter(sellada, vueltas) for h in v.datos["perdidas"]}


def _cabezas_de(octetos: bytes) -> dict[str, str]:
    try:
        return dict(json.loads(octetos).get("cabezas") or {})
    except (ValueError, AttributeError):
        return {}  # lo dice la comprobación del sitio


def actos() -> Iterator[Hallazgo]:
    """Cada candidatura dice lo que se registró y está donde la dejó su último acto; y cada fila sellada, como la dejó el suyo."""
    from conoceles.expediente.constancias.de_la_base_a import sin_constancia

    for una in sin_constancia():
        remedio = _EN_SUS_ACTOS if una.registro and not una.actos else _RESTAURE
        yield error("ACTO_SIN_CONSTANCIA", f"{una.folio} {una.frase}.", remedio, una.proceso, una.folio)
    yield from filas()
    yield from saldadas()


def saldadas() -> Iterator[Hallazgo]:
    """Lo que alguien cambió del padrón y dos personas repusieron o dieron por bueno: deja de ser un error, no de constar."""
    from conoceles.bitacora.consultas import selladas
    from conoceles.bitacora.models import Entrada

    hechas = Entrada.objects.filter(acto__in=_SALDADAS).order_by("id")
    for e in selladas(hechas):
        que, estado = _SALDADAS[e.acto]
        frase = f"{e.folio} decía en el padrón lo que ningún acto escribió ({', '.join(e.datos['campos'])}); dos personas {que}."
        yield asentado("ACTO_SIN_CONSTANCIA", frase, e.proceso, e.folio, estado)


def con_sello() -> Iterator[Hallazgo]:
    """Lo que ningún acto asienta lleva el sello de quien lo escribió."""
    from conoceles.integridad.con_sello import ajenas

    cuales: dict[tuple[str, str], list[str]] = {}
    for base, frase, llave in ajenas():
        cuales.setdefault((base, frase), []).append(llave)
    for (base, frase), llaves in cuales.items():
        de = f"{', '.join(llaves[:5])}{' y otras' if len(llaves) > 5 else ''}"
        que = f"En la base «{ALIAS[base]}», {frase} no dice lo que el sistema escribió: {len(llaves)} ({de})."
        yield error("FILA_SIN_SELLO", que, _RESTAURE)


def filas(base: str = "default") -> Iterator[Hallazgo]:
    """Cada fila de las tablas selladas de esa base es la que un acto dejó; de una candidatura, las que no miran sus actos."""
    from conoceles.bitacora.selladas.tablas import DeQuien
    from conoceles.integridad.pregunta import todas

    dichas = {
        (h.tabla.modelo._meta.app_label, h.proceso, h.dueno, h.tabla.dueno.clase, h.frase): None
        for h in todas(base)
    }
    for sala, proceso, dueno, clase, frase in dichas:
        codigo = _CODIGOS.get(sala, "ACTO_SIN_CONSTANCIA")
        folio = dueno if clase is DeQuien.CANDIDATURA else ""
        quien = folio or (f"La elección {dueno}" if dueno else "La instalación")
        yield error(codigo, f"{quien} {frase}.", _RESTAURE, proceso, folio)


def permisos_de_publicar() -> Iterator[Hallazgo]:
    """Lo que autoriza publicar o contar, y los totales ya asentados, son lo que los actos escribieron en la base de identidad."""
    from conoceles.identidad.constancias.consultas import sin_constancia

    for folio, proceso, frase in sin_constancia():
        yield error("SIN_CONSTANCIA", f"En la base de identidad, {frase}.", _RESTAURE, proceso, folio)
    yield from filas("identidad")


def cuentas() -> Iterator[Hallazgo]:
    """Cada cuenta entra como un acto dejó que entrara, y se encarga de lo que uno le dio."""
    from conoceles.cuentas.constancia.cotejo import de_la_tabla, sin_constancia
    from conoceles.cuentas.constancia.memoria import ajenas
    from conoceles.cuentas.models import Enlace

    for frase in sin_constancia():
        yield error("CUENTA_SIN_CONSTANCIA", f"Sin pasar por el sistema, {frase}.", _CUENTAS)
    for frase in (*ajenas(), *de_la_tabla(Enlace)):
        yield error("CUENTA_SIN_CONSTANCIA", f"Sin pasar por el sistema, {frase}.", _RESTAURE)


def plazos() -> Iterator[Hallazgo]:
    """La fila de cada acuse es la que alguien dio; el plazo corre de su acto."""
    from conoceles.cuentas.constancia.cotejo import de_la_tabla
    from conoceles.cuentas.models import AcuseDeRecibo

    for frase in de_la_tabla(AcuseDeRecibo):
        yield error(
            "PLAZO_SIN_CONSTANCIA",
            f"Sin pasar por el sistema, {frase}: el plazo corre del que consta.",
            _RESTAURE,
        )


def elecciones() -> Iterator[Hallazgo]:
    """La definición que rige, y lo que de ella leen los candados, es la que alguien cargó o enmendó."""
    from conoceles.proceso.contenido import cotejo

    for clave, frase in cotejo.cambiadas():
        yield error("ELECCION_CAMBIADA", f"En {clave}, {frase}.", _RESTAURE, clave)
    for clave in cotejo.perdidas():
        yield error("ELECCION_CAMBIADA", f"La elección {clave} ya no está, y un acto la cargó.", _RESTAURE)


def pasos() -> Iterator[Hallazgo]:
    """La tabla de estados que el candado consulta es la de este programa."""
    from conoceles.expediente.transiciones import ajenos

    for frase in ajenos():
        yield error("PASOS_CAMBIADOS", f"En la tabla de estados {frase}.", _RESTAURE)
