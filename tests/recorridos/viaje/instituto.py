"""Lo que la autoridad electoral hace en sus pantallas: abre cuentas, entrega accesos, revisa, resuelve e informa."""

from __future__ import annotations

from personas import CLAVE
from recorridos.navegador import hasta
from recorridos.viaje.captura import suyas
from recorridos.viaje.instalacion import TRAMO, Instalacion
from recorridos.viaje.lectora import Archivo
from recorridos.viaje.paginas import Pagina
from recorridos.viaje.persona import Persona

OFICIO = {"oficio": "RP/1/2024", "fecha_oficio": "2024-04-05"}


def primera_cuenta(casa: Instalacion) -> Persona:
    """La de administración: la orden da su enlace; al entrar activa su segundo factor."""
    dicho = casa.seguir("Abrir la primera cuenta")
    casa.arrancar("conoceles-captura", "conoceles-lector", "conoceles-obrero")
    casa.esperar_captura()
    dina = Persona("dina@prueba.mx", casa.captura, casa.reloj)
    dina.recibir(dicho.split()[0])
    dina.entrar()
    dina.activar_factor()
    return dina


def aprobar_textos(dina: Persona) -> None:
    """Anota los actos del Comité que aprueban los avisos y el formato: sin ellos la captura no se abre."""
    acto = {"acto_numero": "CT/3/2024", "acto_fecha": "2024-03-22"}
    for pieza in ("aviso-simplificado", "aviso-integral", "acto-formato_consentimiento"):
        dina.ir(f"contenidos/{pieza}/")
        dina.pulsar("Ver cómo queda", **acto)
        dina.pulsar("Guardar y poner en vigor")
    assert "Comité de Transparencia" not in dina.ir("revision/hoy/").texto


def abrir_cuenta(casa: Instalacion, dina: Persona, correo: str, nombre: str, papel: str) -> Persona:
    """Del personal de la autoridad electoral."""
    dina.ir("accesos/personal/")
    dina.pulsar("Abrir y entregar el acceso", nombre=nombre, correo=correo, papel=papel)
    return recibe(casa, correo)


def designar(casa: Instalacion, dina: Persona, correo: str, nombre: str, por: str) -> Persona:
    """A quien captura por esa fuerza o fórmula."""
    pagina = dina.ir("accesos/designar/")
    ambito = next(o.get("value") for o in pagina.raiz.iter("option") if por in (o.text or ""))
    dina.pulsar("Registrar y entregar el acceso", ambito=ambito, nombre=nombre, correo=correo, **OFICIO)
    return recibe(casa, correo)


def recibe(casa: Instalacion, correo: str) -> Persona:
    """Abre su enlace, acusa recibo, entra y activa su segundo factor."""
    nueva = Persona(correo, casa.captura, casa.reloj)
    nueva.recibir(casa.enlace(correo))
    nueva.entrar()
    nueva.activar_factor()
    return nueva


def invitar(casa: Instalacion, quien: Persona, folio: str, correo: str) -> Persona:
    """A la persona candidata, que recibe su enlace y entra por sí misma."""
    quien.ir(f"candidaturas/{folio}/invitacion/")
    quien.pulsar("Enviar la invitación", correo=correo)
    return recibe(casa, correo)


def validar(cora: Persona, folio: str) -> None:
    botones = {b for f in cora.ir(f"revision/{folio}/").formularios() for b in f.botones}
    cora.pulsar(next(b for b in ("Validar y abrir la siguiente", "Validar") if b in botones))
    texto = cora.ir(f"revision/{folio}/").texto
    assert "Validada" in texto or "Publicada" in texto, texto  # el obrero pudo llegar antes que la página


def observar(cora: Persona, folio: str, seccion: str, texto: str) -> None:
    pagina = cora.ir(f"revision/{folio}/")
    motivos = pagina.con_boton("Observar lo marcado").opciones[f"motivo_{seccion}"]
    motivo = next(m for m in motivos if m)
    dicho = {f"motivo_{seccion}": motivo, f"texto_{seccion}": texto}
    cora.pulsar("Observar lo marcado", secciones=seccion, **dicho)
    assert texto in cora.ir(f"revision/{folio}/").texto


