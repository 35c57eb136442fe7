import lab from '#numerics/tasks/conv-input-gradient-lab.ts';
import { prerender } from '#runtime/prerender.ts';
import { labDefaults } from './state.ts';

/** The answers to the numbers that the lab starts with. */
export default function first() {
  const { x, kernel, g, stride, padding, dilation } = labDefaults;
  return prerender(lab, { x, kernel, g, stride, padding, dilation });
}
