// Gives the program and the script around it, from the text that holds both.
async function unpack(text) {
  const [module, script] = text.split(".").map((part) => Uint8Array.from(atob(part), (sign) => sign.charCodeAt(0)));
  return { module, script: new TextDecoder().decode(script) };
}
