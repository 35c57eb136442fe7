import { writeFileSync } from 'node:fs';

import { certificateDefaults } from '#demos/adversarial-defenses/state.ts';
import certifyPicture from '#numerics/tasks/adversarial-defenses-certify.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records the certificate with which the chapter on adversarial defences opens:
 * `node --experimental-strip-types bench/recordCertificate.ts` counts the votes for the default picture
 * and writes `content/chapters/adversarial-defenses/certificate.json`.
 */
const FILE = 'content/chapters/adversarial-defenses/certificate.json';
const NUMBERS = 32 * 32 * 3;

const { tiles, network, sigma, n, alpha, seed } = certificateDefaults;
const model = shippedModel(network);
await startWasm();
const { pixels } = await imagesOf('public/images/gallery-teaching.png', model.manifest);
const [tile = 0] = tiles;
const found = await certifyPicture(
  { pixels: pixels.subarray(tile * NUMBERS, (tile + 1) * NUMBERS), network, sigma, n, alpha, seed },
  uninterruptedWith(model),
);
const command = 'node --experimental-strip-types bench/recordCertificate.ts';
writeFileSync(FILE, `${JSON.stringify({ command, ...found }, null, 2)}\n`);
