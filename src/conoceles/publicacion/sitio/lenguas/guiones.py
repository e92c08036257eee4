"""Los guiones del sitio en otra lengua: los mismos archivos, con lo que dicen traducido. En español no cambian."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from conoceles.nucleo import estatico
from conoceles.nucleo.redaccion.frases import huecos, partes
from conoceles.proceso.lenguas import marco
from conoceles.publicacion.sitio.lenguas.decir import solo_cifras
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua

BUSCAR = "buscar.js"
LOS_QUE_DICEN = ("conoceles.js", "donde.js", "practicar.js", "lista.js", "verificar.js")
_ENTRE_LENGUAS = Path(__file__).with_name("lengua.js")
# Lo que cambia de lugar o de sentido en esas páginas: el índice es uno, y la voz solo lee lo que está en español; del
# archivo de lugares se dicen las boletas; al practicar, cada caso trae dicho lo que pasa, y «y» es una palabra; lo guardado en la lista está en español.
AJUSTES = {
    BUSCAR: (("`../indice/${", "`../../../indice/${"),),
    "conoceles.js": (('querySelectorAll("[data-leer]")', 'querySelectorAll("[data-leer] [lang=es]")'),),
    "donde.js": (
        ("const MAXIMO = 8;", "const MAXIMO = 8, NOMBRES = DICHOS;"),
        ("(texto, destino) =>", '(texto, destino, lengua = "") =>'),
        ("a.textContent = texto;", "a.textContent = texto;\n    if (lengua) a.lang = lengua;"),
        (
            "enlazar(boleta[1] + cuales, `contiendas/${boleta[0]}/`);",
            "enlazar((NOMBRES[boleta[1]] ?? boleta[1]) + cuales, `contiendas/${boleta[0]}/`, "
            'NOMBRES[boleta[1]] ? "" : "es");',
        ),
    ),
    "practicar.js": (
        (
            'dice.textContent = e.querySelector("dd").textContent;',
            'dice.append(...copia(e.querySelector("dd")));',
        ),
        (
            '`: ${e.dataset.entonces.replace("{quien}", nombres(marcadas))}.`',
            '": ", ...copia(e.querySelector("dd[hidden]"), nombres(marcadas)), "."',
        ),
        ('new Intl.ListFormat("es", { type: "conjunction" }).format(', "separadas("),
        (
            "function contar()",
            """const separadas = (nombres) => nombres.join(", ");
function copia(dicho, quien) {
  const partes = [...dicho.cloneNode(true).childNodes];
  partes.forEach((parte) => { parte.textContent = parte.textContent.replace("{quien}", () => quien); });
  return partes;
}

