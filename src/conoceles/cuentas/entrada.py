"""La contraseña y, donde alguien ha estado probando muchas, el código en la misma pantalla.

Con los lugares de una cuenta o de una dirección ocupados (`fallas`), decir si una contraseña es la buena sería contestarle a quien
prueba; y callarlo a todas, hacer pagar a quien acierta por lo que falló otra persona. Se piden las dos cosas juntas y se contesta una
sola: quien tiene su código entra, y a quien solo prueba contraseñas no se le dice nada ni se le resume ninguna (decisión 0046).
"""

from __future__ import annotations

import threading

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from conoceles.cuentas import conocidos, factores, fallas, operaciones
from conoceles.cuentas.fallas import Tope
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import reloj

# Con un código que no es se resume la contraseña solo para contar a quien la sabe: de una en una por proceso.
_TURNO = threading.Lock()


class Entrada(LoginForm):
    """La de allauth, que de quien escribe también su código comprueba las dos cosas a la vez."""

    code = forms.CharField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.factor: factores.Entrar | None = None
        self.pide_codigo = "code" in self.data if self.is_bound else _vigilada_de_antemano(self.request)

    def clean(self) -> dict[str, str]:
        """`ValidationError` si algo no coincide, que ya quedó contado."""
        if self.errors:
            return self.cleaned_data
        self.correo = self.cleaned_data["login"].lower()
        topes = fallas.al_entrar(self.request, self.correo)
        vigilada = fallas.agotado(*topes)
        self.pide_codigo = vigilada or bool(self.cleaned_data["code"])
        if not self.pide_codigo:
            return super().clean()
        try:
            self._exigir_las_dos(topes)
        except ValidationError:
            if vigilada:
                operaciones.anotar_limite(correo=self.correo, ahora=reloj.ahora())
            raise
        return self.cleaned_data

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Quien ya dio su código no lo da otra vez."""
        if self.factor is None:
            return super().login(request, redirect_url)
        suya = self.factor.user
        record_authentication(request, suya, "password", email=suya.correo)
        self.factor.save()
        entrada = Login(user=suya, email=suya.correo, redirect_url=redirect_url)
        entrada.state["stages"] = {AuthenticateStage.key: {"handled": True}}
        respuesta = perform_login(request, entrada)
        request.session.set_expiry(0)  # como quien entra en dos pasos
        return respuesta

    def _exigir_las_dos(self, topes: tuple[Tope, ...]) -> None:
        codigo = self.cleaned_data["code"]
        if not codigo:
            raise ValidationError({"code": get_adapter().error_messages["falta_codigo"]})
        suya = _con_las_dos(self.request, self.correo, self.cleaned_data["password"], codigo)
        if suya is None:
            fallas.anotar(*topes)
            raise get_adapter().validation_error("no_coinciden")
        self.factor = factores.Entrar({"code": codigo}, user=suya)
        if not self.factor.is_valid():
            raise ValidationError({"code": self.factor.errors["code"]})


def _vigilada_de_antemano(request: HttpRequest) -> bool:
    """Sin saber todavía quién es: por su dirección, salvo que en este navegador ya haya entrado alguien."""
    return not conocidos.alguno(request) and fallas.agotado(fallas.de_la_direccion(request))


def _con_las_dos(request: HttpRequest, correo: str, clave: str, codigo: str) -> Cuenta | None:
    """De quién son. Primero el código, que se comprueba sin gastarlo y no cuesta: resumir una contraseña son 28 ms.

    Con otro código la respuesta es la misma sea o no la contraseña; tarda lo mismo haya o no cuenta.
    """
    suya = Cuenta.objects.filter(correo=correo, is_active=True).first()
    con = suya or Cuenta.objects.first()
    vale = con is not None and factores.vale(con, codigo)
    if suya is not None and vale:
        if authenticate(request, email=correo, password=clave) == suya:
            return suya
        _sin_saberla(correo)
    elif _TURNO.acquire(blocking=False):
        try:
            _contar_si_la_sabe(request, correo, clave, codigo)
        finally:
            _TURNO.release()
    return None


def _contar_si_la_sabe(request: HttpRequest, correo: str, clave: str, codigo: str) -> None:
    """Quien sabe la contraseña y adivina códigos se detiene como en la pantalla del código, que los cuenta y los anota."""
    sabe = authenticate(request, email=correo, password=clave)
    if sabe is None:
        _sin_saberla(correo)
    else:
        factores.Entrar({"code": codigo}, user=sabe).is_valid()


def _sin_saberla(correo: str) -> None:
    """Se anota tantas veces como a quien la sabe: tardar menos diría cuál es."""
    tope = Tope(f"sin contraseña {correo}")
    if not fallas.agotado(tope):
        operaciones.anotar_intento_fallido(correo=correo, ahora=reloj.ahora())
        fallas.anotar(tope)
