"""Un renglón de la hoja principal: entenderlo, y decir qué se corrigió o qué lo impide."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from typing import Any

from conoceles.candidaturas.padron import normalizar, respuestas
from conoceles.candidaturas.padron.cruce import Cruce, llave
from conoceles.candidaturas.padron.encabezados import Tabla, campos_curriculares
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.normalizar import clave, linea
from conoceles.candidaturas.padron.registro import Registro
from conoceles.candidaturas.padron.territorio import Lugares, Territorio
from conoceles.nucleo import secretos
from conoceles.proceso.definicion import Cargo, Contienda, FuerzaDefinida

_EDADES = range(18, 120)


class Renglon:
    """Celdas de un renglón con sus columnas ya reconocidas. Lo prohibido no entra: no tiene clave."""

    def __init__(
        self,
        tabla: Tabla,
        numero: int,
        fila: tuple[str, ...],
        territorio: Territorio,
        cruce: Cruce,
        informe: Informe,
        m_es_hombre: bool,
    ) -> None:
        self.tabla, self.numero, self.territorio = tabla, numero, territorio
        self.cruce, self.informe, self.m_es_hombre = cruce, informe, m_es_hombre
        self.celdas = {campo: fila[i] for campo, i in tabla.columnas.items() if i < len(fila)}
        self.lugares = Lugares(
            cargo=self._linea("cargo") or self._linea("postulacion"),
            principio=self._linea("principio"),
            distrito=self._linea("distrito"),
            municipio=self._linea("municipio"),
            ambito=self._linea("ambito"),
        )
        self.quien = llave(self.celdas.get("numero", ""), self.celdas.get("nombre", ""))
        dicho = normalizar.calidad(self.celdas.get("calidad", "")) or normalizar.calidad(self.lugares.cargo)
        self.rol_dicho, self.rol = dicho, cruce.rol(self.quien, dicho)

    def ajena(self) -> tuple[str, str] | None:
        """(hoja, motivo) si el renglón es de otra entidad o de un cargo que aquí no se elige."""
        entidad = self._linea("entidad")
        if entidad and clave(entidad) != clave(self.territorio.definicion.entidad):
            return (self.tabla.hoja, entidad.upper())
        if self.territorio.es_cargo_ajeno(self.lugares.cargo):
            return (self.tabla.hoja, self.lugares.cargo.upper())
        return None

    def registros(self) -> list[Registro]:
        """El registro del renglón (dos, si propietaria y suplente comparten renglón); ninguno si hay error."""
        cargo, contienda, (fuerza, partido) = *self._contienda(), self._fuerza()
        nombre, partes = self._nombre()
        calidad = self._calidad(cargo)
        if contienda is None or fuerza is None or not nombre or not calidad:
            return []
        comunes: dict[str, Any] = {
            "hoja": self.tabla.hoja,
            "fila": self.numero,
            "contienda": contienda.clave,
            "fuerza": fuerza.siglas,
            "partido": partido.siglas if partido and partido is not fuerza else "",
            "numero": self._linea("numero"),
        }
        return [self._principal(comunes, nombre, partes, calidad), *self._suplente(comunes)]

    def _principal(
        self, comunes: dict[str, Any], nombre: str, partes: tuple[str, str, str], calidad: str
    ) -> Registro:
        celdas = {campo: self.celdas.get(campo, "") for campo in campos_curriculares()}
        self._textos_limpiados(celdas)
        return Registro(
            **comunes,
            nombre=nombre,
            nombres=partes[0],
            primer_apellido=partes[1],
            segundo_apellido=partes[2],
            calidad=calidad,
            sexo=self._sexo("sexo", self._linea("genero")),
            edad=self._edad(),
            nacimiento=self._nacimiento(),
            curp_hmac=self._curp(),
            correo=self._correo(),
            sobrenombre=self._linea("sobrenombre")[:80],
            reeleccion=normalizar.si_no(self.celdas.get("reeleccion", "")),
            acciones=self._acciones(),
            curricular=respuestas.contenido(celdas, self.territorio.definicion),
            identidad=self.cruce.respuestas.get(self.quien),
        )

    def _suplente(self, comunes: dict[str, Any]) -> list[Registro]:
        nombre = self._linea("nombre_suplente")
        if not nombre:
            return []
        datos: dict[str, Any] = dict.fromkeys(
            ("nombres", "primer_apellido", "segundo_apellido", "curp_hmac", "correo", "sobrenombre"), ""
        )
        datos |= dict.fromkeys(("edad", "nacimiento", "reeleccion")) | {"acciones": ()}
        sexo = self._sexo("sexo_suplente", "")
        return [Registro(**comunes, **datos, nombre=nombre, calidad="suplente", sexo=sexo)]

    def _contienda(self) -> tuple[Cargo | None, Contienda | None]:
        cargo = self.territorio.cargo(self.lugares)
        if cargo is None:
            self._fallar("CARGO_DESCONOCIDO", f"No se reconoce el cargo «{self.lugares.cargo}».", "cargo")
            return None, None
        contienda = self.territorio.contienda(cargo, self.lugares)
        if contienda is None:
            campo = "municipio" if cargo.ambito == "municipio" else "distrito"
            dicho = getattr(self.lugares, campo) or self.lugares.ambito
            mensaje = (
                f"«{dicho}» no es un {campo} de esta elección."
                if dicho
                else f"El renglón no trae el {campo}."
            )
            self._fallar("AMBITO_DESCONOCIDO", mensaje, campo)
        elif cargo.ambito == "municipio" and self.territorio.es_sinonimo(
            self.lugares.municipio or self.lugares.ambito
        ):
            mensaje = f"«{self.lugares.municipio}» se entendió como {contienda.ambito}."
            self._avisar("MUNICIPIO_SINONIMO", mensaje, "municipio")
        return cargo, contienda

    def _fuerza(self) -> tuple[FuerzaDefinida | None, FuerzaDefinida | None]:
        """(fuerza que postula, partido que el archivo señala dentro de ella)."""
        partido = self.territorio.fuerza(self._linea("partido"))
        for campo in ("fuerza", "coalicion", "partido", "postulacion"):
            texto = self._linea(campo)
            if not texto or clave(texto) in ("no", "ninguna", "sin coalicion"):
                continue
            fuerza = self.territorio.fuerza(texto)
            if fuerza is None and campo != "postulacion":
                self._fallar(
                    "FUERZA_DESCONOCIDA", f"No se reconoce «{texto}» entre las fuerzas definidas.", campo
                )
                return None, None
            if fuerza is not None:
                if texto.endswith("."):
                    self._avisar("PUNTO_FINAL", f"«{texto}» se entendió como {fuerza.nombre}.", campo)
                return fuerza, partido
        self._fallar("FUERZA_DESCONOCIDA", "El renglón no dice quién postula.", "fuerza")
        return None, None

    def _nombre(self) -> tuple[str, tuple[str, str, str]]:
        partes = (self._linea("nombre"), self._linea("primer_apellido"), self._linea("segundo_apellido"))
        nombre = " ".join(parte for parte in partes if parte)
        if not partes[0]:
            self._fallar("SIN_NOMBRE", "El renglón no trae el nombre.", "nombre")
            return "", ("", "", "")
        if (
            len(nombre) > 200
            or len(partes[0]) > 100 + 100 * (not partes[1])
            or max(map(len, partes[1:])) > 60
        ):
            self._fallar("NOMBRE_LARGO", "El nombre es demasiado largo; revise la celda.", "nombre")
            return "", ("", "", "")
        return nombre, partes if partes[1] else ("", "", "")

    def _calidad(self, cargo: Cargo | None) -> str:
        if self.rol and self.rol != self.rol_dicho:
            mensaje = (
                f"Decía «{self._linea('calidad')}»; según la hoja de identidad es {self.rol}. Se corrigió."
            )
            self._avisar("ROL_CORREGIDO", mensaje, "calidad")
        if self.rol:
            return self.rol
        if "nombre_suplente" in self.celdas:
            return "propietaria"  # un renglón por fórmula: la primera persona es la propietaria
        if cargo is not None and len(cargo.calidades) == 1:
            return cargo.calidades[0]
        self._fallar("SIN_CALIDAD", "El renglón no dice si es propietaria o suplente.", "calidad")
        return ""

    def _sexo(self, campo: str, genero: str) -> str:
        texto = self._linea(campo)
        if self.m_es_hombre and texto.upper() == "M":
            texto = "hombre"
        sexo = normalizar.sexo(texto, genero)
        if not sexo:
            self._avisar("SEXO_SIN_DATO", "No se reconoce el sexo; quedó sin dato.", campo)
        return sexo

    def _edad(self) -> int | None:
        texto = self._linea("edad")
        edad = normalizar.entero(texto)
        if texto and edad not in _EDADES:
            self._avisar("EDAD_IMPOSIBLE", f"La edad «{texto[:20]}» no es posible; quedó sin dato.", "edad")
            return None
        return edad

    def _nacimiento(self) -> date | None:
        texto = self._linea("nacimiento")
        fecha = normalizar.fecha(texto) if texto else None
        if texto and (fecha is None or not 1900 <= fecha.year <= 2015):
            self._avisar(
                "FECHA_ILEGIBLE", "La fecha de nacimiento no se entiende; quedó sin dato.", "nacimiento"
            )
            return None
        return fecha

    def _curp(self) -> str:
        texto = "".join(self._linea("curp").split()).upper()
        if not texto:
            return ""
        if not normalizar.curp_valida(texto):
            self._avisar("CURP_INVALIDA", "No tiene la forma de una CURP; no se usó.", "curp")
            return ""
        return hmac.new(secretos.leer("curp"), texto.encode(), hashlib.sha256).hexdigest()

    def _correo(self) -> str:
        texto = self._linea("correo").lower()
        usuario, arroba, dominio = texto.partition("@")
        valido = (
            bool(usuario and arroba and "." in dominio and not set(texto) & set(" ,;")) and len(texto) <= 254
        )
        return texto if valido else ""

    def _acciones(self) -> tuple[str, ...]:
        claves, desconocidas = self.territorio.acciones(self.celdas.get("medida", ""))
        if desconocidas:
            # El texto no se repite: puede nombrar a un grupo.
            mensaje = "La acción afirmativa no está en el acuerdo definido; no se guardó."
            self._avisar("ACCION_DESCONOCIDA", mensaje, "medida")
        return claves

    def _textos_limpiados(self, celdas: dict[str, str]) -> None:
        for campo, texto in celdas.items():
            if any(c in texto for c in "\t\r"):
                mensaje = "Tenía tabuladores o retornos de carro: quedaron como espacios y saltos de línea."
                self._avisar("TEXTO_LIMPIADO", mensaje, campo)
            elif campo == "estatus_grado" and clave(texto) == "trunca":
                self._avisar("ESTATUS_UNIFICADO", "«Trunca» y «Trunco» son lo mismo; quedó «Trunco».", campo)

    def _linea(self, campo: str) -> str:
        return linea(self.celdas.get(campo, ""))

    def _avisar(self, codigo: str, mensaje: str, campo: str) -> None:
        self.informe.avisar(codigo, mensaje, self.tabla.hoja, self.numero, self.tabla.titulo(campo))

    def _fallar(self, codigo: str, mensaje: str, campo: str) -> None:
        self.informe.fallar(codigo, mensaje, self.tabla.hoja, self.numero, self.tabla.titulo(campo))