function contar()""",
        ),
    ),
    "verificar.js": (
        ('traer("../../log/acuses")', 'traer("../../../../log/acuses")'),
        (
            '["../manifiesto.json", "../manifiesto.firma", "../manifiesto.renglones", "llave.pub"]',
            '["manifiesto.json", "manifiesto.firma", "manifiesto.renglones", "verificar/llave.pub"]'
            ".map((ruta) => `../../../${ruta}`)",
        ),
    ),
    "lista.js": (
        ("titulo.textContent = boleta;", 'titulo.textContent = boleta;\n      titulo.lang = "es";'),
        ("dato.textContent = persona.fuerza;", 'dato.textContent = persona.fuerza;\n  dato.lang = "es";'),
    ),
}
_DE_LA_BUSQUEDA = (
    "buscar.html", "comparar.html", "_tarjeta.html", "_columna.html", "_en_papel.html", marco.PIEZAS, marco.DICHOS, marco.GUIONES,
)  # fmt: skip
# De lo que dice la elección, lo que se lee en una tarjeta, un filtro o una celda.
_GRUPOS = (
    "cargos.",
    "contiendas.",
    "curricular.",
    "catalogos.",
    "temas.",
    "acciones.",
    "fuerzas.",
    "territorio.",
    "fechas.",
)
_LARGOS = (".que", ".que_hace", ".como_se_gana", ".una_sola", ".abarca")


@lru_cache(maxsize=16)
def de(lengua: EnLengua) -> dict[str, tuple[str, bytes]]:
    """Nombre lógico («buscar_js») → nombre con huella y contenido."""
    hechos = {n.replace(".", "_"): _con_huella(n, _traducido(n, lengua)) for n in LOS_QUE_DICEN}
    adentro = _con_huella(
        BUSCAR, _ajustado(BUSCAR)
    )  # compone en español; el de la lengua, que lo trae, lo dice en ella
    entre = _ENTRE_LENGUAS.read_text("utf-8").replace("BUSCAR", adentro[0], 1)
    entre = entre.replace("DICHOS", dichos(lengua), 1)
    return hechos | {"adentro": adentro, "buscar_js": _con_huella(f"buscar-{lengua.clave}.js", entre)}


def _con_huella(nombre: str, guion: str) -> tuple[str, bytes]:
    return estatico.con_huella(nombre, guion.encode()), guion.encode()


def _ajustado(nombre: str) -> str:
    guion = estatico.contenidos()[nombre].decode()
    for antes, despues in AJUSTES.get(nombre, ()):
        guion = guion.replace(antes, despues)
    return guion


def traducido(guion: str, lengua: EnLengua) -> str:
    """Ese guion, con lo que alguien tradujo."""
    return con_lo_dicho(guion, {f: lengua.frases[f] for f in marco.de_los_guiones() if f in lengua.frases})


def _traducido(nombre: str, lengua: EnLengua) -> str:
    boletas = {d.texto: d.dicho for d in lengua.dichos if re.fullmatch(r"contiendas\..+\.nombre", d.clave)}
    piezas = _ajustado(nombre).split("DICHOS")
    return _en_json(boletas).join(traducido(pieza, lengua) for pieza in piezas)


def con_lo_dicho(guion: str, dichas: Mapping[str, str]) -> str:
    """El guion con esas frases traducidas, de una sola pasada: lo que alguien tradujo no se vuelve a leer como guion."""
    hallados = ((m, dicha) for frase, dicha in dichas.items() for m in _en_el_guion(frase).finditer(guion))
    hecho, hasta = [], 0
    for m, dicha in sorted(hallados, key=lambda hallado: hallado[0].start()):
        if m.start() >= hasta:
            hecho += [guion[hasta : m.start()], _literal(dicha, m)]
            hasta = m.end()
    return "".join([*hecho, guion[hasta:]])


def _en_el_guion(frase: str) -> re.Pattern[str]:
    """Donde un guion la dice: entre comillas, o en una plantilla con sus datos."""
    if not huecos(frase):
        return re.compile(rf'(["`]){re.escape(frase)}\1')
    regla = "".join(r"(\$\{[^{}`]+\})" if n % 2 else re.escape(p) for n, p in enumerate(partes(frase)))
    return re.compile(f"`{regla}`")


def _literal(dicha: str, hallada: re.Match[str]) -> str:
    if hallada[1] in {'"', "`"}:
        return _en_json(dicha)
    return f"`{''.join(_con_datos(dicha, hallada.groups()))}`"


def _con_datos(dicha: str, datos: tuple[str, ...]) -> Iterable[str]:
    """Lo traducido es texto, nunca código."""
    for n, parte in enumerate(partes(dicha)):
        yield datos[int(parte) - 1] if n % 2 else re.sub(r"([\\`$])", r"\\\1", parte).replace("<", r"\x3c")


def _en_json(dato: object) -> str:
    """También dentro de un guion, y de una página: sin los finales de renglón que no todo navegador admite, ni etiquetas."""
    return re.sub("[\u2028\u2029<]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(dato, ensure_ascii=False))


@lru_cache(maxsize=16)
def dichos(lengua: EnLengua) -> str:
    """Lo que hace falta para decir la búsqueda y la comparación, que se componen en el teléfono o en el lector (JSON)."""
    suyas = [f for f in marco.frases_de(*_DE_LA_BUSQUEDA) if f in lengua.frases]
    con_datos = sorted(filter(huecos, suyas), key=len, reverse=True)
    de_ella = (d for d in lengua.dichos if d.clave.startswith(_GRUPOS) and not d.clave.endswith(_LARGOS))
    textos = {f: lengua.frases[f] for f in suyas if not huecos(f)} | {d.texto: d.dicho for d in de_ella}
    frases = [(_regla(f), _partida(lengua.frases[f])) for f in con_datos]
    fechas = {clave: _partida(forma) for clave, forma in lengua.voz.fechas.items()}
    return _en_json({"textos": textos, "frases": frases, "fechas": fechas, "propios": lengua.propios})


def _regla(frase: str) -> str:
    dato = r"(\P{L}+?)" if solo_cifras(frase) else "(.+?)"
    return "".join(dato if n % 2 else re.sub(r"[\\^$.*+?()[\]{}|/]", r"\\\g<0>", p) for n, p in enumerate(partes(frase)))  # fmt: skip


def _partida(dicha: str) -> list[str | int]:
    return [int(p) if n % 2 else p for n, p in enumerate(partes(dicha)) if n % 2 or p]
