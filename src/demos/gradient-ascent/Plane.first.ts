import { drawHill } from './drawHill.ts';
import { planeDefaults } from './state.ts';

/** The hill of the example, as it is drawn under the walk. */
export default function first() {
  const { hill, lambda } = planeDefaults;
  return Promise.resolve({ src: drawHill(hill, lambda) });
}
