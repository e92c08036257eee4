"""Base B: respuestas de identidad cifradas, consentimiento, y las llaves en su propio almacén.

Nadie fuera de esta sala importa este módulo.
"""

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.integridad.con_sello import con_sello
from conoceles.integridad.declarar import DE_SU_ELECCION, de_persona, sellada


class BorradorIdentidad(models.Model):
    """Borrador cifrado de toda la candidatura, de tamaño fijo: ni su longitud dice nada."""

    clave = models.UUIDField(primary_key=True)
    cifrado = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    en = models.DateTimeField()


@con_sello("un candado de lo enviado")
class Candado(models.Model):
    """Cerrado, el borrador de esa candidatura no se puede escribir: lo enviado no se toca sin reabrir."""

    clave = models.UUIDField(primary_key=True)
    cerrado = models.BooleanField()
    en = models.DateTimeField()
    sello = models.CharField(max_length=64, blank=True)


@sellada("unas respuestas", de_persona())
class DocumentoIdentidad(models.Model):
    """Respuestas y nonce del compromiso, cifrados y rellenados; una fila por versión."""

    clave = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    origen = models.CharField(max_length=12)  # envio, subsanacion, ajuste, correccion
    cifrado = models.BinaryField()
    compromiso = models.CharField(max_length=64)
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clave", "version"], name="documento_unico")]


@sellada("lo que pide un ajuste", de_persona())
class PedidoDeAjuste(models.Model):
    """Lo que un ajuste o una rectificación de la base A pide que digan las respuestas. Sin ese acto, nadie lo lee."""

    ajuste = models.UUIDField(primary_key=True)
    clave = models.UUIDField(db_index=True)
    cifrado = models.BinaryField()
    en = models.DateTimeField()


@sellada("una versión descartada", de_persona())
class VersionDescartada(models.Model):
    """Versión que un fallo dejó sin envío en la base A: no cuenta ni se publica. Nada se borra."""

    clave = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clave", "version"], name="descartada_una_vez")]


@sellada("un bloqueo", de_persona())
class Bloqueo(models.Model):
    """Desde esta fila lo de esa clave no se lee, no se publica ni se cuenta. La última fila manda."""

    clave = models.UUIDField(db_index=True)
    bloqueada = models.BooleanField()
    motivo = models.CharField(max_length=20)  # conclusion, cierre, restitucion
    en = models.DateTimeField()


@sellada("una acreditación", de_persona())
class Acreditacion(models.Model):
    """Esa cuenta, en esa dirección, la abre la persona: lo tuvo a la vista la autoridad electoral. La última fila manda."""

    clave = models.UUIDField(db_index=True)
    cuenta = models.PositiveBigIntegerField()  # de la base A
    direccion = models.CharField(max_length=64)  # resumen con llave
    vale = models.BooleanField()  # falso: se retiró
    evidencia = models.CharField(max_length=20, blank=True)
    referencia = models.CharField(max_length=120)  # acta, escrito u oficio
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("un vínculo", de_persona())
class Vinculo(models.Model):
    """Dos candidaturas, de dos elecciones, que la persona pidió decir que son suyas. La última fila del par manda.

    `clave`: la de la candidatura desde la que lo pidió, en una cuenta acreditada.
    """

    clave = models.UUIDField(db_index=True)
    otra = models.UUIDField(db_index=True)
    estado = models.CharField(max_length=10)  # pedido, reconocido, negado, retirado
    acreditacion = models.ForeignKey(Acreditacion, on_delete=models.PROTECT, related_name="+")
    evidencia = models.CharField(max_length=20, blank=True)
    referencia = models.CharField(max_length=120, blank=True)  # acta, escrito u oficio; o por qué se niega
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="vinculo_de_estado_conocido",
                condition=models.Q(estado__in=["pedido", "reconocido", "negado", "retirado"]),
            ),
            models.CheckConstraint(
                name="vinculo_reconocido_con_evidencia",
                condition=~models.Q(estado="reconocido")
                | (~models.Q(evidencia="") & ~models.Q(referencia="")),
            ),
            models.CheckConstraint(name="vinculo_entre_dos", condition=~models.Q(clave=models.F("otra"))),
        ]


