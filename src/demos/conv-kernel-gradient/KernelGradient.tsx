import { Quantity } from '#demos/frame/Quantity.tsx';

/** ∂L/∂K. */
export function KernelGradient() {
  return <Quantity role="kernel">∂L/∂K</Quantity>;
}
