"""Un renglón de la hoja principal: entenderlo, y decir qué se corrigió o qué lo impide."""

from __future__ import annotations

from collections.abc import Mapping

from conoceles.candidaturas.padron.encabezados import Tabla, es_curricular
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones import entidades, normalizar, respuestas
from conoceles.candidaturas.padron.renglones.cruce import Cruce, llave
from conoceles.candidaturas.padron.renglones.normalizar import clave
from conoceles.candidaturas.padron.renglones.registro import NADA_DICHO, Comunes, Registro
from conoceles.candidaturas.padron.renglones.territorio import (
    Lugares,
    Territorio,
    enumerados,
    fuera_de_la_planilla,
)
from conoceles.candidaturas.padron.renglones.valores import Valores
from conoceles.nucleo.dias import anios
from conoceles.proceso.definicion import Cargo, Contienda, FuerzaDefinida
from conoceles.proceso.preguntas.cuestionario import Respuesta

DE_ARRIBA = " Si es quien postula en el renglón de arriba, dígalo en padron.toml con «hereda»."
NO_DICE_CALIDAD = "El renglón no dice si es propietaria o suplente."


class Renglon(Valores):
    """Un renglón y la elección a la que pertenece."""

    def __init__(
        self,
        tabla: Tabla,
        numero: int,
        fila: tuple[str, ...],
        territorio: Territorio,
        cruce: Cruce,
        informe: Informe,
        letra_m: Mapping[str, str],
    ) -> None:
        super().__init__(tabla, numero, fila, territorio.definicion, informe, letra_m)
        self.territorio, self.cruce = territorio, cruce
        self.lugares = Lugares(
            cargo=self._linea("cargo") or self._linea("postulacion"),
            principio=self._linea("principio"),
            distrito=self._linea("distrito"),
            municipio=self._linea("municipio"),
            ambito=self._linea("ambito"),
            entidad=self._linea("entidad"),
        )
        self.quien = llave(self.celdas.get("numero", ""), self.celdas.get("nombre", ""))
        dicho = normalizar.calidad(self.celdas.get("calidad", "")) or normalizar.calidad(self.lugares.cargo)
        self.rol_dicho, self.rol = dicho, cruce.rol(self.quien, dicho)

    def ajena(self) -> tuple[str, str] | None:
        """(hoja, motivo) si el renglón es de otra entidad del país o de un cargo que aquí no se elige."""
        dicha = self._linea("entidad")
        if dicha and not self.territorio.es_de_aqui(dicha) and entidades.entidad(dicha):
            return (self.tabla.hoja, dicha.upper())
        if self.territorio.es_cargo_ajeno(self.lugares.cargo):
            return (self.tabla.hoja, self.lugares.cargo.upper())
        return None

    def registros(self) -> list[Registro]:
        """El registro del renglón (dos, si propietaria y suplente comparten renglón); ninguno si hay error."""
        if not self._es_de_aqui():
            return []
        self._limpiar()
        cargo, contienda, (fuerza, partido) = *self._contienda(), self._fuerza()
        nombre, partes = self._nombre()
        calidad = self._calidad(self._calidades(cargo, contienda))
        if cargo is None or contienda is None or fuerza is None or not nombre or not calidad:
            return []
        suplencia = self._suplencia(cargo, calidad)
        if suplencia is None:
            return []
        escrito = self._numero()
        numero = self.territorio.en_la_planilla(cargo, contienda, self.lugares.cargo, escrito)
        if numero is None:
            columna = "numero" if self._linea("numero") else "cargo"
            self._fallar("FUERA_DE_LA_PLANILLA", self._de_planilla(cargo, contienda), columna)
            return []
        comunes: Comunes = {
            "hoja": self.tabla.hoja,
            "fila": self.numero,
            "contienda": contienda.clave,
            "fuerza": fuerza.siglas,
            "partido": partido.siglas if partido and partido is not fuerza else "",
            "numero": numero,
            "escrito": escrito,
            "circunscripcion": self._circunscripcion(),
        }
        principal = self._principal(comunes, nombre, partes, calidad, suplencia)
        principales = [] if self._es_menor(principal, cargo) else [principal]
        return [*principales, *self._suplente(comunes, int(cargo.suplencias > 1))]

    def _es_de_aqui(self) -> bool:
        dicha = self._linea("entidad")
        if not dicha or self.territorio.es_de_aqui(dicha):
            return True
        mensaje = f"«{dicha}» no es la entidad de esta elección ni otra del país."
        self._fallar("ENTIDAD_DESCONOCIDA", mensaje, "entidad")
        return False

    def _es_menor(self, registro: Registro, cargo: Cargo) -> bool:
        """Si ese día no tendría la edad que el cargo exige; sin ningún dato de edad no se sabe."""
        calendario = self.definicion.calendario
        edad = registro.edad
        if registro.nacimiento and (jornada := calendario.dia("jornada")):
            edad = anios(registro.nacimiento, jornada)
        if frase := cargo.frase_de_menor(edad):
            self._fallar("EDAD_MENOR", frase, "nacimiento" if registro.nacimiento else "edad")
        return bool(frase)

    def _principal(
        self,
        comunes: Comunes,
        nombre: str,
        partes: tuple[str, str, str],
        calidad: str,
        suplencia: int,
    ) -> Registro:
        textos = {campo: texto for campo, texto in self.celdas.items() if es_curricular(campo)}
        self._textos_limpiados(textos)
        return Registro(
            **comunes,
            nombre=nombre,
            nombres=partes[0],
            primer_apellido=partes[1],
            segundo_apellido=partes[2],
            calidad=calidad,
            suplencia=suplencia,
            sexo=self._sexo_con_genero(),
            edad=self._edad(),
            nacimiento=self._nacimiento_cotejado(),
            curp_hmac=self._curp(),
            correo=self._correo(),
            sobrenombre=self._sobrenombre(),
            reeleccion=self._reeleccion(),
            acciones=self._acciones(),
            curricular=self._curricular(textos),
            identidad=self.cruce.respuestas.get(self.quien),
            borrados=self.borrados,
        )

    def _suplente(self, comunes: Comunes, suplencia: int) -> list[Registro]:
        nombre = self._linea("nombre_suplente")
        if not nombre or not self._es_de_alguien(nombre, "nombre_suplente"):
            return []
        return [
            Registro(
                **comunes,
                nombre=nombre,
                nombres="",
                primer_apellido="",
                segundo_apellido="",
                calidad="suplente",
                suplencia=suplencia,
                sexo=self._sexo("sexo_suplente"),
                edad=None,
                nacimiento=None,
                curp_hmac="",
                correo="",
                sobrenombre="",
                reeleccion=None,
                acciones=(),
            )
        ]

    def _contienda(self) -> tuple[Cargo | None, Contienda | None]:
        cargo = self.territorio.cargo(self.lugares)
        if cargo is None:
            self._fallar("CARGO_DESCONOCIDO", self.territorio.sin_cargo(self.lugares.cargo), "cargo")
            return None, None
        contienda = self.territorio.contienda(cargo, self.lugares)
        campo = "municipio" if cargo.ambito == "municipio" else "distrito"
        columna = "ambito" if self.lugares.ambito and not getattr(self.lugares, campo) else campo
        dicho = getattr(self.lugares, columna)
        if contienda is None:
            self._fallar("AMBITO_DESCONOCIDO", self._sin_ambito(campo, dicho), columna)
        elif cargo.ambito == "distrito":
            self._cabecera(contienda)
        elif cargo.ambito == "municipio" and self.territorio.es_sinonimo(dicho):
            mensaje = f"«{dicho}» se entendió como {contienda.ambito}."
            self._avisar("MUNICIPIO_SINONIMO", mensaje, columna)
        return cargo, contienda

    def _sin_ambito(self, campo: str, dicho: str) -> str:
        suyo = self.definicion.territorio
        un, el = (suyo.un, suyo.el) if campo == "municipio" else ("un distrito", "el distrito")
        if dicho:
            return f"«{dicho}» no es {un} de esta elección."
        return f"El renglón no trae {el} (¿la celda está combinada con la de arriba?)."

    def _de_planilla(self, cargo: Cargo, contienda: Contienda) -> str:
        """Por qué ese lugar no existe, o no se sabe cuál es."""
        nombrado = self.territorio.puesto(cargo, self.lugares.cargo)
        suyos = [p for p in contienda.puestos if nombrado and nombrado.es(p)]
        if suyos and not self._linea("numero") and not normalizar.entero(self.lugares.cargo):
            return f"La planilla de {contienda.ambito} tiene {enumerados(suyos)}, y el renglón no dice cuál: escriba «{suyos[0]}», o su número en la columna del número."
        return fuera_de_la_planilla(contienda, self.lugares.cargo, self._linea("numero"))

    def _cabecera(self, contienda: Contienda) -> None:
        """El archivo que dice número y cabecera debe decir los de un mismo distrito."""
        dicha = self._linea("cabecera")
        distrito = next(d for d in self.definicion.distritos if d.numero == contienda.distrito)
        if dicha and clave(dicha) != clave(distrito.cabecera):
            mensaje = (
                f"«{dicha}» no es la cabecera del distrito {distrito.dicho}, que es {distrito.cabecera}."
            )
            self._fallar("CABECERA_DISTINTA", mensaje, "cabecera")

    def _fuerza(self) -> tuple[FuerzaDefinida | None, FuerzaDefinida | None]:
        """(fuerza que postula, partido que el archivo señala dentro de ella)."""
        partido = self.territorio.fuerza(self._linea("partido"))
        for campo in ("fuerza", "coalicion", "partido", "postulacion"):
            texto = self._linea(campo)
            if not texto or clave(texto) in ("no", "ninguna", "sin coalicion"):
                continue
            fuerza = self.territorio.fuerza(texto)
            if fuerza is None and campo != "postulacion":
                frase = f"No se reconoce «{texto}» entre quienes postulan."
                self._fallar("FUERZA_DESCONOCIDA", frase, campo)
                return None, None
            if fuerza is not None:
                if texto.endswith("."):
                    self._avisar("PUNTO_FINAL", f"«{texto}» se entendió como {fuerza.nombre}.", campo)
                return fuerza, partido
        if len(self.territorio.definicion.fuerzas) == 1:  # no hay otra que pueda ser
            return self.territorio.definicion.fuerzas[0], None
        mensaje = "El renglón no dice quién postula." + DE_ARRIBA * (self.rol == "suplente")
        self._fallar("FUERZA_DESCONOCIDA", mensaje, "fuerza")
        return None, None

    def _nombre(self) -> tuple[str, tuple[str, str, str]]:
        partes = (self._linea("nombre"), self._linea("primer_apellido"), self._linea("segundo_apellido"))
        apellidos = self._linea("apellidos")
        nombre = " ".join(parte for parte in (*partes, "" if partes[1] else apellidos) if parte)
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
        return nombre if self._es_de_alguien(nombre, "nombre") else "", partes if partes[1] else ("", "", "")

    def _calidades(self, cargo: Cargo | None, contienda: Contienda | None) -> tuple[str, ...]:
        """Las que lleva su lugar o, si no se sabe cuál es, su cargo."""
        if cargo is None or contienda is None:
            return cargo.calidades if cargo else ()
        dicho = self.territorio.en_la_planilla(cargo, contienda, self.lugares.cargo, self._linea("numero"))
        return cargo.calidades_en(contienda.puesto(normalizar.entero(dicho or "")))

    def _calidad(self, calidades: tuple[str, ...]) -> str:
        if self.rol and self.rol != self.rol_dicho:
            mensaje = f"Dice «{self._linea('calidad')}» y la hoja de identidad, {self.rol}."
            self._fallar("ROL_CORREGIDO", mensaje, "calidad")
        if self.rol:
            return self.rol
        if "nombre_suplente" in self.celdas:
            return "propietaria"  # un renglón por fórmula: la primera persona es la propietaria
        if len(calidades) == 1:
            return calidades[0]
        dicha = self._linea("calidad")
        mensaje = f"«{dicha}» no se entiende: escriba Propietaria o Suplente." if dicha else NO_DICE_CALIDAD
        if "calidad" not in self.celdas:
            mensaje += " Si van en renglones alternos, dígalo en padron.toml con «alterna»."
        self._fallar("SIN_CALIDAD", mensaje, "calidad")
        return ""

    def _curricular(self, textos: dict[str, str]) -> dict[str, Respuesta]:
        """Las respuestas; en una elección en curso solo se cuentan, y por eso ahí no fallan."""
        if not textos:
            return NADA_DICHO
        leidas = respuestas.leer(textos, self.definicion)
        if not self.definicion.historico:
            return leidas.contenido
        for campo, etiqueta in leidas.entendidas.items():
            mensaje = f"«{' '.join(textos[campo].split())[:60]}» se entendió como «{etiqueta}»."
            self._avisar("CATALOGO_SINONIMO", mensaje, campo)
        for campo, (texto, candidatas) in leidas.ajenas.items():
            opciones = ", ".join(f"«{candidata}»" for candidata in candidatas)
            mensaje = f"«{texto[:60]}» no está en el catálogo; las opciones más parecidas son {opciones}."
            self._fallar("VALOR_FUERA_DE_CATALOGO", mensaje, campo)
        for campo, (texto, razon) in leidas.mal_escritas.items():
            self._fallar("RESPUESTA_MAL_ESCRITA", f"«{texto[:60]}»: {razon}", campo)
        return leidas.contenido

    def _acciones(self) -> tuple[str, ...]:
        claves, desconocidas = self.territorio.acciones(self.celdas.get("medida", ""))
        if desconocidas:
            # El texto no se repite: puede nombrar a un grupo.
            opciones = ", ".join(f"«{accion.nombre}»" for accion in self.definicion.acciones_afirmativas)
            frase = f"La acción afirmativa no está en el acuerdo definido, que trae {opciones or 'ninguna'}."
            self._fallar("ACCION_DESCONOCIDA", frase, "medida")
        return claves
