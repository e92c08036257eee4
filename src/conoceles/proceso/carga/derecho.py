"""El fundamento de lo que la carpeta declara: de la regla de `procesos/_derecho`, la ley vigente el día de la jornada.

`articulo`, `edad_articulo` y `fundamento` nombran una regla, y los textos la citan con `[[derecho:regla]]`. Ningún texto
nombra una ley que ese día no rige.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

from conoceles import leyes
from conoceles.leyes.consultas import marcadas
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Boleta, Cuestionario, Definicion, Seccion
from conoceles.proceso.lenguas.traducibles import traducibles, vigentes


def fundar(raiz: Tabla, d: Definicion) -> Definicion:
    """Con cada regla cambiada por su cita. Anota lo que no existe y lo que ya no rige."""
    dia = d.calendario.dia("jornada")
    if dia is None:  # ya se anotó que falta
        return d
    fundador = _Fundador(raiz, dia, d.entidad)
    fundada = replace(
        d,
        boleta=fundador.boleta(d.boleta),
        cargos=tuple(replace(c, edad_articulo=fundador.cita(c.edad_articulo)) for c in d.cargos),
        avisos=tuple(replace(a, texto=fundador.texto(f"avisos[{a.clave}]", a.texto)) for a in d.avisos),
        curricular=fundador.cuestionario(d.curricular),
        identidad=fundador.cuestionario(d.identidad),
    )
    fundador.revisar("preguntas", d.preguntas_frecuentes)
    return fundada


def comprobar_lo_demas(d: Definicion, faltas: Faltas) -> None:
    """Ni lo demás que se lee de la elección, en español o traducido, nombra una ley que el día de la jornada no rige."""
    dia = d.calendario.dia("jornada")
    if dia is None:
        return
    for lugar, texto in _lo_demas(d):
        for forma, ley in leyes.ajenas(texto, dia):
            faltas.anotar("proceso.toml", lugar, f"{_no_rige(forma, ley, dia)} Diga la que rige, o quítela.")


def _lo_demas(d: Definicion) -> Iterator[tuple[str, str]]:
    ya = ("marco", "avisos", "preguntas")  # no es de la elección, o lo revisa quien lo funda
    yield from ((t.clave, t.texto) for t in traducibles(d) if t.grupo not in ya)
    yield from (
        (f"lengua {x.clave}: {t.clave}", t.texto) for x in d.guia.lenguas for t in vigentes(d, x).values()
    )
    yield from ((f"franjas.{clave}", franja.texto) for clave, franja in d.franjas.items() if clave != "sitio")
    textos = asdict(d.consentimiento.textos)
    yield from ((f"consentimiento.textos.{clave}", texto) for clave, texto in textos.items())
    yield from ((f"portadas.{clave}", texto) for clave, texto in d.seguimiento.portadas.items())


def _no_rige(forma: str, ley: leyes.Ley, dia: date) -> str:
    rige = f"rige desde el {en_palabras(ley.desde)}"
    if ley.hasta:
        rige = f"rigió del {en_palabras(ley.desde)} al {en_palabras(ley.hasta)}"
    return f"nombra «{forma}», y {ley.siglas} {rige}: no es la del {en_palabras(dia)}, día de la jornada."


class _Fundador:
    def __init__(self, raiz: Tabla, dia: date, entidad: str) -> None:
        self.raiz, self.dia, self.entidad = raiz, dia, entidad

    def cita(self, dicho: str) -> str:
        """La regla, citada; otro texto, tal cual si no nombra una ley que no rige."""
        if dicho in leyes.reglas():
            return leyes.cita_o_pendiente(dicho, self.dia, self.entidad)
        self.revisar(dicho, dicho)
        return dicho

    def boleta(self, boleta: Boleta) -> Boleta:
        """Con lo que la funda, y lo que funda cómo se cuenta lo marcado."""
        una, varias = boleta.voto, boleta.voto_de_varias
        return replace(
            boleta,
            fundamento=self.cita(boleta.fundamento),
            ordenes=tuple(replace(o, fundamento=self.cita(o.fundamento)) for o in boleta.ordenes),
            voto=una and replace(una, fundamento=self.cita(una.fundamento)),
            voto_de_varias=varias and replace(varias, fundamento=self.cita(varias.fundamento)),
        )

    def texto(self, lugar: str, texto: str) -> str:
        """El aviso con sus citas."""
        for regla in sorted(marcadas(texto) - leyes.reglas().keys()):
            self.raiz.falta(lugar, f"«[[derecho:{regla}]]» no es una regla de procesos/_derecho/reglas.toml.")
            return texto
        self.revisar(lugar, texto)
        return leyes.expandir(texto, self.dia, self.entidad)

    def cuestionario(self, cuestionario: Cuestionario) -> Cuestionario:
        """Con el fundamento de cada pregunta."""
        self.revisar(f"{cuestionario.clave}.por_que", f"{cuestionario.por_que} {cuestionario.que_pasa}")
        return replace(cuestionario, secciones=tuple(self._seccion(s) for s in cuestionario.secciones))

    def _seccion(self, seccion: Seccion) -> Seccion:
        lugar = f"secciones[{seccion.clave}]"
        campos = tuple(
            replace(
                c,
                articulo=self.cita(c.articulo),
                ayuda=self.texto(f"{lugar}.campos[{c.clave}].ayuda", c.ayuda),
            )
            for c in seccion.campos
        )
        ayuda, por_que = (self.texto(lugar, t) for t in (seccion.ayuda, seccion.por_que))
        return replace(seccion, ayuda=ayuda, por_que=por_que, campos=campos)

    def revisar(self, lugar: str, texto: str) -> None:
        """Anota cada ley que el texto nombra y que el día de la jornada no rige."""
        for forma, ley in leyes.ajenas(texto, self.dia):
            que_hacer = "Cite la regla con [[derecho:…]] y el sistema pondrá la vigente."
            self.raiz.falta(lugar, f"{_no_rige(forma, ley, self.dia)} {que_hacer}")
