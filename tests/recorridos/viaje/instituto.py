"""Lo que el Instituto hace en sus pantallas: abre cuentas, entrega accesos, revisa, resuelve e informa."""

from __future__ import annotations

from recorridos.viaje.captura import suyas
from recorridos.viaje.instalacion import Instalacion
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


def abrir_cuenta(casa: Instalacion, dina: Persona, correo: str, nombre: str, papel: str) -> Persona:
    """Del personal del Instituto: recibe su enlace, acusa recibo y activa su segundo factor."""
    dina.ir("accesos/personal/")
    dina.pulsar("Abrir y entregar el acceso", nombre=nombre, correo=correo, papel=papel)
    nueva = recibe(casa, correo)
    nueva.ir("revision/")
    nueva.activar_factor()
    return nueva


def designar(casa: Instalacion, dina: Persona, correo: str, nombre: str, por: str) -> Persona:
    """A quien captura por esa fuerza o fórmula, que acusa recibo y entra."""
    pagina = dina.ir("accesos/designar/")
    ambito = next(o.get("value") for o in pagina.raiz.iter("option") if por in (o.text or ""))
    dina.pulsar("Registrar y entregar el acceso", ambito=ambito, nombre=nombre, correo=correo, **OFICIO)
    return recibe(casa, correo)


def recibe(casa: Instalacion, correo: str) -> Persona:
    nueva = Persona(correo, casa.captura, casa.reloj)
    nueva.recibir(casa.enlace(correo))
    nueva.entrar()
    return nueva


def validar(cora: Persona, folio: str) -> None:
    cora.ir(f"revision/{folio}/")
    assert "Validada" in cora.pulsar("Validar").texto


def observar(cora: Persona, folio: str, seccion: str, texto: str) -> None:
    pagina = cora.ir(f"revision/{folio}/")
    motivos = pagina.con_boton("Observar lo marcado").opciones[f"motivo_{seccion}"]
    motivo = next(m for m in motivos if m)
    dicho = {f"motivo_{seccion}": motivo, f"texto_{seccion}": texto}
    assert texto in cora.pulsar("Observar lo marcado", secciones=seccion, **dicho).texto


def sustituir(dina: Persona, folio: str, entra: str) -> Pagina:
    """Con su acuerdo; quien entra recibe folio y plazo."""
    nombres, primero, segundo = entra.split()
    dina.ir(f"revision/{folio}/actos/")
    return dina.pulsar(
        "Sustituir",
        acuerdo="IEPC/CG75/2024", fecha_acuerdo="2024-04-24", nombres=nombres, primer_apellido=primero,
        segundo_apellido=segundo, sexo="mujer", fecha_nacimiento="1985-03-02",
    )  # fmt: skip


def entregar_informe(dina: Persona, tipo: str) -> Pagina:
    """Generado, aprobado, enviado y acusado: cada paso con su constancia."""
    dina.ir("informes/")
    dina.pulsar("Generar", tipo=tipo)
    for paso in ("aprobado", "enviado", "acusado"):
        pagina = dina.ir("informes/")
        formulario = next(f for f in pagina.formularios() if f.valores.get("paso") == [paso])
        dia = dina.reloj.ahora().date().isoformat()
        dina.enviar(formulario, next(iter(formulario.botones)), constancia="IEPC/CG80/2024", fecha=dia)
    return dina.ir("informes/")


def folio_de(quien: Persona, nombre: str) -> str:
    return suyas(quien)[nombre]
