"""Las celdas de un renglón, una por una: se limpian, se leen y se dice la que no se entiende."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from conoceles.candidaturas.padron.archivo import celdas
from conoceles.candidaturas.padron.encabezados import Tabla, es_curricular
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones import nombres, normalizar
from conoceles.candidaturas.padron.renglones.normalizar import linea
from conoceles.candidaturas.padron.renglones.registro import NADA_BORRADO
from conoceles.nucleo import secretos
from conoceles.nucleo.dias import anios
from conoceles.proceso.definicion import Cargo, Definicion

_EDADES, _DE_QUIEN_COMPITE = range(18, 120), range(18, 86)
_DOS_CIFRAS = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})")
_LARGO_NUMERO, _LARGO_SOBRENOMBRE = 40, 80
_en_una_linea = lru_cache(maxsize=4096)(
    linea
)  # un padrón escribe lo mismo en miles de celdas, y se leen varias veces
_DE_NOMBRE = frozenset({"nombre", "primer_apellido", "segundo_apellido", "apellidos", "nombre_suplente"})
# Lo que un corte puede dejar vacío con la marca de borrar, además de las respuestas curriculares.
BORRABLES = frozenset(
    {"sobrenombre", "circunscripcion", "medida", "correo", "edad", "nacimiento", "curp", "segundo_apellido"}
)


class Valores:
    """Celdas de un renglón con sus columnas ya reconocidas. Lo prohibido no entra: no tiene clave."""

    def __init__(
        self,
        tabla: Tabla,
        numero: int,
        fila: tuple[str, ...],
        definicion: Definicion,
        informe: Informe,
        letra_m: Mapping[str, str],
    ) -> None:
        self.tabla, self.numero, self.definicion = tabla, numero, definicion
        self.informe, self.letra_m = informe, letra_m
        self.celdas = {campo: fila[i] for campo, i in tabla.columnas.items() if i < len(fila)}
        self.borrados = NADA_BORRADO

    def _limpiar(self) -> None:
        """Antes de leer: ninguna celda con error vale como vacía, y ningún texto dañado pasa sin verse."""
        historico = self.definicion.historico
        # En un archivo histórico el correo es el público; en una elección en curso, el de los avisos.
        for campo, texto in self.celdas.items():
            ajeno = campo == "correo" if historico else es_curricular(campo)
            if texto and not ajeno and not celdas.sana(texto):
                self.celdas[campo] = self._limpia(campo, texto)

    def _limpia(self, campo: str, texto: str) -> str:
        if error := celdas.error_de_hoja(texto):
            que = "una fórmula sin resultado" if error == celdas.SIN_VALOR else f"el error «{error}»"
            mensaje = (
                f"La celda trae {que} en lugar de su dato: ábrala en la hoja de cálculo y escriba el valor."
            )
            self._fallar("CELDA_CON_ERROR", mensaje, campo)
            return ""
        if celdas.pide_borrar(texto):
            self._borrar(campo)
            return ""
        if celdas.danado(texto, es_nombre=campo in _DE_NOMBRE):
            mensaje = "El texto tiene letras dañadas («Ã‘», «�» o «?» donde iba otra): guarde el archivo como UTF-8."
            self._fallar("TEXTO_DANADO", mensaje, campo)
        if celdas.con_control(texto):
            mensaje = (
                "El texto trae caracteres que no se ven (controles); bórrelos o escriba el signo que iba ahí."
            )
            self._fallar("CARACTER_DE_CONTROL", mensaje, campo)
        return celdas.sin_control(texto)

    def _borrar(self, campo: str) -> None:
        if campo in BORRABLES or es_curricular(campo):
            self.borrados |= {campo}
        else:
            mensaje = f"«{celdas.MARCA_DE_BORRAR}» no se admite aquí: este dato no se puede quedar vacío."
            self._fallar("BORRADO_NO_ADMITIDO", mensaje, campo)

    def _numero(self) -> str:
        numero = self._linea("numero")
        if len(numero) > _LARGO_NUMERO:
            mensaje = f"El número pasa de {_LARGO_NUMERO} caracteres; revise la celda."
            self._fallar("NUMERO_LARGO", mensaje, "numero")
        return numero[:_LARGO_NUMERO]

    def _circunscripcion(self) -> str:
        texto = self._linea("circunscripcion")
        if len(texto) > _LARGO_NUMERO:
            mensaje = f"La circunscripción pasa de {_LARGO_NUMERO} caracteres; revise la celda."
            self._fallar("NUMERO_LARGO", mensaje, "circunscripcion")
        return texto[:_LARGO_NUMERO]

    def _sexo_con_genero(self) -> str:
        """Manda la columna del sexo; la del género, si dice no binario o falta el sexo."""
        sexo, genero = self._sexo("sexo"), self._sexo("genero")
        if sexo and genero and genero not in (sexo, "no_binario"):
            mensaje = "Las columnas del sexo y del género no dicen lo mismo."
            self._fallar("GENERO_DISTINTO", mensaje, "genero")
        if not sexo and not genero and {"sexo", "genero"} & self.celdas.keys() and not self._dice_sexo():
            campo = "sexo" if "sexo" in self.celdas else "genero"
            self._avisar("SEXO_SIN_DATO", "La celda del sexo está vacía; quedó sin dato.", campo)
        return genero if genero == "no_binario" else sexo or genero

    def _dice_sexo(self) -> bool:
        return bool(self._linea("sexo") or self._linea("genero"))

    def _sexo(self, campo: str) -> str:
        texto = self._linea(campo)
        if not texto:
            return ""
        if texto.upper() == "M":
            if sentido := self.letra_m[campo]:
                return sentido
            mensaje = (
                "La M sola puede ser mujer o masculino y la columna no lo aclara: escriba Mujer u Hombre."
            )
            self._fallar("SEXO_AMBIGUO", mensaje, campo)
            return ""
        sexo = normalizar.sexo(texto)
        if not sexo:
            mensaje = f"«{texto[:30]}» no se reconoce: use Mujer, Hombre o No binario."
            self._fallar("SEXO_DESCONOCIDO", mensaje, campo)
        return sexo

    def _sobrenombre(self) -> str:
        texto = self._linea("sobrenombre")
        if len(texto) > _LARGO_SOBRENOMBRE:
            mensaje = f"El sobrenombre pasa de {_LARGO_SOBRENOMBRE} caracteres; revise la celda."
            self._fallar("SOBRENOMBRE_LARGO", mensaje, "sobrenombre")
            return ""
        return texto

    def _reeleccion(self) -> bool | None:
        texto = self._linea("reeleccion")
        dicho = normalizar.si_no(self.celdas.get("reeleccion", ""))
        if texto and dicho is None:
            self._fallar("REELECCION_DESCONOCIDA", f"«{texto[:30]}» no es Sí ni No.", "reeleccion")
        return dicho

    def _edad(self) -> int | None:
        texto = self._linea("edad")
        edad = normalizar.anios(texto)
        if texto and edad is None:
            mensaje = f"La edad «{texto[:20]}» no es un número entero de años."
            self._fallar("EDAD_ILEGIBLE", mensaje, "edad")
        elif edad is not None and edad not in _EDADES:
            self._fallar("EDAD_IMPOSIBLE", f"La edad «{texto[:20]}» no es posible.", "edad")
            return None
        return edad

    def _nacimiento(self) -> date | None:
        texto = self._linea("nacimiento")
        fecha = (normalizar.fecha(texto) or self._de_dos_cifras(texto)) if texto else None
        if texto and (fecha is None or not 1900 <= fecha.year <= 2015):
            self._fallar(
                "FECHA_ILEGIBLE",
                "La fecha de nacimiento no se entiende; con el año completo, como 03/05/1980.",
                "nacimiento",
            )
            return None
        return fecha

    def _nacimiento_cotejado(self) -> date | None:
        """El de su columna; si la CURP dice otro —un mes por un día—, uno de los dos está mal."""
        fecha, curp = self._nacimiento(), "".join(self._linea("curp").split()).upper()
        if fecha and normalizar.curp_valida(curp) and f"{fecha:%y%m%d}" != curp[4:10]:
            mensaje = "La fecha de nacimiento no es la que dice la CURP del renglón: una de las dos está mal."
            self._fallar("NACIMIENTO_DISTINTO", mensaje, "nacimiento")
        return fecha

    def _de_dos_cifras(self, texto: str) -> date | None:
        """«3/4/84»: solo si a un siglo, y nada más a uno, le toca la edad de quien puede competir."""
        escrita, jornada = _DOS_CIFRAS.fullmatch(texto), self.definicion.calendario.dia("jornada")
        if escrita is None or jornada is None:
            return None
        fechas = (normalizar.fecha(f"{escrita[1]}{siglo}{escrita[2]}") for siglo in ("19", "20"))
        posibles = [f for f in fechas if f and anios(f, jornada) in _DE_QUIEN_COMPITE]
        return posibles[0] if len(posibles) == 1 else None

    def _es_de_alguien(self, nombre: str, campo: str) -> bool:
        def fallar(codigo: str, mensaje: str) -> None:
            self._fallar(codigo, mensaje, campo)

        return nombres.es_de_alguien(nombre, self.celdas[campo], fallar)

    def _curp(self) -> str:
        texto = "".join(self._linea("curp").split()).upper()
        if not texto:
            return ""
        if not normalizar.curp_valida(texto):
            self._fallar("CURP_INVALIDA", "No tiene la forma de una CURP.", "curp")
            return ""
        return hmac.new(secretos.leer("curp"), texto.encode(), hashlib.sha256).hexdigest()

    def _correo(self) -> str:
        texto = self._linea("correo").lower().removeprefix("mailto:")
        usuario, arroba, dominio = texto.partition("@")
        valido = (
            bool(usuario and arroba and "." in dominio and not set(texto) & set(" ,;")) and len(texto) <= 254
        )
        if texto and not valido and not self.definicion.historico:
            mensaje = "No es una sola dirección de correo: escriba la que recibirá los avisos."
            self._fallar("CORREO_INVALIDO", mensaje, "correo")
        return texto if valido else ""

    def _textos_limpiados(self, textos: dict[str, str]) -> None:
        for campo, texto in textos.items():
            if any(c in texto for c in "\t\r"):
                mensaje = "Tenía tabuladores o retornos de carro: quedaron como espacios y saltos de línea."
                self._avisar("TEXTO_LIMPIADO", mensaje, campo)

    def _linea(self, campo: str) -> str:
        texto = self.celdas.get(campo)
        return _en_una_linea(texto) if texto else ""

    def _avisar(self, codigo: str, mensaje: str, campo: str) -> None:
        self.informe.avisar(codigo, mensaje, self.tabla.hoja, self.numero, self.tabla.titulo(campo))

    def _fallar(self, codigo: str, mensaje: str, campo: str) -> None:
        self.informe.fallar(codigo, mensaje, self.tabla.hoja, self.numero, self.tabla.titulo(campo))

    def _suplencia(self, cargo: Cargo, calidad: str) -> int | None:
        """Cuál es, donde el cargo lleva varias; 0 en lo demás. `None` si no se sabe o no existe: no se supone."""
        trae = calidad == "suplente" or self._linea("nombre_suplente")
        if trae and not cargo.puestos and "suplente" not in cargo.calidades:  # las de un puesto, en su lugar
            mensaje = f"{cargo.nombre} no lleva suplente, y el renglón trae una."
            self._fallar("SIN_SUPLENCIA", mensaje, "calidad" if calidad == "suplente" else "nombre_suplente")
            return None
        dicha = normalizar.ordinal(self._linea("calidad")) if calidad == "suplente" else 0
        if calidad != "suplente" or (cargo.suplencias == 1 and dicha <= 1):
            return 0
        if 1 <= dicha <= cargo.suplencias:
            return dicha
        lleva = f"{cargo.suplencias} suplentes" if cargo.suplencias > 1 else "una suplente"
        falta = f"no dice cuál es: escriba Suplente 1 a Suplente {cargo.suplencias}"
        razon = f"y el renglón dice la {dicha}" if dicha else f"y el renglón {falta}"
        self._fallar("SIN_SUPLENCIA", f"Cada fórmula lleva {lleva} {razon}.", "calidad")
        return None
