import { expect, it } from 'vitest';
import { isHardware } from '#runtime/hardwareRenderer.ts';

it.each([
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'Apple GPU',
  'Adreno (TM) 640',
  'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
])('%s is a graphics card', (renderer) => {
  expect(isHardware(renderer)).toBe(true);
});

it.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'llvmpipe (LLVM 15.0.7, 256 bits)',
  'Microsoft Basic Render Driver',
  'Apple Software Renderer',
  '',
  null,
])('%s is a program, or unknown', (renderer) => {
  expect(isHardware(renderer)).toBe(false);
});
