import type { LearnOutput } from '#numerics/tasks/conv-kernel-gradient-learn.ts';
import { imageUri } from '#ui/imageUri.ts';

/** The run as it is drawn: the numbers, and the four pictures ready to be shown. */
export interface LearnFrame extends Pick<
  LearnOutput,
  'kernel' | 'losses' | 'diverged' | 'worst' | 'largestStep'
> {
  /** Largest over smallest eigenvalue of the curvature; infinite when some direction is flat. */
  condition: number;
  /** Addresses of the pictures; `image` is null when it is the photograph itself. */
  image: string | null;
  target: string;
  output: string;
  complaint: string;
  side: number;
  /** What full strength means in T and Y, and in Y − T. */
  scale: number;
  complaintScale: number;
}

/** An eigenvalue so much smaller than the largest is rounding: the direction is flat. */
const FLAT = 1e-12;

/** Draws what a learning run found. Small enough to be sent with the page. */
export function frameOf(result: LearnOutput, showsPhoto: boolean): LearnFrame {
  const { kernel, losses, diverged, worst, largestStep, eigenvalues } = result;
  const side = Math.round(Math.sqrt(result.target.length));
  const scale = largest(result.target);
  const complaintScale = largest(result.complaint);
  const signed = (pixels: Float32Array, scale: number) =>
    imageUri({ width: side, height: side, kind: 'signed', pixels: stepped(pixels, scale), scale });
  const [least = 0, most = 0] = [eigenvalues[0], eigenvalues.at(-1)];
  return {
    kernel,
    losses,
    diverged,
    worst,
    largestStep,
    condition: least > FLAT * most ? most / least : Number.POSITIVE_INFINITY,
    image: showsPhoto ? null : greyUri(result.image),
    target: signed(result.target, scale),
    output: signed(result.output, scale),
    complaint: signed(result.complaint, complaintScale),
    side,
    scale,
    complaintScale,
  };
}

/** Levels on either side of zero: more are not told apart in so small a map, and weigh on the page. */
const LEVELS = 12;

function stepped(pixels: Float32Array, scale: number): Float32Array {
  return pixels.map((value) => (Math.round((value / scale) * LEVELS) / LEVELS) * scale);
}

function greyUri(pixels: Float32Array): string {
  const side = Math.round(Math.sqrt(pixels.length));
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of pixels) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const levels = pixels.map((value) => (value - low) / (high - low || 1));
  return imageUri({ width: side, height: side, kind: 'grey', pixels: levels });
}

function largest(pixels: Float32Array): number {
  let most = 0;
  for (const value of pixels) {
    if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  }
  return most || 1;
}
