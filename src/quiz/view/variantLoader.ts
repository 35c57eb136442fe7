import type { NumericVariant } from '../items.ts';

type Fetch = (address: string) => Promise<Pick<Response, 'ok' | 'status' | 'json'>>;

/**
 * Brings new numbers for generated items from the file the build wrote beside the page. The file is
 * asked for once, when first needed; after a failure, again. Variants come in turn, never the one
 * that is shown.
 */
export function variantLoader(
  address: string,
  fetch: Fetch,
): (item: string, shown: number | null) => Promise<NumericVariant> {
  let file: Promise<Record<string, NumericVariant[]>> | null = null;
  const load = async (): Promise<Record<string, NumericVariant[]>> => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return (await response.json()) as Record<string, NumericVariant[]>;
  };
  return async (item, shown) => {
    file ??= load();
    try {
      const variants = (await file)[item] ?? [];
      const at = variants.findIndex((variant) => variant.seed === shown);
      const next = variants[(at + 1) % variants.length];
      if (next === undefined) throw new Error(`${address} has no numbers for ${item}`);
      return next;
    } catch (error) {
      file = null;
      throw error;
    }
  };
}
