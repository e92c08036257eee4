// Lo escrito y aún no guardado sobrevive a una sesión que terminó: se queda en esta pestaña, y nada más en ella,
// hasta que el servidor lo guarda. Las respuestas de identidad no se recuerdan: nunca llevan `data-recordar`.
const PROPIOS = new Set(["csrfmiddlewaretoken", "version", "original"]);

export function recuerdo(formulario) {
  const clave = `conoceles:${location.pathname}`;
  const guardar = () => {
    const datos = [...new FormData(formulario)].filter(([nombre, valor]) => !PROPIOS.has(nombre) && typeof valor === "string");
    sessionStorage.setItem(clave, JSON.stringify({ version: formulario.elements.version.value, datos }));
  };
  const olvidar = () => sessionStorage.removeItem(clave);
  const leer = () => {
    try {
      return JSON.parse(sessionStorage.getItem(clave));
    } catch {
      return null;
    }
  };
  const recordado = leer();
  olvidar();
  formulario.addEventListener("input", guardar);
  formulario.addEventListener("guardado", olvidar);
  // Con otra versión ya se guardó, aquí o en otra ventana: manda lo guardado.
  if (!recordado || recordado.version !== formulario.elements.version.value) return;
  if (llenar(formulario, recordado.datos)) {
    formulario.querySelector("[data-estado]").textContent = "Se recuperó lo que no alcanzó a guardarse.";
    formulario.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function llenar(formulario, datos) {
  const valores = new Map();
  for (const [nombre, valor] of datos) valores.set(nombre, [...(valores.get(nombre) ?? []), valor]);
  let cambio = false;
  for (const control of formulario.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const dichos = valores.get(control.name) ?? [];
    const antes = control.type === "radio" || control.type === "checkbox" ? control.checked : control.value;
    if (typeof antes === "boolean") control.checked = dichos.includes(control.value);
    else control.value = dichos.shift() ?? "";
    cambio ||= antes !== (typeof antes === "boolean" ? control.checked : control.value);
  }
  return cambio;
}
