/** Names by which programs that imitate a graphics card give themselves away. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

/** Whether a WebGL renderer, by its own name, is a graphics card. An unnamed one is not trusted. */
export function isHardware(renderer: string | null): boolean {
  return renderer !== null && renderer !== '' && !SOFTWARE.test(renderer);
}

/** The name of the renderer that WebGL 2 would use in this worker, or null if there is none. */
export function webglRenderer(): string | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return null;
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(unmasked ? unmasked.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' ? name : null;
}
