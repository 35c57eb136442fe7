import type { AttackId, DefenceId } from '#numerics/adversarial/setups.ts';
import type { RecordedCurve } from './recorded.ts';

/** A curve of robust accuracy: [budget, share right] for one attack on one defence. */
export interface Curve {
  defence: DefenceId;
  attack: AttackId;
  norm: 'linf' | 'l2';
  of: number;
  points: [budget: number, share: number][];
}

/** The record's word for each defence and attack. */
const defences: Record<string, DefenceId> = {
  'base none': 'none',
  'base quantise3': 'quantise',
  'base noise8': 'noise',
  'robust none': 'robust',
  'noise smooth': 'smooth',
};
const attacks: Record<string, AttackId> = {
  random: 'random',
  fgsm: 'fgsm',
  pgd: 'pgd',
  pgdL2: 'pgd',
  bpda: 'straightThrough',
  eot: 'meanGradient',
  eotL2: 'meanGradient',
  transfer: 'transfer',
};

/** The curves that the demo shows, in its own words; others of the record are left out. */
export function curvesOf(recorded: readonly RecordedCurve[]): Curve[] {
  return recorded.flatMap(({ network, defence, attack, norm, radii, of, right }) => {
    const [own, by] = [defences[`${network} ${defence}`], attacks[attack]];
    if (!own || !by) return [];
    const points = radii.map((radius, i): [number, number] => [radius, (right[i] ?? 0) / of]);
    return [{ defence: own, attack: by, norm, of, points }];
  });
}
