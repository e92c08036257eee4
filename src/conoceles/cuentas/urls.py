"""Solo las vistas de allauth que se usan; sin registro, redes sociales ni cambio de correo."""

from allauth.account import views as cuenta
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codigos
from allauth.mfa.webauthn import views as llaves
from django.urls import path

from conoceles.cuentas import vistas as propias

urlpatterns = [
    path("entrar/", cuenta.login, name="account_login"),
    path("salir/", cuenta.logout, name="account_logout"),
    path("inactiva/", cuenta.account_inactive, name="account_inactive"),
    path("confirmar/", cuenta.reauthenticate, name="account_reauthenticate"),
    path("seguridad/", factor.index, name="mfa_index"),
    path("segundo-factor/", factor.authenticate, name="mfa_authenticate"),
    path("segundo-factor/confirmar/", factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "segundo-factor/confirmar/llave/", llaves.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("segundo-factor/activar/", propias.ActivarSegundoFactor.as_view(), name="mfa_activate_totp"),
    path("llaves/agregar/", propias.AgregarLlave.as_view(), name="mfa_add_webauthn"),
    path("llaves/<int:pk>/quitar/", propias.QuitarLlave.as_view(), name="mfa_remove_webauthn"),
    path("codigos/", codigos.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codigos/generar/", propias.generar_codigos, name="mfa_generate_recovery_codes"),
    path("codigos/hoja.pdf", propias.hoja_de_codigos, name="cuenta_codigos_pdf"),
    path("contrasena/", propias.contrasena, name="cuenta_contrasena"),
    path("sesiones/", propias.sesiones_abiertas, name="cuenta_sesiones"),
]