@sellada("un consentimiento", de_persona())
class Consentimiento(models.Model):
    """Lo que la persona autorizó. La última fila manda; ninguna se cambia.

    `grupos`: de cuáles se contestó que sí a publicar; nulo, de todos. `surten`: de cuáles surte efecto; los
    demás esperan el formato que ella firme.
    """

    clave = models.UUIDField(db_index=True)
    tratamiento = models.BooleanField()
    publicacion = models.BooleanField()
    grupos = models.JSONField(null=True)
    surten = models.JSONField(null=True)
    estadistica = models.BooleanField()
    aviso_version = models.CharField(max_length=64)
    definicion = models.CharField(max_length=64, blank=True)  # huella: con qué palabras se preguntó
    medio = models.CharField(max_length=20)  # sesion, acreditada, captura, formato, revocacion
    acreditacion = models.ForeignKey(Acreditacion, on_delete=models.PROTECT, null=True, related_name="ampara")
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("un formato firmado", de_persona())
class FormatoFirmado(models.Model):
    """El formato que la persona firmó, digitalizado y cifrado con su llave; el archivo se llama como su huella."""

    clave = models.UUIDField(db_index=True)
    consentimiento = models.ForeignKey(Consentimiento, on_delete=models.PROTECT, related_name="formatos")
    sha256 = models.CharField(max_length=64)  # de lo cifrado: no permite reconocer lo que dice
    tipo = models.CharField(max_length=20)  # application/pdf, image/jpeg
    octetos = models.PositiveIntegerField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("una decisión sobre un formato firmado", de_persona("formato__clave"))
class ResolucionDeFormato(models.Model):
    """Lo que el instituto decidió de un formato. Una sola vez."""

    formato = models.OneToOneField(FormatoFirmado, on_delete=models.PROTECT, related_name="resolucion")
    aceptado = models.BooleanField()
    motivo = models.CharField(max_length=20, blank=True)  # del catálogo, al rechazar
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("un conteo importado", DE_SU_ELECCION, Acto.CONTEOS_AGREGADOS)
class ConteoSuelto(models.Model):
    """Respuestas importadas sin consentimiento: cuántas, nunca de quién ni junto a qué otra."""

    proceso = models.CharField(max_length=60)
    lote = models.CharField(max_length=64)
    pregunta = models.CharField(max_length=20)
    respuesta = models.CharField(max_length=120)
    cuantas = models.IntegerField()  # negativo en el lote que deshace otro

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proceso", "lote", "pregunta", "respuesta"], name="conteo_unico")
        ]


@sellada("una tabla asentada", DE_SU_ELECCION, Acto.TABLAS_ASENTADAS)
class TablaAsentada(models.Model):
    """La tabla de una pregunta como se publica, con su azar ya sumado: lo exacto no se guarda en ningún lado."""

    proceso = models.CharField(max_length=60)
    pregunta = models.CharField(max_length=20)
    corte = models.DateTimeField()
    poblacion = models.PositiveIntegerField()
    epsilon = models.CharField(max_length=24)  # un racional, como «5493/5000»; «0», si se cuenta tal cual
    cifras = models.JSONField(default=dict)  # celda → estimado, desde, hasta y contadas exactas
    en = models.DateTimeField()

    class Meta:
        ordering = ["corte"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "pregunta", "corte"], name="una_tabla_por_corte")
        ]


class Llave(models.Model):
    """Llave de datos de una candidatura, envuelta por la maestra. Vive en el almacén `llaves`.

    `envuelta` vacía: destruida.
    """

    clave = models.UUIDField(primary_key=True)
    envuelta = models.BinaryField()
    creada_en = models.DateTimeField()


class Retiro(models.Model):
    """Lo que restaurar un respaldo viejo no debe deshacer. Vive en el almacén `llaves`, que no viaja en él.

    De una misma clave, la última fila de cada clase manda: conclusión o restitución; orden abierta o levantada, por
    sección; y permiso perdido, que dice lo que todavía se permitía.
    """

    clave = models.UUIDField(db_index=True)
    acto = models.CharField(max_length=20)  # los que nombra `retiros`, o el estado en que concluyó
    seccion = models.CharField(max_length=40, blank=True)  # la que una orden oculta
    # De un permiso perdido, lo que queda: como en `Consentimiento`.
    grupos = models.JSONField(null=True, default=list)
    surten = models.JSONField(null=True, default=list)
    estadistica = models.BooleanField(default=True)
    acuerdo = models.CharField(max_length=120, blank=True)
    fecha_acuerdo = models.DateField(null=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
    sello = models.CharField(max_length=64)  # con llave

    class Meta:
        ordering = ["en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["clave", "acto", "seccion", "en"], name="retiro_unico")
        ]
