"""`padron.toml`: el mapa del padrón, con cada campo, valor y forma comprobados contra la elección."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga.piezas.archivos import leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.padron import (
    CAMPOS,
    DE_LUGAR,
    HUECO,
    SUPLENTE,
    HojaDelMapa,
    MapaDePadron,
    ReglaDeColumnas,
    columna_de,
)

ARCHIVO = "padron.toml"


class Leedor:
    """Lee un mapa sabiendo qué se puede nombrar en él."""

    def __init__(self, definicion: Definicion) -> None:
        self.curricular, self.identidad = definicion.curricular, definicion.identidad
        self.admiten = _admiten(definicion)

    def leer(self, carpeta: Path, nombre: str, faltas: Faltas) -> MapaDePadron:
        """El mapa; vacío, con sus faltas anotadas, si el archivo no se puede leer."""
        raiz = leer_toml(carpeta, nombre, faltas)
        if raiz is None:
            return MapaDePadron()
        mapa = MapaDePadron(
            hojas=tuple(self._hoja(t) for t in raiz.tablas("hojas")),
            columnas=tuple(self._regla(t) for t in raiz.tablas("columnas")),
            valores=self._valores(raiz.tabla("valores")),
            descarta=raiz.textos("descarta"),
            salta=raiz.textos("salta"),
            alterna=raiz.textos("alterna"),
            hereda=raiz.textos("hereda"),
        )
        for campo in [campo for campo in mapa.hereda if campo not in DE_LUGAR]:
            raiz.falta(
                "hereda", f"«{campo}» no es de la fórmula sino de cada quien; use {', '.join(DE_LUGAR)}."
            )
        _sin_repetir(raiz, mapa)
        _alterna(raiz, mapa)
        raiz.cerrar()
        return mapa

    def _hoja(self, tabla: Tabla) -> HojaDelMapa:
        hoja = HojaDelMapa(
            tabla.texto("nombre"),
            _encabezados(tabla),
            tabla.entero("hasta", 0, minimo=1),
            tabla.texto("subtitulo", ""),
            _textos(tabla, "fijos"),
        )
        if hoja.subtitulo:
            self._exigir(tabla, "subtitulo", hoja.subtitulo)
        if hoja.subtitulo in hoja.fijos:
            tabla.falta("subtitulo", f"«{hoja.subtitulo}» ya está en fijos; diga uno de los dos.")
        for campo in hoja.fijos:
            self._exigir(tabla, "fijos", campo)
        tabla.cerrar()
        return hoja

    def _regla(self, tabla: Tabla) -> ReglaDeColumnas:
        de = tabla.datos.get("de")
        regla = ReglaDeColumnas(
            de=(tabla.texto("de"),) if isinstance(de, str) else tabla.textos("de"),
            a=tabla.texto("a", ""),
            formas=tabla.textos("formas"),
            partes=_partes(tabla),
            une=tabla.texto("une", ""),
            rotula=tabla.logico("rotula"),
        )
        if not any(regla.de):
            tabla.falta("de", "falta el encabezado, o la lista de encabezados, que se lee.")
        self._comprobar(tabla, regla)
        for campo in regla.campos:
            self._exigir(tabla, "a" if regla.a else "formas", campo)
        tabla.cerrar()
        return regla

    def _comprobar(self, tabla: Tabla, regla: ReglaDeColumnas) -> None:
        parte = bool(regla.formas or regla.partes)
        if bool(regla.a) == parte:
            tabla.falta("a", "diga el campo que llena (a), o cómo se parte la celda (formas o partes).")
        if parte and len(regla.de) > 1:
            tabla.falta("de", "solo se parte una columna a la vez: escriba una regla por columna.")
        if parte and (regla.une or regla.rotula):
            tabla.falta("une", "une y rotula son de varias columnas a un campo; esta se parte.")
        for forma in regla.formas:
            huecos = HUECO.findall(forma)
            repetidos = [campo for campo, veces in Counter(huecos).items() if campo and veces > 1]
            if not any(huecos) or repetidos or "}{" in forma:
                razon = (
                    f"«{forma}» debe nombrar algún campo, cada uno una vez y con algo escrito entre ellos."
                )
                tabla.falta("formas", f"{razon} Por ejemplo: {{distrito}}: {{cabecera}}.")

    def _valores(self, tabla: Tabla) -> dict[str, dict[str, str]]:
        """`[valores.CAMPO]`: un valor vacío dice que el del archivo es un relleno."""
        valores = {}
        for campo in list(tabla.datos):
            self._exigir(tabla, campo, campo)
            valores[campo] = _textos(tabla, campo)
            admite = self.admiten.get(campo.removeprefix("suplente.").removeprefix("curricular."))
            for valor in valores[campo].values():
                if admite is not None and valor and sin_acentos(valor) not in map(sin_acentos, admite):
                    tabla.falta(campo, f"«{valor}» no es un valor de «{campo}»; use {_lista(admite)}.")
        tabla.cerrar()
        return valores

    def _exigir(self, tabla: Tabla, clave: str, campo: str) -> None:
        if not columna_de(campo, self.curricular, self.identidad):
            preguntas = [c.clave for c in self.curricular.campos()]
            tabla.falta(
                clave,
                f"«{campo}» no es un campo del padrón ni una pregunta; use {', '.join((*CAMPOS, *preguntas))}.",
            )


def _admiten(definicion: Definicion) -> Mapping[str, list[str]]:
    """Campo → las formas en que se escriben los valores que admite."""
    cargos, preguntas = definicion.cargos, definicion.curricular.campos()
    de_preguntas = {
        c.clave: [forma for o in c.opciones for forma in (o.etiqueta, o.clave, *o.sinonimos)]
        for c in preguntas
        if c.tipo == "opcion"
    }
    de_cargo = [forma for c in cargos for forma in (c.nombre, c.plural, c.clave, *c.sinonimos)]
    # «Sindicatura» y «Regiduría 2» son puestos de una planilla, y un padrón los dice en la columna del cargo.
    de_cargo += [forma for c in cargos for p in c.puestos for forma in (p.nombre, *p.sinonimos)]
    lugares = [(definicion.cargo(c.cargo), lugar) for c in definicion.contiendas for lugar in c.puestos]
    de_cargo += dict.fromkeys(forma for cargo, lugar in lugares for forma in cargo.formas_de(lugar))
    de_fuerza = [forma for f in definicion.fuerzas for forma in (f.siglas, f.nombre, *f.sinonimos)]
    return {
        **de_preguntas,
        "cargo": de_cargo,
        "fuerza": de_fuerza,
        "partido": de_fuerza,
        "coalicion": de_fuerza,
        "calidad": ["Propietaria", "Suplente"],
        "sexo": ["Mujer", "Hombre", "No binario"],
    }


def _encabezados(tabla: Tabla) -> tuple[int, ...]:
    """Un renglón, o dos seguidos: `4` o `[4, 5]`."""
    if not isinstance(tabla.datos.get("encabezados"), list):
        uno = tabla.entero("encabezados", 0, minimo=1)
        return (uno,) if uno else ()
    tabla.tiene("encabezados")
    dichos = tabla.datos["encabezados"]
    if len(dichos) != 2 or any(type(n) is not int or n < 1 for n in dichos) or dichos[1] != dichos[0] + 1:
        tabla.falta(
            "encabezados", "diga el renglón de los títulos, o los dos si van en dos seguidos: [4, 5]."
        )
        return ()
    return tuple(dichos)


def _textos(tabla: Tabla, clave: str) -> dict[str, str]:
    dichos = tabla.tabla(clave)
    textos = {nombre: dichos.texto(nombre, vacio=True) for nombre in list(dichos.datos)}
    return {nombre: texto for nombre, texto in textos.items() if isinstance(texto, str)}


def _partes(tabla: Tabla) -> dict[str, dict[str, str]]:
    dichas = tabla.tabla("partes")
    return {valor: _textos(dichas, valor) for valor in list(dichas.datos)}


def _alterna(raiz: Tabla, mapa: MapaDePadron) -> None:
    """Las dos calidades, y nada más que las diga."""
    if mapa.alterna and sorted(map(sin_acentos, mapa.alterna)) != ["propietaria", "suplente"]:
        raiz.falta("alterna", 'diga las dos calidades en el orden en que van: ["propietaria", "suplente"].')
    llenan = {c for regla in mapa.columnas for c in regla.campos} | {c for h in mapa.hojas for c in h.fijos}
    if mapa.alterna and any(c == "calidad" or c.startswith(SUPLENTE) for c in llenan):
        raiz.falta("alterna", "sobra: el mapa ya dice de otra manera quién es propietaria y quién suplente.")


def _sin_repetir(raiz: Tabla, mapa: MapaDePadron) -> None:
    """Dos columnas enteras de un campo se juntan; de una que se parte, cada renglón dice de cuál sale."""
    veces = Counter(regla.a for regla in mapa.columnas if regla.a)
    for campo in sorted(campo for campo, cuantas in veces.items() if cuantas > 1):
        raiz.falta("columnas", f"dos reglas llenan «{campo}»; júntelas en una, con sus encabezados en «de».")
    nombres = Counter(hoja.nombre for hoja in mapa.hojas)
    for nombre in sorted(nombre for nombre, cuantas in nombres.items() if cuantas > 1):
        raiz.falta("hojas", f"la hoja «{nombre}» está repetida.")


def _lista(valores: Iterable[str]) -> str:
    return ", ".join(f"«{valor}»" for valor in dict.fromkeys(valores))
