import { Quantity } from '#demos/frame/Quantity.tsx';

/** ∂L/∂X. */
export function InputGradient() {
  return <Quantity role="input">∂L/∂X</Quantity>;
}
