import { poolDefaults } from './state.ts';

/** The row that the figure starts with. */
export default function first() {
  return Promise.resolve({ x: poolDefaults.x });
}
