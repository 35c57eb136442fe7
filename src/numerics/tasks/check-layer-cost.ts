import { parametersOf } from '../architectures/parametersOf.ts';
import { multiplyAddsOf } from '../architectures/multiplyAddsOf.ts';
import { outputShape } from '../architectures/outputShape.ts';
import type { Convolution, Shape } from '../architectures/layer.ts';
import { convGeometry } from '../conv/geometry.ts';
import { productsOf } from '../conv/naive.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Parameters and multiply-adds of a convolution, against its numbers and products counted. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = (least: number, most: number) => randomWhole(random, least, most);
  const [kernel, stride, padding] = [draw(1, 5), draw(1, 3), draw(0, 2)];
  const [height, width] = [kernel + draw(0, 9), kernel + draw(0, 9)];
  const [cin, channels] = [draw(1, 8), draw(1, 8)];
  const layer: Convolution = { name: 'layer', type: 'conv', kernel, stride, padding, channels };
  const input: Shape = [height, width, cin];
  const output = outputShape(layer, input);

  let numbers = 0;
  for (let o = 0; o < channels; o++) {
    for (let tap = 0; tap < kernel * kernel * cin; tap++) numbers++;
    numbers++; // the bias of this output channel
  }
  // Over the padded input, for products with padding count.
  const padded: [number, number] = [height + 2 * padding, width + 2 * padding];
  const onePair = productsOf(convGeometry(padded, [kernel, kernel], { stride }));
  const products = onePair.length * cin * channels;
  return {
    statement:
      `a ${kernel}×${kernel} convolution with stride ${stride} and padding ${padding} from ` +
      `${input.join('×')} to ${output.join('×')}: ${numbers} parameters, ${products} multiply-adds`,
    rows: [
      {
        label: 'the formula for the parameters, and its numbers counted',
        value: Math.abs(parametersOf(layer, input) - numbers),
        tolerance: 0,
      },
      {
        label: 'the formula for the multiply-adds, and its products counted',
        value: Math.abs(multiplyAddsOf(layer, input, output) - products),
        tolerance: 0,
      },
    ],
  };
}
