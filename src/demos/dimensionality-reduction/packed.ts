import { base64 } from '#ui/base64.ts';

/** Whole numbers from −32,768 to 32,767 as text: less than half as long as their digits. */
export function packed(numbers: readonly number[]): string {
  return base64(new Uint8Array(Int16Array.from(numbers).buffer));
}

/** The numbers again. */
export function unpacked(text: string): Int16Array {
  return new Int16Array(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)).buffer);
}
