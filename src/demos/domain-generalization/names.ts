import type { Style } from '#numerics/domains/styles.ts';
import type { DomainTrial, Method } from '#numerics/domains/study.ts';

/** What the styles are called. */
export const styleNames: Record<Style, string> = {
  photo: 'photograph',
  faded: 'faded photograph',
  inverted: 'negative',
  edges: 'edges',
  textured: 'texture',
  collage: 'collage',
};

/** What the methods are called. */
export const methodNames: Record<Method, string> = {
  erm: 'plain loss',
  mix: 'style mixing',
  dann: 'reversed gradient',
  dro: 'group-DRO',
};

/** "photograph, edges and collage; plain loss, seed 1". */
export function describeTrial({ sources, method, seed, reversal }: DomainTrial): string {
  const names = sources.map((style) => styleNames[style]);
  const last = names.pop() ?? '';
  const list = names.length > 0 ? `${names.join(', ')} and ${last}` : last;
  const strength = method === 'dann' ? `, λ = ${reversal ?? 0.1}` : '';
  return `${list}; ${methodNames[method]}${strength}, seed ${seed}`;
}
