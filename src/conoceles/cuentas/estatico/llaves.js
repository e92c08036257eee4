// Llaves de paso (WebAuthn): pide al navegador crear o usar una y envía lo que conteste con el formulario.
const aOctetos = (texto) =>
  Uint8Array.from(atob(texto.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const aTexto = (octetos) =>
  btoa(String.fromCharCode(...new Uint8Array(octetos))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function deOpciones(opciones) {
  const conId = (lista) => (lista ?? []).map((c) => ({ ...c, id: aOctetos(c.id) }));
  const listas = { challenge: aOctetos(opciones.challenge) };
  if (opciones.user) listas.user = { ...opciones.user, id: aOctetos(opciones.user.id) };
  listas.excludeCredentials = conId(opciones.excludeCredentials);
  listas.allowCredentials = conId(opciones.allowCredentials);
  return { ...opciones, ...listas };
}

function aRespuesta(credencial) {
  const response = {};
  for (const campo of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credencial.response[campo]) response[campo] = aTexto(credencial.response[campo]);
  const { id, type } = credencial;
  return { id, type, rawId: aTexto(credencial.rawId), response, clientExtensionResults: credencial.getClientExtensionResults() };
}

for (const formulario of document.querySelectorAll("form[data-llave]")) {
  const boton = formulario.querySelector("button"), aviso = formulario.querySelector("[role=status]");
  if (!window.PublicKeyCredential) continue;
  formulario.hidden = false;
  boton.addEventListener("click", async () => {
    aviso.textContent = "";
    const publicKey = deOpciones(JSON.parse(formulario.dataset.opciones).publicKey);
    try {
      const hecha = await navigator.credentials[formulario.dataset.llave]({ publicKey });
      formulario.elements.credential.value = JSON.stringify(aRespuesta(hecha));
      formulario.submit();
    } catch {
      aviso.textContent = "El navegador no completó la operación. Puede intentar otra vez o usar un código.";
    }
  });
}
