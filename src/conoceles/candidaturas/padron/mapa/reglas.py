"""Una regla del mapa sobre un renglón: juntar varias columnas en un campo, o partir una celda en varios."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from conoceles.candidaturas.padron.archivo import celdas
from conoceles.candidaturas.padron.mapa.valores import Valores
from conoceles.candidaturas.padron.renglones.nombres import EN_DOS_LINEAS, en_dos_lineas
from conoceles.candidaturas.padron.renglones.normalizar import linea, vacio
from conoceles.nucleo.texto import PARTICULAS, sin_acentos
from conoceles.proceso.padron import HUECO, ReglaDeColumnas

_DIRECCION = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Si la celda solo separa con espacios, un apellido es una palabra con las partículas que la anteceden: «DE LA O».
_APELLIDO = rf"((?:(?:{'|'.join(sorted(PARTICULAS))}) )*\S+)"
Fallar = Callable[[str, str, str], None]  # código, frase y encabezado


@dataclass(frozen=True)
class Regla:
    """Una regla en una hoja: sus columnas que están en ella, al menos una, como (índice, encabezado)."""

    regla: ReglaDeColumnas
    presentes: tuple[tuple[int, str], ...]
    columnas: Mapping[str, str]  # campo → columna del importador
    en_lista: bool  # el campo es una pregunta que se contesta con varios elementos

    def leer(self, fila: Sequence[str], valores: Valores, fallar: Fallar) -> dict[str, str]:
        """Columna del importador → texto."""
        if self.regla.a:
            return {self.columnas[self.regla.a]: self._juntar(fila, valores, fallar)}
        indice, titulo = self.presentes[0]
        return self._partir(_celda(fila, indice), titulo, valores, fallar)

    @property
    def _pasa_igual(self) -> bool:
        return len(self.regla.de) == 1 and not self.regla.rotula

    def _juntar(self, fila: Sequence[str], valores: Valores, fallar: Fallar) -> str:
        columna = self.columnas[self.regla.a]
        if self._pasa_igual:
            indice, titulo = self.presentes[0]
            return valores.de(columna, _celda(fila, indice), titulo)
        llenas = [(titulo, texto) for i, titulo in self.presentes if (texto := _celda(fila, i)).strip()]
        if llenas and all(celdas.pide_borrar(texto) for _, texto in llenas):
            return celdas.MARCA_DE_BORRAR
        elementos = []
        for titulo, texto in llenas:
            if not _sirve(titulo, texto, fallar):
                continue
            dicho = valores.de(columna, texto, titulo)
            if vacio(texto):
                valores.relleno(titulo, texto)
            elif dicho.strip():
                elementos.append(self._rotulado(titulo, dicho))
        return self._unir(elementos)

    def _rotulado(self, titulo: str, texto: str) -> str:
        """«cuenta» sola no dice de qué red es; una dirección completa sí."""
        if self.regla.rotula and not _DIRECCION.match(texto.strip()):
            return f"{titulo}: {linea(texto)}"
        return texto

    def _unir(self, elementos: list[str]) -> str:
        if self.en_lista and not self.regla.une and elementos:
            return celdas.ENTRE_COLUMNAS.join(["", *elementos])
        return (self.regla.une or " ").join(elemento.strip() for elemento in elementos)

    def _partir(self, texto: str, titulo: str, valores: Valores, fallar: Fallar) -> dict[str, str]:
        campos = self.regla.campos
        if celdas.pide_borrar(texto):
            return {self.columnas[campo]: celdas.MARCA_DE_BORRAR for campo in campos}
        if not texto.strip() or not _sirve(titulo, texto, fallar):
            return {}
        partes = self._partes(texto)
        if partes is None and vacio(texto):
            valores.relleno(titulo, texto)
            return {}
        if partes is None:
            formas = ", ".join(f"«{forma}»" for forma in self.regla.formas) or "ninguna"
            mensaje = f"La celda no tiene ninguna de las formas del mapa ({formas}) ni está en sus partes: «{linea(texto)[:60]}»."
            fallar("MAPA_SIN_FORMA", mensaje, titulo)
            return {}
        if partes.pop("", ""):
            valores.parte_sin_uso(titulo)
        if any(campo.endswith("nombre") for campo in partes) and en_dos_lineas(texto):
            fallar("NOMBRE_DUDOSO", f"«{linea(texto)[:60]}» {EN_DOS_LINEAS}", titulo)
        return {
            columna: valores.de(columna, parte, titulo)
            for campo, parte in partes.items()
            if (columna := self.columnas[campo])
        }

    def ejemplo(self, texto: str) -> str:
        """Cómo quedó partido un nombre: quien escribió el mapa ve si los apellidos van donde creyó."""
        partes = self._partes(texto) if any(c.endswith("_apellido") for c in self.regla.campos) else None
        if not partes:
            return ""
        dichas = ", ".join(f"{campo} «{parte}»" for campo, parte in partes.items() if campo)
        return f"El primero, «{linea(texto)}», queda así: {dichas}."

    def _partes(self, texto: str) -> dict[str, str] | None:
        """Campo → su parte; «» es lo que el mapa no usa. `None` si no es como dice el mapa."""
        exactas = {sin_acentos(valor): partes for valor, partes in self.regla.partes.items()}
        if (dichas := exactas.get(sin_acentos(texto))) is not None:
            return dict(dichas)
        plano = " ".join(texto.split())
        for forma in self.regla.formas:
            if hallado := _patron(forma, _APELLIDO).fullmatch(plano) or _patron(forma).fullmatch(plano):
                return dict(zip(HUECO.findall(forma), map(str.strip, hallado.groups()), strict=True))
        return None


def _patron(forma: str, apellido: str = "(.+)") -> re.Pattern[str]:
    """«{distrito}: {cabecera}» como expresión; cada hueco, lo más que quepa, y un apellido, lo que se diga."""
    literales = [re.escape(literal) for literal in HUECO.sub("\0", forma).split("\0")]
    huecos = [apellido if campo.endswith("_apellido") else "(.+)" for campo in HUECO.findall(forma)]
    return re.compile("".join(map(str.__add__, literales, [*huecos, ""])), re.IGNORECASE)


def _sirve(titulo: str, texto: str, fallar: Fallar) -> bool:
    """Lo que en una celda suelta vería el importador y juntado no: errores y la marca de borrar."""
    if error := celdas.error_de_hoja(texto):
        que = "una fórmula sin resultado" if error == celdas.SIN_VALOR else f"el error «{error}»"
        mensaje = f"La celda trae {que} en lugar de su dato: ábrala en la hoja de cálculo y escriba el valor."
        fallar("CELDA_CON_ERROR", mensaje, titulo)
        return False
    if celdas.pide_borrar(texto):
        mensaje = f"«{celdas.MARCA_DE_BORRAR}» borra el dato entero: escríbalo en todas las columnas que el mapa junta, o en ninguna."
        fallar("BORRADO_NO_ADMITIDO", mensaje, titulo)
        return False
    return True


def _celda(fila: Sequence[str], indice: int) -> str:
    return fila[indice] if indice < len(fila) else ""
