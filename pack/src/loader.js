// Deflated bytes, seven bits a character.
function inflated(text) {
  const bytes = [];
  let bits = 0;
  let count = 0;
  for (const character of text) {
    bits = (bits << 7) | (character.charCodeAt() & 127);
    count += 7;
    if (count > 7) bytes.push((bits >> (count -= 8)) & 255);
  }
  return new Response(new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
}

// Unpacks a program; the decoder's text is a deflated WebAssembly module.
async function unpacked(decoder, packed) {
  const module = await inflated(decoder).arrayBuffer();
  const { memory, text, begin, advance, script, script_length, length } = (await WebAssembly.instantiate(module)).instance.exports;
  begin(new TextEncoder().encodeInto(packed, new Uint8Array(memory.buffer, text())).written);
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = () => {
      const end = performance.now() + 15;
      do if (!advance(999)) return resolve();
      while (performance.now() < end);
      port2.postMessage(0);
    };
    port2.postMessage(0);
  });
  port1.close();
  const result = new Uint8Array(memory.buffer, script(), length());
  return { script: new TextDecoder().decode(result.slice(0, script_length())), module: result.slice(script_length()) };
}