def sustituir(dina: Persona, folio: str, entra: str) -> Pagina:
    """Con su acuerdo; quien entra recibe folio y plazo."""
    nombres, primero, segundo = entra.split()
    dina.ir(f"revision/{folio}/actos/")
    dina.pulsar(
        "Ver qué pasará", {"acto": "sustituir"},
        acuerdo="IEPC/CG75/2024", fecha_acuerdo="2024-04-24", nombres=nombres, primer_apellido=primero,
        segundo_apellido=segundo, sexo="mujer", fecha_nacimiento="1985-03-02",
    )  # fmt: skip
    return dina.confirmar("Sustituir")


def entregar_informe(dina: Persona, tipo: str, mes: str) -> None:
    """Generado, aprobado, enviado y acusado: cada paso con su constancia."""
    dina.ir("informes/")
    pagina = dina.pulsar("Generar", tipo=tipo)
    assert mes in pagina.texto
    for paso in ("aprobado", "enviado", "acusado"):
        formulario = next(f for f in pagina.formularios() if f.valores.get("paso") == [paso])
        dia = dina.reloj.hoy()
        boton = next(iter(formulario.botones))
        pagina = dina.enviar(formulario, boton, constancia="IEPC/CG80/2024", fecha=dia)


def certificado(dina: Persona, folio: str) -> bytes:
    """El de su supresión, en cuanto el obrero la haga."""
    rotulo = "Certificado de supresión en PDF"
    hasta(lambda: rotulo in dina.ir(f"revision/{folio}/actos/").enlaces(), TRAMO)
    return dina.ir(f"revision/{folio}/supresion.pdf").cuerpo


def folio_de(quien: Persona, nombre: str) -> str:
    return suyas(quien)[nombre]


def reanudar(casa: Instalacion, dina: Persona) -> None:
    """La fecha saltó y lo irreversible espera: comprueba la hora, dice qué pasó y el obrero vuelve a arrancar."""
    hasta(lambda: _frenado_y_a_la_hora(dina.ir("revision/hoy/reloj/").texto), TRAMO)
    dina.pulsar(
        "Reanudar el calendario", nota="El servidor estuvo apagado entre una etapa y otra.", comprobada="si"
    )
    casa.reiniciar("conoceles-obrero")


def leer_lo_publicado(lectoras: tuple[Persona, Persona], cuantas: int) -> None:
    """El análisis cualitativo del informe final: dos personas leen cada perfil y administración lo concluye."""
    for quien in lectoras:
        for _ in range(cuantas):
            quien.ir("revision/evaluacion/")
            pagina = quien.pulsar("Tomar la siguiente lectura")
            marcas = [m for m in pagina.con_boton("Cerrar la lectura").opciones if m.startswith("m_")]
            quien.pulsar("Cerrar la lectura", **dict.fromkeys(marcas, "si"))
    lectoras[0].ir("revision/evaluacion/")
    assert "La evaluación concluyó" in lectoras[0].pulsar("Concluir la evaluación").texto


def cerrar(dina: Persona) -> Pagina:
    """Su día llegó; hace falta el acto y escribir la clave de la elección."""
    acto = {"acuerdo": "IEPC/CG120/2024", "fecha_acuerdo": "2024-09-30", "organo": "Consejo General"}
    dina.ir("revision/hoy/cierre/")
    dina.pulsar("Ver qué pasará y cerrarla", **acto)
    return dina.pulsar("Cerrar la elección", confirmo=CLAVE)


def recibir_formato(quien: Persona, dina: Persona, folio: str) -> None:
    """Sin la firma de la persona, su «sí» no surte efecto: quien responde sube el formato y administración lo acepta."""
    firmado = quien.ir(f"candidaturas/{folio}/formatos/consentimiento.pdf").cuerpo
    quien.ir(f"candidaturas/{folio}/formatos/")
    quien.pulsar("Subir", archivo=Archivo("consentimiento.pdf", firmado))
    dina.ir(f"revision/{folio}/formatos/1/")
    dina.pulsar("Aceptar el formato")


def _frenado_y_a_la_hora(dicho: str) -> bool:
    """El obrero ya latió a la hora nueva: antes, la pantalla no deja reanudar."""
    return "Reanudar el calendario" in dicho and "No está en marcha" not in dicho
