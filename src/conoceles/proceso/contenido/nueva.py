"""La carpeta de una elección nueva: la de un modelo, con sus nombres y sus fechas corridas hasta la otra jornada."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.nucleo.fechas import fecha
from conoceles.proceso.carga import DefinicionInvalida
from conoceles.proceso.carga.cargos import mal_nombrada
from conoceles.proceso.contenido.fuentes import RAIZ, Fuentes, de_carpeta, definir
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.comprobaciones import correo, enlace

PREGUNTAS = {
    "modelo": "A cuál se parece",
    "clave": "Clave, que será su dirección (minúsculas, números y guiones)",
    "nombre": "Nombre de la elección",
    "entidad": "Entidad",
    "instituto": "Nombre de la autoridad electoral",
    "siglas": "Siglas de la autoridad electoral",
    "unidad": "Área responsable, la que firma los avisos y los correos",
    "correo": "Correo de quien coordina el sistema",
    "sitio": "Dirección de su sitio (https://…)",
    "zona": "Huso horario de la elección (como America/Monterrey)",
    "jornada": "Día de la jornada (AAAA-MM-DD)",
}
DEL_MODELO = (
    "unidad",
    "zona",
)  # lo suyo se propone, a la vista: nada se conserva sin que alguien lo confirme
LEAME = "LEAME.md"
_DE_OTRA_CASA = re.compile(r"(?m)^(?:# )?(?:domicilio|telefono) = .*\n")  # los de quien organiza el modelo
_COMENTARIO = re.compile(r"(?m)^#.*\n")  # los del modelo dicen de dónde salió lo suyo
# «el Instituto», el del modelo; los de nombre propio llevan otra mayúscula después. No todas las autoridades son uno.
_EL_INSTITUTO = re.compile(
    r"\b([Ee]|[Aa]|[Dd]e)l\s+[Ii]nstituto\b(?:\s+electoral\b(?!\s+de\b))?(?!\s+(?:[A-ZÁÉÍÓÚ]|electoral\b))"
)
_ARTICULO = {"e": "la", "a": "a la", "de": "de la"}
_LEMA_CON_DIA = re.compile(r'"este \d{1,2} de [a-z]+"')
_GRUPO = re.compile(r"(?m)^\[\[calendario\.grupos\]\]\n(?:(?!\[(?!calendario\.grupos\.)).*\n)*")
_FECHA = re.compile(r"\{ dia = (\d{4}-\d\d-\d\d)[^}]*(?:\{[^}]*\}[^}]*)?\}")
_DE_TOML = re.compile(r'["\\\[\]{}<>\x00-\x1f]')
_MODELOS = RAIZ_PROYECTO / "procesos"


@dataclass(frozen=True)
class Modelo:
    """Una carpeta que puede copiarse, y de qué elección es, en una frase."""

    clave: str
    que_es: str
    unidad: str
    zona: str


@dataclass(frozen=True)
class Nueva:
    """Lo que se pregunta."""

    clave: str
    nombre: str
    entidad: str
    instituto: str
    siglas: str
    unidad: str
    correo: str
    sitio: str
    zona: str
    jornada: date


def modelos() -> list[Modelo]:
    """Las carpetas que pueden copiarse: las que no son solo archivo. Lo que son lo dice su primer renglón."""
    textos = {r.parent.name: r.read_text("utf-8") for r in sorted(_MODELOS.glob("*/proceso.toml"))}
    return [_modelo(c, t) for c, t in textos.items() if "\nhistorico = true" not in t]


def propuesta(modelo: str, clave: str) -> str:
    """Lo que ese modelo dice de lo que se pregunta proponiéndolo; vacía si no se propone o no hay tal modelo."""
    suyo = next((m for m in modelos() if m.clave == modelo.strip()), None)
    return str(getattr(suyo, clave)) if suyo and clave in DEL_MODELO else ""


def escribir_nueva(dicho: Mapping[str, str]) -> Fuentes:
    """Los archivos de la carpeta, ya comprobados, de lo contestado a `PREGUNTAS`.

    `ErroresDeCampos` con una frase junto a cada pregunta mal contestada: no se escribe nada.
    """
    modelo, nueva = _leer({clave: dicho.get(clave, "").strip() for clave in PREGUNTAS})
    try:
        return preparar(modelo, nueva)
    except DefinicionInvalida as error:
        causas = {f.clave.rpartition(".")[2]: f.razon for f in reversed(error.errores)}
        errores = {clave: causas[clave] for clave in PREGUNTAS if clave in causas}
        if errores.keys() != causas.keys():  # la carpeta modelo, no lo contestado
            raise
        raise _rechazo(errores) from error


def preparar(modelo: Path, nueva: Nueva) -> Fuentes:
    """Los archivos de la carpeta, ya comprobados. `DefinicionInvalida` si con lo dicho no se carga.

    Toda fecha queda como supuesto y todo acuerdo del modelo se quita: son de otra elección.
    """
    definicion, fuentes = de_carpeta(modelo)
    jornada = definicion.calendario.dia("jornada")
    if definicion.historico or jornada is None:
        raise ErrorDeDominio(f"«{modelo.name}» es un archivo: no sirve de modelo.", campo="modelo")
    hechas = {nombre: _con_sus_nombres(texto, definicion, nueva) for nombre, texto in fuentes.items()}
    hechas[RAIZ] = _raiz(hechas[RAIZ], definicion, nueva, nueva.jornada - jornada)
    definir(hechas)
    return hechas | {LEAME: _leame(definicion, nueva, hechas)}


def _leer(dicho: dict[str, str]) -> tuple[Path, Nueva]:
    errores = {clave: _falta(clave, dicho["modelo"]) for clave in PREGUNTAS if not dicho[clave]}
    for clave, texto in dicho.items():
        if _DE_TOML.search(texto):
            errores[clave] = "No puede llevar comillas, corchetes, llaves ni «<>»."
    jornada = fecha(dicho["jornada"])
    comprobadas = {
        "clave": mal_nombrada(dicho["clave"]),
        "correo": correo(dicho["correo"]),
        "sitio": enlace(dicho["sitio"]),
        "jornada": "" if jornada else f"«{dicho['jornada']}» no es un día, como 2027-06-06.",
        "modelo": "" if dicho["modelo"] in [m.clave for m in modelos()] else _no_hay(dicho["modelo"]),
    }
    errores = {clave: frase for clave, frase in comprobadas.items() if frase} | errores
    if errores or jornada is None:
        raise _rechazo(errores)
    modelo = _MODELOS / dicho.pop("modelo")
    return modelo, Nueva(**{c: v for c, v in dicho.items() if c != "jornada"}, jornada=jornada)


def _falta(clave: str, modelo: str) -> str:
    suya = propuesta(modelo, clave)
    return f"Falta «{PREGUNTAS[clave]}»." + (
        f" El modelo dice «{suya}»: confírmelo o escriba otro." if suya else ""
    )


def _rechazo(errores: dict[str, str]) -> ErroresDeCampos:
    return ErroresDeCampos("No se escribió nada.", {c: errores[c] for c in PREGUNTAS if c in errores})


def _no_hay(modelo: str) -> str:
    return f"No hay un modelo «{modelo}»; hay {', '.join(m.clave for m in modelos())}."


def _modelo(clave: str, raiz: str) -> Modelo:
    dicho = tomllib.loads(raiz)
    return Modelo(clave, _que_es(raiz), dicho["institucion"]["unidad"], dicho["calendario"]["zona"])


def _que_es(raiz: str) -> str:
    """El comentario del principio, hasta su primer punto."""
    parrafo = re.match(r"(?:# .*\n)+", raiz)
    juntos = " ".join(r.removeprefix("# ") for r in parrafo[0].splitlines()) if parrafo else ""
    return juntos.partition(". ")[0].rstrip(".:")


def _leame(modelo: Definicion, nueva: Nueva, hechas: Fuentes) -> str:
    lugares = modelo.territorio.municipios
    distritos = f", y los {len(modelo.distritos)} distritos de `distritos.csv`" if modelo.distritos else ""
    cuadros = ", y el mapa de cuadros de `mosaico.csv`" if "mosaico.csv" in hechas else ""
    grupos = "los grupos del calendario, " if "calendario.grupos" in hechas[RAIZ] else ""
    return (
        f"# {nueva.nombre}\n\nEscrita a partir de `{modelo.clave}`. Lo que sigue es de ese modelo hasta que se cambie:\n\n"
        f"- `municipios.csv`: los {len(modelo.municipios)} {lugares} son los suyos{distritos}{cuadros}.\n"
        f"- {grupos.capitalize()}`[[cargos]]`, `[[fuerzas]]`, `[[acciones_afirmativas]]` y los convenios, en `proceso.toml` y sus archivos.\n"
        "- Los avisos de privacidad, que aprueba el Comité de Transparencia, y los cuestionarios.\n"
        "- Toda fecha se corrió hasta la jornada y quedó como supuesto, sin acuerdo.\n\n"
        "Cada clave está explicada en `docs/definicion.md`. Después:\n\n"
        f"    ./conoceles proceso cargar CARPETA\n    ./conoceles proceso pendientes {nueva.clave}\n"
    )


def _con_sus_nombres(texto: str, modelo: Definicion, nueva: Nueva) -> str:
    suya = modelo.institucion
    texto = _EL_INSTITUTO.sub(_sin_instituto, texto)
    for antes, despues in (
        (suya.nombre, nueva.instituto),
        (suya.unidad, nueva.unidad),
        (suya.correo, nueva.correo),
        (suya.sitio, nueva.sitio),
        (suya.siglas, nueva.siglas),
    ):
        texto = texto.replace(antes, despues)
    return texto


def _sin_instituto(hallado: re.Match[str]) -> str:
    articulo = _ARTICULO[hallado[1].lower()]
    return f"{articulo if hallado[1].islower() else articulo.capitalize()} autoridad electoral"


def _raiz(texto: str, modelo: Definicion, nueva: Nueva, corre: timedelta) -> str:
    for antes, despues in (
        (modelo.clave, nueva.clave),
        (f'nombre = "{modelo.nombre}"', f'nombre = "{nueva.nombre}"'),
        (f'entidad = "{modelo.entidad}"', f'entidad = "{nueva.entidad}"'),
        (f'zona = "{modelo.calendario.zona}"', f'zona = "{nueva.zona}"'),
    ):
        texto = texto.replace(antes, despues)
    texto = _COMENTARIO.sub("", _DE_OTRA_CASA.sub("", texto))
    texto = _GRUPO.sub(lambda m: "" if "\npregunta = " in m[0] else m[0], texto)
    texto = _LEMA_CON_DIA.sub(f'"este {en_palabras(nueva.jornada).rpartition(" de ")[0]}"', texto)
    cabeza = f"# {nueva.nombre}. Toda fecha es un supuesto hasta que la fije su acto.\n\n"
    return cabeza + _FECHA.sub(lambda m: _corrida(m[1], corre), re.sub(r"\n{3,}", "\n\n", texto).lstrip())


def _corrida(dia: str, corre: timedelta) -> str:
    return f"{{ dia = {(date.fromisoformat(dia) + corre).isoformat()}, supuesto = true }}"
