"""Las llaves de esta instalación son las de siempre: sus huellas constan en la bitácora desde el primer uso."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from conoceles.arranque.comprobar.hallazgo import Hallazgo, error
from conoceles.bitacora.actos import Acto
from conoceles.nucleo import firma, secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.registro import nota
from conoceles.registro.llaves import renglones

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from conoceles.bitacora.models import Entrada

_DECLARADAS = {
    "firma": "llaves",
    "acuses": "acuses",
}  # llave → archivo del registro público que dice cuál vale


def asentar() -> None:
    """Deja constancia de la huella de cada llave la primera vez que la hay. Idempotente."""
    if not set(secretos.NOMBRES) <= set(_constancia("huellas")):
        _asentar("instalación")


def reconocer() -> None:
    """Si las bases volvieron a antes de un cambio de llave, consta la vieja, que se destruyó; vale la que declara el registro público.

    El registro no vuelve con las bases. Lo mira quien tiene todas las llaves: los servicios lo leen en la constancia.
    """
    cambiadas = [*_no_constan()]
    if cambiadas and all(n in _DECLARADAS and _declarada(n) == firma.llave_publica(n) for n in cambiadas):
        _asentar("reposición")


def _asentar(por: str) -> None:
    from django.db import transaction

    from conoceles.bitacora.operaciones import registrar
    from conoceles.nucleo import reloj
    from conoceles.nucleo.alcance import Alcance

    with transaction.atomic(using="default"):
        registrar(
            using="default", por=Alcance.sistema(por), acto=Acto.LLAVES_ASENTADAS, ahora=reloj.ahora(),
            datos={"huellas": {nombre: secretos.huella(nombre) for nombre in secretos.NOMBRES}},
        )  # fmt: skip


def ajenas() -> Iterator[Hallazgo]:
    """Las que no son las que constan: ni la de siempre ni la que un cambio interrumpido dejó dicho que iba a poner."""
    for nombre in _no_constan():
        if secretos.huella(nombre) in _de_antes(nombre):
            yield error(
                "LLAVE_AJENA",
                f"La llave «{nombre}» es la de antes del último cambio: lo que se firme con ella no vale.",
                f"Copie {secretos.ruta(nombre)} de la máquina en que se hizo el cambio y repita operacion/instalar aquí.",
            )
        else:
            yield _ajena(nombre, "no es la de esta instalación")


def _no_constan() -> Iterator[str]:
    por_poner = _constancia("por_poner")
    for nombre, huella in _constancia("huellas").items():
        if nombre in secretos.suyas() and secretos.huella(nombre) not in (huella, por_poner.get(nombre)):
            yield nombre


def acuses_declarada() -> Iterator[Hallazgo]:
    """La de acuses es la que el registro público declara: los de otra no los puede comprobar nadie."""
    declarada = _declarada("acuses")
    if declarada and "acuses" in secretos.suyas() and declarada != firma.llave_publica("acuses"):
        yield error(
            "ACUSES_SIN_DECLARAR",
            "El registro público declara otra llave de acuses: los que se den no los podrá comprobar nadie.",
            "Si se cambió en otra máquina, cópiela de ahí. Si no, con la captura y el obrero detenidos: conoceles llave rotar --acuses "
            "--acto «quién lo acordó».",
        )


def _declarada(nombre: str) -> bytes:
    """Los 32 octetos de la vigente, según el registro público; vacía si no la declara."""
    vkey = "".join(renglones(carpetas().sitio / "log", _DECLARADAS[nombre])[-1:]).rpartition(" ")[2]
    try:
        return nota.publica(vkey) if vkey else b""
    except ValueError:
        return b""


def a_medias() -> Iterator[Hallazgo]:
    """Un cambio de llave que se interrumpió."""
    from conoceles.publicacion import rotacion

    for nombre in rotacion.a_medias():
        yield error(
            "LLAVE_A_MEDIAS",
            f"El cambio de la llave «{nombre}» se interrumpió y no se ha terminado.",
            f"Con la captura y el obrero detenidos, repita la orden igual: {rotacion.orden(nombre)}",
        )


def maestra() -> Iterator[Hallazgo]:
    """Abre una llave viva del llavero: la prueba que no depende de lo que conste."""
    from conoceles.identidad.llaves.llavero import abre

    if "maestra" in secretos.suyas() and not abre():
        yield _ajena("maestra", "no abre lo que hay en el llavero")


def de_personas() -> Iterator[Hallazgo]:
    """Lo sellado de cada persona se abre con su llave, y esa con la maestra; lo que no, lo cambió o lo quitó otro cliente."""
    from conoceles.identidad import consultas
    from conoceles.identidad.llaves.llavero import abre, ilegibles

    if "maestra" not in secretos.suyas() or not abre():
        return  # es la maestra, y ya se dijo
    for claves, que, de in (
        ({*ilegibles()}, "La llave de los datos de {} no es la que se le dio", "la última copia del llavero"),
        (consultas.sin_llave(), "Ningún acto quitó la llave de los datos de {}, y no está", "la última copia del llavero"),
        (consultas.ilegibles(), "Las respuestas de identidad de {} no son las que se sellaron", "la última copia"),
    ):  # fmt: skip
        yield from _de_personas(claves, que, de)


def retirado() -> Iterator[Hallazgo]:
    """El llavero sabe todo lo que dice la lista de lo retirado: si no, se perdió o volvió atrás, y alguien abrió sin reponerlo."""
    from conoceles.arranque.respaldos import lo_retirado

    if "firma" in secretos.suyas() and lo_retirado.sabe_mas(carpetas().registro):
        yield error(
            "LLAVERO_OLVIDO",
            f"{carpetas().registro / lo_retirado.ARCHIVO} dice que se destruyó o revocó algo que el llavero no recuerda: se perdió o volvió atrás.",
            "Detenga los servicios y dé conoceles resguardo volver con la carpeta de las llaves: repone lo que falta y lo repite.",
        )


def _de_personas(claves: Collection[UUID], que: str, de: str) -> Iterator[Hallazgo]:
    from conoceles.candidaturas.models import Candidatura

    suyas = Candidatura.objects.filter(clave_identidad__in=claves).order_by("folio")
    for folio, eleccion in suyas.values_list("folio", "proceso_id"):
        yield error(
            "LLAVE_CAMBIADA",
            f"{que.format(folio)}: no se pueden leer ni se publican.",
            f"Reponga lo suyo de {de}, y averigüe quién entró a la base.",
            eleccion,
            folio,
        )


def _ajena(nombre: str, que: str) -> Hallazgo:
    return error(
        "LLAVE_AJENA",
        f"La llave «{nombre}» {que}: lo ya guardado o publicado con la otra no se podrá abrir ni comprobar.",
        _que_reponer(nombre),
    )


def _que_reponer(nombre: str) -> str:
    """Con una copia de antes de cambiarla, la de hoy parece ajena, y la del resguardo puede ser la robada."""
    suya = f"la suya de su resguardo y póngala en {secretos.ruta(nombre)}."
    if nombre not in _DECLARADAS:
        return f"Recupere {suya}"
    return (
        "Si las bases son de una copia de antes de cambiarla, esta es la buena y no la de entonces: al volver de una copia, repita con "
        f"--registro y el log/ de un espejo; si solo volvieron las bases, póngalo en {carpetas().sitio / 'log'} y dé conoceles resguardo "
        f"reponer. Si no, recupere {suya}"
    )


def _constancia(cual: str) -> dict[str, str]:
    """Llave → huella, según el último asiento. `cual`: `huellas`, las de la instalación, o `por_poner`."""
    return dict((_asientos().first() or {}).get(cual, {}))


def _de_antes(nombre: str) -> set[str]:
    return {dicho.get("huellas", {}).get(nombre, "") for dicho in _asientos()[1:]}


def _asientos() -> QuerySet[Entrada, dict[str, dict[str, str]]]:
    """Del último al primero."""
    from conoceles.bitacora.models import Entrada

    suyos = Entrada.objects.using("default").filter(acto=Acto.LLAVES_ASENTADAS)
    return suyos.order_by("-id").values_list("datos", flat=True)
