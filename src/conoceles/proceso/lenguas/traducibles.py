"""Todo texto de la elección que el público lee, para traducirlo; y lo traducido que hoy vale. Nada se infiere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from conoceles.nucleo.dias import MESES
from conoceles.nucleo.redaccion import frases
from conoceles.proceso.boleta import se_elige
from conoceles.proceso.definicion import SIN_PARTIDO, Definicion, Territorio
from conoceles.proceso.lenguas import marco
from conoceles.proceso.lenguas.boletas import boletas
from conoceles.proceso.lenguas.guia import Lengua, Traduccion
from conoceles.proceso.preguntas.cuestionario import Cuestionario

GRUPOS = {
    "marco": "El sitio",
    "fechas": "Cómo se dicen las fechas",
    "eleccion": "La elección",
    "territorio": "Cómo se llama el territorio",
    "guia": "Guía breve",
    "cargos": "Lo que se elige",
    "boletas": "Cómo se llaman las boletas",
    "contiendas": "Boletas",
    "fuerzas": "Quien postula",
    "enlaces": "Páginas oficiales",
    "curricular": "Lo que se pregunta",
    "identidad": "Lo que se pregunta, si la persona autoriza publicarlo",
    "catalogos": "Respuestas de los catálogos",
    "temas": "Temas de las propuestas",
    "acciones": "Acciones afirmativas",
    "cifras": "Estadística",
    "avisos": "Avisos de privacidad",
    "preguntas": "Preguntas frecuentes",
    "difusion": "Publicaciones en redes",
}


@dataclass(frozen=True)
class Traducible:
    """Un texto en español. `clave`: «cargos.presidencia.nombre». `que`: qué es, para quien traduce."""

    clave: str
    que: str
    texto: str
    largo: bool = False  # Markdown
    de: tuple[str, tuple[str, ...]] = ("", ())  # si otra la compone: su clave, y lo que va en {1}, {2}

    @property
    def grupo(self) -> str:
        return self.clave.partition(".")[0]

    @property
    def huella(self) -> str:
        """SHA-256 del texto sin blancos de más: una hoja de cálculo los mueve y no cambian lo que dice."""
        return hashlib.sha256(" ".join(self.texto.split()).encode()).hexdigest()


def traducibles(d: Definicion) -> list[Traducible]:
    """En el orden en que se leen; sin los que la elección deja vacíos."""
    dichos = (
        *(Traducible(clave, "Marco del sitio", frase) for clave, frase in marco.del_sitio().items()),
        *_de_las_fechas(),
        *_de_la_eleccion(d),
        *_del_territorio(d.territorio),
        *_de_los_cargos(d),
        *_de_los_nombres(d),
        *_del_cuestionario(d.curricular),
        *_del_cuestionario(d.identidad),
        *_de_los_catalogos(d),
        *(x for t in d.temas.temas for x in _del_tema(t.clave, t.nombre, t.abarca)),
        *(Traducible(f"acciones.{a.clave}", "Acción afirmativa", a.nombre) for a in d.acciones_afirmativas),
        *_de_las_cifras(d),
        *_de_los_avisos(d),
        *(Traducible(f"difusion.mensaje-{n}", "Mensaje", m) for n, m in enumerate(d.difusion.mensajes, 1)),
    )
    return [x for x in dichos if x.texto.strip()]


def vigentes(d: Definicion, lengua: Lengua) -> dict[str, Traduccion]:
    """Clave → lo traducido del texto que hoy se publica."""
    hechas = {t.clave: t for t in lengua.traducciones}
    todos = traducibles(d) if hechas else []
    valen = {
        t.clave: hechas[t.clave] for t in todos if t.clave in hechas and hechas[t.clave].original == t.huella
    }
    compuestas = {t.clave: _compuesta(t, valen[t.de[0]]) for t in todos if t.de[0] in valen}
    return compuestas | valen


def _compuesta(t: Traducible, frase: Traduccion) -> Traduccion:
    """La de esa boleta: la frase que alguien tradujo, con el nombre de su lugar."""
    dicha = "".join(
        t.de[1][int(parte) - 1] if n % 2 else parte for n, parte in enumerate(frases.partes(frase.texto))
    )
    return replace(frase, clave=t.clave, original=t.huella, texto=dicha)


def atrasadas(d: Definicion, lengua: Lengua) -> list[str]:
    """De qué texto es lo traducido que ya no se muestra, porque su original cambió."""
    valen = vigentes(d, lengua)
    return [t.clave for t in lengua.traducciones if t.clave not in valen]


def renglones(d: Definicion, lengua: Lengua) -> list[tuple[str, ...]]:
    """Los de su hoja; los que se componen, solo si alguien los tradujo aparte.

    El que ya no vale conserva la huella de lo que tradujo: al borrarla, alguien dice que lo revisó.
    """
    hechas, todos = {t.clave: t for t in lengua.traducciones}, traducibles(d)
    claves = {t.clave for t in todos}
    sueltas = [Traducible(c, "El sitio ya no lo dice", "") for c in hechas if c not in claves]
    pedidos = (t for t in todos if not t.de[0] or t.clave in hechas)
    return [_renglon(t, hechas.get(t.clave)) for t in (*pedidos, *sueltas)]


def _renglon(t: Traducible, hecha: Traduccion | None) -> tuple[str, ...]:
    if hecha is None:
        return (t.clave, t.que, t.texto, t.huella, "", "", "", "")
    fecha = hecha.fecha.isoformat() if hecha.fecha else ""
    return (t.clave, t.que, t.texto, hecha.original, hecha.texto, hecha.hizo, hecha.reviso, fecha)


def _de_las_fechas() -> Iterator[Traducible]:
    """Como se escriben en el sitio: con {1}, {2} donde va cada parte."""
    yield Traducible("fechas.dia", "Fecha: día, mes y año", "{1} de {2} de {3}")
    yield Traducible("fechas.momento", "Fecha y hora", "{1}, {2}")
    for mes in MESES:
        yield Traducible(f"fechas.{mes}", "Mes", mes)


def _de_la_eleccion(d: Definicion) -> Iterator[Traducible]:
    yield Traducible("eleccion.nombre", "Nombre de la elección", d.nombre)
    yield Traducible("eleccion.boleta", "Por qué ese orden en la boleta", d.boleta.regla)
    for o in d.boleta.ordenes:
        yield Traducible(f"eleccion.boleta.{o.cargo}", "Por qué ese orden en la boleta", o.regla)
    for t in d.guia.textos:
        yield Traducible(f"guia.{t.clave}.titulo", "Guía breve, título", t.titulo)
        yield Traducible(f"guia.{t.clave}.texto", "Guía breve", t.texto)


def _del_territorio(t: Territorio) -> Iterator[Traducible]:
    dichas = {
        "municipio": t.municipio,
        "municipios": t.municipios,
        "un": t.un,
        "el": t.el,
        "titulo": t.titulo,
        "mi": t.mi,
        "entero": t.entero,
        "todo": t.todo,
    }
    for clave, palabra in dichas.items():
        yield Traducible(f"territorio.{clave}", "Palabra", palabra)


def _de_los_cargos(d: Definicion) -> Iterator[Traducible]:
    for c, que in se_elige.dichos(d):
        yield Traducible(f"cargos.{c.clave}.nombre", "Cargo", c.nombre)
        yield Traducible(f"cargos.{c.clave}.plural", "Cargo, varios", c.plural)
        yield Traducible(f"cargos.{c.clave}.que", "Cuántos se eligen", que)
        yield Traducible(f"cargos.{c.clave}.que_hace", "Qué hace ese cargo", c.que_hace)
        for cual, opciones in (("como_se_gana", 2), ("una_sola", 1)):
            gana = se_elige.como_se_gana(c, d.territorio, con_partidos=d.con_partidos, opciones=opciones)
            yield Traducible(f"cargos.{c.clave}.{cual}", "Cómo se gana", gana)
        for n, puesto in enumerate(dict.fromkeys(p.nombre for p in c.puestos), 1):
            yield Traducible(f"cargos.{c.clave}.puesto-{n}", "Puesto de la planilla", puesto)
    suyas = boletas(d)
    for de, (que, frase) in {b.de: (b.que, b.frase) for b in suyas if b.de}.items():
        yield Traducible(de, f"{que}; en cada {{…}} va el nombre o el número del lugar", frase)
    for b in suyas:
        yield Traducible(b.clave, b.que, b.texto, de=(b.de, b.datos))


def _de_los_nombres(d: Definicion) -> Iterator[Traducible]:
    """Lo que no es nombre propio: cómo se llama quien se postula sin partido, y las páginas oficiales que se enlazan."""
    for f in d.fuerzas:
        if f.tipo in SIN_PARTIDO:
            yield Traducible(f"fuerzas.{f.siglas.lower()}", "Quien postula, sin ser partido", f.nombre)
    for n, enlace in enumerate(d.enlaces, 1):
        yield Traducible(f"enlaces.{n}", "Página oficial", enlace.titulo)


def _del_cuestionario(cuestionario: Cuestionario) -> Iterator[Traducible]:
    """Solo las preguntas que pueden publicarse, con sus respuestas posibles."""
    for seccion in cuestionario.secciones:
        publicas = [c for c in seccion.campos if c.se_publica]
        if publicas:
            yield Traducible(f"{cuestionario.clave}.{seccion.clave}", "Apartado", seccion.titulo)
        for campo in publicas:
            base = f"{cuestionario.clave}.{seccion.clave}.{campo.clave}"
            yield Traducible(base, "Pregunta", campo.etiqueta)
            yield Traducible(f"{base}/corta", "Pregunta, donde hay poco lugar", campo.corta)
            yield Traducible(f"{base}/filtro", "Pregunta, al filtrar la búsqueda", campo.filtro)
            for opcion in () if campo.catalogo else campo.opciones:
                yield Traducible(f"{base}.{opcion.clave}", "Respuesta", opcion.etiqueta)


def _de_los_catalogos(d: Definicion) -> Iterator[Traducible]:
    """Los de las preguntas que pueden publicarse, cada respuesta una vez aunque la ofrezcan varias."""
    campos = (c for q in (d.curricular, d.identidad) for c in q.campos() if c.catalogo and c.se_publica)
    dichas = {f"catalogos.{c.catalogo}.{o.clave}": o.etiqueta for c in campos for o in c.opciones}
    for clave, etiqueta in dichas.items():
        yield Traducible(clave, "Respuesta", etiqueta)


def _de_las_cifras(d: Definicion) -> Iterator[Traducible]:
    """Sus títulos, y las respuestas que solo se cuentan."""
    for campo in (c for q in (d.curricular, d.identidad) for c in q.campos() if c.indicador):
        yield Traducible(f"cifras.{campo.clave}", "Título", campo.indicador.titulo if campo.indicador else "")
        for opcion in () if campo.se_publica else campo.opciones:
            yield Traducible(f"cifras.{campo.clave}.{opcion.clave}", "Respuesta", opcion.etiqueta)
    for grupo in d.identidad.grupos:
        yield Traducible(f"cifras.consentimiento.{grupo.clave}", "Título", grupo.indicador)


def _del_tema(clave: str, nombre: str, abarca: str) -> Iterator[Traducible]:
    yield Traducible(f"temas.{clave}.nombre", "Tema", nombre)
    yield Traducible(f"temas.{clave}.abarca", "Qué abarca el tema", abarca)


def _de_los_avisos(d: Definicion) -> Iterator[Traducible]:
    for aviso in d.avisos:
        yield Traducible(f"avisos.{aviso.clave}.titulo", "Aviso de privacidad, título", aviso.titulo)
        yield Traducible(f"avisos.{aviso.clave}.texto", "Aviso de privacidad", aviso.texto, largo=True)
    yield Traducible("preguntas.texto", "Preguntas frecuentes", d.preguntas_frecuentes, largo=True)
    if "sitio" in d.franjas:
        yield Traducible("eleccion.franja", "Aviso breve del sitio", d.franjas["sitio"].texto)
