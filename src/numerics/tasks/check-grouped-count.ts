import type { Convolution } from '../architectures/layer.ts';
import { parametersOf } from '../architectures/parametersOf.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Parameters of a convolution in groups, against its weights counted one by one. */
export default async function checkGroupedCount({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = (least: number, most: number) => randomWhole(random, least, most);
  const [kernel, groups] = [draw(1, 5), draw(1, 4)];
  const [cin, channels] = [groups * draw(1, 6), groups * draw(1, 6)];
  const layer: Convolution = { name: 'layer', type: 'conv', kernel, channels, groups };

  let numbers = 0;
  for (let output = 0; output < channels; output++) {
    for (let input = 0; input < cin; input++) {
      // An output sees the input channels of its own group only.
      const own = Math.floor((output * groups) / channels);
      if (Math.floor((input * groups) / cin) === own) numbers += kernel * kernel;
    }
    numbers++; // its bias
  }
  const whole = parametersOf({ ...layer, groups: 1 }, [9, 9, cin]);
  const grouped = parametersOf(layer, [9, 9, cin]);
  return Promise.resolve({
    statement: `${kernel}×${kernel}, ${cin} channels to ${channels} in ${groups} groups: ${numbers} parameters`,
    rows: [
      {
        label: 'the formula, and the weights that join two channels of one group counted',
        value: Math.abs(grouped - numbers),
        tolerance: 0,
      },
      {
        label: 'weights without groups, and groups times the weights with them',
        value: Math.abs(whole - channels - groups * (grouped - channels)),
        tolerance: 0,
      },
    ],
  });
}
