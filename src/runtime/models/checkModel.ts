import { manifestSchema, type Manifest } from '#numerics/network/manifest.ts';
import { RuntimeError } from '../errors.ts';

/** The SHA-256 of some bytes in hexadecimal; null where the browser cannot say (no https). */
export type Digest = (bytes: ArrayBuffer) => Promise<string | null>;

/** SHA-256 by the platform. */
export async function sha256(bytes: ArrayBuffer): Promise<string | null> {
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The manifest in a file. Throws a RuntimeError, `model-damaged`, if it is none, or another's. */
export function parseManifest(name: string, file: ArrayBuffer): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(file));
  } catch {
    throw new RuntimeError('model-damaged', `${name}: its manifest is no JSON`);
  }
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'manifest';
    throw new RuntimeError('model-damaged', `${name}: ${where}: ${issue?.message ?? 'unknown'}`);
  }
  if (parsed.data.name !== name) {
    throw new RuntimeError('model-damaged', `expected ${name}, found ${parsed.data.name}`);
  }
  return parsed.data;
}

/** Throws a RuntimeError, `model-damaged`, unless the weights are those that the manifest names. */
export async function checkWeights(
  { name, weights }: Manifest,
  file: ArrayBuffer,
  digest: Digest,
): Promise<void> {
  if (file.byteLength !== weights.bytes) {
    const found = `${name}: expected ${weights.bytes} bytes, found ${file.byteLength}`;
    throw new RuntimeError('model-damaged', found);
  }
  const found = await digest(file);
  if (found !== null && found !== weights.sha256) {
    throw new RuntimeError('model-damaged', `${name}: the checksum of its weights is not its own`);
  }
}
