"""Las cadenas: la bitácora de cada base, lo enviado, y lo que los manifiestos firmados dicen de ellas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar.hallazgo import Hallazgo, error
from conoceles.nucleo.carpetas import carpetas

if TYPE_CHECKING:
    from conoceles.bitacora.mirada import Mirada

_RESTAURE = "No publique ni borre nada: compare con el último respaldo y averigüe quién entró a la base."
_CUENTAS = "No entra mientras no se remedie: averigüe quién entró a la base, y en Accesos haga lo que dice el paréntesis."
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
    """Cada cabeza que un manifiesto firmó sigue en su cadena: si falta, la base volvió atrás o se reescribió."""
    from conoceles.bitacora.models import Entrada
    from conoceles.bitacora.operaciones import GENESIS

    firmadas: dict[str, dict[str, str]] = {"curricular": {}, "identidad": {}}
    for archivo in sorted(carpetas().sitio.glob("*/manifiestos/*.json")):
        for base, huella in _cabezas_de(archivo.read_bytes()).items():
            firmadas.setdefault(base, {})[huella] = f"{archivo.parts[-3]}/{archivo.stem}"
    for alias in ("default", "identidad"):
        dichas = firmadas[ALIAS[alias]]
        hay = set(Entrada.objects.using(alias).values_list("huella", flat=True)) | {GENESIS}
        for huella in sorted(dichas.keys() - hay):
            yield error(
                "CABEZA_PERDIDA",
                f"La publicación {dichas[huella]} firmó una entrada ({huella[:16]}) que ya no está en la bitácora de "
                f"«{ALIAS[alias]}».",
                _RESTAURE,
                dichas[huella].partition("/")[0],
            )


def _cabezas_de(octetos: bytes) -> dict[str, str]:
    try:
        return dict(json.loads(octetos).get("cabezas") or {})
    except (ValueError, AttributeError):
        return {}  # lo dice la comprobación del sitio


def versiones() -> Iterator[Hallazgo]:
    """Lo enviado sigue siendo lo que su huella resume."""
    from conoceles.curricular.consultas import alteradas

    for folio, proceso, numero in alteradas():
        yield error(
            "VERSION_ALTERADA",
            f"Lo enviado de {folio} (versión {numero}) no dice lo que se envió o cuándo, no consta que se enviara, o le falta otra.",
            _RESTAURE,
            proceso,
            folio,
        )


def actos() -> Iterator[Hallazgo]:
    """Cada candidatura dice lo que se registró, está donde la dejó su último acto, y solo se le oculta lo que se mandó."""
    from conoceles.expediente.constancias import sin_sello
    from conoceles.expediente.constancias.de_la_base_a import sin_constancia

    dichas = [(una.folio, una.proceso, una.frase) for una in sin_constancia()]
    for folio, proceso, frase in (*dichas, *sin_sello.sin_constancia()):
        yield error("ACTO_SIN_CONSTANCIA", f"{folio} {frase}.", _RESTAURE, proceso, folio)


def de_cada_eleccion() -> Iterator[Hallazgo]:
    """El cierre de cada elección y el fin de su evaluación son los que un acto dejó."""
    from conoceles.bitacora.selladas import de_la_eleccion
    from conoceles.difusion.adaptaciones import vigentes as adaptaciones
    from conoceles.evaluacion.models import Conclusion
    from conoceles.expediente.models import Cierre

    for modelo, que in ((Cierre, "el cierre"), (Conclusion, "el fin de la evaluación")):
        for clave in de_la_eleccion(modelo):
            frase = f"En {clave}, {que} no es el que un acto dejó."
            yield error("ACTO_SIN_CONSTANCIA", frase, _RESTAURE, clave)
    for clave in sorted({*adaptaciones.alteradas().values()}):
        frase = f"En {clave}, una adaptación (lectura fácil, lengua, señas o voz) no es la que un acto dejó: no se publica."
        yield error("ACTO_SIN_CONSTANCIA", frase, _RESTAURE, clave)


def de_lo_informado() -> Iterator[Hallazgo]:
    """El libro de los informes, lo que se evaluó y lo que se difundió dicen lo que un acto dejó."""
    from conoceles.difusion.estrategia import constancia as de_difundir
    from conoceles.evaluacion import constancia as de_evaluar
    from conoceles.informes import constancia as de_informes

    for clave, que in (*de_informes.alteradas(), *de_evaluar.alteradas(), *de_difundir.alteradas()):
        frase = f"En {clave}, {que} no es lo que un acto dejó."
        yield error("ACTO_SIN_CONSTANCIA", frase, _RESTAURE, clave)


def de_lo_pedido() -> Iterator[Hallazgo]:
    """De cada solicitud de derechos y de cada acto que espera a otra persona consta quién lo pidió, y qué."""
    from conoceles.derechos import constancia
    from conoceles.revision import segundas

    for folios, que in (
        (constancia.alteradas(), "una solicitud de derechos, o un paso suyo,"),
        ({*segundas.alteradas().values()}, "lo que espera a otra persona"),
    ):
        for folio in sorted(folios):
            yield error(
                "ACTO_SIN_CONSTANCIA", f"En {folio}, {que} no es lo que un acto dejó.", _RESTAURE, folio=folio
            )
    if constancia.vulneraciones_alteradas():
        frase = "Una vulneración, o lo que se hizo después de ella, no es lo que un acto dejó: su plazo de aviso corre del que consta."
        yield error("ACTO_SIN_CONSTANCIA", frase, _RESTAURE)


def permisos_de_publicar() -> Iterator[Hallazgo]:
    """Lo que autoriza publicar o contar, y los totales ya asentados, son lo que los actos escribieron en la base de identidad."""
    from conoceles.identidad.constancias.consultas import sin_constancia

    for folio, proceso, frase in sin_constancia():
        yield error("SIN_CONSTANCIA", f"En la base de identidad, {frase}.", _RESTAURE, proceso, folio)


def cuentas() -> Iterator[Hallazgo]:
    """Cada cuenta entra como un acto dejó que entrara, y se encarga de lo que uno le dio."""
    from conoceles.cuentas.constancia import entregas
    from conoceles.cuentas.constancia.cotejo import sin_constancia
    from conoceles.cuentas.constancia.memoria import ajenas

    for frase in sin_constancia():
        yield error("CUENTA_SIN_CONSTANCIA", f"Sin pasar por el sistema, {frase}.", _CUENTAS)
    for frase in (*ajenas(), *entregas.sin_constancia()):
        yield error("CUENTA_SIN_CONSTANCIA", f"Sin pasar por el sistema, {frase}.", _RESTAURE)


def plazos() -> Iterator[Hallazgo]:
    """La fila de cada acuse es la que alguien dio; el plazo corre de su acto."""
    from conoceles.expediente.constancias.acuses import sin_constancia

    for frase in sin_constancia():
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
    for que, claves in (
        ("una enmienda", cotejo.enmiendas_ajenas()),
        ("una definición que rigió", cotejo.versiones_ajenas()),
    ):
        for clave in sorted(claves):
            frase = f"En {clave}, {que} no es la que un acto dejó."
            yield error("ELECCION_CAMBIADA", frase, _RESTAURE, clave)


def pasos() -> Iterator[Hallazgo]:
    """La tabla de estados que el candado consulta es la de este programa."""
    from conoceles.expediente.transiciones import ajenos

    for frase in ajenos():
        yield error("PASOS_CAMBIADOS", f"En la tabla de estados {frase}.", _RESTAURE)
